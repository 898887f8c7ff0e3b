"""Draw the answers of an invented council: correlated, mostly in the middle, and the same ones every time.

README.md beside this file says the same in words.
"""

import math
from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmark.council.assessment import Answer
from scoring.codes import NOT_APPLICABLE
from scoring.questionnaire import Question, Questionnaire

SEED: Final = 2026

# How a level is drawn, in levels: a common middle, plus what pulls a council, a section and a question up or down.
MIDDLE: Final = 1.85
COUNCIL_SPREAD: Final = 0.45
SECTION_SPREAD: Final = 0.45
QUESTION_SPREAD: Final = 0.3
NOISE: Final = 0.55
# Guesses, so that the charts have strengths and weaknesses to show. They are no findings about councils.
QUESTION_EFFECTS: Final[Mapping[str, float]] = {
    "accessibility": 0.9,
    "security-assessment": 0.6,
    "contract-register": 0.5,
    "place-references": 0.5,
    "digital-lead": 0.4,
    "publish-work": -0.6,
    "ai-register": -0.6,
    "benefits-check": -0.6,
    "legacy-removal": -0.9,
    "lasting-funding": -0.9,
}
SIZE_EFFECTS: Final[Mapping[str, float]] = {"under-100k": -0.12, "250k-400k": 0.06, "over-400k": 0.12}
TYPE_EFFECTS: Final[Mapping[tuple[str, str], float]] = {
    ("district", "collaboration"): 0.25,
    ("county", "data"): 0.25,
    ("london-borough", "user-needs"): 0.25,
    ("metropolitan", "platforms"): -0.2,
    ("scotland", "collaboration"): 0.2,
    ("wales", "channels"): 0.3,
    ("northern-ireland", "skills"): -0.2,
}

# The three questions whose texts say when they do not apply, and how often that is so here.
NOT_APPLICABLE_SHARES: Final[Mapping[str, float]] = {
    "telecare-digital": 0.15,
    "shared-service-governance": 0.1,
    "merger-plan": 0.2,
}
UNANSWERED_SHARE: Final = 0.015
# Of the answers below the highest level: no target, one level up, and for the rest two levels up.
NO_TARGET_SHARE: Final = 0.25
ONE_UP_SHARE: Final = 0.5
HIGHEST: Final = 4

Floats = npt.NDArray[np.float64]


def draw_answers(number: int, attributes: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, Answer]:
    """Draw a council's answers. Each council has a stream of its own, so that adding one changes no other."""
    stream = _stream(number)
    expected = MIDDLE + SIZE_EFFECTS.get(attributes["population-band"], 0)
    expected += COUNCIL_SPREAD * float(normal(stream, 1)[0])
    pulls = normal(stream, len(questionnaire.sections))
    by_section = {
        section.id: SECTION_SPREAD * float(pull) + TYPE_EFFECTS.get((attributes["council-type"], section.id), 0)
        for section, pull in zip(questionnaire.sections, pulls, strict=True)
    }
    by_question = _question_effects(questionnaire)
    noise = normal(stream, len(questionnaire.questions))
    chances = stream.random((len(questionnaire.questions), 4))
    return {
        question.id: _draw(
            question, expected + by_section[question.section] + by_question[question.id] + NOISE * float(pull), chance
        )
        for question, pull, chance in zip(questionnaire.questions, noise, chances.tolist(), strict=True)
    }


def _question_effects(questionnaire: Questionnaire) -> dict[str, float]:
    """Say how far each question is easier or harder than the middle, the same for every council."""
    pulls = QUESTION_SPREAD * normal(_stream(0), len(questionnaire.questions))
    return {
        question.id: QUESTION_EFFECTS.get(question.id, float(pull))
        for question, pull in zip(questionnaire.questions, pulls, strict=True)
    }


def _draw(question: Question, expected: float, chance: list[float]) -> Answer:
    """Make one answer from the level that is expected, and chances from 0 to 1 for all else."""
    away, missing, aim, proof = chance
    if away < NOT_APPLICABLE_SHARES.get(question.id, 0):
        return Answer(NOT_APPLICABLE, reason="Invented: the council does not do this.")
    if missing < UNANSWERED_SHARE:
        return Answer()
    level = min(max(math.floor(expected + 0.5), 0), HIGHEST)
    # The higher the level, the likelier that there is something to show.
    evidence = "Invented evidence." if proof < 0.2 + 0.15 * level else ""
    return Answer(level, _target(level, aim), evidence=evidence)


def _target(level: int, aim: float) -> int | None:
    if level == HIGHEST or aim < NO_TARGET_SHARE:
        return None
    return min(level + (1 if aim < NO_TARGET_SHARE + ONE_UP_SHARE else 2), HIGHEST)


def _stream(number: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([SEED, number]))


def normal(stream: np.random.Generator, size: int) -> Floats:
    """Draw from nearly a normal distribution: the sum of twelve uniform numbers, less six.

    numpy may draw its own normal numbers in another way one day; its uniform ones are fixed by the bit generator.
    """
    drawn: Floats = stream.random((12, size)).sum(axis=0) - 6
    return drawn

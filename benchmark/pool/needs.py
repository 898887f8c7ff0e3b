"""What each council of a pool aims at, and who has reached it: the figures that a matching is made of."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from benchmark.council.open_part import closed_sections
from benchmark.pool.count import Counted
from scoring.conditions import close_questions
from scoring.questionnaire import Question, Questionnaire

# Where a council set no target, it is taken to want the next level in so many of its lowest sections.
LOWEST: Final = 3
# A target that the mentor has reached counts twice as much as one that it is only nearer to.
FULL: Final = 2
PART: Final = 1
# Two councils alike in every attribute fit a quarter better than two that are alike in none.
ALIKE: Final = 4


@dataclass(frozen=True, slots=True)
class Reached:
    """One aim of a council that another is ahead on; `in_full` where it has reached the level that is aimed at."""

    question: str
    text: str
    section: str
    in_full: bool


@dataclass(frozen=True, slots=True)
class Possible:
    """What one council could teach another: how well they fit, what was reached, the attributes that are alike."""

    fit: int
    reached: tuple[Reached, ...]
    alike: tuple[str, ...]


@dataclass(frozen=True)
class Needs:
    """What the councils of a pool aim at, by their places in it, and who could mentor whom (mentor, learner)."""

    aims: tuple[Mapping[str, int], ...]
    without_targets: frozenset[int]
    possible: Mapping[tuple[int, int], Possible]


def find_needs(counted: Counted) -> Needs:
    """Find what each council aims at, and who could help. Sections that leave only on demand are not looked at."""
    questions = usable_questions(counted.questionnaire)
    levels = _levels(counted, questions)
    targets = [_targets(counted, questions, levels[at], at) for at in range(counted.councils)]
    aims = [found or _lowest(questions, levels[at]) for at, found in enumerate(targets)]
    possible = {}
    for learner, wanted in enumerate(aims):
        for mentor in range(counted.councils):
            if mentor != learner and (found := _possible(counted, questions, levels, wanted, mentor, learner)):
                possible[mentor, learner] = found
    without = frozenset(at for at, found in enumerate(targets) if not found)
    return Needs(tuple(aims), without, possible)


def usable_questions(questionnaire: Questionnaire) -> dict[str, Question]:
    """Map the ids of the questions that a matching may speak of: those with levels, of sections that are open."""
    closed = closed_sections(questionnaire)
    return {q.id: q for q in questionnaire.questions if q.target_levels and q.scored and q.section not in closed}


def tie_break(mentor: str, learner: str) -> int:
    """Give a number from 0 to 2^64 - 1 that depends on two keys alone, to choose between equally good matchings."""
    return int.from_bytes(hashlib.sha256(f"{mentor} {learner}".encode()).digest()[:8], "big")


def _levels(counted: Counted, questions: Mapping[str, Question]) -> list[dict[str, int]]:
    """List for each council the options that it chose, of the usable questions that it answered."""
    questionnaire = counted.questionnaire
    codes = close_questions(questionnaire, counted.table).codes
    rows = [(name, codes[questionnaire.question_index[name]]) for name in questions]
    return [{name: int(row[at]) for name, row in rows if row[at] >= 0} for at in range(counted.councils)]


def _targets(
    counted: Counted, questions: Mapping[str, Question], levels: Mapping[str, int], council: int
) -> dict[str, int]:
    """Give the targets of a council that lie above where it stands."""
    index, codes = counted.questionnaire.question_index, counted.targets.codes
    found = {name: int(codes[index[name], council]) for name in levels}
    return {
        name: target
        for name, target in found.items()
        if target >= 0 and _points(questions[name], target) > _points(questions[name], levels[name])
    }


def _lowest(questions: Mapping[str, Question], levels: Mapping[str, int]) -> dict[str, int]:
    """Give the next level of every question in a council's lowest sections, where it set no target."""
    shares: dict[str, list[float]] = {}
    for name, code in levels.items():
        question = questions[name]
        span = question.highest - question.lowest
        shares.setdefault(question.section, []).append((_points(question, code) - question.lowest) / span)
    ranked = sorted(shares, key=lambda section: round(sum(shares[section]) / len(shares[section]), 9))
    wanted = {name: _next(questions[name], code) for name, code in levels.items()}
    return {
        name: target
        for name, target in wanted.items()
        if target is not None and questions[name].section in ranked[:LOWEST]
    }


def _next(question: Question, code: int) -> int | None:
    """Give the option that earns the least of those that earn more."""
    higher = [at for at in range(len(question.options)) if _points(question, at) > _points(question, code)]
    return min(higher, key=lambda at: _points(question, at), default=None)


def _possible(
    counted: Counted,
    questions: Mapping[str, Question],
    levels: list[dict[str, int]],
    wanted: Mapping[str, int],
    mentor: int,
    learner: int,
) -> Possible | None:
    """Say what one council could teach another; None where it is ahead in nothing that the other aims at."""
    reached = []
    for name, target in wanted.items():
        question, theirs = questions[name], levels[mentor].get(name)
        if theirs is None or _points(question, theirs) <= _points(question, levels[learner][name]):
            continue
        section = counted.questionnaire.section(question.section).title
        reached.append(Reached(name, question.text, section, _points(question, theirs) >= _points(question, target)))
    if not reached:
        return None
    known = {name: (values[mentor], values[learner]) for name, values in counted.attributes.items()}
    alike = [a.title for a in counted.questionnaire.shared_attributes if _same(*known.get(a.id, ("", "")))]
    points = sum(FULL if topic.in_full else PART for topic in reached)
    every = max(len(counted.questionnaire.shared_attributes), 1)
    return Possible(points * (ALIKE * every + len(alike)), tuple(reached), tuple(alike))


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _points(question: Question, option: int) -> float:
    return question.options[option].points

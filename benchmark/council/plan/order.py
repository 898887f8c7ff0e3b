"""The one rule about what to do next: which steps there are, in which order, and why each stands where it does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from benchmark.council.plan.effects import HAIR, Effects, measure_steps
from benchmark.council.plan.step import Step, find_steps
from benchmark.council.plan.together import Known, Together, find_together
from benchmark.council.summary import Summary
from scoring.points import MissingRules, shares
from scoring.questionnaire import Question, Section

# So many are shown where there is room for the first few.
FIRST: Final = 5
# The rule below, in words for whoever reads the list.
RULE: Final = (
    "First comes what lifts the lowest section, then what moves the overall score, a stage or its own section most. Of "
    "equal steps, those towards a target come first, then those that more peers have taken, from lower answers, and "
    "with evidence. Each section has one step before any has a second."
)
_PLACES: Final = 9


@dataclass(frozen=True, slots=True)
class PeerShare:
    """How many peers stand where a step leads, or above, in words; and as a share, None where that is withheld."""

    words: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the plan, with all that decided its place. `share` is how good its answer is now, from 0 to 1."""

    number: int
    step: Step
    section: Section
    effects: Effects
    together: tuple[Together, ...]
    target: int | None
    peers: PeerShare | None
    share: float
    evidenced: bool
    language: str

    @property
    def question(self) -> Question:
        """Give the question that the step belongs to."""
        return self.step.question

    @property
    def text(self) -> str:
        """Give what to do."""
        return self.step.text


@dataclass(frozen=True)
class Plan:
    """What to do next, in order; what moves something only together; and which questions are still open."""

    lines: tuple[Line, ...]
    together: tuple[Together, ...]
    open: tuple[Question, ...]

    def line(self, question_id: str) -> Line | None:
        """Give the step of a question."""
        return next((line for line in self.lines if line.question.id == question_id), None)


def build_plan(summary: Summary, peers: Mapping[str, PeerShare] | None = None) -> Plan:
    """Find every step, score it, and put the steps in order. `peers` maps ids of questions to where peers stand."""
    assessment = summary.assessment
    steps = find_steps(assessment)
    scores, effects = measure_steps(assessment, steps)
    drafts = [_draft(summary, step, moved, peers or {}) for step, moved in zip(steps, effects, strict=True)]
    ease = {draft.question.id: (*_ease(draft), at) for at, draft in enumerate(drafts)}
    together = find_together(Known(assessment, steps, scores, lambda step: ease[step.question.id]))
    waiting = [
        replace(draft, together=tuple(found for found in together if found.needs_question(draft.question.id)))
        for draft in drafts
    ]
    waiting.sort(key=lambda line: (*_weight(line), *ease[line.question.id]))
    lines = tuple(replace(line, number=number) for number, line in enumerate(_spread(waiting), start=1))
    return Plan(lines, together, tuple(assessment.open()))


def best_steps(summary: Summary, most: int = FIRST) -> tuple[Line, ...]:
    """Give the first steps of the plan."""
    return build_plan(summary).lines[:most]


def _draft(summary: Summary, step: Step, effects: Effects, peers: Mapping[str, PeerShare]) -> Line:
    assessment, question = summary.assessment, step.question
    row = assessment.questionnaire.question_index[question.id]
    share = float(shares(question, assessment.table(), row, MissingRules("exclude", "exclude"))[0])
    return Line(
        number=0,
        step=step,
        section=assessment.questionnaire.section(question.section),
        effects=effects,
        together=(),
        target=assessment.answer(question).target,
        peers=peers.get(question.id),
        share=share,
        evidenced=assessment.is_evidenced(question),
        language=assessment.questionnaire.language,
    )


def _weight(line: Line) -> tuple[float, ...]:
    """Give what comes first in the order: what the step moves, most first; a hair makes no difference."""
    lowest = line.effects.lowest.lift if line.effects.lowest else 0.0
    tied = max((found.move.lift for found in line.together if not found.title), default=0.0)
    stage = max((found.move.lift for found in line.together if found.title), default=0.0)
    lifts = (max(lowest, tied), line.effects.overall.lift, stage, line.effects.section.lift)
    return tuple(-round(lift, _PLACES) if abs(lift) > HAIR else 0.0 for lift in lifts)


def _ease(line: Line) -> tuple[float, ...]:
    """Give what decides between steps that move as much: a target, peers, a low answer, evidence."""
    peers = -1.0 if line.peers is None or line.peers.share is None else line.peers.share
    return (line.target is None, -peers, round(line.share, _PLACES), not line.evidenced)


def _spread(waiting: list[Line]) -> list[Line]:
    """Take one step of each section before a second of any, keeping the order otherwise."""
    left, chosen = list(waiting), list[Line]()
    while left:
        first: dict[str, Line] = {}
        for line in left:
            first.setdefault(line.section.id, line)
        chosen += first.values()
        left = [line for line in left if first[line.section.id] is not line]
    return chosen

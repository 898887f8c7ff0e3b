"""Steps that move something only together: those that a stage still needs, and one in each of equally low parts."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmark.council.assessment import Assessment
from benchmark.council.plan.effects import HAIR, Move, lowest_move, lowest_tops, move_of, score_with
from benchmark.council.plan.step import Step, meeting_code
from benchmark.questions.answer import Code
from scoring.questionnaire import OVERALL, Question, Section
from scoring.score import parts
from scoring.scores import Scores
from scoring.staged import next_stage


@dataclass(frozen=True, slots=True)
class Need:
    """One question of a set, and the answer that it needs."""

    question: Question
    goal: Code


@dataclass(frozen=True, slots=True)
class Together:
    """Questions that lift a score together: `enough` of `needs` do. `stage` is one that they reach."""

    move: Move
    title: str
    needs: tuple[Need, ...]
    enough: int
    stage: int | None = None

    def needs_question(self, question_id: str) -> bool:
        """Say whether a question is among them."""
        return any(need.question.id == question_id for need in self.needs)


@dataclass(frozen=True)
class Known:
    """What the sets are found from: the steps, their scores (column 0 is now), and which of two steps is easier."""

    assessment: Assessment
    steps: Sequence[Step]
    scores: Scores
    ease: Callable[[Step], tuple[float, ...]]


def find_together(known: Known) -> tuple[Together, ...]:
    """List the sets of steps that lift a stage, a least section or a least part together, where no one does alone."""
    drafts = [*_stages(known), *_ties(known)]
    if not drafts:
        return ()
    changes: list[Mapping[str, Code]] = [
        {need.question.id: need.goal for need in needs[:enough]} for _, needs, enough, _ in drafts
    ]
    scores, questionnaire = score_with(known.assessment, changes), known.assessment.questionnaire
    found: dict[tuple[object, ...], Together] = {}
    for column, (node, needs, enough, stage) in enumerate(drafts, start=1):
        move = move_of(node, scores, column) if node else lowest_move(questionnaire, scores, column)
        if move is not None and move.lift > HAIR:
            # A section may need just what the whole needs: said once is enough.
            same = (*((need.question.id, need.goal) for need in needs), enough)
            found.setdefault(same, Together(move, node.title if node else "", needs, enough, stage))
    return tuple(found.values())


Part = Question | Section
_Draft = tuple[Section | None, tuple[Need, ...], int, int | None]


def _stages(known: Known) -> Iterator[_Draft]:
    """Draft what each staged section needs for its next stage, the nearest questions first."""
    assessment = known.assessment
    goals = {step.question.id: step.goal for step in known.steps}
    for node in (*assessment.questionnaire.nodes, *assessment.questionnaire.themes):
        found = next_stage(assessment.questionnaire, assessment.table(), node) if node.method == "staged" else None
        if found is None:
            continue
        needs = [
            Need(question, goal)
            for question in found.missing
            if (goal := meeting_code(question, assessment.code(question))) is not None
        ]
        # A question one step away comes before one that is further.
        needs.sort(key=lambda need: need.goal != goals.get(need.question.id))
        alone = found.enough == 1 and needs and needs[0].goal == goals.get(needs[0].question.id)
        if len(needs) >= found.enough and not alone:
            yield node, tuple(needs), found.enough, found.stage


def _ties(known: Known) -> Iterator[_Draft]:
    """Draft one step in each part that is as low as the least, where the least alone decides."""
    questionnaire = known.assessment.questionnaire
    lowest = lowest_tops(questionnaire, known.scores)
    if len(lowest) > 1:
        yield from _one_each(known, None, lowest)
    for node in questionnaire.nodes:
        if node.method not in ("minimum", "geometric") or (node.id == OVERALL and lowest):
            continue
        inside: tuple[Part, ...] = (*questionnaire.by_section[node.id], *questionnaire.children.get(node.id, ()))
        found = parts(questionnaire, known.assessment.table(), node, known.scores)
        shares = {part.id: float(part.share[0]) for part in found if not math.isnan(part.share[0])}
        least = min(shares.values(), default=0.0)
        tied = [part for part in inside if part.id in shares and shares[part.id] <= least + HAIR]
        # A geometric mean is held down by its parts without points, and by no others.
        if len(tied) > 1 and (node.method == "minimum" or least <= HAIR):
            yield from _one_each(known, node, tied)


def _one_each(known: Known, node: Section | None, tied: Sequence[Part]) -> Iterator[_Draft]:
    """Choose in each part the step that lifts it most, and of equal ones the easiest; nothing where a part has none."""
    chosen = []
    for part in tied:
        lifts = [(_lift(known, part, column), step) for column, step in enumerate(known.steps, start=1)]
        fitting = [(-round(lift, 9), known.ease(step), step) for lift, step in lifts if lift > HAIR]
        if not fitting:
            return
        chosen.append(min(fitting, key=lambda entry: entry[:2])[2])
    needs = tuple(Need(step.question, step.goal) for step in chosen)
    yield node, needs, len(needs), None


def _lift(known: Known, part: Part, column: int) -> float:
    """Give how far a step lifts a part: a section's share, or a question that is the part itself."""
    if isinstance(part, Question):
        return 1.0 if known.steps[column - 1].question.id == part.id else 0.0
    shares = known.scores.shares[part.id]
    lift = float(shares[column] - shares[0])
    return 0.0 if math.isnan(lift) else lift

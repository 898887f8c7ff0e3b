"""What steps move: each possible step is one more column of a table that the scorer scores, whatever the method."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.council.assessment import Assessment
from benchmark.council.plan.step import Step
from benchmark.questions.answer import Code
from scoring.answers import AnswerTable, build_table
from scoring.codes import NOT_ASKED
from scoring.questionnaire import OVERALL, Questionnaire, Section
from scoring.score import score
from scoring.scores import Scores
from scoring.shown import half_up, shown_text

HAIR: Final = 1e-9
LOWEST: Final = "lowest"


@dataclass(frozen=True, slots=True)
class Move:
    """One score now and afterwards: exact (None where there is none), as it is shown, and the lift of its share.

    `node` is the id of a section, `overall`, or `lowest` for the lowest top-level section.
    """

    node: str
    before: float | None
    after: float | None
    before_shown: str
    after_shown: str
    lift: float

    @property
    def differs(self) -> bool:
        """Say whether the score is another one afterwards, or is there only before or only after."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        return abs(self.lift) > HAIR

    @property
    def visible(self) -> bool:
        """Say whether it is shown as another score."""
        return self.differs and self.before_shown != self.after_shown


@dataclass(frozen=True, slots=True)
class Effects:
    """What one step moves: the whole, its top-level section, the lowest section; and how many questions it opens."""

    overall: Move
    section: Move
    lowest: Move | None
    opens: int


def table_with(assessment: Assessment, changes: Sequence[Mapping[str, Code]]) -> AnswerTable:
    """Give a table with one column for each set of changed answers. Questions open and close with them."""
    hangs_on = {name for question in assessment.questionnaire.questions for name in question.asked_if}
    now = assessment.codes()
    rows = [
        assessment.codes_with(changed) if hangs_on.intersection(changed) else {**now, **changed} for changed in changes
    ]
    return build_table(assessment.questionnaire, rows)


def score_with(assessment: Assessment, changes: Sequence[Mapping[str, Code]]) -> Scores:
    """Score the answers as they are, in the first column, and then with each set of changes."""
    return score(assessment.questionnaire, table_with(assessment, [{}, *changes]))


def measure_steps(assessment: Assessment, steps: Sequence[Step]) -> tuple[Scores, tuple[Effects, ...]]:
    """Score every step by itself: the scores, of which column 0 is now, and what each step moves."""
    questionnaire = assessment.questionnaire
    changes: list[Mapping[str, Code]] = [{step.question.id: step.goal} for step in steps]
    scores = score_with(assessment, changes)
    asked = sum(code is not NOT_ASKED for code in assessment.codes().values())
    effects = []
    for column, step in enumerate(steps, start=1):
        top = top_section(questionnaire, step.question.section)
        opens = int(scores.asked[OVERALL][column]) - asked
        effects.append(
            Effects(
                move_of(questionnaire.root, scores, column),
                move_of(top, scores, column),
                lowest_move(questionnaire, scores, column),
                opens,
            )
        )
    return scores, tuple(effects)


def top_section(questionnaire: Questionnaire, section_id: str) -> Section:
    """Give the top-level section that a section stands in, or is."""
    section = questionnaire.section(section_id)
    while section.parent not in (None, OVERALL):
        section = questionnaire.section(section.parent or OVERALL)
    return section


def lowest_tops(questionnaire: Questionnaire, scores: Scores, column: int = 0) -> tuple[Section, ...]:
    """List the top-level sections with the least score: several where they are equal, none where one alone has any."""
    tops = [
        (float(scores.shares[child.id][column]), child)
        for child in questionnaire.children[OVERALL]
        if not math.isnan(scores.shares[child.id][column])
    ]
    if len(tops) <= 1:
        return ()
    least = min(share for share, _ in tops)
    return tuple(child for share, child in tops if share <= least + HAIR)


def lowest_move(questionnaire: Questionnaire, scores: Scores, column: int) -> Move | None:
    """Give how the gated view moves: the score of the lowest section now, and of whichever is lowest then."""
    now, then = lowest_tops(questionnaire, scores), lowest_tops(questionnaire, scores, column)
    if not now or not then:
        return None
    (before, before_shown, share), (after, after_shown, later) = (
        _value(section, scores, at) for section, at in ((now[0], 0), (then[0], column))
    )
    if now[0].scale != then[0].scale:
        # Two sections that are measured differently can only be compared by how far up they are.
        before_shown, after_shown = (f"{half_up(100 * part):.0f}% of its scale" for part in (share, later))
    return Move(LOWEST, before, after, before_shown, after_shown, _lift(share, later))


def move_of(node: Section, scores: Scores, column: int) -> Move:
    """Give how the score of a section, or of the whole, moves."""
    (before, before_shown, share), (after, after_shown, later) = (_value(node, scores, at) for at in (0, column))
    return Move(node.id, before, after, before_shown, after_shown, _lift(share, later))


def _value(node: Section, scores: Scores, column: int) -> tuple[float | None, str, float]:
    value, share = float(scores.values[node.id][column]), float(scores.shares[node.id][column])
    return None if math.isnan(value) else value, shown_text(value, node.scale), share


def _lift(before: float, after: float) -> float:
    lift = after - before
    return 0.0 if math.isnan(lift) or abs(lift) <= HAIR else lift

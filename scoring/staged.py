"""The staged method: the highest stage whose questions, and those of all lower stages, are all met."""

import numpy as np
import numpy.typing as npt

from scoring.answers import AnswerTable, Floats
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.points import points_of
from scoring.questionnaire import Question, Questionnaire, Section

Flags = npt.NDArray[np.bool_]


def stages(questionnaire: Questionnaire, node: Section) -> int:
    """Give the highest stage that a scored question in the section, or inside it, belongs to."""
    return max((q.stage or 0 for q in questionnaire.questions_below(node.id) if q.scored), default=0)


def staged_shares(questionnaire: Questionnaire, table: AnswerTable, node: Section) -> Floats:
    """Give the highest stage met as a share of the highest stage there is.

    Not applicable is ignored unless the section counts it as zero. A stage with nothing left to meet passes, or
    blocks, as `empty_stage` says. An unanswered question is not met. Where no question of any stage counts there is no
    score; with unanswered questions left out, a respondent who answered nothing has none either.
    """
    reached = np.zeros(table.respondents)
    climbing = np.ones(table.respondents, dtype=np.bool_)
    given = np.zeros(table.respondents, dtype=np.bool_)
    highest = stages(questionnaire, node)
    for stage in range(1, highest + 1):
        met = np.ones(table.respondents, dtype=np.bool_)
        left = np.zeros(table.respondents, dtype=np.bool_)
        for question in questionnaire.questions_below(node.id):
            if question.stage != stage or not question.scored:
                continue
            question_met, counts = _met(questionnaire, table, question, node)
            met &= question_met | ~counts
            left |= counts
            unanswered = table.codes[questionnaire.question_index[question.id]] == UNANSWERED
            given |= counts if node.unanswered == "zero" else counts & ~unanswered
        if node.empty_stage == "block":
            met &= left
        climbing &= met
        reached += climbing
    share = reached / highest if highest else reached
    return np.where(given, share, np.nan)


def _met(questionnaire: Questionnaire, table: AnswerTable, question: Question, node: Section) -> tuple[Flags, Flags]:
    """Say where a question is met, and where it counts at all."""
    row = questionnaire.question_index[question.id]
    codes = table.codes[row]
    threshold = question.highest if question.met_from is None else question.met_from
    met = (codes >= 0) & (points_of(question, table, row) >= threshold - 1e-9)
    ignored = codes == NOT_ASKED
    if node.not_applicable == "exclude":
        ignored |= codes == NOT_APPLICABLE
    return met & (codes != UNANSWERED), ~ignored

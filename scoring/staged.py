"""The staged method: the highest stage whose questions, and those of all lower stages, are all met."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.answers import AnswerTable, Floats
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.conditions import close_questions
from scoring.points import reached, rules_of
from scoring.questionnaire import Question, Questionnaire, Section
from scoring.shown import NUDGE

Flags = npt.NDArray[np.bool_]


def stages(questionnaire: Questionnaire, node: Section) -> int:
    """Give the highest stage that a scored question in the section, or inside it, belongs to."""
    return max((q.stage or 0 for q in questionnaire.questions_below(node.id) if q.scored), default=0)


def staged_shares(questionnaire: Questionnaire, table: AnswerTable, node: Section) -> Floats:
    """Give the highest stage met as a share of the highest stage there is.

    A stage passes when at least `stage_share` of its questions that count are met. Not applicable is ignored unless it
    counts as zero. A stage with nothing left to meet passes, blocks, or follows the stages below: it passes where there
    was something to meet. An unanswered question is not met. Where no question of any stage counts there is no score;
    with unanswered questions left out, a respondent who answered nothing has none either.
    """
    reached_stages = np.zeros(table.respondents)
    climbing = np.ones(table.respondents, dtype=np.bool_)
    given = np.zeros(table.respondents, dtype=np.bool_)
    highest = stages(questionnaire, node)
    below = np.zeros(table.respondents, dtype=np.int64)
    for stage in range(1, highest + 1):
        met, left = np.zeros(table.respondents, dtype=np.int64), np.zeros(table.respondents, dtype=np.int64)
        for question in questionnaire.questions_below(node.id):
            if question.stage == stage and question.scored:
                question_met, counts, has_answer = _met(questionnaire, table, question, node)
                met += question_met & counts
                left += counts
                given |= has_answer
        below += left
        climbing &= met >= node.stage_share * left - NUDGE
        if node.empty_stage != "pass":
            climbing &= (left if node.empty_stage == "block" else below) > 0
        reached_stages += climbing
    share = reached_stages / highest if highest else reached_stages
    return np.where(given, share, np.nan)


@dataclass(frozen=True)
class StageNeeds:
    """What a respondent needs for the next stage: `enough` of the questions of `missing`."""

    stage: int
    missing: tuple[Question, ...]
    enough: int


def next_stage(questionnaire: Questionnaire, table: AnswerTable, node: Section) -> StageNeeds | None:
    """Say what one respondent (a table of one column) needs for the next stage of a staged section.

    None where every stage is reached, or where a stage has nothing to meet and therefore blocks.
    """
    table = close_questions(questionnaire, table)
    below = 0
    for stage in range(1, stages(questionnaire, node) + 1):
        missing, left = [], 0
        for question in questionnaire.questions_below(node.id):
            if question.stage == stage and question.scored:
                met, counts, _ = _met(questionnaire, table, question, node)
                left += bool(counts[0])
                if counts[0] and not met[0]:
                    missing.append(question)
        below += left
        enough = math.ceil(node.stage_share * left - NUDGE) - (left - len(missing))
        if enough > 0:
            return StageNeeds(stage, tuple(missing), enough)
        if node.empty_stage != "pass" and not (left if node.empty_stage == "block" else below):
            return None
    return None


def _met(
    questionnaire: Questionnaire, table: AnswerTable, question: Question, node: Section
) -> tuple[Flags, Flags, Flags]:
    """Say where a question is met, where it counts at all, and where it gives the respondent a score."""
    row = questionnaire.question_index[question.id]
    codes = table.codes[row]
    rules = rules_of(question, node)
    met = (codes >= 0) & reached(question, table, row, question.met_from)
    ignored = codes == NOT_ASKED
    if rules.not_applicable == "exclude":
        ignored |= codes == NOT_APPLICABLE
    counts = ~ignored
    given = counts if rules.unanswered == "zero" else counts & (codes != UNANSWERED)
    return met, counts, given

"""Close the questions that an earlier answer leaves unasked, for a whole table at once."""

import numpy as np
import numpy.typing as npt

from scoring.answers import AnswerTable, Codes
from scoring.codes import NOT_ASKED
from scoring.points import positions
from scoring.questionnaire import Question, Questionnaire


def close_questions(questionnaire: Questionnaire, table: AnswerTable) -> AnswerTable:
    """Mark as not asked every question whose `asked_if` is not met, in the order of the question set."""
    if not any(question.asked_if for question in questionnaire.questions):
        return table
    codes = table.codes.copy()
    for row, question in enumerate(questionnaire.questions):
        for other_id, wanted in question.asked_if.items():
            other_row = questionnaire.question_index[other_id]
            other = questionnaire.questions[other_row]
            met = _chosen(other, positions(other, AnswerTable(codes, table.numbers), other_row), wanted)
            codes[row, ~met] = NOT_ASKED
    return AnswerTable(codes, table.numbers)


def _chosen(question: Question, codes: Codes, wanted: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Say for each respondent whether one of the wanted options was chosen."""
    positions = [at for at, option in enumerate(question.options) if option.id in wanted]
    if question.choose == "many":
        mask = sum(1 << at for at in positions)
        return np.asarray((codes >= 0) & ((codes & mask) != 0), dtype=np.bool_)
    return np.isin(codes, positions)

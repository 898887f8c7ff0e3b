"""Answers of many councils as one table of small whole numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from scoring.codes import UNANSWERED, Special
from scoring.questionnaire import Question, Questionnaire

Codes = npt.NDArray[np.signedinteger]
Floats = npt.NDArray[np.float64]

# Up to this many options a set of choices fits the smallest whole number.
_SMALL_CHOICES: Final = 7


@dataclass(frozen=True)
class AnswerTable:
    """Answers as codes, one row a question and one column a respondent.

    `codes` has the shape (questions, respondents): the option's position from 0; for several choices the sum of 2
    to the power of each position; 0 for an answered number; or one of the negative codes of `scoring.codes`.
    `numbers` holds, for each number question's row, the numbers themselves (any value where there is none).
    """

    codes: Codes
    numbers: Mapping[int, Floats] = field(default_factory=dict)

    @property
    def respondents(self) -> int:
        """Count the respondents."""
        return int(self.codes.shape[1])

    def of(self, columns: npt.NDArray[np.intp] | Sequence[int] | slice) -> "AnswerTable":
        """Keep only these respondents, in this order."""
        return AnswerTable(self.codes[:, columns], {row: v[columns] for row, v in self.numbers.items()})


def code_type(questions: Sequence[Question]) -> type[np.signedinteger]:
    """Choose the smallest whole-number type that holds every code of these questions."""
    many = max((len(q.options) for q in questions if q.choose == "many"), default=0)
    one = max((len(q.options) for q in questions), default=0)
    if many < _SMALL_CHOICES and one < 127:
        return np.int8
    return np.int32 if many < 31 else np.int64


def build_table(questionnaire: Questionnaire, rows: Sequence[Mapping[str, float]]) -> AnswerTable:
    """Make a table from one mapping a respondent: question id to code, or to the number itself.

    A question that is missing in a mapping is unanswered. For a number question only a `Special` is a missing
    answer: -1.0 is a number like any other.
    """
    count = len(rows)
    codes = np.full((len(questionnaire.questions), count), UNANSWERED, dtype=code_type(questionnaire.questions))
    numbers = {
        row: np.zeros(count) for row, question in enumerate(questionnaire.questions) if question.number is not None
    }
    index = questionnaire.question_index
    for column, answers in enumerate(rows):
        for question_id, value in answers.items():
            row = index[question_id]
            if row in numbers and not isinstance(value, Special):
                codes[row, column] = 0
                numbers[row][column] = value
            else:
                codes[row, column] = value
    return AnswerTable(codes, numbers)

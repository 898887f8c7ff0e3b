"""Returns as rows of codes, as they come in: what does not fit the question set is noticed on the way."""

from array import array
from collections.abc import Mapping, Sequence
from operator import getitem
from typing import Final

import numpy as np

from benchmark.questions.answer import number_of
from benchmark.returns import model
from benchmark.returns.model import Return
from scoring.answers import AnswerTable, code_type
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.questionnaire import Question, Questionnaire

# Sets of choices up to this many are looked up; more would fill the memory.
_LOOKED_UP: Final = 10
_TYPE_CODES: Final = {np.int8: "b", np.int32: "i", np.int64: "q"}
_MISSING: Final[Mapping[object, int]] = {
    None: UNANSWERED,
    model.NOT_ASKED: NOT_ASKED,
    model.NOT_APPLICABLE: NOT_APPLICABLE,
}


class Codes(dict[object, int]):
    """The code of every value that an answer to one question may have; KeyError for any other."""

    def __init__(self, question: Question) -> None:
        many = question.choose == "many"
        self._limit = 0 if question.number else 2 ** len(question.options) if many else len(question.options)
        self._number = question.number is not None
        super().__init__()
        self.update(_MISSING)
        if not many or len(question.options) <= _LOOKED_UP:
            self.update((value, value) for value in range(self._limit))

    def __missing__(self, value: object) -> int:
        if isinstance(value, int) and self._number:
            return 0
        if isinstance(value, int) and 0 <= value < self._limit:
            return value
        raise KeyError(value)


class Coder:
    """Takes returns one by one, and makes tables of all that fit."""

    def __init__(self, questionnaire: Questionnaire, fingerprint: str) -> None:
        questions = questionnaire.questions
        self._questions, self._fingerprint = questions, fingerprint
        self._index = questionnaire.question_index
        self._codes = [Codes(question) for question in questions]
        self._aims = {q.id: range(len(q.options)) for q in questions if q.target_levels}
        self._options = {a.id: frozenset(a.option_ids) for a in questionnaire.shared_attributes}
        self._numbers = {row: question.number for row, question in enumerate(questions) if question.number is not None}
        kind = _TYPE_CODES[code_type(questions)]
        self._nothing = array(kind, [UNANSWERED] * len(questions))
        self._answers, self._targets = array(kind), array(kind)
        self._amounts: dict[int, array[float]] = {row: array("d") for row in self._numbers}

    def take(self, content: Return) -> bool:
        """Take a return, and say whether it fits; one that does not leaves nothing behind."""
        answers = content.answers
        if content.fingerprint != self._fingerprint or not answers.keys() <= self._index.keys():
            return False
        try:
            row = list(map(getitem, self._codes, map(answers.get, self._index)))
        except KeyError:
            return False
        if not self._may(content.attributes, self._options) or not self._may(content.targets, self._aims):
            return False
        self._answers.extend(array(self._answers.typecode, row))
        aims = self._nothing
        if content.targets:
            aims = self._nothing[:]
            for name, level in content.targets.items():
                aims[self._index[name]] = level
        self._targets.extend(aims)
        for at, rule in self._numbers.items():
            value = answers.get(self._questions[at].id)
            self._amounts[at].append(number_of(rule, value) if isinstance(value, int) else 0.0)
        return True

    @staticmethod
    def _may(said: Mapping[str, object], allowed: Mapping[str, frozenset[str] | range]) -> bool:
        return all(name in allowed and value in allowed[name] for name, value in said.items())

    def tables(self, order: Sequence[int]) -> tuple[AnswerTable, AnswerTable]:
        """Give the answers and the targets of the returns that were taken, in this order."""
        columns = np.array(order, dtype=np.intp)
        amounts = {at: np.array(values)[columns] for at, values in self._amounts.items()}
        nothing = {at: np.zeros(len(columns)) for at in self._amounts}
        return AnswerTable(self._matrix(self._answers, columns), amounts), AnswerTable(
            self._matrix(self._targets, columns), nothing
        )

    def _matrix(self, codes: "array[int]", columns: np.ndarray) -> np.ndarray:
        rows = np.array(codes).reshape(-1, len(self._questions))
        return np.ascontiguousarray(rows[columns].T)

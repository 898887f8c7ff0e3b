"""Returns as rows of codes, as they come in: what does not fit the question set is noticed on the way."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import numpy as np

from benchmark.questions.answer import number_of
from benchmark.returns import model
from benchmark.returns.rows import Row
from scoring.answers import AnswerTable, code_type
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.questionnaire import Question, Questionnaire

# Sets of choices up to this many are looked up; more would fill the memory.
_LOOKED_UP: Final = 10
# So many rows are coded together.
_TOGETHER: Final = 1_000
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


class Parts(dict[bytes, int]):
    """A number for every part of a row that fits, such as `"q1":3`, given when it is first seen; KeyError for others.

    The arrays have one entry for each number: which question, its code, and the amount where it asks for a number.
    """

    def __init__(self, questions: Mapping[int, Question]) -> None:
        super().__init__()
        self._known = {question.id: (at, question.number, Codes(question)) for at, question in questions.items()}
        self.questions, self.codes, self.amounts = array("i"), array("q"), array("d")

    def __missing__(self, part: bytes) -> int:
        [(name, value)] = msgspec.json.decode(b"{" + part + b"}").items()
        at, rule, codes = self._known[name]
        self.codes.append(codes[value])
        self.questions.append(at)
        self.amounts.append(number_of(rule, value) if rule and isinstance(value, int) else 0.0)
        return self.setdefault(part, len(self))


class Cells:
    """What rows say of some questions, as they come in; made into codes some hundred rows at a time."""

    def __init__(self, questionnaire: Questionnaire, chosen: Mapping[int, Question]) -> None:
        self._parts = Parts(chosen)
        self._width, self._kind = len(questionnaire.questions), code_type(questionnaire.questions)
        self._numbers = [at for at, question in enumerate(questionnaire.questions) if question.number is not None]
        self._waiting: list[int] = []
        self._lengths: list[int] = []
        self._blocks: list[tuple[np.ndarray, dict[int, np.ndarray]]] = []

    def read(self, parts: Sequence[bytes]) -> list[int]:
        """Give the numbers of the parts of a row, or raise KeyError where one does not fit."""
        return list(map(self._parts.__getitem__, parts))

    def add(self, numbers: Sequence[int]) -> None:
        """Take a row."""
        self._waiting.extend(numbers)
        self._lengths.append(len(numbers))
        if len(self._lengths) >= _TOGETHER:
            self._code()

    def _code(self) -> None:
        """Code the rows that wait."""
        rows = np.repeat(np.arange(len(self._lengths)), np.array(self._lengths, dtype=np.intp))
        numbers = np.array(self._waiting, dtype=np.intp)
        questions = np.array(self._parts.questions)[numbers]
        block = np.full((self._width, len(self._lengths)), UNANSWERED, dtype=self._kind)
        block[questions, rows] = np.array(self._parts.codes)[numbers]
        amounts = {at: np.zeros(len(self._lengths)) for at in self._numbers}
        for at, values in amounts.items():
            here = questions == at
            values[rows[here]] = np.array(self._parts.amounts)[numbers[here]]
        self._blocks.append((block, amounts))
        self._waiting.clear()
        self._lengths.clear()

    def table(self, order: Sequence[int]) -> AnswerTable:
        """Give the table of the rows that were taken, in this order."""
        self._code()
        places = np.empty(len(order), dtype=np.intp)
        places[np.array(order, dtype=np.intp)] = np.arange(len(order))
        codes = np.empty((self._width, len(order)), dtype=self._kind)
        amounts = {at: np.zeros(len(order)) for at in self._numbers}
        begin = 0
        for block, found in self._blocks:
            here = places[begin : begin + block.shape[1]]
            codes[:, here] = block
            for at, values in found.items():
                amounts[at][here] = values
            begin += block.shape[1]
        return AnswerTable(codes, amounts)


class Coder:
    """Takes rows one by one, and makes tables of all that fit."""

    def __init__(self, questionnaire: Questionnaire, fingerprint: str) -> None:
        questions = dict(enumerate(questionnaire.questions))
        self._fingerprint = fingerprint
        self._options = {(a.id, option) for a in questionnaire.shared_attributes for option in a.option_ids}
        self._answers = Cells(questionnaire, questions)
        self._targets = Cells(questionnaire, {at: q for at, q in questions.items() if q.target_levels})

    def take(self, row: Row) -> bool:
        """Take a return, and say whether it fits; one that does not leaves nothing behind."""
        frame = row.frame
        if frame.fingerprint != self._fingerprint or not frame.attributes.items() <= self._options:
            return False
        try:
            answers, targets = self._answers.read(row.answers), self._targets.read(row.targets)
        except KeyError:
            return False
        self._answers.add(answers)
        self._targets.add(targets)
        return True

    def tables(self, order: Sequence[int]) -> tuple[AnswerTable, AnswerTable]:
        """Give the answers and the targets of the returns that were taken, in this order."""
        return self._answers.table(order), self._targets.table(order)

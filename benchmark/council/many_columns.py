"""One column of a CSV file of answers: every distinct text is parsed once, whatever the number of rows."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from benchmark.questions.answer import BadAnswer, Code, parse_answer
from scoring.answers import AnswerTable, Codes, Floats, code_type
from scoring.codes import NOT_ASKED, UNANSWERED, Special
from scoring.questionnaire import Attribute, Question, Questionnaire

Bad = tuple[int, BadAnswer]
NOT_ASKED_WORD: Final = "not-asked"


class Column:
    """The cells of one column, as codes; for number questions also as the numbers themselves."""

    def __init__(self, name: str, parse: Callable[[str], Code | BadAnswer], kind: type[np.signedinteger]) -> None:
        self.name = name
        self._parse = parse
        self._kind = kind
        self._codes: dict[str, int] = {}
        self._numbers: dict[str, float] = {}
        self._bad: dict[str, BadAnswer] = {}
        self._code_blocks: list[Codes] = []
        self._number_blocks: list[Floats] = []

    def read(self, rows: Sequence[int], texts: Sequence[str]) -> Iterator[Bad]:
        """Read the next cells; report those that are not an answer, each with its row."""
        distinct = set(texts)
        for text in distinct - self._codes.keys():
            self._learn(text)
        count = len(texts)
        self._code_blocks.append(np.fromiter(map(self._codes.__getitem__, texts), self._kind, count))
        if self._numbers:
            self._number_blocks.append(np.fromiter((self._numbers.get(text, 0.0) for text in texts), float, count))
        if not self._bad.keys().isdisjoint(distinct):
            yield from ((row, self._bad[text]) for row, text in zip(rows, texts, strict=True) if text in self._bad)

    def codes(self) -> Codes:
        """Give the codes of all cells that were read."""
        return np.concatenate(self._code_blocks)

    def numbers(self) -> Floats:
        """Give the numbers of all cells that were read; 0 where there is none."""
        length = sum(map(len, self._code_blocks))
        found = sum(map(len, self._number_blocks))
        # Blocks before the first number have only zeros.
        return np.concatenate([np.zeros(length - found), *self._number_blocks])

    def _learn(self, text: str) -> None:
        value = self._parse(text)
        if isinstance(value, BadAnswer):
            self._bad[text] = value
            self._codes[text] = UNANSWERED
        elif isinstance(value, float):
            self._numbers[text] = value
            self._codes[text] = 0
        else:
            self._codes[text] = int(value)


def question_column(question: Question, kind: type[np.signedinteger]) -> Column:
    """Make the column of a question: ids or numbers of options, numbers, NA, not-asked, or nothing."""
    return Column(question.id, lambda text: parse_cell(question, text), kind)


def parse_cell(question: Question, text: str) -> Code | BadAnswer:
    """Read one cell: an answer, or that the question was not asked, which only a table of many can say."""
    return NOT_ASKED if text.strip().lower() == NOT_ASKED_WORD else parse_answer(question, text)


def attribute_column(attribute: Attribute) -> Column:
    """Make the column of an attribute: the id of one of its options, or nothing."""

    def parse(text: str) -> Code | BadAnswer:
        wanted = text.strip()
        if wanted in attribute.option_ids:
            return attribute.option_ids.index(wanted)
        choices = ", ".join(attribute.option_ids)
        return BadAnswer("not-one-of", {"key": attribute.id, "value": wanted, "choices": choices}) if wanted else _EMPTY

    return Column(attribute.id, parse, np.int16)


def unread_column(name: str) -> Column:
    """Make a column that is read past, because its name is wrong."""
    return Column(name, lambda _: _EMPTY, np.int8)


def columns_table(questionnaire: Questionnaire, columns: Sequence[Column], respondents: int) -> AnswerTable:
    """Make the table of answers from the columns that were read; a question without a column is unanswered."""
    codes = np.full((len(questionnaire.questions), respondents), UNANSWERED, dtype=code_type(questionnaire.questions))
    numbers = {row: np.zeros(respondents) for row, q in enumerate(questionnaire.questions) if q.number is not None}
    for column in columns:
        row = questionnaire.question_index.get(column.name)
        if row is not None:
            codes[row] = column.codes()
            if row in numbers:
                numbers[row] = column.numbers()
    return AnswerTable(codes, numbers)


_EMPTY: Special = UNANSWERED

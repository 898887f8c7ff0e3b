"""What each column of a table means: to which question or attribute it belongs, and what its texts say."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmark.council.many import RESPONDENT
from benchmark.council.many_columns import NOT_ASKED_WORD
from benchmark.pool.importing.numbers import NumberForm
from benchmark.questions.answer import NOT_APPLICABLE_WORDS
from benchmark.tables.names import normal
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED, Special
from scoring.questionnaire import Questionnaire

ABSENT: Final[Table[str, Special]] = {
    "unanswered": UNANSWERED,
    "not-applicable": NOT_APPLICABLE,
    "not-asked": NOT_ASKED,
}


@dataclass(frozen=True)
class Words:
    """The texts that stand for no answer, as they are compared, and what an empty cell says."""

    said: Table[str, Special] = field(default_factory=dict)
    blank: Special = UNANSWERED

    def meaning(self, text: str) -> Special | None:
        """Give what a text says, or None where it says something else; nothing at all is an empty cell."""
        return self.said.get(text) if text else self.blank


@dataclass(frozen=True)
class Values:
    """The texts of a column and the answers that they stand for. `answers` is by the text as it is compared."""

    answers: dict[str, str]
    written: Table[str, str]


@dataclass(frozen=True)
class ColumnMap:
    """One column: the id of its question or attribute, and how its cells are read."""

    name: str
    target: str
    words: Words
    values: Values | None = None
    separator: str = ";"
    numbers: NumberForm = field(default_factory=NumberForm)


@dataclass(frozen=True)
class Mapping:
    """What every column of a table means. `no_column` is what is said of a question without a column."""

    columns: Sequence[ColumnMap]
    respondent: str | None = None
    ignored: frozenset[str] = frozenset()
    encoding: str | None = None
    separator: str | None = None
    no_column: Special = UNANSWERED


# The words that `score --answers` reads.
PLAIN: Final = Words(dict.fromkeys(NOT_APPLICABLE_WORDS, NOT_APPLICABLE) | {NOT_ASKED_WORD: NOT_ASKED})


def plain_mapping(questionnaire: Questionnaire, header: Sequence[str]) -> Mapping:
    """Make the mapping of a table whose columns are named as ids, and whose cells hold ids, as `score --answers` reads.

    A column with another name is not mapped, and so is a fault.
    """
    known = {*questionnaire.question_index, *(attribute.id for attribute in questionnaire.attributes)}
    columns = [ColumnMap(name, name, PLAIN) for name in dict.fromkeys(header) if name in known]
    respondent = next((name for name in header if normal(name) == RESPONDENT), None)
    return Mapping(columns, respondent)

"""A register: rows over a fixed list of lines, such as the contracts behind each line of business.

Its rows hold more than may ever leave a council. What can leave is an answer for each line and measure, which follows
from the rows by the rules that stand here: each such answer is the answer to an ordinary question of the set.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from scoring.codes import NOT_APPLICABLE, UNANSWERED, Special
from scoring.questionnaire import Option

Kind = Literal["text", "choice", "choices", "number", "quarter"]
Rule = Literal["lowest", "highest", "all", "any", "sum", "share"]
# A column's value by its kind: a text, the position of an option, positions of options, a number, or a quarter
# (counted from the first quarter of the year 0).
Value = str | int | float | frozenset[int]
Row = Mapping[str, Value]

_HAIR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Column:
    """What is written about each row. Only what a measure makes of it can leave the council."""

    id: str
    title: str
    kind: Kind
    about: str = ""
    options: tuple[Option, ...] = ()
    levels: bool = False
    unit: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the fixed list, such as a line of business; `section` groups it with others."""

    id: str
    title: str
    section: str
    about: str = ""
    applies_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is made of the rows of a line: the answer to one question.

    `lowest` and `highest` take the position of an option; `all` and `any` the options that all or some rows have; `sum`
    adds up numbers, and `share` divides the sum of `columns` by that of `over`: both give the band, by `starts`.
    """

    id: str
    title: str
    rule: Rule
    columns: tuple[str, ...]
    over: tuple[str, ...] = ()
    starts: tuple[float, ...] = ()


@dataclass(frozen=True)
class Register:
    """The lines, the columns and the measures. `row` and `rows` name what one row is, such as contract and contracts.

    `evidence` is the column whose text stands as evidence for the answers of its line. Low values of the measures in
    `gaps` show together where the market has little to offer.
    """

    title: str
    row: str
    rows: str
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...]
    about: str = ""
    several: bool = False
    evidence: str = ""
    gaps: tuple[str, ...] = ()

    @cached_property
    def line_index(self) -> dict[str, Line]:
        """Map each line's id to it."""
        return {line.id: line for line in self.lines}

    @cached_property
    def column_index(self) -> dict[str, Column]:
        """Map each column's id to it."""
        return {column.id: column for column in self.columns}

    @cached_property
    def made(self) -> dict[str, tuple[Line, Measure]]:
        """Map the id of each question that is answered from rows to its line and its measure."""
        return {made_id(line.id, measure.id): (line, measure) for line in self.lines for measure in self.measures}


@dataclass(frozen=True)
class Entry:
    """What a council wrote about a line: its rows; or `none`, where the line does not exist there.

    `carried` names the round that all of this comes from, until somebody confirms it in this one.
    """

    rows: tuple[Row, ...] = ()
    none: bool = False
    carried: str = ""

    @property
    def begun(self) -> bool:
        """Say whether anything is written."""
        return self.none or bool(self.rows)


def made_id(line_id: str, measure_id: str) -> str:
    """Give the id of the question that a measure answers for a line."""
    return f"{line_id}-{measure_id}"


def answer_from(register: Register, measure: Measure, entry: Entry) -> int | Special:
    """Make the code of an answer from the rows of a line.

    A line that does not exist is not applicable. What a row does not say leaves the answer open: a part of what there
    is would speak for all of it. Only `lowest` (`highest`) is certain as soon as one row is at the very end.
    """
    if entry.none:
        return NOT_APPLICABLE
    if not entry.rows:
        return UNANSWERED
    if measure.rule in ("lowest", "highest"):
        return _end(register, measure, entry.rows)
    if measure.rule in ("all", "any"):
        return _choices(measure, entry.rows)
    return _band(measure, entry.rows)


def _end(register: Register, measure: Measure, rows: Sequence[Row]) -> int | Special:
    name = measure.columns[0]
    found = [row.get(name) for row in rows]
    known = [value for value in found if isinstance(value, int)]
    if not known:
        return UNANSWERED
    last = len(register.column_index[name].options) - 1
    value, certain = (min(known), 0) if measure.rule == "lowest" else (max(known), last)
    return value if len(known) == len(found) or value == certain else UNANSWERED


def _choices(measure: Measure, rows: Sequence[Row]) -> int | Special:
    found = [row.get(measure.columns[0]) for row in rows]
    known = [value for value in found if isinstance(value, frozenset)]
    if len(known) < len(found):
        return UNANSWERED
    chosen = frozenset.intersection(*known) if measure.rule == "all" else frozenset.union(*known)
    return sum(1 << position for position in chosen)


def _band(measure: Measure, rows: Sequence[Row]) -> int | Special:
    value = _sum(measure.columns, rows)
    if value is not None and measure.rule == "share":
        whole = _sum(measure.over, rows)
        value = 100 * value / whole if whole else None
    return UNANSWERED if value is None else max(bisect_right(measure.starts, value + _HAIR) - 1, 0)


def _sum(columns: Iterable[str], rows: Sequence[Row]) -> float | None:
    """Add up columns over rows; None where a number is missing."""
    found = [row.get(name) for row in rows for name in columns]
    known = [value for value in found if isinstance(value, int | float)]
    return sum(known) if len(known) == len(found) else None

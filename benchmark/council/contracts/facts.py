"""What the spend controls look at in a contract: plain facts, each known or not. Nothing here is guessed.

A register holds quarters, so lengths and ends are spans: from the least to the most that the quarters allow.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from benchmark.council.changed import day_of
from benchmark.faults import Fault, fault
from benchmark.questions.value import parse_value, quarter_of
from scoring.register import Column, Register, Row

# The columns that lengths, ends and values come from. Controls name all others themselves.
START: Final = "start"
END: Final = "end"
EXTENSION: Final = "extension"
VALUE: Final = "value"
YEARLY: Final = "yearly-cost"
_A_QUARTER: Final = Column("merger", "Merger", "quarter")
_YEAR: Final = 12
_QUARTER: Final = 3


class Span(NamedTuple):
    """From the least to the most that something can be, both included."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Merger:
    """The day on which the council becomes another one, and who follows."""

    day: dt.date
    successors: tuple[str, ...] = ()

    @property
    def quarter(self) -> int:
        """Give the quarter of the day, counted as those of a register."""
        return quarter_of(self.day.year, (self.day.month + 2) // _QUARTER)

    @property
    def opens_its_quarter(self) -> bool:
        """Say whether the day is the first of its quarter: then no contract of that quarter ends before it."""
        return self.day.day == 1 and self.day.month % _QUARTER == 1


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one contract; None, or no entry, where something is not known.

    `months` is its length without options to extend, `end` its quarter; `extension` counts months; `value`, `yearly`
    and `earlier` pounds; `said` maps columns to the option chosen, `ticked` columns and options to whether it has it.
    """

    months: Span | None = None
    end: Span | None = None
    extension: float | None = None
    value: float | None = None
    yearly: float | None = None
    earlier: float | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    ticked: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    @property
    def worth(self) -> Span | None:
        """Give what it is worth: its value, or the cost of a year times its length."""
        if self.value is not None:
            return Span(self.value, self.value)
        if self.yearly is None or self.months is None:
            return None
        return Span(*(self.yearly * months / _YEAR for months in self.months))


def facts_of(register: Register, row: Row) -> Facts:
    """Take the facts from a row of the register."""
    start, end = _number(row, START), _number(row, END)
    choices = {column.id: column for column in register.columns if column.options}
    said: dict[str, str] = {}
    ticked: dict[tuple[str, str], bool] = {}
    for name, column in choices.items():
        value = row.get(name)
        if isinstance(value, frozenset):
            ticked |= {(name, option.id): at in value for at, option in enumerate(column.options)}
        elif isinstance(value, int):
            said[name] = column.options[value].id
    return Facts(
        None if start is None or end is None else length(start, end),
        None if end is None else Span(end, end),
        _number(row, EXTENSION),
        _number(row, VALUE),
        _number(row, YEARLY),
        said=said,
        ticked=ticked,
    )


def length(start: float, end: float) -> Span | None:
    """Give the months from some day of one quarter to some day of another; None where it would end before it began."""
    quarters = end - start
    if quarters < 0:
        return None
    return Span(max((quarters - 1) * _QUARTER + 1, 1), (quarters + 1) * _QUARTER)


def extended(facts: Facts) -> Span | None:
    """Give the quarter in which a contract ends once every option to extend is used."""
    if facts.end is None or facts.extension is None:
        return None
    # It may end in the first month of its quarter, or in the third.
    return Span(facts.end.least + facts.extension // _QUARTER, facts.end.most + (facts.extension + 2) // _QUARTER)


def runs_past(end: Span | None, merger: Merger) -> bool | None:
    """Say whether what ends in a quarter runs past the merger; None where that is not certain."""
    if end is None:
        return None
    if end.most < merger.quarter:
        return False
    certain = end.least > merger.quarter or (end.least == merger.quarter and merger.opens_its_quarter)
    return True if certain else None


def parse_day(text: str, file: str, place: str = "") -> dt.date | Fault:
    """Read a day, or a quarter as its first day."""
    day = day_of(text.strip())
    if day is not None:
        return day
    quarter = parse_value(_A_QUARTER, text)
    if not isinstance(quarter, int):
        return fault("not-a-quarter", file, place, value=text[:40])
    return dt.date(quarter // 4, quarter % 4 * _QUARTER + 1, 1)


def _number(row: Row, column: str) -> float | None:
    value = row.get(column)
    return value if isinstance(value, int | float) else None

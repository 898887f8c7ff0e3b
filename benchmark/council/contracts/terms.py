"""When contracts end, counted in quarters, and how long options to extend let a council wait."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from benchmark.errors import UsageError
from benchmark.questions.answer import BadAnswer
from benchmark.questions.value import parse_value, quarter_of
from scoring.register import Column

# Options to extend that are longer than this are a slip of the pen.
MOST_MONTHS: Final = 600
MONTHS: Final = 3
_QUARTER: Final = Column("quarter", "Quarter", "quarter")


@dataclass(frozen=True, slots=True)
class Term:
    """When a contract of a line ends: the quarter, and the last one with every option to extend."""

    line: str
    end: int
    last: int

    def sure(self, start: int) -> int:
        """Give the first quarter from `start` on in which it can end: what ended before was extended."""
        return max(self.end, start)

    def over(self, start: int) -> bool:
        """Say whether it ended before a quarter, with all of its options."""
        return self.last < start


def last_quarter(end: int, months: int) -> int:
    """Give the last quarter in which a contract can end. Months that fill no quarter do not count."""
    return end + months // MONTHS


def quarters_of(months: int) -> int:
    """Give the quarters that so many months touch."""
    return -(-months // MONTHS)


def quarter_of_day(day: dt.date) -> int:
    """Give the quarter that a day lies in."""
    return quarter_of(day.year, (day.month + 2) // MONTHS)


def read_quarter(text: str) -> int:
    """Read a quarter that was typed on the command line, or raise UsageError."""
    found = parse_value(_QUARTER, text)
    if isinstance(found, BadAnswer) or not isinstance(found, int):
        raise UsageError(f'"{text}" is not a quarter. Write one such as 2027-Q1, or a date.')
    return found

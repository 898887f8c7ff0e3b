"""Read the cells of a published register: days, sums and texts as councils write them."""

import datetime as dt
import re
from typing import Final

from benchmark.council.contracts.importing.guide import Guide
from benchmark.questions.answer import BadAnswer
from benchmark.questions.value import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT, parse_value
from benchmark.tables.names import normal
from scoring.register import Column, Value

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?\Z")
_NUMBERS: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?\Z")
_NAMED: Final = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ /.-]*)?([a-z]{3,9})[ /.,-]*(\d{4}|\d{2})\Z")
_SUM: Final = re.compile(
    r"(?:gbp|£)? ?((?:[0-9]{1,3}(?:[, ][0-9]{3}){1,4}|[0-9]{1,13})(?:[.][0-9]{1,6})?)"
    r" ?(k|m|thousand|million)?(?: ?gbp)?\Z"
)
_TIMES: Final = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, None: 1}
# 25 is 2025, and 95 is 1995.
_LAST_CENTURY: Final = 80
_LONGEST: Final = 40


def clean(text: str) -> str:
    """Put a text of others on one line, without what cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " if c.isspace() else "" for c in text).split())


def is_absent(guide: Guide, text: str) -> bool:
    """Say whether a cell says that nothing is known."""
    return normal(text) in guide.absent or not text.strip()


def read_cell(guide: Guide, column: Column, text: str) -> Value | BadAnswer | None:
    """Read a cell as a column of the register holds it; None where nothing is known."""
    text = clean(text)
    if is_absent(guide, text):
        return None
    if column.kind == "number":
        found = read_sum(text)
        return parse_value(column, text if found is None else repr(found))
    if column.kind == "quarter":
        return parse_value(column, read_day(text) or text)
    if column.kind == "text" and len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 3].rstrip() + "..."
    return parse_value(column, text)


def read_sum(text: str) -> float | None:
    """Read a sum of money such as £1,234.50 or 1.2m; None where it is none."""
    found = _SUM.match(text.lower()) if len(text) <= _LONGEST else None
    return float(re.sub("[, ]", "", found[1])) * _TIMES[found[2]] if found else None


def read_day(text: str, *, last: bool = False) -> dt.date | None:
    """Read a day such as 01/04/2023, 2023-04-01 or 1 April 2023; of a month alone the first day, or the last."""
    said = normal(text[:_LONGEST])
    if found := _ISO.match(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(said):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    found = _NAMED.match(said)
    month = next((at for at, short in enumerate(_MONTHS, start=1) if found and found[2].startswith(short)), 0)
    if not found or not month:
        return None
    if found[1]:
        return _day(_year(found[3]), month, int(found[1]))
    first = _day(_year(found[3]), month, 1)
    return _month_end(first) if last and first else first


def months_between(start: dt.date, end: dt.date) -> int:
    """Count the months from one day to the end of another, to the nearest."""
    return round(((end - start).days + 1) * 12 / 365.25)


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month_end(first: dt.date) -> dt.date:
    return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1) - dt.timedelta(days=1)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= _LAST_CENTURY else 2000)

"""The one parser of what stands in the columns of a register. Prompt, workbook, form, tables and saved files use it.

A parsed value is as `scoring.register` says: a text, the position of an option, a set of them, a number or a quarter.
"""

import datetime as dt
import math
import re
from typing import Final

from benchmark.questions.answer import NONE_CHOSEN, BadAnswer
from scoring.register import Column, Value

LONGEST_TEXT: Final = 500
# Contracts of councils lie between; anything else is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1980, 2100
_TOO_LARGE: Final = 1e12
_LONGEST_QUOTE: Final = 60
_A_LINE: Final = f"one line of at most {LONGEST_TEXT} characters"
_A_QUARTER: Final = f"a quarter such as 2027-Q1, or a date, from {FIRST_YEAR} to {LAST_YEAR}"
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNKNOWN: Final = frozenset({"", "-", "?", "not known", "unknown", "don't know", "dk"})
# Each way to write a quarter or a day: the year, and the quarter, the month's number or the month's name.
_QUARTERS: Final = (
    re.compile(r"(?P<year>\d{4})[ /-]*q(?P<quarter>[1-4])\Z"),
    re.compile(r"q(?P<quarter>[1-4])[ /-]*(?P<year>\d{4})\Z"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(-(?P<day>\d{1,2})([t ][0-9:.+z]*)?)?\Z"),
    re.compile(r"((?P<day>\d{1,2})[/. -])?(?P<month>\d{1,2})[/. -](?P<year>\d{4})\Z"),
    re.compile(r"((?P<day>\d{1,2})[ -])?(?P<name>[a-z]{3,9})\.?[ -](?P<year>\d{4})\Z"),
)


def parse_value(column: Column, raw: object) -> Value | BadAnswer | None:
    """Read what a column holds; None where nothing is known."""
    text = raw.strip() if isinstance(raw, str) else raw
    if text is None or (isinstance(text, str) and text.lower() in _UNKNOWN):
        return None
    if column.kind == "text":
        return _text(text)
    if column.kind == "choice":
        position = _position(column, text)
        return _bad(text, _choices(column)) if position is None else position
    if column.kind == "choices":
        return _several(column, text)
    return _number(text) if column.kind == "number" else _quarter(text)


def write_value(column: Column, value: Value) -> str | int | float | list[str]:
    """Write a value as a saved file holds it: a text, a level's number, ids, a number, or a quarter as 2027-Q1."""
    if isinstance(value, frozenset):
        return [column.options[position].id for position in sorted(value)]
    if column.kind == "choice":
        option = column.options[int(value)]
        return int(option.id) if column.levels else option.id
    if column.kind == "number":
        return int(value) if float(value).is_integer() else float(value)
    return quarter_words(int(value)) if column.kind == "quarter" else str(value)


def value_words(column: Column, value: Value | None) -> str:
    """Say a value in words, as a person reads it; nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, frozenset):
        return "; ".join(column.options[position].title for position in sorted(value)) or NONE_CHOSEN
    if column.kind == "choice":
        option = column.options[int(value)]
        return f"Level {option.id}: {option.title}" if column.levels else option.title
    if column.kind == "number":
        return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return quarter_words(int(value)) if column.kind == "quarter" else str(value)


def quarter_of(year: int, quarter: int) -> int:
    """Count a quarter (1 to 4) from the first one of the year 0."""
    return year * 4 + quarter - 1


def quarter_words(quarter: int) -> str:
    """Write a quarter such as 2027-Q1: the first quarter of the calendar year."""
    return f"{quarter // 4}-Q{quarter % 4 + 1}"


def _text(raw: object) -> str | BadAnswer:
    text = " ".join(str(raw).split()) if not isinstance(raw, list | dict | bool) else ""
    if not text or not text.isprintable():
        return _bad(raw, _A_LINE)
    return text if len(text) <= LONGEST_TEXT else _bad(raw, _A_LINE)


def _position(column: Column, raw: object) -> int | None:
    """Find an option by its id or its title; by the number before its title, as lists in workbooks show it, too."""
    if isinstance(raw, bool | list | dict):
        return None
    text = re.sub(r"\A([0-9]+)[.]0\Z", r"\1", str(raw).strip()).lower()
    for position, option in enumerate(column.options):
        if text in (option.id, option.title.lower(), f"{option.id}: {option.title}".lower()):
            return position
    return None


def _several(column: Column, raw: object) -> frozenset[int] | BadAnswer:
    names = raw if isinstance(raw, list) else str(raw).split(";")
    if not isinstance(raw, list) and str(raw).strip().lower() == NONE_CHOSEN:
        return frozenset()
    found = [_position(column, name) for name in names]
    known = frozenset(position for position in found if position is not None)
    return known if None not in found else _bad(raw, f"one or more of {_choices(column)}, with ; between them, or none")


def _number(raw: object) -> float | BadAnswer:
    text = "" if isinstance(raw, bool | list | dict) else str(raw).strip().removeprefix("£").replace(",", "").strip()
    try:
        value = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        value = math.nan
    # Sums of money and numbers of contacts: none is below zero.
    return value if 0 <= value < _TOO_LARGE else _bad(raw, "a number from 0 up, such as 12000")


def _quarter(raw: object) -> int | BadAnswer:
    # A spreadsheet gives dates as such, with a time or without.
    text = " ".join(str(raw).lower().split())
    for way in _QUARTERS:
        if found := way.match(text):
            return _checked(found.groupdict(), raw)
    return _bad(raw, _A_QUARTER)


def _checked(parts: dict[str, str | None], raw: object) -> int | BadAnswer:
    """Make a quarter of the parts of a date, if there is such a date."""
    year = int(parts["year"] or 0)
    if quarter := parts.get("quarter"):
        month = int(quarter) * 3
    elif name := parts.get("name"):
        month = next((at for at, short in enumerate(_MONTHS, start=1) if name.startswith(short)), 0)
    else:
        month = int(parts.get("month") or 0)
    try:
        dt.date(year, month, int(parts.get("day") or 1))
    except ValueError:
        return _bad(raw, _A_QUARTER)
    return quarter_of(year, (month + 2) // 3) if FIRST_YEAR <= year <= LAST_YEAR else _bad(raw, _A_QUARTER)


def _choices(column: Column) -> str:
    ids = [option.id for option in column.options]
    return f"{ids[0]} to {ids[-1]}" if column.levels else ", ".join(ids)


def _bad(raw: object, wanted: str) -> BadAnswer:
    text = "true or false" if isinstance(raw, bool) else str(raw)
    quoted = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "..."
    return BadAnswer("bad-value", {"value": quoted, "wanted": wanted})

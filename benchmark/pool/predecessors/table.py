"""A dated table of predecessors and successors: which councils become which, when, and who says so."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from benchmark.council.row_faults import RowFaults
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault, printable
from benchmark.files import MEGABYTE, read_text
from benchmark.pool.predecessors.councils import plain_name

COLUMNS: Final = ("council", "successor", "date", "source")
_LIMIT: Final = 5 * MEGABYTE
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One row: a council, what it becomes (part of), on which day, and where that is said."""

    council: str
    successor: str
    date: date
    source: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """Which predecessors of a council are here, by the table; which are missing; and who is here but not in it."""

    here: tuple[str, ...]
    missing: tuple[str, ...]
    strangers: tuple[str, ...]
    dates: tuple[date, ...]
    sources: tuple[str, ...]


def read_table(path: Path) -> tuple[Change, ...]:
    """Read a table, or raise FaultsError with every fault, each with its row and column."""
    faults = RowFaults(str(path), COLUMNS)
    rows = _lines(path, faults)
    faults.stop()
    changes: dict[tuple[str, str], Change] = {}
    for number, row in rows:
        found = _change(number, row, faults)
        if found is None:
            continue
        key = plain_name(found.council), plain_name(found.successor)
        if key in changes:
            faults.add("repeated-change", number, 0, council=found.council, successor=found.successor)
        changes[key] = found
    if not rows:
        faults.add("no-rows-of-councils", 2)
    faults.stop()
    return tuple(changes.values())


def find_attendance(changes: Sequence[Change], successor: str, here: Sequence[str]) -> Attendance:
    """Compare the councils that are here with those that the table names for a successor."""
    wanted = [change for change in changes if plain_name(change.successor) == plain_name(successor)]
    if not wanted:
        known = ", ".join(dict.fromkeys(printable(change.successor) for change in changes))
        raise UsageError(
            f'The table names no predecessors of "{printable(successor)}". With --name, give one of: {known}.'
        )
    present = {plain_name(name) for name in here}
    named = {plain_name(change.council) for change in wanted}
    return Attendance(
        tuple(change.council for change in wanted if plain_name(change.council) in present),
        tuple(change.council for change in wanted if plain_name(change.council) not in present),
        tuple(name for name in here if plain_name(name) not in named),
        tuple(sorted({change.date for change in wanted})),
        tuple(dict.fromkeys(change.source for change in wanted)),
    )


def _lines(path: Path, faults: RowFaults) -> list[tuple[int, Mapping[str, str]]]:
    """Read the rows by column. Empty rows, as Excel leaves, are passed over."""
    text = read_text(path, _LIMIT)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise FaultsError([fault("not-csv", str(path), why=str(error))]) from None
    header = [name.strip().lower() for name in lines[0]] if lines else []
    if sorted(header) != sorted(COLUMNS):
        raise FaultsError([fault("not-these-columns", str(path), "row 1", wanted=", ".join(COLUMNS))])
    faults.header = header
    return list(_cells(lines[1:], header, faults))


def _cells(
    lines: Sequence[Sequence[str]], header: Sequence[str], faults: RowFaults
) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            faults.add("wrong-cells", number, found=len(cells), wanted=len(header))
            continue
        yield number, dict(zip(header, (cell.strip() for cell in cells), strict=True))


def _change(number: int, row: Mapping[str, str], faults: RowFaults) -> Change | None:
    before = len(faults.found)
    for name in COLUMNS:
        column = list(faults.header).index(name)
        if not row[name]:
            faults.add("empty-cell", number, column)
        elif not row[name].isprintable() or len(row[name]) > _LONGEST:
            faults.add("not-one-line", number, column, most=_LONGEST)
    day = _day(row["date"])
    if row["date"] and day is None:
        faults.add("not-a-day", number, list(faults.header).index("date"), value=row["date"][:60])
    if day is None or len(faults.found) > before:
        return None
    return Change(row["council"], row["successor"], day, row["source"])


def _day(text: str) -> date | None:
    # Python also reads weeks and days without hyphens.
    try:
        return (
            date.fromisoformat(text) if len(text) == len("2028-04-01") and text[4] == "-" and "W" not in text else None
        )
    except ValueError:
        return None

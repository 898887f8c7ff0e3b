"""Read a published register of contracts as a table: CSV or a workbook, with lines above its header or without."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from benchmark.council.contracts.importing.cells import clean
from benchmark.council.contracts.importing.guide import Guide, plain
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import MEGABYTE, read_bytes
from benchmark.tables.text import SEPARATORS, choose_separator, decode, letters, read_records, unguarded

TABLE_LIMIT: Final = 20 * MEGABYTE
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 200
_WORKBOOK: Final = b"PK\x03\x04"
# The header stands among so many rows; above it may stand a title, a date and a note.
_LOOKED_AT: Final = 30
_BEGINNING: Final = 200_000
_LONGEST_NAME: Final = 200
_FEWEST_NAMES: Final = 2
_DAY_ZERO: Final = dt.date(1899, 12, 30)
_LAST_SERIAL: Final = 100_000

Records = list[tuple[int, list[str]]]
# What stands for a formula, which is never worked out: no text of a cell is so.
FORMULA: Final = "\0formula"


@dataclass(frozen=True)
class Table:
    """The rows below the header, each with its number and as many cells as the header; `at` is the header's row."""

    file: str
    header: tuple[str, ...]
    at: int
    rows: Records
    faults: tuple[Fault, ...] = ()


def read_table(path: Path, guide: Guide) -> Table:
    """Read a CSV file or an .xlsx workbook, or raise FaultsError. Rows that are too long are faults beside it."""
    data = read_bytes(path, TABLE_LIMIT)
    if data.startswith(_WORKBOOK):
        sheets = _workbook(path)
        return _table(str(path), max(sheets, key=lambda records: _best(guide, records)[0], default=[]), guide)
    return _table(str(path), _csv(data, str(path), guide), guide)


def _csv(data: bytes, file: str, guide: Guide) -> Records:
    text, _ = decode(data, file, None)
    first = text.partition("\n")[0].rstrip("\r")
    if first.startswith("sep="):
        text, sign = choose_separator(text, None)
    else:
        sign = max(SEPARATORS.values(), key=lambda sign: _best(guide, _beginning(text, sign)))
    return list(islice(read_records(text, sign, file), MOST_ROWS + _LOOKED_AT + 1))


def _beginning(text: str, sign: str) -> Records:
    found: Records = []
    # The end of what is looked at may lie within quotes, and a wrong separator need not make rows.
    with suppress(FaultsError):
        for record in islice(read_records(text[:_BEGINNING], sign, ""), _LOOKED_AT):
            found.append(record)
    return found


def _best(guide: Guide, records: Sequence[tuple[int, list[str]]]) -> tuple[int, int, int]:
    """Say how many names of columns the likeliest header has, how wide it is, and where it stands (from the end)."""
    found = [
        (len({plain(cell) for cell in cells if guide.knows(cell)}), sum(map(bool, map(str.strip, cells))), -at)
        for at, (_, cells) in enumerate(records[:_LOOKED_AT])
    ]
    return max(found, default=(0, 0, 0))


def _workbook(path: Path) -> list[Records]:
    from benchmark.workbooks.read import Sheet, read_workbook  # noqa: PLC0415 - most registers are CSV

    def rows(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
        cells: dict[int, list[str]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            if column <= MOST_COLUMNS:
                there = cells.setdefault(row, [])
                there += [""] * (column - len(there) - 1)
                there.append(_cell(cell.kind, cell.value))
        yield from cells.items()

    return [list(rows(sheet)) for sheet in read_workbook(path)]


def _cell(kind: str, value: str | float | bool) -> str:
    if kind == "formula":
        return FORMULA
    if kind == "flag":
        return "yes" if value else "no"
    if kind == "date":
        with suppress(ValueError):
            serial = float(value)
            return (_DAY_ZERO + dt.timedelta(days=int(serial))).isoformat() if 0 < serial < _LAST_SERIAL else str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _table(file: str, records: Records, guide: Guide) -> Table:
    names, width, at = _best(guide, records)
    if names < _FEWEST_NAMES or not width:
        raise FaultsError([fault("no-register-header", file, rows=_LOOKED_AT)])
    number, cells = records[-at]
    header = _header(cells, file, number)
    rows: Records = []
    faults = []
    for row, found in records[1 - at :]:
        filled = [unguarded(cell) for cell in found]
        while filled and not filled[-1].strip():
            filled.pop()
        if len(filled) > len(header):
            faults.append(fault("wrong-cells", file, f"row {row}", found=len(filled), wanted=len(header)))
        elif filled:
            rows.append((row, [*filled, *[""] * (len(header) - len(filled))]))
    if len(rows) + len(faults) > MOST_ROWS:
        raise FaultsError([fault("too-many-published", file, limit=MOST_ROWS)])
    return Table(file, header, number, rows, tuple(faults))


def _header(cells: Sequence[str], file: str, row: int) -> tuple[str, ...]:
    """Name the columns: one without a name by its place, and one whose name stands before by a number behind it."""
    said = [clean(cell)[:_LONGEST_NAME].rstrip() for cell in cells]
    while said and not said[-1]:
        said.pop()
    if len(said) > MOST_COLUMNS:
        raise FaultsError([fault("wide-register", file, f"row {row}", found=len(said), limit=MOST_COLUMNS)])
    names: list[str] = []
    for at, name in enumerate(said):
        names.append(_unlike(name or f"column {letters(at)}", names))
    return tuple(names)


def _unlike(name: str, before: Sequence[str]) -> str:
    times = 1
    found = name
    while found in before:
        times += 1
        found = f"{name} ({times})"
    return found

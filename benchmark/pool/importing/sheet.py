"""Read a table as a spreadsheet of any country wrote it: the encoding, what stands between the cells, the rows."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import MEGABYTE, read_bytes
from benchmark.tables.text import SEPARATORS, choose_separator, decode, letters, read_records, unguarded

SHEET_LIMIT: Final = 20 * MEGABYTE
MOST_COLUMNS: Final = 2_000
MOST_ROWS: Final = 100_000


@dataclass(frozen=True)
class Sheet:
    """A table. `rows` have as many cells as the header, each row with its number; `odd` have another number of them."""

    file: str
    header: tuple[str, ...]
    rows: list[tuple[int, list[str]]]
    odd: list[tuple[int, int]]
    encoding: str
    separator: str


def read_sheet(path: Path, encoding: str | None = None, separator: str | None = None) -> Sheet:
    """Read a CSV file, or raise FaultsError. What is not said of its encoding and separator is worked out."""
    file = str(path)
    text, found = decode(read_bytes(path, SHEET_LIMIT), file, encoding)
    text, sign = choose_separator(text, SEPARATORS.get(separator or ""))
    records = read_records(text, sign, file)
    header = _header(next(records, (1, []))[1], file)
    rows: list[tuple[int, list[str]]] = []
    odd: list[tuple[int, int]] = []
    for number, cells in records:
        filled = next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)
        if not filled:
            continue
        if len(rows) + len(odd) >= MOST_ROWS:
            raise FaultsError([fault("too-many-rows", file, limit=MOST_ROWS)])
        # A spreadsheet may add empty cells at the end of a row.
        if len(cells) < len(header) or filled > len(header):
            odd.append((number, len(cells)))
        else:
            rows.append((number, [unguarded(cell) for cell in cells[: len(header)]]))
    names = {sign: name for name, sign in SEPARATORS.items()}
    return Sheet(file, header, rows, odd, found, names[sign])


def _header(cells: list[str], file: str) -> tuple[str, ...]:
    """Name the columns. One without a name is called by its place, as a spreadsheet does; at the end it is left out."""
    names = [" ".join(unguarded(cell).split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise FaultsError([fault("no-first-line", file)])
    if len(names) > MOST_COLUMNS:
        raise FaultsError([_too_wide(file, len(names))])
    return tuple(name or f"column {letters(at)}" for at, name in enumerate(names))


def _too_wide(file: str, found: int) -> Fault:
    return fault("too-many-columns", file, "row 1", found=found, wanted=MOST_COLUMNS)

"""Rows to CSV: the one writer for every table that leaves the program as CSV.

A spreadsheet runs a cell that begins like a formula. Titles come from files that others wrote, so each such text
gets an apostrophe in front, which spreadsheets show as plain text. Numbers stay numbers.
"""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmark.files import write_bytes
from benchmark.formulas import even_lines
from benchmark.formulas import guarded as guarded  # noqa: PLC0414 - the writers of tables find it here

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# Excel takes a file without this mark for one in the machine's old code page.
MARK: Final = b"\xef\xbb\xbf"
_DECIMALS: Final = 6

Cell = str | int | float | bool | None
_NOTHING: Final[Mapping[str, Cell]] = {}


def csv_text(
    rows: Sequence["DataclassInstance"],
    kind: type["DataclassInstance"] | None = None,
    same: Mapping[str, Cell] = _NOTHING,
) -> str:
    """Write rows of one dataclass as CSV with a header.

    `kind` gives the header where there may be no row; `same` adds columns that are alike in every row.
    """
    kind = kind or (type(rows[0]) if rows else None)
    if kind is None:
        return ""
    names = [field.name for field in fields(kind)]
    added = list(same.values())
    return table_text([*names, *same], ([*(getattr(row, name) for name in names), *added] for row in rows))


def table_text(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write rows of cells as CSV, with the names of their columns first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell_text(value) for value in row] for row in rows)
    return out.getvalue()


def csv_bytes(
    rows: Sequence["DataclassInstance"],
    kind: type["DataclassInstance"] | None = None,
    same: Mapping[str, Cell] = _NOTHING,
) -> bytes:
    """Give a CSV file: UTF-8 with the mark that Excel needs, plain line ends."""
    return MARK + csv_text(rows, kind, same).encode("utf-8")


def write_csv(path: Path, rows: Sequence["DataclassInstance"], kind: type["DataclassInstance"] | None = None) -> None:
    """Write a CSV file, whole or not at all."""
    write_bytes(path, csv_bytes(rows, kind))


def cell_text(value: Cell) -> str:
    """Write one cell. None, and a number that is none, are empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    return even_lines(guarded(value))


def _number(value: float) -> str:
    """Write a number without noise in its last digits, and a whole one without a point."""
    if not math.isfinite(value):
        return ""
    rounded = round(value, _DECIMALS)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.{_DECIMALS}f}".rstrip("0")

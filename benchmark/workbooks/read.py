"""Read the cells of an Excel workbook that somebody sent: values as they were typed, with bounds, in one pass.

Formulas are never worked out and never believed: a cell with one says so, and holds nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.workbooks.limits import BadWorkbookError, Limits
from benchmark.workbooks.package import Package
from benchmark.workbooks.styles import date_styles

Kind = Literal["text", "number", "flag", "date", "formula", "error"]

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_WHOLE = re.compile(r"-?[0-9]{1,15}\Z")
_LETTERS = 26
# What XML cannot hold is written as _x0000_; such a text itself is written as _x005F_x0000_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HALVES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something."""

    kind: Kind
    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells by row and column from 1, and the ranges that are merged, such as A1:B2.

    `from_1904` says that its dates are counted from there, as old programs for the Mac do.
    """

    title: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    from_1904: bool = False


def read_workbook(path: Path, limits: Limits | None = None) -> list[Sheet]:
    """Read every sheet, in order, or raise FaultsError."""
    try:
        return _sheets(Package(path, limits or Limits()))
    except BadWorkbookError as error:
        raise FaultsError([fault("not-a-workbook", str(path), why=error)]) from None


def cell_name(row: int, column: int) -> str:
    """Write the name of a cell, such as C5."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """Write the letters of a column that is counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheets(package: Package) -> list[Sheet]:
    top = package.relations("").values()
    book = next((target for kind, target in top if kind == "officeDocument"), "xl/workbook.xml")
    relations = package.relations(book)
    parts = {kind: target for kind, target in relations.values() if package.has(target)}
    listed: list[tuple[str, str]] = []
    of_1904: set[str] = set()

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            of_1904.update({attributes.get("date1904", "")} & {"1", "true"})
        elif tag == "sheet":
            link = next((value for name, value in attributes.items() if name.endswith(" id")), "")
            listed.append((attributes.get("name", ""), link))

    package.walk(book, start, _nothing, _nothing)
    if len(listed) > package.budget.limits.sheets:
        raise BadWorkbookError(f"it has more than {package.budget.limits.sheets} sheets")
    strings = _strings(package, parts["sharedStrings"]) if "sharedStrings" in parts else []
    dates = date_styles(package, parts["styles"]) if "styles" in parts else frozenset[int]()
    sheets = []
    for title, link in listed:
        kind, target = relations.get(link, ("", ""))
        sheet = Sheet(title, from_1904=bool(of_1904))
        sheets.append(_SheetReader(package, sheet, strings, dates).read(target if kind == "worksheet" else ""))
    return sheets


def _strings(package: Package, part: str) -> list[str]:
    """Read the texts that cells refer to by number. Hints for the pronunciation of a text are left out."""
    strings: list[str] = []
    collect = _Texts()

    def end(tag: str) -> None:
        collect.end(tag)
        if tag == "si":
            strings.append(collect.take())

    package.walk(part, collect.start, end, collect.text)
    return strings


class _Texts:
    """Gathers the text of the elements `t` and `v`."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._aside = 0
        self._inside = False

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        self._aside += tag == "rPh"
        self._inside = tag in ("t", "v") and not self._aside

    def end(self, tag: str) -> None:
        self._aside -= tag == "rPh"
        self._inside = False

    def text(self, data: str) -> None:
        if self._inside:
            self._pieces.append(data)

    def take(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        return text


class _SheetReader:
    """Walks one sheet and keeps the cells that hold something."""

    def __init__(self, package: Package, sheet: Sheet, strings: list[str], dates: frozenset[int]) -> None:
        self._package, self._strings, self._dates = package, strings, dates
        self._sheet = sheet
        self._row = self._column = 0
        self._texts = _Texts()
        self._cell: Mapping[str, str] = {}
        self._formula = False

    def read(self, part: str) -> Sheet:
        """Read the sheet in this part; a sheet of another kind, such as a chart, has no cells."""
        if part:
            self._package.walk(part, self._start, self._end, self._texts.text)
        return self._sheet

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._texts.start(tag, attributes)
        if tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag == "c":
            self._cell, self._formula = attributes, False
            self._move(attributes.get("r"))
            self._texts.take()
        elif tag == "f":
            self._formula = True
        elif tag == "mergeCell":
            self._sheet.merged.append(attributes.get("ref", "")[:30])

    def _move(self, place: str | None) -> None:
        """Go to the cell that is named, or to the next one."""
        if place is None:
            self._column += 1
            return
        found = _PLACE.match(place)
        if not found:
            raise BadWorkbookError(f"there is no cell {place[:30]}")
        self._row, self._column = int(found[2]), 0
        for letter in found[1]:
            self._column = self._column * _LETTERS + ord(letter) - ord("A") + 1

    def _end(self, tag: str) -> None:
        self._texts.end(tag)
        if tag != "c":
            return
        raw = self._texts.take()
        if not raw and not self._formula:
            return
        cell = Cell("formula", "") if self._formula else self._value(raw)
        self._package.budget.cell(self._row, self._column, cell.value if isinstance(cell.value, str) else "")
        if cell.value != "" or self._formula:
            self._sheet.cells[self._row, self._column] = cell

    def _value(self, raw: str) -> Cell:
        """Say what a cell holds, by its type."""
        kind = self._cell.get("t", "n")
        if kind == "s":
            return Cell("text", _plain(self._strings[_index(raw, len(self._strings))]))
        if kind in ("str", "inlineStr"):
            return Cell("text", _plain(raw))
        if kind == "b":
            return Cell("flag", raw.strip() == "1")
        if kind == "e":
            return Cell("error", raw[:30])
        if kind == "d" or self._is_date():
            return Cell("date", raw[:30])
        return Cell("number", int(raw) if _WHOLE.match(raw) else float(raw))

    def _is_date(self) -> bool:
        style = self._cell.get("s", "0")
        return style.isascii() and style.isdigit() and int(style[:9]) in self._dates


def _index(raw: str, count: int) -> int:
    if not raw.isdigit() or len(raw) > 9 or int(raw) >= count:
        raise BadWorkbookError("a cell refers to a text that is not there")
    return int(raw)


def _plain(text: str) -> str:
    """Undo the way in which a workbook writes what XML cannot hold. Half characters stay as they are written."""

    def one(found: re.Match[str]) -> str:
        number = int(found[1], 16)
        return found[0] if number in _HALVES else chr(number)

    return _ESCAPED.sub(one, text) if "_x" in text else text


def _nothing(*_: object) -> None:
    pass

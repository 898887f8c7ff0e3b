"""Read the cells of an Excel workbook that somebody sent: values as they were typed, with bounds, in one pass.

Formulas are never worked out and never believed: a cell with one says so, and holds nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.workbooks.garbage import uncollected
from benchmark.workbooks.limits import BadWorkbookError, Limits
from benchmark.workbooks.package import End, Package, Start
from benchmark.workbooks.styles import date_styles

Kind = Literal["text", "number", "flag", "date", "formula", "error"]

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_WHOLE = re.compile(r"-?[0-9]{1,15}\Z")
_LETTERS = 26
# What XML cannot hold is written as _x0000_; such a text itself is written as _x005F_x0000_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HALVES = range(0xD800, 0xE000)


class Cell(NamedTuple):
    """One cell that holds something."""

    kind: Kind
    value: str | float | bool


_FORMULA = Cell("formula", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells by row and column from 1, and the ranges that are merged, such as A1:B2.

    `from_1904` says that its dates are counted from there, as old programs for the Mac do.
    """

    title: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    from_1904: bool = False


@uncollected()
def read_workbook(path: Path, limits: Limits | None = None) -> list[Sheet]:
    """Read every sheet, in order, or raise FaultsError."""
    try:
        return _sheets(Package(path, limits or Limits()))
    except BadWorkbookError as error:
        raise FaultsError([fault("not-a-workbook", str(path), why=error)]) from None


def cell_name(row: int, column: int) -> str:
    """Write the name of a cell, such as C5."""
    return f"{column_name(column)}{row}"


@lru_cache(maxsize=1_000)
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

    def properties(attributes: Mapping[str, str]) -> None:
        of_1904.update({attributes.get("date1904", "")} & {"1", "true"})

    def sheet_of(attributes: Mapping[str, str]) -> None:
        link = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        listed.append((attributes.get("name", ""), link))

    package.walk(book, {"workbookPr": properties, "sheet": sheet_of})
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


def _strings(package: Package, part: str) -> list[Cell]:
    """Read the texts that cells refer to by number. Hints for the pronunciation of a text are left out."""
    strings: list[Cell] = []
    texts = _Texts()

    def end() -> None:
        strings.append(Cell("text", _plain(texts.take())))

    package.walk(part, texts.starts(), {**texts.ends(), "si": end}, texts.hear)
    return strings


class _Texts:
    """Gathers the text of the elements `t` and `v`. What stands elsewhere is heard too, and forgotten at the next."""

    def __init__(self) -> None:
        self._heard: list[str] = []
        self.kept: list[str] = []
        self._aside = 0
        # The methods of the lists themselves: the parser calls them without a step of ours between.
        self.hear, self._forget = self._heard.append, self._heard.clear

    def starts(self) -> dict[str, Start]:
        """Give what is done where elements start."""
        return {"t": self._begin, "v": self._begin, "rPh": self._leave}

    def ends(self) -> dict[str, End]:
        """Give what is done where elements end."""
        return {"t": self._end, "v": self._end, "rPh": self._return}

    def _begin(self, _attributes: Mapping[str, str]) -> None:
        self._forget()

    def _end(self) -> None:
        if not self._aside:
            self.kept += self._heard
        # Elements within each other must not multiply a text.
        self._forget()

    def _leave(self, _attributes: Mapping[str, str]) -> None:
        self._aside += 1

    def _return(self) -> None:
        self._aside -= 1

    def take(self) -> str:
        """Give what was gathered, once."""
        text = "".join(self.kept)
        self.kept.clear()
        return text


class _SheetReader:
    """Walks one sheet and keeps the cells that hold something."""

    def __init__(self, package: Package, sheet: Sheet, strings: list[Cell], dates: frozenset[int]) -> None:
        self._package, self._strings, self._dates = package, strings, dates
        self._sheet, self._spend = sheet, package.budget.cell
        self._row = self._column = 0
        self._texts = _Texts()
        self._kept = self._texts.kept
        self._cell: Mapping[str, str] = {}
        self._formula = False

    def read(self, part: str) -> Sheet:
        """Read the sheet in this part; a sheet of another kind, such as a chart, has no cells."""
        if part:
            own = {"row": self._start_row, "c": self._start_cell, "f": self._start_formula, "mergeCell": self._merge}
            ends = {**self._texts.ends(), "c": self._end_cell}
            self._package.walk(part, {**self._texts.starts(), **own}, ends, self._texts.hear)
        return self._sheet

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._cell, self._formula = attributes, False
        self._kept.clear()
        self._column += 1
        place = attributes.get("r")
        # Most cells are the next one, and say so.
        if place is not None and place != f"{column_name(self._column)}{self._row}":
            self._go(place)

    def _go(self, place: str) -> None:
        """Go to the cell that is named."""
        found = _PLACE.match(place)
        if not found:
            raise BadWorkbookError(f"there is no cell {place[:30]}")
        self._row, self._column = int(found[2]), 0
        for letter in found[1]:
            self._column = self._column * _LETTERS + ord(letter) - ord("A") + 1

    def _start_formula(self, _attributes: Mapping[str, str]) -> None:
        self._formula = True

    def _merge(self, attributes: Mapping[str, str]) -> None:
        self._sheet.merged.append(attributes.get("ref", "")[:30])

    def _end_cell(self) -> None:
        if self._formula:
            cell = _FORMULA
        elif raw := "".join(self._kept):
            cell = self._value(raw)
        else:
            return
        value = cell.value
        self._spend(self._row, self._column, value if isinstance(value, str) else "")
        if value != "" or self._formula:
            self._sheet.cells[self._row, self._column] = cell

    def _value(self, raw: str) -> Cell:
        """Say what a cell holds, by its type."""
        kind = self._cell.get("t", "n")
        if kind == "s":
            return self._strings[_index(raw, len(self._strings))]
        if kind in ("str", "inlineStr"):
            return Cell("text", _plain(raw))
        if kind == "b":
            return Cell("flag", raw.strip() == "1")
        if kind == "e":
            return Cell("error", raw[:30])
        if kind == "d" or (self._dates and self._is_date()):
            return Cell("date", raw[:30])
        number = float(raw)
        return Cell("number", int(raw) if number.is_integer() and _WHOLE.match(raw) else number)

    def _is_date(self) -> bool:
        style = self._cell.get("s", "0")
        return style.isascii() and style.isdigit() and int(style[:9]) in self._dates


def _index(raw: str, count: int) -> int:
    at = int(raw) if raw.isdigit() and len(raw) <= 9 else count
    if at >= count:
        raise BadWorkbookError("a cell refers to a text that is not there")
    return at


def _plain(text: str) -> str:
    """Undo the way in which a workbook writes what XML cannot hold. Half characters stay as they are written."""

    def one(found: re.Match[str]) -> str:
        number = int(found[1], 16)
        return found[0] if number in _HALVES else chr(number)

    return _ESCAPED.sub(one, text) if "_x" in text else text

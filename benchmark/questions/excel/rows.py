"""Read the sheets of an author's workbook as rows of values, and say in which cell each value stands."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from benchmark.faults import Fault, fault
from benchmark.questions.excel.cells import NONE, NotInCellError, read_cell
from benchmark.questions.excel.layout import PLANS, READ_ME, Column, Form, SheetPlan
from benchmark.workbooks.read import Cell, Sheet, cell_name, column_name

_MOST_SHOWN: Final = 20
_FOUND: Final = {"text": "this text", "number": "a number", "flag": "true or false"}
_UNUSABLE: Final = {"date": "a date", "error": "an error"}
_AS_TEXT: Final = "Set the format of the cell to Text, and type it again."
_TYPE_IT: Final = "Type it again."


@dataclass(slots=True)
class Row:
    """One row that holds something: its entry, its only mark if it has one, and the cell of each column."""

    sheet: str
    places: dict[str, str]
    entry: dict[str, Any] = field(default_factory=dict)
    # Whether the row only says that there is nothing.
    none: bool = False


@dataclass(slots=True)
class SheetRows:
    """All rows of a sheet, and the faults of reading them."""

    plan: SheetPlan
    rows: list[Row]


def plan_of(sheet: Sheet) -> SheetPlan | None:
    """Find the plan of a sheet, however its title is capitalised."""
    title = sheet.title.strip().casefold()
    return next((plan for plan in PLANS if plan.title.casefold() == title), None)


def read_rows(sheets: list[Sheet], file: str, faults: list[Fault]) -> list[SheetRows]:
    """Read all sheets that are known; whatever is wrong with them is added to the faults."""
    read = []
    for sheet in sheets:
        plan = plan_of(sheet)
        if plan is not None:
            read.append(_Reader(sheet, plan, file, faults).read())
        elif sheet.title.strip().casefold() != READ_ME.casefold():
            remedy = _nearest(sheet.title, [plan.title for plan in PLANS], "Sheets")
            faults.append(fault("no-such-sheet", file, f'sheet "{sheet.title}"', sheet=sheet.title, remedy=remedy))
    return read


def place_in(sheet: str, cells: str) -> str:
    """Say where in a workbook something stands."""
    return f'sheet "{sheet}", {cells}' if cells else f'sheet "{sheet}"'


def _nearest(name: str, known: list[str], what: str) -> str:
    near = difflib.get_close_matches(name.strip().casefold(), [one.casefold() for one in known], n=1)
    meant = [one for one in known if near and one.casefold() == near[0]]
    return f'Did you mean "{meant[0]}"?' if meant else f"Remove it. {what} that are known: {', '.join(known)}."


class _Reader:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet, plan: SheetPlan, file: str, faults: list[Fault]) -> None:
        self._sheet, self._plan, self._file, self._faults = sheet, plan, file, faults

    def read(self) -> SheetRows:
        for cells in self._sheet.merged[:_MOST_SHOWN]:
            self._fault("merged-cells", f"cells {cells}")
        return SheetRows(self._plan, [self._upright()] if self._plan.upright else list(self._lying()))

    def _fault(self, code: str, cells: str, **values: object) -> None:
        self._faults.append(fault(code, self._file, place_in(self._plan.title, cells), **values))

    def _upright(self) -> Row:
        """Read a sheet with a row for each key: what stands in its second column."""
        cells = {at: cell for (at, column), cell in self._sheet.cells.items() if column == 1 and at > 1}
        titles = self._titles({at: cells[at] for at in sorted(cells)}, lambda at: cell_name(at, 1))
        found = {at: self._sheet.cells[at, 2] for at in titles if (at, 2) in self._sheet.cells}
        for at, column in sorted(self._sheet.cells):
            if column == 2 and at > 1 and at not in cells:
                self._fault("no-such-sheet-column", f"cell {cell_name(at, 2)}", column="", remedy=_TYPE_IT)
        return self._row(titles, found, {at: cell_name(at, 2) for at in titles})

    def _lying(self) -> Iterator[Row]:
        """Read a sheet with a row for each entry, below a row of titles."""
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in self._sheet.cells.items():
            rows.setdefault(row, {})[column] = cell
        header = rows.pop(1, {})
        titles = self._titles({at: header[at] for at in sorted(header)}, lambda at: cell_name(1, at))
        if rows:
            self._miss(titles)
        for column in sorted({column for row in rows.values() for column in row} - set(header)):
            row = min(row for row, cells in rows.items() if column in cells)
            remedy = "Give the column a title in row 1, or empty it."
            name = column_name(column)
            self._fault("no-such-sheet-column", f"cell {cell_name(row, column)}", column=name, remedy=remedy)
        for row in sorted(rows):
            found = {at: cell for at, cell in rows[row].items() if at in titles}
            if not all(_is_blank(cell) for cell in found.values()):
                yield self._row(titles, found, {at: cell_name(row, at) for at in titles})

    def _miss(self, titles: Mapping[int, Column]) -> None:
        there = {column.title for column in titles.values()}
        for column in self._plan.columns:
            if column.required and column.title not in there:
                self._fault("no-column", "row 1", column=column.title)

    def _titles(self, cells: Mapping[int, Cell], name: Any) -> dict[int, Column]:
        """Say which column each title stands for."""
        found: dict[int, Column] = {}
        for at, cell in cells.items():
            title = str(cell.value)
            column = self._plan.column(title) if cell.kind == "text" else None
            if column is None:
                remedy = _nearest(title, [one.title for one in self._plan.columns], "Those")
                self._fault("no-such-sheet-column", f"cell {name(at)}", column=title[:60], remedy=remedy)
            elif column in found.values():
                self._fault("repeated-column", f"cell {name(at)}", column=column.title)
            else:
                found[at] = column
        return found

    def _row(self, titles: Mapping[int, Column], found: Mapping[int, Cell], names: Mapping[int, str]) -> Row:
        row = Row(self._plan.title, {column.title: names[at] for at, column in titles.items()})
        found = {at: cell for at, cell in found.items() if not _is_blank(cell)}
        first = self._plan.columns[0]
        if [(titles[at].title, cell.value) for at, cell in found.items()] == [(first.title, NONE)]:
            row.none = True
            return row
        lists: dict[str, dict[int, Any]] = {}
        for at in sorted(found, key=lambda at: self._order(titles[at])):
            self._put(row.entry, lists, titles[at], found[at], names[at])
        for name, values in lists.items():
            row.entry[name] = self._list(values)
        return row

    def _order(self, column: Column) -> tuple[int, int]:
        """Put values in the order of the plan, whatever order the author gave the columns."""
        paths = [one.path for one in self._plan.columns]
        return paths.index(column.path), column.at or 0

    def _put(
        self, entry: dict[str, Any], lists: dict[str, dict[int, Any]], column: Column, cell: Cell, name: str
    ) -> None:
        """Put the value of a cell where it belongs in the entry."""
        key, *inner = column.path
        said_none = cell.value == NONE
        if said_none and column.at is not None:
            lists.setdefault(key, {})
        elif said_none and column.first:
            entry.setdefault(key, {})
        elif said_none and self._plan.title == "Options" and key == "id":
            entry[key] = None
        else:
            value = self._value(column, cell, name)
            if value is None:
                return
            if column.at is not None:
                lists.setdefault(key, {})[column.at] = (value, name)
            elif inner:
                entry.setdefault(key, {})[inner[0]] = value
            else:
                entry[key] = value

    def _value(self, column: Column, cell: Cell, name: str) -> Any:
        """Read a cell; None, and a fault, where it holds something else."""
        if cell.kind == "formula":
            self._fault("a-formula", f"cell {name}")
            return None
        try:
            if cell.kind not in _UNUSABLE:
                return read_cell(column.form, cell.value)
        except NotInCellError:
            pass
        found = _UNUSABLE.get(cell.kind) or _FOUND[cell.kind]
        remedy = _AS_TEXT if column.form is Form.TEXT else _TYPE_IT
        self._fault("bad-cell", f"cell {name}", wanted=column.form.value, found=found, remedy=remedy)
        return None

    def _list(self, values: Mapping[int, Any]) -> list[Any]:
        """Give the values that stand side by side, and report where one is missing between them."""
        for before, at in zip([-1, *sorted(values)], sorted(values), strict=False):
            if at != before + 1:
                self._fault("a-gap", f"cell {values[at][1]}")
        return [values[at][0] for at in sorted(values)]


def _is_blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing that anyone sees: it is as good as empty."""
    return isinstance(cell.value, str) and cell.kind == "text" and not cell.value.strip()

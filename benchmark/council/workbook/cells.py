"""Find the rows of a sheet of answers, and read a cell as the text or the number that somebody typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmark.council.asking import LONGEST_TEXT
from benchmark.council.tidy import tidy
from benchmark.council.workbook import plan
from benchmark.faults import Fault, fault
from benchmark.workbooks.read import Cell, Sheet, cell_name

# The table begins in row 5; somebody may have put rows above it.
LAST_HEAD = 40
_MOST_SHOWN = 20
_EXACT = 1e15
_UNUSABLE = {"date": "a date", "error": "an error", "flag": "true or false"}
_TYPE_IT = "Set the format of the cell to Text, and type it again."


@dataclass(frozen=True)
class Row:
    """One row with an id: its cells by the titles of their columns."""

    file: str
    sheet: str
    number: int
    id: str
    columns: Mapping[str, int]
    cells: Mapping[str, Cell]

    def place(self, column: str) -> str:
        """Say where a cell of this row stands."""
        return f'sheet "{self.sheet}", cell {cell_name(self.number, self.columns.get(column, 1))}'

    def value(self, column: str) -> tuple[str | float | None, list[Fault]]:
        """Read a text or a number; None for a cell without any. What is neither is a fault."""
        cell = self.cells.get(column)
        if cell is None:
            return None, []
        if cell.kind == "formula":
            return None, [fault("a-formula", self.file, self.place(column))]
        if cell.kind in _UNUSABLE:
            found = _UNUSABLE[cell.kind]
            wanted = "a text or a number"
            return None, [fault("bad-cell", self.file, self.place(column), wanted=wanted, found=found, remedy=_TYPE_IT)]
        if isinstance(cell.value, str):
            return tidy(cell.value) or None, []
        return cell.value, []

    def text(self, column: str) -> tuple[str, list[Fault]]:
        """Read a text; a number stands for the text that was typed."""
        value, wrong = self.value(column)
        text = "" if value is None else as_text(value)
        if len(text) > LONGEST_TEXT:
            return "", [fault("too-long", self.file, self.place(column), key=column, limit=LONGEST_TEXT)]
        return text, wrong


@dataclass(frozen=True)
class SheetRows:
    """The rows of a sheet with an id, whether they are facts about the council, and what is wrong with others."""

    facts: bool
    rows: list[Row]
    faults: list[Fault]


def as_text(value: str | float) -> str:
    """Write a value as it was typed: a spreadsheet keeps 2 as 2.0."""
    if isinstance(value, str):
        return value
    return str(int(value)) if abs(value) < _EXACT and value == int(value) else str(value)


def find_rows(sheet: Sheet, file: str) -> SheetRows | None:
    """Find the table of a sheet; None where there is none of ours."""
    head = next((row for row in range(1, LAST_HEAD) if _title(sheet, row, 1) == plan.ID.casefold()), None)
    if head is None:
        return None
    known = {column.title.casefold(): column.title for column in (*plan.COLUMNS, *plan.ABOUT_COLUMNS)}
    titles = {at: _title(sheet, head, at) for row, at in sheet.cells if row == head}
    columns = {known[title]: at for at, title in sorted(titles.items(), reverse=True) if title in known}
    facts = plan.FACT in columns
    if not facts and plan.QUESTION.title not in columns:
        return None
    faults = merged_cells(sheet, file)
    if plan.ANSWER.title not in columns:
        faults.append(fault("no-column", file, f'sheet "{sheet.title}", row {head}', column=plan.ANSWER.title))
    rows = rows_below(sheet, file, head, columns)
    filled = [column.title for column in plan.COLUMNS if column.filled]
    for row in rows:
        stray = [title for title in filled if title in row.cells]
        if not row.id and stray:
            faults.append(fault("no-question-here", file, row.place(stray[0])))
    return SheetRows(facts, [row for row in rows if row.id], faults)


def merged_cells(sheet: Sheet, file: str) -> list[Fault]:
    """List the cells of a sheet that are merged, up to a bound."""
    return [
        fault("merged-cells", file, f'sheet "{sheet.title}", cells {cells}') for cells in sheet.merged[:_MOST_SHOWN]
    ]


def rows_below(sheet: Sheet, file: str, head: int, columns: Mapping[str, int]) -> list[Row]:
    """Gather the rows below a row, by the titles of their columns, in which something stands."""
    titles = {at: title for title, at in columns.items()}
    gathered: dict[int, dict[str, Cell]] = {}
    for (row, at), cell in sheet.cells.items():
        if row > head and at in titles and not (isinstance(cell.value, str) and _is_blank(cell)):
            gathered.setdefault(row, {})[titles[at]] = cell
    return [
        Row(file, sheet.title, number, _id(cells.get(plan.ID)), columns, cells)
        for number, cells in sorted(gathered.items())
    ]


def _id(cell: Cell | None) -> str:
    if cell is None or cell.kind not in ("text", "number"):
        return ""
    return as_text(cell.value).strip()


def _is_blank(cell: Cell) -> bool:
    return cell.kind == "text" and not str(cell.value).strip()


def _title(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return " ".join(str(cell.value).split()).casefold() if cell is not None and cell.kind == "text" else ""

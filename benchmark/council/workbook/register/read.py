"""Read the two sheets of a register: the rows of each line, and the lines that do not exist here."""

from collections.abc import Mapping
from typing import Final

from benchmark.council.entries import same_rows
from benchmark.council.register import MOST_ROWS
from benchmark.council.workbook.cells import LAST_HEAD, Row, as_text, merged_cells, rows_below
from benchmark.council.workbook.one_answer import yes_or_no
from benchmark.council.workbook.plan import ID
from benchmark.council.workbook.register.layout import LINE, LINE_HEAD, NONE, line_labels, register_fields
from benchmark.council.workbook.register.values import read_cells
from benchmark.council.workbook.words import by_label, folded
from benchmark.faults import Fault, fault, printable
from benchmark.workbooks.read import Sheet
from scoring.questionnaire import Questionnaire
from scoring.register import Entry, Register
from scoring.register import Row as RegisterRow

_LONGEST_QUOTE: Final = 80
_Rows = dict[str, list[RegisterRow]]


class RegisterReader:
    """Reads sheet after sheet, and gathers rows by the id of their line, the lines that do not exist, and faults."""

    def __init__(self, file: str, questionnaire: Questionnaire, register: Register) -> None:
        self.faults: list[Fault] = []
        self._file = file
        self._register = register
        self._fields = register_fields(self._register)
        self._lines = _names_of_lines(register, questionnaire)
        self._rows: _Rows = {}
        self._none: dict[str, str] = {}

    def read(self, sheet: Sheet) -> bool:
        """Read a sheet, and say whether it is one of the two, whatever it is called."""
        if found := _find(sheet, LINE):
            self._read_rows(sheet, *found)
        elif (found := _find(sheet, ID)) and folded(NONE.title) in (folded(name) for name in found[1]):
            self._read_lines(sheet, *found)
        else:
            return False
        self.faults += merged_cells(sheet, self._file)
        return True

    def finish(self) -> dict[str, Entry]:
        """Give the lines about which the workbook says something, once all its sheets are read."""
        for line_id, place in self._none.items():
            if line_id in self._rows:
                self.faults.append(fault("none-and-rows", self._file, place, rows=self._register.rows))
        entries = {line_id: Entry(tuple(rows)) for line_id, rows in self._rows.items()}
        return {**entries, **dict.fromkeys(self._none, Entry(none=True))}

    def _read_lines(self, sheet: Sheet, head: int, titles: Mapping[str, int]) -> None:
        columns = {
            ID: titles[ID],
            NONE.title: next(at for name, at in titles.items() if folded(name) == folded(NONE.title)),
        }
        for row in rows_below(sheet, self._file, head, columns):
            none = yes_or_no(row, NONE.title, self.faults)
            if none and row.id not in self._register.line_index:
                self.faults.append(fault("not-a-line", self._file, row.place(ID), value=_quote(row.id)))
            elif none:
                self._none.setdefault(row.id, row.place(NONE.title))

    def _read_rows(self, sheet: Sheet, head: int, columns: Mapping[str, int]) -> None:
        missing = [field for field in self._fields if field.id not in columns]
        for field in missing:
            self.faults.append(fault("no-column", self._file, f'sheet "{sheet.title}", row {head}', column=field.title))
        known = {
            name: at for name, at in columns.items() if name == LINE or name in {field.id for field in self._fields}
        }
        here: _Rows = {}
        for row in rows_below(sheet, self._file, head, known):
            if not _is_head(row):
                self._read_row(row, here, from_1904=sheet.from_1904)
        if not missing:
            self._take(here, sheet)

    def _read_row(self, row: Row, here: _Rows, *, from_1904: bool) -> None:
        before = len(self.faults)
        line_id = self._line_of(row)
        values, wrong = read_cells(self._fields, row, from_1904=from_1904)
        self.faults += wrong
        if line_id is None or wrong:
            return
        if not values:
            self.faults.append(fault("empty-row", self._file, row.place(LINE), row=self._register.row))
        rows = here.setdefault(line_id, [])
        rows.append(values)
        limit = MOST_ROWS if self._register.several else 1
        if len(rows) == limit + 1 and len(self.faults) == before:
            values = {"count": len(rows), "rows": self._register.rows, "limit": limit}
            self.faults.append(fault("too-many-in-a-line", self._file, row.place(LINE), **values))

    def _line_of(self, row: Row) -> str | None:
        """Find the line of a row: by the words of the list, its title, or its id. A fault where there is none."""
        before = len(self.faults)
        raw, wrong = row.value(LINE)
        self.faults += wrong
        text = "" if raw is None else as_text(raw)
        found = self._lines.get(folded(text))
        if found is None and len(self.faults) == before:
            if text:
                self.faults.append(fault("not-a-line", self._file, row.place(LINE), value=_quote(text)))
            else:
                self.faults.append(fault("no-line", self._file, row.place(LINE)))
        return found

    def _take(self, here: _Rows, sheet: Sheet) -> None:
        """Keep the rows of a sheet. A line that stands in two sheets must be the same in both."""
        for line_id, rows in here.items():
            if not same_rows(self._rows.setdefault(line_id, rows), rows):
                line = self._register.line_index[line_id].title
                values = {"line": line, "rows": self._register.rows}
                self.faults.append(fault("line-twice", self._file, f'sheet "{sheet.title}"', **values))


def _names_of_lines(register: Register, questionnaire: Questionnaire) -> dict[str, str]:
    """Map what can name a line to its id: the words of the list, its id, and its title where no other has the same."""
    lines = register.lines
    titles = [folded(line.title) for line in lines]
    plain = {title: line.id for title, line in zip(titles, lines, strict=True) if titles.count(title) == 1}
    ids = {line.id: line.id for line in lines}
    return {**plain, **ids, **by_label({label: line_id for line_id, label in line_labels(questionnaire).items()})}


def _find(sheet: Sheet, name: str) -> tuple[int, dict[str, int]] | None:
    """Find the row in which a name stands, near the top, and the columns of that row by their names."""
    places = [place for place, cell in sheet.cells.items() if place[0] < LAST_HEAD and cell.value == name]
    if not places:
        return None
    head = min(places)[0]
    titles = {str(cell.value): at for (row, at), cell in sorted(sheet.cells.items(), reverse=True) if row == head}
    return head, titles


def _is_head(row: Row) -> bool:
    cell = row.cells.get(LINE)
    return cell is not None and isinstance(cell.value, str) and folded(cell.value) == folded(LINE_HEAD)


def _quote(text: str) -> str:
    return printable(text)[:_LONGEST_QUOTE]

"""Sheets in memory: what a question set looks like once its workbook was written and read, without the file."""

from benchmark.questions.excel.read import parse_sheets
from benchmark.questions.excel.write import lay_out
from benchmark.workbooks.read import Cell, Sheet


def cell(value):
    """Make a cell as the reader of workbooks gives it."""
    kind = "flag" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"
    return Cell(kind, value)


def sheets_of(data):
    """Lay a question set out, by the titles of its sheets."""
    sheets = {}
    for laid in lay_out(data):
        rows = [[column.title for column in laid.columns]]
        rows += [[row.get(column.title) for column in laid.columns] for row in laid.rows]
        if laid.plan.upright:
            values = laid.rows[0] if laid.rows else {}
            rows = [["key", "value"], *([column.title, values.get(column.title)] for column in laid.columns)]
        cells = {
            (at, column): cell(value)
            for at, row in enumerate(rows, start=1)
            for column, value in enumerate(row, start=1)
            if value is not None
        }
        sheets[laid.plan.title] = Sheet(laid.plan.title, cells)
    return sheets


def read(sheets):
    """Read sheets as a question set that has no fault."""
    data, faults = parse_sheets(list(sheets.values()), "set.xlsx")
    assert faults == []
    return data


def strict(value):
    """Tell true from 1, and put numbers and tables into one form: 1 and 1.0 are alike, so is the order of keys."""
    if isinstance(value, dict):
        return {key: strict(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [strict(inner) for inner in value]
    return (type(value).__name__, value) if isinstance(value, bool | str) else float(value)

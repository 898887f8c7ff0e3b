"""What stands in the cells of a row of a register, and what they say."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from benchmark.council.workbook.cells import Row as CellRow
from benchmark.council.workbook.cells import as_text
from benchmark.council.workbook.one_answer import yes_or_no
from benchmark.council.workbook.plan import NO, YES
from benchmark.council.workbook.register.layout import Field, choice_labels
from benchmark.council.workbook.values import CellValue, kept_number
from benchmark.council.workbook.words import by_label, folded
from benchmark.faults import Fault, fault
from benchmark.questions.answer import BadAnswer
from benchmark.questions.value import parse_value, quarter_words
from benchmark.workbooks.read import Cell
from scoring.register import Column, Row, Value

_LONGEST_QUOTE: Final = 60
# Day 0 of a spreadsheet, and of one that an old Mac began.
_DAY_0: Final = dt.date(1899, 12, 30)
_DAY_0_OF_1904: Final = dt.date(1904, 1, 1)
_MOST_DAYS: Final = 2_000_000


def row_cells(fields: Sequence[Field], row: Row) -> dict[str, CellValue]:
    """Write a row as cells, by the id of the field."""
    found: dict[str, CellValue] = {}
    for field in fields:
        if field.column.id in row:
            found[field.id] = _cell(field, row[field.column.id])
    return found


def read_cells(fields: Sequence[Field], cells: CellRow, *, from_1904: bool = False) -> tuple[Row, list[Fault]]:
    """Read a row of cells; what is wrong stands beside it."""
    row: dict[str, Value] = {}
    faults: list[Fault] = []
    for column, own in _by_column(fields):
        several = column.kind == "choices"
        day = _as_day(cells, own[0], from_1904=from_1904)
        value = _several(own, cells, faults) if several else _one(own[0], day, faults)
        if value is not None:
            row[column.id] = value
    return row, faults


def _by_column(fields: Sequence[Field]) -> list[tuple[Column, list[Field]]]:
    found: dict[str, tuple[Column, list[Field]]] = {}
    for field in fields:
        found.setdefault(field.column.id, (field.column, []))[1].append(field)
    return list(found.values())


def _cell(field: Field, value: Value) -> CellValue:
    column = field.column
    if isinstance(value, frozenset):
        return YES if field.position in value else NO
    if column.kind == "choice":
        return list(choice_labels(column))[int(value)]
    if column.kind == "quarter":
        return quarter_words(int(value))
    return kept_number(float(value)) if column.kind == "number" else str(value)


def _one(field: Field, cells: CellRow, faults: list[Fault]) -> Value | None:
    """Read a cell through the one parser."""
    raw, wrong = cells.value(field.id)
    faults += wrong
    column = field.column
    if raw is not None and column.kind == "choice":
        raw = by_label(choice_labels(column)).get(folded(as_text(raw)), as_text(raw))
    value = parse_value(column, as_text(raw) if raw is not None and column.kind == "text" else raw)
    if isinstance(value, BadAnswer):
        faults.append(_bad(field, value, cells))
        return None
    return value


def _bad(field: Field, value: BadAnswer, cells: CellRow) -> Fault:
    place = cells.place(field.id)
    if field.column.kind == "choice" and not field.column.levels:
        choices = "; ".join(choice_labels(field.column))
        quoted = str(value.values["value"])
        return fault("not-one-of", cells.file, place, value=quoted, key=field.column.title, choices=choices)
    return fault(value.code, cells.file, place, **value.values)


def _several(fields: Sequence[Field], cells: CellRow, faults: list[Fault]) -> frozenset[int] | None:
    """Read yes or no to each option. Any yes is an answer, and so is a no to all."""
    before = len(faults)
    said = [yes_or_no(cells, field.id, faults) for field in fields]
    if any(said):
        return frozenset(at for at, value in enumerate(said) if value)
    if False in said and None in said and len(faults) == before:
        faults.append(fault("half-answered", cells.file, cells.place(fields[said.index(None)].id)))
    return frozenset() if set(said) == {False} else None


def _as_day(cells: CellRow, field: Field, *, from_1904: bool) -> CellRow:
    """Write a date as text where a quarter is asked for: a spreadsheet counts days."""
    cell = cells.cells.get(field.id)
    if cell is None or field.column.kind != "quarter" or cell.kind != "date":
        return cells
    changed: Mapping[str, Cell] = {**cells.cells, field.id: Cell("text", _day(str(cell.value), from_1904=from_1904))}
    return replace(cells, cells=changed)


def _day(raw: str, *, from_1904: bool) -> str:
    try:
        days = float(raw)
    except ValueError:
        return raw
    if not 0 <= days <= _MOST_DAYS:
        return raw
    return ((_DAY_0_OF_1904 if from_1904 else _DAY_0) + dt.timedelta(days=int(days))).isoformat()

"""Lay a question set out as the rows of an author's workbook. The set must have no fault."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmark.questions.excel.cells import NONE, CellValue, write_cell
from benchmark.questions.excel.layout import (
    KIND,
    OPTIONS,
    OWNER,
    PLANS,
    SCALES,
    SCORING,
    SET,
    Column,
    Form,
    SheetPlan,
    numbered,
)

Data = Mapping[str, Any]
Row = dict[str, CellValue]


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet as it will be written: its columns, and its rows by the titles of the columns."""

    plan: SheetPlan
    columns: tuple[Column, ...]
    rows: list[Row]


def lay_out(data: Data) -> list[Laid]:
    """Give the sheets of a question set, in their order."""
    return [_sheet(plan, data) for plan in PLANS]


def _sheet(plan: SheetPlan, data: Data) -> Laid:
    entries = _entries(plan, data)
    columns = tuple(_widened(plan.columns, entries))
    if entries is None:
        return Laid(plan, columns, [])
    rows = [_row(entry, columns) for entry in entries] or [{columns[0].title: NONE}]
    return Laid(plan, columns, rows)


def _entries(plan: SheetPlan, data: Data) -> Sequence[Data] | None:
    """List the entries of a sheet; None where the question set does not say that key at all."""
    if plan.title == SET:
        return [data]
    if plan.title == OPTIONS:
        return list(_options(data)) or None
    if plan.title == SCORING:
        return [data["scoring"]] if data.get("scoring") else [] if "scoring" in data else None
    if plan.title == SCALES and "scales" in data:
        return [{"id": name} for name in data["scales"]]
    entries: Sequence[Data] | None = data.get(plan.key)
    return entries


def _options(data: Data) -> Iterator[Data]:
    """List every option as an entry that says what it belongs to."""
    for entry in data.get("attribute", []):
        yield from _owned("attribute", entry["id"], entry["options"])
    for name, entry in data.get("scales", {}).items():
        yield from _owned("answer scale", name, entry["options"])
    for entry in data["question"]:
        if "options" in entry:
            yield from _owned("question", entry["id"], entry["options"])
        if "bands" in entry.get("number", {}):
            yield from _owned("number band", entry["id"], entry["number"]["bands"])


def _owned(kind: str, owner: str, options: Sequence[Data]) -> Iterator[Data]:
    for option in options or [{"id": None}]:
        yield {KIND: kind, OWNER: owner, **option}


def _widened(columns: Sequence[Column], entries: Sequence[Data] | None) -> Iterator[Column]:
    """Add columns where a list is longer than there are columns for it."""
    for place, column in enumerate(columns):
        yield column
        following = columns[place + 1] if place + 1 < len(columns) else None
        if column.at is not None and (following is None or following.path != column.path):
            longest = max((len(entry.get(column.path[0], ())) for entry in entries or ()), default=0)
            more = (numbered(column, at) for at in range(column.at + 1, longest))
            yield from (one for one in more if one is not None)


def _row(entry: Data, columns: Sequence[Column]) -> Row:
    """Write one entry, by the titles of its columns."""
    row: Row = {}
    for column in columns:
        for value in _values(entry, column):
            row[column.title] = NONE if value is None else write_cell(column.form, value)
    return row


def _values(entry: Data, column: Column) -> Iterator[Any]:
    """Give the value for a column, if there is one; None for what is said to be none."""
    name, *inner = column.path
    if name not in entry:
        return
    value = entry[name]
    if column.at is not None:
        if column.at < len(value):
            yield value[column.at]
        elif not value and column.at == 0:
            yield None
    elif not inner:
        yield value
    elif column.form is Form.MAPPING:
        yield next(iter(value.values()))
    elif inner == ["attribute"]:
        yield next(iter(value))
    elif inner[0] in value:
        yield value[inner[0]]
    elif not value and column.first:
        yield None

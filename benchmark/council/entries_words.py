"""Say what bringing the lines of a register in would change, and what it did."""

from collections.abc import Iterator
from typing import Final

from benchmark.council.asking import shorten
from benchmark.council.assessment import Assessment
from benchmark.council.entries import LineChange, LineMerge
from benchmark.council.register import asked_lines, row_title
from benchmark.questions.value import value_words
from scoring.register import Register, Row

_LONGEST: Final = 60


def preview(merge: LineMerge) -> Iterator[str]:
    """Say what is new, what is confirmed, and what gives way, row by row."""
    register = merge.register
    if merge.new:
        rows = sum(len(change.after.rows) for change in merge.new)
        none = sum(change.after.none for change in merge.new)
        parts = [f"{_rows(register, rows)} in {_lines(len(merge.new) - none)}"] if rows else []
        parts += [f"{_lines(none)} that {'do' if none > 1 else 'does'} not exist here"] if none else []
        yield f"New: {', and '.join(parts)}."
    if merge.confirmed:
        yield f"Confirmed, as carried over from an earlier round: {_lines(len(merge.confirmed))}."
    if merge.replaced:
        yield f"Replaced: what is recorded here for {_lines(len(merge.replaced))}."
        for change in merge.replaced:
            yield f"  - {change.line.title}"
            yield from (f"      {line}" for line in _differences(register, change))


def result(merge: LineMerge, assessment: Assessment, file: str, *, nothing: bool) -> Iterator[str]:
    """Say what was the same, what was kept, and how far the register is."""
    if merge.same and not nothing:
        yield f"The same here already: {_lines(merge.same)}."
    if merge.kept:
        yield f"Not in {file}, and kept as recorded here: {_lines(merge.kept)}."
    if merge.left:
        titles = "; ".join(change.line.title for change in merge.left)
        yield f"Kept as recorded here, and different in {file}: {titles}."
    asked = asked_lines(assessment)
    known = {line.id for line in asked}
    away = [change.line.title for change in merge.changes if change.line.id not in known]
    if away:
        yield f"Not asked of this council, so kept and not counted: {'; '.join(away)}."
    done = sum(line.id in assessment.entries and assessment.entries[line.id].begun for line in asked)
    yield f"{done} of {_lines(len(asked))} {'is' if len(asked) == 1 else 'are'} filled in."


def _differences(register: Register, change: LineChange) -> Iterator[str]:
    """Say what goes and what comes. Rows of the same name are one row that changed."""
    if change.before.none or change.after.none:
        yield f"{_entry_words(register, change.before.none, change.before.rows)} -> " + _entry_words(
            register, change.after.none, change.after.rows
        )
        return
    gone = [row for row in change.before.rows if row not in change.after.rows]
    come = [row for row in change.after.rows if row not in change.before.rows]
    for row in gone:
        after = next((other for other in come if row_title(register, other) == row_title(register, row)), None)
        if after is None:
            yield f"goes: {_title(register, row)}"
        else:
            come.remove(after)
            yield from _changed(register, row, after)
    yield from (f"comes: {_title(register, row)}" for row in come)
    if not gone and len(change.before.rows) != len(change.after.rows):
        yield f"{_rows(register, len(change.before.rows))} -> {_rows(register, len(change.after.rows))}"


def _changed(register: Register, before: Row, after: Row) -> Iterator[str]:
    yield f"{_title(register, before)}"
    for column in register.columns:
        old, new = (value_words(column, row.get(column.id)) or "nothing" for row in (before, after))
        if before.get(column.id) != after.get(column.id):
            yield f"  {column.title}: {shorten(old, _LONGEST)} -> {shorten(new, _LONGEST)}"


def _entry_words(register: Register, none: bool, rows: tuple[Row, ...]) -> str:
    return "does not exist here" if none else "; ".join(_title(register, row) for row in rows)


def _title(register: Register, row: Row) -> str:
    return shorten(row_title(register, row), _LONGEST)


def _rows(register: Register, count: int) -> str:
    return f"{count} {register.row if count == 1 else register.rows}"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"

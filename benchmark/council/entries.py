"""Bring the lines of a register in: what is new is taken, what differs gives way only after a yes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from scoring.register import Entry, Line, Register, Row


@dataclass(frozen=True)
class LineChange:
    """What is recorded for a line, and what will be."""

    line: Line
    before: Entry
    after: Entry

    @property
    def replaces(self) -> bool:
        """Say whether rows that are recorded give way, or that the line does not exist."""
        return self.before.begun and not same_entry(self.before, self.after)


@dataclass(frozen=True)
class LineMerge:
    """What bringing lines in does. `left` are the changes that are not made, because what is recorded is kept.

    `kept` counts the lines that are recorded and that the file says nothing about, `same` those that say the same.
    """

    register: Register
    changes: tuple[LineChange, ...]
    left: tuple[LineChange, ...]
    same: int
    kept: int

    @property
    def new(self) -> tuple[LineChange, ...]:
        """List the lines of which nothing was recorded."""
        return tuple(change for change in self.changes if not change.before.begun)

    @property
    def confirmed(self) -> tuple[LineChange, ...]:
        """List the lines that were carried over, and stand as they are from now on."""
        return tuple(change for change in self.changes if change.before.begun and not change.replaces)

    @property
    def replaced(self) -> tuple[LineChange, ...]:
        """List the lines where something recorded gives way."""
        return tuple(change for change in self.changes if change.replaces)


def merge_lines(
    register: Register, before: Mapping[str, Entry], said: Mapping[str, Entry], *, keep: bool
) -> tuple[LineMerge, dict[str, Entry]]:
    """Work out what the lines of a file change, and give all lines as they then stand."""
    own = [line for line in register.lines if line.id in said and said[line.id].begun]
    wished = [LineChange(line, before.get(line.id, Entry()), said[line.id]) for line in own]
    wished = [_settled(change) for change in wished]
    wished = [change for change in wished if change.before != change.after]
    left = tuple(change for change in wished if keep and change.replaces)
    changes = tuple(change for change in wished if change not in left)
    kept = sum(entry.begun for line_id, entry in before.items() if line_id not in {line.id for line in own})
    merge = LineMerge(register, changes, left, len(own) - len(wished), kept)
    return merge, {**before, **{change.line.id: change.after for change in changes}}


def same_entry(one: Entry, other: Entry) -> bool:
    """Say whether two entries say the same, in whatever order their rows stand."""
    return one.none == other.none and same_rows(one.rows, other.rows)


def same_rows(some: Iterable[Row], others: Iterable[Row]) -> bool:
    """Say whether rows are the same, in whatever order. A row that says nothing is none."""
    return _counted(some) == _counted(others)


def _settled(change: LineChange) -> LineChange:
    """Keep the order of rows that are the same. What was carried over is confirmed by it."""
    if same_entry(change.before, change.after):
        return replace(change, after=replace(change.before, carried=""))
    return change


def _counted(rows: Iterable[Row]) -> Counter[frozenset[tuple[str, object]]]:
    return Counter(frozenset(row.items()) for row in rows if row)

"""The picture of a council's own trend: in each row a line through its rounds, with the score at each point."""

from collections.abc import Sequence
from itertools import pairwise

from benchmark.outputs import theme
from benchmark.outputs.charts.pictures.page import Page, Point
from benchmark.outputs.charts.pictures.rows import Columns, Label, Slot, columns, place
from benchmark.outputs.charts.pictures.text import widest
from benchmark.outputs.charts.trend import TrendChart, TrendRow

_HEADER = "Change"


def draw(chart: TrendChart, page: Page) -> None:
    """Draw the rows, the whole set apart below them, and the names of the rounds under all."""
    page.y += page.text * 0.3
    labels = [_label(row, apart=row[0].whole and len(chart.rows) > 1) for row in chart.rows]
    cols = columns(page, labels, _HEADER)
    gap = page.text * (0.9 if cols.stacked else 1.3)
    slots = place(page, cols, labels, bar=page.text * 2.1, gap=gap, header=_HEADER, head=page.text * 1.2)
    for row, slot in zip(chart.rows, slots, strict=True):
        _line(page, cols, row, slot)
    _rounds(page, cols, chart.rounds)


def _label(row: Sequence[TrendRow], *, apart: bool) -> Label:
    return Label(title=row[0].title, aside=row[-1].change, bold=row[0].whole, apart=apart)


def _places(page: Page, cols: Columns, rounds: Sequence[str]) -> list[float]:
    """Share the width out between the rounds, with room for half a name at both ends."""
    lines = [line for name in _named(page, cols, rounds) for line in name]
    room = max(widest(lines, page.small) / 2, page.text)
    step = (cols.right - cols.left - 2 * room) / max(len(rounds) - 1, 1)
    return [cols.left + room + step * at for at in range(len(rounds))]


def _named(page: Page, cols: Columns, rounds: Sequence[str]) -> list[list[str]]:
    """Write the names of the rounds on one line, or where they would meet, the year above the season."""
    tight = (widest(rounds, page.small) + page.text) * len(rounds) > cols.right - cols.left
    return [name.split("-", 1) if tight else [name] for name in rounds]


def _line(page: Page, cols: Columns, row: Sequence[TrendRow], slot: Slot) -> None:
    """Draw one row; a line at its top would run through the figures."""
    page.line((cols.left, slot.bottom), (cols.right, slot.bottom), colour=theme.RULE)
    points = [
        (x, _height(slot, one), one)
        for x, one in zip(_places(page, cols, [one.round for one in row]), row, strict=True)
        if one.score is not None
    ]
    for (x, y, _), (to_x, to_y, _) in pairwise(points):
        page.line((x, y), (to_x, to_y), colour=theme.QUIET, thickness=page.text * 0.14)
    for x, y, one in points:
        _point(page, (x, y), one, last=one is row[-1])


def _height(slot: Slot, row: TrendRow) -> float:
    share = ((row.score or 0) - row.scale_from) / (row.scale_to - row.scale_from)
    return slot.bottom - share * (slot.bottom - slot.top)


def _point(page: Page, at: Point, row: TrendRow, *, last: bool) -> None:
    """Mark a score: a diamond for the present one, a box for those before, and its figure above."""
    x, y = at
    half = page.text * 0.24
    if last:
        page.you(x, y)
    else:
        page.box(x - half, y - half, 2 * half, 2 * half, fill=theme.INK, edge=theme.PAPER)
    colour = theme.YOU if last else theme.INK
    page.write(x, y - page.text * 0.95, row.shown, size=page.small, colour=colour, bold=last, align="center")


def _rounds(page: Page, cols: Columns, rounds: Sequence[str]) -> None:
    """Name the rounds under the rows."""
    places, lines = _places(page, cols, rounds), _named(page, cols, rounds)
    for at in range(max(map(len, lines))):
        middle = page.y + page.small * theme.LEADING / 2
        for x, parts in zip(places, lines, strict=True):
            if at < len(parts):
                page.write(x, middle, parts[at], size=page.small, colour=theme.QUIET, align="center")
        page.y += page.small * theme.LEADING

"""The picture of peers' targets: an arrow from where the middle of the peers stands to where it wants to be."""

from benchmark.outputs import theme
from benchmark.outputs.charts import words
from benchmark.outputs.charts.pictures.key import Entry, key, tick
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.rows import Columns, Label, Slot, columns, place
from benchmark.outputs.charts.targets import TargetRow, TargetsChart

_HEADER = "Your level"


def draw(chart: TargetsChart, page: Page) -> None:
    """Draw an arrow for each question, with its figures beside it."""
    yours = any(row.you is not None for row in chart.rows)
    entries = [Entry("middle of peers now", tick, 0.28), Entry("middle of their targets", _head, 1.2)]
    key(page, [*entries, Entry("you", _diamond, 1.1)] if yours else entries)
    page.y += page.text * 0.4
    labels = [_label(row) for row in chart.rows]
    cols = columns(page, labels, _HEADER if yours else "", share=0.5)
    slots = place(page, cols, labels, bar=page.text * 1.9, gap=page.text * 0.6, header=_HEADER if yours else "")
    tops = {row.top for row in chart.rows}
    for row, slot in zip(chart.rows, slots, strict=True):
        _levels(page, cols, row, slot)
        _arrow(page, cols, row, slot)
        if row.you is not None:
            # Above the arrow, so that it hides neither of its ends.
            page.you(_across(page, cols, row, row.you), slot.top + page.text * 0.4)
    _axis(page, cols, chart, tops.pop() if len(tops) == 1 else None)


def _label(row: TargetRow) -> Label:
    aim = "" if row.your_target is None else f", aim {words.short(row.your_target)}"
    return Label(row.title, note=words.sentence(row.note), aside="" if row.you is None else words.short(row.you) + aim)


def _across(page: Page, cols: Columns, row: TargetRow, value: float) -> float:
    room = page.text * 0.8
    return cols.left + room + value / row.top * (cols.right - cols.left - 2 * room)


def _levels(page: Page, cols: Columns, row: TargetRow, slot: Slot) -> None:
    """Draw a quiet line at every level, and one along them."""
    along = _along(page, slot)
    page.line((_across(page, cols, row, 0), along), (_across(page, cols, row, row.top), along))
    for level in range(int(row.top) + 1):
        x = _across(page, cols, row, level)
        page.line((x, slot.top), (x, slot.bottom))


def _arrow(page: Page, cols: Columns, row: TargetRow, slot: Slot) -> None:
    start, end = (_across(page, cols, row, value) for value in (row.now, row.target))
    along = _along(page, slot)
    tick(page, start - page.text * 0.14, along)
    if start != end:
        way = 1 if end > start else -1
        neck = end - way * page.text * 0.4
        page.line((start, along), (neck, along), colour=theme.PEERS, thickness=page.text * 0.16)
        page.triangle(end, along, way=way, fill=theme.PEERS)


def _along(page: Page, slot: Slot) -> float:
    return slot.bottom - page.text * 0.5


def _axis(page: Page, cols: Columns, chart: TargetsChart, top: float | None) -> None:
    middle = page.y + page.small * theme.LEADING / 2
    name = chart.around.axis if top is not None else f"{chart.around.axis}, each from the lowest to the highest"
    if top is not None:
        for level in range(int(top) + 1):
            x = _across(page, cols, chart.rows[0], level)
            page.write(x, middle, str(level), size=page.small, colour=theme.QUIET, align="center")
        page.y += page.small * theme.LEADING
        middle = page.y + page.small * theme.LEADING / 2
    page.write((cols.left + cols.right) / 2, middle, name, size=page.small, colour=theme.QUIET, align="center")
    page.y += page.small * theme.LEADING


def _head(page: Page, x: float, middle: float) -> None:
    page.line((x, middle), (x + page.text * 0.8, middle), colour=theme.PEERS, thickness=page.text * 0.16)
    page.triangle(x + page.text * 1.2, middle, way=1, fill=theme.PEERS)


def _diamond(page: Page, x: float, middle: float) -> None:
    page.you(x + page.text * 0.52, middle)

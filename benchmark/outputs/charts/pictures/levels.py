"""The picture of one question: the words of each level, and a bar for the share of peers at it."""

from benchmark.outputs import theme
from benchmark.outputs.charts import words
from benchmark.outputs.charts.levels import LevelsChart
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.rows import Columns, Label, Slot, columns, place
from benchmark.outputs.charts.pictures.text import width
from benchmark.outputs.charts.questions import LevelRow

# Several levels shown together, each in words of up to three lines.
_TEXT_LINES = 16


def draw(chart: LevelsChart, page: Page) -> None:
    """Draw the levels from the lowest down to the highest."""
    rows = [row for row in chart.bar.rows if row.first is not None]
    if chart.bar.note:
        page.paragraph(chart.bar.note, colour=theme.QUIET)
        page.y += page.text * 0.5
    labels = [_label(chart, row) for row in rows] or _bare(chart)
    cols = columns(page, labels, share=0.58)
    slots = place(page, cols, labels, bar=page.text * 1.6, gap=page.text * 1.1)
    most = max((_share(row) for row in rows), default=1) or 1
    for row, slot in zip(rows, slots, strict=False):
        _bar(page, cols, row, slot, most)
    own = chart.bar.your_level
    if own is None:
        return
    if not rows:
        _you(page, cols, None, slots[own], 1)
    for row, slot in zip(rows, slots, strict=False):
        if (row.first or 0) <= own <= (row.last or 0):
            _you(page, cols, row, slot, most)


def _label(chart: LevelsChart, row: LevelRow) -> Label:
    inside = chart.texts[row.first or 0 : (row.last or 0) + 1]
    return Label(title=row.level, note=" Or: ".join(inside), bold=True, note_lines=_TEXT_LINES)


def _bare(chart: LevelsChart) -> list[Label]:
    """List the levels alone, where no share may be shown."""
    return [
        Label(title=f"Level {at}", note=text, bold=True, note_lines=_TEXT_LINES) for at, text in enumerate(chart.texts)
    ]


def _share(row: LevelRow | None) -> float:
    return 0 if row is None else 1 if row.most else row.share or 0


def _said(row: LevelRow | None) -> str:
    return "" if row is None else row.most or words.percent(row.share or 0)


def _room(page: Page) -> float:
    """Give the width kept free beside the longest bar, for its figure and for "You"."""
    return width("90% or more", page.text) + width("You", page.text, bold=True) + page.text * 2.6


def _bar(page: Page, cols: Columns, row: LevelRow, slot: Slot, most: float) -> None:
    whole = (cols.right - cols.left - _room(page)) / most
    page.line((cols.left, slot.top), (cols.left, slot.bottom), colour=theme.QUIET)
    page.box(cols.left, slot.top, whole * _share(row), slot.bottom - slot.top, fill=theme.COLUMN)
    page.write(cols.left + whole * _share(row) + page.text * 0.4, slot.middle, _said(row))


def _you(page: Page, cols: Columns, row: LevelRow | None, slot: Slot, most: float) -> None:
    whole = (cols.right - cols.left - _room(page)) / most
    x = cols.left + whole * _share(row) + width(_said(row), page.text) + page.text * 1.4
    page.you(x, slot.middle)
    page.write(x + page.text * 0.8, slot.middle, "You", colour=theme.YOU, bold=True)

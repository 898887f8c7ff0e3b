"""The picture of one question: the words of each level, and a bar for the share of peers at it."""

from dataclasses import dataclass
from typing import Final

from benchmark.outputs import theme
from benchmark.outputs.charts import words
from benchmark.outputs.charts.levels import LevelsChart
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.rows import Columns, Label, Slot, columns, place
from benchmark.outputs.charts.pictures.text import width
from benchmark.outputs.charts.questions import LevelRow

# Several levels shown together, each in words of up to three lines.
_TEXT_LINES: Final = 16


@dataclass(frozen=True, slots=True)
class Step:
    """One level, or several shown together: their words, and what share of the peers is shown, if any."""

    label: Label
    first: int
    last: int
    share: float | None
    said: str


def draw(chart: LevelsChart, page: Page) -> None:
    """Draw the levels from the lowest down to the highest."""
    if chart.bar.note:
        page.paragraph(chart.bar.note, colour=theme.QUIET)
        page.y += page.text * 0.5
    steps = _steps(chart)
    cols = columns(page, [step.label for step in steps], share=0.58)
    slots = place(page, cols, [step.label for step in steps], bar=page.text * 1.6, gap=page.text * 1.1)
    # Beside the longest bar there must be room for its figure and for "You".
    room = width("90% or more", page.text) + width("You", page.text, bold=True) + page.text * 2.6
    unit = (cols.right - cols.left - room) / (max(step.share or 0 for step in steps) or 1)
    own = chart.bar.your_level
    for step, slot in zip(steps, slots, strict=True):
        _bar(page, cols, step, slot, unit)
        if own is not None and step.first <= own <= step.last:
            _you(page, cols, step, slot, unit)


def _steps(chart: LevelsChart) -> list[Step]:
    """List what is shown of the peers, and every level of which nothing is shown."""
    rows = [row for row in chart.bar.rows if row.first is not None]
    shown = [_step(chart, row.first or 0, row.last or 0, row) for row in rows]
    covered = {level for step in shown for level in range(step.first, step.last + 1)}
    bare = [_step(chart, level, level, None) for level in range(len(chart.texts)) if level not in covered]
    return sorted([*shown, *bare], key=lambda step: step.first)


def _step(chart: LevelsChart, first: int, last: int, row: LevelRow | None) -> Step:
    label = Label(
        title=row.level if row else f"Level {first}",
        note=" Or: ".join(chart.texts[first : last + 1]),
        bold=True,
        note_lines=_TEXT_LINES,
    )
    if row is None:
        # An empty place would read as a share of nothing.
        return Step(label, first, last, None, "not shown")
    share = 1 if row.most else row.share or 0
    return Step(label, first, last, share, row.most or words.percent(share))


def _bar(page: Page, cols: Columns, step: Step, slot: Slot, unit: float) -> None:
    page.line((cols.left, slot.top), (cols.left, slot.bottom), colour=theme.QUIET)
    wide = unit * (step.share or 0)
    page.box(cols.left, slot.top, wide, slot.bottom - slot.top, fill=theme.COLUMN)
    colour = theme.QUIET if step.share is None else theme.INK
    page.write(cols.left + wide + page.text * 0.4, slot.middle, step.said, colour=colour)


def _you(page: Page, cols: Columns, step: Step, slot: Slot, unit: float) -> None:
    x = cols.left + unit * (step.share or 0) + width(step.said, page.text) + page.text * 1.4
    page.you(x, slot.middle)
    page.write(x + page.text * 0.8, slot.middle, "You", colour=theme.YOU, bold=True)

"""Rows with a label, a plot and an aside: beside each other on a wide page, above each other on a narrow one."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.outputs import theme
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.text import widest, wrap


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside one row. `heading` starts a block; `apart` draws a line above; `lift` leaves room above."""

    title: str
    note: str = ""
    aside: str = ""
    heading: str = ""
    bold: bool = False
    apart: bool = False
    lift: bool = False
    note_lines: int = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the plot stands between labels and asides."""

    label: float
    left: float
    right: float
    stacked: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one row's plot stands, from top to bottom, and the middle of its line above, if it has one."""

    top: float
    bottom: float
    above: float

    @property
    def middle(self) -> float:
        """Give the middle of its height."""
        return (self.top + self.bottom) / 2


def columns(page: Page, labels: Sequence[Label], header: str = "", share: float = 0.38) -> Columns:
    """Share the width out; labels take no more than a share of it."""
    gap = page.text * 0.9
    asides = widest([label.aside for label in labels], page.text)
    asides = max(asides, widest(header.split(), page.small)) if asides else 0
    right = page.right - (asides + gap if asides else 0)
    if page.size.narrow:
        return Columns(right - page.left, page.left, page.right, stacked=True)
    titles = [widest([label.title], page.text, bold=label.bold) for label in labels]
    notes = widest([label.note for label in labels], page.small)
    width = min(max([*titles, notes]), page.width * share)
    return Columns(width, page.left + width + gap, right, stacked=False)


def place(
    page: Page,
    cols: Columns,
    labels: Sequence[Label],
    *,
    bar: float,
    gap: float,
    header: str = "",
    head: float = 0,
) -> list[Slot]:
    """Write the labels and asides of all rows, and give where each plot goes. Moves down past them.

    `bar` is the height of a plot, `gap` what follows it, and `head` what is kept free between it and a label above.
    """
    if any(label.aside for label in labels):
        _header(page, cols, header, shared=labels[0].lift and not cols.stacked and not labels[0].heading)
    slots = []
    for label in labels:
        _before(page, label)
        if cols.stacked:
            slots.append(_stacked(page, cols, label, bar, gap, head))
        else:
            slots.append(_beside(page, cols, label, bar, gap, len(labels)))
    return slots


def _header(page: Page, cols: Columns, text: str, *, shared: bool) -> None:
    """Name the asides. Where the first row leaves room above, the last line stands there."""
    leading = page.small * theme.LEADING
    limit = page.right - cols.left if cols.stacked else page.right - cols.right - page.text * 0.9
    lines = wrap(text, max(limit, widest(text.split(), page.small)), page.small)
    for at, line in enumerate(lines):
        page.write(page.right, page.y + leading * (at + 0.5), line, size=page.small, colour=theme.YOU, align="right")
    page.y += leading * (len(lines) - (1 if shared else 0))


def _before(page: Page, label: Label) -> None:
    if label.heading:
        page.y += page.text * 0.7
        page.paragraph(label.heading, bold=True)
        page.y += page.text * 0.3
    if label.apart:
        page.y += page.text * 0.4
        page.line((page.left, page.y), (page.right, page.y), colour=theme.RULE)
        page.y += page.text * 0.4


def _beside(page: Page, cols: Columns, label: Label, bar: float, gap: float, rows: int) -> Slot:
    titles, notes = _wrapped(page, cols.label, label)
    words = _height(page, titles, notes)
    lift = page.text * 1.2 if label.lift else 0
    # Where room is left above a bar, a label taller than the bar may use it.
    above = max(lift, (words - bar) / 2)
    height = page.stretch(above + bar + max((words - bar) / 2, 0) + gap, rows)
    spare = height - (above + bar + max((words - bar) / 2, 0))
    top = page.y + above + spare / 2
    slot = Slot(top, top + bar, top - page.text * 0.75)
    _write(page, titles, notes, label, slot.middle - words / 2)
    page.write(page.right, slot.middle, label.aside, colour=theme.YOU, align="right")
    page.y += height
    return slot


def _stacked(page: Page, cols: Columns, label: Label, bar: float, gap: float, head: float) -> Slot:
    titles, notes = _wrapped(page, cols.label, label)
    _write(page, titles, notes, label, page.y)
    page.write(page.right, page.y + page.text * theme.LEADING / 2, label.aside, colour=theme.YOU, align="right")
    page.y += _height(page, titles, notes) + page.text * 0.35 + (page.text * 1.15 if label.lift else head)
    slot = Slot(page.y, page.y + bar, page.y - page.text * 0.75)
    page.y += bar + gap
    return slot


def _wrapped(page: Page, limit: float, label: Label) -> tuple[list[str], list[str]]:
    return (
        wrap(label.title, limit, page.text, bold=label.bold, most=page.label_lines),
        wrap(label.note, limit, page.small, most=label.note_lines),
    )


def _height(page: Page, titles: Sequence[str], notes: Sequence[str]) -> float:
    return (len(titles) * page.text + len(notes) * page.small) * theme.LEADING


def _write(page: Page, titles: Sequence[str], notes: Sequence[str], label: Label, top: float) -> None:
    y = top
    for line in titles:
        page.write(page.left, y + page.text * theme.LEADING / 2, line, bold=label.bold)
        y += page.text * theme.LEADING
    for line in notes:
        page.write(page.left, y + page.small * theme.LEADING / 2, line, size=page.small, colour=theme.QUIET)
        y += page.small * theme.LEADING

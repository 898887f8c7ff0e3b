"""The pictures of channels: contacts as bars split by channel, and the worth of a shift as a range for each service."""

import math

from benchmark.outputs import theme
from benchmark.outputs.channels import words
from benchmark.outputs.charts.channels import ContactRow, ContactsChart, WorthChart, WorthRow, found_range
from benchmark.outputs.charts.pictures.key import Entry, key, swatch
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.rows import Columns, Label, Slot, columns, place
from benchmark.outputs.charts.pictures.text import width

_CONTACTS = "Contacts a year"
_WORTH = "Least to most"
# The web is darkest: from there to the lightest, in the order of the channels.
_FILLS = tuple(reversed(theme.SEQUENCE))
# How many gridlines a scale of pounds has at most, and the steps that people count in.
_TICKS = 5
_STEPS = (1, 2, 5, 10)


def draw(chart: ContactsChart | WorthChart, page: Page) -> None:
    """Draw either of the two."""
    if isinstance(chart, ContactsChart):
        _draw_contacts(chart, page)
    else:
        _draw_worth(chart, page)


def _draw_contacts(chart: ContactsChart, page: Page) -> None:
    """Draw a bar for each service; what is not known is said under its name."""
    names = [row.channel for row in chart.rows[0]]
    key(page, [Entry(name, swatch(fill), 1.4) for name, fill in zip(names, _FILLS, strict=True)])
    page.y += page.text * 0.3
    labels = [
        Label(title=row[0].title, note=note, aside=f"{sum(one.contacts or 0 for one in row):,.0f}")
        for row, note in zip(chart.rows, chart.notes, strict=True)
    ]
    cols = columns(page, labels, _CONTACTS)
    slots = place(page, cols, labels, bar=page.text * 1.5, gap=page.text * 0.7, header=_CONTACTS)
    for row, slot in zip(chart.rows, slots, strict=True):
        _segments(page, cols, row, slot)


def _segments(page: Page, cols: Columns, row: tuple[ContactRow, ...], slot: Slot) -> None:
    x = cols.left
    for one, fill in zip(row, _FILLS, strict=True):
        wide = (one.share or 0) * (cols.right - cols.left)
        if wide > 0:
            # An edge in a dark colour: the lightest fill would be lost on paper.
            page.box(x, slot.top, wide, slot.bottom - slot.top, fill=fill, edge=theme.PEERS, thickness=0.4)
            said = words.percent(one.share or 0)
            if width(said, page.small) <= wide - page.text * 0.4:
                page.write(x + wide / 2, slot.middle, said, size=page.small, colour=theme.on(fill), align="center")
        x += wide


def _draw_worth(chart: WorthChart, page: Page) -> None:
    """Draw a range for each service, on one scale of pounds with a strong line at nothing."""
    labels = [Label(title=row.title, aside=words.money_range(found_range(row))) for row in chart.rows]
    cols = columns(page, labels, _WORTH)
    slots = place(page, cols, labels, bar=page.text * 0.95, gap=page.text * 0.75, header=_WORTH)
    ticks = scale(chart.rows)
    for tick in ticks:
        x = _across(cols, ticks, tick)
        for slot in slots:
            reach = page.text * 0.25
            colour = theme.QUIET if tick == 0 else theme.GRID
            page.line((x, slot.top - reach), (x, slot.bottom + reach), colour=colour, thickness=0.8)
    for row, slot in zip(chart.rows, slots, strict=True):
        left, right = (_across(cols, ticks, value) for value in (row.value_from, row.value_to))
        # A range of nothing still has a mark.
        page.box(left, slot.top, max(right - left, page.text * 0.2), slot.bottom - slot.top, fill=theme.YOU)
    _axis(page, cols, ticks, chart.around.axis)


def scale(rows: tuple[WorthRow, ...]) -> list[float]:
    """Give the values of the gridlines: few, round, from below the least to above the most, with 0 among them."""
    low = min(0.0, *(row.value_from for row in rows))
    high = max(0.0, *(row.value_to for row in rows))
    rough = max(high - low, 1.0) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in _STEPS if power * times >= rough)
    return [at * step for at in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _across(cols: Columns, ticks: list[float], value: float) -> float:
    return cols.left + (value - ticks[0]) / ((ticks[-1] - ticks[0]) or 1) * (cols.right - cols.left)


def _axis(page: Page, cols: Columns, ticks: list[float], name: str) -> None:
    """Name the gridlines, nothing first. Where two names would touch, one is left out: its line is still there."""
    middle = page.y + page.small * theme.LEADING / 2
    taken: list[tuple[float, float]] = []
    for tick in sorted(ticks, key=lambda tick: tick != 0):
        said = words.money(tick)
        half = width(said, page.small) / 2
        x = min(max(_across(cols, ticks, tick), page.left + half), page.right - half)
        free = page.text * 0.5
        if all(x - half > end + free or x + half < start - free for start, end in taken):
            page.write(x, middle, said, size=page.small, colour=theme.QUIET, align="center")
            taken.append((x - half, x + half))
    page.y += page.small * theme.LEADING
    middle = page.y + page.small * theme.LEADING / 2
    page.write((cols.left + cols.right) / 2, middle, name, size=page.small, colour=theme.QUIET, align="center")
    page.y += page.small * theme.LEADING

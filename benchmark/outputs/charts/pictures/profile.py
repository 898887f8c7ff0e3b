"""The picture of a profile: a band, a tick and a diamond for each section."""

from collections.abc import Sequence

from benchmark.outputs import theme
from benchmark.outputs.charts import words
from benchmark.outputs.charts.pictures.key import Entry, key, outline, swatch, tick
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.rows import Columns, Label, Slot, columns, place
from benchmark.outputs.charts.pictures.text import width
from benchmark.outputs.charts.profile import ProfileChart, SectionRow

_FIFTHS = 5


def draw(chart: ProfileChart, page: Page) -> None:
    """Draw the rows, the whole set apart below them."""
    key(page, _entries(chart.rows))
    page.y += page.text * 0.4
    labels = _labels(chart.rows)
    cols = columns(page, labels, chart.voice.score)
    slots = place(page, cols, labels, bar=page.text * 1.1, gap=page.text * 0.85, header=chart.voice.score)
    _grid(page, cols, slots, apart=labels[-1].apart)
    _axis(page, cols, chart)
    for row, label, slot in zip(chart.rows, labels, slots, strict=True):
        _marks(page, cols, row, slot)
        if row.you is not None:
            x = _across(page, cols, row, row.you)
            page.you(x, slot.middle)
            if label.lift:
                name = chart.voice.name
                half = width(name, page.text, bold=True) / 2
                x = min(max(x, cols.left + half), cols.right - half)
                page.write(x, slot.above, name, colour=theme.YOU, bold=True, align="center")


def _labels(rows: Sequence[SectionRow]) -> list[Label]:
    first = next((row.item for row in rows if row.you is not None), None)
    return [
        Label(
            title=row.title,
            note=row.note,
            aside=_aside(row),
            bold=row.whole,
            apart=row.whole and len(rows) > 1,
            lift=row.item == first,
        )
        for row in rows
    ]


def _aside(row: SectionRow) -> str:
    if row.you is None:
        return ""
    return words.short(row.you, row.decimals) + (f", {row.place}" if row.place else "")


def _entries(rows: Sequence[SectionRow]) -> list[Entry]:
    entries = []
    if any(row.median is not None for row in rows):
        entries += [Entry("middle half of peers", swatch(theme.BAND), 1.4), Entry("median", tick, 0.28)]
    if any(row.average is not None for row in rows):
        entries.append(Entry("average of peers, roughly", tick, 0.28))
    if any(row.most_from is not None for row in rows):
        entries.append(Entry("nearly all peers, no closer shown", outline, 1.4))
    return entries


def _across(page: Page, cols: Columns, row: SectionRow, value: float) -> float:
    """Give where a value of a row stands. A little room is kept on both sides for marks at the ends."""
    room = page.text * 0.6
    share = (value - row.scale_from) / (row.scale_to - row.scale_from)
    return cols.left + room + share * (cols.right - cols.left - 2 * room)


def _grid(page: Page, cols: Columns, slots: Sequence[Slot], *, apart: bool) -> None:
    """Draw quiet lines at the fifths: through all rows, or through each where labels stand between them."""
    room, reach = page.text * 0.6, page.text * 0.4
    step = (cols.right - cols.left - 2 * room) / _FIFTHS
    runs = [(slot.top, slot.bottom) for slot in slots]
    if not cols.stacked:
        together = slots[:-1] if apart else slots
        runs = [(together[0].top, together[-1].bottom), *([runs[-1]] if apart else [])]
    for at in range(_FIFTHS + 1):
        x = cols.left + room + at * step
        for top, bottom in runs:
            page.line((x, top - reach), (x, bottom + reach))


def _axis(page: Page, cols: Columns, chart: ProfileChart) -> None:
    middle = page.y + page.small * theme.LEADING / 2
    row = chart.rows[0]
    if chart.one_scale:
        for at in range(_FIFTHS + 1):
            value = row.scale_from + (row.scale_to - row.scale_from) * at / _FIFTHS
            x = _across(page, cols, row, value)
            text = words.short(value, row.decimals)
            page.write(x, middle, text, size=page.small, colour=theme.QUIET, align="center")
        page.y += page.small * theme.LEADING
        name = chart.around.axis
    else:
        name = f"{chart.around.axis}, each from its lowest to its highest possible"
    middle = page.y + page.small * theme.LEADING / 2
    page.write((cols.left + cols.right) / 2, middle, name, size=page.small, colour=theme.QUIET, align="center")
    page.y += page.small * theme.LEADING


def _marks(page: Page, cols: Columns, row: SectionRow, slot: Slot) -> None:
    height = slot.bottom - slot.top
    if row.lower_quartile is not None and row.upper_quartile is not None:
        left, right = (_across(page, cols, row, value) for value in (row.lower_quartile, row.upper_quartile))
        page.box(left, slot.top, right - left, height, fill=theme.BAND)
    if row.most_from is not None and row.most_to is not None:
        left, right = (_across(page, cols, row, value) for value in (row.most_from, row.most_to))
        page.box(left, slot.top, right - left, height, edge=theme.PEERS)
    centre = row.average if row.median is None else row.median
    if centre is not None:
        x = _across(page, cols, row, centre)
        thick = page.text * 0.28
        page.box(x - thick / 2, slot.top - page.text * 0.25, thick, height + page.text * 0.5, fill=theme.PEERS)
    if not row.has_figure:
        left, right = (_across(page, cols, row, value) for value in (row.scale_from, row.scale_to))
        page.hatched(left, slot.top, right - left, height)

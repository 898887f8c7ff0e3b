"""The picture of two measures by line: a box and a diamond on one scale, and a thin line between them."""

from benchmark.outputs import theme
from benchmark.outputs.charts.market import MarketChart, MarketRow
from benchmark.outputs.charts.pictures.key import Entry, key
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.rows import Columns, Label, Slot, columns, place

_QUARTERS = 4


def draw(chart: MarketChart, page: Page) -> None:
    """Draw a row a line, grouped by section, with the scale above and below."""
    key(page, [Entry(chart.first.lower(), _box_sign, 0.9), Entry(chart.second.lower(), _diamond_sign, 1.1)])
    labels = _labels(chart)
    cols = columns(page, labels, share=0.5)
    _axis(page, cols)
    slots = place(page, cols, labels, bar=page.text * 0.9, gap=page.text * 0.35)
    _axis(page, cols)
    page.paragraph(chart.around.axis, size=page.small, colour=theme.QUIET)
    for row, slot in zip(chart.rows, slots, strict=True):
        _marks(page, cols, row, slot)


def _labels(chart: MarketChart) -> list[Label]:
    sections = [row.section for row in chart.rows]
    return [
        Label(
            title=row.title,
            note=row.note if row.first is None and row.second is None else "",
            heading=row.section if at == 0 or sections[at - 1] != row.section else "",
        )
        for at, row in enumerate(chart.rows)
    ]


def _across(page: Page, cols: Columns, value: float) -> float:
    """Give where a share from 0 to 100 stands. A little room is kept on both sides for marks at the ends."""
    room = page.text
    return cols.left + room + value / 100 * (cols.right - cols.left - 2 * room)


def _axis(page: Page, cols: Columns) -> None:
    middle = page.y + page.small * theme.LEADING / 2
    for at in range(_QUARTERS + 1):
        value = 100 * at / _QUARTERS
        text = f"{value:.0f}%"
        page.write(_across(page, cols, value), middle, text, size=page.small, colour=theme.QUIET, align="center")
    page.y += page.small * theme.LEADING


def _marks(page: Page, cols: Columns, row: MarketRow, slot: Slot) -> None:
    for at in range(_QUARTERS + 1):
        x = _across(page, cols, 100 * at / _QUARTERS)
        page.line((x, slot.top - page.text * 0.2), (x, slot.bottom + page.text * 0.2))
    if row.first is None and row.second is None:
        left, right = _across(page, cols, 0), _across(page, cols, 100)
        page.hatched(left, slot.top, right - left, slot.bottom - slot.top)
        return
    # Where both stand at one place, each keeps half of the height, so that both are seen.
    apart = page.text * 0.3 if row.first == row.second else 0
    if row.first is not None and row.second is not None:
        ends = [_across(page, cols, value) for value in (row.first, row.second)]
        page.line((ends[0], slot.middle), (ends[1], slot.middle), colour=theme.RULE, thickness=page.text * 0.14)
    if row.first is not None:
        _box(page, _across(page, cols, row.first) - apart * 1.6, slot.middle)
    if row.second is not None:
        page.diamond(_across(page, cols, row.second) + apart * 1.6, slot.middle, fill=theme.COLUMN, edge=theme.PEERS)


def _box(page: Page, x: float, middle: float) -> None:
    half = page.text * 0.42
    page.box(x - half, middle - half, 2 * half, 2 * half, fill=theme.PEERS)


def _box_sign(page: Page, x: float, middle: float) -> None:
    _box(page, x + page.text * 0.45, middle)


def _diamond_sign(page: Page, x: float, middle: float) -> None:
    page.diamond(x + page.text * 0.55, middle, fill=theme.COLUMN, edge=theme.PEERS)

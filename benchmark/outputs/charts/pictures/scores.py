"""The picture of one council's own scores: a bar for each section, and marks for the last round and for the targets."""

from collections.abc import Sequence

from benchmark.outputs import theme
from benchmark.outputs.charts import words
from benchmark.outputs.charts.pictures.key import Entry, key
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.rows import Columns, Label, Slot, columns, place
from benchmark.outputs.charts.pictures.text import width
from benchmark.outputs.charts.scores import ScoreRow, ScoresChart

_FIFTHS = 5
_HEADER = "Score"


def draw(chart: ScoresChart, page: Page) -> None:
    """Draw the rows, the whole set apart below them."""
    key(page, _entries(chart))
    page.y += page.text * 0.3
    labels = [_label(row, apart=row.whole and len(chart.rows) > 1) for row in chart.rows]
    cols = columns(page, labels, _HEADER)
    slots = place(page, cols, labels, bar=page.text * 0.95, gap=page.text * 0.5, header=_HEADER)
    _grid(page, cols, slots)
    if chart.one_scale:
        _axis(page, cols, chart.rows[0])
    for row, slot in zip(chart.rows, slots, strict=True):
        _marks(page, cols, row, slot)


def _label(row: ScoreRow, *, apart: bool) -> Label:
    return Label(title=row.title, note=row.note, aside=row.shown, bold=row.whole, apart=apart)


def _entries(chart: ScoresChart) -> list[Entry]:
    entries = []
    if chart.earlier:
        entries.append(Entry(f"round {chart.earlier}", _before_sign, 0.28))
    if any(row.target is not None for row in chart.rows):
        entries.append(Entry("once every target is met", _target, 1.1))
    return entries


def _across(cols: Columns, row: ScoreRow, value: float) -> float:
    return cols.left + (value - row.scale_from) / (row.scale_to - row.scale_from) * (cols.right - cols.left)


def _grid(page: Page, cols: Columns, slots: Sequence[Slot]) -> None:
    reach = page.text * 0.25
    for at in range(_FIFTHS + 1):
        x = cols.left + (cols.right - cols.left) * at / _FIFTHS
        for slot in slots:
            page.line((x, slot.top - reach), (x, slot.bottom + reach))


def _axis(page: Page, cols: Columns, row: ScoreRow) -> None:
    middle = page.y + page.small * theme.LEADING / 2
    places = words.decimals(row.scale_from, row.scale_to)
    for at in range(_FIFTHS + 1):
        value = row.scale_from + (row.scale_to - row.scale_from) * at / _FIFTHS
        x, said = _across(cols, row, value), words.short(value, places)
        half = width(said, page.small) / 2
        # Where rows reach from edge to edge, the figures at the ends stay within the margins.
        x = min(max(x, page.left + half), page.right - half)
        page.write(x, middle, said, size=page.small, colour=theme.QUIET, align="center")
    page.y += page.small * theme.LEADING


def _marks(page: Page, cols: Columns, row: ScoreRow, slot: Slot) -> None:
    if row.score is None:
        page.hatched(cols.left, slot.top, cols.right - cols.left, slot.bottom - slot.top)
        return
    wide = _across(cols, row, row.score) - cols.left
    # A score at the foot of its scale still has a mark.
    page.box(cols.left, slot.top, max(wide, page.text * 0.2), slot.bottom - slot.top, fill=theme.YOU)
    if row.target is not None:
        _diamond(page, _across(cols, row, row.target), slot.middle)
    # Last, as the diamond would hide it where a target leads back to where the last round was.
    if row.before is not None:
        _before(page, _across(cols, row, row.before), slot.middle)


def _before(page: Page, x: float, middle: float) -> None:
    """Draw the mark of the last round: an upright line with a light edge, so that it shows on the bar too."""
    thick, high = page.text * 0.28, page.text * 1.4
    page.box(x - thick / 2, middle - high / 2, thick, high, fill=theme.INK, edge=theme.PAPER, thickness=page.text * 0.1)


def _diamond(page: Page, x: float, middle: float) -> None:
    """Draw the mark of the targets: a diamond that is empty, as nothing is there yet."""
    page.diamond(x, middle, fill=theme.PAPER, edge=theme.YOU)


def _before_sign(page: Page, x: float, middle: float) -> None:
    _before(page, x + page.text * 0.14, middle)


def _target(page: Page, x: float, middle: float) -> None:
    _diamond(page, x + page.text * 0.52, middle)

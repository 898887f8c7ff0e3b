"""The picture of strengths and gaps: bars to the right for above the median, to the left for below."""

from benchmark.outputs import theme
from benchmark.outputs.charts import words
from benchmark.outputs.charts.gaps import DistanceRow, GapsChart
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.rows import Label, columns, place
from benchmark.outputs.charts.pictures.text import width

_HEADINGS = {"above": "Furthest above the median of peers", "below": "Furthest below the median of peers"}


def draw(chart: GapsChart, page: Page) -> None:
    """Draw both blocks around one line, which is the median of the peers."""
    if not chart.rows:
        page.paragraph("No question lies above or below the median of your peers.")
        return
    labels = _labels(chart)
    cols = columns(page, labels, share=0.5)
    slots = place(page, cols, labels, bar=page.text * 1.2, gap=page.text * 0.8)
    room = max(width(_said(row), page.text, bold=True) for row in chart.rows) + page.text * 0.6
    zero = (cols.left + cols.right) / 2
    longest = max(abs(row.share_of_scale) for row in chart.rows)
    unit = ((cols.right - cols.left) / 2 - room) / longest
    for slot in slots:
        page.line((zero, slot.top - page.text * 0.4), (zero, slot.bottom + page.text * 0.4), colour=theme.QUIET)
    for row, slot in zip(chart.rows, slots, strict=True):
        end = zero + row.share_of_scale * unit
        fill = theme.PEERS if row.distance > 0 else theme.COLUMN
        page.box(min(zero, end), slot.top, abs(end - zero), slot.bottom - slot.top, fill=fill)
        side = page.text * 0.4 * (1 if row.distance > 0 else -1)
        page.write(end + side, slot.middle, _said(row), bold=True, align="left" if row.distance > 0 else "right")
    middle = page.y + page.small * theme.LEADING / 2
    half = width(chart.around.axis, page.small) / 2
    centre = min(max(zero, page.left + half), page.right - half)
    page.write(centre, middle, chart.around.axis, size=page.small, colour=theme.QUIET, align="center")
    page.y += page.small * theme.LEADING


def _labels(chart: GapsChart) -> list[Label]:
    sides = [row.side for row in chart.rows]
    return [
        Label(
            title=row.title,
            note=f"You {_figure(row, row.you)}, median {_figure(row, row.median)}",
            heading=_HEADINGS[row.side] if at == 0 or sides[at - 1] != row.side else "",
        )
        for at, row in enumerate(chart.rows)
    ]


def _said(row: DistanceRow) -> str:
    sign = "+" if row.distance > 0 else "\N{MINUS SIGN}"
    return sign + _figure(row, abs(row.distance))


def _figure(row: DistanceRow, value: float) -> str:
    return words.short(value) if row.levels else f"{words.short(value, 0)}%"

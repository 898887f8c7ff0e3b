"""The picture of a distribution: a column for each fifth of the scale."""

from benchmark.outputs import theme
from benchmark.outputs.charts.distribution import DistributionChart, FifthRow
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.text import width

_TALL = 11


def draw(chart: DistributionChart, page: Page) -> None:
    """Draw the columns on their scale; several fifths together as one wide column of their average height."""
    line = page.text * theme.LEADING
    page.y += line * (2.2 if chart.you is not None else 1.1)
    height = page.stretch(_TALL * page.text, 1)
    base = page.y + height
    left = page.left + page.text * 0.8
    wide = (page.right - page.text * 0.8 - left) / (len(chart.edges) - 1)
    if chart.withheld:
        page.hatched(left, page.y, wide * (len(chart.edges) - 1), height)
    tallest = max((_height(row) for row in chart.rows), default=0) or 1
    for row in chart.rows:
        tall = height * _height(row) / tallest
        start, across = left + row.first * wide, wide * (row.last - row.first + 1)
        inner = page.text * 0.25
        if tall:
            edge = theme.YOU if row.you else None
            page.box(start + inner, base - tall, across - 2 * inner, tall, fill=theme.COLUMN, edge=edge, thickness=1.6)
        page.write(start + across / 2, base - tall - line / 2, _figure(row), align="center")
        if row.you:
            page.write(
                start + across / 2,
                base - tall - line * 1.5,
                chart.you_text,
                colour=theme.YOU,
                bold=True,
                align="center",
            )
    _scale(page, chart, base, left, wide)
    if chart.your_share is not None:
        x = left + chart.your_share * wide * (len(chart.edges) - 1)
        page.you(x, base)
        if not any(row.you for row in chart.rows):
            # Above what is hatched: on slanting lines words cannot be read.
            _outside(page, chart.you_text, x, base - (height + line / 2 if chart.withheld else line))
    if chart.withheld:
        page.paragraph(chart.withheld, colour=theme.QUIET)


def _outside(page: Page, text: str, x: float, middle: float) -> None:
    """Name "you" where no column holds you, within the page."""
    half = width(text, page.text, bold=True) / 2
    x = min(max(x, page.left + half), page.right - half)
    page.write(x, middle, text, colour=theme.YOU, bold=True, align="center")


def _height(row: FifthRow) -> float:
    if row.councils is None:
        return 1
    return row.councils / (row.last - row.first + 1)


def _figure(row: FifthRow) -> str:
    return row.share if row.councils is None else str(row.councils)


def _scale(page: Page, chart: DistributionChart, base: float, left: float, wide: float) -> None:
    """Draw the line that the columns stand on, the ends of the fifths, and what they measure."""
    page.line((left, base), (left + wide * (len(chart.edges) - 1), base), colour=theme.QUIET, thickness=0.8)
    for at, edge in enumerate(chart.edges):
        x = left + at * wide
        page.line((x, base), (x, base + page.text * 0.3), colour=theme.QUIET)
        page.write(x, base + page.text * 1.05, edge, size=page.small, colour=theme.QUIET, align="center")
    page.y = base + page.text * 1.6
    middle = page.y + page.small * theme.LEADING / 2
    centre = (page.left + page.right) / 2
    page.write(centre, middle, chart.around.axis, size=page.small, colour=theme.QUIET, align="center")
    page.y += page.small * theme.LEADING

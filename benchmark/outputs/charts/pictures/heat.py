"""The picture of a heat map: a shaded cell with its figure for each section and group."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.outputs import theme
from benchmark.outputs.charts.heat_map import CellRow, HeatMapChart
from benchmark.outputs.charts.pictures.key import Entry, hatch, key
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.text import breaks_a_word, widest, wrap

_HEADER_LINES = 5
_LEAST_SPAN = 0.4


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells stand, all councils a little apart at the right; and which part of the scale colours span."""

    left: float
    wide: float
    gap: float
    columns: int
    palest: float
    darkest: float

    def x(self, column: int) -> float:
        """Give the left end of a column."""
        return self.left + column * self.wide + (self.gap if column == self.columns - 1 else 0)


def draw(chart: HeatMapChart, page: Page) -> None:
    """Draw the headers, the rows and the key."""
    grid = _grid(chart, page)
    lettered = _headers(chart, page, grid)
    cells = {(row.item, row.group): row for row in chart.rows}
    for item, title in chart.items:
        found = [cells[item, group] for group, _ in chart.groups]
        _row(chart, page, grid, title, found, whole=item == chart.whole)
    page.y += page.text * 0.5
    key(page, [Entry(f"{letter}: {name}") for letter, name in lettered])
    _key(chart, page)


def _grid(chart: HeatMapChart, page: Page) -> Grid:
    count = len(chart.groups)
    gap = page.text * 0.5
    labels = widest([title for _, title in chart.items], page.text, bold=True)
    label = min(labels + page.text, page.width * (0.4 if page.size.narrow else 0.36))
    return Grid(page.left + label, (page.width - label - gap) / count, gap, count, *_shading(chart))


def _headers(chart: HeatMapChart, page: Page, grid: Grid) -> list[tuple[str, str]]:
    """Write the groups' names over the columns, or letters where names do not fit; then give what letters stand for."""
    names = [f"{title} ({size})" for (_, title), size in zip(chart.groups, chart.sizes, strict=True)]
    limit = grid.wide - page.text * 0.4
    lines = [wrap(name, limit, page.small) for name in names]
    letters: list[tuple[str, str]] = []
    if any(breaks_a_word(name, limit, page.small) for name in names) or max(map(len, lines)) > _HEADER_LINES:
        letters = [(chr(ord("A") + at), name) for at, name in enumerate(names[:-1])] + [("All", names[-1])]
        lines = [[letter] for letter, _ in letters]
    own = next((at for at, (group, _) in enumerate(chart.groups) if group == chart.own), None)
    tall = page.small * theme.LEADING
    if own is not None:
        page.y += page.text * 1.2
    height = max(len(found) for found in lines) * tall
    if own is not None:
        page.you(grid.x(own) + grid.wide / 2, page.y + height - len(lines[own]) * tall - page.text * 0.7)
    for at, found in enumerate(lines):
        centre = grid.x(at) + grid.wide / 2
        middle = page.y + height - len(found) * tall / 2
        colour = theme.YOU if at == own else theme.INK
        page.lines(centre, middle, found, size=page.small, align="center", colour=colour, bold=bool(letters))
    page.y += height + page.text * 0.3
    return letters


def _row(chart: HeatMapChart, page: Page, grid: Grid, title: str, cells: Sequence[CellRow], *, whole: bool) -> None:
    if whole and len(chart.items) > 1:
        page.y += page.text * 0.5
    limit = grid.left - page.left - page.text * 0.6
    lines = wrap(title, limit, page.text, bold=whole, most=page.label_lines)
    natural = max(page.text * 1.9, len(lines) * page.text * theme.LEADING + page.text * 0.4)
    height = page.stretch(natural, len(chart.items))
    page.lines(page.left, page.y + height / 2, lines, bold=whole)
    for at, cell in enumerate(cells):
        _cell(page, cell, grid, grid.x(at), height)
    page.y += height


def _cell(page: Page, cell: CellRow, grid: Grid, x: float, height: float) -> None:
    inner, wide = page.text * 0.08, grid.wide
    if not cell.shown:
        page.hatched(x + inner, page.y + inner, wide - 2 * inner, height - 2 * inner)
        return
    fill = theme.PAPER
    if cell.depth is not None:
        fill = theme.shade((cell.depth - grid.palest) / (grid.darkest - grid.palest))
    page.box(x + inner, page.y + inner, wide - 2 * inner, height - 2 * inner, fill=fill, edge=theme.GRID)
    page.write(x + wide / 2, page.y + height / 2, cell.shown, colour=theme.on(fill), align="center")


def _key(chart: HeatMapChart, page: Page) -> None:
    entries = [Entry("your group", _your_group, 1.1)] if chart.own is not None else []
    for line in chart.key:
        words = line.removeprefix("Hatched: ")
        entries.append(Entry(words) if words == line else Entry(words, hatch, 1.4))
    key(page, entries)


def _shading(chart: HeatMapChart) -> tuple[float, float]:
    """Choose which part of the scale the colours span: what is there, but so much that small steps look small."""
    depths = [row.depth for row in chart.rows if row.depth is not None] or [0.0, 1.0]
    middle, half = (min(depths) + max(depths)) / 2, max((max(depths) - min(depths)) / 2, _LEAST_SPAN / 2)
    return (middle - half, middle + half)


def _your_group(page: Page, x: float, middle: float) -> None:
    page.you(x + page.text * 0.55, middle)

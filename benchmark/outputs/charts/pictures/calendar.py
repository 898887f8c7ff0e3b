"""The picture of a renewal calendar: a shaded cell with its number for each line of business and quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.outputs import theme
from benchmark.outputs.charts.calendar import CalendarChart, CalendarRow
from benchmark.outputs.charts.pictures.key import Entry, key
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.text import widest, width, wrap

_YEAR: Final = 4
# Below as many lines as these the quarters are named again, so that nobody has to look all the way up.
_TALL: Final = 20
# A cell holds two signs.
_NARROWEST: Final = 1.5
_PALEST: Final = 0.12
_FILLED: Final = 0.94


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells stand, and the quarters that there is room for."""

    left: float
    wide: float
    quarters: tuple[int, ...]

    def x(self, column: int) -> float:
        """Give the left end of a column."""
        return self.left + column * self.wide


def draw(chart: CalendarChart, page: Page) -> None:
    """Draw the quarters, the lines by section, and the key."""
    grid = _grid(chart, page)
    _quarters(page, grid)
    for title, lines in chart.sections:
        page.y += page.text * 0.5
        page.paragraph(title, size=page.small, bold=True)
        page.line((page.left, page.y), (page.right, page.y), colour=theme.RULE)
        for cells in lines:
            _row(chart, page, grid, cells)
    if chart.lines > _TALL:
        page.y += page.text * 0.3
        _quarters(page, grid)
    page.y += page.text * 0.5
    _key(chart, page, grid)


def _grid(chart: CalendarChart, page: Page) -> Grid:
    titles = [lines[0].title for _, section in chart.sections for lines in section]
    share = 0.4 if page.size.narrow else 0.37
    label = min(widest(titles, page.text) + page.text, page.width * share)
    room = page.width - label
    fits = max(int(room / (page.text * _NARROWEST)), 1)
    quarters = chart.quarters[:fits]
    return Grid(page.left + label, room / len(quarters), quarters)


def _quarters(page: Page, grid: Grid) -> None:
    """Write the years over their quarters, each of which has its number."""
    leading = page.small * theme.LEADING
    for year in dict.fromkeys(quarter // _YEAR for quarter in grid.quarters):
        own = [at for at, quarter in enumerate(grid.quarters) if quarter // _YEAR == year]
        left, right = grid.x(own[0]), grid.x(own[-1] + 1)
        middle = page.y + leading / 2
        long = width(str(year), page.small, bold=True)
        if own[0] == 0 and long > right - left:
            page.write(right - page.text * 0.3, middle, str(year), size=page.small, bold=True, align="right")
        elif long <= page.right - left:
            page.write(left + page.text * 0.15, middle, str(year), size=page.small, bold=True)
    page.y += leading
    for at, quarter in enumerate(grid.quarters):
        name = f"Q{quarter % _YEAR + 1}"
        page.write(grid.x(at) + grid.wide / 2, page.y + leading / 2, name, size=page.small * 0.9, align="center")
    page.y += leading


def _row(chart: CalendarChart, page: Page, grid: Grid, cells: Sequence[CalendarRow]) -> None:
    limit = grid.left - page.left - page.text * 0.6
    lines = wrap(cells[0].title, limit, page.text, most=min(page.label_lines, 2))
    natural = max(page.text * 1.5, len(lines) * page.text * theme.LEADING + page.text * 0.2)
    height = page.stretch(natural, chart.lines)
    page.lines(page.left, page.y + height / 2, lines)
    for at in range(len(grid.quarters)):
        _cell(chart, page, grid, at, cells[at], height)
    page.y += height
    page.line((page.left, page.y), (page.right, page.y))


def _cell(chart: CalendarChart, page: Page, grid: Grid, at: int, cell: CalendarRow, height: float) -> None:
    x, middle, inner = grid.x(at), page.y + height / 2, page.text * 0.06
    if grid.quarters[at] % _YEAR == 0:
        page.line((x, page.y), (x, page.y + height), colour=theme.RULE)
    if cell.ends:
        fill = theme.shade(_PALEST + (1 - _PALEST) * cell.ends / max(chart.most, 2))
        page.box(x + inner, page.y + inner, grid.wide - 2 * inner, height - 2 * inner, fill=fill)
        size = _fitting(cell.shown, grid.wide, page.small, bold=True)
        page.write(x + grid.wide / 2, middle, cell.shown, size=size, colour=theme.on(fill), bold=True, align="center")
    elif cell.extended:
        _tail(page, x, middle, grid.wide, height)
        size = _fitting(cell.shown, grid.wide, page.small * 0.9)
        page.write(x + grid.wide / 2, middle, cell.shown, size=size, colour=theme.QUIET, align="center")


def _fitting(shown: str, room: float, size: float, *, bold: bool = False) -> float:
    """Give the size in which a number fits its cell: a number that is cut would be another one."""
    return min(size, size * room * _FILLED / width(shown, size, bold=bold))


def _tail(page: Page, x: float, middle: float, wide: float, height: float) -> None:
    """Draw how long a contract can be extended: a pale bar, lower than the cell of one that ends."""
    low = height * 0.64
    page.box(x, middle - low / 2, wide, low, fill=theme.SEQUENCE[0])


def _key(chart: CalendarChart, page: Page, grid: Grid) -> None:
    entries = [
        Entry("so many contracts end in the quarter: deeper blue is more", _sample, 1.4),
        Entry("where none ends: so many can be extended to it", _sample_tail, 1.4),
    ]
    if len(grid.quarters) < len(chart.quarters):
        entries.append(Entry("Later quarters do not fit here: see the table."))
    key(page, [*entries, *(Entry(note) for note in chart.notes)])


def _sample(page: Page, x: float, middle: float) -> None:
    fill = theme.shade(0.5)
    page.box(x, middle - page.text * 0.6, 1.4 * page.text, page.text * 1.2, fill=fill)
    page.write(x + 0.7 * page.text, middle, "2", size=page.small, colour=theme.on(fill), bold=True, align="center")


def _sample_tail(page: Page, x: float, middle: float) -> None:
    _tail(page, x, middle, 1.4 * page.text, page.text * 1.2)
    page.write(x + 0.7 * page.text, middle, "+1", size=page.small * 0.9, colour=theme.QUIET, align="center")

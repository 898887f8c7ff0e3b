"""Charts beside tidy sheets: Excel's own, drawn from the cells, so that they change with them and can be edited."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from benchmark.faults import printable
from benchmark.outputs import theme
from benchmark.outputs.tidy_sheets import WHOLE, Table
from benchmark.workbooks.results import Book

if TYPE_CHECKING:
    from xlsxwriter.chart_bar import ChartBar

# Centimetres for each bar, and for the rest of a chart.
_BAR: Final = 0.9
_AROUND: Final = 4.0
_WIDE: Final = 20
_DOTS: Final = 96 / 2.54
_AXIS: Final = {"crossing": "min", "major_tick_mark": "none"}
# Columns of a council's own figures.
_OWN: Final = ("You", "Score")
# The library takes a title with such a part for the name of a cell.
_CELL: Final = re.compile(r"!(?=\$?[A-Z])")


class Bars(NamedTuple):
    """A chart of bars beside a table: which column names them, which columns are drawn, how many rows, and on what.

    `ends` are the two ends of the scale, and None where the bars are measured on several.
    """

    title: str
    names: str
    values: tuple[str, ...]
    rows: int
    ends: tuple[float, float] | None = None
    number_format: str = WHOLE


def add_bars(book: Book, table: Table, bars: Bars) -> None:
    """Put a chart to the right of a table."""
    titles = [field.title for field in table.fields]
    title = _CELL.sub("! ", printable(bars.title))
    chart = cast("ChartBar", book.add_chart({"type": "bar"}))
    chart.set_style(10)
    chart.set_title({"name": title})
    names = titles.index(bars.names)
    for name, colour in zip(bars.values, _colours(bars.values), strict=True):
        column = titles.index(name)
        chart.add_series(
            {
                "name": [table.title, 0, column],
                "categories": [table.title, 1, names, bars.rows, names],
                "values": [table.title, 1, column, bars.rows, column],
                "fill": {"color": colour},
                "data_labels": {"value": True, "num_format": bars.number_format},
                "gap": 60,
            }
        )
    # To the library, x is along the bars. They begin at the low end of the scale, which may lie below zero.
    low, high = bars.ends or (None, None)
    grid = {"visible": True, "line": {"color": theme.GRID}}
    chart.set_x_axis(_AXIS | {"min": low, "max": high, "num_format": bars.number_format, "major_gridlines": grid})
    # The first row of the table stands at the top.
    chart.set_y_axis(_AXIS | {"reverse": True})
    # At the side it would take a fifth of the width from the bars.
    chart.set_legend({"none": True} if len(bars.values) == 1 else {"position": "top"})
    height = round(_AROUND + _BAR * bars.rows * len(bars.values))
    chart.set_size({"width": round(_WIDE * _DOTS), "height": round(height * _DOTS)})
    book.sheet(table.title).insert_chart(1, len(titles) + 1, chart, {"description": title, "object_position": 2})


def _colours(names: Sequence[str]) -> list[str]:
    """Give the accent to what is your own, and the colours of peers, which are apart in grey too, to the rest."""
    own = [name for name in names if name in _OWN]
    others = iter((theme.PEERS, theme.COLUMN) if not own else (theme.COLUMN, theme.PEERS))
    return [theme.YOU if name in own else next(others) for name in names]

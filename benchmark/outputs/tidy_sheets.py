"""Tidy sheets of an Excel workbook: a row a thing, a column a fact, numbers as numbers, and what each column means.

Nothing is calculated in them. Charts are Excel's own, so that whoever gets the workbook can edit them.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from benchmark.outputs import theme
from benchmark.outputs.rows import guarded
from benchmark.workbooks.look import set_heights
from benchmark.workbooks.text import cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | bool | None

WHOLE: Final = "0"
TENTHS: Final = "0.0"
PERCENT: Final = "0%"
_GENERAL: Final = "General"
DICTIONARY: Final = "Data dictionary"
_WIDEST: Final = 60
_A4: Final = 9
_BOLD: Final = Font(name="Calibri", size=11, bold=True)
_LEFT: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
_TOP: Final = Alignment(vertical="top")
# Centimetres for each bar, and for the rest of a chart.
_BAR: Final = 0.9
_AROUND: Final = 4.0
_WIDE: Final = 20


class Field(NamedTuple):
    """A column: its title, what it means, and how its numbers are written."""

    title: str
    about: str
    number_format: str = _GENERAL


@dataclass(frozen=True)
class Table:
    """A sheet as it will be written."""

    title: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[Value]]


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


def make_book(tables: Sequence[Table]) -> Workbook:
    """Make a workbook of tables that hold something, and a last sheet that explains every column."""
    book = Workbook()
    book.remove(book.worksheets[0])
    shown = [table for table in tables if table.rows]
    for table in shown:
        _add(book, table)
    said = [(table.title, field.title, field.about) for table in shown for field in table.fields]
    fields = (Field("Sheet", "The sheet."), Field("Column", "The column."), Field("Meaning", "What it holds."))
    _add(book, Table(DICTIONARY, fields, said))
    return book


def add_bars(sheet: "Worksheet", table: Table, bars: Bars) -> None:
    """Put a chart to the right of a table. It is drawn from the cells, and changes with them."""
    titles = [field.title for field in table.fields]
    chart = BarChart()
    chart.type, chart.style, chart.title = "bar", 10, bars.title
    for name, colour in zip(bars.values, _colours(bars.values), strict=True):
        column = titles.index(name) + 1
        chart.add_data(Reference(sheet, min_col=column, min_row=1, max_row=bars.rows + 1), titles_from_data=True)
        chart.series[-1].graphicalProperties.solidFill = colour
    names = titles.index(bars.names) + 1
    chart.set_categories(Reference(sheet, min_col=names, min_row=2, max_row=bars.rows + 1))
    # The first row of the table stands at the top.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    if bars.ends:
        chart.y_axis.scaling.min, chart.y_axis.scaling.max = bars.ends
    # Bars begin at the low end of the scale, which may lie below zero.
    chart.x_axis.crosses = chart.y_axis.crosses = "min"
    grid = GraphicalProperties(ln=LineProperties(solidFill=_plain(theme.GRID)))
    chart.y_axis.majorGridlines = ChartLines(spPr=grid)
    chart.y_axis.number_format, chart.gapWidth = bars.number_format, 60
    chart.dataLabels = _figures(bars.number_format)
    if len(bars.values) == 1:
        chart.legend = None
    else:
        # At the side it would take a fifth of the width from the bars.
        chart.legend.position = "t"
    chart.height, chart.width = round(_AROUND + _BAR * bars.rows * len(bars.values)), _WIDE
    sheet.add_chart(chart, f"{get_column_letter(len(titles) + 2)}2")


def _plain(colour: str) -> str:
    """Write a colour as a workbook does."""
    return colour.removeprefix("#")


def _figures(number_format: str) -> DataLabelList:
    """Write its figure at every bar, and nothing else: each kind that is not ruled out, some programs show."""
    silent = dict.fromkeys(("showSerName", "showCatName", "showLegendKey", "showPercent", "showLeaderLines"), False)
    return DataLabelList(numFmt=number_format, showVal=True, **silent)


def _colours(names: Sequence[str]) -> list[str]:
    """Give the accent to what is your own, and the colours of peers, which are apart in grey too, to the rest."""
    own = [name for name in names if name in _OWN]
    others = iter((theme.PEERS, theme.COLUMN) if not own else (theme.COLUMN, theme.PEERS))
    return [_plain(theme.YOU if name in own else next(others)) for name in names]


# Columns of a council's own figures.
_OWN: Final = ("You", "Score")


def _add(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.title)
    for at, field in enumerate(table.fields, start=1):
        sheet.cell(1, at, field.title).font = _BOLD
        width = len(field.title)
        looks = None
        for row, values in enumerate(table.rows, start=2):
            value = values[at - 1]
            cell = sheet.cell(row, at)
            if looks is None:
                cell.number_format = field.number_format
                cell.alignment = _LEFT if field.number_format == _GENERAL else _TOP
                looks = cell._style  # noqa: SLF001 - as the library copies looks itself; to set each takes half the time
            else:
                cell._style = copy(looks)  # noqa: SLF001
            if isinstance(value, str):
                cell.value = cell_text(guarded(value))
                cell.data_type = "s"
                width = max(width, *map(len, value.split("\n")))
            elif value is not None:
                cell.value = value
        sheet.column_dimensions[get_column_letter(at)].width = min(width + 3, _WIDEST)
    set_heights(sheet)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.auto_filter.ref = sheet.dimensions

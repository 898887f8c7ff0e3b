"""How workbooks that people fill in look: texts that stay texts, and rows that are as high as what they hold."""

from typing import TYPE_CHECKING, Any, Final

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension

from benchmark.workbooks.heights import height_of, lines_of
from benchmark.workbooks.text import cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

GENERAL: Final = "General"
AS_TEXT: Final = "@"
WRAPPED: Final = Alignment(wrap_text=True, vertical="top")


def fill(cell: Any, value: str | float | None, number_format: str = GENERAL) -> None:
    """Put a value in a cell. A text stays a text, whatever it looks like."""
    cell.alignment = WRAPPED
    cell.number_format = number_format
    if isinstance(value, str):
        cell.value = cell_text(value)
        cell.data_type = "s"
        cell.quotePrefix = True
    elif value is not None:
        cell.value = value


def set_heights(sheet: "Worksheet", first: int = 1, last: int | None = None) -> None:
    """Make each row as high as its longest text, of the columns from first to last.

    It is no fixed height: Excel changes it when somebody types more.
    """
    for at, cells in enumerate(sheet.iter_rows(values_only=True, min_col=first, max_col=last), start=1):
        lines = [1]
        for column, value in enumerate(cells, start=first):
            width = sheet.column_dimensions[get_column_letter(column)].width
            if isinstance(value, str) and sheet.cell(at, column).alignment.wrap_text:
                lines.append(lines_of(value, width))
        if max(lines) > 1:
            sheet.row_dimensions[at] = _AnyHeight(sheet, index=at, ht=height_of(max(lines)))


class _AnyHeight(RowDimension):
    """A height for the first look, which the program that shows it may change."""

    customHeight = None  # type: ignore[assignment]  # noqa: N815 - the library's own name; None is not written

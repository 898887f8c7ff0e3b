"""How the sheets of a workbook of answers look: what stands above a table, and which cells are to be filled in."""

from collections.abc import Sequence
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from benchmark.council.workbook.plan import HEAD, Column, stamp_of
from benchmark.workbooks.look import AS_TEXT, fill
from scoring.questionnaire import Questionnaire

BOLD: Final = Font(name="Calibri", size=11, bold=True)
LARGE: Final = Font(name="Calibri", size=14, bold=True)
SMALL: Final = Font(name="Calibri", size=7, color="FF808080")
_HEAD: Final = PatternFill("solid", start_color="FFDCE6F1")
OPEN: Final = PatternFill("solid", start_color="FFFFFBE6")
GREY: Final = DifferentialStyle(
    font=Font(color="FF9A9A9A"), fill=PatternFill("solid", bgColor="FFE7E7E7", fgColor="FFE7E7E7")
)
_LINE: Final = Side(style="thin", color="FFBFBFBF")
FRAME: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
TOP: Final = Alignment(vertical="top")


def write_top(sheet: Worksheet, questionnaire: Questionnaire, heading: str, about: str) -> None:
    """Write what stands above the table. The sheet says itself what it belongs to: it may be passed on alone."""
    sheet["A1"].value = stamp_of(questionnaire).text()
    sheet["A1"].font = Font(name="Calibri", size=1, color="FFFFFFFF")
    # The text must not run over the heading.
    sheet["A1"].alignment = Alignment(horizontal="fill")
    for place, text, font in (("B1", heading, LARGE), ("B2", about, None)):
        fill(sheet[place], text or None)
        sheet[place].alignment = TOP
        if font is not None:
            sheet[place].font = font


def write_head(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Write the titles of columns, and set their widths."""
    for column in columns:
        cell = sheet[f"{column.letter}{HEAD}"]
        fill(cell, column.title)
        cell.font, cell.fill, cell.border = BOLD, _HEAD, FRAME
        sheet.column_dimensions[column.letter].width = column.width


def open_cell(sheet: Worksheet, place: str, value: str | float | None, number_format: str = AS_TEXT) -> None:
    """Write a cell that a council fills in."""
    cell = sheet[place]
    fill(cell, value, number_format)
    cell.fill, cell.border = OPEN, FRAME
    cell.protection = Protection(locked=False)


def fixed_cell(sheet: Worksheet, place: str, text: str) -> None:
    """Write a cell that is only read."""
    fill(sheet[place], text)
    sheet[place].border = FRAME
    if place.startswith("A"):
        sheet[place].font = SMALL

"""Write a question set as the workbook of an author: its look, its drop-downs, and a first sheet that explains it."""

from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from benchmark.errors import FaultsError, UsageError
from benchmark.faults import Fault, fault
from benchmark.questions.excel.layout import READ_ME, Column, Form
from benchmark.questions.excel.read_me import guide_lines
from benchmark.questions.excel.rows import place_in
from benchmark.questions.excel.write import Data, Laid, lay_out
from benchmark.workbooks.limits import LONGEST_TEXT, Limits
from benchmark.workbooks.look import AS_TEXT, GENERAL, WRAPPED, fill, set_heights
from benchmark.workbooks.save import save_workbook

# Rows below the last entry that are ready for more.
_SPARE: Final = 500
_BOLD: Final = Font(name="Calibri", size=11, bold=True)
_HEAD: Final = PatternFill("solid", start_color="FFDCE6F1")
_NEEDED: Final = PatternFill("solid", start_color="FFFCE4D6")
_WIDTHS: Final = {"id": 26, "title": 40, "text": 44, "about": 44, "why": 44, "value": 60, "what it is": 70}
_LONG: Final = 34
_SHORT: Final = 15
# Columns that hold the id of an entry of another sheet.
_ELSEWHERE: Final = {("Questions", "section"): "Sections", ("Sections", "parent"): "Sections"}


def write_question_set(data: Data, path: Path) -> None:
    """Write a question set without faults as a workbook, or raise FaultsError for what has no room in one."""
    if "register" in data:
        raise UsageError("A question set with a register is edited as text: its lines and columns have no sheet.")
    laid = lay_out(data)
    faults = list(_too_much(laid, str(path)))
    if faults:
        raise FaultsError(faults)
    save_workbook(make_book(laid), path)


def make_book(laid: list[Laid]) -> Workbook:
    """Make the workbook of the sheets of a question set."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _add_guide(book.create_sheet(READ_ME))
    for one in laid:
        sheet = book.create_sheet(one.plan.title)
        if one.plan.upright:
            _add_upright(sheet, one)
        else:
            _add_lying(sheet, one)
    for sheet in book.worksheets:
        set_heights(sheet)
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        # A page as wide as all columns of the questions could not be read.
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=sheet.title != "Questions")
    return book


def _too_much(laid: list[Laid], file: str) -> list[Fault]:
    """List what a workbook has no room for."""
    limits, faults = Limits(), list[Fault]()
    for one in laid:
        for count, limit in ((len(one.rows) + 1, limits.rows), (len(one.columns), limits.columns)):
            if count > limit:
                faults.append(fault("not-for-excel", file, place_in(one.plan.title, ""), count=count, limit=limit))
        for at, row in enumerate(one.rows, start=2):
            for title, value in row.items():
                # Excel counts the halves of a character beyond the first 65,536 one by one.
                if isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > LONGEST_TEXT:
                    place = place_in(one.plan.title, f"{title}" if one.plan.upright else f"row {at}, {title}")
                    faults.append(fault("cell-too-long", file, place, limit=LONGEST_TEXT))
    values = [str(value) for one in laid for row in one.rows for value in row.values()]
    for count, limit in ((len(values), limits.cells // 2), (sum(map(len, values)), limits.text // 2)):
        if count > limit:
            faults.append(fault("not-for-excel", file, count=count, limit=limit))
    return faults


def _add_guide(sheet: Worksheet) -> None:
    """Write the sheet that explains the others. Reading leaves it out."""
    for at, (bold, cells) in enumerate(guide_lines(), start=1):
        for column, text in enumerate(cells, start=1):
            cell = sheet.cell(at, column)
            fill(cell, text)
            if bold:
                cell.font = _BOLD
            if column == 1:
                # It runs on over the empty cells beside it.
                cell.alignment = Alignment(vertical="top")
    for letter, width in zip("ABCD", (18, 24, 76, 44), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False


def _add_upright(sheet: Worksheet, laid: Laid) -> None:
    """Write a sheet with one key a row."""
    _head(sheet, ["key", "value", "what it is"])
    values = laid.rows[0] if laid.rows else {}
    for at, column in enumerate(laid.columns, start=2):
        fill(sheet.cell(at, 1), column.title)
        sheet.cell(at, 1).font = _BOLD
        if column.required:
            sheet.cell(at, 1).fill = _NEEDED
        fill(sheet.cell(at, 2), values.get(column.title), _format(column))
        fill(sheet.cell(at, 3), column.about)
        _help(sheet, column, f"B{at}", None)
    sheet.freeze_panes = "B2"


def _add_lying(sheet: Worksheet, laid: Laid) -> None:
    """Write a sheet with one entry a row."""
    _head(sheet, [column.title for column in laid.columns])
    for at, column in enumerate(laid.columns, start=1):
        letter = get_column_letter(at)
        if column.required:
            sheet.cell(1, at).fill = _NEEDED
        dimension = sheet.column_dimensions[letter]
        dimension.width = _width(column)
        # The cells below the last entry take over what their column says.
        dimension.number_format = _format(column)
        dimension.alignment = WRAPPED
        for line, values in enumerate(laid.rows, start=2):
            if column.title in values:
                fill(sheet.cell(line, at), values[column.title], _format(column))
        elsewhere = _ELSEWHERE.get((laid.plan.title, column.title))
        _help(sheet, column, f"{letter}2:{letter}{len(laid.rows) + 1 + _SPARE}", elsewhere)
    frozen = 2 if laid.columns[0].title == "id" else 1
    sheet.freeze_panes = f"{get_column_letter(frozen)}2"


def _head(sheet: Worksheet, titles: list[str]) -> None:
    for at, title in enumerate(titles, start=1):
        fill(sheet.cell(1, at), title)
        sheet.cell(1, at).font = _BOLD
        sheet.cell(1, at).fill = _HEAD
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(title, 18)


def _format(column: Column) -> str:
    return GENERAL if column.form in (Form.NUMBER, Form.WEIGHT) else AS_TEXT


def _width(column: Column) -> int:
    if column.at is not None or column.form in (Form.LINES, Form.CHOICES, Form.MAPPING):
        return _LONG
    return _WIDTHS.get(column.title, _SHORT if column.form is not Form.TEXT or column.choices else _WIDTHS["id"])


def _help(sheet: Worksheet, column: Column, cells: str, elsewhere: str | None) -> None:
    """Explain a column where the cursor is, and offer its words where it has a fixed list of them."""
    choices = ("yes", "no") if column.form is Form.FLAG else column.choices
    rule = DataValidation(allow_blank=True, showInputMessage=True)
    if choices:
        rule.type, rule.formula1 = "list", f'"{",".join(choices)}"'
    elif elsewhere:
        rule.type, rule.formula1 = "list", f"{elsewhere}!$A$2:$A${_SPARE}"
    if choices or elsewhere:
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = "Not in the list", "Choose one from the list, or leave the cell empty."
    rule.promptTitle, rule.prompt = column.title[:32], _prompt(column)
    sheet.add_data_validation(rule)
    rule.add(cells)


def _prompt(column: Column) -> str:
    hint = f" {column.form.value.capitalize()}." if column.form not in (Form.TEXT, Form.NUMBER) else ""
    return (column.about + hint)[:255]

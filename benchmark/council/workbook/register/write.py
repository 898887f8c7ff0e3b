"""Write the two sheets of a register: its rows, one below the other, and its lines with how many rows each has."""

from collections.abc import Iterator
from typing import Final

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from benchmark.council.assessment import Assessment
from benchmark.council.workbook.asked import Asked
from benchmark.council.workbook.formulas import Formulas
from benchmark.council.workbook.plan import FIRST, HEAD, SET, Column
from benchmark.council.workbook.register.layout import IDS, LINE, LINE_HEAD, Field, RegisterPlan, heading
from benchmark.council.workbook.register.lines_sheet import count_of_rows, write_lines
from benchmark.council.workbook.register.rules import add_rules
from benchmark.council.workbook.register.values import row_cells
from benchmark.council.workbook.style import BOLD, FRAME, OPEN, TOP, write_head, write_top
from benchmark.council.workbook.values import CellValue
from benchmark.workbooks.look import AS_TEXT, WRAPPED, fill, set_heights
from scoring.register import Column as RegisterColumn

_TINY: Final = Font(name="Calibri", size=6, color="FFA6A6A6")
_TINY_ROW: Final = 9
_WIDE: Final = 36
# Where the lists begin in the hidden sheet that says what the workbook belongs to.
_LISTS_FROM: Final = 4
_WHOLE: Final = "#,##0"
_EXACT: Final = "#,##0.00"
_MISSING: Final = DifferentialStyle(fill=PatternFill("solid", bgColor="FFF8CBAD", fgColor="FFF8CBAD"))


def write_register(
    book: Workbook, plan: RegisterPlan, assessment: Assessment, asked: Asked, formulas: Formulas
) -> None:
    """Add the sheets of a register before the last sheet, and put its lists into that one."""
    lists = _write_lists(book[SET], plan)
    rows = book.create_sheet(plan.rows_title, len(book.worksheets) - 1)
    lines = book.create_sheet(plan.lines_title, len(book.worksheets) - 1)
    _write_rows(rows, plan, assessment, formulas)
    add_rules(rows, plan, lists)
    write_lines(lines, plan, assessment, asked, formulas)


def _write_lists(sheet: Worksheet, plan: RegisterPlan) -> dict[str, str]:
    """Write the words of every list below each other, and say where each list stands."""
    places: dict[str, str] = {}
    for at, (name, words) in enumerate(plan.words, start=_LISTS_FROM):
        for row, word in enumerate((f"List {name}", *words), start=1):
            fill(sheet.cell(row, at), word)
            sheet.cell(row, at).alignment = TOP
        letter = get_column_letter(at)
        places[name] = f"'{SET}'!${letter}$2:${letter}${len(words) + 1}"
    return places


def _write_rows(sheet: Worksheet, plan: RegisterPlan, assessment: Assessment, formulas: Formulas) -> None:
    """Write what stands above the rows, and the rows."""
    write_top(sheet, assessment.questionnaire, heading(plan.register), plan.register.about)
    formulas.put(sheet, "B3", f"={count_of_rows(plan)}", _count_words(plan))
    sheet["B3"].font = BOLD
    columns = [Column("A", LINE_HEAD, _WIDE), *(Column(f.letter, f.title, f.width) for f in plan.fields)]
    write_head(sheet, columns)
    for letter, name in (("A", LINE), *((field.letter, field.id) for field in plan.fields)):
        fill(sheet[f"{letter}{IDS}"], name)
        sheet[f"{letter}{IDS}"].font, sheet[f"{letter}{IDS}"].alignment = _TINY, Alignment(vertical="top")
    _prepare(sheet, plan)
    for at, (line, row) in enumerate(plan.rows, start=FIRST):
        fill(sheet[f"A{at}"], plan.labels[line.id], AS_TEXT)
        cells = row_cells(plan.fields, row)
        for field in plan.fields:
            if field.id in cells:
                value = cells[field.id]
                fill(sheet[f"{field.letter}{at}"], value, _format(field.column, value))
    _mark_missing(sheet, plan)
    sheet.freeze_panes = f"C{FIRST}"
    last = columns[-1].letter
    sheet.auto_filter.ref = f"A{HEAD}:{last}{plan.ruled}"
    sheet.print_title_rows, sheet.print_title_cols = f"{HEAD}:{HEAD}", "A:B"
    sheet.print_area = f"A1:{last}{max(FIRST + len(plan.rows) - 1, FIRST)}"
    set_heights(sheet, 1, len(columns))
    sheet.row_dimensions[IDS].height = _TINY_ROW


def _prepare(sheet: Worksheet, plan: RegisterPlan) -> None:
    """Make cells ready to be filled in; the column keeps the format for rows further down."""
    formats = [("A", AS_TEXT), *((field.letter, _format(field.column, None)) for field in plan.fields)]
    for letter, number_format in formats:
        sheet.column_dimensions[letter].number_format = number_format
        sheet.column_dimensions[letter].alignment = WRAPPED
        for row in range(FIRST, plan.ready + 1):
            cell = sheet[f"{letter}{row}"]
            cell.fill, cell.border, cell.alignment, cell.number_format = OPEN, FRAME, WRAPPED, number_format


def _format(column: RegisterColumn, value: CellValue | None) -> str:
    if column.kind != "number" or isinstance(value, str):
        return AS_TEXT
    return _WHOLE if value is None or isinstance(value, int) else _EXACT


def _mark_missing(sheet: Worksheet, plan: RegisterPlan) -> None:
    """Colour the cells that a row still needs."""
    last = plan.fields[-1].letter
    for letter, formula in _needs(plan.fields, last):
        rule = Rule(type="expression", formula=[formula], dxf=_MISSING)
        sheet.conditional_formatting.add(f"{letter}{FIRST}:{letter}{plan.ruled}", rule)


def _needs(fields: tuple[Field, ...], last: str) -> Iterator[tuple[str, str]]:
    yield "A", f'AND($A{FIRST}="",COUNTA($B{FIRST}:${last}{FIRST})>0)'
    for field in fields:
        if field.column.required and field.column.kind != "choices":
            yield field.letter, f'AND($A{FIRST}<>"",{field.letter}{FIRST}="")'


def _count_words(plan: RegisterPlan) -> str:
    lines = len({line.id for line, _ in plan.rows})
    return f"{len(plan.rows)} {plan.register.rows} in {lines} of {len(plan.lines)} lines"

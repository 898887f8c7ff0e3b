"""The rules of the cells of a register, and what is said beside a cell that is chosen."""

from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from benchmark.council.asking import shorten
from benchmark.council.workbook.plan import FIRST
from benchmark.council.workbook.register.layout import LINE, Field, RegisterPlan
from benchmark.council.workbook.rules import FROM_LIST, PROMPT, TITLE, YES_NO, list_rule, make_rule
from benchmark.questions.value import LONGEST_TEXT

_MOST: Final = "999999999999"
_LONGEST_QUARTER: Final = 30
_A_QUARTER: Final = "A quarter of the calendar year such as 2027-Q1, or a date."
_NUMBER: Final = "A number from 0 up, without words."


def add_rules(sheet: Worksheet, plan: RegisterPlan, lists: dict[str, str]) -> None:
    """Give the columns of the sheet of rows their rules. `lists` says where the words of each list stand."""
    line = list_rule(lists[LINE], "Choose the line from the list.")
    line.promptTitle, line.prompt = "Line", f"Which line the {plan.register.row} belongs to. Choose from the list."
    _add(sheet, line, f"A{FIRST}:A{plan.ruled}")
    for field in plan.fields:
        rule = _rule(field, lists)
        rule.promptTitle = shorten(field.column.title, TITLE)
        rule.prompt = _prompt(field)
        _add(sheet, rule, f"{field.letter}{FIRST}:{field.letter}{plan.ruled}")


def help_words(field: Field) -> str:
    """Say what belongs into a field, in a sentence or two."""
    column = field.column
    hints = {"quarter": _A_QUARTER, "number": f"In {column.unit}." if column.unit else _NUMBER}
    option = f"{field.option.title}: yes or no." if field.option else ""
    needed = "Every row needs it." if column.required else ""
    return " ".join(part for part in (column.about, option, hints.get(column.kind, ""), needed) if part)


def _prompt(field: Field) -> str:
    words = help_words(field) or ("Choose from the list." if field.column.kind == "choice" else field.column.title)
    return shorten(words, PROMPT)


def _rule(field: Field, lists: dict[str, str]) -> DataValidation:
    kind = field.column.kind
    if kind == "choice":
        return list_rule(lists[field.id], FROM_LIST)
    if kind == "choices":
        return list_rule('"yes,no"', YES_NO)
    if kind == "number":
        return make_rule("decimal", "between", "0", _MOST, f"Type a number from 0 up. {help_words(field)}")
    longest = LONGEST_TEXT if kind == "text" else _LONGEST_QUARTER
    wrong = f"Use at most {longest} characters." if kind == "text" else _A_QUARTER
    return make_rule("textLength", "lessThanOrEqual", str(longest), None, wrong)


def _add(sheet: Worksheet, rule: DataValidation, cells: str) -> None:
    sheet.add_data_validation(rule)
    rule.add(cells)

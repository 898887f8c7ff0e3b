"""Write the sheet of lines: each with how many rows it has, and whether it exists here at all."""

from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.worksheet import Worksheet

from benchmark.council.assessment import Assessment
from benchmark.council.workbook.asked import Asked, quoted
from benchmark.council.workbook.formulas import Formulas
from benchmark.council.workbook.plan import FIRST, HEAD, YES
from benchmark.council.workbook.register.layout import (
    COUNT,
    LINE_COLUMNS,
    NONE,
    STATE,
    RegisterPlan,
    heading,
)
from benchmark.council.workbook.rules import list_rule
from benchmark.council.workbook.states import NOT_ASKED, OPEN
from benchmark.council.workbook.style import BOLD, FRAME, GREY, TOP, fixed_cell, open_cell, write_head, write_top
from benchmark.workbooks.look import set_heights
from scoring.questionnaire import Question, Questionnaire
from scoring.register import Entry, Line, made_id

FILLED: Final = "filled in"
NOT_HERE: Final = "does not exist"
# Both are said of one line.
BOTH: Final = "does not exist, and has rows"


def write_lines(sheet: Worksheet, plan: RegisterPlan, assessment: Assessment, asked: Asked, formulas: Formulas) -> None:
    """Write every line, with a formula that counts its rows and one that says how far it is."""
    questionnaire = assessment.questionnaire
    about = (
        f"Every line needs at least one row in the sheet {plan.rows_title}. Your council does not have it at all? "
        "Choose yes in the column with a yellow ground."
    )
    write_top(sheet, questionnaire, plan.lines_title, about)
    counted = COUNT._replace(title=heading(plan.register))
    write_head(sheet, [counted if column is COUNT else column for column in LINE_COLUMNS])
    rule = list_rule('"yes"', "Choose yes, or leave the cell empty.")
    rule.promptTitle, rule.prompt = "Does not exist here?", "Choose yes where your council does not have it at all."
    states = []
    for row, line in enumerate(plan.lines, start=FIRST):
        entry = assessment.entries.get(line.id, Entry())
        for column, text in zip(LINE_COLUMNS[:4], _texts(questionnaire, line, entry), strict=True):
            fixed_cell(sheet, f"{column.letter}{row}", text)
        open_cell(sheet, f"{NONE.letter}{row}", YES if entry.none else None)
        question = _question(questionnaire, line)
        states.append(_state(plan, line, entry))
        formulas.put(sheet, f"{COUNT.letter}{row}", f"={_count(plan, line)}", _rows(plan, line))
        formulas.put(sheet, f"{STATE.letter}{row}", _state_formula(row, asked.condition(question)), states[-1])
        for column in (COUNT, STATE):
            sheet[f"{column.letter}{row}"].border, sheet[f"{column.letter}{row}"].alignment = FRAME, TOP
        grey = Rule(type="expression", formula=[f'${STATE.letter}${row}="{NOT_ASKED}"'], dxf=GREY)
        sheet.conditional_formatting.add(f"A{row}:{STATE.letter}{row}", grey)
    rule.add(f"{NONE.letter}{FIRST}:{NONE.letter}{plan.last_line}")
    sheet.add_data_validation(rule)
    done = states.count(FILLED) + states.count(NOT_HERE)
    formulas.put(sheet, "B3", f"={progress(plan)}", f"{done} of {len(states)} lines filled in")
    sheet["B3"].font = BOLD
    sheet.freeze_panes = f"D{FIRST}"
    sheet.auto_filter.ref = f"A{HEAD}:{STATE.letter}{plan.last_line}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.print_area = f"A1:{STATE.letter}{plan.last_line}"
    set_heights(sheet, 2, len(LINE_COLUMNS))


def progress(plan: RegisterPlan) -> str:
    """Write the part of a formula that says how many lines are filled in."""
    states = f"'{plan.lines_title}'!${STATE.letter}${FIRST}:${STATE.letter}${plan.last_line}"
    done = "+".join(f'COUNTIF({states},"{state}")' for state in (FILLED, NOT_HERE))
    return f'({done})&" of "&(ROWS({states})-COUNTIF({states},"{NOT_ASKED}"))&" lines filled in"'


def count_of_rows(plan: RegisterPlan) -> str:
    """Write the part of a formula that says how many rows there are, and in how many lines."""
    counts = f"'{plan.lines_title}'!${COUNT.letter}${FIRST}:${COUNT.letter}${plan.last_line}"
    lines = f'COUNTIF({counts},">0")&" of "&ROWS({counts})&" lines"'
    return f'COUNTA($A${FIRST}:$A${plan.ruled})&" {plan.register.rows} in "&{lines}'


def _texts(questionnaire: Questionnaire, line: Line, entry: Entry) -> tuple[str, str, str, str]:
    about = line.about
    if entry.carried and entry.begun:
        about += (
            f"\n\nCarried over from {entry.carried}: check it. Bringing this workbook in confirms it as it then stands."
        )
    return line.id, questionnaire.section(line.section).title, line.title, about.strip()


def _question(questionnaire: Questionnaire, line: Line) -> Question:
    """Give a question that is made of the line: it is asked where the line is."""
    measures = questionnaire.register.measures if questionnaire.register else ()
    return questionnaire.question(made_id(line.id, measures[0].id))


def _count(plan: RegisterPlan, line: Line) -> str:
    """Count the rows of a line. A sum of comparisons: a count would take * and ? in a title for any text."""
    rows = f"'{plan.rows_title}'!$A${FIRST}:$A${plan.ruled}"
    return f"SUMPRODUCT(({rows}={quoted(plan.labels[line.id])})*1)"


def _rows(plan: RegisterPlan, line: Line) -> int:
    return sum(line.id == other.id for other, _ in plan.rows)


def _state_formula(row: int, condition: str) -> str:
    none, count = f"{NONE.letter}{row}", f"{COUNT.letter}{row}"
    here = f'IF({none}="{YES}",IF({count}>0,"{BOTH}","{NOT_HERE}"),IF({count}>0,"{FILLED}","{OPEN}"))'
    return f'=IF({condition}>0,{here},"{NOT_ASKED}")' if condition else f"={here}"


def _state(plan: RegisterPlan, line: Line, entry: Entry) -> str:
    """Say how far a line is. The workbook begins with the lines that the council has."""
    if entry.none:
        return NOT_HERE
    return FILLED if _rows(plan, line) else OPEN

"""Workbooks of answers for the tests: a set with every kind of question, and cells that somebody fills in."""

from openpyxl import load_workbook

from benchmark.council.assessment import Assessment
from benchmark.council.workbook.read import open_answer_book, read_answer_book
from benchmark.council.workbook.write import write_answer_book
from scoring.applicability import complete_attributes
from tests.council.small import LEVELS, SMALL, small_set

MORE = f"""
[[section]]
id = "odd"
title = "Odd: [words]/'here'? And a title that no sheet could ever have"

[[section]]
id = "inside"
title = "ODD  words here And a title that no sheet could have"
parent = "odd"

[[question]]
id = "spend"
section = "odd"
text = "How much is spent?"
[question.number]
least = -5
bands = [{{ id = "low", title = "Low", points = 0 }}, {{ id = "mid", title = "Mid", points = 1, from = 10 }}, {{ id = "top", title = "Top", points = 2, from = 0.1e3 }}]

[[question]]
id = "strange"
section = "odd"
text = "=1+1"
options = [{{ id = "one", title = "=1+1", points = 0 }}, {{ id = "two", title = "Same", points = 1 }}, {{ id = "three", title = "same", points = 2 }}, {{ id = "four", title = "one", points = 3 }}, {{ id = "five", title = "5", points = 3 }}, {{ id = "six", title = "{"very long, " * 40}", points = 3 }}, {{ id = "seven", title = '"quoted" _x0041_ <&>', points = 3 }}]

[[question]]
id = "only-mid"
section = "inside"
text = "Why in the middle?"
asked_if = {{ spend = ["mid", "top"], uses = ["plans"] }}
{LEVELS}

[[question]]
id = "upper-only"
section = "inside"
text = "Upper?"
applies_to = {{ tier = ["upper"] }}
scale = "yes-no"
"""
EVERY = small_set(SMALL + MORE)
SMALL_SET = small_set()
COUNTY = {"council-type": "county"}
HEAD_ROW = 5


def assessment(answers, attributes=COUNTY, questionnaire=EVERY):
    return Assessment(questionnaire, complete_attributes(questionnaire, attributes), dict(answers))


def write(path, answers=(), attributes=COUNTY, questionnaire=EVERY, sections=()):
    write_answer_book(path, assessment(answers, attributes, questionnaire), sections)
    return path


def read(path, questionnaire=EVERY):
    return read_answer_book(open_answer_book(path), questionnaire)


def place(book, question_id):
    """Find the sheet and the row of a question, or of one of its options."""
    for sheet in book.worksheets:
        for row in range(HEAD_ROW + 1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == question_id:
                return sheet, row
    raise KeyError(question_id)


def fill(path, *cells, edit=None):
    """Fill in cells, each a question's id, a column's letter and a value; then save the workbook."""
    book = load_workbook(path)
    for question_id, letter, value in cells:
        sheet, row = place(book, question_id)
        sheet[f"{letter}{row}"].value = value
    if edit is not None:
        edit(book)
    book.save(path)
    return path

"""How the sheets of a register look and what their cells refuse, as Excel is told it."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from benchmark.council.workbook.read_me import guide_lines
from benchmark.council.workbook.register.layout import register_fields
from benchmark.council.workbook.register.rules import help_words
from benchmark.questions.library import find_questionnaire
from scoring.register import Entry
from tests.council.workbook.registers import ENTRIES, SPORTS, write


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    given = {**ENTRIES, "pool": replace(ENTRIES["pool"], carried="2025-autumn")}
    return load_workbook(write(tmp_path_factory.mktemp("look") / "book.xlsx", given))


def rule(sheet, cell):
    (found,) = (rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref)
    return found


def words(book, cell, sheet="Places"):
    """Give the words that a cell offers."""
    title, _, cells = rule(book[sheet], cell).formula1.partition("!")
    return [row[0].value for row in book[title.strip("'")][cells.replace("$", "")]]


def test_the_line_and_every_choice_come_from_lists(book):
    assert words(book, "A6") == ["Indoors: Swimming pool", "Outdoors: Football pitch", "Outdoors: Slipway"]
    assert words(book, "D900") == [
        "0: It is shut.",
        "1: It is open, and some of it is broken.",
        "2: It is open, and all of it works.",
    ]
    assert words(book, "H6") == ["A club", "The council"]
    assert [rule(book["Places"], cell).formula1 for cell in ("E6", "F6", "G1005")] == ['"yes,no"'] * 3


def test_every_cell_of_a_row_has_a_rule_that_refuses_and_says_what_belongs_there(book):
    sheet = book["Places"]
    for letter in "ABCDEFGHIJK":
        for row in (6, 500, 1_005):
            found = rule(sheet, f"{letter}{row}")
            assert (found.showErrorMessage, found.errorStyle, found.showInputMessage) == (True, "stop", True)
            assert found.error
            assert found.prompt
    assert rule(sheet, "C6").prompt == "Where somebody can look it up."
    assert rule(sheet, "E6").prompt == "A ramp: yes or no."
    assert rule(sheet, "B6").prompt == "Every row needs it."
    assert rule(sheet, "I6").prompt == "In pounds a year."
    assert (rule(sheet, "I6").type, rule(sheet, "I6").formula1) == ("decimal", "0")
    assert rule(book["Lines"], "E8").showErrorMessage


def test_rows_can_be_sorted_filtered_and_deleted_and_the_rest_is_locked(book):
    sheet = book["Places"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.protection.sheet) == ("C6", "A5:K1005", False)
    lines = book["Lines"]
    assert (lines.freeze_panes, lines.auto_filter.ref, lines.protection.sheet) == ("D6", "A5:G8", True)
    assert [cell.coordinate for row in lines.iter_rows() for cell in row if not cell.protection.locked] == [
        "E6",
        "E7",
        "E8",
    ]


def test_titles_are_those_of_the_register(book):
    titles = [cell.value for cell in book["Places"][5]]
    assert titles[:7] == [
        "Line",
        "Name",
        "Name of the last survey",
        "State of repair",
        "What it offers: A ramp",
        "What it offers: A shower",
        "What it offers: A cafe",
    ]
    assert titles[8] == "Cost (pounds a year)"
    assert book["Lines"]["F5"].value == "Places"


def test_what_was_carried_over_says_so(book):
    assert "Carried over from 2025-autumn: check it." in book["Lines"]["D6"].value


def test_the_formulas_use_what_every_program_knows(book):
    found = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert len(found) > 6
    assert all(set(functions(text)) <= {"IF", "SUMPRODUCT", "COUNTIF", "COUNTA", "ROWS"} for text in found)


def functions(formula):
    bare = "".join(formula.split('"')[::2])
    parts = [part[len(part.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) :] for part in bare.split("(")[:-1]]
    return [part for part in parts if part]


def test_the_first_sheet_says_that_all_of_it_is_private_and_what_follows_from_it():
    text = "\n".join(line for _, line in guide_lines(SPORTS))
    assert "No row of the sheet Places ever leaves the council" in text
    assert "In a return: State of repair, What it offers, Owner, Earned back. Only if you say so then: Cost." in text
    assert "Each question has a row" in text
    technology = "\n".join(line for _, line in guide_lines(find_questionnaire("technology-register")))
    assert "Only if you say so then: Support, Cost a year." in technology
    assert "Each question has a row" not in technology
    one = replace(SPORTS, register=replace(SPORTS.register, several=False))
    assert "Each line has one row" in "\n".join(line for _, line in guide_lines(one))


def test_a_title_with_signs_of_a_pattern_is_counted_as_it_stands(tmp_path):
    lines = tuple(replace(line, title=f"*{line.title}?") for line in SPORTS.register.lines)
    path = write(
        tmp_path / "odd.xlsx", ENTRIES, questionnaire=replace(SPORTS, register=replace(SPORTS.register, lines=lines))
    )
    sheet = load_workbook(path)["Lines"]
    assert '="Indoors: *Swimming pool?")*1)' in sheet["F6"].value


def test_the_shipped_register_fits_and_its_help_fits_beside_a_cell(tmp_path):
    technology = find_questionnaire("technology-register")
    assert all(
        0 < len(help_words(field)) <= 255 for field in register_fields(technology.register) if field.column.about
    )
    path = write(tmp_path / "set.xlsx", {"finance": Entry(({"system": "Ledger"},))}, {}, technology)
    book = load_workbook(path)
    assert book.sheetnames == ["Read me", "About", "Contracts", "Lines", "Set"]
    assert book["Lines"].max_row == 5 + 64
    assert len(words(book, "A6", "Contracts")) == 64

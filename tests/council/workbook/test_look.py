"""How a workbook of answers looks and what its cells refuse, as Excel is told it."""

import pytest
from openpyxl import load_workbook

from benchmark.council.asking import LONGEST_TEXT
from benchmark.council.assessment import Answer
from benchmark.council.workbook.plan import labels, plan_sections
from benchmark.errors import FaultsError
from benchmark.questions.library import find_questionnaire
from benchmark.workbooks.read import read_workbook
from tests.council.small import SMALL, small_set
from tests.council.workbook.books import EVERY, place, write


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return load_workbook(write(tmp_path_factory.mktemp("look") / "book.xlsx", attributes={}))


def rules(sheet):
    """Map each cell to its rule."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        for cells in rule.sqref.ranges:
            for row, column in cells.cells:
                found[sheet.cell(row, column).coordinate] = rule
    return found


def test_every_cell_that_can_be_filled_in_has_a_rule_that_refuses(book):
    for sheet in book.worksheets:
        open_cells = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
        assert {cell for cell, rule in rules(sheet).items() if rule.showErrorMessage} == open_cells
        assert all(rule.errorStyle == "stop" and rule.error for rule in rules(sheet).values())
        assert (sheet.protection.sheet, sheet.protection.password) == (True, None)


def test_a_drop_down_offers_the_words_of_its_row(book):
    def offered(cell, sheet):
        (words,) = sheet[rules(sheet)[cell].formula1.replace("$", "")]
        return [word.value for word in words]

    sheet, row = place(book, "sharing")
    assert offered(f"D{row}", sheet) == offered(f"G{row}", sheet) == ["Not at all", "In files", "By API"]
    sheet, row = place(book, "owners")
    assert offered(f"D{row}", sheet) == [0, 1, 2, 3]
    assert sheet.column_dimensions["M"].hidden
    sheet, row = place(book, "council-type")
    assert offered(f"C{row}", sheet) == ["District", "County"]


def test_numbers_and_choices_are_bound_and_the_bounds_are_told(book):
    sheet, row = place(book, "late")
    rule = rules(sheet)[f"D{row}"]
    assert (rule.type, rule.operator, rule.prompt) == ("decimal", "between", "A number in steps of 0.5.")
    sheet, row = place(book, "spend")
    rule = rules(sheet)[f"D{row}"]
    assert (rule.formula1, rule.prompt, sheet[f"C{row}"].value) == ("-5", "A number from -5.", "A number: at least -5.")
    sheet, row = place(book, "uses/plans")
    assert rules(sheet)[f"D{row}"].formula1 == '"yes,no"'


def test_who_is_asked_is_said_in_words(book):
    def text(question_id):
        sheet, row = place(book, question_id)
        return sheet[f"B{row}"].value

    assert text("districts").endswith("Asked only where this is true. Type of council: County.")
    assert text("how-early").endswith('Asked only if the answer to "Does planning start early?" is: 2, 3.')
    assert text("owners") == "Does key data have owners?\n\nWithout an owner nobody mends it."


def test_it_prints_on_a4_across_with_the_titles_on_each_page(book):
    sheet = book["Buying"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (1, 0, "$5:$5")
    assert sheet.print_area == "'Buying'!$A$1:$K$9"


def test_sheets_have_titles_that_excel_takes():
    titles = [section.title for section in plan_sections(EVERY)]
    assert titles == ["Data", "Buying", "Odd words here And a title that", "ODD words here And a title (2)"]


@pytest.mark.parametrize("name", ["quick-check", "digital-maturity"])
def test_the_shipped_sets_stay_far_below_what_is_read(tmp_path, name):
    questionnaire = find_questionnaire(name)
    path = write(tmp_path / "set.xlsx", attributes={}, questionnaire=questionnaire)
    cells = [cell for sheet in read_workbook(path) for cell in sheet.cells.values()]
    assert len(cells) < 5_000
    formulas = {cell.value for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row}
    words = {text for text in formulas if isinstance(text, str) and text.startswith("=")}
    assert max(map(len, words)) < 1_000
    assert all(word in {"IF", "COUNTA", "COUNTIF", ""} for text in words for word in functions(text))


def functions(formula):
    """Name the functions of a formula; what stands in quotes is left out."""
    bare = "".join(formula.split('"')[::2])
    return ["".join(c for c in part[::-1].partition("(")[0][::-1][-9:] if c.isupper()) for part in called(bare)]


def called(bare):
    parts = bare.split("(")
    return [part[len(part.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) :] for part in parts[:-1]]


def test_words_of_a_drop_down_are_never_the_same_and_never_a_formula():
    found = labels((("a", "Same"), ("b", "same "), ("c", "a"), ("d", "=1"), ("e", "x" * 300), ("f", "Clear")))
    assert list(found)[:4] == ["a: Same", "b: same", "c: a", "d: =1"]
    assert found["Clear"] == "f"
    assert max(map(len, found)) <= 203
    assert list(found.values()) == ["a", "b", "c", "d", "e", "f"]


def test_a_note_that_could_not_come_back_is_refused(tmp_path):
    with pytest.raises(FaultsError) as caught:
        write(tmp_path / "long.xlsx", {"owners": Answer(note="x" * (LONGEST_TEXT + 1))})
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("too-long", 'question "owners"')]


def test_more_sections_than_a_workbook_holds_are_refused(tmp_path):
    more = "".join(
        f'[[section]]\nid = "s{n}"\ntitle = "S{n}"\n[[question]]\nid = "q{n}"\nsection = "s{n}"\ntext = "Q?"\nscale = "yes-no"\n'
        for n in range(50)
    )
    with pytest.raises(FaultsError, match="There are 52 sections with questions; a workbook holds 47"):
        write(tmp_path / "many.xlsx", questionnaire=small_set(SMALL + more))

"""What an author's workbook holds is the question set, whole: written and read again, it is equal."""

import copy
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from benchmark.errors import FaultsError, UsageError
from benchmark.files import read_toml
from benchmark.questions.excel.book import write_question_set
from benchmark.questions.excel.cells import read_cell, read_text, write_cell, write_text
from benchmark.questions.excel.layout import PLANS, READ_ME, Form
from benchmark.questions.excel.read import read_question_set
from benchmark.questions.library import shipped_sets
from benchmark.questions.read import FILE_NAME, find_faults
from benchmark.questions.write import toml_text
from tests.questions.excel.sheets import read, sheets_of, strict
from tests.scoring.question_sets import random_sets

VALID = sorted((Path(__file__).parents[1] / "valid").glob("*.toml"))
EXAMPLES = sorted((Path(__file__).parents[3] / "docs" / "examples").glob("*/*.toml"))
EVERY = [*VALID, *EXAMPLES, *(folder / FILE_NAME for folder in shipped_sets())]
FILES = [path for path in EVERY if "register" not in read_toml(path)]
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
# All that TOML can hold in a text; what people write, and what a spreadsheet or this format could take for its own.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.lists(
    st.sampled_from(
        ["=", "1+1", "@", "'", " ", "\n", "\r\n", "\t", "\\", "\u23ce", "\u2400", "\0", "\x07", "(none)", "(empty)"],
    )
    | st.sampled_from(
        ["_x0041_", "_x005F_", "#N/A", "TRUE", "1", "2026.1", "1e5", ":", ",", ";", '"', "\uffff", "\x85", "\u2028"]
    ),
    max_size=4,
).map("".join)
# The checker refuses a theme of stages in which nothing counts, which is drawn now and then.
SETS = random_sets().filter(lambda data: not find_faults(data, "set.toml"))
SOME_TEXT = TEXTS.filter(lambda text: text.strip())


def through_a_file(data, path):
    write_question_set(data, path)
    return read_question_set(path)


@EVERY_FILE
def test_a_file_comes_back_equal(path, tmp_path):
    data = read_toml(path)
    assert strict(through_a_file(data, tmp_path / "set.xlsx")) == strict(data)


@pytest.mark.parametrize("path", [path for path in EVERY if path not in FILES], ids=lambda path: path.stem)
def test_a_set_with_a_register_is_refused(path, tmp_path):
    with pytest.raises(UsageError, match="edited as text"):
        write_question_set(read_toml(path), tmp_path / "set.xlsx")
    assert not (tmp_path / "set.xlsx").exists()


@pytest.mark.no_cover
@settings(max_examples=120)
@given(SETS)
def test_a_random_set_comes_back_equal(data):
    assert strict(read(sheets_of(data))) == strict(data)
    assert strict(tomli.loads(toml_text(data))) == strict(data)


@settings(max_examples=15)
@given(SETS)
def test_a_random_set_comes_back_equal_from_a_file(tmp_path_factory, data):
    assert strict(through_a_file(data, tmp_path_factory.getbasetemp() / "random.xlsx")) == strict(data)


@st.composite
def wordy_sets(draw):
    """Take a set with every key, and put any text wherever an author may write one, and any number of lines."""
    data = copy.deepcopy(read_toml(next(path for path in VALID if path.stem == "every-key")))
    lines = st.lists(TEXTS, max_size=4)
    for entry in [data, *data["section"], *data["band"], *data["attribute"], *data["attribute"][0]["options"]]:
        entry["title"] = draw(SOME_TEXT)
    for entry in [data, data["section"][1]]:
        entry["about"] = draw(SOME_TEXT)
    for entry in data["question"]:
        entry |= {"text": draw(SOME_TEXT), "why": draw(SOME_TEXT), "evidence": draw(lines), "source": draw(lines)}
        entry["themes"] = []
        if "levels" in entry:
            entry["levels"] = draw(st.lists(TEXTS, min_size=len(entry["levels"]), max_size=len(entry["levels"])))
            entry["next"] = draw(st.lists(TEXTS, min_size=len(entry["next"]), max_size=len(entry["next"])))
    return data


@pytest.mark.no_cover
@settings(max_examples=30)
@given(wordy_sets())
def test_any_text_comes_back_equal(tmp_path_factory, data):
    assert find_faults(data, "set.toml") == []
    assert strict(through_a_file(data, tmp_path_factory.getbasetemp() / "wordy.xlsx")) == strict(data)
    assert strict(tomli.loads(toml_text(data))) == strict(data)


@given(TEXTS)
def test_a_text_comes_back_from_its_cell(text):
    assert read_text(write_text(text)) == text
    assert read_text(write_text(text, breaks=True)) == text
    assert "\n" not in write_text(text, breaks=True)
    assert write_text(text).strip()


@given(st.lists(TEXTS, max_size=5))
def test_lines_come_back_from_their_cell(lines):
    assert read_cell(Form.LINES, write_cell(Form.LINES, lines)) == lines


@given(st.floats(-1e15, 1e15, exclude_min=True, exclude_max=True) | st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_number_comes_back_from_its_cell(number):
    written = write_cell(Form.NUMBER, number)
    # A workbook is written with sixteen digits.
    kept = written if isinstance(written, str) else float(f"{written:.16g}")
    assert read_cell(Form.NUMBER, kept) == number


@given(st.dictionaries(st.from_regex("[a-z0-9]{1,5}", fullmatch=True), st.lists(st.integers(-9, 99) | st.from_regex("-?[a-z0-9-]{1,5}", fullmatch=True), min_size=1, max_size=3), max_size=3))  # fmt: skip
def test_choices_come_back_from_their_cell(choices):
    again = read_cell(Form.CHOICES, write_cell(Form.CHOICES, choices))
    assert again == choices
    assert [list(map(type, items)) for items in again.values()] == [list(map(type, i)) for i in choices.values()]


def test_what_is_said_to_be_nothing_is_not_the_same_as_nothing_said(tmp_path):
    data = read_toml(next(path for path in VALID if path.stem == "smallest"))
    said = {"scoring": {}, "band": [], "attribute": [], "scales": {}, "theme": []}
    for extra in ({}, said, {"scoring": {"scale": {}}}, {"attribute": [{"id": "a", "title": "A", "options": []}]}):
        assert through_a_file(data | extra, tmp_path / "set.xlsx") == data | extra
    nothing = {"evidence": [], "source": [], "themes": [], "applies_to": {}, "asked_if": {}}
    data["question"][0] |= nothing
    data["section"][0]["scale"] = {}
    assert through_a_file(data, tmp_path / "set.xlsx") == data
    assert tomli.loads(toml_text(data | said)) == data | said


def test_a_set_with_more_levels_than_there_are_columns_gets_more(tmp_path):
    data = read_toml(next(path for path in VALID if path.stem == "smallest"))
    data["question"][0] |= {"levels": [f"Level {at}" for at in range(100)], "next": [f"Step {at}" for at in range(99)]}
    assert through_a_file(data, tmp_path / "set.xlsx") == data


def test_a_text_that_no_cell_can_hold_is_refused_before_anything_is_written(tmp_path):
    data = read_toml(next(path for path in VALID if path.stem == "smallest"))
    data["question"][0]["why"] = "\U0001f600" * 16_383
    assert through_a_file(data, tmp_path / "fits.xlsx") == data
    data["question"][0]["why"] += "ab"
    with pytest.raises(FaultsError, match=r'sheet "Questions", row 2, why: The text is too long for a cell'):
        write_question_set(data, tmp_path / "set.xlsx")
    assert not (tmp_path / "set.xlsx").exists()


def test_more_than_the_reader_takes_is_refused_before_anything_is_written(tmp_path):
    data = read_toml(next(path for path in VALID if path.stem == "smallest"))
    data["question"] = [{**data["question"][0], "id": f"q{at}"} for at in range(20_000)]
    with pytest.raises(FaultsError, match=r"more of this than a workbook has room for: 20,001"):
        write_question_set(data, tmp_path / "set.xlsx")


@EVERY_FILE
def test_the_same_set_gives_the_same_bytes(path, tmp_path):
    data = read_toml(path)
    for name in ("one", "two"):
        write_question_set(data, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A workbook whose every text looks like a formula."""
    path = tmp_path_factory.mktemp("book") / "set.xlsx"
    data = copy.deepcopy(read_toml(next(path for path in VALID if path.stem == "every-key")))
    data["title"] = data["question"][0]["text"] = data["question"][0]["levels"][1] = "=1+1"
    write_question_set(data, path)
    return load_workbook(path)


def test_no_cell_is_a_formula_and_texts_stay_texts_when_they_are_edited(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    values = [cell for cell in cells if cell.value == "=1+1"]
    assert len(values) == 3
    assert all(cell.number_format == "@" and cell.quotePrefix for cell in values)


def test_the_first_sheet_explains_every_sheet_and_column(book):
    assert book.sheetnames == [READ_ME, *(plan.title for plan in PLANS)]
    told = {str(cell.value) for row in book[READ_ME].iter_rows() for cell in row}
    assert {plan.title for plan in PLANS} <= told
    assert {column.title for plan in PLANS for column in plan.columns if not column.at} <= told
    assert any("not the place for a council's answers" in text for text in told)


def test_fixed_lists_of_words_are_drop_downs_that_refuse_others(book):
    lists = {}
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list":
                assert rule.showErrorMessage
                lists[sheet.title, rule.promptTitle] = rule.formula1
    assert lists["Questions", "choose"] == '"one,many"'
    assert lists["Questions", "required"] == '"yes,no"'
    assert lists["Questions", "section"] == "Sections!$A$2:$A$500"
    assert lists["Scoring", "method"].startswith('"mean,geometric,')
    assert all(len(words) <= 255 for words in lists.values())


def test_titles_stay_in_sight(book):
    assert {book[plan.title].freeze_panes for plan in PLANS} == {"A2", "B2"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_comes_back_equal(tmp_path):
    data = copy.deepcopy(read_toml(next(path for path in VALID if path.stem == "every-key")))
    data["about"] = "  =1+1\n\ntwo lines _x0041_ \u23ce\r\n\tand \0 more  "
    data["question"][0] |= {"levels": ["", " ", "TRUE", "2026.1"], "evidence": ["", "a\nb", "(none)", "\x07"]}
    data["band"][0]["from"] = 0.1 + 0.2
    data["theme"] = []
    write_question_set(data, tmp_path / "set.xlsx")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir", "saved", "set.xlsx"],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        timeout=120,
        check=True,
    )  # fmt: skip
    assert strict(read_question_set(tmp_path / "saved" / "set.xlsx")) == strict(data)

"""Mistakes in an author's workbook: each by its sheet and cell, all at once; and what is no mistake."""

import copy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from benchmark.errors import FaultsError
from benchmark.files import read_toml
from benchmark.questions.excel.book import write_question_set
from benchmark.questions.excel.read import parse_sheets, read_question_set
from benchmark.questions.read import find_faults
from benchmark.workbooks.read import Cell, Sheet, cell_name
from tests.command import run, run_well
from tests.hostile.strategies import HOSTILE_TEXTS
from tests.questions.excel.sheets import cell, read, sheets_of

VALID = Path(__file__).parents[1] / "valid"
DATA = read_toml(VALID / "every-key.toml")


@pytest.fixture
def sheets():
    return sheets_of(copy.deepcopy(DATA))


def at(sheet, title, row):
    """Find the cell of a column, or of a key."""
    for (line, column), found in sheet.cells.items():
        if found.value == title and line == 1:
            return row, column
        if found.value == title and column == 1 and sheet.title in ("Set", "Scoring"):
            return line, 2
    raise AssertionError(title)


def put(sheets, title, column, row, value):
    place = at(sheets[title], column, row)
    if value is None:
        del sheets[title].cells[place]
    else:
        sheets[title].cells[place] = value if isinstance(value, Cell) else cell(value)
    return f'sheet "{title}", cell {cell_name(*place)}'


def faults_of(sheets):
    return parse_sheets(list(sheets.values()), "set.xlsx")[1]


# Row 2 of Questions is "clean", row 3 "lit", row 4 "kinds", row 5 "wait".
SLIPS = [
    ("Set", "version", 2, None, "missing-key"),
    ("Set", "version", 2, "Ä", "bad-id"),
    ("Set", "id", 2, "Bus Stops", "bad-id"),
    ("Set", "format", 2, "questionnaire/9", "unknown-format"),
    ("Set", "minutes", 2, "ten", "bad-cell"),
    ("Set", "minutes", 2, 1.5, "wrong-kind"),
    ("Set", "version", 2, 2026.1, "bad-cell"),
    ("Set", "title", 2, Cell("formula", ""), "a-formula"),
    ("Set", "title", 2, Cell("date", "46000"), "bad-cell"),
    ("Set", "title", 2, Cell("error", "#REF!"), "bad-cell"),
    ("Scoring", "method", 2, "average", "wrong-kind"),
    ("Scoring", "coverage", 2, 80, "bad-coverage"),
    ("Scoring", "scale from", 2, 200, "bad-scale"),
    ("Scoring", "scale from", 2, "low", "bad-cell"),
    ("Scoring", "rounding direction", 2, "up", "missing-key"),
    ("Bands", "from", 3, None, "missing-key"),
    ("Attributes", "title", 2, None, "missing-key"),
    ("Attributes", "shared", 2, "perhaps", "bad-cell"),
    ("Attributes", "from options", 2, "district to lower", "bad-cell"),
    ("Attributes", "from options", 2, "district: lower", "unmapped-option"),
    ("Attributes", "from options", 2, "district: lower\nunitary: top", "unknown-option"),
    ("Attributes", "from attribute", 2, "kinds", "unknown-attribute"),
    ("Answer scales", "id", 3, "coverage", "repeated-id"),
    ("Sections", "parent", 2, "stops", "unknown-section"),
    ("Sections", "weight", 2, "huge", "bad-weight"),
    ("Sections", "scale decimals", 3, 1.5, "wrong-kind"),
    ("Sections", "stage share", 3, 2, "bad-stage-share"),
    ("Questions", "section", 2, "stops", "unknown-section"),
    ("Questions", "text", 2, None, "missing-key"),
    ("Questions", "id", 5, None, "missing-key"),
    ("Questions", "id", 3, "Lit", "bad-id"),
    ("Questions", "id", 3, "overall", "reserved-id"),
    ("Questions", "level 1", 2, None, "a-gap"),
    ("Questions", "next step 3", 2, None, "wrong-next"),
    ("Questions", "scale", 3, "share", "unknown-scale"),
    ("Questions", "choose", 3, "several", "wrong-kind"),
    ("Questions", "cap", 3, 2, "only-for-many"),
    ("Questions", "number worst", 5, None, "missing-key"),
    ("Questions", "number worst", 5, 0.5, "bad-number"),
    ("Questions", "applies to", 2, "size: small", "unknown-attribute"),
    ("Questions", "applies to", 2, "kind: parish", "unknown-option"),
    ("Questions", "applies to", 2, "unitary", "bad-cell"),
    ("Questions", "asked if", 4, "lit: most", "unknown-option"),
    ("Questions", "asked if", 3, "kinds: led", "asked-later"),
    ("Questions", "asked if", 3, "bins: 1", "unknown-question"),
    ("Questions", "stage", 2, 101, "bad-stage"),
    ("Questions", "met from", 2, 7, "unreachable"),
    ("Questions", "themes", 2, "people", "unknown-theme"),
    ("Questions", "required", 2, 1, "bad-cell"),
    ("Options", "kind", 2, None, "missing-key"),
    ("Options", "kind", 2, "level", "not-one-of"),
    ("Options", "belongs to", 2, "tiers", "unknown-attribute"),
    ("Options", "id", 2, "Lower", "bad-id"),
    ("Options", "title", 9, None, "missing-key"),
    ("Options", "points", 9, "two", "bad-cell"),
    ("Options", "from", 9, 2, "unknown-key"),
]


# What is wrong shows in another column than the one that was changed.
ELSEWHERE = {"level 1": "level 2", "next step 3": "next step 1", "rounding direction": "rounding decimals"}


@pytest.mark.parametrize(("sheet", "column", "row", "value", "code"), SLIPS)
def test_a_slip_is_reported_at_its_cell(sheets, sheet, column, row, value, code):
    place = put(sheets, sheet, column, row, value)
    found = [(fault.place.partition(" (")[0], fault.code) for fault in faults_of(sheets)]
    expected = place
    if column in ELSEWHERE:
        expected = f'sheet "{sheet}", cell {cell_name(*at(sheets[sheet], ELSEWHERE[column], row))}'
    assert (expected, code) in found
    assert all("[[" not in str(fault) and "[scales" not in str(fault) for fault in faults_of(sheets))


def test_the_place_of_a_fault_is_said_in_full(sheets):
    put(sheets, "Questions", "scale", 3, "share")
    (fault,) = faults_of(sheets)
    assert str(fault) == (
        'set.xlsx, sheet "Questions", cell J3 (question "lit"): There is no answer scale "share". '
        "Add share to the sheet Answer scales, or use the id of one that exists."
    )


def test_two_of_the_same_id_are_both_named(sheets):
    first, second = at(sheets["Questions"], "id", 2), at(sheets["Questions"], "id", 4)
    sheets["Questions"].cells[second] = sheets["Questions"].cells[first]
    places = [fault.place for fault in faults_of(sheets) if fault.code == "repeated-id"]
    assert places == ['sheet "Questions", cells A2 and A4']


def test_everything_about_reading_is_said_at_once(sheets):
    sheets["Qestions"] = Sheet("Qestions")
    sheets["Bands"].cells[1, 3] = cell("titel")
    sheets["Bands"].cells[1, 4] = cell("from")
    sheets["Bands"].cells[2, 9] = cell("a note")
    sheets["Sections"].merged.append("A1:B2")
    put(sheets, "Questions", "text", 2, Cell("formula", ""))
    put(sheets, "Questions", "weight", 3, "huge")
    found = [(fault.code, fault.place) for fault in faults_of(sheets)]
    assert found == [
        ("no-such-sheet-column", 'sheet "Bands", cell C1'),
        ("repeated-column", 'sheet "Bands", cell D1'),
        ("no-such-sheet-column", 'sheet "Bands", cell I2'),
        ("merged-cells", 'sheet "Sections", cells A1:B2'),
        ("a-formula", 'sheet "Questions", cell A2'.replace("A2", cell_name(*at(sheets["Questions"], "text", 2)))),
        ("no-such-sheet", 'sheet "Qestions"'),
        ("bad-weight", f'sheet "Questions", cell {cell_name(*at(sheets["Questions"], "weight", 3))} (question "lit")'),
    ]
    assert 'Did you mean "Questions"?' in str(faults_of(sheets)[5])
    assert 'Did you mean "title"?' in str(faults_of(sheets)[0])


def test_a_missing_column_is_said_once(sheets):
    _, column = at(sheets["Questions"], "text", 1)
    for place in [place for place in sheets["Questions"].cells if place[1] == column]:
        del sheets["Questions"].cells[place]
    assert [(fault.code, fault.place) for fault in faults_of(sheets)] == [("no-column", 'sheet "Questions", row 1')]


@pytest.mark.parametrize("title", ["Set", "Sections", "Questions"])
def test_a_missing_sheet_is_never_taken_for_a_sound_set(sheets, title):
    del sheets[title]
    assert faults_of(sheets) != []


def test_no_sheets_at_all_are_refused():
    assert {fault.code for fault in faults_of({})} == {"missing-key"}
    assert find_faults({}, "set.xlsx")


def test_what_authors_do_without_harm(sheets):
    """Numbers kept as text, numbers for ids, other capitals, blank rows, moved columns, Windows line ends."""
    put(sheets, "Set", "minutes", 2, " 20 ")
    put(sheets, "Questions", "required", 2, True)
    put(sheets, "Questions", "scored", 2, "Yes")
    put(sheets, "Questions", "evidence", 2, "The contract\r\nA photograph\r\n\r\n")
    put(sheets, "Questions", "asked if", 4, "lit : some , all\n clean: 2; 3 ")
    questions = sheets["Questions"]
    wide = max(column for _, column in questions.cells)
    moved = {(row + 3 * (row > 2), wide + 1 - column): value for (row, column), value in questions.cells.items()}
    sheets["Questions"] = Sheet("questions ", {**moved, (4, 1): cell("  ")})
    column = at(sheets["Questions"], "level 0", 1)[1]
    sheets["Questions"].cells[1, column] = cell(" Level  0")
    assert read(dict(sorted(sheets.items(), reverse=True))) == DATA


def test_a_whole_number_is_taken_for_the_text_that_was_typed(sheets):
    put(sheets, "Questions", "level 0", 2, 0)
    put(sheets, "Set", "version", 2, 3)
    data = read(sheets)
    assert (data["version"], data["question"][0]["levels"][0]) == ("3", "0")


JUNK = st.one_of(
    st.sampled_from(HOSTILE_TEXTS).filter(bool).map(cell),
    st.sampled_from(
        ["(none)", "\\(none)", "(empty)", "a: b", "kind: ", ":", '"', "1", "1e400", "clean", "coverage"]
    ).map(cell),
    st.floats().map(cell),
    st.integers().map(cell),
    st.booleans().map(cell),
    st.sampled_from([Cell("date", "46000"), Cell("formula", ""), Cell("error", "#REF!")]),
)


@settings(max_examples=150)
@given(st.data())
def test_any_cells_are_read_or_refused_in_printable_words(data):
    sheets = sheets_of(copy.deepcopy(DATA))
    for _ in range(data.draw(st.integers(1, 4))):
        sheet = sheets[data.draw(st.sampled_from(sorted(sheets)))]
        place = data.draw(st.sampled_from(sorted(sheet.cells)) | st.tuples(st.integers(1, 12), st.integers(1, 45)))
        sheet.cells[place] = data.draw(JUNK)
    read_data, faults = parse_sheets(list(sheets.values()), "set.xlsx")
    assert all(str(fault).isprintable() and fault.place.startswith("sheet ") for fault in faults), faults
    if not faults:
        assert find_faults(read_data, "set.toml") == []


def test_the_commands_go_there_and_back(tmp_path):
    run_well("questions", "to-excel", "quick-check", "-o", "set.xlsx", cwd=tmp_path)
    run_well("questions", "from-excel", "set.xlsx", "-o", "mine", cwd=tmp_path)
    assert "No fault found: 10 questions" in run_well("questions", "check", "mine", cwd=tmp_path).stdout
    before = (tmp_path / "mine" / "questionnaire.toml").read_bytes()
    for arguments in (("from-excel", "set.xlsx", "-o", "mine"), ("to-excel", "quick-check", "-o", "set.xlsx")):
        refused = run("questions", *arguments, cwd=tmp_path)
        assert refused.returncode == 2
        assert "already. Choose another name, or add --replace." in refused.stderr
        run_well("questions", *arguments, "--replace", cwd=tmp_path)
    assert (tmp_path / "mine" / "questionnaire.toml").read_bytes() == before


def test_nothing_is_written_from_a_workbook_with_a_fault(tmp_path):
    write_question_set(DATA, tmp_path / "set.xlsx")
    book = load_workbook(tmp_path / "set.xlsx")
    book["Questions"]["A3"], book["Sections"]["B2"] = "Lit", "=1+1"
    book.save(tmp_path / "set.xlsx")
    refused = run("questions", "from-excel", "set.xlsx", "-o", "set.toml", cwd=tmp_path)
    assert refused.returncode == 3
    assert 'set.xlsx, sheet "Sections", cell B2: The cell holds a formula.' in refused.stderr
    assert not (tmp_path / "set.toml").exists()


def test_a_set_with_a_fault_is_not_written_to_a_workbook(tmp_path):
    (tmp_path / "set.toml").write_text('format = "questionnaire/1"\n', encoding="utf-8")
    assert run("questions", "to-excel", "set.toml", "-o", "set.xlsx", cwd=tmp_path).returncode == 3
    assert not (tmp_path / "set.xlsx").exists()


def test_a_workbook_of_another_kind_is_refused(tmp_path):
    Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(FaultsError, match=r'The sheet "Sheet" is not known here'):
        read_question_set(tmp_path / "other.xlsx")

"""Mistakes in a workbook of answers are listed at once, each by its sheet and cell; and what can be meant is understood."""

from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from benchmark.council.assessment import Answer
from benchmark.council.workbook.plan import stamp_of
from benchmark.errors import FaultsError
from scoring.codes import NOT_APPLICABLE
from tests.council.small import SMALL, small_set
from tests.council.workbook.books import EVERY, SMALL_SET, fill, place, read, write


@pytest.fixture
def book(tmp_path):
    return write(tmp_path / "book.xlsx", attributes={})


def faults(path, questionnaire=EVERY):
    with pytest.raises(FaultsError) as caught:
        read(path, questionnaire)
    return [(fault.code, fault.place) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ([("owners", "D", 2)], Answer(2)),
        ([("owners", "D", "2")], Answer(2)),
        ([("owners", "D", 2.0), ("owners", "G", 3)], Answer(2, 3)),
        ([("owners", "D", "n/a"), ("owners", "F", "None")], Answer(NOT_APPLICABLE, reason="None")),
        ([("owners", "E", "YES "), ("owners", "F", 7)], Answer(NOT_APPLICABLE, reason="7")),
        ([("owners", "E", "no"), ("owners", "D", 0)], Answer(0)),
        ([("owners", "I", "  a note \r\n")], Answer(note="a note")),
        ([("sharing", "D", "by  api")], Answer(2)),
        ([("sharing", "D", "files"), ("sharing", "G", "By API")], Answer(1, 2)),
        ([("uses/plans", "D", "yes")], Answer(0b001)),
        ([("uses/plans", "D", "no"), ("uses/care", "D", "no"), ("uses/streets", "D", "no")], Answer(0)),
        ([("late", "D", "12.5")], Answer(12.5)),
        ([("strange", "D", 5)], Answer(4)),
        ([("strange", "D", "one: =1+1")], Answer(0)),
        ([("owners", "D", "  ")], None),
    ],
)
def test_what_can_be_meant_is_understood(book, cells, answer):
    found = read(fill(book, *cells)).said.answers
    assert found == ({} if answer is None else {cells[0][0].partition("/")[0]: answer})


@pytest.mark.parametrize(
    ("cells", "code", "where"),
    [
        ([("owners", "D", 4)], "bad-level", 'sheet "Data", cell D6'),
        ([("owners", "D", 1.5)], "bad-level", 'sheet "Data", cell D6'),
        ([("owners", "D", "=1+1")], "a-formula", 'sheet "Data", cell D6'),
        ([("owners", "D", date(2026, 3, 2))], "bad-cell", 'sheet "Data", cell D6'),
        ([("owners", "D", True)], "bad-cell", 'sheet "Data", cell D6'),
        ([("owners", "D", 2), ("owners", "E", "yes")], "two-answers", 'sheet "Data", cell E6'),
        ([("owners", "E", "x")], "not-one-of", 'sheet "Data", cell E6'),
        ([("owners", "G", 9)], "bad-target", 'sheet "Data", cell G6'),
        ([("owners", "I", "x" * 2001)], "too-long", 'sheet "Data", cell I6'),
        ([("owners", "J", "=A1")], "a-formula", 'sheet "Data", cell J6'),
        ([("sharing", "D", 1)], "bad-level", 'sheet "Data", cell D7'),
        ([("uses", "D", "plans")], "bad-cell", 'sheet "Data", cell D8'),
        ([("uses", "G", "Plans")], "bad-target", 'sheet "Data", cell G8'),
        ([("uses/plans", "D", "no")], "half-answered", 'sheet "Data", cell D10'),
        ([("uses/plans", "D", "perhaps")], "not-one-of", 'sheet "Data", cell D9'),
        ([("uses", "E", "yes"), ("uses/plans", "D", "yes")], "two-answers", 'sheet "Data", cell E8'),
        ([("late", "D", 12.3)], "not-a-step", 'sheet "Buying", cell D6'),
        ([("late", "D", "12,5")], "bad-amount", 'sheet "Buying", cell D6'),
        ([("spend", "D", -6)], "outside", "cell D6"),
        ([("owners", "A", "owner")], "no-such-question", 'sheet "Data", cell A6'),
        ([("uses/plans", "A", "uses/plan")], "no-such-question", 'sheet "Data", cell A9'),
        ([("owners", "D", 2), ("owners", "A", None)], "no-question-here", 'sheet "Data", cell D6'),
        ([("council-type", "C", "Parish")], "not-one-of", 'sheet "About", cell C6'),
        ([("council-type", "A", "tier")], "no-such-id", 'sheet "About", cell A6'),
    ],
)
def test_each_mistake_has_its_place(book, cells, code, where):
    ((found, place),) = faults(fill(book, *cells))
    assert (found, place.endswith(where)) == (code, True), place


def test_all_mistakes_are_told_at_once(book):
    fill(book, ("owners", "D", 9), ("late", "D", "much"), ("council-type", "C", "Parish"), ("early", "E", "x"))
    assert [code for code, _ in faults(book)] == ["not-one-of", "bad-level", "bad-amount", "not-one-of"]


def test_merged_cells_and_lost_titles_are_refused(book):
    def edit(workbook):
        workbook["Data"].merge_cells("D6:D7")
        workbook["Buying"]["D5"].value = "Reply"
        workbook["About"]["A5"].value = None

    codes = faults(fill(book, edit=edit))
    assert codes == [
        ("no-column", 'sheet "About"'),
        ("merged-cells", 'sheet "Data", cells D6:D7'),
        ("no-column", 'sheet "Buying", row 5'),
    ]


def test_rows_may_be_sorted_and_columns_moved(book):
    def edit(workbook):
        sheet = workbook["Data"]
        sheet.insert_rows(3)
        sheet.insert_cols(4)

    assert read(fill(book, ("owners", "D", 2), edit=edit)).said.answers == {"owners": Answer(2)}


def test_a_question_that_stands_in_two_sheets_must_say_the_same(book):
    def twice(workbook):
        copy = workbook.copy_worksheet(workbook["Data"])
        copy.title = "Marion"

    assert read(fill(book, ("owners", "D", 2), edit=twice)).said.answers == {"owners": Answer(2)}

    def differs(workbook):
        workbook["Marion"]["D6"].value = 3

    assert faults(fill(book, edit=differs)) == [("question-twice", 'sheet "Marion", cell A6')]


def test_a_workbook_of_another_set_version_or_edition_is_refused_in_one_line(tmp_path):
    path = write(tmp_path / "small.xlsx", questionnaire=SMALL_SET)
    for text, code in (
        (SMALL.replace('id = "small"', 'id = "other"'), "other-set"),
        (SMALL.replace('version = "1.0"', 'version = "2.0"'), "other-version"),
        (SMALL.replace("points = 2", "points = 3"), "other-edition"),
    ):
        assert faults(path, small_set(text)) == [(code, "")]
    assert read(path, small_set(SMALL.replace("A small set", "Another title"))).said.answers == {}


def test_other_workbooks_are_refused(tmp_path, book):
    other = tmp_path / "other.xlsx"
    Workbook().save(other)
    assert faults(other) == [("not-an-answer-book", "")]

    def mixed(workbook):
        workbook["About"]["A1"].value = stamp_of(SMALL_SET).text()

    assert faults(fill(book, edit=mixed)) == [("two-sets", "")]


def test_a_sheet_of_somebody_else_is_named_and_not_read(book):
    def scratch(workbook):
        workbook.create_sheet("My sums")["A1"].value = "=1+1"

    assert read(fill(book, edit=scratch)).unread == ("My sums",)


def test_the_stamp_can_be_read_by_a_person(book):
    sheet = load_workbook(book)["Set"]
    assert sheet.sheet_state == "hidden"
    rows = dict(sheet.iter_rows(min_row=2, values_only=True))
    stamp = stamp_of(EVERY)
    assert rows == {
        "Format": "answers-workbook/1",
        "Question set": "small",
        "Version": "1.0",
        "Fingerprint": stamp.fingerprint,
        "Language": "en",
    }


def test_every_question_stands_in_one_place(book):
    workbook = load_workbook(book)
    places = {question.id: place(workbook, question.id) for question in EVERY.questions}
    assert len({(sheet.title, row) for sheet, row in places.values()}) == len(EVERY.questions)

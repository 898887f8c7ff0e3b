"""Mistakes in the sheets of a register are listed at once, each by its cell; and what can be meant is understood."""

from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from benchmark.council.workbook.cells import Row
from benchmark.council.workbook.register import room
from benchmark.council.workbook.register.layout import register_fields
from benchmark.council.workbook.register.values import read_cells
from benchmark.errors import FaultsError
from benchmark.questions.value import quarter_of
from benchmark.workbooks.limits import Limits
from benchmark.workbooks.read import Cell
from scoring.register import Entry
from tests.council.workbook.registers import ENTRIES, FULL, PLAIN, SPORTS, read, write

POOL = "Indoors: Swimming pool"
# The sheet of places: its columns by the ids of the fields.
LETTERS = {
    "line": "A", "name": "B", "paper": "C", "repair": "D", "ramp": "E", "shower": "F", "cafe": "G", "owner": "H",
    "cost": "I", "income": "J", "lease-end": "K",
}  # fmt: skip


@pytest.fixture
def book(tmp_path):
    return write(tmp_path / "book.xlsx")


def fill(path, *rows, edit=None):
    """Fill in rows from the first on, each a table of values by field."""
    book = load_workbook(path)
    for at, row in enumerate(rows, start=6):
        for name, value in row.items():
            book["Places"][f"{LETTERS[name]}{at}"].value = value
    if edit is not None:
        edit(book)
    book.save(path)
    return path


def faults(path):
    with pytest.raises(FaultsError) as caught:
        read(path)
    return [(fault.code, fault.place) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ({"line": "swimming  POOL", "name": "Lido"}, {"name": "Lido"}),
        ({"line": "pool", "name": 7}, {"name": "7"}),
        ({"line": POOL, "repair": 2}, {"repair": 2}),
        ({"line": POOL, "repair": "2"}, {"repair": 2}),
        ({"line": POOL, "repair": "1: It is open, and some of it is broken."}, {"repair": 1}),
        ({"line": POOL, "owner": "the  council"}, {"owner": 1}),
        ({"line": POOL, "owner": "club"}, {"owner": 0}),
        ({"line": POOL, "ramp": "yes"}, {"offers": frozenset({0})}),
        ({"line": POOL, "ramp": "no", "shower": "NO", "cafe": "no"}, {"offers": frozenset()}),
        ({"line": POOL, "cost": "£12,000"}, {"cost": 12_000.0}),
        ({"line": POOL, "cost": 12_000}, {"cost": 12_000.0}),
        ({"line": POOL, "lease-end": "Q3 2027"}, {"lease-end": quarter_of(2027, 3)}),
        ({"line": POOL, "lease-end": "31/03/2027"}, {"lease-end": quarter_of(2027, 1)}),
        ({"line": POOL, "lease-end": date(2027, 3, 31)}, {"lease-end": quarter_of(2027, 1)}),
        ({"line": POOL, "name": "Lido", "cost": "not known"}, {"name": "Lido"}),
    ],
)
def test_what_can_be_meant_is_understood(book, cells, row):
    assert read(fill(book, {}, cells)).said.entries == {"pool": Entry((row,))}


def test_dates_of_an_old_mac_are_counted_from_1904(book):
    def old(workbook):
        workbook.epoch = CALENDAR_MAC_1904

    found = read(fill(book, {"line": POOL, "lease-end": date(2027, 3, 31)}, edit=old)).said.entries
    assert found["pool"].rows[0]["lease-end"] == quarter_of(2027, 1)


def test_a_date_that_is_written_out_is_a_date_too():
    fields = register_fields(SPORTS.register)
    cells = Row("a.xlsx", "Places", 6, "", {"lease-end": 11}, {"lease-end": Cell("date", "2027-03-31T00:00:00")})
    assert read_cells(fields, cells) == ({"lease-end": quarter_of(2027, 1)}, [])


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"line": "Swimming", "name": "Lido"}, "not-a-line", "A6"),
        ({"name": "Lido"}, "no-line", "A6"),
        ({"line": POOL}, "empty-row", "A6"),
        ({"line": "=A1", "name": "Lido"}, "a-formula", "A6"),
        ({"line": POOL, "name": "x" * 501}, "bad-value", "B6"),
        ({"line": POOL, "name": "=1+1"}, "a-formula", "B6"),
        ({"line": POOL, "name": date(2027, 1, 1)}, "bad-cell", "B6"),
        ({"line": POOL, "repair": 3}, "bad-value", "D6"),
        ({"line": POOL, "ramp": "perhaps"}, "not-one-of", "E6"),
        ({"line": POOL, "ramp": "no"}, "half-answered", "F6"),
        ({"line": POOL, "owner": "Nobody"}, "not-one-of", "H6"),
        ({"line": POOL, "cost": -5}, "bad-value", "I6"),
        ({"line": POOL, "cost": "much"}, "bad-value", "I6"),
        ({"line": POOL, "lease-end": "soon"}, "bad-value", "K6"),
        ({"line": POOL, "lease-end": 2027}, "bad-value", "K6"),
    ],
)
def test_each_mistake_has_its_cell(book, cells, code, cell):
    assert faults(fill(book, cells)) == [(code, f'sheet "Places", cell {cell}')]


def test_a_date_that_is_none_has_its_cell_too(book):
    def far(workbook):
        cell = workbook["Places"]["K6"]
        cell.value, cell.number_format = 3_000_000, "dd/mm/yyyy"

    assert faults(fill(book, {"line": POOL}, edit=far)) == [("bad-value", 'sheet "Places", cell K6')]


def test_all_mistakes_are_told_at_once(book):
    def none(workbook):
        workbook["Lines"]["E6"].value = "yes"
        workbook["Lines"]["E7"].value = "perhaps"

    rows = ({"line": POOL, "name": "Lido"}, {"name": "Nowhere", "cost": "much"})
    assert faults(fill(book, *rows, edit=none)) == [
        ("no-line", 'sheet "Places", cell A7'),
        ("bad-value", 'sheet "Places", cell I7'),
        ("not-one-of", 'sheet "Lines", cell E7'),
        ("none-and-rows", 'sheet "Lines", cell E6'),
    ]


def test_columns_that_are_gone_and_merged_cells_are_refused(book):
    def edit(workbook):
        workbook["Places"].delete_cols(9)
        workbook["Places"].merge_cells("B6:B7")

    fill(book, {"line": POOL, "name": "Lido"})
    assert faults(fill(book, edit=edit)) == [
        ("no-column", 'sheet "Places", row 4'),
        ("merged-cells", 'sheet "Places", cells B6:B7'),
    ]


def test_a_line_that_the_set_does_not_have_cannot_be_missing(book):
    def edit(workbook):
        workbook["Lines"]["A6"].value = "moat"
        workbook["Lines"]["E6"].value = "yes"

    assert faults(fill(book, edit=edit)) == [("not-a-line", 'sheet "Lines", cell A6')]


def test_too_many_rows_in_a_line_are_refused_once(book):
    rows = [{"line": POOL, "name": f"Pool {number}"} for number in range(53)]
    assert faults(fill(book, *rows)) == [("too-many-in-a-line", 'sheet "Places", cell A56')]


def test_a_line_in_two_sheets_must_be_the_same(tmp_path):
    path = write(tmp_path / "book.xlsx", ENTRIES)

    def twice(workbook):
        workbook.copy_worksheet(workbook["Places"]).title = "Marion"

    assert read(fill(path, edit=twice)).said.entries == ENTRIES
    fill(path, edit=lambda workbook: workbook["Marion"].delete_rows(6))
    assert faults(path) == [("line-twice", 'sheet "Marion"')]


def test_an_answer_that_follows_from_rows_cannot_be_given(book):
    def edit(workbook):
        workbook["Outdoors"]["A6"].value = "pitch-owner"

    assert faults(fill(book, edit=edit)) == [("no-such-question", 'sheet "Outdoors", cell A6')]


def test_what_has_no_room_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "Limits", lambda: Limits(cells=20, columns=10, text=50))
    with pytest.raises(FaultsError) as caught:
        write(tmp_path / "many.xlsx", {"pool": Entry((FULL, PLAIN)), "slipway": Entry((FULL,))})
    assert [str(fault).partition(": ")[2].partition(".")[0] for fault in caught.value.faults] == [
        "The places need 11 columns; a workbook holds 10",
        "The places need 28 cells; a workbook holds 14",
        "The places need 236 characters; a workbook holds 35",
    ]

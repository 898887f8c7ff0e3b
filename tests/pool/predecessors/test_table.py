"""The dated table of predecessors and successors: every fault at once, and who is missing."""

from datetime import date

import pytest

from benchmark.errors import FaultsError, UsageError
from benchmark.pool.predecessors.table import find_attendance, read_table

GOOD = """\
council,successor,date,source
Ambleford,New Ambleshire,2028-04-01,An invented order
Bexford,New Ambleshire,2028-04-01,An invented order

Ambleshire,New Ambleshire,2028-04-01,An invented order
Ambleshire,East Ambleshire,2028-04-01,Another order
"""


def table(path, text):
    (path / "t.csv").write_text(text, encoding="utf-8")
    return read_table(path / "t.csv")


def test_a_table_is_read_in_any_order_of_columns_and_as_excel_saves_it(tmp_path):
    rows = table(tmp_path, GOOD)
    assert len(rows) == 4
    assert rows[0].date == date(2028, 4, 1)
    turned = "\ufeffDate,Source,Successor,Council\r\n2028-04-01,An order,New Ambleshire,Ambleford\r\n"
    assert table(tmp_path, turned)[0].council == "Ambleford"


def test_who_is_here_who_is_missing_and_who_is_a_stranger(tmp_path):
    found = find_attendance(table(tmp_path, GOOD), "new  ambleshire", ["ambleFORD", "Crowton"])
    assert found.here == ("Ambleford",)
    assert found.missing == ("Bexford", "Ambleshire")
    assert found.strangers == ("Crowton",)
    assert (found.dates, found.sources) == ((date(2028, 4, 1),), ("An invented order",))


def test_a_successor_that_the_table_does_not_know_is_said_with_those_that_it_does(tmp_path):
    with pytest.raises(UsageError, match="give one of: New Ambleshire, East Ambleshire"):
        find_attendance(table(tmp_path, GOOD), "the new council", ["Ambleford"])


HEADER = "council,successor,date,source\n"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("row 1", "not-these-columns")]),
        ("council,successor,date\n", [("row 1", "not-these-columns")]),
        ("council,successor,date,source,source\n", [("row 1", "not-these-columns")]),
        (HEADER, [("row 2", "no-rows-of-councils")]),
        (HEADER + "A,B,2028-04-01\n", [("row 2", "wrong-cells")]),
        (
            HEADER + ",B,1 April 2028,\nA,B,2028-02-30,S\n",
            [
                ("row 2, column council", "empty-cell"),
                ("row 2, column date", "not-a-day"),
                ("row 2, column source", "empty-cell"),
                ("row 3, column date", "not-a-day"),
            ],
        ),
        (HEADER + "A,B,2028-W14-6,S\n", [("row 2, column date", "not-a-day")]),
        (HEADER + "A,B,20280401,S\n", [("row 2, column date", "not-a-day")]),
        (HEADER + "A,B,2028-04-01,S\na , b,2028-04-01,S\n", [("row 3, column council", "repeated-change")]),
        (HEADER + '"A\nB",B,2028-04-01,S\n', [("row 2, column council", "not-one-line")]),
        (HEADER + f"{'A' * 501},B,2028-04-01,S\n", [("row 2, column council", "not-one-line")]),
        (HEADER + 'A,"B', [("", "not-csv")]),
    ],
)
def test_every_fault_of_a_table_is_listed_with_its_row_and_column(tmp_path, text, faults):
    with pytest.raises(FaultsError) as caught:
        table(tmp_path, text)
    assert [(fault.place, fault.code) for fault in caught.value.faults] == faults

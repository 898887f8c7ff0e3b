"""CSV: what a spreadsheet must not run, what Excel needs, and what stays a number."""

import csv
import io
import sys
import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.outputs.rows import cell_text, csv_bytes, csv_text, guarded, write_csv


@dataclass(frozen=True)
class Row:
    name: str
    number: float | None
    whole: int | None = None
    yes: bool = False


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1234",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "  =1",
        "\u00a0=1",
        "\u3000=1",
        "\ufeff=1",
        *["\u200b=1", "＝1", "＋1", "－1", "＠A1", "  ＝1", "\ufe63=1", "\tplain", "\nplain", "\0plain"],
    ],
)
def test_a_text_that_a_spreadsheet_could_run_gets_an_apostrophe(text):
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", " ", "Data", "a=b", "90% or more", "Levels 0 to 1", "'=1", "£5", "“=”", "2-3"])
def test_other_texts_are_left_alone(text):
    assert guarded(text) == text


def test_no_letter_and_no_digit_is_a_form_of_what_begins_a_formula():
    """So that a text which begins with one needs no second look."""
    alike = (char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.normalize("NFKC", char)[:1] in "=+-@")
    assert [char for char in alike if char.isalnum()] == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (0, "0"),
        (-2.5, "-2.5"),
        (47.0, "47"),
        (0.1 + 0.2, "0.3"),
        (1e-9, "0"),
        (-1e-9, "0"),
        (0.00001, "0.00001"),
        (1e16, "10000000000000000"),
        (float("nan"), ""),
        (float("-inf"), ""),
    ],
)
def test_cells(value, text):
    assert cell_text(value) == text


def test_header_marks_and_line_ends():
    rows = [Row("Data, and more", 2.5, None, True), Row('a "quoted"\nname', None, 3)]
    data = csv_bytes(rows)
    assert data.startswith(b"\xef\xbb\xbfname,number,whole,yes\n")
    assert b"\r" not in data
    assert data.decode("utf-8-sig") == csv_text(rows)
    assert list(csv.reader(io.StringIO(csv_text(rows))))[1:] == [
        ["Data, and more", "2.5", "", "true"],
        ['a "quoted"\nname', "", "3", "false"],
    ]


def test_without_rows_the_header_still_stands():
    assert csv_text([], Row) == "name,number,whole,yes\n"
    assert csv_text([]) == ""


def test_a_column_that_is_alike_in_every_row_comes_last():
    text = csv_text([Row("a", 1), Row("b", 2)], Row, {"invited_only": False})
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[-1] for row in rows] == ["invited_only", "false", "false"]
    assert csv_text([], Row, {"invited_only": True}) == "name,number,whole,yes,invited_only\n"


def test_a_written_file_holds_the_same(tmp_path):
    write_csv(tmp_path / "rows.csv", [Row("a", 1)])
    assert (tmp_path / "rows.csv").read_bytes() == csv_bytes([Row("a", 1)])


@given(st.text())
def test_no_text_begins_like_a_formula_in_any_disguise(text):
    seen = cell_text(text)
    assert seen == text or seen == "'" + text
    assert seen.strip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"} or seen == ""


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9))
def test_a_number_stays_a_number(value):
    assert float(cell_text(value)) == pytest.approx(value, abs=1e-6)

"""Files as spreadsheets of several countries write them, and files that are no tables."""

import pytest

from benchmark.errors import FaultsError
from benchmark.pool.importing import sheet as reader
from benchmark.pool.importing.sheet import read_sheet

ROWS = [(2, ["Ynys Môn", "3,5"]), (3, ["São Paulo", ""])]


def table(sign=",", end="\n"):
    quoted = '"3,5"' if sign == "," else "3,5"
    return f"council{sign}late{end}Ynys Môn{sign}{quoted}{end}São Paulo{sign}{end}"


@pytest.mark.parametrize(
    ("data", "encoding", "separator"),
    [
        (table().encode(), "utf-8", ","),
        (table().encode("utf-8-sig"), "utf-8", ","),
        (table(";").encode("cp1252"), "windows-1252", ";"),
        (table("\t", "\r\n").encode("utf-16"), "utf-16", "tab"),
        (table(";", "\r\n").encode("utf-8-sig"), "utf-8", ";"),
        (table(end="\r").encode(), "utf-8", ","),
        (b"sep=;\r\n" + table(";", "\r\n").encode(), "utf-8", ";"),
        (table().rstrip("\n").encode(), "utf-8", ","),
    ],
)
def test_encoding_and_separator_are_worked_out(tmp_path, data, encoding, separator):
    (tmp_path / "t.csv").write_bytes(data)
    found = read_sheet(tmp_path / "t.csv")
    assert (found.encoding, found.separator) == (encoding, separator)
    assert found.header == ("council", "late")
    assert found.rows == ROWS


def test_what_is_said_comes_before_what_is_worked_out(tmp_path):
    (tmp_path / "t.csv").write_bytes("a;b,c\nMünchen;1,2\n".encode("iso-8859-15"))
    found = read_sheet(tmp_path / "t.csv", "iso-8859-15", ";")
    assert found.header == ("a", "b,c")
    assert found.rows == [(2, ["München", "1,2"])]


def test_commas_in_the_questions_do_not_mislead(tmp_path):
    (tmp_path / "t.csv").write_text("name;Yes, no, or maybe, really?;Why, then?\nA;1;2\nB;1;x, y\n")
    assert len(read_sheet(tmp_path / "t.csv").header) == 3


def test_empty_cells_at_the_end_and_empty_rows_are_read_past(tmp_path):
    (tmp_path / "t.csv").write_text("a,b,,\n1,2,,\n,,,\n\n3,4,,\n5,6,,7\n8\n")
    found = read_sheet(tmp_path / "t.csv")
    assert found.header == ("a", "b")
    assert found.rows == [(2, ["1", "2"]), (5, ["3", "4"])]
    assert found.odd == [(6, 4), (7, 1)]


def test_a_column_without_a_name_is_called_by_its_place(tmp_path):
    (tmp_path / "t.csv").write_text("," * 27 + "x\n")
    assert read_sheet(tmp_path / "t.csv").header[25:] == ("column Z", "column AA", "x")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-first-line"),
        (b"\n\n", "no-first-line"),
        (b",,\n1,2,3\n", "no-first-line"),
        (b"PK\x03\x04rest", "a-workbook"),
        (b"\xd0\xcf\x11\xe0rest", "a-workbook"),
        (b"a,b\n\0,1\n", "not-text"),
        (b"\xff\xfea", "not-text"),
        (b"a,b\n\x81,1\n", "not-text"),
        (b'a,b\n"1,2\n', "not-csv"),
        (b'a,b\n"1"2,2\n', "not-csv"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "not-csv"),
        (b"a" + b",a" * 2_000 + b"\n", "too-many-columns"),
    ],
)
def test_what_is_no_table_is_a_fault(tmp_path, data, code):
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(FaultsError) as found:
        read_sheet(tmp_path / "t.csv", None, "," if code == "not-csv" else None)
    assert [fault.code for fault in found.value.faults] == [code]


def test_more_rows_than_any_network_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "MOST_ROWS", 3)
    (tmp_path / "t.csv").write_text("a\n1\n2\n3\n")
    assert len(read_sheet(tmp_path / "t.csv").rows) == 3
    (tmp_path / "t.csv").write_text("a\n1\n2\n3\n4\n")
    with pytest.raises(FaultsError, match="more than 3 rows"):
        read_sheet(tmp_path / "t.csv")

"""Our reader of workbooks against openpyxl, which reads the same files in another way."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from benchmark.errors import FaultsError
from benchmark.workbooks.limits import Limits
from benchmark.workbooks.read import Cell, cell_name, column_name, read_workbook
from benchmark.workbooks.save import workbook_bytes
from benchmark.workbooks.text import cell_text
from tests.hostile.test_hostile_workbooks import MAIN, book, sheet

PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=10).filter(
    lambda text: not text.startswith(("=", "#")) and "_x" not in text and not {"\ufffe", "\uffff"} & set(text)
)
VALUES = st.one_of(PLAIN, st.integers(-(10**14), 10**14), st.floats(-1e9, 1e9), st.booleans())
PLACES = st.tuples(st.integers(1, 40), st.integers(1, 60))


@settings(max_examples=40)
@given(st.dictionaries(PLACES, VALUES, max_size=12))
def test_cells_are_those_that_openpyxl_reads(tmp_path_factory, values):
    path = tmp_path_factory.getbasetemp() / "cells.xlsx"
    book = Workbook()
    for (row, column), value in values.items():
        book.worksheets[0].cell(row, column, value)
    book.save(path)
    (sheet,) = read_workbook(path)
    other = load_workbook(path).worksheets[0]
    theirs = {(c.row, c.column): c.value for row in other.iter_rows() for c in row if c.value is not None}
    assert {place: cell.value for place, cell in sheet.cells.items()} == theirs
    assert all(isinstance(cell.value, bool) == (cell.kind == "flag") for cell in sheet.cells.values())


@settings(max_examples=40)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=8) | st.sampled_from(["_x0041_", "_x005F_x0041_", "_x_x0041_"])))  # fmt: skip
def test_any_text_can_be_held(tmp_path_factory, texts):
    path = tmp_path_factory.getbasetemp() / "texts.xlsx"
    book = Workbook()
    for at, text in enumerate(texts, start=1):
        cell = book.worksheets[0].cell(at, 1, cell_text(text))
        cell.data_type = "s"
    book.save(path)
    (sheet,) = read_workbook(path)
    assert [sheet.cells[at, 1] for at in range(1, len(texts) + 1)] == [Cell("text", text) for text in texts]


def made(tmp_path, fill):
    book = Workbook()
    fill(book, book.worksheets[0])
    path = tmp_path / "made.xlsx"
    path.write_bytes(workbook_bytes(book))
    return read_workbook(path)


def test_what_is_no_plain_value_is_told_apart(tmp_path):
    def fill(book, sheet):
        sheet["A1"], sheet["A2"], sheet["A3"] = "=1+1", date(2026, 4, 1), "#N/A"
        sheet["A4"] = ArrayFormula("A4:A5", "=SUM(B1:B2)")
        sheet["A6"], sheet["A7"] = 0.5, 45
        sheet["A6"].number_format, sheet["A7"].number_format = "0%", '[Red]0 "days"'
        sheet["A8"], sheet["A8"].number_format = 1.5, "[h]:mm:ss"
        sheet["A9"], sheet["A9"].number_format = 46000, "dd/mm/yyyy"

    (sheet,) = made(tmp_path, fill)
    kinds = {cell_name(*place): cell.kind for place, cell in sheet.cells.items()}
    assert kinds == {
        "A1": "formula",
        "A2": "date",
        "A3": "error",
        "A4": "formula",
        "A6": "number",
        "A7": "number",
        "A8": "date",
        "A9": "date",
    }
    assert sheet.cells[1, 1] == Cell("formula", "")


def test_sheets_come_in_order_with_what_is_merged(tmp_path):
    def fill(book, sheet):
        sheet.title = "First"
        sheet.merge_cells("B2:C3")
        book.create_chartsheet("Chart")
        book.create_sheet("Last")["A1"] = "x"

    sheets = made(tmp_path, fill)
    assert [(sheet.title, sheet.merged, len(sheet.cells)) for sheet in sheets] == [
        ("First", ["B2:C3"], 0),
        ("Chart", [], 0),
        ("Last", [], 1),
    ]


def test_cells_that_name_no_place_follow_one_another(tmp_path):
    """Some programs leave places out where they are plain; a place that is named counts."""
    rows = (
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row>"
        '<row r="4"><c><v>3</v></c><c r="D4"><v>4</v></c><c><v>5</v></c></row>'
        '<row><c r="A9"><v>6</v></c><c><v>7</v></c></row>'
    )
    (tmp_path / "a.xlsx").write_bytes(book(sheet(rows)))
    (found,) = read_workbook(tmp_path / "a.xlsx")
    assert {cell_name(*place): cell.value for place, cell in found.cells.items()} == {
        "A1": 1, "C1": 2, "A4": 3, "D4": 4, "E4": 5, "A9": 6, "B9": 7
    }  # fmt: skip


def test_elements_may_have_a_prefix(tmp_path):
    rows = '<x:row r="2"><x:c r="B2"><x:v>1</x:v></x:c></x:row>'
    xml = f"<x:worksheet {MAIN.replace('xmlns=', 'xmlns:x=')}><x:sheetData>{rows}</x:sheetData></x:worksheet>"
    (tmp_path / "a.xlsx").write_bytes(book(xml))
    (found,) = read_workbook(tmp_path / "a.xlsx")
    assert found.cells == {(2, 2): Cell("number", 1)}


def test_a_text_is_all_of_its_runs_and_nothing_beside_them(tmp_path):
    runs = "\n <r><rPr>no</rPr><t>one </t></r>\n <r><t>two</t></r> <rPh><t>no</t></rPh>"
    cells = f'<c t="inlineStr"><is>{runs}</is></c><c t="s"> <v>0</v> </c><c t="str"><f>A1</f><v>no</v></c>'
    strings = f"<sst {MAIN}><si>{runs}</si></sst>"
    (tmp_path / "a.xlsx").write_bytes(book(sheet(f"<row>{cells}</row>"), sharedStrings=strings))
    (found,) = read_workbook(tmp_path / "a.xlsx")
    assert list(found.cells.values()) == [Cell("text", "one two"), Cell("text", "one two"), Cell("formula", "")]


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_letters(column, name):
    assert column_name(column) == name


@pytest.mark.parametrize(
    ("limits", "fits"),
    [
        (Limits(rows=3, columns=2, cells=6, text=6), True),
        (Limits(rows=2), False),
        (Limits(columns=1), False),
        (Limits(cells=5), False),
        (Limits(text=5), False),
        (Limits(sheets=0), False),
        (Limits(members=3), False),
        (Limits(elements=10), False),
        (Limits(size=100), False),
    ],
)
def test_bounds_hold_to_the_last_cell(tmp_path, limits, fits):
    book = Workbook()
    for _ in range(3):
        book.worksheets[0].append(["a", "b"])
    path = tmp_path / "made.xlsx"
    path.write_bytes(workbook_bytes(book))
    if fits:
        assert len(read_workbook(path, limits)[0].cells) == 6
    else:
        with pytest.raises(FaultsError):
            read_workbook(path, limits)

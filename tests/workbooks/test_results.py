"""Workbooks of results: the library's own ways with texts are shut out, and nothing tells who wrote them, or where."""

import gc
import re
import tempfile
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from benchmark.outputs.tidy_charts import Bars, add_bars
from benchmark.outputs.tidy_sheets import PERCENT, TENTHS, WHOLE, Field, Table, make_book
from benchmark.workbooks.limits import LONGEST_TEXT
from benchmark.workbooks.read import Cell, read_workbook
from benchmark.workbooks.results import Book, Run, held, put_row, save_book

TITLES = ("Text", "Share", "Score", "Other")
FIELDS = tuple(
    Field(title, "Any.", form) for title, form in zip(TITLES, ("General", PERCENT, TENTHS, "General"), strict=True)
)


def written(tmp_path, *rows, fields=FIELDS):
    path = tmp_path / "a.xlsx"
    save_book(make_book([Table("Sheet", fields, rows)]), path)
    return path


TEXTS = {
    "http://example.org/a": "http://example.org/a",
    "mailto:a@example.org": "mailto:a@example.org",
    "internal:Sheet!A1": "internal:Sheet!A1",
    "{=1+1}": "'{=1+1}",
    "{ =1+1}": "{ =1+1}",
    "0123": "0123",
    "1e5": "1e5",
    "=1+1": "'=1+1",
    "a & b < c > d \"e\" 'f'": "a & b < c > d \"e\" 'f'",
    " spaces ": " spaces ",
    "two\nlines": "two\nlines",
    "<b>bold</b>": "<b>bold</b>",
    # The library takes these for its own markup, and would write them as they are.
    "<r><t>rich</t></r>": "'<r><t>rich</t></r>",
    "<r></si></sst><x/></r>": "'<r></si></sst><x/></r>",
    "\x07\x1b[2J\x00": "\x07\x1b[2J\x00",
    "_x0041_": "_x0041_",
    "\ufffe\uffff": "\ufffe\uffff",
    # Half a character is no character: it is named instead.
    "\ud800x": "_xD800_x",
    "\U0001f469\u200d\U0001f4bb": "\U0001f469\u200d\U0001f4bb",
}


def test_a_text_stays_that_text_whatever_it_looks_like(tmp_path):
    sheet, _ = read_workbook(written(tmp_path, *((text, 0.5, 1.5, "after") for text in TEXTS)))
    found = [[sheet.cells[at, column] for column in (1, 4)] for at in range(2, len(TEXTS) + 2)]
    assert found == [[Cell("text", shown), Cell("text", "after")] for shown in TEXTS.values()]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        kinds = {element.tag.rpartition("}")[2] for element in ET.fromstring(archive.read("xl/worksheets/sheet1.xml")).iter()}  # fmt: skip
    assert not {"f", "hyperlink"} & kinds


@pytest.mark.parametrize("sign", ["x", "\U0001f469"])
def test_a_text_that_no_cell_can_hold_is_cut_and_the_rest_of_its_row_stays(tmp_path, sign):
    sheet, _ = read_workbook(written(tmp_path, (sign * LONGEST_TEXT + "end", None, None, "after")))
    text = sheet.cells[2, 1].value
    assert text == sign * (2 * LONGEST_TEXT // len(sign.encode("utf-16-le")))
    assert sheet.cells[2, 4] == Cell("text", "after")


def test_numbers_stay_numbers_and_what_is_none_is_an_empty_cell_with_its_look(tmp_path):
    rows = [("a", 0.25, 1 / 3, True), ("b", float("nan"), float("inf"), None), ("c", 1, -2, "")]
    sheet = load_workbook(written(tmp_path, *rows))["Sheet"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert values == [["a", 0.25, 1 / 3, True], ["b", None, None, None], ["c", 1, -2, None]]
    for row in sheet.iter_rows(min_row=2):
        assert [cell.number_format for cell in row] == ["General", PERCENT, TENTHS, "General"]
        assert [(cell.alignment.vertical, bool(cell.alignment.wrap_text)) for cell in row] == [
            ("top", wraps) for wraps in (True, False, False, True)
        ]
    assert [cell.font.b for cell in sheet[1]] == [True] * 4


def test_a_row_is_as_high_as_its_texts_and_may_become_higher(tmp_path):
    sheet = load_workbook(written(tmp_path, ("short", 1, 1, "x"), ("a\nb\nc", 1, 1, "word " * 30)))["Sheet"]
    assert {letter: sheet.column_dimensions[letter].width for letter in "AD"} == {"A": 8, "D": 60}
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        rows = re.findall(r"<row ([^>]*)>", archive.read("xl/worksheets/sheet1.xml").decode())
    # A height that is called custom would stay, whatever somebody types.
    assert rows == ['r="1" spans="1:4"', 'r="2" spans="1:4"', 'r="3" spans="1:4" ht="45"']


def test_a_sheet_is_made_to_be_read_and_printed(tmp_path):
    sheet = load_workbook(written(tmp_path, ("a", 1, 1, "b")))["Sheet"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A2", "$1:$1", "A1:D2")
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_cells_that_a_sheet_has_no_room_for_are_an_error():
    book = Book()
    book.add_worksheet("Sheet")
    with pytest.raises(ValueError, match="no room for 1 cells in row 1048577"):
        put_row(book.sheet("Sheet"), 1_048_576, [Run(0, ["a"], book.look(bold=True))])
    book.finish()


def test_the_same_look_is_made_once():
    book = Book()
    assert book.look(bold=True) is book.look(bold=True) is not book.look(bold=False)
    book.add_worksheet("Sheet")
    book.finish()


def test_a_workbook_says_nothing_of_who_made_it_and_is_never_in_another_folder(tmp_path, monkeypatch):
    def refuse(*args, **named):
        raise AssertionError(args)

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    one = written(tmp_path, ("a", 1, 1, "b")).read_bytes()
    assert written(tmp_path, ("a", 1, 1, "b")).read_bytes() == one
    about = load_workbook(tmp_path / "a.xlsx").properties
    assert {about.creator, about.lastModifiedBy} == {"council-benchmark"}
    assert (about.created.year, about.modified.year, about.title) == (2000, 2000, None)
    assert list(tmp_path.iterdir()) == [tmp_path / "a.xlsx"]


@pytest.mark.parametrize("collecting", [True, False])
def test_garbage_is_looked_for_afterwards_as_before(tmp_path, collecting):
    was = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        written(tmp_path, ("a", 1, 1, "b"))
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if was else gc.disable)()


@dataclass(frozen=True)
class Drawn:
    title: str
    description: str


def drawn(tmp_path, title):
    table = Table("It's a sheet", (Field("Name", "Any."), Field("You", "Any.", WHOLE)), [("a", 1), ("b", 2)])
    book = make_book([table])
    add_bars(book, table, Bars(title, "Name", ("You",), 2))
    save_book(book, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        chart = ET.fromstring(archive.read("xl/charts/chart1.xml"))
        drawing = ET.fromstring(archive.read("xl/drawings/drawing1.xml"))
    (head,) = (one for one in chart.iter() if one.tag.endswith("}title"))
    said = next(one.get("descr") for one in drawing.iter() if one.tag.endswith("}cNvPr"))
    assert not [one for one in head.iter() if one.tag.endswith("}f")]
    return Drawn("".join(one.text for one in head.iter() if one.tag.endswith("}t")), said)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('Peers: <a> & "b"', 'Peers: <a> & "b"'),
        # The library takes these for the name of a cell, which may lie in another file.
        ("='[http://example.org/x]S'!A1", "='[http://example.org/x]S'! A1"),
        ("Peers: x!$A$1", "Peers: x! $A$1"),
        ("x!a1 !", "x!a1 !"),
        ("a\x07b\ud800c\nd", "a?b?c d"),
    ],
)  # fmt: skip
def test_the_title_of_a_chart_is_a_text_and_its_words_for_who_cannot_see_it(tmp_path, title, shown):
    assert drawn(tmp_path, title) == Drawn(shown, shown)


def test_no_value_is_changed_but_for_guards():
    kept = ["a", "b\n", 1, 0.5, True, None, "", -3.5]
    assert [held(value) for value in kept] == kept

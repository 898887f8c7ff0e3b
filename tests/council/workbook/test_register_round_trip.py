"""What a workbook holds about a register comes back: the same rows under the same lines, whatever was done to the sheet."""

import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from benchmark.council.assessment import Answer
from benchmark.council.entries import same_entry
from benchmark.council.workbook.plan import plan_sections
from benchmark.council.workbook.register.layout import plan_register
from benchmark.council.workbook.write import make_answer_book, write_answer_book
from benchmark.workbooks.read import read_workbook
from benchmark.workbooks.save import save_workbook
from scoring.register import Entry
from tests.council.workbook.registers import COAST, ENTRIES, FULL, PLAIN, SOME_ENTRIES, SPORTS, assessed, read, write


@settings(max_examples=30, deadline=None)
@given(SOME_ENTRIES)
def test_rows_come_back_as_they_were(tmp_path_factory, entries):
    path = write(tmp_path_factory.getbasetemp() / "register.xlsx", entries)
    assert read(path).said.entries == entries


def test_a_workbook_without_rows_says_nothing(tmp_path):
    found = read(write(tmp_path / "empty.xlsx"))
    assert (found.said.entries, found.said.answers, found.unread) == ({}, {}, ())
    # Rows that say nothing are not written.
    assert read(write(tmp_path / "bare.xlsx", {"pool": Entry(({}, PLAIN))})).said.entries == {"pool": Entry((PLAIN,))}


def test_what_follows_from_rows_is_not_asked_and_other_questions_are(tmp_path):
    path = tmp_path / "both.xlsx"
    given = assessed(ENTRIES)
    given.answers["open-day"] = Answer(1, note="May")
    write_answer_book(path, given)
    book = load_workbook(path)
    assert book.sheetnames == ["Read me", "About", "Outdoors", "Places", "Lines", "Set"]
    assert [book["Outdoors"][f"A{row}"].value for row in (6, 7)] == ["open-day", None]
    assert (read(path).said.answers, read(path).said.entries) == ({"open-day": Answer(1, note="May")}, ENTRIES)


def test_only_the_lines_that_a_council_has_are_there(tmp_path):
    def lines(**kinds):
        sheet = load_workbook(write(tmp_path / "lines.xlsx", ENTRIES, **kinds))["Lines"]
        return [sheet[f"A{row}"].value for row in range(6, sheet.max_row + 1)]

    assert lines(attributes={"kind": "town"}) == ["pool", "pitch"]
    assert lines(attributes={}) == lines() == ["pool", "pitch", "slipway"]
    assert lines(sections=("indoors",)) == ["pool"]
    assert "Places" in load_workbook(write(tmp_path / "money.xlsx", sections=("money",))).sheetnames


def test_where_a_council_has_no_line_there_are_no_sheets_of_them(tmp_path):
    slipway = replace(SPORTS.register, lines=SPORTS.register.lines[2:])
    questions = tuple(q for q in SPORTS.questions if q.id == "open-day" or q.id.startswith("slipway-"))
    path = write(tmp_path / "town.xlsx", {}, {"kind": "town"}, replace(SPORTS, register=slipway, questions=questions))
    assert load_workbook(path).sheetnames == ["Read me", "About", "Outdoors", "Set"]


def edited(path, edit):
    book = load_workbook(path)
    edit(book["Places"], book)
    book.save(path)
    return path


def test_rows_may_be_sorted_and_stand_apart(tmp_path):
    path = write(tmp_path / "register.xlsx", ENTRIES)

    def turn(sheet, _):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=8)]
        sheet.delete_rows(6, 3)
        for at, row in zip((6, 9, 2_000), reversed(rows), strict=True):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column).value = value
                # A text that begins with = stays one.
                sheet.cell(at, column).data_type = "s" if isinstance(value, str) else "n"
        sheet.insert_rows(2)

    found = read(edited(path, turn)).said.entries
    assert found == {**ENTRIES, "pool": Entry((PLAIN, FULL))}


def test_a_deleted_row_is_gone_and_a_line_without_any_says_nothing(tmp_path):
    path = write(tmp_path / "register.xlsx", ENTRIES)
    assert read(edited(path, lambda sheet, _: sheet.delete_rows(6))).said.entries["pool"] == Entry((PLAIN,))
    assert set(read(edited(path, lambda sheet, _: sheet.delete_rows(6, 9))).said.entries) == {"pitch"}


def test_columns_may_be_moved_and_a_sheet_passed_on_alone(tmp_path):
    path = write(tmp_path / "register.xlsx", ENTRIES)

    def alone(sheet, book):
        sheet.insert_cols(3)
        sheet.title = "Marion, please"
        for title in book.sheetnames:
            if title != sheet.title:
                del book[title]

    assert read(edited(path, alone)).said.entries == {key: ENTRIES[key] for key in ("pool", "slipway")}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_opens_it_and_works_out_the_same(tmp_path):
    given = assessed({**ENTRIES, "pitch": Entry(none=True)}, {})
    plans = plan_sections(SPORTS)
    write_answer_book(tmp_path / "full.xlsx", given)
    # Without values, so that it cannot take ours over.
    book, _ = make_answer_book(given, plans, plan_register(given, (), plans))
    save_workbook(book, tmp_path / "bare.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out"]
    subprocess.run([*command, "bare.xlsx"], cwd=tmp_path, capture_output=True, timeout=120, check=True)
    ours, theirs = (beside_formulas(tmp_path / name) for name in ("full.xlsx", "out/bare.xlsx"))
    assert ours == theirs
    assert ours["Lines", "F6"] == 2
    assert {value for (sheet, place), value in ours.items() if sheet == "Lines" and place[0] == "G"} == {
        "filled in",
        "does not exist",
    }
    assert (ours["Places", "B3"], ours["Lines", "B3"]) == ("3 places in 2 of 3 lines", "3 of 3 lines filled in")
    again = read(tmp_path / "out" / "bare.xlsx").said.entries
    assert all(same_entry(again[key], ENTRIES[key]) for key in ENTRIES)


def beside_formulas(path):
    formulas, found = load_workbook(path), load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): found[sheet.title][cell.coordinate].value
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_the_same_rows_give_the_same_bytes(tmp_path):
    one, other = (write(tmp_path / name, ENTRIES).read_bytes() for name in ("one.xlsx", "other.xlsx"))
    assert one == other


def test_it_stays_far_below_what_is_read(tmp_path):
    path = write(tmp_path / "many.xlsx", {"pool": Entry((ENTRIES["pool"].rows[0],) * 50)}, COAST)
    assert sum(len(sheet.cells) for sheet in read_workbook(path)) < 2_000

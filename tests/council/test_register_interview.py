"""Filling a register in: line by line, every reply saved, and stopping anywhere loses nothing."""

from functools import partial

import pytest

from benchmark.council.folder import CouncilFolder
from benchmark.council.one_row import check_column
from benchmark.council.profile import CouncilProfile
from benchmark.council.register_interview import RegisterInterview, open_lines
from benchmark.council.route import Scope
from benchmark.council.sitting import hold_sitting
from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.questions.library import find_questionnaire
from benchmark.questions.value import quarter_of
from scoring.register import Entry
from tests.council.registers import REGISTER, SET, WHOLE, council_folder, written
from tests.council.small import ScriptedAsker

TITLES = {"Swimming pool", "Football pitch"}
GO, ADD, STOP, SKIP = "g", "a", "q", "skip"
# Every column of a place: name, survey, repair, offers, owner, cost, income, lease.
LONG_LANE = ["Long Lane", "Survey 12", "1", ["1", "3"], "2", "£20,000", "", "31/03/2027"]


@pytest.fixture
def folder(tmp_path):
    return council_folder(tmp_path)


def sit(folder, *script, before=None, scope=Scope()):  # noqa: B008 - a tuple, never changed
    if before:
        written(folder, before)
    path = folder.assessment_path(SET.id)
    assessment = folder.read_assessment(SET) if path.exists() else folder.new_assessment(SET)
    asker = ScriptedAsker(*script)
    interview = RegisterInterview(assessment, REGISTER, asker, lambda line: folder.save_entry(assessment, line), scope)
    try:
        interview.run()
    except KeyboardInterrupt:
        asker.said.append("stopped")
    return asker, folder.read_assessment(SET).entries if path.exists() else {}


def test_a_row_is_asked_column_by_column_and_a_line_can_be_missing(folder):
    asker, entries = sit(folder, ADD, *LONG_LANE, GO, "n")
    assert entries == {
        "pool": Entry(({**WHOLE, "lease-end": quarter_of(2027, 1)},)),
        "pitch": Entry(none=True),
    }
    assert asker.script == []
    assert [menu.heading for menu in asker.menus if menu.text in TITLES] == ["1 of 2, Indoors"] * 2 + [
        "2 of 2, Outdoors"
    ]
    assert asker.prompts[0].startswith("Swimming pool, 1 of 8\nName\n")


def test_stopping_in_the_middle_of_a_row_keeps_what_was_said(folder):
    _, entries = sit(folder, ADD, "Long Lane", "", "2")
    assert entries == {"pool": Entry(({"name": "Long Lane", "repair": 2},))}


def test_the_rest_of_a_row_can_be_skipped_at_any_column(folder):
    for script in (["Long Lane", SKIP], ["Long Lane", "", "s"], ["Long Lane", "", "d", ["s"]]):
        _, entries = sit(folder, ADD, *script, STOP)
        assert entries["pool"].rows == ({"name": "Long Lane"},)
        _, entries = sit(folder, "b", "r", "1", STOP)
        assert entries["pool"].rows == ()


def test_nothing_known_is_no_row(folder):
    asker, entries = sit(folder, ADD, SKIP, "d", STOP)
    assert entries == {}
    assert asker.menus[1].choices[0].key == ADD


def test_several_rows_one_changed_one_added_one_removed(folder):
    rows = [{"name": "Long Lane"}, {"name": "Mill Lane"}]
    script = [GO, "1", "3", "2", "0", ADD, "New Road", SKIP, "r", "2", STOP]
    _, entries = sit(folder, *script, before={"pool": rows}, scope=Scope("indoors"))
    assert entries["pool"].rows == ({"name": "Long Lane", "repair": 2}, {"name": "New Road"})


def test_what_is_carried_over_is_confirmed_by_going_on(folder):
    before = {"pool": Entry((WHOLE,), carried="2025-autumn"), "pitch": Entry(none=True, carried="2025-autumn")}
    asker, entries = sit(folder, GO, GO, before=before)
    assert "2 carried over" in asker.said[0]
    assert "(carried over from 2025-autumn)" in asker.menus[0].heading
    assert [entry.carried for entry in entries.values()] == ["", ""]
    assert open_lines(folder.read_assessment(SET), None) == []


def test_a_change_of_a_carried_row_confirms_the_line(folder):
    before = {"pool": Entry((WHOLE,), carried="2025-autumn")}
    _, entries = sit(folder, "1", "1", "Short Lane", "0", STOP, before=before)
    assert entries["pool"] == Entry(({**WHOLE, "name": "Short Lane"},))


def test_going_back_and_jumping(folder):
    asker, _ = sit(folder, "d", "b", "b", "j", "2", "j", "0", STOP)
    assert [menu.heading for menu in asker.menus if menu.text in TITLES] == [
        "1 of 2, Indoors",
        "2 of 2, Outdoors",
        "1 of 2, Indoors",
        "1 of 2, Indoors",
        "2 of 2, Outdoors",
        "2 of 2, Outdoors",
    ]
    assert "This is the first line." in asker.said
    assert [choice.title for choice in asker.menus[4].choices[:2]] == [
        "Indoors (0 of 1 done)",
        "Outdoors (0 of 1 done)",
    ]


def test_the_end_offers_what_is_open_and_a_whole_register_a_second_look(folder):
    asker, _ = sit(folder, "d", "n", GO, STOP)
    assert any("1 still open" in menu.heading for menu in asker.menus)
    asker, entries = sit(folder, GO, GO, GO, before={"pool": Entry(none=True)})
    assert asker.menus[0].heading == "All 2 lines are done."
    assert len(entries) == 2


def test_only_what_is_open_is_asked_where_that_is_wanted(folder):
    scope = Scope(only_unanswered=True)
    asker, _ = sit(folder, "n", before={"pool": [WHOLE]}, scope=scope)
    assert [menu.heading for menu in asker.menus] == ["2 of 2, Outdoors"]
    asker, _ = sit(folder, scope=scope)
    assert asker.said == ["All 2 lines are done."]


def test_a_reply_that_cannot_be_saved_is_kept_in_hand_or_taken_back(folder):
    assessment = folder.new_assessment(SET)
    tries = []

    def save(line_id):
        tries.append(line_id)
        raise FaultsError([fault("unwritable", "a.toml", why="the disk is full")])

    asker = ScriptedAsker("n", "t", "q")
    with pytest.raises(KeyboardInterrupt):
        RegisterInterview(assessment, REGISTER, asker, save, Scope()).run()
    assert tries == ["pool", "pool"]
    assert assessment.entries.get("pool", Entry()) == Entry()


def test_a_sitting_asks_the_questions_first_and_then_the_lines(folder):
    asker = ScriptedAsker("1", GO, "n", ADD, "Park", SKIP, GO)
    outcome = hold_sitting(folder, SET, asker, Scope())
    assert (outcome.answered, outcome.asked, outcome.complete) == (3, 3, True)
    assert asker.menus[0].text == "Is there an open day each year?"
    asker = ScriptedAsker(STOP)
    assert hold_sitting(folder, SET, asker, Scope()).answered == 3
    assert asker.menus[0].heading == "All 2 lines are done."


def test_who_stops_at_a_question_is_not_asked_about_lines(folder):
    asker = ScriptedAsker("1", "q")
    outcome = hold_sitting(folder, SET, asker, Scope())
    assert (outcome.answered, outcome.asked) == (1, 3)
    assert len(asker.menus) == 2


@pytest.mark.parametrize(("column", "typed"), [("cost", "a lot"), ("lease-end", "soon"), ("name", "x" * 501)])
def test_what_cannot_stand_in_a_column_is_said_at_once(column, typed):
    assert "cannot stand here" in check_column(REGISTER.column_index[column], typed)
    assert check_column(REGISTER.column_index[column], "skip") == ""


def test_a_register_of_one_row_a_line_speaks_of_the_line_itself(tmp_path):
    questionnaire = find_questionnaire("channels")
    folder = CouncilFolder(tmp_path)
    facts = {"council-type": "district", "population-band": "under-100k"}
    folder.save_profile(CouncilProfile("council-0a1b2c3d", "Ambleford", "north", "2026-autumn", True, facts))
    assessment = CouncilFolder(tmp_path).new_assessment(questionnaire)
    asker = ScriptedAsker(ADD, "1200", "1", SKIP, "r", STOP)
    save = partial(CouncilFolder(tmp_path).save_entry, assessment)
    RegisterInterview(assessment, questionnaire.register, asker, save, Scope()).run()
    titles = [[choice.title for choice in menu.choices] for menu in asker.menus]
    assert titles[0][0] == "Fill it in"
    assert titles[2][:3] == ["Go on to the next line", "Change it", "Clear it"]
    assert assessment.entries[questionnaire.register.lines[0].id] == Entry()


def test_every_row_of_a_long_line_can_be_changed_and_removed(folder):
    rows = [{"name": f"Place {number}"} for number in range(1, 15)]
    _, entries = sit(
        folder, GO, "12", "1", "Long Lane", "0", "r", "14", STOP, before={"pool": rows}, scope=Scope("indoors")
    )
    names = [row["name"] for row in entries["pool"].rows]
    assert names == [*(f"Place {number}" for number in range(1, 12)), "Long Lane", "Place 13"]

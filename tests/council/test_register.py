"""A register in a council's file: its rows are kept, the answers follow from them, and faults are all named."""

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.council.from_last import confirm, find_start
from benchmark.council.hand_out import give
from benchmark.council.register import asked_lines, missing_columns, row_title
from benchmark.council.route import Scope
from benchmark.council.sitting import hold_sitting
from benchmark.council.summary import summarise
from benchmark.errors import FaultsError, UsageError
from benchmark.returns.home import Home
from benchmark.returns.make import make_return, place_of
from benchmark.returns.model import pretty
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.register import Entry
from tests.council.registers import REGISTER, SET, WHOLE, council_folder, written
from tests.council.small import ScriptedAsker


@pytest.fixture
def folder(tmp_path):
    return council_folder(tmp_path)


def test_rows_come_back_and_answers_follow_from_them(folder):
    found = written(folder, {"pool": [WHOLE, {"name": "Mill Lane", "repair": 2}], "pitch": Entry(none=True)})
    assert found.entries["pool"].rows == (WHOLE, {"name": "Mill Lane", "repair": 2})
    codes = found.codes()
    assert (codes["pool-repair"], codes["pool-offers"], codes["pool-cost"]) == (1, UNANSWERED, UNANSWERED)
    assert codes["pitch-repair"] is NOT_APPLICABLE
    assert codes["slipway-repair"] is NOT_ASKED
    assert codes["open-day"] is UNANSWERED
    assert [line.id for line in asked_lines(found)] == ["pool", "pitch"]


def test_a_name_of_a_survey_is_evidence_of_the_line(folder):
    found = written(folder, {"pool": [WHOLE]})
    assert found.answers["pool-repair"] == Answer(1, evidence="Survey 12")
    assert found.evidenced()["indoors"] == 3


def test_what_is_added_to_a_made_answer_stays_and_the_answer_itself_is_not_written_twice(folder):
    assessment = written(folder, {"pool": [WHOLE]})
    assessment.answers["pool-repair"] = Answer(1, target=2, note="Ask the club")
    folder.save_assessment(assessment)
    text = folder.assessment_path(SET.id).read_text(encoding="utf-8")
    assert "[answers.pool-repair]\ntarget = 2\nnote" in text
    again = CouncilFolder(folder.path).read_assessment(SET)
    assert again.answers["pool-repair"] == Answer(1, target=2, note="Ask the club", evidence="Survey 12")


def test_two_colleagues_who_write_different_lines_lose_nothing(folder):
    first, second = folder.new_assessment(SET), folder.new_assessment(SET)
    first.entries["pool"] = Entry((WHOLE,))
    folder.save_entry(first, "pool")
    second.entries["pitch"] = Entry(none=True)
    folder.save_entry(second, "pitch")
    assert set(folder.read_assessment(SET).entries) == {"pool", "pitch"}


BROKEN = """
format = "assessment/1"
questionnaire = "sports-places"
version = "2026.1"

[answers.pool-repair]
answer = 2

[lines.pool]
nome = true

[[lines.pool.row]]
name = "Long Lane"
repair = 9
colour = "blue"

[lines.lido]
none = true

[lines.pitch]
none = true
row = [{ name = "A" }]
"""


def test_every_fault_of_a_file_is_named_at_once(folder):
    path = folder.assessment_path(SET.id)
    path.parent.mkdir()
    path.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(FaultsError) as refused:
        folder.read_assessment(SET)
    assert [(fault.code, fault.place) for fault in refused.value.faults] == [
        ("made-answer", "[answers.pool-repair]"),
        ("unknown-key", "[lines.pool]"),
        ("no-such-line", "[lines.lido]"),
        ("none-and-rows", "[lines.pitch]"),
    ]
    path.write_text(BROKEN.replace("nome = true", "").replace("answer = 2", "target = 2"), encoding="utf-8")
    with pytest.raises(FaultsError) as refused:
        folder.read_assessment(SET)
    assert [(fault.code, fault.place) for fault in refused.value.faults][:2] == [
        ("bad-value", "[lines.pool], place 1, repair"),
        ("unknown-key", "[lines.pool], place 1"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lines = 3", "wrong-kind"),
        ("[lines]\npool = 3", "wrong-kind"),
        ('[lines.pool]\ncarried = "Not a round"', "wrong-kind"),
        ("[lines.pool]\nrow = [" + '{ name = "A" },' * 51 + "]", "too-many-in-a-line"),
    ],
)
def test_what_is_not_a_line_is_refused(folder, text, code):
    path = folder.assessment_path(SET.id)
    path.parent.mkdir()
    head = 'format = "assessment/1"\nquestionnaire = "sports-places"\nversion = "2026.1"\n'
    path.write_text(head + text, encoding="utf-8")
    with pytest.raises(FaultsError) as refused:
        folder.read_assessment(SET)
    assert refused.value.faults[0].code == code


def test_lines_in_the_file_of_a_set_without_a_register_are_refused(tmp_path):
    from tests.council.small import council_folder as plain_folder  # noqa: PLC0415
    from tests.council.small import small_set  # noqa: PLC0415

    folder = plain_folder(tmp_path)
    path = folder.assessment_path("small")
    path.parent.mkdir()
    path.write_text('format = "assessment/1"\nquestionnaire = "small"\nversion = "1.0"\n[lines.x]\nnone = true\n')
    with pytest.raises(FaultsError, match="has no register"):
        folder.read_assessment(small_set())


def test_scores_come_from_the_made_answers(folder):
    found = written(folder, {"pool": [{"name": "Long Lane", "repair": 1, "offers": frozenset({0})}]})
    found = {row.id: row.score for row in (*summarise(found).sections, *summarise(found).themes)}
    # Repair is 1 of 2 and weighs 1, what is offered 1 of 4 and weighs 1; what it earns back is open.
    assert found["indoors"] == pytest.approx(37.5)
    assert found["state"] == pytest.approx(50)


def test_a_return_holds_answers_and_nothing_of_the_rows(folder, tmp_path):
    home = Home(tmp_path / "profile", "a1b2")
    found = written(folder, {"pool": [{**WHOLE, "income": 5000.0}], "pitch": Entry(none=True)})
    made = make_return(found, place_of(folder.profile), home, ["money"], 1)
    assert made.content.answers == {
        "pool-repair": 1,
        "pool-offers": 0b101,
        "pool-owner": 1,
        "pool-earned": 0,
        **{f"pitch-{name}": "not-applicable" for name in ("repair", "offers", "owner", "earned")},
        **{f"slipway-{name}": "not-asked" for name in ("repair", "offers", "owner", "earned")},
    }
    text = pretty(made)
    assert not any(word in text for word in ("Long Lane", "Survey", "20000", "5000"))


def test_a_new_round_starts_from_the_rows_of_the_last_and_they_count_once_confirmed(tmp_path):
    written(council_folder(tmp_path, round_id="2025-autumn"), {"pool": [WHOLE], "pitch": Entry(none=True)})
    folder = council_folder(tmp_path)
    start = find_start(folder, SET)
    assert start.entries == {
        "pool": Entry((WHOLE,), carried="2025-autumn"),
        "pitch": Entry(none=True, carried="2025-autumn"),
    }
    assessment = folder.new_assessment(SET)
    assessment.entries.update(start.entries)
    assert folder.save_first(assessment)
    carried = folder.read_assessment(SET)
    assert {carried.answer(question).carried for question in carried.unconfirmed()} == {"2025-autumn"}
    done, left = confirm(folder, SET, "indoors")
    after = folder.read_assessment(SET)
    assert (done, left) == (3, 5)
    assert (after.entries["pool"].carried, after.entries["pitch"].carried) == ("", "2025-autumn")
    confirm(folder, SET, None)
    assert folder.read_assessment(SET).unconfirmed() == []


def test_colleagues_do_not_answer_a_register_each_alone(folder):
    with pytest.raises(UsageError, match="one list"):
        folder.as_role("housing").new_assessment(SET)
    with pytest.raises(UsageError, match="one list"):
        give(folder, SET, ["indoors"], ["housing"])


def test_a_row_is_named_by_its_first_texts_and_says_what_it_lacks():
    assert row_title(REGISTER, WHOLE) == "Long Lane, Survey 12"
    assert row_title(REGISTER, {"cost": 5.0}) == "place without a name"
    assert missing_columns(REGISTER, {"cost": 5.0}) == ["Name"]


def test_an_answer_that_is_saved_takes_no_line_away_that_a_colleague_wrote_meanwhile(folder):
    mine, theirs = folder.new_assessment(SET), folder.new_assessment(SET)
    mine.answers["open-day"] = Answer(0)
    folder.save_answer(mine, "open-day")
    theirs.entries["pool"] = Entry((WHOLE,))
    folder.save_entry(theirs, "pool")
    mine.answers["open-day"] = Answer(1)
    folder.save_answer(mine, "open-day")
    found = folder.read_assessment(SET)
    assert (found.entries, found.answers["open-day"]) == ({"pool": Entry((WHOLE,))}, Answer(1))
    assert mine.entries == {"pool": Entry((WHOLE,))}


def test_a_fact_that_is_asked_for_first_leaves_the_rows_where_they_are(tmp_path):
    written(council_folder(tmp_path), {"pool": [WHOLE]})
    folder = council_folder(tmp_path, {})
    asker = ScriptedAsker("1", "g", "q")
    hold_sitting(folder, SET, asker, Scope("indoors"))
    (menu,) = [menu for menu in asker.menus if menu.text == "Swimming pool"][:1]
    assert "Change Long Lane, Survey 12" in [choice.title for choice in menu.choices]

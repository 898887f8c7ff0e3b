"""A new round starts from the last: what is carried over, what is not and why, and how it is confirmed."""

from dataclasses import replace

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.from_last import confirm, find_start, start_lines, unconfirmed_words
from benchmark.council.past import Sets, read_past
from benchmark.council.route import Scope
from benchmark.council.sitting import Begin, hold_sitting, start_from_last
from benchmark.errors import FaultsError, StoppedError
from benchmark.files import write_text
from scoring.codes import UNANSWERED
from tests.council.small import ScriptedAsker
from tests.council.two_rounds import BEFORE, NOW, SET_ID, SETS, THEN, answer, copy_sets, in_round, new_set, old_set

SAME = {"owners": Answer(1, 3, note="Why"), "data-list": Answer(2), "late": Answer(20.0)}


def started(tmp_path, answers=None, questionnaire=None, **given):
    """Start a round from the one before; give the folder, what is recorded, and what was said."""
    answer(tmp_path, BEFORE, THEN if answers is None else answers, questionnaire or old_set())
    folder = in_round(tmp_path, NOW)
    place = copy_sets(tmp_path / "sets", **given)
    said = start_from_last(folder, new_set(), ScriptedAsker(), Begin(from_last=True, name=str(place)))
    begun = folder.assessment_path(SET_ID).exists()
    return folder, folder.read_assessment(new_set()) if begun else None, " ".join(said)


def test_answers_of_the_same_version_are_carried_over_with_what_stands_beside_them(tmp_path):
    _, found, said = started(tmp_path, SAME, new_set())
    assert found.answers == {name: replace(given, carried=BEFORE) for name, given in SAME.items()}
    assert said.startswith("3 answers are carried over from 2025-autumn")
    assert "version" not in said


def test_across_versions_only_what_the_crosswalk_allows_is_carried_over(tmp_path):
    _, found, said = started(tmp_path)
    assert found.answers == {
        "owners": replace(THEN["owners"], carried=BEFORE),
        "data-list": replace(THEN["register"], target=None, carried=BEFORE),
        "late": replace(THEN["late"], carried=BEFORE),
    }
    for words in (
        "by the crosswalk 2025.1.crosswalk.toml".removeprefix("by "),
        'Means something else now, so not carried over: "Is the quality of data checked?" (A level was added).',
        'Now several questions, so not carried over: "Who helps?" (Lawyers and buyers are asked for one by one).',
        'Now one question, so not carried over: "Does buying start early? / Does buying end in time?".',
        'No longer asked: "Does the fax work?".',
        'New: "Can suppliers ask by chat?".',
    ):
        assert words in said


def test_a_target_that_was_reached_is_not_carried_over_and_is_named(tmp_path):
    _, found, said = started(tmp_path)
    assert found.answers["owners"].target == 3
    assert found.answers["data-list"].target is None
    assert (
        'Targets that were reached by then, so not carried over: "Is there a list of the data that you hold?".' in said
    )


def test_without_a_crosswalk_only_equal_ids_that_mean_the_same_are_carried_over(tmp_path):
    _, found, said = started(tmp_path, crosswalk=False)
    assert set(found.answers) == {"owners", "late"}
    assert "no crosswalk says more" in said
    assert "several" not in said


def test_a_version_that_is_not_here_carries_nothing_and_says_where_to_put_it(tmp_path):
    _, found, said = started(tmp_path, earlier=False)
    assert found is None
    assert "That version is not here" in said
    assert str(tmp_path / "sets" / SET_ID / "earlier" / "2025.1.toml") in said


def test_a_round_may_be_skipped_and_the_latest_one_counts(tmp_path):
    answer(tmp_path, "2023-autumn", {"owners": Answer(0)})
    answer(tmp_path, "2024-autumn", {"owners": Answer(3)})
    answer(tmp_path, "2027-spring", {"owners": Answer(1)})
    (tmp_path / "2025-autumn").mkdir()
    start = find_start(in_round(tmp_path, NOW), new_set(), Sets(str(SETS)))
    assert start.past.round == "2024-autumn"
    assert start.answers["owners"] == Answer(3, carried="2024-autumn")


def test_an_answer_that_was_never_confirmed_stays_as_old_as_it_is(tmp_path):
    answer(tmp_path, BEFORE, {"owners": Answer(1, carried="2024-autumn")})
    start = find_start(in_round(tmp_path, NOW), new_set(), Sets(str(SETS)))
    assert start.answers["owners"].carried == "2024-autumn"


def test_a_damaged_last_round_is_named(tmp_path):
    folder = answer(tmp_path, BEFORE, SAME)
    write_text(folder.assessment_path(SET_ID), "answers = [")
    past = read_past(in_round(tmp_path, NOW), new_set(), BEFORE)
    assert past.answers() == {}
    assert past.note.startswith("Its answers could not be read.")


@pytest.mark.parametrize("version", ["../../2025.1", "a b", ""])
def test_a_version_that_is_none_leads_nowhere(tmp_path, version):
    folder = answer(tmp_path, BEFORE, SAME)
    path = folder.assessment_path(SET_ID)
    write_text(path, path.read_text(encoding="utf-8").replace('"2026.1"', f'"{version}"'))
    past = read_past(in_round(tmp_path, NOW), new_set(), BEFORE, Sets(str(SETS)))
    assert "is not here, so nothing is compared." in past.note
    assert "Put the file" not in past.note


def test_a_colleague_s_own_answers_start_empty(tmp_path):
    answer(tmp_path, BEFORE, SAME)
    folder = in_round(tmp_path, NOW).as_role("housing")
    assert find_start(folder, new_set()) is None
    said = start_from_last(folder, new_set(), ScriptedAsker(), Begin(from_last=True))
    assert said == ("A colleague's own answers are not started from the last round.",)


def test_a_round_that_has_begun_is_not_started_again(tmp_path):
    folder, found, _ = started(tmp_path, SAME, new_set())
    said = start_from_last(folder, new_set(), ScriptedAsker(), Begin(from_last=True))
    assert said == ("The answers of this round, which have begun, are not started from the last round.",)
    assert folder.read_assessment(new_set()).answers == found.answers


def test_without_an_earlier_round_it_says_so(tmp_path):
    said = start_from_last(in_round(tmp_path, NOW), new_set(), ScriptedAsker(), Begin(from_last=True))
    assert said == ("There is no earlier round with answers to this question set, so it starts empty.",)


@pytest.mark.parametrize(("reply", "carried"), [("y", 3), ("n", 0)])
def test_it_is_asked(tmp_path, reply, carried):
    answer(tmp_path, BEFORE, SAME)
    folder = in_round(tmp_path, NOW)
    asker = ScriptedAsker(reply)
    assert hold_sitting(folder, new_set(), asker, Scope(), Begin(name=str(SETS))).carried == carried
    assert asker.menus[0].text == "You answered these questions in 2025-autumn. Start from those answers?"
    assert folder.assessment_path(SET_ID).exists() == bool(carried)


def test_stopping_at_that_question_begins_nothing(tmp_path):
    answer(tmp_path, BEFORE, SAME)
    folder = in_round(tmp_path, NOW)
    with pytest.raises(StoppedError):
        hold_sitting(folder, new_set(), ScriptedAsker(), Scope(), Begin(name=str(SETS)))
    assert not folder.assessment_path(SET_ID).exists()


def test_the_interview_goes_to_what_is_carried_and_a_reply_confirms_at_once(tmp_path):
    folder, _, _ = started(tmp_path, SAME, new_set())
    asker = ScriptedAsker("", "q")
    outcome = hold_sitting(folder, new_set(), asker, Scope())
    assert asker.menus[0].heading == "1 of 8, Data (carried over from 2025-autumn: Enter keeps it)"
    assert asker.menus[0].start == "1"
    saved = folder.read_assessment(new_set()).answers
    assert saved["owners"] == SAME["owners"]
    assert saved["late"].carried == BEFORE
    assert (outcome.answered, outcome.carried, outcome.complete) == (3, 2, False)
    assert any("3 carried over and to be confirmed" in said for said in asker.said)


def test_only_unanswered_takes_the_carried_ones_in(tmp_path):
    folder, _, _ = started(tmp_path, {"owners": Answer(1), "data-list": Answer(2)}, new_set())
    asker = ScriptedAsker(*[""] * 4, "3", "")
    hold_sitting(folder, new_set(), asker, Scope("data", only_unanswered=True))
    assert [menu.heading[:6] for menu in asker.menus[::2]] == ["1 of 8", "2 of 8", "3 of 8"]
    assert not folder.read_assessment(new_set()).carried()


def test_leaving_a_carried_answer_open_takes_the_mark_away_too(tmp_path):
    folder, _, _ = started(tmp_path, SAME, new_set())
    hold_sitting(folder, new_set(), ScriptedAsker("d"), Scope())
    assert folder.read_assessment(new_set()).answers["owners"] == replace(SAME["owners"], code=UNANSWERED)


def test_many_are_confirmed_at_once(tmp_path):
    folder, _, _ = started(tmp_path, SAME, new_set())
    assert confirm(folder, new_set(), "buying") == (1, 2)
    assert {n: a.carried for n, a in folder.read_assessment(new_set()).answers.items()} == {
        "owners": BEFORE,
        "data-list": BEFORE,
        "late": "",
    }
    assert confirm(folder, new_set(), None) == (2, 0)
    assert folder.read_assessment(new_set()).answers == SAME
    assert confirm(folder, new_set(), None) == (0, 0)


def test_a_target_without_an_answer_is_not_confirmed_unseen(tmp_path):
    folder, found, _ = started(tmp_path, {"owners": Answer(UNANSWERED, 2)}, new_set())
    assert found.answers["owners"].carried == BEFORE
    assert confirm(folder, new_set(), None) == (0, 0)
    assert folder.read_assessment(new_set()).answers["owners"].carried == BEFORE


def test_the_words_count_what_is_not_confirmed(tmp_path):
    folder, found, _ = started(tmp_path, SAME, new_set())
    assert unconfirmed_words(found) == "3 of the 3 answers are carried over from 2025-autumn and not confirmed yet."
    confirm(folder, new_set(), "data")
    left = folder.read_assessment(new_set())
    assert unconfirmed_words(left) == "1 of the 3 answers is carried over from 2025-autumn and not confirmed yet."
    confirm(folder, new_set(), None)
    assert unconfirmed_words(folder.read_assessment(new_set())) == ""


def test_long_lists_are_cut(tmp_path):
    start = find_start(answer(tmp_path, NOW, {}), new_set())
    assert start is None
    answer(tmp_path, BEFORE, {q.id: Answer(2, 1) for q in new_set().questions if q.target_levels})
    folder = in_round(tmp_path, NOW)
    found = find_start(folder, new_set(), Sets(str(SETS)))
    assert "and 2 more" in " ".join(start_lines(found, folder.new_assessment(new_set())))


@pytest.mark.parametrize("value", ['"no round"', "3", '""'])
def test_a_mark_that_names_no_round_is_refused(tmp_path, value):
    folder = answer(tmp_path, NOW, {"owners": Answer(1, carried=BEFORE)})
    path = folder.assessment_path(SET_ID)
    text = path.read_text(encoding="utf-8")
    assert f'carried = "{BEFORE}"' in text
    write_text(path, text.replace(f'"{BEFORE}"', value))
    with pytest.raises(FaultsError, match="the name of a round"):
        folder.read_assessment(new_set())

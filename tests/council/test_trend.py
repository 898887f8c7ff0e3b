"""A council's own trend: what is compared with what, checked by a slow second way to work it out."""

import random

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.past import Sets
from benchmark.council.trend import build_trend
from benchmark.errors import UsageError
from benchmark.files import write_text
from scoring.codes import NOT_APPLICABLE
from tests.council.two_rounds import BEFORE, NOW, SET_ID, SETS, THEN, answer, copy_sets, in_round, new_set, old_set

# By the crosswalk: what was asked then, and what asks the same now.
SAME = {"owners": "owners", "register": "data-list", "late": "late"}
TOP = {"owners": 3, "data-list": 3}
SECTIONS = {"data": ("owners", "data-list"), "buying": ("late",)}
LATER = {"owners": Answer(2), "data-list": Answer(2), "late": Answer(50.0), "chat": Answer(2), "buyers": Answer(0)}


def trend_of(tmp_path, rounds, since=None, **given):
    """Answer rounds, each with the version it used, and lay them beside the last one."""
    for name, answers, questionnaire in rounds:
        folder = answer(tmp_path, name, answers, questionnaire)
    place = copy_sets(tmp_path / "sets", **given)
    return build_trend(folder, folder.read_assessment(new_set()), Sets(str(place)), since)


def slow_score(answers, section):
    """Score a section, or all, over the comparable questions alone: by hand, without the scorer."""

    def share(name):
        code = answers[name].code
        return (100 - code) / 100 if name == "late" else code / TOP[name]

    def of(names):
        shares = [share(name) for name in names if name in answers and answers[name].code is not NOT_APPLICABLE]
        asked = len(names)
        told = sum(name in answers for name in names)
        return sum(shares) / len(shares) if shares and told / asked >= 0.5 else None

    if section != "overall":
        found = of(SECTIONS[section])
        return None if found is None else 100 * found
    found = [of(names) for names in SECTIONS.values()]
    every = [name for names in SECTIONS.values() for name in names]
    if sum(name in answers for name in every) / len(every) < 0.5:
        return None
    known = [value for value in found if value is not None]
    return 100 * sum(known) / len(known) if known else None


def test_scores_across_versions_rest_on_the_questions_that_mean_the_same(tmp_path):
    trend = trend_of(tmp_path, [(BEFORE, THEN, old_set()), (NOW, LATER, new_set())])
    assert not trend.whole
    assert trend.compared == ("owners", "data-list", "late")
    then = {new: THEN[old] for old, new in SAME.items()}
    for row in trend.nodes:
        assert row.scores == (pytest.approx(slow_score(then, row.id)), pytest.approx(slow_score(LATER, row.id)))
    assert [(row.id, row.change) for row in trend.nodes] == [("overall", -7), ("data", 17), ("buying", -30)]


@pytest.mark.parametrize("seed", range(12))
def test_the_slow_way_agrees_on_any_answers(tmp_path, seed):
    dice = random.Random(seed)

    def answers(names):
        codes = {name: (float(dice.randrange(101)) if name == "late" else dice.randrange(4)) for name in names}
        return {
            n: Answer(NOT_APPLICABLE if dice.random() < 0.2 else c) for n, c in codes.items() if dice.random() < 0.8
        }

    then, now = answers(SAME), answers(SAME.values())
    trend = trend_of(tmp_path, [(BEFORE, then, old_set()), (NOW, now, new_set())])
    told = {new: then[old] for old, new in SAME.items() if old in then}
    for row in trend.nodes:
        for found, given in zip(row.scores, (told, now), strict=True):
            wanted = slow_score(given, row.id)
            if row.id == "overall" and None in (slow_score(given, "data"), slow_score(given, "buying")):
                continue  # What the whole makes of a section without a score is the scorer's own test.
            assert found == (None if wanted is None else pytest.approx(wanted)), (row.id, given)


def test_the_same_version_compares_whole_scores(tmp_path):
    now = {**LATER, "quality": Answer(3), "lawyers": Answer(1)}
    trend = trend_of(tmp_path, [("2024-autumn", LATER, None), (BEFORE, LATER, None), (NOW, now, None)])
    assert trend.whole
    assert len(trend.compared) == 8
    assert [column.round for column in trend.rounds] == ["2024-autumn", BEFORE, NOW]
    assert next(row for row in trend.nodes if row.id == "data").shown == ("67", "67", "78")
    assert trend.changes == ()


def test_questions_say_how_they_moved(tmp_path):
    trend = trend_of(tmp_path, [(BEFORE, THEN, old_set()), (NOW, LATER, new_set())])
    assert {row.id: row.moved for row in trend.questions} == {"owners": "higher", "data-list": "same", "late": "lower"}
    assert trend.questions[0].answers == ("Level 1: Some has.", "Level 2: Most has.")


def test_answers_that_are_alike_in_points_are_other_answers(tmp_path):
    then = {"helpers": Answer(1)}
    for name, answers in ((BEFORE, then), (NOW, {"helpers": Answer(2)})):
        folder = answer(tmp_path, name, answers, old_set())
    trend = build_trend(folder, folder.read_assessment(old_set()))
    assert [(row.id, row.moved) for row in trend.questions] == [("helpers", "other")]


def test_nothing_is_said_to_have_moved_while_it_is_not_confirmed(tmp_path):
    now = {"owners": Answer(1, carried=BEFORE), "data-list": Answer(2, carried=BEFORE), "late": Answer(50.0)}
    trend = trend_of(tmp_path, [(BEFORE, THEN, old_set()), (NOW, now, new_set())])
    assert {row.id: row.moved for row in trend.questions} == {
        "owners": "not confirmed",
        "data-list": "not confirmed",
        "late": "lower",
    }
    assert {row.id: (row.change, row.confirmed) for row in trend.nodes} == {
        "overall": (-15, True),
        "data": (None, False),
        "buying": (-30, True),
    }
    assert trend.rounds[-1].unconfirmed == 2
    assert not trend.nothing_confirmed
    assert [question.id for question in trend.aims.unknown] == ["owners"]


def test_nothing_confirmed_yet(tmp_path):
    now = {"owners": Answer(1, carried=BEFORE)}
    trend = trend_of(tmp_path, [(BEFORE, THEN, old_set()), (NOW, now, new_set())])
    assert trend.nothing_confirmed
    assert all(row.change is None for row in trend.nodes)


@pytest.mark.parametrize(
    ("level", "kind"), [(0, "not_moved"), (1, "not_moved"), (2, "partly"), (3, "reached"), (None, "unknown")]
)
def test_the_last_round_s_targets_are_followed(tmp_path, level, kind):
    now = {"late": Answer(1.0)} | ({"owners": Answer(level)} if level is not None else {})
    aims = trend_of(tmp_path, [(BEFORE, THEN, old_set()), (NOW, now, new_set())]).aims
    # One more stood on a question that was merged; the reached one was no target any more.
    assert (aims.set, aims.gone, len(getattr(aims, kind))) == (2, 1, 1)


def test_the_way_to_the_targets_is_a_share_of_the_way_there_was(tmp_path):
    trend = trend_of(tmp_path, [(BEFORE, THEN, old_set()), (NOW, {**LATER, "late": Answer(20.0)}, new_set())])
    data = next(row for row in trend.nodes if row.id == "data")
    assert data.target == pytest.approx(100 * (1 + 2 / 3) / 2)
    assert data.way == pytest.approx(0.5)
    assert next(row for row in trend.nodes if row.id == "buying").way is None


def test_a_round_that_was_skipped_changes_nothing(tmp_path):
    (tmp_path / BEFORE).mkdir(parents=True)
    trend = trend_of(tmp_path, [("2024-autumn", LATER, None), (NOW, LATER, None)])
    assert [column.round for column in trend.rounds] == ["2024-autumn", NOW]


def test_without_a_crosswalk_equal_ids_that_mean_the_same_are_compared(tmp_path):
    trend = trend_of(tmp_path, [(BEFORE, THEN, old_set()), (NOW, LATER, new_set())], crosswalk=False)
    assert trend.compared == ("owners", "late")
    (change,) = trend.changes
    assert not change.way.told
    assert {step.status for step in change.way.steps} == {"same", "changed", "new", "dropped"}


def test_a_version_that_is_not_here_is_left_out_with_the_reason(tmp_path):
    trend = trend_of(tmp_path, [(BEFORE, THEN, old_set()), (NOW, LATER, new_set())], earlier=False)
    assert [column.round for column in trend.rounds] == [NOW]
    ((name, why),) = trend.left_out
    assert name == BEFORE
    assert "is not here" in why
    assert (trend.questions, trend.aims) == ((), None)


def test_a_version_with_nothing_in_common_is_left_out(tmp_path):
    copy = tmp_path / "sets" / SET_ID / "earlier" / "2025.1.crosswalk.toml"
    for name, answers, questionnaire in ((BEFORE, THEN, old_set()), (NOW, LATER, new_set())):
        folder = answer(tmp_path, name, answers, questionnaire)
    place = copy_sets(tmp_path / "sets")
    text = copy.read_text(encoding="utf-8")
    write_text(copy, text.replace('"same"', '"changed"').replace('"reworded"', '"changed"'))
    trend = build_trend(folder, folder.read_assessment(new_set()), Sets(str(place)))
    assert trend.left_out == ((BEFORE, "No question means the same in it and in all later rounds."),)
    assert trend.whole


def test_two_versions_back_the_questions_of_all_rounds_are_compared(tmp_path):
    rounds = [("2024-autumn", THEN, old_set()), (BEFORE, LATER, new_set()), (NOW, LATER, new_set())]
    trend = trend_of(tmp_path, rounds)
    assert len(trend.compared) == 3
    assert next(row for row in trend.nodes if row.id == "data").shown == ("50", "67", "67")
    whole = build_trend(in_round(tmp_path, NOW), in_round(tmp_path, NOW).read_assessment(new_set()), None, BEFORE)
    assert whole.whole
    assert [column.round for column in whole.rounds] == [BEFORE, NOW]


@pytest.mark.parametrize("rounds", [[(NOW, LATER, None)], [(BEFORE, LATER, None), (NOW, LATER, None)]])
def test_a_round_that_is_not_there_cannot_be_the_first(tmp_path, rounds):
    with pytest.raises(UsageError, match='no answers of the round "2019"'):
        trend_of(tmp_path, rounds, since="2019")


def test_the_set_s_own_folder_is_the_fixture():
    assert new_set().version == "2026.1"
    assert (SETS / "earlier" / "2025.1.crosswalk.toml").is_file()

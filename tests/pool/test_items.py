"""The items of a benchmark: every council in its bin, counts as a slow count gives them, scores over what all were asked."""

import math
import random
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from benchmark.pool.items import common_questions, fifths, measure
from benchmark.pool.tally import tally
from scoring.answers import AnswerTable
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from tests.pool.build import levels, question_set


def table(*rows):
    return AnswerTable(np.array(rows, dtype=np.int16))


# ---- tally


@pytest.mark.parametrize("seed", range(20))
def test_counts_are_those_of_a_slow_count(seed):
    dice = random.Random(seed)
    items, councils, groups, bins = (dice.randint(1, most) for most in (6, 40, 5, 7))
    places = [[dice.randint(-1, bins - 1) for _ in range(councils)] for _ in range(items)]
    members = [dice.randrange(groups) for _ in range(councils)]
    found = tally(np.array(places, dtype=np.int8), np.array(members), groups, bins)
    assert found.shape == (groups, items, bins)
    for group in range(groups):
        for item in range(items):
            slow = Counter(place for place, member in zip(places[item], members, strict=True) if member == group)
            assert found[group, item].tolist() == [slow[at] for at in range(bins)]


def test_who_has_no_place_is_not_counted():
    assert tally(np.array([[-1, -1, 0]], dtype=np.int8), np.array([0, 1, 1]), 2, 2).tolist() == [[[0, 0]], [[1, 0]]]


# ---- fifths


@pytest.mark.parametrize(
    ("score", "fifth"),
    [(0, 0), (19.99, 0), (20, 1), (39.99, 1), (40, 2), (59.99, 2), (60, 3), (79.99, 3), (80, 4), (99.99, 4), (100, 4)],
)
def test_a_fifth_starts_at_its_lower_edge_and_the_last_holds_its_upper_one(score, fifth):
    assert fifths(np.array([score / 100])).tolist() == [fifth]


def test_every_exact_edge_lies_in_its_own_fifth_however_it_was_computed():
    """A mean of floats may end a hair below the edge that it is: 3 x 0.2 is 0.6000000000000001, 0.1 + 0.7 is 0.7999999999999999."""
    for fifth in range(6):
        exact = Fraction(fifth, 5)
        for parts in range(1, 60):
            for weight in (0.1, 1 / 3, 0.7, 1, 3):
                share = sum(weight * float(exact) for _ in range(parts)) / sum(weight for _ in range(parts))
                assert fifths(np.array([share])).tolist() == [min(fifth, 4)]
        for hair in (-1, 1):
            beside = np.nextafter(float(exact), hair * math.inf)
            if 0 <= beside <= 1 + 1e-12:
                assert fifths(np.array([beside])).tolist() == [min(fifth, 4)]


def test_no_score_has_no_fifth():
    assert fifths(np.array([math.nan, 0.5])).tolist() == [-1, 2]


@pytest.mark.parametrize("score", [20, 40, 60, 80, 100])
def test_a_council_at_an_edge_is_counted_above_it(score):
    """Five questions of which so many are fully met: a score of exactly 20, 40, 60, 80 or 100."""
    questionnaire = question_set(*(levels(f"q{at}", 4) for at in range(5)))
    answers = [[3] if at < score / 20 else [0] for at in range(5)]
    measured = measure(questionnaire, table(*answers), tuple(f"q{at}" for at in range(5)))
    overall = measured.items[0]
    assert measured.values[0, 0] == pytest.approx(score)
    assert overall.bins[measured.bins[0, 0]].startswith(str(min(score, 80)))


# ---- common questions

ASKED = question_set(
    levels("first", section="a"),
    levels("second", section="a"),
    levels("care", section="b"),
    levels("follow-up", section="b", asked_if={"first": [4]}),
)


def test_scores_use_the_questions_that_every_council_was_asked():
    answers = table([4, 4], [0, 2], [NOT_ASKED, 4], [1, 1])
    assert common_questions(ASKED, answers) == ("first", "second", "follow-up")
    assert common_questions(ASKED, table([4, 0], [0, 2], [1, 1], [1, 1])) == ("first", "second", "care")
    # Not answered is asked; so is not applicable.
    assert common_questions(ASKED, table([4], [UNANSWERED], [NOT_APPLICABLE], [UNANSWERED])) == tuple(
        q.id for q in ASKED.questions
    )


def test_a_score_is_over_the_common_questions_and_a_question_over_whoever_was_asked():
    answers = table([4, 4], [0, 2], [NOT_ASKED, 4], [1, 1])
    measured = measure(ASKED, answers, common_questions(ASKED, answers))
    values = {item.id: measured.values[at].tolist() for at, item in enumerate(measured.items)}
    assert values["a"] == [50, 75]
    assert values["b"] == [25, 25]
    assert values["overall"] == [37.5, 50]
    assert values["care"] == [pytest.approx(math.nan, nan_ok=True), 4]
    bins = {item.id: measured.bins[at].tolist() for at, item in enumerate(measured.items)}
    assert bins["care"] == [-1, 4]
    assert bins["overall"] == [1, 2]


def test_a_section_without_a_common_question_is_no_item():
    answers = table([0, 0], [0, 2], [NOT_ASKED, 4], [NOT_ASKED, NOT_ASKED])
    measured = measure(ASKED, answers, common_questions(ASKED, answers))
    assert [item.id for item in measured.items] == ["overall", "a", "first", "second", "care", "follow-up"]


# ---- kinds of items

KINDS = question_set(
    levels("level", 3),
    {
        "id": "unordered",
        "section": "a",
        "text": "?",
        "options": [{"id": o, "title": o, "points": p} for o, p in (("x", 0), ("y", 2), ("z", 1))],
    },
    {
        "id": "flat",
        "section": "a",
        "text": "?",
        "scored": False,
        "options": [{"id": o, "title": o, "points": 1} for o in "xy"],
    },
    {
        "id": "many",
        "section": "b",
        "text": "?",
        "choose": "many",
        "options": [{"id": o, "title": o, "points": 1} for o in "vwxyz"],
    },
    {"id": "number", "section": "b", "text": "?", "number": {"worst": 50, "best": 0, "step": 1}},
)


def test_each_kind_of_question_has_its_bins():
    codes = np.array([[0, 2], [1, -1], [0, 1], [0b00111, 0b11111], [0, 0]], dtype=np.int16)
    answers = AnswerTable(codes, {4: np.array([50.0, 20.0])})
    measured = measure(KINDS, answers, tuple(q.id for q in KINDS.questions))
    items = {item.id: item for item in measured.items}
    bins = {item.id: measured.bins[at].tolist() for at, item in enumerate(measured.items)}
    values = {item.id: measured.values[at].tolist() for at, item in enumerate(measured.items)}
    assert (bins["level"], values["level"]) == ([0, 2], [0, 2])
    assert bins["unordered"] == [1, -1]
    assert (bins["many"], values["many"]) == ([3, 4], [60, 100])
    assert (bins["number"], values["number"]) == ([0, 3], [0, 60])
    assert [items[name].ordered for name in ("level", "unordered", "flat", "many", "number")] == [
        True,
        False,
        False,
        True,
        True,
    ]
    assert [items[name].levels for name in ("level", "many", "a", "overall")] == [True, False, False, False]
    assert items["level"].bins == ("Level 0 of level", "Level 1 of level", "Level 2 of level")
    assert items["many"].bins == ("0% to 20%", "20% to 40%", "40% to 60%", "60% to 80%", "80% to 100%")
    assert items["overall"].bins == ("0 to 20", "20 to 40", "40 to 60", "60 to 80", "80 to 100")


def test_fifths_of_another_scale():
    scaled = question_set(levels("q"), scoring={"scale": {"from": 1, "to": 5, "decimals": 1}})
    measured = measure(scaled, table([0, 1, 2, 3, 4]), ("q",))
    assert measured.items[0].bins == ("1 to 1.8", "1.8 to 2.6", "2.6 to 3.4", "3.4 to 4.2", "4.2 to 5")
    assert measured.bins[0].tolist() == [0, 1, 2, 3, 4]
    assert measured.values[0].tolist() == [1, 2, 3, 4, 5]


def test_a_score_that_rests_on_one_question_names_it():
    """It tells of the same answers as the question: the two are looked at together before they are shown."""
    only = question_set(
        levels("one", section="a"),
        levels("two", section="b"),
        levels("three", section="b"),
        levels("four", section="c", weight=0),
        levels("five", section="c"),
    )
    answers = table([0], [1], [2], [3], [4])
    found = {item.id: item.only for item in measure(only, answers, common_questions(only, answers)).items}
    assert {name: found[name] for name in ("overall", "a", "b", "c")} == {
        "overall": None,
        "a": "one",
        "b": None,
        "c": "five",
    }

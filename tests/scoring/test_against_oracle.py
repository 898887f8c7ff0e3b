"""The scorer, against an exact and independent one, and the laws that scores must keep."""

import copy
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmark.errors import FaultsError
from scoring import score as scorer
from scoring.score import score
from scoring.shown import band_of, shown
from tests.scoring.oracle import NA, OVERALL, Oracle
from tests.scoring.question_sets import (
    levels,
    options,
    parse,
    question_set,
    random_answers,
    random_sets,
    real_answers,
    table_of,
)

RISING = ("mean", "geometric", "sum", "minimum", "maximum", "staged")


def read(data):
    """Read a random set; the few that the checker rightly refuses are thrown away."""
    try:
        return parse(data)
    except FaultsError as error:
        assume({fault.code for fault in error.faults} - {"no-stages"})
        raise


@pytest.mark.no_cover
@settings(max_examples=300)
@given(st.data())
def test_every_score_is_the_exact_one(data):
    written = data.draw(random_sets())
    questionnaire = read(written)
    rows = data.draw(st.lists(random_answers(written), min_size=1, max_size=4))
    scores = score(questionnaire, table_of(questionnaire, rows))
    for column, answers in enumerate(rows):
        oracle = Oracle(written, answers)
        for node, expected in oracle.results().items():
            value = float(scores.values[node][column])
            if expected.score is None:
                assert math.isnan(value), node
            else:
                assert abs(value - expected.score) < 1e-9, node
            rounded = shown(value, questionnaire.section(node).scale)
            assert rounded == (None if expected.shown is None else float(expected.shown)), node
            counts = (scores.asked[node][column], scores.answered[node][column], scores.not_applicable[node][column])
            assert counts == (expected.asked, expected.answered, expected.not_applicable), node
            assert abs(float(scores.coverage(node)[column]) - expected.coverage) < 1e-12, node
        overall = float(scores.values[OVERALL][column])
        assert band_of(overall, questionnaire.root.scale, questionnaire.bands) == oracle.band()


@settings(max_examples=50)
@given(st.data())
def test_many_respondents_score_as_each_alone(data):
    written = data.draw(random_sets())
    questionnaire = read(written)
    rows = data.draw(st.lists(random_answers(written), min_size=2, max_size=6))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scorer, "BLOCK", data.draw(st.integers(1, 6)))
        together = score(questionnaire, table_of(questionnaire, rows))
    for column, answers in enumerate(rows):
        alone = score(questionnaire, table_of(questionnaire, [answers]))
        for node in together.values:
            np.testing.assert_array_equal(together.values[node][column], alone.values[node][0])


@settings(max_examples=100)
@given(st.data())
def test_a_better_answer_never_lowers_a_score(data):
    written = data.draw(random_sets(methods=RISING, conditions=False))
    questionnaire = read(written)
    question = data.draw(st.sampled_from(written["question"]))
    rest = data.draw(random_answers(written))
    two = [{**rest, question["id"]: data.draw(real_answers(question))} for _ in range(2)]
    worse, better = sorted(two, key=lambda answers: Oracle(written, answers).earned(question))
    scores = score(questionnaire, table_of(questionnaire, [worse, better]))
    for node, values in scores.values.items():
        assert np.isnan(values).all() or values[1] >= values[0] - 1e-12, node


@settings(max_examples=50)
@given(st.data())
def test_the_order_of_questions_does_not_matter_for_a_mean(data):
    written = data.draw(random_sets(methods=["mean"], conditions=False))
    answers = data.draw(random_answers(written))
    shuffled = copy.deepcopy(written)
    shuffled["question"] = data.draw(st.permutations(shuffled["question"]))
    first, second = read(written), read(shuffled)
    one = score(first, table_of(first, [answers]))
    other = score(second, table_of(second, [answers]))
    for node in one.values:
        scale = first.section(node).scale
        assert shown(one.values[node][0], scale) == shown(other.values[node][0], scale), node
        np.testing.assert_allclose(one.values[node], other.values[node], rtol=1e-12, atol=1e-12)


def test_the_oracle_itself_gives_what_is_worked_out_by_hand():
    """(3/4 x 3 + 1/2 x 1) / 4 = 11/16 in one section, nothing in the other: 68.75, of which 69 is shown."""
    written = question_set(
        levels("one", weight="high"),
        options("two", {"no": 0, "half": 1, "all": 2}),
        levels("three", "b"),
        sections=("a", "b"),
    )
    result = Oracle(written, {"one": "3", "two": "half", "three": NA}).results()
    assert (result["a"].score, result["b"].score) == (68.75, None)
    assert (result[OVERALL].score, result[OVERALL].shown, result[OVERALL].coverage) == (68.75, 69, 1)

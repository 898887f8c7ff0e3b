"""The working: every part of a score, with contributions that add up to it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.score import score
from scoring.working import WorkingRow, working
from tests.scoring.oracle import NA
from tests.scoring.question_sets import levels, options, parse, question_set, random_answers, random_sets, table_of


def working_of(data, *rows, **which):
    questionnaire = parse(data)
    table = table_of(questionnaire, rows)
    return working(questionnaire, table, score(questionnaire, table), **which)


def test_each_part_shows_its_weight_its_share_and_what_it_contributes():
    data = question_set(levels("one", weight=3), levels("two"), levels("three"), levels("four", scored=False))
    rows = working_of(data, {"one": "1", "two": NA, "three": "4", "four": "4"})
    assert rows == [
        WorkingRow("overall", "a", 1, 0.4375, 0.4375),
        WorkingRow("a", "one", 3, 0.25, 0.1875),
        WorkingRow("a", "two", 1, None, None),
        WorkingRow("a", "three", 1, 1, 0.25),
    ]


def test_a_sum_counts_with_the_size_of_each_part():
    data = question_set(
        levels("one", "outer"),
        options("two", {"no": 0, "yes": 6}, "inner", weight=2),
        sections=("outer", {"id": "inner", "parent": "outer"}),
        scoring={"method": "sum"},
    )
    rows = working_of(data, {"one": "4", "two": "no"}, {"one": "4", "two": NA})
    assert rows == [
        WorkingRow("overall", "outer", 16, 0.25, 0.25),
        WorkingRow("outer", "one", 4, 1, 0.25),
        WorkingRow("outer", "inner", 12, 0, 0),
        WorkingRow("inner", "two", 12, 0, 0),
    ]
    second = working_of(data, {"one": "4", "two": "no"}, {"one": "4", "two": NA}, column=1)
    assert second[1:3] == [WorkingRow("outer", "one", 4, 1, 1), WorkingRow("outer", "inner", 0, None, None)]


@pytest.mark.parametrize("method", ["minimum", "maximum", "geometric", "subtract"])
def test_other_methods_show_shares_only(method):
    rows = working_of(question_set(levels("one"), scoring={"method": method}), {"one": "1"})
    assert [(row.share, row.contribution) for row in rows if row.part == "one"] == [(0.25, None)]


@pytest.mark.parametrize("method", ["none", "staged"])
def test_a_method_without_parts_shows_none(method):
    data = question_set(levels("one", stage=1), sections=({"id": "a", "method": method},))
    assert [row.section for row in working_of(data, {"one": "1"}) if row.section == "a"] == []


def test_what_cannot_count_is_not_a_part():
    sections = ("a", {"id": "facts", "method": "none"}, {"id": "b", "weight": 0})
    data = question_set(levels("one"), levels("two", "facts"), levels("three", "b"), sections=sections)
    rows = working_of(data, {"one": "1", "two": "1", "three": "1"})
    assert [(row.section, row.part) for row in rows] == [("overall", "a"), ("a", "one"), ("b", "three")]


def test_a_closed_question_does_not_count():
    data = question_set(options("one", {"no": 0, "yes": 1}), levels("two", asked_if={"one": ["yes"]}), sections=("a",))
    rows = working_of(data, {"one": "no", "two": "4"})
    assert rows[-1] == WorkingRow("a", "two", 1, None, None)


@settings(max_examples=50)
@given(st.data())
def test_contributions_add_up_to_the_share_of_a_mean_or_a_sum(data):
    written = data.draw(random_sets(methods=("mean", "sum")))
    questionnaire = parse(written)
    rows = data.draw(st.lists(random_answers(written), min_size=1, max_size=3))
    table = table_of(questionnaire, rows)
    scores = score(questionnaire, table)
    for column in range(len(rows)):
        found = working(questionnaire, table, scores, column)
        for node in questionnaire.nodes:
            parts = [row for row in found if row.section == node.id and row.contribution is not None]
            share = scores.shares[node.id][column]
            # What is rounded afterwards is no longer the sum of its parts.
            if not math.isnan(share) and not node.rounding:
                assert sum(row.contribution for row in parts) == pytest.approx(share, abs=1e-12)

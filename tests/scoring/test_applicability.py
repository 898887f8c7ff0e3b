"""Who is asked what: by attributes, by what follows from them, and by earlier answers."""

import pytest

from scoring.applicability import (
    applies,
    asked_questions,
    attributes_needed,
    complete_attributes,
    pattern,
    shared_attributes,
)
from tests.scoring.question_sets import levels, options, parse, question_set


def attribute(attribute_id, *ids, **rest):
    return {"id": attribute_id, "title": attribute_id, "options": [{"id": i, "title": i} for i in ids], **rest}


KIND = attribute("kind", "district", "county", "unitary")
TIER = attribute(
    "tier",
    "lower",
    "upper",
    "single",
    shared=True,
    **{"from": {"kind": {"district": "lower", "county": "upper", "unitary": "single"}}},
)
CARE = attribute(
    "care", "yes", "no", shared=True, **{"from": {"tier": {"lower": "no", "upper": "yes", "single": "yes"}}}
)
COAST = attribute("coast", "yes", "no")
SIZE = attribute("size", "small", "large", shared=True)

QUESTIONS = (
    levels("everyone"),
    levels("not-districts", applies_to={"kind": ["county", "unitary"]}),
    levels("with-care", applies_to={"care": ["yes"]}),
    levels("coastal-counties", applies_to={"kind": ["county"], "coast": ["yes"]}),
)


def council_set(*attributes, questions=QUESTIONS):
    return parse(question_set(*questions, attribute=list(attributes)))


ALL = (KIND, TIER, CARE, COAST, SIZE)


@pytest.mark.parametrize("order", [ALL, ALL[::-1], (CARE, TIER, KIND, COAST, SIZE), (TIER, CARE, SIZE, KIND, COAST)])
def test_what_follows_is_added_whatever_the_order_in_the_file(order):
    found = complete_attributes(council_set(*order), {"kind": "county", "coast": "no"})
    assert found == {"kind": "county", "coast": "no", "tier": "upper", "care": "yes"}


def test_what_follows_replaces_what_was_said():
    assert complete_attributes(council_set(*ALL), {"kind": "district", "tier": "upper"})["tier"] == "lower"


def test_nothing_follows_from_what_is_not_known():
    assert complete_attributes(council_set(*ALL), {"coast": "yes", "kind": "parish"}) == {
        "coast": "yes",
        "kind": "parish",
    }


def test_only_shared_attributes_leave():
    assert shared_attributes(council_set(*ALL), {"kind": "unitary", "coast": "yes", "size": "small"}) == {
        "tier": "single",
        "care": "yes",
        "size": "small",
    }
    assert shared_attributes(council_set(*ALL), {}) == {}


def test_the_attributes_that_decide_what_is_asked():
    assert attributes_needed(council_set(*ALL)) == ["kind", "care", "coast"]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"kind": "district", "coast": "yes"}, (True, False, False, False)),
        ({"kind": "unitary", "coast": "yes"}, (True, True, True, False)),
        ({"kind": "county", "coast": "yes"}, (True, True, True, True)),
        ({"kind": "county", "coast": "no"}, (True, True, True, False)),
        ({"kind": "county"}, (True, True, True, True)),  # an attribute that is not known excludes nothing
        ({}, (True, True, True, True)),
    ],
)
def test_the_pattern_of_what_is_asked(given, asked):
    assert pattern(council_set(*ALL), given) == asked


def test_applies_speaks_of_completed_attributes():
    question = council_set(*ALL).question("with-care")
    assert applies(question, {"care": "yes"})
    assert not applies(question, {"care": "no"})


CHAIN = (
    options("one", {"no": 0, "yes": 1}, applies_to={"kind": ["county"]}),
    options("two", {"no": 0, "yes": 1}, asked_if={"one": ["yes"]}),
    options("three", {"a": 0, "b": 1, "c": 2}, asked_if={"two": ["yes", "no"]}, choose="many"),
    options("four", {"no": 0, "yes": 1}, asked_if={"three": ["b", "c"], "one": ["yes"]}),
)


@pytest.mark.parametrize(
    ("kind", "chosen", "asked"),
    [
        ("county", {}, ["one"]),
        ("county", {"one": {"no"}}, ["one"]),
        ("county", {"one": {"yes"}}, ["one", "two"]),
        ("county", {"one": {"yes"}, "two": {"no"}}, ["one", "two", "three"]),
        ("county", {"one": {"yes"}, "two": {"no"}, "three": {"a"}}, ["one", "two", "three"]),
        ("county", {"one": {"yes"}, "two": {"no"}, "three": {"a", "c"}}, ["one", "two", "three", "four"]),
        # Answers that were given before the first became "no" open nothing any more.
        ("county", {"one": {"no"}, "two": {"no"}, "three": {"b"}}, ["one"]),
        # Nor does an answer to a question that this council is not asked.
        ("district", {"one": {"yes"}, "two": {"yes"}, "three": {"b"}}, []),
    ],
)
def test_each_answer_opens_the_next_question(kind, chosen, asked):
    questionnaire = council_set(KIND, questions=CHAIN)
    found = asked_questions(questionnaire, {"kind": kind}, {key: frozenset(value) for key, value in chosen.items()})
    assert [question.id for question in found] == asked

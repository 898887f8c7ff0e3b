"""Questions that nobody can be asked: the quick way agrees with trying every council and every answer."""

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmark.questions.build import build_questionnaire
from benchmark.questions.reach import reachable_bands, unreachable_questions
from benchmark.questions.read import find_faults
from scoring.applicability import asked_questions
from scoring.questionnaire import NumberRule
from tests.scoring.question_sets import levels, options, question_set

KINDS = ["district", "county", "unitary"]
TIERS = ["lower", "upper"]
SIZES = ["small", "large"]


def attribute(name, choices, source=None):
    entry = {"id": name, "title": name, "options": [{"id": choice, "title": choice} for choice in choices]}
    return {**entry, "from": source} if source else entry


def some(values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=len(values), unique=True)


@st.composite
def sets_with_conditions(draw):
    """Draw a set in which who is asked what hangs on attributes, on those that follow from them, and on answers."""
    tier = {"kind": {kind: draw(st.sampled_from(TIERS)) for kind in KINDS}}
    group = {"tier": {name: draw(st.sampled_from(SIZES)) for name in TIERS}}
    attributes = [
        attribute("group", SIZES, group),
        attribute("kind", KINDS),
        attribute("tier", TIERS, tier),
        attribute("size", SIZES),
    ]
    choices = {"group": SIZES, "kind": KINDS, "tier": TIERS, "size": SIZES}
    questions = []
    for at in range(draw(st.integers(2, 6))):
        entry = options(f"q{at}", {"x": 0, "y": 1}, choose="many") if draw(st.booleans()) else levels(f"q{at}", count=3)
        names = draw(st.lists(st.sampled_from(sorted(choices)), max_size=2, unique=True))
        entry["applies_to"] = {name: draw(some(choices[name])) for name in names}
        others = (
            draw(st.lists(st.sampled_from(questions), max_size=2, unique_by=lambda q: q["id"])) if questions else []
        )
        entry["asked_if"] = {q["id"]: draw(some(["x", "y"] if "options" in q else ["0", "1", "2"])) for q in others}
        questions.append(entry)
    return question_set(*questions, attribute=attributes)


def ever_asked(questionnaire):
    """Try every council with every set of answers. Slow, and sure."""
    found = set()
    given = [a for a in questionnaire.attributes if a.source is None]
    answers = []
    for question in questionnaire.questions:
        ids = [option.id for option in question.options]
        sizes = range(len(ids) + 1) if question.choose == "many" else [1]
        answers.append([frozenset(chosen) for size in sizes for chosen in itertools.combinations(ids, size)])
    for council in itertools.product(*(a.option_ids for a in given)):
        known = dict(zip((a.id for a in given), council, strict=True))
        for chosen in itertools.product(*answers):
            by_id = dict(zip((q.id for q in questionnaire.questions), chosen, strict=True))
            found |= {question.id for question in asked_questions(questionnaire, known, by_id)}
    return found


@settings(max_examples=40)
@given(sets_with_conditions())
def test_it_finds_exactly_the_questions_that_no_council_can_be_asked(data):
    questionnaire = build_questionnaire(data)
    every = {question.id for question in questionnaire.questions}
    assert set(unreachable_questions(questionnaire)) == every - ever_asked(questionnaire)


THRESHOLDS = st.lists(st.integers(-6, 12).map(lambda n: n / 2), min_size=1, max_size=4, unique=True).map(sorted)


@settings(max_examples=200)
@given(THRESHOLDS, *[st.none() | st.integers(-4, 8)] * 2, st.none() | st.sampled_from([0.5, 1.5, 2, 4]))
def test_a_band_is_reached_exactly_if_some_number_that_may_be_given_lies_in_it(starts, least, most, step):
    assume(least is None or most is None or least < most)
    rule = NumberRule(step=step, starts=(-100, *starts), least=least, most=most)
    tried = [n / 8 for n in range(-800, 801)]
    allowed = [
        value
        for value in tried
        if (least is None or value >= least) and (most is None or value <= most) and (not step or value % step == 0)
    ]
    ends = [*starts, float("inf")]
    wanted = [any(low <= v < end for v in allowed) for low, end in zip([-200, *starts], ends, strict=True)]
    assert reachable_bands(rule) == wanted


@pytest.mark.parametrize(
    ("applies_to", "asked_if", "why"),
    [
        ({"tier": ["lower"], "kind": ["county"]}, {}, 'nothing that "kind" can be fits tier lower with kind county'),
        ({}, {"first": ["0"], "second": ["1"]}, '"first" cannot be answered with 2 and with 0 at once'),
        ({"kind": ["county"]}, {"third": ["0"]}, 'nothing that "kind" can be fits tier lower with kind county'),
    ],
)
def test_the_reason_is_said(applies_to, asked_if, why):
    data = question_set(
        levels("first"),
        levels("second", asked_if={"first": ["2"]}),
        levels("third", applies_to={"tier": ["lower"]}),
        levels("last", applies_to=applies_to, asked_if=asked_if),
        attribute=[
            attribute("kind", ["district", "county"]),
            attribute("tier", TIERS, {"kind": {"district": "lower", "county": "upper"}}),
        ],
    )
    (found,) = find_faults(data, "set.toml")
    assert (found.code, found.place) == ("asked-of-nobody", 'question "last"')
    assert found.rule == f"No council can be asked this question: {why}."


def test_attributes_that_follow_from_each_other_in_a_circle_exclude_nobody():
    circle = [
        attribute("a", ["x", "y"], {"b": {"x": "x", "y": "y"}}),
        attribute("b", ["x", "y"], {"a": {"x": "y", "y": "x"}}),
    ]
    data = question_set(levels("one", applies_to={"a": ["x"], "b": ["x"]}), attribute=circle)
    assert find_faults(data, "set.toml") == []


def test_thousands_of_questions_that_hang_on_each_other_take_no_time():
    """One step for each condition: as many steps as there are pairs of questions would never end here."""
    chain = [levels("q0", count=2), *(levels(f"q{n}", count=2, asked_if={f"q{n - 1}": [1]}) for n in range(1, 3000))]
    assert find_faults(question_set(*chain), "set.toml") == []

"""The one parser of answers: what it reads, what it refuses, and that everything written is read again."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.faults import fault
from benchmark.questions.answer import (
    BadAnswer,
    answer_words,
    choices,
    chosen_ids,
    number_of,
    parse_answer,
    parse_target,
    steps_of,
    write_answer,
)
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.questionnaire import NumberRule, Option, Question


def one(*ids, **rest):
    return Question("q", "a", "Which?", tuple(Option(i, f"Title {i}", at) for at, i in enumerate(ids)), **rest)


LEVELS = one("0", "1", "2", "3", "4", levels=True)
OPTIONS = one("none", "some", "all-of-it")
RATING = one("1", "2", "3", "4", "5")
MANY = one("tea", "milk", "sugar", choose="many")
AMOUNT = Question("q", "a", "How much?", number=NumberRule(0, 100))
PENCE = Question("q", "a", "How much?", number=NumberRule(0, 100, step=0.01))
HALVES = Question("q", "a", "How much?", number=NumberRule(0, 100, step=0.5))
DIGITS = 10**5000

ALL_KINDS = pytest.mark.parametrize("question", [LEVELS, OPTIONS, RATING, MANY, AMOUNT, PENCE])


@ALL_KINDS
@pytest.mark.parametrize("raw", ["", " ", "\t", "\u00a0", None])
def test_nothing_is_no_answer(question, raw):
    assert parse_answer(question, raw) is UNANSWERED


@ALL_KINDS
@pytest.mark.parametrize(
    "raw", ["NA", "na", "N/A", "n/a", " NA ", "not-applicable", "Not applicable", "NOT-APPLICABLE"]
)
def test_not_applicable_may_be_written_in_several_ways(question, raw):
    assert parse_answer(question, raw) is NOT_APPLICABLE


@pytest.mark.parametrize(
    ("question", "raw", "code"),
    [
        (LEVELS, "0", 0),
        (LEVELS, "3", 3),
        (LEVELS, " 3 ", 3),
        (LEVELS, 3, 3),
        (LEVELS, 3.0, 3),  # a spreadsheet writes whole numbers so
        (LEVELS, "3.0", 3),
        (OPTIONS, "some", 1),
        (OPTIONS, " all-of-it ", 2),
        (OPTIONS, "none", 0),
        (OPTIONS, "0", 0),
        (OPTIONS, 2, 2),
        (OPTIONS, "2.0", 2),
        # Where ids are themselves numbers, a number is an id and never a position.
        (RATING, "1", 0),
        (RATING, 5, 4),
        (RATING, 5.0, 4),
    ],
)
def test_an_option_is_chosen_by_its_id_or_its_position(question, raw, code):
    assert parse_answer(question, raw) == code


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        (LEVELS, "5"),
        (LEVELS, "-1"),
        (LEVELS, -1),
        (LEVELS, "3.5"),
        (LEVELS, 3.5),
        (LEVELS, "3.0.0"),
        (LEVELS, "3,0"),
        (LEVELS, "1_0"),
        (LEVELS, "٣"),  # a digit of another script
        (LEVELS, "３"),
        (LEVELS, "²"),
        (LEVELS, True),
        (LEVELS, False),
        (LEVELS, math.nan),
        (LEVELS, math.inf),
        (LEVELS, "nan"),
        (LEVELS, 1e300),
        (LEVELS, "9" * 5000),
        (LEVELS, [3]),
        (LEVELS, {"level": 3}),
        (OPTIONS, "3"),
        (OPTIONS, "Some"),
        (OPTIONS, "Title some"),
        (OPTIONS, "some;none"),
        (RATING, "0"),
        (RATING, 0),
        (one("none", "1", "several"), "2"),
        (RATING, "6"),
    ],
)
def test_what_is_not_an_option_is_refused(question, raw):
    refused = parse_answer(question, raw)
    assert refused.code == "bad-level"
    assert len(str(fault(refused.code, "answers.toml", question.id, **refused.values))) < 250


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("tea", 1),
        ("sugar", 4),
        ("tea;sugar", 5),
        (" sugar ; tea ", 5),
        ("tea;tea", 1),
        ("0;2", 5),
        ("1.0", 2),
        (2, 4),
        (["tea", "milk", "sugar"], 7),
        (["milk"], 2),
        ([], 0),
        ("none", 0),
        ("None", 0),
        (" NONE ", 0),
    ],
)
def test_several_options_are_chosen_with_semicolons_or_as_a_list(raw, code):
    assert parse_answer(MANY, raw) == code


@pytest.mark.parametrize(
    "raw",
    [
        "coffee",
        "tea,milk",
        "tea;",
        ";",
        "tea;none",
        "3",
        "-1",
        True,
        1.5,
        ["tea", "coffee"],
        [True],
        [["tea"]],
        ["9" * 400],
    ],
)
def test_an_unknown_choice_refuses_the_whole_answer(raw):
    refused = parse_answer(MANY, raw)
    assert refused.code == "bad-choice"
    assert len(str(fault(refused.code, "answers.toml", "q", **refused.values))) < 250


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        (AMOUNT, "12", 12),
        (AMOUNT, "12.5", 12.5),
        (AMOUNT, " -3 ", -3),
        (AMOUNT, "+3", 3),
        (AMOUNT, ".5", 0.5),
        (AMOUNT, "1e3", 1000),
        (AMOUNT, 0, 0),
        (AMOUNT, -1, -1),  # a number, not the mark of a missing answer
        (AMOUNT, 0.1, 0.1),
        (AMOUNT, "1000000", 1_000_000),  # outside worst and best: scored as the nearer
        (PENCE, "0.07", 0.07),
        (PENCE, "635128374.29", 635128374.29),
        (PENCE, "9999999999.99", 9999999999.99),
        (HALVES, "12.5", 12.5),
        (HALVES, 13, 13),
    ],
)
def test_a_number_is_read(question, raw, value):
    assert parse_answer(question, raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        "twelve",
        "12%",
        "£12",
        "1,000",
        "1 000",
        "1_000",
        "0x10",
        "12-13",
        "nan",
        "inf",
        "-Infinity",
        "1e15",
        "1e400",
        "１２",
        "٣",
        "½",
        True,
        False,
        math.nan,
        math.inf,
        "9" * 5000,
        [12],
        {"value": 12},
    ],
)
def test_what_is_not_a_number_is_refused(raw):
    refused = parse_answer(AMOUNT, raw)
    assert refused.code == "bad-amount"
    assert len(str(fault(refused.code, "answers.toml", "q", **refused.values))) < 250


def test_more_steps_than_a_return_can_carry_are_refused():
    assert parse_answer(PENCE, "1e12") == 1e12
    assert parse_answer(PENCE, "1e14").code == "bad-amount"


@pytest.mark.parametrize(
    ("question", "raw"), [(HALVES, "12.25"), (HALVES, 0.1), (PENCE, "0.005"), (PENCE, "635128374.295")]
)
def test_a_number_between_two_steps_is_refused(question, raw):
    refused = parse_answer(question, raw)
    assert refused.code == "not-a-step"
    assert refused.values == {"value": str(raw), "step": question.number.step}


@pytest.mark.parametrize(
    ("question", "raw", "target"),
    [
        (LEVELS, "4", 4),
        (LEVELS, 0, 0),
        (LEVELS, "2.0", 2),
        (OPTIONS, "some", 1),
        (RATING, "5", 4),
        (LEVELS, "", None),
        (LEVELS, None, None),
        (MANY, " ", None),
        (AMOUNT, "", None),
    ],
)
def test_a_target_is_one_of_the_options_or_nothing(question, raw, target):
    assert parse_target(question, raw) == target


@pytest.mark.parametrize(
    ("question", "raw", "wanted"),
    [
        (LEVELS, "5", "0 to 4"),
        (LEVELS, "NA", "0 to 4"),
        (LEVELS, True, "0 to 4"),
        (OPTIONS, "most", "none, some, all-of-it"),
        (MANY, "tea", "no target for this kind of question"),
        (AMOUNT, "12", "no target for this kind of question"),
    ],
)
def test_anything_else_is_no_target(question, raw, wanted):
    refused = parse_target(question, raw)
    assert (refused.code, refused.values["choices"]) == ("bad-target", wanted)
    assert isinstance(refused, BadAnswer)


def test_a_whole_number_that_python_will_not_write_is_refused_in_words():
    for raw in (DIGITS, -DIGITS, [DIGITS], {"value": DIGITS}):
        for question in (LEVELS, OPTIONS, RATING, MANY, AMOUNT, PENCE):
            refused = parse_answer(question, raw)
            assert "a number of thousands of digits" in str(fault(refused.code, "answers.toml", "q", **refused.values))
            assert parse_target(question, raw).code == "bad-target"


def test_a_long_answer_is_cut_where_it_is_quoted():
    assert parse_answer(OPTIONS, "x" * 61).values["value"] == "x" * 60 + "..."
    assert parse_answer(OPTIONS, "x" * 60).values["value"] == "x" * 60


def test_a_refusal_says_what_may_be_answered():
    assert parse_answer(LEVELS, "five").values == {"value": "five", "choices": "0 to 4"}
    assert parse_answer(MANY, "salt").values["choices"] == choices(MANY) == "tea, milk, sugar"


@pytest.mark.parametrize(
    ("question", "code", "written", "words", "chosen"),
    [
        (LEVELS, 3, 3, "Level 3: Title 3", {"3"}),
        (OPTIONS, 0, "none", "Title none", {"none"}),
        (RATING, 4, "5", "Title 5", {"5"}),
        (MANY, 5, ["tea", "sugar"], "Title tea; Title sugar", {"tea", "sugar"}),
        (MANY, 0, [], "none of these", set()),
        (AMOUNT, 12.0, 12, "12", set()),
        (AMOUNT, -1.0, -1, "-1", set()),
        (AMOUNT, 12.5, 12.5, "12.5", set()),
        (PENCE, 1234567.89, 1234567.89, "1234567.89", set()),
        (LEVELS, NOT_APPLICABLE, "not-applicable", "not applicable", set()),
        (AMOUNT, NOT_APPLICABLE, "not-applicable", "not applicable", set()),
        (MANY, UNANSWERED, "", "no answer", set()),
        (OPTIONS, NOT_ASKED, "", "not asked", set()),
    ],
)
def test_an_answer_is_written_said_and_taken_apart(question, code, written, words, chosen):
    assert write_answer(question, code) == written
    assert answer_words(question, code) == words
    assert chosen_ids(question, code) == chosen


CODES = {
    "levels": (LEVELS, st.integers(0, 4)),
    "options": (OPTIONS, st.integers(0, 2)),
    "rating": (RATING, st.integers(0, 4)),
    "many": (MANY, st.integers(0, 7)),
    "amount": (AMOUNT, st.floats(-1e9, 1e9).map(lambda value: value + 0.0)),
    "pence": (PENCE, st.integers(-(10**12), 10**12).map(lambda steps: steps / 100)),
}


@pytest.mark.parametrize("kind", CODES)
@given(data=st.data())
def test_what_is_written_is_read_again(kind, data):
    question, codes = CODES[kind]
    code = data.draw(codes | st.sampled_from([UNANSWERED, NOT_APPLICABLE]))
    written = write_answer(question, code)
    again = parse_answer(question, written)
    assert (again, type(again) is type(code) or kind in ("amount", "pence")) == (code, True)
    # A CSV holds text: ids with semicolons between them, and `none` where none was chosen.
    as_text = ";".join(written) or "none" if isinstance(written, list) else str(written)
    assert parse_answer(question, as_text) == code


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.lists(st.text()), st.dates(), st.none()))
def test_anything_is_read_or_refused_in_words(raw):
    for question in (LEVELS, OPTIONS, RATING, MANY, AMOUNT, PENCE):
        code = parse_answer(question, raw)
        if isinstance(code, BadAnswer):
            assert len(str(fault(code.code, "answers.toml", "q", **code.values))) < 250
        else:
            assert parse_answer(question, write_answer(question, code)) == code


@given(st.integers(-(10**9), 10**9), st.sampled_from([0.01, 0.1, 0.5, 1, 25]))
def test_a_number_leaves_in_whole_steps_and_comes_back(steps, step):
    rule = NumberRule(0, 100, step)
    assert steps_of(rule, number_of(rule, steps)) == steps


@pytest.mark.parametrize(
    ("rule", "value", "steps"),
    [
        (NumberRule(0, 100, 0.01), 0.07, 7),
        (NumberRule(0, 100, 0.01), 0.29, 29),  # 28.999999999999996 steps as a float
        (NumberRule(100, 0, 0.5), -2.5, -5),
        (NumberRule(0, 100), 33.3333, 333333),  # without a step of its own: a millionth of the range
        (NumberRule(100, 0), 50, 500000),
        (NumberRule(150, 50), 75, 750000),
    ],
)
def test_whole_steps(rule, value, steps):
    assert steps_of(rule, value) == steps
    assert number_of(rule, steps) == pytest.approx(value, abs=1e-9)

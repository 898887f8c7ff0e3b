"""The table of answers: small whole numbers, one row a question and one column a respondent."""

import numpy as np
import pytest

from scoring.answers import AnswerTable, build_table, code_type
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.points import MissingRules, number_shares, positions, reached, shares
from scoring.questionnaire import Option, Question
from tests.scoring.oracle import NA
from tests.scoring.question_sets import bands, levels, number, options, parse, question_set, table_of

EXCLUDE = MissingRules("exclude", "exclude")
SET = question_set(levels("one"), number("two", worst=-10, best=10), levels("three"))


def test_what_is_not_mentioned_is_unanswered():
    table = build_table(parse(SET), [{"one": 3}, {"three": NOT_APPLICABLE, "one": NOT_ASKED}])
    assert table.codes.tolist() == [[3, NOT_ASKED], [UNANSWERED, UNANSWERED], [UNANSWERED, NOT_APPLICABLE]]
    assert table.respondents == 2


def test_minus_one_is_a_number_like_any_other():
    table = build_table(parse(SET), [{"two": -1.0}, {"two": UNANSWERED}, {"two": NOT_APPLICABLE}])
    assert table.codes[1].tolist() == [0, UNANSWERED, NOT_APPLICABLE]
    assert table.numbers[1][0] == -1


def test_a_question_that_does_not_exist_is_an_error_of_the_caller():
    with pytest.raises(KeyError):
        build_table(parse(SET), [{"four": 1}])


def test_respondents_can_be_chosen_and_reordered():
    table = build_table(parse(SET), [{"one": at, "two": at / 2} for at in range(4)]).of([2, 0])
    assert table.codes[0].tolist() == [2, 0]
    assert table.numbers[1].tolist() == [1, 0]
    assert isinstance(table, AnswerTable)


def choices(count, choose):
    return Question("q", "a", "q", tuple(Option(f"o{at}", "o", at) for at in range(count)), choose)


@pytest.mark.parametrize(
    ("count", "choose", "expected"),
    [
        (5, "one", np.int8),
        (100, "one", np.int8),
        (127, "one", np.int32),
        (6, "many", np.int8),
        (7, "many", np.int32),
        (30, "many", np.int32),
        (31, "many", np.int64),
    ],
)
def test_codes_take_as_little_room_as_they_can(count, choose, expected):
    kind = code_type([choices(count, choose)])
    largest = 2**count - 1 if choose == "many" else count - 1
    assert kind is expected
    assert largest <= np.iinfo(kind).max


def test_the_question_with_the_most_options_decides():
    assert code_type([choices(200, "one"), choices(2, "one"), choices(2, "many")]) is np.int32
    assert code_type([choices(2, "many"), choices(20, "many"), choices(3, "one")]) is np.int32


def test_thirty_choices_at_once():
    data = question_set(options("one", {f"o{at}": 1 for at in range(30)}, choose="many"))
    table = table_of(parse(data), [{"one": [f"o{at}" for at in range(30)]}, {"one": ["o29"]}])
    found = shares(parse(data).question("one"), table, 0, EXCLUDE)
    assert found.tolist() == pytest.approx([1, 1 / 30])


def reaches(question, answer, threshold=None):
    data = question_set(question, levels("other"))
    return bool(reached(parse(data).questions[0], table_of(parse(data), [{"one": answer}]), 0, threshold)[0])


BANDS = bands("one", [0, 3, 1])  # from 0 on 3 points, from 1 on 1 point


@pytest.mark.parametrize(
    ("question", "answer", "threshold", "expected"),
    [
        # Without a threshold, only the best answer will do.
        (options("one", {"low": -2, "mid": 1, "high": 4}), "high", None, True),
        (options("one", {"low": -2, "mid": 1, "high": 4}), "mid", None, False),
        (options("one", {"low": -2, "mid": 1, "high": 4}), "mid", 1, True),
        (options("one", {"low": -2, "mid": 1, "high": 4}), "mid", 1.5, False),
        (options("one", {"a": 1, "b": 2}, choose="many"), ["a", "b"], 3, True),
        (options("one", {"a": 1, "b": 2}, choose="many"), ["b"], 3, False),
        # Of a number, the threshold is a number as good as this one.
        (number("one", worst=0, best=50), "20", 20, True),
        (number("one", worst=0, best=50), "19.9", 20, False),
        (number("one", worst=50, best=0), "20", 20, True),
        (number("one", worst=50, best=0), "20.1", 20, False),
        (number("one", worst=0, best=50), "50", None, True),
        (number("one", worst=0, best=50), "900", None, True),
        (BANDS, "0", 3, True),
        (BANDS, "1", 3, False),
        (BANDS, "1", 1, True),
        (BANDS, "-1", 1, False),
        (levels("one"), NA, 0, False),
        (levels("one"), None, 0, False),
    ],
)
def test_an_answer_reaches_a_threshold_or_does_not(question, answer, threshold, expected):
    assert reaches(question, answer, threshold) is expected


@pytest.mark.parametrize(
    ("value", "band"),
    [("-999", 0), ("-0.1", 0), ("0", 1), ("0.3", 1), ("1", 2), ("12.4999", 2), ("12.5", 3), ("1e9", 3)],
)
def test_a_number_lies_in_the_last_band_that_it_has_reached(value, band):
    questionnaire = parse(question_set(bands("one", [0, 1, 2, 3])))
    table = table_of(questionnaire, [{"one": value}, {}, {"one": NA}])
    assert positions(questionnaire.questions[0], table, 0).tolist() == [band, UNANSWERED, NOT_APPLICABLE]


def test_on_a_curve_of_logarithms_equal_steps_are_equal_factors():
    questionnaire = parse(question_set({**number("one", worst=1, best=10_000)}))
    rule = questionnaire.questions[0].number._replace(curve="log")
    values = np.array([-5, 0, 1, 10, 100, 1_000, 10_000, 1e9])
    assert number_shares(rule, values).tolist() == pytest.approx([0, 0, 0, 0.25, 0.5, 0.75, 1, 1])
    backwards = rule._replace(worst=10_000, best=1)
    assert number_shares(backwards, values).tolist() == pytest.approx([1, 1, 1, 0.75, 0.5, 0.25, 0, 0])


@pytest.mark.parametrize("choose", ["one", "many"])
def test_where_every_answer_earns_the_same_every_answer_earns_all(choose):
    """Only unscored questions may be so, and they are asked for points only where they are shown."""
    question = Question("q", "a", "q", (Option("x", "x", 0), Option("y", "y", 0)), choose, scored=False)
    table = AnswerTable(np.array([[0, 1, UNANSWERED]], dtype=np.int8))
    np.testing.assert_array_equal(shares(question, table, 0, MissingRules("zero", "exclude")), [1, 1, np.nan])

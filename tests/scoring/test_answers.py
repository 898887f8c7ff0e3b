"""The table of answers: small whole numbers, one row a question and one column a respondent."""

import numpy as np
import pytest

from scoring.answers import AnswerTable, build_table, code_type
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.points import MissingRules, points_of, shares
from scoring.questionnaire import Option, Question
from tests.scoring.question_sets import levels, number, options, parse, question_set, table_of

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
    found = points_of(parse(data).question("one"), table, 0)
    assert found.tolist() == pytest.approx([30, 1])


def test_points_are_given_where_there_is_an_answer():
    data = question_set(options("one", {"low": -2, "high": 4}), number("two", worst=0, best=10))
    table = table_of(parse(data), [{"one": "high", "two": "5"}, {"one": "low"}, {"two": "not-applicable"}])
    np.testing.assert_array_equal(points_of(parse(data).question("one"), table, 0), [4, -2, np.nan])
    np.testing.assert_array_equal(points_of(parse(data).question("two"), table, 1), [0.5, np.nan, np.nan])


@pytest.mark.parametrize("choose", ["one", "many"])
def test_where_every_answer_earns_the_same_every_answer_earns_all(choose):
    """Only unscored questions may be so, and they are asked for points only where they are shown."""
    question = Question("q", "a", "q", (Option("x", "x", 0), Option("y", "y", 0)), choose, scored=False)
    table = AnswerTable(np.array([[0, 1, UNANSWERED]], dtype=np.int8))
    np.testing.assert_array_equal(shares(question, table, 0, MissingRules("zero", "exclude")), [1, 1, np.nan])

"""The next step of every kind of question, and the least answer that meets a stage."""

import math

import pytest

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.plan.step import find_steps, goal_words, meeting_code, next_code, way_words, worth
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.scoring.question_sets import bands, levels, number, options, parse, question_set


def question(entry):
    return parse(question_set(entry)).questions[0]


ONE = options("q", {"some": 1, "no": 0, "all": 5, "most": 3})
MANY = options("q", {"a": 1, "b": 3, "c": 2, "bad": -1}, choose="many")
NEXT = [
    (levels("q", count=3), 0, 1),
    (levels("q", count=3), 2, None),
    (levels("q", count=3), UNANSWERED, None),
    (levels("q", count=3), NOT_APPLICABLE, None),
    # The option with the fewest points above, wherever it stands.
    (ONE, 1, 0),
    (ONE, 0, 3),
    (ONE, 3, 2),
    # The option that adds most.
    (MANY, 0, 0b0010),
    (MANY, 0b0010, 0b0110),
    (MANY, 0b0111, None),
    (MANY, 0b1111, None),
    ({**MANY, "cap": 3}, 0b0010, None),
    # The next fifth of the way, on a whole step.
    (number("q", 100, 0), 100, 80),
    (number("q", 100, 0), 81, 80),
    (number("q", 100, 0), 80, 60),
    (number("q", 0, 100), 130, None),
    (number("q", 100, 0, step=7), 100, 77),
    (number("q", 0, 100, step=7), 0, 21),
    (number("q", 0, 1), 0.7, 0.8),
    # Up: where the next band starts. Down: just below where the worse one does.
    (bands("q", (0, 1, 2), starts=(10, 20)), 3, 10),
    (bands("q", (0, 1, 2), starts=(10, 20)), 10, 20),
    (bands("q", (0, 1, 2), starts=(10, 20)), 25, None),
    (bands("q", (2, 1, 0), starts=(10, 20)), 25, 19),
    (bands("q", (2, 1, 0), starts=(10, 20)), 15, 9),
    (bands("q", (2, 1, 0), starts=(0.2, 0.5)), 0.6, 0.2),
]


@pytest.mark.parametrize(("entry", "code", "wanted"), NEXT)
def test_the_next_answer(entry, code, wanted):
    found = question(entry)
    assert next_code(found, code) == (None if wanted is None else pytest.approx(wanted))


def test_a_curve_is_followed_in_equal_shares():
    entry = number("q", 1000, 1)
    entry["number"]["curve"] = "log"
    assert next_code(question(entry), 1000.0) == pytest.approx(1000 ** (4 / 5))


def test_a_number_that_may_not_be_answered_is_no_step():
    entry = bands("q", (2, 1, 0), starts=(10, 20))
    entry["number"]["least"] = 10
    assert next_code(question(entry), 15.0) is None


MEETS = [
    (levels("q", count=5), UNANSWERED, 4),
    (levels("q", count=5, met_from=2), 1, 2),
    (ONE | {"met_from": 2}, UNANSWERED, 3),
    (MANY | {"met_from": 4}, UNANSWERED, 0b0110),
    (MANY | {"met_from": 4}, 0b0001, 0b0011),
    (MANY, 0b1000, None),
    (number("q", 100, 0), UNANSWERED, 0),
    (number("q", 100, 0, met_from=30), UNANSWERED, 30),
    (bands("q", (0, 1, 2), starts=(10, 20), met_from=1), UNANSWERED, 10),
    (bands("q", (2, 1, 0), starts=(10, 20)), UNANSWERED, 9),
]


@pytest.mark.parametrize(("entry", "code", "wanted"), MEETS)
def test_the_least_answer_that_meets_a_stage(entry, code, wanted):
    assert meeting_code(question({"stage": 1, **entry}), code) == wanted


WORDS = [
    (levels("q"), 1, 2, "Level 1 to 2", "Level 2"),
    (ONE, 1, 0, '"no" to "some"', '"some"'),
    (MANY, 0b0001, 0b0011, "with b", "b"),
    (number("q", 100, 0), 40.0, 20.0, "40 to 20", "20"),
    (bands("q", (0, 1, 2), starts=(10, 20)), 3.0, 10.0, '"b0" to "b1"', '"b1"'),
    (levels("q"), UNANSWERED, 2, "no answer to Level 2", "Level 2"),
]


@pytest.mark.parametrize(("entry", "now", "goal", "way", "place"), WORDS)
def test_the_way_is_said_in_few_words(entry, now, goal, way, place):
    assert way_words(question(entry), now, goal) == way
    assert goal_words(question(entry), now, goal) == place


TEXTS = [
    (levels("q", count=3, next=["Begin.", "Go on."]), 1, "Go on."),
    (levels("q", count=3), 1, "Reach this: Level 2"),
    (ONE, 1, "Reach this: some"),
    (MANY, 0b0001, "Add this: b."),
    (number("q", 100, 0), 40.0, "Bring the number from 40 to 20."),
    (bands("q", (0, 1, 2), starts=(10, 20)), 3.0, "Reach this: b1"),
]


@pytest.mark.parametrize(("entry", "code", "text"), TEXTS)
def test_what_to_do_is_the_sets_own_next_step_or_the_next_answer(entry, code, text):
    questionnaire = parse(question_set(entry))
    (step,) = find_steps(Assessment(questionnaire, {}, {"q": Answer(code)}))
    assert step.text == text


def test_answers_are_compared_by_what_they_earn():
    assert worth(question(ONE), 2) > worth(question(ONE), 0) > worth(question(ONE), UNANSWERED) == -math.inf
    assert worth(question(number("q", 100, 0)), 10.0) > worth(question(number("q", 100, 0)), 20.0)
    assert worth(question(bands("q", (2, 1, 0), starts=(10, 20))), 3.0) == 2
    questionnaire = parse(question_set(levels("p"), levels("q", scored=False)))
    assert worth(questionnaire.question("q"), 3) == 3

"""Answers that are typed as signs, where nobody sees them."""

import pytest

from benchmark.council.typed import complain, read_signs, signs
from scoring.codes import NOT_APPLICABLE
from tests.council.several import SET


@pytest.mark.parametrize(
    ("question", "typed", "code"),
    [
        ("owners", "0", 0),
        ("owners", " 3 ", 3),
        ("owners", "n", NOT_APPLICABLE),
        ("owners", "N/A", NOT_APPLICABLE),
        ("sharing", "1", 0),
        ("sharing", "3", 2),
        ("sharing", "api", 2),
        ("uses", "1,3", 0b101),
        ("uses", "1 2; 3", 0b111),
        ("uses", "0", 0),
        ("uses", "none", 0),
        ("late", "12.5", 12.5),
    ],
)
def test_what_is_typed_is_read_by_the_one_parser(question, typed, code):
    found = read_signs(SET.question(question), typed)
    assert (found, complain(SET.question(question), typed)) == (code, "")


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("owners", "4"),
        ("owners", ""),
        ("sharing", "0"),
        ("sharing", "4"),
        ("uses", "1,9"),
        ("uses", "care"),
        ("late", "x"),
    ],
)
def test_what_is_no_answer_is_refused_without_repeating_it(question, typed):
    told = complain(SET.question(question), typed)
    assert told == f"That is not one of the answers. Type {signs(SET.question(question))}."


def test_a_number_that_does_not_fit_is_explained_without_repeating_it():
    told = complain(SET.question("late"), "12.3")
    assert told
    assert "12.3" not in told


def test_the_signs_are_said():
    said = [signs(SET.question(name)) for name in ("owners", "sharing", "uses", "late")]
    assert said == [
        "0 to 3, or n for not applicable",
        "1 to 3, or n for not applicable",
        "one or more of 1 to 3 with commas between them, 0 for none of these, or n for not applicable",
        "a number, or n for not applicable",
    ]

"""How far answers lie apart, against a slow oracle that compares everybody with everybody."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.codes import NOT_APPLICABLE
from scoring.spread import Given, Spread, Standing, Tally, spread_of, standing, tally

LEVELS = [(None, NOT_APPLICABLE), *((level / 4, level) for level in range(5))]
answers = st.lists(st.sampled_from(LEVELS).map(lambda pair: Given(pair[1], pair[0])), max_size=6)


def oracle(people):
    """Everybody beside everybody."""
    pairs = list(combinations(people, 2))
    valued = [(a, b) for a, b in pairs if a.share is not None and b.share is not None]
    different = []
    for person in people:
        if not any(person.code == other.code and type(person.code) is type(other.code) for other in different):
            different.append(person)
    return Spread(
        answered=len(people),
        different=len(different),
        not_applicable=len([person for person in people if person.code is NOT_APPLICABLE]),
        distance=max((round(abs(a.share - b.share), 4) for a, b in valued), default=None),
        lowest=min((p.code for pair in valued for p in pair), default=None),
        highest=max((p.code for pair in valued for p in pair), default=None),
    )


@given(answers)
def test_a_spread_is_that_of_the_slow_oracle(people):
    assert spread_of(people) == oracle(people)
    assert spread_of(people).differs == any(a != b for a, b in combinations(people, 2))


@given(answers, st.randoms())
def test_the_order_of_people_makes_no_difference(people, random):
    mixed = list(people)
    random.shuffle(mixed)
    assert spread_of(mixed) == spread_of(people)


def test_the_number_minus_one_is_another_answer_than_not_applicable():
    found = spread_of([Given(-2.0, 0.5), Given(NOT_APPLICABLE, None)])
    assert (found.different, found.not_applicable, found.distance) == (2, 1, None)


@given(st.lists(answers, max_size=5))
def test_several_questions_together_are_counted_one_by_one(questions):
    several = [people for people in questions if len(people) > 1]
    distances = [d for people in several if (d := oracle(people).distance) is not None]
    found = tally(spread_of(people) for people in questions)
    assert found[:2] == (len(several), sum(oracle(people).different > 1 for people in several))
    assert found.distance == (pytest.approx(sum(distances) / len(distances)) if distances else None)


def test_a_share_needs_something_to_be_a_share_of():
    assert Tally(4, 1, 0.5).share == 0.25
    assert Tally(0, 0, None).share is None


def test_a_standing_counts_who_is_below_and_above():
    assert standing([(0.0, 0.5), (0.5, 0.5), (1.0, 0.75)]) == Standing(3, 1, 1, 1, pytest.approx(-0.25 / 3))
    assert standing([]) == Standing(0, 0, 0, 0, None)


def test_a_hair_is_no_difference():
    assert standing([(0.1 + 0.2, 0.3)]).same == 1

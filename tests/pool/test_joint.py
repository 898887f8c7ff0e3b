"""The joint audit against an exact oracle: no combination of what was published isolates too few councils."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.pool.joint import audit
from tests.pool import set_oracle


def councils(first: int, last: int, version: str = "1") -> frozenset:
    return frozenset((f"c{number:02}", version) for number in range(first, last))


def isolates(published: list[frozenset], minimum: int) -> bool:
    """The oracle: try every combination with small whole weights, and count the councils that are left in it.

    The weights that matter are cofactors of matrices of 0 and 1 with at most three rows, so none is beyond 2.
    """
    assert len(published) <= 4
    answers = sorted(frozenset().union(*published))
    for weights in product(range(-2, 3), repeat=len(published)):
        left = {
            name
            for name, version in answers
            if sum(w for w, found in zip(weights, published, strict=True) if (name, version) in found)
        }
        if 0 < len(left) < minimum:
            return True
    return False


@pytest.mark.parametrize(
    ("published", "safe"),
    [
        ("one group", True),
        ("a group and its remainder of 8", True),
        ("a group and its remainder of 7", False),
        ("one council more", False),
        ("eight councils more", True),
        ("one council revised", False),
        ("eight councils revised", True),
        ("one left and seven came", True),
        ("one left and six came", False),
        ("12 districts and 8 counties, then one more council", False),
        ("tier and size overlap in all but two", False),
    ],
)
def test_a_table_of_publications(published: str, safe: bool) -> None:
    cases = {
        "one group": [councils(0, 20)],
        "a group and its remainder of 8": [councils(0, 20), councils(0, 12)],
        "a group and its remainder of 7": [councils(0, 20), councils(0, 13)],
        "one council more": [councils(0, 20), councils(0, 21)],
        "eight councils more": [councils(0, 20), councils(0, 28)],
        "one council revised": [councils(0, 20), councils(0, 19) | councils(19, 20, "2")],
        "eight councils revised": [councils(0, 20), councils(0, 12) | councils(12, 20, "2")],
        "one left and seven came": [councils(0, 20), councils(1, 27)],
        "one left and six came": [councils(0, 20), councils(1, 26)],
        "12 districts and 8 counties, then one more council": [
            councils(0, 20),
            councils(0, 12),
            councils(12, 20),
            councils(0, 29),
            councils(12, 20) | councils(20, 28),
        ],
        "tier and size overlap in all but two": [councils(0, 40), councils(0, 20), councils(0, 18)],
    }
    assert audit(cases[published], 8).safe is safe


members = st.frozensets(st.tuples(st.sampled_from([f"c{n}" for n in range(7)]), st.sampled_from("12")), min_size=1)


@given(st.lists(members, min_size=1, max_size=4), st.integers(2, 4))
def test_the_verdict_is_the_oracles(published: list[frozenset], minimum: int) -> None:
    verdict = audit(published, minimum)
    assert verdict.finished
    assert verdict.isolates == isolates(published, minimum)


many = st.frozensets(st.tuples(st.sampled_from([f"c{n}" for n in range(9)]), st.sampled_from("12")), min_size=1)


@given(st.lists(many, min_size=5, max_size=9), st.integers(2, 4))
def test_of_many_figures_the_verdict_is_that_of_the_oracle_with_fractions(
    published: list[frozenset], minimum: int
) -> None:
    verdict = audit(published, minimum)
    assert verdict.finished
    assert verdict.isolates == set_oracle.isolates(published, minimum)


def test_a_search_that_is_not_finished_is_not_safe() -> None:
    published = [councils(0, 40), *(councils(number, number + 20) for number in range(20))]
    verdict = audit(published, 8, most=1)
    assert not verdict.safe


def test_the_same_figures_again_tell_nothing_new() -> None:
    assert audit([councils(0, 20)] * 5, 8).safe


def test_sets_that_are_independent_but_not_over_two_elements() -> None:
    """Each of three groups stands in two of three figures: these add up to twice the whole."""
    groups = [councils(start, start + 8) for start in (0, 8, 16)]
    published = [groups[0] | groups[1], groups[1] | groups[2], groups[0] | groups[2]]
    assert audit(published, 8).safe
    assert audit([*published, groups[0] - councils(0, 1)], 8).isolates


def test_a_round_of_three_attributes_is_judged_without_a_search() -> None:
    """All of a country's councils in thirty groups, published twice: one look is enough, where trying took minutes."""
    draw = random.Random(7)
    answers = [(f"c{number:03}", "1") for number in range(400)]
    places = [[draw.randrange(size) for _ in answers] for size in (5, 12, 13)]
    groups = [
        frozenset(answer for answer, place in zip(answers, of_attribute, strict=True) if place == at)
        for of_attribute in places
        for at in range(max(of_attribute) + 1)
    ]
    assert audit([frozenset(answers[28:]), frozenset(answers), *groups], 8, most=1).safe
    assert audit([frozenset(answers[7:]), frozenset(answers), *groups], 8).isolates

"""The audit of two attributes: whatever is added and subtracted, no combination of their groups isolates too few.

It looks at two attributes at a time, and at one publication. Three attributes together, and what several publications of
a round give away, are the matter of the joint audit.
"""

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.pool import audit
from benchmark.pool.audit import differences, groups_that_isolate
from benchmark.pool.benchmark import ALL
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK
from scoring.codes import NOT_ASKED
from tests.pool.build import attribute, counted, levels, question_set


def masks(places, count):
    return [np.array(places) == at for at in range(count)]


def everyone(places):
    return np.ones(len(places), dtype=bool)


def least(first, second, answering):
    """Try every sum and difference of groups, each taken up to twice: how few councils can be left?

    `first` and `second` give each council's group. Of two attributes, once each is enough; twice shows that more is no
    more.
    """
    sizes = [sum(1 for *_, here in zip(first, second, answering, strict=True) if here) + 1]
    for one in product((-1, 0, 1), repeat=max(first) + 1):
        for other in product((-1, 0, 1), repeat=max(second) + 1):
            left = sum(1 for a, b, here in zip(first, second, answering, strict=True) if here and one[a] + other[b])
            if left:
                sizes.append(left)
    return min(sizes)


PLACES = st.integers(4, 14).flatmap(
    lambda size: st.tuples(
        st.lists(st.integers(0, 2), min_size=size, max_size=size),
        st.lists(st.integers(0, 2), min_size=size, max_size=size),
        st.lists(st.booleans() | st.just(True), min_size=size, max_size=size),
    )
)


@given(PLACES, st.integers(2, 6))
def test_the_audit_finds_what_trying_everything_finds(places, minimum):
    first, second, answering = places
    here = np.array(answering)
    found = groups_that_isolate(here, masks(first, 3), masks(second, 3), minimum)
    assert found == (sum(answering) > 0 and least(first, second, answering) < minimum)


@given(PLACES, st.integers(2, 6))
def test_a_group_that_is_not_shown_follows_from_the_whole(places, minimum):
    """Leaving the last group of an attribute out makes no difference: the whole less the others is that group."""
    first, second, answering = places
    here = np.array(answering)
    shown = groups_that_isolate(here, masks(first, 3)[:-1], masks(second, 3)[:-1], minimum)
    assert shown == groups_that_isolate(here, masks(first, 3), masks(second, 3), minimum)


@given(st.integers(0, 10_000), st.integers(20, 60), st.integers(2, 8))
def test_what_is_seen_at_once_is_what_the_least_cut_says(seed, councils, minimum):
    dice = random.Random(seed)
    first, second = ([dice.randrange(size) for _ in range(councils)] for size in (2, 3))
    groups = masks(first, 2), masks(second, 3)
    found = groups_that_isolate(everyone(first), *groups, minimum)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "_well_mixed", lambda *_: False)
        assert groups_that_isolate(everyone(first), *groups, minimum) == found


def test_attributes_of_a_whole_country_need_no_search_for_the_least_cut(monkeypatch):
    dice = random.Random(1)
    monkeypatch.setattr(audit, "_least_cut", pytest.fail)
    for sizes in ((5, 12), (12, 5), (5, 13), (4, 4)):
        first, second = ([dice.randrange(size) for _ in range(400)] for size in sizes)
        assert not groups_that_isolate(everyone(first), masks(first, sizes[0]), masks(second, sizes[1]), 8)


def test_twice_a_group_isolates_no_fewer():
    """A sum with other factors is no better than one with 1 and -1: tried for many small memberships."""
    dice = random.Random(4)
    for _ in range(60):
        size = dice.randint(4, 9)
        first, second = ([dice.randint(0, 1) for _ in range(size)] for _ in range(2))
        found = min(
            left
            for one in product(range(-2, 3), repeat=2)
            for other in product(range(-2, 3), repeat=2)
            if (left := sum(1 for a, b in zip(first, second, strict=True) if one[a] + other[b]))
        )
        assert found == least(first, second, [True] * size)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # The same groups twice, and groups that cross as they should.
        ([0] * 8 + [1] * 8, [0] * 8 + [1] * 8, False),
        ([0] * 16 + [1] * 16, ([0] * 8 + [1] * 8) * 2, False),
        # One inside another: the difference is 7, or 8.
        ([0] * 8 + [1] * 15, [0] * 15 + [1] * 8, True),
        ([0] * 8 + [1] * 16, [0] * 16 + [1] * 8, False),
        # A union of two inside one.
        ([0] * 8 + [1] * 8 + [2] * 16, [0] * 18 + [1] * 14, True),
        # Neither inside the other, but nearly the same: 3 here and 3 there are left.
        ([0] * 10 + [1] * 10, [0] * 7 + [1] * 3 + [0] * 3 + [1] * 7, True),
        ([0] * 10 + [1] * 10, [0] * 6 + [1] * 4 + [0] * 4 + [1] * 6, False),
        # A group below the minimum, even alone.
        ([0] * 7 + [1] * 20, [0] * 27, True),
    ],
)
def test_examples(first, second, expected):
    groups = (masks(first, max(first) + 1), masks(second, max(second) + 1))
    assert groups_that_isolate(everyone(first), *groups, 8) == expected
    assert groups_that_isolate(everyone(first), *groups[::-1], 8) == expected


def test_more_groups_than_can_be_looked_at_are_not_published_together():
    many = masks(list(range(13)) * 20, 13)
    few = masks([at // 130 for at in range(260)], 2)
    assert groups_that_isolate(everyone(range(260)), many, many, 8)
    assert not groups_that_isolate(everyone(range(260)), many, few, 8)
    assert differences(everyone(range(260)), many, few) == []
    with pytest.raises(ValueError, match="so many groups"):
        differences(everyone(range(260)), many, many)


# ---- differences, in which a level may be rare although it is in neither group


@given(PLACES)
def test_every_group_inside_another_leaves_a_difference(places):
    """Any union inside another union leaves one of the listed differences, with whole groups added to it."""
    first, second, answering = places
    here = np.array(answering)
    one, other = ([m & here for m in masks(p, 3) if (m & here).any()] for p in (first, second))
    found = differences(here, one, other)
    groups = {frozenset(np.flatnonzero(m)) for m in (*one, *other)}
    listed = {frozenset(np.flatnonzero(m)) for m in found}
    for inner_of, outer_of in ((one, other), (other, one)):
        for chosen in product((False, True), repeat=len(inner_of)):
            for around in product((False, True), repeat=len(outer_of)):
                inner = frozenset().union(*(np.flatnonzero(m) for m, c in zip(inner_of, chosen, strict=True) if c))
                outer = frozenset().union(*(np.flatnonzero(m) for m, c in zip(outer_of, around, strict=True) if c))
                if inner and inner < outer and len(outer) < here.sum():
                    assert made_of(outer - inner, listed, groups)


def made_of(wanted, listed, groups):
    """Say whether a set is one of the listed differences, or whole groups, or both put together without overlap."""
    if not wanted:
        return True
    return any(part <= wanted and made_of(wanted - part, listed, groups) for part in listed | groups)


# ---- in a benchmark

# 20 councils: 10 lower and 10 single; 8 of the lower are small, and all of the single are large. The two lower ones that
# are large are the difference between the large and the single.
TIERS = ["lower"] * 10 + ["single"] * 10
SIZES = ["small"] * 8 + ["large"] * 2 + ["large"] * 10
SET = question_set(
    *(levels(f"q{at}", 2) for at in range(3)),
    attributes=[attribute("tier", "lower", "single"), attribute("population", "small", "large")],
)


def by_hand(benchmark, item):
    """Subtract: large less single."""
    large = benchmark.cell("population-large", item)
    single = benchmark.cell("tier-single", item)
    if large is None or single is None or not large.bins or not single.bins:
        return None
    return [one.councils - other.councils for one, other in zip(large.bins, single.bins, strict=True)]


def test_tier_and_population_that_isolate_two_councils_are_not_published_together(monkeypatch):
    """With the audit switched off, subtraction shows the answers of two councils to every question; with it, nothing."""
    codes = [[0] * 4 + [1] * 4 + [0, 0] + [0] * 5 + [1] * 5 for _ in SET.questions]
    table = counted(SET, codes, {"tier": TIERS, "population": SIZES})
    audited = build_benchmark(table, NETWORK)
    assert [group.attribute for group in audited.groups] == [None, "tier", "tier"]
    assert by_hand(audited, "q0") is None
    for module in ("publish", "cells"):
        monkeypatch.setattr(f"benchmark.pool.{module}.groups_that_isolate", lambda *_: False)
    monkeypatch.setattr("benchmark.pool.cells.differences", lambda *_: [])
    assert by_hand(build_benchmark(table, NETWORK), "q0") == [2, 0]


def test_an_item_is_audited_by_who_answered_it():
    """Tier and population cross as they should; but of those that were asked q1, all but two agree in both."""
    tiers = ["lower"] * 20 + ["single"] * 20
    sizes = ["small"] * 10 + ["large"] * 10 + ["small"] * 10 + ["large"] * 10
    asked = [[0, 1] * 20, [0, 1] * 5 + [0, 1] + [NOT_ASKED] * 18 + [0, 1] * 5, [0, 1] * 20]
    benchmark = build_benchmark(counted(SET, asked, {"tier": tiers, "population": sizes}), NETWORK)
    shown = {(cell.group, cell.item) for cell in benchmark.cells if cell.councils is not None}
    for item in ("q0", "q2"):
        assert {("tier-lower", item), ("population-small", item)} <= shown
    assert ("tier-lower", "q1") in shown
    assert ("population-small", "q1") not in shown
    assert (ALL, "q1") in shown


def test_a_level_that_is_rare_only_in_the_difference_is_joined_too():
    """8 small lower councils inside 20 lower ones: the 12 others follow by subtraction, and one of them is at level 0."""
    three = question_set(
        levels("q", 3), attributes=[attribute("tier", "lower", "single"), attribute("population", "small", "large")]
    )
    tiers = ["lower"] * 20 + ["single"] * 20
    sizes = ["small"] * 8 + ["large"] * 32
    small, others, single = [0] * 4 + [1] * 4, [0] * 1 + [1] * 7 + [2] * 4, [0] * 7 + [1] * 8 + [2] * 5
    benchmark = build_benchmark(
        counted(three, [small + others + single], {"tier": tiers, "population": sizes}), NETWORK
    )
    assert [(b.first, b.councils) for b in benchmark.cell("tier-lower", "q").bins] == [(0, 5), (1, 11), (2, 4)]
    lower, small_cell = (benchmark.cell(group, "q") for group in ("tier-lower", "population-small"))
    assert small_cell.councils == 8
    assert 1 not in [lower.bins[0].councils - b.councils for b in small_cell.bins if (b.first, b.last) == (0, 0)]
    assert (0, 0) not in {(b.first, b.last) for b in small_cell.bins}

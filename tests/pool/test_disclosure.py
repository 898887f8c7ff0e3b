"""Disclosure control, function by function: one table of boundaries each, under the three settings."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.pool.disclosure import (
    Bins,
    Ends,
    Figures,
    blocks,
    dominant_bin,
    figures,
    joint_partition,
    mean_step,
    shown_groups,
    to_base,
)
from benchmark.pool.rules import CIRCLE, FLOOR, NETWORK, PUBLIC, SETTINGS, Rules

ALL_RULES = st.sampled_from([NETWORK, PUBLIC, CIRCLE])
SIZES = st.lists(st.integers(0, 30), min_size=1, max_size=8)


# ---- the rules themselves


@pytest.mark.parametrize("minimum", [-1, 0, 1, 4])
def test_no_setting_can_go_below_the_floor(minimum):
    with pytest.raises(ValueError, match="below the floor of 5"):
        replace(CIRCLE, minimum=minimum)
    with pytest.raises(ValueError, match="below the floor of 5"):
        Rules("network", minimum, 16, 12, 8, 2, 0.9, 1)


def test_the_floor_itself_is_allowed():
    assert replace(NETWORK, minimum=FLOOR).minimum == 5


def test_settings_are_found_by_name_and_differ_as_they_should():
    assert {name: rules.setting for name, rules in SETTINGS.items()} == {n: n for n in ("network", "public", "circle")}
    assert PUBLIC.minimum > NETWORK.minimum > CIRCLE.minimum >= FLOOR
    assert [rules.exact for rules in (NETWORK, PUBLIC, CIRCLE)] == [False, False, True]


# ---- blocks: which groups of an attribute are shown


@pytest.mark.parametrize(
    ("rules", "sizes", "expected"),
    [
        (NETWORK, [8, 8], [(0,), (1,)]),
        (NETWORK, [8, 7], []),
        (NETWORK, [15], []),
        (NETWORK, [100], []),
        (NETWORK, [], []),
        (NETWORK, [0, 0], []),
        (NETWORK, [0, 9, 0, 9, 0], [(1,), (3,)]),
        (NETWORK, [7, 8, 9], [(0, 1), (2,)]),
        (NETWORK, [9, 7, 8], [(0,), (1, 2)]),
        (NETWORK, [8, 1, 8], [(0, 1), (2,)]),
        (NETWORK, [9, 1, 8], [(0,), (1, 2)]),
        (NETWORK, [4, 4, 4, 4], [(0, 1), (2, 3)]),
        (NETWORK, [1, 1, 1, 1, 20], []),
        (NETWORK, [2, 2, 2, 2, 20], [(0, 1, 2, 3), (4,)]),
        (NETWORK, [2, 20, 2, 20, 2], [(0, 1), (2, 3, 4)]),
        (NETWORK, [20, 1], []),
        (PUBLIC, [10, 10], [(0,), (1,)]),
        (PUBLIC, [10, 9], []),
        (PUBLIC, [9, 9, 10], [(0, 1), (2,)]),
        (CIRCLE, [5, 5], [(0,), (1,)]),
        (CIRCLE, [4, 5], []),
    ],
)
def test_small_groups_are_merged_with_the_smaller_neighbour(rules, sizes, expected):
    assert blocks(sizes, rules) == expected


@given(SIZES, ALL_RULES)
def test_every_block_has_the_minimum_and_so_does_what_is_left(sizes, rules):
    found = blocks(sizes, rules)
    assert len(found) != 1
    for block in found:
        inside = sum(sizes[at] for at in block)
        assert inside >= rules.minimum
        assert sum(sizes) - inside >= rules.minimum
    if found:
        assert sorted(at for block in found for at in block) == [at for at, size in enumerate(sizes) if size]
        assert all(max(one) < min(other) for one, other in pairwise(found))


# ---- shown groups: in which of them one item is shown


@pytest.mark.parametrize(
    ("rules", "answering", "expected"),
    [
        (NETWORK, [8, 8], [True, True]),
        (NETWORK, [8, 7], [False, False]),
        (NETWORK, [8, 0], [True, False]),
        (NETWORK, [0, 0], [False, False]),
        (NETWORK, [7, 7], [False, False]),
        (NETWORK, [20, 7, 1], [True, False, False]),
        (NETWORK, [20, 7, 0], [False, False, False]),
        (NETWORK, [20, 9, 7], [True, False, False]),
        (NETWORK, [9, 20, 7], [False, True, False]),
        (NETWORK, [9, 9, 7], [False, True, False]),
        (NETWORK, [], []),
        (PUBLIC, [10, 10], [True, True]),
        (PUBLIC, [10, 9], [False, False]),
        (PUBLIC, [12, 5, 5], [True, False, False]),
        (CIRCLE, [5, 5], [True, True]),
        (CIRCLE, [5, 4], [False, False]),
    ],
)
def test_a_group_is_held_back_where_the_rest_would_follow(rules, answering, expected):
    assert shown_groups(answering, rules) == expected


@given(SIZES, ALL_RULES)
def test_what_is_shown_has_the_minimum_and_what_is_left_has_it_or_is_nothing(answering, rules):
    shown = shown_groups(answering, rules)
    assert all(size >= rules.minimum for size, is_shown in zip(answering, shown, strict=True) if is_shown)
    left = sum(size for size, is_shown in zip(answering, shown, strict=True) if not is_shown)
    assert not any(shown) or left == 0 or left >= rules.minimum


# ---- joint partition: which bins are shown together


@pytest.mark.parametrize(
    ("rules", "groups", "within", "expected"),
    [
        # One group. A rare bin goes to the neighbour that fewer hold; of equals, to the lower.
        (NETWORK, [[3, 3, 3]], None, [(0, 0), (1, 1), (2, 2)]),
        (NETWORK, [[2, 5, 4]], None, [(0, 1), (2, 2)]),
        (NETWORK, [[5, 2, 4]], None, [(0, 0), (1, 2)]),
        (NETWORK, [[4, 2, 5]], None, [(0, 1), (2, 2)]),
        (NETWORK, [[5, 1, 5]], None, [(0, 1), (2, 2)]),
        (NETWORK, [[1, 1, 9]], None, []),
        (NETWORK, [[1, 1, 1, 9]], None, [(0, 2), (3, 3)]),
        (NETWORK, [[8, 1]], None, []),
        (NETWORK, [[3, 0, 8]], None, [(0, 0), (1, 1), (2, 2)]),
        # Past empty bins: joined to them, a rare one would still be told.
        (NETWORK, [[7, 0, 1, 0, 5]], None, [(0, 0), (1, 1), (2, 4)]),
        (NETWORK, [[5, 0, 1, 0, 7]], None, [(0, 2), (3, 3), (4, 4)]),
        (NETWORK, [[0, 0, 1, 9, 9]], None, [(0, 0), (1, 1), (2, 3), (4, 4)]),
        (NETWORK, [[9, 9, 1, 0, 0]], None, [(0, 0), (1, 2), (3, 3), (4, 4)]),
        # Nearly all alike: nothing.
        (NETWORK, [[0, 19, 1]], None, []),
        (NETWORK, [[0, 18, 2]], None, [(0, 0), (1, 2)]),
        # Several groups: what is rare in one is joined in all.
        (NETWORK, [[4, 4, 4], [4, 4, 4]], None, [(0, 0), (1, 1), (2, 2)]),
        (NETWORK, [[4, 4, 4], [2, 5, 5]], None, [(0, 1), (2, 2)]),
        (NETWORK, [[4, 4, 4], [4, 4, 4], [2, 0, 0]], None, []),
        (NETWORK, [[6, 6, 6], [0, 9, 0]], None, []),
        (NETWORK, [[4, 4, 4], [0, 0, 0]], None, [(0, 0), (1, 1), (2, 2)]),
        # What is joined in the whole stays joined in its parts.
        (NETWORK, [[3, 0, 5], [3, 0, 5]], [(0, 1), (2, 2)], [(0, 1), (2, 2)]),
        (NETWORK, [[2, 0, 6], [4, 1, 3]], [(0, 0), (1, 2)], []),
        (NETWORK, [[4, 4], [4, 4]], [], []),
        (PUBLIC, [[5, 2, 4]], None, [(0, 0), (1, 2)]),
        (CIRCLE, [[5, 1, 0]], None, [(0, 0), (1, 1), (2, 2)]),
        (CIRCLE, [[5, 0, 0]], None, [(0, 0), (1, 1), (2, 2)]),
    ],
)
def test_rare_bins_are_joined_the_same_way_in_all_groups(rules, groups, within, expected):
    chosen = joint_partition(groups, rules, tuple(within) if within is not None else None)
    assert list(chosen) == expected


TABLES = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=4)
)


@given(TABLES, ALL_RULES)
def test_no_group_shows_a_rare_count(groups, rules):
    whole = [sum(counts) for counts in zip(*groups, strict=True)]
    within = joint_partition([whole], rules)
    chosen = joint_partition(groups, rules, within)
    for first, last in (*within, *chosen):
        assert sum(whole[first : last + 1]) not in range(1, rules.rare + 1)
    for first, last in chosen:
        assert all(sum(counts[first : last + 1]) not in range(1, rules.rare + 1) for counts in groups)
    for found in (within, chosen):
        assert not found or [at for first, last in found for at in range(first, last + 1)] == list(range(len(whole)))
    # No range of the whole is cut by a range of the parts: their difference would be a count that nobody chose to show.
    assert all(any(a <= first and last <= b for a, b in chosen) for first, last in within) or not chosen


@given(st.lists(st.integers(0, 12), min_size=2, max_size=5), st.lists(st.integers(0, 1), min_size=2, max_size=5))
def test_empty_bins_between_others_change_nothing(counts, gaps):
    """A score on one question has its levels in other fifths: the same answers must be joined in the same way."""
    wide, places = [], []
    for count, gap in zip(counts, gaps, strict=False):
        places.append(len(wide))
        wide += [count] + [0] * gap
    narrow = [wide[at] for at in places]
    if len(narrow) < 2:
        return
    held = [at for at, count in enumerate(narrow) if count]

    def together(partition, where):
        return {frozenset(at for at in held if first <= where[at] <= last) for first, last in partition}

    one, other = joint_partition([narrow], NETWORK), joint_partition([wide], NETWORK)
    if one and other:
        assert together(one, range(len(narrow))) - {frozenset()} == together(other, places) - {frozenset()}


# ---- nearly all alike


@pytest.mark.parametrize(
    ("rules", "counts", "expected"),
    [
        (NETWORK, [0, 8], 1),
        (NETWORK, [1, 7], None),
        (NETWORK, [1, 9], None),
        (NETWORK, [1, 10], 1),
        (NETWORK, [2, 18], None),
        (NETWORK, [18, 1], 0),
        (NETWORK, [19, 2], 0),
        (NETWORK, [10, 90], None),
        (NETWORK, [9, 91], 1),
        (PUBLIC, [0, 10], 1),
        (CIRCLE, [0, 10], None),
    ],
)
def test_a_level_held_by_more_than_nine_in_ten_stands_for_all(rules, counts, expected):
    assert dominant_bin(counts, rules) == expected


# ---- figures


def levels(count):
    return Ends(0, count - 1, levels=True)


def score(start, stop):
    return Ends(start, stop, levels=False)


def shown(counts, rules, partition=None, ends=None):
    """Give the figures of a question whose levels so many councils hold."""
    values = np.array([float(level) for level, count in enumerate(counts) for _ in range(count)])
    chosen = joint_partition([counts], rules) if partition is None else partition
    return figures(counts, values, ends or levels(len(counts)), chosen, rules)


@pytest.mark.parametrize(
    ("rules", "counts", "expected"),
    [
        # 8 to 11 councils: an average and no quartiles. From 12: quartiles and no average beside them.
        (NETWORK, [3, 5, 0], Figures(8, (Bins(0, 0, 3), Bins(1, 1, 5), Bins(2, 2, 0)), mean=0.75)),
        (NETWORK, [3, 3, 5], Figures(11, (Bins(0, 0, 3), Bins(1, 1, 3), Bins(2, 2, 5)), mean=1.2)),
        (NETWORK, [3, 3, 6], Figures(12, (Bins(0, 0, 3), Bins(1, 1, 3), Bins(2, 2, 6)), quartiles=(0.75, 1.5, 2.0))),
        # Joined bins; nearly all alike, with nothing beside it.
        (NETWORK, [2, 5, 4], Figures(11, (Bins(0, 1, 7), Bins(2, 2, 4)), mean=1.2)),
        (NETWORK, [1, 15, 0], Figures(16, dominant=Bins(1, 1, 16))),
        # In public: numbers to base 5, and no levels below 40.
        (PUBLIC, [6, 6, 0], Figures(10, quartiles=(0.0, 0.5, 1.0))),
        (PUBLIC, [13, 13, 13], Figures(40, quartiles=(0.0, 1.0, 2.0))),
        (
            PUBLIC,
            [13, 13, 14],
            Figures(40, (Bins(0, 0, 15), Bins(1, 1, 15), Bins(2, 2, 15)), quartiles=(0.0, 1.0, 2.0)),
        ),
        (PUBLIC, [3, 40, 2], Figures(45, (Bins(0, 0, 5), Bins(1, 2, 40)), quartiles=(1.0, 1.0, 1.0))),
        # In the circle: exact, from 5, quartiles and average both.
        (
            CIRCLE,
            [1, 3, 1],
            Figures(5, tuple(Bins(at, at, n) for at, n in enumerate([1, 3, 1])), None, (1.0, 1.0, 1.0), 1.0),
        ),
        (
            CIRCLE,
            [1, 2, 3],
            Figures(6, tuple(Bins(at, at, n) for at, n in enumerate([1, 2, 3])), None, (1.0, 1.5, 2.0), 1.3333),
        ),
        (
            CIRCLE,
            [0, 5, 0],
            Figures(5, tuple(Bins(at, at, n) for at, n in enumerate([0, 5, 0])), None, (1.0, 1.0, 1.0), 1.0),
        ),
    ],
)
def test_what_is_shown_of_one_item_in_one_group(rules, counts, expected):
    assert shown(counts, rules) == expected


def test_bins_without_an_order_have_no_middle():
    assert figures([4, 4, 4], np.empty(0), levels(3), [(0, 0), (1, 1), (2, 2)], NETWORK) == Figures(
        12, (Bins(0, 0, 4), Bins(1, 1, 4), Bins(2, 2, 4))
    )


@pytest.mark.parametrize(
    ("councils", "start", "stop", "step"),
    [
        (8, 0, 4, 0.5),
        (9, 0, 4, 0.5),
        (10, 0, 4, 0.5),
        (16, 0, 4, 0.25),
        (20, 0, 4, 0.2),
        (21, 0, 4, 0.2),
        (40, 0, 4, 0.1),
        (400, 0, 4, 0.01),
        (8, 0, 100, 20),
        (10, 0, 100, 10),
        (11, 0, 100, 10),
        (40, 0, 100, 2.5),
        (100, 0, 100, 1),
        (1000, 0, 100, 0.1),
        (8, 1, 5, 0.5),
        (10, -100, 100, 20),
        (8, 0, 1, 0.2),
        (8, 0, 0.001, 0.0002),
    ],
)
def test_a_mean_is_shown_in_steps_of_at_least_the_scale_divided_by_the_councils(councils, start, stop, step):
    assert mean_step(councils, start, stop) == pytest.approx(step)


@given(st.integers(5, 2000), st.floats(0.01, 1000))
def test_no_step_of_a_mean_is_finer_than_that(councils, length):
    step = mean_step(councils, 0, length)
    assert length / councils - 1e-9 <= step <= 2.5 * length / councils + 1e-9


@given(st.lists(st.integers(0, 8), min_size=2, max_size=6).filter(lambda counts: 8 <= sum(counts) < 12), st.data())
def test_one_council_moves_a_mean_by_one_step_at_most(counts, data):
    """Wherever it stood and wherever it goes; as long as a mean is shown at all."""
    start = data.draw(st.sampled_from([at for at, count in enumerate(counts) if count]))
    goal = data.draw(st.integers(0, len(counts) - 1))
    after = list(counts)
    after[start] -= 1
    after[goal] += 1
    before, now = shown(counts, NETWORK), shown(after, NETWORK)
    if before.mean is not None and now.mean is not None:
        assert abs(before.mean - now.mean) <= mean_step(sum(counts), 0, len(counts) - 1) + 1e-9


@pytest.mark.parametrize(
    ("values", "ends", "expected"),
    [
        # To half a level of five, halves upwards: 1.25 is 1.5.
        ([1] * 7 + [2] * 6, levels(5), (1.0, 1.0, 2.0)),
        ([0] * 4 + [1] * 8, levels(5), (0.0, 1.0, 1.0)),
        ([1] * 4 + [2] * 10, levels(5), (1.5, 2.0, 2.0)),
        ([7.3] * 13, levels(13), (7.2, 7.2, 7.2)),
        # To a twentieth of a score's scale: 5 points of 100, or 0.2 from 1 to 5.
        ([41] * 13, score(0, 100), (40.0, 40.0, 40.0)),
        ([42.5] * 13, score(0, 100), (45.0, 45.0, 45.0)),
        ([42.4] * 13, score(0, 100), (40.0, 40.0, 40.0)),
        ([-3] * 13, score(-100, 100), (0.0, 0.0, 0.0)),
        ([-6] * 13, score(-100, 100), (-10.0, -10.0, -10.0)),
        ([2.69] * 13, score(1, 5), (2.6, 2.6, 2.6)),
        ([1.4] * 13, score(0, 3), (1.35, 1.35, 1.35)),
    ],
)
def test_quartiles_are_rounded(values, ends, expected):
    found = figures([7, 6], np.array(values, dtype=float), ends, [(0, 0), (1, 1)], NETWORK).quartiles
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("rules", "number", "expected"),
    [
        (NETWORK, 0, 0),
        (NETWORK, 13, 13),
        (CIRCLE, 1, 1),
        (PUBLIC, 0, 0),
        (PUBLIC, 2, 0),
        (PUBLIC, 3, 5),
        (PUBLIC, 7, 5),
        (PUBLIC, 8, 10),
        (PUBLIC, 10, 10),
        (PUBLIC, 12, 10),
        (PUBLIC, 13, 15),
        (PUBLIC, 382, 380),
    ],
)
def test_numbers_of_councils_are_rounded_in_public(rules, number, expected):
    assert to_base(number, rules) == expected

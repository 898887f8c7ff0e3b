"""What contacts cost and what a shift is worth: tables, laws, and a slow oracle that keeps both sets of books."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.channels import CHANNELS, Range, price_factor, saving, share, spending, total, value, whole

COSTS = {"web": 0.2, "phone": 4.0, "face": 12.0}
ALL = {"web": 600.0, "phone": 300.0, "face": 50.0, "email": 40.0, "post": 10.0}

contacts = st.dictionaries(st.sampled_from(CHANNELS), st.integers(0, 200_000).map(float))
pounds = st.integers(0, 4000).map(lambda pence: pence / 100)
costs = st.fixed_dictionaries(dict.fromkeys(COSTS, pounds))
shares = st.integers(0, 100).map(lambda percent: percent / 100)
ranges = st.tuples(shares, shares).map(lambda ends: Range(min(ends), max(ends)))


def books(numbers, prices, shift, fail):
    """The cost of a year before, less that of the year after, contact by contact, in exact numbers."""
    before = after = Fraction(0)
    for channel in ("phone", "face"):
        there = Fraction(numbers.get(channel, 0))
        gone = there * Fraction(shift)
        back = gone * Fraction(fail)
        before += there * Fraction(prices[channel])
        after += (there - gone) * Fraction(prices[channel])
        after += gone * Fraction(prices["web"]) + back * Fraction(prices["phone"])
    return float(before - after)


def ends_by_trying(numbers, prices, shift, fail):
    """The least and the most over many shares within both ranges."""
    steps = [at / 8 for at in range(9)]
    tried = [
        books(numbers, prices, shift.low + a * (shift.high - shift.low), fail.low + b * (fail.high - fail.low))
        for a in steps
        for b in steps
    ]
    return min(tried), max(tried)


@given(contacts, costs, ranges, ranges)
def test_the_range_is_that_of_an_oracle_that_tries_many_shares(numbers, prices, shift, fail):
    found = value(numbers, prices, shift, fail)
    if found is None:
        assert not {"phone", "face"} & set(numbers)
    else:
        assert (found.low, found.high) == pytest.approx(ends_by_trying(numbers, prices, shift, fail), abs=1e-3)


@given(contacts, costs, ranges, ranges, shares)
def test_more_failure_never_raises_the_value(numbers, prices, shift, fail, more):
    worse = Range(min(fail.low + more, 1), min(fail.high + more, 1))
    one, other = value(numbers, prices, shift, fail), value(numbers, prices, shift, worse)
    if one and other:
        assert other.low <= one.low + 1e-6
        assert other.high <= one.high + 1e-6


@given(contacts, costs, ranges, ranges, shares)
def test_a_wider_range_of_either_share_holds_the_narrower_value(numbers, prices, shift, fail, more):
    wider = Range(max(shift.low - more, 0), min(shift.high + more, 1))
    unsure = Range(max(fail.low - more, 0), min(fail.high + more, 1))
    found = value(numbers, prices, shift, fail)
    for other in (value(numbers, prices, wider, fail), value(numbers, prices, shift, unsure)):
        if found and other:
            assert other.low <= found.low + 1e-6
            assert other.high >= found.high - 1e-6


@given(contacts, costs, ranges, ranges, pounds)
def test_a_dearer_contact_on_the_web_never_raises_the_value(numbers, prices, shift, fail, more):
    one = value(numbers, prices, shift, fail)
    other = value(numbers, {**prices, "web": prices["web"] + more}, shift, fail)
    if one and other:
        assert other.low <= one.low + 1e-6
        assert other.high <= one.high + 1e-6


@given(contacts, costs, ranges, ranges)
def test_twice_the_contacts_are_worth_twice_as_much(numbers, prices, shift, fail):
    one = value(numbers, prices, shift, fail)
    two = value({channel: 2 * number for channel, number in numbers.items()}, prices, shift, fail)
    if one and two:
        assert (two.low, two.high) == pytest.approx((2 * one.low, 2 * one.high), abs=1e-6)


def test_a_shift_of_nothing_is_worth_nothing():
    assert value(ALL, COSTS, Range(0, 0), Range(0.2, 0.3)) == Range(0, 0)


def test_what_moves_costs_a_web_contact_and_what_fails_a_call_too():
    # Of 300 calls and 50 visits in person, 30 and 5 move; of each, a fifth comes back by phone.
    assert saving(ALL, COSTS, 0.1, 0.2) == pytest.approx(30 * (4 - 0.2 - 0.8) + 5 * (12 - 0.2 - 0.8))


def test_a_call_that_always_comes_back_costs_more_than_before():
    found = value({"phone": 100.0}, COSTS, Range(0.5, 1), Range(1, 1))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((-20, -10))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [(ALL, 0.6), ({**ALL, "web": 0.0}, 0.0), ({"web": 5.0}, None), (dict.fromkeys(ALL, 0.0), None)],
)
def test_a_share_is_known_only_where_all_channels_are(numbers, expected):
    assert share(numbers, "web") == expected


def test_what_is_not_known_is_left_out_of_sums():
    assert whole({"web": 3.0, "post": 4.0}) == 7
    assert spending({"web": 10.0, "face": 2.0, "post": 99.0}, COSTS) == pytest.approx(26)
    assert value({"web": 10.0, "email": 5.0}, COSTS, Range(0, 1), Range(0, 1)) is None


def test_ranges_add_up_end_by_end():
    assert total([Range(-1, 2), Range(3, 5)]) == Range(2, 7)
    assert total([]) == Range(0, 0)


def test_prices_move_by_the_index_or_by_a_rate():
    index = {2011: 80.0, 2012: 84.0, 2025: 120.0}
    assert price_factor(index, 2011, 2025) == 1.5
    assert price_factor(index, 2011, 2011) == 1
    assert price_factor(index, 2011, 2013, 0.1) == pytest.approx(1.21)
    with pytest.raises(KeyError):
        price_factor(index, 2011, 2026)


@given(st.integers(2011, 2030), st.integers(2011, 2030), st.integers(0, 30).map(lambda percent: percent / 100))
def test_later_prices_are_never_lower_at_a_rate_that_is_not_below_nothing(one, other, rate):
    early, late = sorted((one, other))
    assert price_factor({}, 2011, late, rate) >= price_factor({}, 2011, early, rate)

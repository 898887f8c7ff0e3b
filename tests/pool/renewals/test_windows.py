"""Who could buy together: the largest group, as trying every group and every end finds it, one quarter at a time."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.pool.renewals.windows import Renewal, find_windows
from tests.council.contracts.registers import NOW
from tests.pool.renewals.cards import contract


def renewal(name, end=2, months=0, **said):
    return Renewal(name, f"Call {name}", contract(end=end, months=months, **said))


def can_end(one):
    """Every quarter in which a contract can end, written out."""
    found = one.contract
    return [quarter for quarter in range(found.end, found.end + found.extension // 3 + 1) if quarter >= NOW]


def together(group, span):
    """Say whether some choice of ends, one for each, lies within the window: by trying all."""
    return any(max(ends) - min(ends) < span for ends in product(*map(can_end, group)))


def largest(renewals, span):
    """The most councils that can buy together: by trying every group, each with one contract of each council."""
    wanted = [one for one in renewals if one.contract.partners and can_end(one)]
    for size in range(len(wanted), 1, -1):
        for group in combinations(wanted, size):
            if len({one.council for one in group}) == size and together(group, span):
                return size
    return 0


MANY = st.lists(
    st.builds(
        renewal,
        st.sampled_from("ABCDE"),
        st.integers(-3, 9),
        st.sampled_from((0, 2, 3, 6, 12)),
        partners=st.sampled_from((True, True, True, False)),
    ),
    max_size=6,
)


@given(MANY, st.integers(1, 4))
def test_groups_are_the_largest_that_trying_everything_finds(renewals, span):
    left = list(renewals)
    for window in find_windows(renewals, NOW, span):
        assert len(window.councils) == largest(left, span)
        taken = [member.renewal for member in window.members]
        assert together(taken, span)
        for member in window.members:
            assert member.ends in can_end(member.renewal)
        assert window.last - window.first < span
        left = [one for one in left if not any(one is other for other in taken)]
    assert largest(left, span) == 0


@given(MANY)
def test_a_longer_window_never_gives_a_smaller_largest_group(renewals):
    sizes = [len(found[0].councils) if (found := find_windows(renewals, NOW, span)) else 0 for span in (1, 2, 4, 8)]
    assert sizes == sorted(sizes)


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_the_cards_makes_no_difference(renewals, dice):
    shuffled = list(renewals)
    dice.shuffle(shuffled)

    def told(found):
        return [(window.councils, window.first, window.last, window.talks, window.others) for window in found]

    assert told(find_windows(shuffled, NOW)) == told(find_windows(renewals, NOW))


def test_a_council_with_an_option_waits_no_longer_than_it_must():
    (window,) = find_windows([renewal("A", 0, 12), renewal("B", 6), renewal("C", 7)], NOW, 4, 18)
    assert [(member.renewal.council, member.ends - NOW, member.extended) for member in window.members] == [
        ("A", 4, 12),
        ("B", 6, 0),
        ("C", 7, 0),
    ]
    # Talks start 18 months, which are six quarters, before the first of them ends.
    assert (window.first - NOW, window.last - NOW, window.talks - NOW) == (4, 7, -2)


@pytest.mark.parametrize(
    ("lead", "first"), [(0, 4), (12, 4), (15, 5), (18, 6), (21, 7), (24, 7)]
)  # fmt: skip
def test_options_are_used_to_win_time_for_talks_as_far_as_they_reach(lead, first):
    (window,) = find_windows([renewal("A", 0, 24), renewal("B", 4, 9), renewal("C", 7)], NOW, 4, lead)
    assert window.councils == ("A", "B", "C")
    assert (window.first - NOW, window.talks - NOW) == (first, first - lead // 3)


def test_time_for_talks_makes_no_group_smaller():
    (window,) = find_windows([renewal("A", 0), renewal("B", 0), renewal("C", 0, 60), renewal("D", 20)], NOW, 1)
    assert window.councils == ("A", "B", "C")


@pytest.mark.parametrize(("apart", "groups"), [(3, 1), (4, 0)])
def test_four_quarters_are_the_first_and_three_more(apart, groups):
    assert len(find_windows([renewal("A", 2), renewal("B", 2 + apart)], NOW, 4)) == groups


def test_one_council_alone_buys_with_nobody():
    assert find_windows([renewal("A", 2), renewal("A", 2)], NOW) == []


def test_both_contracts_of_a_council_are_in_its_group_and_it_counts_once():
    (window,) = find_windows([renewal("A", 2), renewal("A", 3), renewal("B", 3)], NOW)
    assert (window.councils, len(window.members)) == (("A", "B"), 3)


def test_who_looks_for_no_partners_is_in_no_group_but_named_beside_it():
    found = [renewal("A"), renewal("B"), renewal("C", 3, partners=False), renewal("D", 2, partners=False)]
    (window,) = find_windows([*found, renewal("A", 2, partners=False)], NOW)
    assert window.councils == ("A", "B")
    # C ends a quarter after the others have signed.
    assert window.others == ("D",)


def test_what_is_over_is_in_no_group_and_what_was_extended_is():
    assert find_windows([renewal("A", -5), renewal("B", -5, 12), renewal("C", 0)], NOW) == []
    (window,) = find_windows([renewal("B", -5, 24), renewal("C", 0)], NOW)
    assert [member.extended for member in window.members] == [15, 0]

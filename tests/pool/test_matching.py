"""Who could mentor whom: the best matching there is, fair, explained, and the same for any order of returns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.errors import UsageError, WithheldError
from benchmark.pool.count import Choice, Counted, count
from benchmark.pool.matching import LARGEST, best_pairs, match_councils, unfair
from benchmark.pool.needs import find_needs, tie_break
from benchmark.pool.pool import merge
from scoring.answers import AnswerTable
from scoring.codes import NOT_ASKED, UNANSWERED
from tests.pool.build import NETWORK_ID, ROUND, attribute, counted, levels, question_set, unsigned

SET = question_set(
    levels("a1", section="a"),
    levels("a2", section="a"),
    levels("b1", section="b"),
    levels("c1", section="c"),
    levels("d1", section="d"),
    attributes=[attribute("tier", "lower", "upper"), attribute("size", "small", "large")],
)


def pool(
    *councils: Sequence[int], targets: Sequence[Sequence[int]] | None = None, attributes=None, asked=SET
) -> Counted:
    """Make councils, each a row of levels; the targets likewise, -1 where there is none."""
    made = counted(asked, list(zip(*councils, strict=True)), attributes)
    if targets is None:
        return made
    return replace(made, targets=AnswerTable(np.array(list(zip(*targets, strict=True)), dtype=np.int32)))


def pairs(found) -> set[tuple[int, int]]:
    return {(int(match.mentor), int(match.learner)) for match in found.matches}


# ---- what a council aims at, and who has reached it


def test_a_council_aims_at_its_targets_above_where_it_stands():
    needs = find_needs(pool([1, 2, 2, 2, 2], *[[2] * 5] * 4, targets=[[3, 1, 2, -1, 4], *[[-1] * 5] * 4]))
    assert needs.aims[0] == {"a1": 3, "d1": 4}


def test_without_targets_a_council_aims_at_the_next_level_in_its_three_lowest_sections():
    needs = find_needs(pool([0, 1, 4, 3, 2], *[[2] * 5] * 4))
    assert needs.aims[0] == {"a1": 1, "a2": 2, "d1": 3, "c1": 4}
    assert needs.without_targets == {0, 1, 2, 3, 4}


def test_a_mentor_has_reached_an_aim_or_is_nearer_to_it():
    needs = find_needs(pool([1] * 5, [2, 3, 4, 1, 0], *[[1] * 5] * 3, targets=[[3, 3, 3, 3, 3], *[[4] * 5] * 4]))
    found = needs.possible[1, 0]
    assert [(topic.question, topic.in_full) for topic in found.reached] == [("a1", False), ("a2", True), ("b1", True)]
    assert (2, 0) not in needs.possible


def test_what_was_not_asked_or_answered_is_neither_an_aim_nor_reached():
    needs = find_needs(pool([0, 0, UNANSWERED, NOT_ASKED, 0], [4, UNANSWERED, 4, 4, NOT_ASKED], *[[0] * 5] * 3))
    assert "b1" not in needs.aims[0]
    assert "c1" not in needs.aims[0]
    assert [topic.question for topic in needs.possible[1, 0].reached] == ["a1"]


def test_sections_that_leave_only_on_demand_are_never_spoken_of():
    data = [{"id": "a", "title": "a"}, {"id": "b", "title": "b", "leaves": "ask"}]
    asked = question_set(levels("a1"), levels("b1", section="b"), section=data)
    needs = find_needs(pool([0, 0], [0, 4], *[[0, 0]] * 3, asked=asked))
    assert {question for aims in needs.aims for question in aims} == {"a1"}
    assert needs.possible == {}


def test_similar_attributes_are_preferred_of_mentors_that_reached_as_much():
    councils = [[0] * 5, [4] * 5, [4] * 5, [0] * 5, [0] * 5]
    alike = {"tier": ["lower", "upper", "lower", "upper", "upper"], "size": ["small", "", "large", "", ""]}
    found = match_councils(pool(*councils, attributes=alike))
    assert {(2, 0), (1, 3), (1, 4)} == pairs(found)
    assert next(m for m in found.matches if int(m.learner) == 0).found.alike == ("Tier",)


def test_an_attribute_that_two_do_not_know_is_not_alike():
    needs = find_needs(pool([0] * 5, [4] * 5, *[[0] * 5] * 3))
    assert needs.possible[1, 0].alike == ()


# ---- the edges of what can be matched


def test_fewer_than_the_circles_minimum_are_not_matched():
    with pytest.raises(WithheldError, match="from 5 returns that count; there are 4"):
        match_councils(pool(*[[at] * 5 for at in range(4)]))


def test_more_than_can_be_reckoned_with_are_refused():
    with pytest.raises(UsageError, match="at most 150"):
        match_councils(pool(*[[0] * 5] * (LARGEST + 1)))


def test_councils_that_are_all_alike_cannot_be_matched():
    found = match_councils(pool(*[[2] * 5] * 6))
    assert found.matches == ()
    assert {alone.why for alone in found.alone} == {"nobody has reached it"}


def test_councils_that_are_all_at_the_top_have_nothing_to_reach():
    assert {alone.why for alone in match_councils(pool(*[[4] * 5] * 5)).alone} == {"nothing to reach"}


def test_an_odd_number_of_councils_is_no_trouble():
    found = match_councils(pool(*[[at % 5] * 5 for at in range(7)]))
    # The one at the top aims at nothing: it mentors.
    assert len(found.matches) == 6
    assert [(int(alone.key), alone.why, alone.mentors) for alone in found.alone] == [(4, "nothing to reach", True)]


def test_nobody_mentors_more_than_two_unless_it_is_said():
    star = pool([4] * 5, *[[0] * 5] * 5)
    found = match_councils(star)
    assert len(found.matches) == 2
    assert [alone.why for alone in found.alone] == ["nothing to reach", *["all are taken"] * 3]
    assert [alone.mentors for alone in found.alone] == [True, False, False, False]


# ---- fair and best, against brute force

FITS = st.integers(4, 5).flatmap(
    lambda size: st.dictionaries(
        st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] != pair[1]),
        st.integers(1, 9),
        min_size=1,
        max_size=8,
    )
)


def best_by_brute_force(fits, most: int, total: int) -> tuple[int, int]:
    """Try every set of pairs; give the most pairs there can be, and the best fit of so many."""
    best = (0, 0)
    for chosen in product([False, True], repeat=len(fits)):
        taken = [pair for pair, is_in in zip(fits, chosen, strict=True) if is_in]
        mentors, learners = Counter(m for m, _ in taken), Counter(x for _, x in taken)
        if max(mentors.values(), default=0) > most or max(learners.values(), default=0) > 1:
            continue
        if max((mentors + learners).values(), default=0) <= total:
            best = max(best, (len(taken), sum(fits[pair] for pair in taken)))
    return best


@given(FITS, st.sampled_from([1, 2, 3]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_matching_is_the_best_there_is(fits, most, shared):
    most = max(most, 2) if shared else most
    found = best_pairs(fits, {pair: tie_break(str(pair[0]), str(pair[1])) for pair in fits}, most, shared=shared)
    total = 2 if shared else most + 1
    held = Counter(council for pair in found for council in pair)
    assert max(Counter(mentor for mentor, _ in found).values()) <= most
    assert max(Counter(learner for _, learner in found).values()) == 1
    assert max(held.values()) <= total
    assert (len(found), sum(fits[pair] for pair in found)) == best_by_brute_force(fits, most, total)


COUNCILS = st.lists(
    st.tuples(
        st.lists(st.integers(-1, 4), min_size=5, max_size=5),
        st.lists(st.integers(-1, 4), min_size=5, max_size=5),
        st.sampled_from(["lower", "upper"]),
    ),
    min_size=5,
    max_size=9,
)


@given(COUNCILS, st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_nobody_is_left_out_while_another_has_three(councils, most):
    answers, targets, tiers = zip(*councils, strict=True)
    made = pool(*answers, targets=targets, attributes={"tier": list(tiers)})
    found = match_councils(made, most)
    held = Counter(council for pair in pairs(found) for council in pair)
    could = {council for pair in find_needs(made).possible for council in pair}
    if any(held[council] == 0 for council in could):
        assert max(held.values(), default=0) <= 2
    assert all(number <= most for number in Counter(mentor for mentor, _ in pairs(found)).values())
    assert len({learner for _, learner in pairs(found)}) == len(found.matches)
    assert {int(alone.key) for alone in found.alone} == set(range(len(councils))) - {x for _, x in pairs(found)}


def test_somebody_with_three_gives_one_up_for_who_is_left_out():
    # 0 could mentor 1, 2 and 3, and learn from 4 alone: with two to mentor it would have three pairs, and 3 none.
    fits = {(0, 1): 9, (0, 2): 8, (0, 3): 7, (4, 0): 5}
    ties = dict.fromkeys(fits, 0)
    before = best_pairs(fits, ties, 2, shared=False)
    assert before == {(0, 1), (0, 2), (4, 0)}
    assert unfair(fits, before)
    after = best_pairs(fits, ties, 2, shared=True)
    assert not unfair(fits, after)
    assert len(after) == 2


def test_who_got_less_for_others_is_said():
    targets = [[-1] * 5 for _ in range(5)]
    councils = [[4, 4, 4, 4, 3], [0, 4, 4, 4, 4], [0, 4, 4, 4, 4], [0, 4, 4, 4, 4], [0, 4, 4, 4, 4]]
    targets[0] = [-1, -1, -1, -1, 4]
    found = match_councils(pool(*councils, targets=targets))
    assert found.shared
    assert max(Counter(council for pair in pairs(found) for council in pair).values()) == 2


# ---- the same for any order


@given(COUNCILS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_any_order_of_returns_gives_the_same_matching(councils, random):
    returns = [
        unsigned(
            SET,
            number,
            {q.id: level for q, level in zip(SET.questions, answers, strict=True) if level >= 0},
            targets={q.id: level for q, level in zip(SET.questions, targets, strict=True) if level >= 0},
            attributes={"tier": tier},
        )
        for number, (answers, targets, tier) in enumerate(councils)
    ]
    choice = Choice(SET.id, SET.version, ROUND, (NETWORK_ID,))
    one = match_councils(count(merge(returns), SET, choice))
    random.shuffle(returns)
    assert match_councils(count(merge(returns), SET, choice)) == one


@given(st.permutations(range(6)))
@settings(max_examples=30, deadline=None)
def test_of_equally_good_matchings_the_keys_alone_decide(order):
    """Everybody fits everybody equally well; the councils stand in another order, under the same keys."""
    fits = {(mentor, learner): 1 for mentor in range(6) for learner in range(6) if mentor != learner}
    ties = {pair: tie_break(f"key {pair[0]}", f"key {pair[1]}") for pair in fits}
    plain = best_pairs(fits, ties, 2, shared=False)
    moved = best_pairs(
        dict.fromkeys(((order[m], order[x]) for m, x in fits), 1),
        {(order[m], order[x]): tie for (m, x), tie in ties.items()},
        2,
        shared=False,
    )
    assert moved == {(order[mentor], order[learner]) for mentor, learner in plain}

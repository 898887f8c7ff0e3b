"""Proofs for many items at once: whatever is proved, an exact oracle finds safe too; and a whole round is proved."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmark.errors import WithheldError
from benchmark.pool import joint, proofs, rounds
from benchmark.pool.joint import audit
from benchmark.pool.ledger import Ledger
from benchmark.pool.proofs import proved
from benchmark.pool.rounds import Published, publish_round
from benchmark.pool.rules import NETWORK
from tests.pool import set_oracle
from tests.pool.build import attribute, counted, levels, question_set

Sets = list[frozenset[tuple[str, str]]]


def councils(first: int, last: int, version: str = "1") -> frozenset:
    return frozenset((f"c{number:03}", version) for number in range(first, last))


def a_round(seed: int, sizes: Sequence[int], number: int = 400, newcomers: int = 28) -> Sets:
    """All of a country's councils, of which a few did not answer: an interim without newcomers, the whole, and groups."""
    draw = random.Random(seed)
    answers = [(f"c{at:03}", "1") for at in range(number)]
    left_out = set(draw.sample(answers, number // 20))
    places = [[draw.randrange(size) for _ in answers] for size in sizes]
    groups = [
        frozenset(answer for answer, place in zip(answers, of_attribute, strict=True) if place == at)
        for of_attribute, size in zip(places, sizes, strict=True)
        for at in range(size)
    ]
    return [found - left_out for found in (frozenset(answers[newcomers:]), frozenset(answers), *groups)]


few = st.frozensets(st.tuples(st.sampled_from([f"c{n}" for n in range(9)]), st.sampled_from("12")))


@given(st.lists(st.lists(few, max_size=6), min_size=1, max_size=4), st.integers(1, 4))
def test_what_is_proved_isolates_nobody(collections: list[Sets], minimum: int) -> None:
    for published, is_proved in zip(collections, proved(collections, minimum), strict=True):
        if is_proved:
            assert not set_oracle.isolates(published, minimum)
            assert audit(published, minimum).safe


@given(st.integers(0, 1_000), st.integers(10, 40), st.integers(2, 4), st.booleans())
def test_what_is_proved_of_groups_isolates_nobody(seed: int, number: int, minimum: int, revised: bool) -> None:
    published = a_round(seed, (2, 3), number, newcomers=seed % 6)
    if revised:
        again = frozenset((council, "2") for council, _ in councils(0, seed % 5))
        published.append(published[1] - councils(0, seed % 5) | again)
    verdict = set_oracle.isolates([found for found in published if found], minimum)
    (is_proved,) = proved([published], minimum)
    assert not (is_proved and verdict)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ([councils(0, 20)], True),
        ([councils(0, 8)], True),
        ([councils(0, 7)], False),
        ([councils(0, 20), councils(0, 12)], True),
        ([councils(0, 20), councils(0, 13)], False),
        ([councils(0, 20), councils(0, 12), councils(12, 20)], True),
        ([councils(0, 20), councils(0, 21)], False),
        ([councils(0, 20), councils(0, 28)], True),
        ([councils(0, 20), councils(0, 19) | councils(19, 20, "2")], False),
        ([councils(0, 20), councils(0, 12) | councils(12, 20, "2")], True),
        # Nothing published, or nobody behind it: there is nothing to prove.
        ([], False),
        ([frozenset()], False),
        # More sets than fit the bits.
        ([councils(0, 100 + at) for at in range(64)], False),
    ],
)
def test_a_table_of_publications(published: Sets, expected: bool) -> None:
    assert proved([published], 8) == [expected]
    # Beside others, with answers of other councils and with other sets, it is the same.
    others = a_round(1, (5, 12, 13))
    assert proved([others, published, [councils(0, 5)]], 8) == [True, expected, False]


def test_sets_of_which_two_elements_say_too_little_are_not_proved() -> None:
    """Each of three groups stands in two of three figures: the sum of these is zero over two elements."""
    groups = [councils(start, start + 8) for start in (0, 8, 16)]
    published = [groups[0] | groups[1], groups[1] | groups[2], groups[0] | groups[2]]
    assert audit(published, 8).safe
    assert proved([published], 8) == [False]


def test_no_more_is_held_at_once_than_a_part_of_the_items(monkeypatch: pytest.MonkeyPatch) -> None:
    collections = [a_round(seed, (5, 12)) for seed in range(5)] + [[councils(0, 7)]]
    together = proved(collections, 8)
    monkeypatch.setattr(proofs, "_TOGETHER", 800)
    assert proved(collections, 8) == together == [True] * 5 + [False]


def test_most_items_of_a_country_are_proved_together() -> None:
    """Thirty groups, and other councils missing from each item: a search of its own for each would take most time."""
    assert sum(proved([a_round(seed, (5, 12, 13)) for seed in range(30)], 8)) >= 25


# ---- in a round

SET = question_set(
    *(levels(f"q{at}", 5) for at in range(6)),
    attributes=[attribute("kind", "a", "b", "c"), attribute("region", "n", "e", "s", "w")],
)


def a_pool(seed: int, number: int):
    draw = random.Random(seed)
    codes = [[draw.choice([-1, -2, *range(5), *range(5), *range(5)]) for _ in range(number)] for _ in SET.questions]
    places = {"kind": draw.choices("abc", (3, 2, 1), k=number), "region": draw.choices("nesw", k=number)}
    return counted(SET, codes, places)


def publications(seed: int, number: int, newcomers: int = 10) -> list[Published]:
    """Publish an interim without the last councils, and a final."""
    everyone = a_pool(seed, number)
    ledger = Ledger("council-ledger/1", SET.id, SET.version, "2026-autumn")
    interim = publish_round(rounds.keep_councils(everyone, set(everyone.keys[:-newcomers])), NETWORK, ledger, "interim")
    return [interim, publish_round(everyone, NETWORK, interim.ledger, "final")]


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.integers(24, 120))
def test_a_round_shows_what_it_shows_when_every_item_is_audited_by_itself(seed: int, number: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rounds, "proved", lambda collections, _: [False] * len(collections))
        try:
            by_itself = publications(seed, number)
        except WithheldError:
            assume(False)
    assert publications(seed, number) == by_itself


def test_a_round_of_many_councils_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint._Search, "isolates", lambda *_: pytest.fail("An item was audited by itself."))
    interim, final = publications(1, 400, newcomers=40)
    assert len(final.benchmark.groups) == 1 + 3 + 4
    assert all(groups == ("all",) for groups in interim.ledger.publications[-1].shown.values())
    assert all(len(groups) == 8 for groups in final.ledger.publications[-1].shown.values())

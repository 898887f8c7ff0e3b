"""Merging: a set union with three rules, so that any order, any grouping and any repetition gives the same bytes."""

import random
from collections import defaultdict
from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.pool.gather import gather
from benchmark.pool.pool import Pool, merge, pool_bytes, write_pool
from benchmark.returns.model import Return, SignedReturn, canonical, pretty
from benchmark.returns.rows import rows_of
from tests.returns.build import signed

EMPTY = {"attributes": {}, "answers": {}, "targets": {}, "evidenced": {}}


def fake(key, round_id, sequence, variant, signature):
    """Make a return without a true signature: merging does not look at it. Variant 0 is a withdrawal."""
    said = {**EMPTY, "withdrawn": True} if variant == 0 else {**EMPTY, "answers": {"q": variant}}
    content = Return(
        format="council-return/1",
        questionnaire="set",
        version="1",
        fingerprint="0" * 64,
        network="north",
        round=f"round-{round_id}",
        home=True,
        sequence=sequence,
        key=f"{key}" * 43,
        **said,
    )
    return SignedReturn(content, f"{signature}" * 86)


# Few enough that replacements, withdrawals, conflicts and second signatures meet often.
WORLD = [fake(*parts) for parts in product((1, 2), (1, 2), (1, 2, 3), (0, 1, 2), (7, 8))]
RETURNS = st.lists(st.sampled_from(WORLD), max_size=14)


def merged(*groups):
    """Merge groups of returns, and give the bytes of the pool."""
    return pool_bytes(merge([signed for group in groups for signed in group]))


def by_rules(returns):
    """Say what a pool should hold, straight from the three rules."""
    slots = defaultdict(list)
    for one in returns:
        slots[one.content.slot].append(one)
    kept = []
    for group in slots.values():
        highest = max(one.content.sequence for one in group)
        contents = {canonical(one.content) for one in group if one.content.sequence == highest}
        kept += [min((o for o in group if canonical(o.content) == c), key=lambda o: o.signature) for c in contents]
    return b"".join(sorted(canonical(one) + b"\n" for one in kept))


@settings(max_examples=800)
@given(RETURNS, st.integers(0, 2**32))
def test_any_order_grouping_and_repetition_gives_the_same_bytes(returns, seed):
    """Ten shuffles of each case: replays, replacements, withdrawals, conflicts and second signatures among them."""
    dice = random.Random(seed)
    expected = by_rules(returns)
    assert merged(returns) == expected
    for _ in range(10):
        shuffled = dice.sample(returns, len(returns))
        cut = dice.randint(0, len(returns))
        first, second = merge(shuffled[:cut]), merge(shuffled[cut:])
        assert pool_bytes(merge([*first.returns, *second.returns])) == expected
        assert pool_bytes(merge([*second.returns, *first.returns])) == expected


@settings(max_examples=300)
@given(RETURNS, RETURNS, RETURNS)
def test_the_laws_by_name(a, b, c):
    ab, bc = merge([*a, *b]).returns, merge([*b, *c]).returns
    assert merged(a, b) == merged(b, a)
    assert merged(ab, c) == merged(a, bc) == merged(a, b, c)
    assert merged(ab, ab) == merged(ab) == merged(a, b, a, b)
    assert merged(ab, a) == merged(ab)


def test_twenty_thousand_random_histories_agree_with_the_rules():
    dice = random.Random(1)
    for _ in range(20_000):
        history = dice.choices(WORLD, k=dice.randint(1, 6))
        assert merged(history) == by_rules(history)


# ---- each rule by itself


def test_the_highest_sequence_stays_whenever_it_comes():
    old, new = fake(1, 1, 1, 1, 7), fake(1, 1, 2, 2, 7)
    assert merge([old, new]).returns == merge([new, old]).returns == merge([new, old, new, old]).returns == (new,)


@pytest.mark.parametrize("variant", [1, 2])
def test_a_withdrawal_takes_the_answers_out_and_they_do_not_come_back(variant):
    answers, withdrawal = fake(1, 1, 1, variant, 7), fake(1, 1, 2, 0, 7)
    pool = merge([withdrawal, answers])
    assert pool.returns == (withdrawal,)
    assert merge([*pool.returns, answers]).returns == (withdrawal,)
    assert b'"q"' not in pool_bytes(pool)


def test_a_council_may_take_part_again_after_a_withdrawal():
    again = fake(1, 1, 3, 1, 7)
    assert merge([fake(1, 1, 1, 1, 7), again, fake(1, 1, 2, 0, 7)]).returns == (again,)


def test_two_different_returns_at_one_sequence_are_both_kept():
    one, other = fake(1, 1, 2, 1, 7), fake(1, 1, 2, 2, 7)
    pool = merge([one, other, fake(1, 1, 1, 1, 7)])
    assert sorted(pool.returns, key=canonical) == sorted([one, other], key=canonical)
    assert [len(group) for _, group in pool.slots()] == [2]


class Digest(bytes):
    """A digest that counts how often one is compared with another."""

    compared = 0

    def __eq__(self, other):
        Digest.compared += 1
        return bytes(self) == bytes(other)

    __hash__ = bytes.__hash__


def test_many_returns_in_conflict_are_not_each_compared_with_all_others():
    """One key can sign as many as it likes, and a file of them took hours."""
    [row] = rows_of([fake(1, 1, 1, 1, 7)])
    rivals = [msgspec.structs.replace(row, sha256=Digest(at.to_bytes(32, "big"))) for at in range(300)]
    assert len(merge(rivals).rows) == 300
    assert 0 < Digest.compared < 10 * 300


def test_a_higher_sequence_settles_a_conflict():
    settled = fake(1, 1, 3, 1, 7)
    assert merge([fake(1, 1, 2, 1, 7), settled, fake(1, 1, 2, 2, 7)]).returns == (settled,)


def test_of_two_signatures_on_the_same_return_the_smaller_stays():
    small, large = fake(1, 1, 1, 1, 7), fake(1, 1, 1, 1, 8)
    assert merge([small, large]).returns == merge([large, small]).returns == (small,)


def test_other_rounds_and_other_keys_do_not_touch_each_other():
    returns = [fake(key, round_id, 1, 1, 7) for key in (1, 2) for round_id in (1, 2)]
    assert len(merge(returns).returns) == 4
    assert len(list(merge(returns).slots())) == 4


# ---- files


def test_a_pool_holds_one_canonical_line_a_return_in_order(tmp_path):
    pool = merge([signed(number) for number in range(9)])
    write_pool(pool, tmp_path / "a.pool.jsonl")
    lines = (tmp_path / "a.pool.jsonl").read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert lines == sorted(lines) == [canonical(one) for one in pool.returns]


def test_an_empty_pool_is_an_empty_file(tmp_path):
    write_pool(Pool(()), tmp_path / "empty.pool.jsonl")
    assert (tmp_path / "empty.pool.jsonl").read_bytes() == b""


def test_how_a_return_is_written_makes_no_difference(tmp_path):
    """Readable files, lines, Windows files, other orders of keys: the same pool, byte for byte."""
    returns = [signed(number, sequence=1 + number % 3) for number in range(6)]
    for number, one in enumerate(returns):
        (tmp_path / f"{number}.json").write_text(pretty(one), encoding="utf-8")
        (tmp_path / f"{number} again.json").write_text(pretty(one), encoding="utf-8-sig", newline="\r\n")
    (tmp_path / "old.pool.jsonl").write_bytes(b"\n".join(canonical(one) for one in reversed(returns)))
    gathered = gather([tmp_path])
    assert not gathered.refused
    assert len(gathered.returns) == 18
    assert pool_bytes(merge(gathered.returns)) == pool_bytes(merge(returns))


def test_merging_a_pool_that_was_written_changes_nothing(tmp_path):
    path = tmp_path / "a.pool.jsonl"
    write_pool(merge([signed(number) for number in range(5)]), path)
    before = path.read_bytes()
    write_pool(merge(gather([path, path]).returns), path)
    assert path.read_bytes() == before

"""Proofs for many items at once that nobody is isolated. What is not proved here is left to the joint audit.

It is the proof that the joint audit looks for: as many choices of councils as the minimum, no council in two of them,
each of which has the whole rank. Here all councils of an item are dealt to so many hands, each to the hand that lacks
the scarcest set that the council is in. Whether every hand has the whole rank is then seen for all items together.

The rank over two elements is at most that among fractions, and this is at most the number of sets without those that
others add up to. So a hand that reaches this number over two elements has the whole rank.
"""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmark.pool.joint import Answer
from benchmark.pool.rank import sums

Columns = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
# A column says in its bits which sets an answer is in; the last bit would be the sign.
_MOST_SETS: Final = 63
# So many columns are looked at together, lest it takes much memory.
_TOGETHER: Final = 100_000


def proved(collections: Sequence[Collection[frozenset[Answer]]], minimum: int) -> list[bool]:
    """Say of each collection of published sets whether it is proved that none of fewer councils are isolated."""
    # Their order tells which sets add up to another.
    distinct = [[found for found in dict.fromkeys(published) if found] for published in collections]
    answers = sorted(frozenset[Answer]().union(*(found for sets in distinct for found in sets)))
    result = [False] * len(distinct)
    fitting = [at for at, sets in enumerate(distinct) if 0 < len(sets) <= _MOST_SETS]
    step = max(1, _TOGETHER // max(1, len(answers)))
    for start in range(0, len(fitting), step):
        chosen = fitting[start : start + step]
        for at, is_proved in zip(chosen, _proved([distinct[at] for at in chosen], answers, minimum), strict=True):
            result[at] = is_proved
    return result


def _proved(collections: Sequence[Sequence[frozenset[Answer]]], answers: Sequence[Answer], minimum: int) -> list[bool]:
    """Deal and judge some collections; the answers are sorted, so that those of a council stand together."""
    columns = _columns(collections, answers)
    first = [at for at, (council, _) in enumerate(answers) if not at or answers[at - 1][0] != council]
    width = max(map(len, collections))
    hands = _deal(np.bitwise_or.reduceat(columns, first, axis=1), width, minimum)
    hands = np.repeat(hands, np.diff([*first, len(answers)]), axis=1)
    least = np.min([_ranks(np.where(hands == hand, columns, 0), width) for hand in range(minimum)], axis=0)
    whole = [len(sets) - sums(sets) for sets in collections]
    return [bool(one) for one in least == whole]


def _columns(collections: Sequence[Sequence[frozenset[Answer]]], answers: Sequence[Answer]) -> Columns:
    """Say in bits which sets each answer is in; one row a collection."""
    index = {answer: at for at, answer in enumerate(answers)}
    columns = np.zeros((len(collections), len(answers)), np.int64)
    for row, sets in zip(columns, collections, strict=True):
        for at, found in enumerate(sets):
            row[np.fromiter(map(index.__getitem__, found), np.intp, len(found))] |= 1 << at
    return columns


def _deal(columns: Columns, width: int, hands: int) -> Places:
    """Give each council's hand, one row a collection: members of the scarcest sets first, each where it is lacked.

    Once no hand lacks anything, the others are dealt in turn.
    """
    needs = _needs(columns, width)
    dealt = np.zeros(needs.shape, np.intp)
    every = np.arange(len(needs))
    held, sizes = np.zeros((len(needs), hands), np.int64), np.zeros((len(needs), hands), np.int64)
    whole = np.bitwise_or.reduce(needs, axis=1, keepdims=True)
    # Councils without an answer come last.
    order = np.lexsort((columns == 0, -needs), axis=1)
    for at, councils in enumerate(order.T):
        if (held == whole).all():
            dealt[every[:, None], order[:, at:]] = np.arange(order.shape[1] - at) % hands
            break
        brought = needs[every, councils]
        lacked = brought[:, None] & ~held
        # Of hands that lack as much, the smallest.
        worst = lacked == lacked.max(axis=1, keepdims=True)
        chosen = np.where(worst, sizes, columns.shape[1]).argmin(axis=1)
        dealt[every, councils] = chosen
        held[every, chosen] |= brought
        sizes[every, chosen] += 1
    return dealt


def _needs(columns: Columns, width: int) -> Columns:
    """Say in bits, that of the scarcest set first, on whose rarer side a council stands: in the set or outside it."""
    members = columns[:, :, None] >> np.arange(width) & 1 > 0
    there = columns[:, :, None] > 0
    inside, total = members.sum(axis=1), there.sum(axis=1)
    often = 2 * inside > total
    rare = np.where(often, total - inside, inside)
    # Where all are in a set, or none, nobody is scarce.
    order = np.argsort(np.where(rare, rare, columns.shape[1]), axis=1, kind="stable")
    weights = np.zeros(rare.shape, np.int64)
    np.put_along_axis(weights, order, 1 << np.arange(width - 1, -1, -1, dtype=np.int64)[None, :], axis=1)
    on_rarer_side = (members ^ often[:, None, :]) & there
    found: Columns = (on_rarer_side @ weights[:, :, None])[:, :, 0]
    return found


def _ranks(columns: Columns, width: int) -> Places:
    """Give each row's rank over two elements, by elimination in all rows together."""
    most = int((columns > 0).sum(axis=1).max())
    left = np.sort(columns, axis=1)[:, columns.shape[1] - most :]
    ranks = np.zeros(len(left), np.intp)
    for bit in range(width):
        has = left >> bit & 1 > 0
        found = has.any(axis=1)
        if found.any():
            pivots = np.take_along_axis(left, has.argmax(axis=1)[:, None], axis=1)
            left ^= np.where(has, pivots, 0)
            ranks += found
    return ranks

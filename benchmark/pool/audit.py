"""The audit of groups that are published together: what subtraction of groups from groups would isolate.

Groups of one attribute do not overlap, so their own rules suffice. Groups of two attributes do: where unions of the
groups of either nearly coincide, subtraction leaves the few councils in which they differ.
"""

from collections.abc import Iterator, Sequence
from typing import Final, cast

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
# One group a row.
Masks = npt.NDArray[np.bool_]
# How many councils two groups share: a row for each group of one attribute, a column for each of the other.
Shared = npt.NDArray[np.int64]
# The unions of more groups than this are too many to look at: such attributes are not shown together.
_MOST_GROUPS: Final = 12


def groups_that_isolate(everyone: Mask, first: Sequence[Mask], second: Sequence[Mask], minimum: int) -> bool:
    """Say whether sums and differences of the groups of two attributes isolate fewer councils than the minimum.

    Every such sum that is not zero everywhere takes in the councils of a cut: of the groups on one side of it that
    share councils with groups on the other side. So the least cut tells (of each part that hangs together).

    Args:
        everyone: who is counted. The councils outside all groups of an attribute are one more group of it.
        first: the groups of one attribute.
        second: the groups of the other one.
        minimum: the fewest councils that may be isolated.
    """
    one, other = _with_rest(everyone, first), _with_rest(everyone, second)
    if min(len(one), len(other)) > _MOST_GROUPS:
        return True
    shared = _shared(one, other)
    if _well_mixed(shared, minimum):
        return False
    size = len(one) + len(other)
    weights = [[0] * size for _ in range(size)]
    for row, counts in enumerate(shared.tolist()):
        for column, count in enumerate(counts, start=len(one)):
            weights[row][column] = weights[column][row] = count
    return any(_least_cut(weights, part) < minimum for part in _parts(weights))


def _well_mixed(shared: Shared, minimum: int) -> bool:
    """Say whether it is seen at once that no cut is less than the minimum.

    Where a cut has the largest group of an attribute on one side and another on the other side, each group of the other
    attribute adds what it shares with the one or with the other: the lesser of the two at least. Where all groups of
    the attribute are on one side, a whole group of the other attribute is cut off.
    """
    if not shared.size:
        return False
    shared = shared if len(shared) <= len(shared.T) else shared.T
    largest = shared[shared.sum(axis=1).argmax()]
    between = np.minimum(shared, largest).sum(axis=1)
    return bool((between >= minimum).all() and (shared.sum(axis=0) >= minimum).all())


def differences(everyone: Mask, first: Sequence[Mask], second: Sequence[Mask]) -> list[Mask]:
    """List the councils left where unions of one attribute's groups lie inside unions of the other's.

    Only the smallest difference for each union: any other one adds whole groups to it.

    Raises:
        ValueError: where both attributes have too many groups. Such attributes are not shown together.
    """
    one, other = sorted((_with_rest(everyone, first), _with_rest(everyone, second)), key=len)
    if len(one) > _MOST_GROUPS:
        raise ValueError("The unions of so many groups cannot be looked at.")
    shared = _shared(one, other)
    # What a union around each group of the other attribute needs: as bits, the groups that share councils with it.
    needed = ((shared.T > 0) @ (1 << np.arange(len(one)))).tolist()
    every = (1 << len(one)) - 1
    unions = sorted({union for need in set(needed) for union in _around(need, every) if union != every})
    return _lefts(unions, needed, one, other, shared) if unions else []


def _shared(one: Masks, other: Masks) -> Shared:
    """Count the councils that each group of one attribute shares with each of the other."""
    # The library multiplies fractions faster than whole numbers, and such small ones exactly.
    return (one.astype(np.float64) @ other.astype(np.float64).T).astype(np.int64)


def _with_rest(everyone: Mask, groups: Sequence[Mask]) -> Masks:
    """Give the groups among everyone, one a row, and what is left outside them; those that hold anybody."""
    masks = np.array([*groups, everyone])
    masks &= everyone
    masks[-1] &= ~masks[:-1].any(axis=0)
    return cast(Masks, masks[masks.any(axis=1)])


def _around(need: int, every: int) -> Iterator[int]:
    """List the unions, each as bits, that hold at least these groups."""
    spare = more = every & ~need
    while more:
        yield need | more
        more = (more - 1) & spare
    yield need


def _lefts(unions: Sequence[int], needed: Sequence[int], one: Masks, other: Masks, shared: Shared) -> list[Mask]:
    """List what the groups of the other attribute that lie inside each union leave of it, each once."""
    whole = np.array(unions)[:, None]
    within, outside = whole >> np.arange(len(one)) & 1 > 0, np.array(needed) & ~whole > 0
    # First of the places where a group of each attribute meet: there are fewer of them than of councils.
    left = (within[:, :, None] & outside[:, None, :] & (shared > 0)).reshape(len(unions), -1)
    distinct = list({places.tobytes(): places for places in left[left.any(axis=1)]}.values())
    place = one.argmax(axis=0) * len(other) + other.argmax(axis=0)
    return list(np.take(distinct, place, axis=1) & one.any(axis=0)) if distinct else []


def _parts(weights: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Split a graph into the parts that hang together."""
    left = set(range(len(weights)))
    while left:
        part, waiting = [], [left.pop()]
        while waiting:
            at = waiting.pop()
            part.append(at)
            near = {other for other in left if weights[at][other]}
            left -= near
            waiting.extend(near)
        yield part


def _least_cut(weights: Sequence[Sequence[int]], part: Sequence[int]) -> float:
    """Give the weight of the least cut of a graph (Stoer and Wagner 1997); infinite for a single node."""
    between = {at: {other: weights[at][other] for other in part} for at in part}
    alive = list(part)
    least = float("inf")
    while len(alive) > 1:
        before = last = alive[0]
        pull = {at: between[last][at] for at in alive[1:]}
        while pull:
            before, last = last, max(pull, key=lambda at: pull[at])
            cut = pull.pop(last)
            pull = {at: pulled + between[last][at] for at, pulled in pull.items()}
        least = min(least, cut)
        alive.remove(last)
        for at in alive:
            between[before][at] += between[last][at]
            between[at][before] = between[before][at]
    return least

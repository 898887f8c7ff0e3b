"""Disclosure control, pure and small: what of exact counts may be shown. Everything downstream sees only this.

Each function takes counts and the rules of a setting and gives what may leave. Nothing here is undone later.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benchmark.pool.rules import Rules
from scoring.answers import Floats
from scoring.shown import NUDGE, half_up
from scoring.statistics import Counts, mean, quantiles

_STEPS = (1, 2, 2.5, 5, 10)
# Longer scales of levels are shown to a twentieth, as scores are.
_MANY_LEVELS = 10


@dataclass(frozen=True, slots=True)
class Bins:
    """Neighbouring bins shown together, from `first` to `last`, and how many councils sit in them."""

    first: int
    last: int
    councils: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be shown of one item in one group. None, or nothing, where it may not."""

    councils: int
    bins: tuple[Bins, ...] = ()
    dominant: Bins | None = None
    quartiles: tuple[float, float, float] | None = None
    mean: float | None = None


def blocks(sizes: Sequence[int], rules: Rules) -> list[tuple[int, ...]]:
    """Merge neighbouring groups of one attribute until each has the minimum; nothing where only one would be left.

    Groups without a council are left out. With two or more blocks, what is left outside each has the minimum too.
    """
    found = [([at], size) for at, size in enumerate(sizes) if size]
    while len(found) > 1 and min(size for _, size in found) < rules.minimum:
        at = min(range(len(found)), key=lambda place: (found[place][1], place))
        beside = min(
            (place for place in (at - 1, at + 1) if 0 <= place < len(found)),
            key=lambda place: (found[place][1], place),
        )
        first, second = sorted((at, beside))
        found[first : second + 1] = [(found[first][0] + found[second][0], found[first][1] + found[second][1])]
    return [tuple(members) for members, _ in found] if len(found) > 1 else []


def shown_groups(answering: Sequence[int], rules: Rules) -> list[bool]:
    """Say which groups of one attribute may show an item, by how many of each answered it.

    A group needs the minimum. So does what is left of the whole when the shown groups are taken away, unless nothing
    is left: otherwise subtraction would show it.
    """
    shown = [size >= rules.minimum for size in answering]
    while any(shown):
        left = sum(size for size, is_shown in zip(answering, shown, strict=True) if not is_shown)
        if left == 0 or left >= rules.minimum:
            break
        smallest = min((at for at, is_shown in enumerate(shown) if is_shown), key=lambda at: (answering[at], at))
        shown[smallest] = False
    return shown


class Ends(NamedTuple):
    """The lowest and the highest end of an item's scale, and whether it counts the levels of a question."""

    start: float
    stop: float
    levels: bool


def figures(
    counts: Sequence[int],
    values: Floats,
    ends: Ends,
    partition: Sequence[tuple[int, int]],
    rules: Rules,
) -> Figures:
    """Give what may be shown of one item in one group that has the minimum.

    Args:
        counts: how many councils sit in each bin.
        values: the exact values of the councils, in units of the item's scale; none where its bins have no order.
        ends: the two ends of the scale.
        partition: which bins are shown together, from `joint_partition`.
        rules: the setting's rules.
    """
    total = sum(counts)
    councils = to_base(total, rules)
    at = dominant_bin(counts, rules)
    if at is not None:
        # A mean or the other counts would show how far the few others are.
        return Figures(councils, dominant=Bins(at, at, councils))
    joined = (Bins(first, last, to_base(sum(counts[first : last + 1]), rules)) for first, last in partition)
    bins = tuple(joined) if total >= rules.levels_from else ()
    if not len(values):
        return Figures(councils, bins)
    distinct, held = np.unique(values, return_counts=True)
    if total < rules.quartiles_from:
        return Figures(councils, bins, mean=float(shown_mean(distinct, held, ends, rules)))
    first, middle, third = (float(quartile) for quartile in shown_quartiles(distinct, held, ends, rules))
    # One more figure about the same councils would help to work out what the joined bins hide.
    also = float(shown_mean(distinct, held, ends, rules)) if rules.exact else None
    return Figures(councils, bins, None, (first, middle, third), also)


def dominant_bin(counts: Sequence[int], rules: Rules) -> int | None:
    """Give the bin that holds more than the dominant share, if one does."""
    return next((at for at, size in enumerate(counts) if size > rules.dominant * sum(counts)), None)


def joint_partition(
    groups: Sequence[Sequence[int]], rules: Rules, within: Sequence[tuple[int, int]] | None = None
) -> tuple[tuple[int, int], ...]:
    """Choose which bins are shown together, the same in all groups that add up to a whole.

    Each bin that a few councils of any group hold is joined to a neighbour, until none is left. Were each group
    joined by itself, one group's rare level would follow from the whole and the other groups. For the same reason
    nothing is shown where one group's answers are nearly all alike, or where a single bin would be left.

    Args:
        groups: the counts of each group, with what is left outside the shown ones as a group too.
        rules: the setting's rules.
        within: the bins shown together in the whole. What is joined there stays joined: otherwise the whole would
            show one side of a joined bin, and the groups the other.
    """
    if within == () or any(dominant_bin(counts, rules) is not None for counts in groups if sum(counts)):
        return ()
    found = list(within or ((at, at) for at in range(len(groups[0]))))
    while len(found) > 1 and (rare := _first_rare(found, groups, rules)) is not None:
        first, second = sorted((rare, _neighbour(rare, [sum(_held(at, counts) for counts in groups) for at in found])))
        found[first : second + 1] = [(found[first][0], found[second][1])]
    return tuple(found) if len(found) > 1 else ()


def _neighbour(rare: int, sizes: Sequence[int]) -> int:
    """Choose what a rare bin is joined to: the neighbour that fewer hold, past bins that nobody holds.

    To join it to an empty one would hide nothing.
    """
    below = next((at for at in range(rare - 1, -1, -1) if sizes[at]), None)
    above = next((at for at in range(rare + 1, len(sizes)) if sizes[at]), None)
    beside = [at for at in (below, above) if at is not None] or [rare - 1 if rare else 1]
    return min(beside, key=lambda at: (sizes[at], at))


def _first_rare(found: Sequence[tuple[int, int]], groups: Sequence[Sequence[int]], rules: Rules) -> int | None:
    """Find the first of the joined bins that only a few councils of some group hold."""
    return next(
        (at for at, place in enumerate(found) if any(0 < _held(place, counts) <= rules.rare for counts in groups)),
        None,
    )


def _held(place: tuple[int, int], counts: Sequence[int]) -> int:
    return sum(counts[place[0] : place[1] + 1])


def to_base(number: int, rules: Rules) -> int:
    """Round a number of councils to the setting's base."""
    return int(half_up(number / rules.base)) * rules.base


def mean_step(councils: int, start: float, stop: float) -> float:
    """Give the step in which a mean is shown: at least the whole scale divided by the number of councils.

    One council that moves from one end of the scale to the other then moves the shown mean by one step at most.
    """
    least = (stop - start) / councils
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in _STEPS if step * power >= least - 1e-12)


def shown_mean(values: Floats, counts: Counts, ends: Ends, rules: Rules) -> Floats:
    """Give the mean as it is shown, of distinct values and how many councils (the same number in every row) have each.

    Args:
        values: the distinct values, ascending, shape (k,).
        counts: shape (..., k).
        ends: the two ends of the scale.
        rules: the setting's rules.
    """
    exact = mean(values, counts)
    if rules.exact:
        return exact.round(4)
    step = mean_step(int(counts.reshape(-1, len(values))[0].sum()), ends.start, ends.stop)
    return _to_step(exact, ends.start, step)


def shown_quartiles(values: Floats, counts: Counts, ends: Ends, rules: Rules) -> Floats:
    """Give the quartiles by type 7, to a twentieth of a score's scale or half a level; shape (..., 3)."""
    exact = quantiles(values, counts)
    if rules.exact:
        return exact.round(6)
    return _to_step(exact, ends.start, quartile_step(ends))


def quartile_step(ends: Ends) -> float:
    """Give the step in which quartiles are shown."""
    length = ends.stop - ends.start
    if not ends.levels:
        return length / 20
    return max(length / 20, 0.5) if length > _MANY_LEVELS else length / 8


def _to_step(exact: Floats, start: float, step: float) -> Floats:
    """Round to a multiple of a step above the start, halves upwards."""
    return (np.floor((exact - start) / step + 0.5 + NUDGE) * step + start).round(6)

"""Is doubt left about every rare answer? The last look at an item before its figures are published.

Joined bins, quartiles and means are each harmless. Together, and added up over groups, they can pin down how many
councils hold a level: a quartile says which council of a joined bin stands where, the whole says what is left.
So figures stay only if there is a second possibility for every count that must not be known: another table that
differs in that count and would be published in just the same way.

The second possibilities that are tried: a council of a group stands in another bin; or two councils of different
groups have changed places, which leaves the whole as it is. Where only others exist, less is shown than could be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmark.pool.disclosure import Ends, shown_mean, shown_quartiles
from benchmark.pool.rules import Rules
from scoring.answers import Floats

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
# Of more groups, or bins, than this, not all ways to put them together are looked at.
_ALL_SUBSETS: Final = 6
# So many values of a bin are tried in a second possibility.
_TRIED: Final = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What is published of one group besides how many answered."""

    ranges: tuple[tuple[int, int], ...] = ()
    dominant: int | None = None
    quartiles: bool = False
    mean: bool = False


@dataclass(frozen=True)
class Line:
    """The values that councils can have on an item, ascending, as shares of its scale, and the bin of each.

    `scales` has the ends of the item's scale, and of every other scale on which the same answers are published.
    """

    shares: Floats
    bins: Places
    bin_count: int
    scales: Sequence[Ends]


def leaves_doubt(groups: Counts, told: Sequence[Told], whole: Told, line: Line, rules: Rules) -> bool:
    """Say whether every count that must not be known could be another one.

    Args:
        groups: how many councils have each value, one row a group; the groups add up to the whole.
        told: what is published of each group; nothing of what is left outside the published ones.
        whole: what is published of the whole.
        line: the values and their bins.
        rules: the setting's rules.
    """
    in_bins = np.stack([groups[:, line.bins == at].sum(axis=1) for at in range(line.bin_count)], axis=1)
    secrets = _secrets(in_bins, rules)
    if not secrets:
        return True
    steps = _steps(line)
    unseen = [_unseen(row, of_row, steps, line, rules) for row, of_row in zip(groups, told, strict=True)]
    unseen_whole = _unseen(groups.sum(axis=0), whole, steps, line, rules)
    moves = [_by_bin(of_row & unseen_whole, steps, line) for of_row in unseen]
    # Every step stands beside the step back.
    back = np.arange(len(steps)) ^ 1
    swaps = [[_by_bin(one & other[back], steps, line) for other in unseen] for one in unseen]
    return all(_could_differ(members, bins, moves, swaps) for members, bins in secrets)


Secret = tuple[tuple[int, ...], tuple[int, ...]]


def _secrets(groups: Counts, rules: Rules) -> list[Secret]:
    """List the groups and the bins (some of them together) that only a few councils hold, or that hold them all."""
    members, bins = (_subsets(count) for count in groups.shape)
    together = _picks(len(groups)) @ groups
    held = together @ _picks(groups.shape[1]).T
    alone = np.array([len(chosen) == 1 for chosen in bins])
    secret = (held > 0) & ((held <= rules.rare) | (alone & (held == together.sum(axis=1, keepdims=True))))
    return [(members[one], bins[other]) for one, other in np.argwhere(secret).tolist()]


@cache
def _picks(count: int) -> Counts:
    """Give each of the ways to choose as a row with 1 for what is chosen."""
    return np.array([[at in chosen for at in range(count)] for chosen in _subsets(count)], np.int64)


@cache
def _subsets(count: int) -> list[tuple[int, ...]]:
    """List the ways to choose some of so many; where they are many, only neighbours, and all but one."""
    every = range(count)
    if count <= _ALL_SUBSETS:
        return [chosen for size in every for chosen in combinations(every, size + 1)]
    neighbours = [tuple(range(first, after)) for first, after in combinations(range(count + 1), 2)]
    return neighbours + [tuple(at for at in every if at != without) for without in every[1:-1]]


def _steps(line: Line) -> Places:
    """List steps of one council from a value to one in another bin, each followed by the step back."""
    tried = []
    for at in range(line.bin_count):
        inside = np.flatnonzero(line.bins == at)
        chosen = np.linspace(0, len(inside) - 1, min(len(inside), _TRIED)).round().astype(np.intp)
        tried.extend(inside[chosen].tolist())
    pairs = [(one, other) for one, other in combinations(tried, 2) if line.bins[one] != line.bins[other]]
    return np.array([step for pair in pairs for step in (pair, pair[::-1])], dtype=np.intp).reshape(-1, 2)


def _unseen(counts: Counts, told: Told, steps: Places, line: Line, rules: Rules) -> Flags:
    """Say which steps, taken by one council of a group, would leave all that is published of it as it is."""
    origin, goal = steps.T
    unseen: Flags = counts[origin] > 0
    for first, last in told.ranges:
        inside = (line.bins >= first) & (line.bins <= last)
        unseen &= inside[origin] == inside[goal]
    # Only these are looked at further.
    tried = np.flatnonzero(unseen)
    after = np.repeat(counts[None, :], len(tried), axis=0)
    after[np.arange(len(tried)), origin[tried]] -= 1
    after[np.arange(len(tried)), goal[tried]] += 1
    if told.dominant is not None:
        unseen[tried] &= after[:, line.bins == told.dominant].sum(axis=1) > rules.dominant * counts.sum()
    now_and_after = np.concatenate([counts[None], after])
    for ends in line.scales:
        values = ends.start + line.shares * (ends.stop - ends.start)
        if told.quartiles:
            quartiles = shown_quartiles(values, now_and_after, ends, rules)
            unseen[tried] &= (quartiles[1:] == quartiles[0]).all(axis=-1)
        if told.mean:
            means = shown_mean(values, now_and_after, ends, rules)
            unseen[tried] &= means[1:] == means[0]
    return unseen


def _by_bin(flags: Flags, steps: Places, line: Line) -> Flags:
    """Say between which bins one of the steps leads."""
    found = np.zeros((line.bin_count, line.bin_count), dtype=np.bool_)
    origin, goal = line.bins[steps[flags]].T
    found[origin, goal] = True
    return found


def _could_differ(
    members: tuple[int, ...], bins: tuple[int, ...], moves: Sequence[Flags], swaps: Sequence[Sequence[Flags]]
) -> bool:
    """Say whether a second possibility changes how many of these groups stand in these bins."""
    inside = np.zeros(len(moves[0]), dtype=np.bool_)
    inside[list(bins)] = True
    crossing = inside[:, None] != inside
    others = [at for at in range(len(moves)) if at not in members]
    return any(
        bool((found & crossing).any()) for one in members for found in (moves[one], *(swaps[one][at] for at in others))
    )

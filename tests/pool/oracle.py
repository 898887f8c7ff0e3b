"""What follows from a benchmark, found the slow way: every table of councils that would show the same is tried.

The reader of a benchmark knows the groups and how many of each answered, the counts of joined bins, the quartiles, the
mean and "90% or more", and how these are rounded. He knows no council's answer. What all tables that fit agree on, he
knows too. (He does not ask himself why bins were joined, or figures held back: the rules of that are not used here.)

Nothing of the program is used but the shape of a published benchmark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations, product

from benchmark.pool.benchmark import ALL, Benchmark, Cell

Counts = tuple[int, ...]


@dataclass(frozen=True)
class Scale:
    """The values that a council can have on an item, and the bin of each."""

    values: tuple[Fraction, ...]
    bins: tuple[int, ...]

    @staticmethod
    def of_levels(width: int) -> "Scale":
        """Give the levels of a question."""
        return Scale(tuple(Fraction(at) for at in range(width)), tuple(range(width)))

    @staticmethod
    def of_score(width: int) -> "Scale":
        """Give the scores of a section whose only question has so many levels, in fifths."""
        values = tuple(Fraction(100 * at, width - 1) for at in range(width))
        return Scale(values, tuple(min(int(value / 20), 4) for value in values))


Figures = tuple[object, ...]


def told(cell: Cell) -> Figures:
    """Give what a cell tells, without the names of the group and the item."""
    bins = tuple((found.first, found.last, found.councils) for found in cell.bins)
    return bins, cell.dominant.first if cell.dominant else None, cell.quartiles, cell.mean


NOTHING: Figures = ((), None, None, None)


@dataclass(frozen=True)
class Published:
    """All that is told about the same answers: for the whole and each group, its size and figures on every scale."""

    whole: tuple[int, tuple[Figures, ...]]
    groups: tuple[tuple[int, tuple[Figures, ...]], ...]

    @staticmethod
    def of(benchmark: Benchmark, *items: str) -> "Published":
        """Collect what a benchmark with one attribute tells of an item, and of others that rest on it."""
        cells = {(cell.group, cell.item): cell for cell in benchmark.cells}
        groups = [[cells[group.id, item] for item in items] for group in benchmark.groups if group.id != ALL]
        shown = [(found[0].councils, tuple(map(told, found))) for found in groups if found[0].councils is not None]
        whole = [cells[ALL, item] for item in items]
        left = whole[0].councils - sum(size for size, _ in shown)
        rest = [(left, (NOTHING,) * len(items))] if left else []
        return Published((whole[0].councils, tuple(map(told, whole))), (*shown, *rest))


def tables(published: Published, scales: Sequence[Scale], dominant: Fraction) -> Iterator[tuple[Counts, ...]]:
    """List every table, a row of counts for each group, that fits what is published."""
    width = len(scales[0].values)
    rows = [
        [counts for counts in compositions(size, width) if fits(counts, figures, scales, dominant)]
        for size, figures in published.groups
    ]
    _size, of_whole = published.whole
    # The last row follows, joined bin by joined bin, from the whole: look it up.
    last: dict[Counts, list[Counts]] = {}
    for counts in rows[-1]:
        last.setdefault(in_ranges(counts, of_whole, scales), []).append(counts)
    ranges = tuple(held for figures in of_whole for *_, held in figures[0])
    for others in product(*rows[:-1]):
        seen = zip(ranges, *(in_ranges(counts, of_whole, scales) for counts in others), strict=True)
        for counts in last.get(tuple(held - sum(parts) for held, *parts in seen), ()):
            total = tuple(map(sum, zip(*others, counts, strict=True)))
            if fits(total, of_whole, scales, dominant):
                yield (*others, counts)


def in_ranges(counts: Counts, of_whole: Sequence[Figures], scales: Sequence[Scale]) -> Counts:
    """Count a group's councils in the joined bins of the whole."""
    pairs = zip(of_whole, scales, strict=True)
    return tuple(held(counts, scale, first, last) for figures, scale in pairs for first, last, _ in figures[0])


def held(counts: Counts, scale: Scale, first: int, last: int) -> int:
    return sum(count for count, at in zip(counts, scale.bins, strict=True) if first <= at <= last)


def compositions(total: int, parts: int) -> Iterator[Counts]:
    """List every way of putting so many councils into so many places."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


@cache
def fits(counts: Counts, all_figures: tuple[Figures, ...], scales: tuple[Scale, ...], dominant: Fraction) -> bool:
    """Say whether a group with these counts would show these figures."""
    for (bins, most, quartiles, mean), scale in zip(all_figures, scales, strict=True):
        if any(held(counts, scale, first, last) != number for first, last, number in bins):
            return False
        if most is not None and not held(counts, scale, most, most) > dominant * sum(counts):
            return False
        if quartiles is not None and shown_quartiles(counts, scale.values) != quartiles:
            return False
        if mean is not None and shown_mean(counts, scale.values) != mean:
            return False
    return True


def shown_quartiles(counts: Counts, values: tuple[Fraction, ...]) -> tuple[float, ...]:
    """Give the quartiles by type 7, to half a level of five or a twentieth of a longer scale."""
    low, length = values[0], values[-1] - values[0]
    step = max(length / 20, Fraction(1, 2)) if length > 10 else length / 8
    return tuple(rounded(quantile(counts, values, Fraction(at, 4)), low, step) for at in (1, 2, 3))


def quantile(counts: Counts, values: tuple[Fraction, ...], share: Fraction) -> Fraction:
    listed = [value for value, count in zip(values, counts, strict=True) for _ in range(count)]
    position = (len(listed) - 1) * share
    at, part = int(position), position % 1
    return listed[at] + part * (listed[at + 1] - listed[at]) if part else listed[at]


def shown_mean(counts: Counts, values: tuple[Fraction, ...]) -> float:
    """Give the mean in steps of 1, 2, 2.5 or 5 times a power of ten, at least the scale divided by the councils."""
    least = (values[-1] - values[0]) / sum(counts)
    steps = sorted(
        Fraction(10) ** power * step for power in range(-3, 3) for step in map(Fraction, ("1", "2", "2.5", "5"))
    )
    exact = sum((value * count for value, count in zip(values, counts, strict=True)), Fraction(0)) / sum(counts)
    return rounded(exact, values[0], next(step for step in steps if step >= least))


def rounded(value: Fraction, low: Fraction, step: Fraction) -> float:
    return round(float(((value - low) / step + Fraction(1, 2)).__floor__() * step + low), 6)


def known(found: Sequence[tuple[Counts, ...]], rare: int) -> list[str]:
    """Say what all tables agree on that nobody should know.

    That is: that exactly so few councils of a group, or of several together, hold a level, or one of several; or that
    all of them hold it. (Published figures may say either of joined levels; the program shows none of these.)
    """
    out = []
    width = len(found[0][0])
    for members in subsets(len(found[0])):
        together = [tuple(map(sum, zip(*(table[at] for at in members), strict=True))) for table in found]
        size = sum(together[0])
        for levels in subsets(width):
            seen = {sum(counts[at] for at in levels) for counts in together}
            (number, *others) = seen
            if not others and (0 < number <= rare or (number == size and len(levels) == 1)):
                out.append(f"{number} of {size} in groups {members} hold one of {levels}")
    return out


@cache
def subsets(count: int) -> list[tuple[int, ...]]:
    return [chosen for size in range(1, count + 1) for chosen in combinations(range(count), size)]

"""What follows from a benchmark, found the slow way: every table of councils that would show the same is tried.

The reader of a benchmark knows the groups and how many answered in each, the joined counts, the quartiles, the mean
and "90% or more", and how these are rounded. He does not know any council's answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations, product

from benchmark.pool.benchmark import ALL, Benchmark, Cell

Counts = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """What is published of one group: how many answered, and the cell; None for what is left outside the groups."""

    councils: int
    cell: Cell | None


def rows_of(benchmark: Benchmark, attribute: str, item: str) -> list[Row]:
    """List the groups of an attribute that show an item, and what is left of the whole."""
    whole = benchmark.cell(ALL, item)
    cells = [benchmark.cell(group.id, item) for group in benchmark.groups_of(attribute)]
    rows = [Row(cell.councils, cell) for cell in cells if cell and cell.councils is not None]
    left = whole.councils - sum(row.councils for row in rows)
    return rows + ([Row(left, None)] if left else [])


def tables(
    whole: Row, rows: Sequence[Row], values: Sequence[Fraction], bins: Sequence[int], dominant: float
) -> Iterator[tuple[Counts, ...]]:
    """List every table (a row of counts for each group) that fits all that is published."""
    choices = [list(_fitting(row, tuple(values), tuple(bins), dominant)) for row in rows]

    # The last row follows, bin by bin, from the whole: look it up.
    def shown(counts: Sequence[int]) -> Counts:
        return tuple(
            sum(n for n, b in zip(counts, bins, strict=True) if r.first <= b <= r.last) for r in whole.cell.bins
        )

    last: dict[Counts, list[Counts]] = {}
    for choice in choices[-1]:
        last.setdefault(shown(choice), []).append(choice)
    sums = tuple(r.councils for r in whole.cell.bins)
    for first in product(*choices[:-1]):
        left = tuple(s - sum(part) for s, *part in zip(sums, *map(shown, first), strict=True)) if first else sums
        for choice in last.get(left, ()):
            total = tuple(map(sum, zip(*first, choice, strict=True)))
            if _fits_cell(total, whole.cell, tuple(values), tuple(bins), dominant):
                yield (*first, choice)


@cache
def _fitting_key(councils, key, values, bins, dominant):
    cell = key
    return [
        c for c in compositions(councils, len(values)) if cell is None or _fits_cell(c, cell, values, bins, dominant)
    ]


def _fitting(row: Row, values, bins, dominant):
    cell = row.cell and Cell(
        "g", "i", row.cell.councils, row.cell.bins, row.cell.dominant, row.cell.quartiles, row.cell.mean
    )
    return _fitting_key(row.councils, cell, values, bins, dominant)


def compositions(total: int, parts: int) -> Iterator[Counts]:
    """List every way of putting so many councils into so many places."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


def _fits_cell(counts: Counts, cell: Cell, values, bins, dominant) -> bool:
    for shown in cell.bins:
        if sum(n for n, b in zip(counts, bins, strict=True) if shown.first <= b <= shown.last) != shown.councils:
            return False
    if cell.dominant is not None:
        held = sum(n for n, b in zip(counts, bins, strict=True) if b == cell.dominant.first)
        if not held > Fraction(str(dominant)) * sum(counts):
            return False
    low, high = values[0], values[-1]
    if cell.quartiles is not None and shown_quartiles(counts, values, low, high) != cell.quartiles:
        return False
    return cell.mean is None or shown_mean(counts, values, low, high) == cell.mean


def quartile(counts: Counts, values, share: Fraction) -> Fraction:
    """Give a quartile by type 7, exactly."""
    listed = [v for v, n in zip(values, counts, strict=True) for _ in range(n)]
    position = (len(listed) - 1) * share
    at = int(position)
    part = position - at
    return listed[at] if not part else listed[at] + part * (listed[at + 1] - listed[at])


def half_up(value: Fraction) -> int:
    return (value + Fraction(1, 2)).__floor__()


@cache
def shown_quartiles(counts: Counts, values, low, high):
    step = max((high - low) / 20, Fraction(1, 2)) if high - low > 10 else (high - low) / 8
    return tuple(
        float(half_up((quartile(counts, values, Fraction(k, 4)) - low) / step) * step + low) for k in (1, 2, 3)
    )


@cache
def shown_mean(counts: Counts, values, low, high):
    n = sum(counts)
    exact = sum((v * c for v, c in zip(values, counts, strict=True)), Fraction(0)) / n
    step = mean_step(n, high - low)
    return round(float(half_up((exact - low) / step) * step + low), 6)


@cache
def mean_step(n: int, length) -> Fraction:
    least = Fraction(length) / n
    power = Fraction(1, 10**6)
    while True:
        for step in (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5)):
            if step * power >= least:
                return step * power
        power *= 10


def leaks(found: Sequence[tuple[Counts, ...]], bins: Sequence[int], rare: int) -> list[str]:
    """Say what all possible tables agree on that nobody should know."""
    out = []
    rows = len(found[0])
    width = max(bins) + 1
    subsets = [s for size in range(1, rows + 1) for s in combinations(range(rows), size)]
    levels = [s for size in range(1, width) for s in combinations(range(width), size)]
    for group in subsets:
        for part in levels:
            seen = {sum(n for r in group for n, b in zip(table[r], bins, strict=True) if b in part) for table in found}
            if len(seen) == 1:
                (number,) = seen
                size = sum(sum(found[0][r]) for r in group)
                if 0 < number <= rare:
                    out.append(f"{number} of {size} in {group} hold {part}")
                if number == size and len(part) == 1:
                    out.append(f"all {size} of {group} hold {part}")
    return out

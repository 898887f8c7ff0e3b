"""The middle of the peers, as exactly as it is shown, and where a council stands against it."""

from dataclasses import dataclass
from typing import Final, Literal

from benchmark.pool.benchmark import Benchmark, Cell, ItemInfo
from benchmark.pool.comparison import Own
from benchmark.pool.disclosure import Ends, mean_step, quartile_step

Place = Literal["above", "near", "below"]
Word = Literal["median", "average", "range"]
_HAIR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle of the peers on one item: a median, or an average, or the range that nearly all lie in.

    `slack` is how far the exact figure may lie from the shown one, which is rounded. Within it, nobody can be said
    to stand above or below.
    """

    value: float
    slack: float
    word: Word

    def place(self, value: float) -> Place:
        """Say where a value stands."""
        if abs(value - self.value) <= self.slack + _HAIR:
            return "near"
        return "above" if value > self.value else "below"


def middle(benchmark: Benchmark, item: ItemInfo, cell: Cell | None) -> Middle | None:
    """Give the middle of the peers on one item, or None where none is shown."""
    if cell is None or cell.councils is None:
        return None
    exact = benchmark.rules.exact
    if cell.quartiles:
        return Middle(
            cell.quartiles[1], 0 if exact else quartile_step(Ends(item.start, item.stop, item.levels)) / 2, "median"
        )
    if cell.dominant and item.ordered:
        low, high = ends(item, cell.dominant.first, cell.dominant.last)
        return Middle((low + high) / 2, (high - low) / 2, "range")
    if cell.mean is not None:
        slack = 0 if exact else mean_step(cell.councils, item.start, item.stop) / 2
        return Middle(cell.mean, slack, "average")
    return None


def own_place(own: Own | None, item: ItemInfo, found: Middle | None) -> Place | None:
    """Say where a council stands on one item, or None where it or the peers have no figure."""
    value = own.values.get(item.id) if own else None
    return None if value is None or found is None else found.place(value)


def ends(item: ItemInfo, first: int, last: int) -> tuple[float, float]:
    """Give the ends of neighbouring bins on the item's scale. A level is a point: both ends are levels."""
    if item.levels:
        return first, last
    step = (item.stop - item.start) / len(item.bins)
    return item.start + step * first, item.start + step * (last + 1)

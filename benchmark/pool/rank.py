"""The rank of sets of answers, exactly. A column says in its bits which sets an answer is in.

Over the field of two elements a column is added to a basis with a few operations on whole numbers. What is independent
there is independent among fractions too, and so is what is independent modulo a prime; the reverse need not hold.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

Column = int
_PRIME: Final = 2**61 - 1


class Basis(Protocol):
    """Columns that are independent, to which others are added."""

    rank: int

    def add(self, column: Column) -> bool:
        """Add a column, and say whether it was independent of those that are there."""


@dataclass
class BitBasis:
    """A basis over the field of two elements: each column that is kept leads with another bit."""

    rank: int = 0
    leading: dict[int, Column] = field(default_factory=dict)

    def add(self, column: Column) -> bool:
        """Add a column, and say whether it was independent of those that are there."""
        while column:
            lead = column.bit_length()
            if lead not in self.leading:
                self.leading[lead] = column
                self.rank += 1
                return True
            column ^= self.leading[lead]
        return False


@dataclass
class PrimeBasis:
    """A basis modulo a large prime: slower, for sets whose rank over two elements is lower than among fractions."""

    rank: int = 0
    rows: list[tuple[int, dict[int, int]]] = field(default_factory=list)

    def add(self, column: Column) -> bool:
        """Add a column, and say whether it was independent of those that are there."""
        left = {at: 1 for at in range(column.bit_length()) if column >> at & 1}
        for at_lead, row in self.rows:
            if factor := left.get(at_lead, 0):
                for at, value in row.items():
                    left[at] = (left.get(at, 0) - factor * value) % _PRIME
        lead = next((at for at, value in left.items() if value), None)
        if lead is None:
            return False
        scale = pow(left[lead], -1, _PRIME)
        self.rows.append((lead, {at: value * scale % _PRIME for at, value in left.items() if value}))
        self.rank += 1
        return True


def rank_of(columns: Collection[Column]) -> int:
    """Give the rank among fractions of these columns, which say in which sets an answer is.

    It is at least the rank over two elements, and at most the number of sets without those that others add up to.
    Where these differ, elimination tells.
    """
    least = bit_rank(columns)
    sets = _sets(columns)
    return least if least == len(sets) - sums(sets) else _eliminated(columns)


def _sets(columns: Collection[Column]) -> list[frozenset[Column]]:
    """Give the sets that the columns speak of, each once, as the columns of those that are in them."""
    width = max((column.bit_length() for column in columns), default=0)
    found = (frozenset(column for column in columns if column >> at & 1) for at in range(width))
    return [members for members in dict.fromkeys(found) if members]


def bit_rank(columns: Collection[Column]) -> int:
    """Give the rank over the field of two elements."""
    basis = BitBasis()
    for column in columns:
        basis.add(column)
    return basis.rank


def sums(sets: Sequence[frozenset[Hashable]]) -> int:
    """Count sets, as far as it is quickly seen, to which others that stand in a row and do not overlap add up.

    No set stands in two such rows, and each is smaller than what its row adds up to: so no row follows from others.
    """
    known, sizes, found = set(sets), {len(one) for one in sets}, 0
    together, size = frozenset[Hashable](), 0
    for one in sets:
        if not together.isdisjoint(one):
            together, size = frozenset(), 0
        together, size = together | one, size + 1
        if size > 1 and len(together) in sizes and together in known:
            together, size, found = frozenset(), 0, found + 1
    return found


def _eliminated(columns: Collection[Column]) -> int:
    """Give the rank by elimination in whole numbers (Bareiss 1968)."""
    width = max((column.bit_length() for column in columns), default=0)
    rows = [[column >> at & 1 for at in range(width)] for column in sorted(set(columns))]
    rank, before = 0, 1
    for at in range(width):
        pivot = next((row for row in range(rank, len(rows)) if rows[row][at]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        above = rows[rank]
        for row in range(rank + 1, len(rows)):
            factor = rows[row][at]
            # Each division leaves no remainder: what stands in a row is a determinant.
            rows[row] = [
                (value * above[at] - factor * over) // before for value, over in zip(rows[row], above, strict=True)
            ]
        rank, before = rank + 1, above[at]
    return rank

"""A pool: many returns, one a line in canonical form, sorted. Merging is a set union with three rules.

For each question set, network, round and key the highest sequence stays. Two different returns with the same
sequence are a conflict: both are kept, so that any order of merging gives the same pool, and neither is counted.
Of two valid signatures on the same return the smaller one is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from benchmark.files import write_bytes
from benchmark.returns.model import SignedReturn
from benchmark.returns.rows import Row, rows_of

SUFFIX = ".jsonl"
Slot = tuple[str, str, str, str]


@dataclass(frozen=True)
class Pool:
    """Returns in the order of their canonical bytes."""

    rows: tuple[Row, ...]

    @cached_property
    def returns(self) -> tuple[SignedReturn, ...]:
        """Read the returns out of their rows: five times the memory, so only for who looks at each as a whole."""
        return tuple(row.signed() for row in self.rows)

    def by_slot(self) -> dict[Slot, list[Row]]:
        """Group the returns by what a key may fill once; more than one in a group is a conflict."""
        grouped: dict[Slot, list[Row]] = {}
        for row in self.rows:
            grouped.setdefault(row.slot, []).append(row)
        return grouped


def merge(returns: Iterable[SignedReturn | Row]) -> Pool:
    """Merge returns into a pool. Commutative, associative and idempotent: any order gives the same pool."""
    kept: dict[Slot, list[Row]] = {}
    for row in rows_of(returns):
        group = kept.setdefault(row.slot, [row])
        highest = group[0].frame.sequence
        if row.frame.sequence > highest:
            group[:] = [row]
        elif row.frame.sequence == highest and row is not group[0]:
            _put(row, group)
    return Pool(tuple(sorted((row for group in kept.values() for row in group), key=attrgetter("line"))))


def _put(row: Row, group: list[Row]) -> None:
    """Put a return among others with its slot and sequence; the same return stays once, with its smaller signature."""
    at = next((at for at, known in enumerate(group) if known.signed_bytes == row.signed_bytes), len(group))
    if at == len(group) or row.signature < group[at].signature:
        group[at : at + 1] = [row]


def pool_bytes(pool: Pool) -> bytes:
    """Give the file of a pool: one canonical line a return."""
    return b"".join(row.line + b"\n" for row in pool.rows)


def write_pool(pool: Pool, path: Path) -> None:
    """Write a pool's file, whole or not at all."""
    write_bytes(path, pool_bytes(pool))

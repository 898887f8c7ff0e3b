"""A pool: many returns. Its file has one a line in canonical form, sorted. Merging is a set union with three rules.

For each question set, network, round and key the highest sequence stays. Two different returns with the same
sequence are a conflict: both are kept, so that any order of merging gives the same pool, and neither is counted.
Of two valid signatures on the same return the smaller one is kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from benchmark.files import write_bytes
from benchmark.returns.model import SignedReturn
from benchmark.returns.rows import Row, rows_of

SUFFIX = ".jsonl"
Slot = tuple[str, str, str, str]


@dataclass(frozen=True)
class Pool:
    """Returns in the order of their slots; those in conflict, with the same slot, in the order of their digests."""

    rows: tuple[Row, ...]

    @cached_property
    def returns(self) -> tuple[SignedReturn, ...]:
        """Read the returns out of their rows: far more memory, so only for who looks at each as a whole."""
        return tuple(row.signed() for row in self.rows)

    def slots(self) -> Iterator[tuple[Slot, list[Row]]]:
        """Group the returns by what a key may fill once; more than one in a group is a conflict."""
        return ((slot, list(group)) for slot, group in groupby(self.rows, key=attrgetter("slot")))


def merge(returns: Iterable[SignedReturn | Row]) -> Pool:
    """Merge returns into a pool. Commutative, associative and idempotent: any order gives the same pool."""
    kept: dict[Slot, Row] = {}
    # Those with a slot and sequence that others have too, by what was signed.
    rivals: dict[Slot, dict[bytes, Row]] = {}
    for row in rows_of(returns):
        slot = row.slot
        before = kept.setdefault(slot, row)
        if row.frame.sequence > before.frame.sequence:
            kept[slot] = row
            rivals.pop(slot, None)
        elif row.frame.sequence == before.frame.sequence and row is not before:
            group = rivals.setdefault(slot, {before.sha256: before})
            # The same return stays once, with its smaller signature.
            group[row.sha256] = min(row, group.get(row.sha256, row), key=attrgetter("signature"))
    rows = (rivals.get(slot, {b"": kept[slot]}) for slot in sorted(kept))
    return Pool(tuple(row for group in rows for _, row in sorted(group.items())))


def pool_bytes(pool: Pool) -> bytes:
    """Give the file of a pool: one canonical line a return, in the order of their bytes."""
    return b"".join(sorted(row.line + b"\n" for row in pool.rows))


def write_pool(pool: Pool, path: Path) -> None:
    """Write a pool's file, whole or not at all."""
    write_bytes(path, pool_bytes(pool))

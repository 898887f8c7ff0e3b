"""A pool: many returns, one a line in canonical form, sorted. Merging is a set union with three rules.

For each question set, network, round and key the highest sequence stays. Two different returns with the same
sequence are a conflict: both are kept, so that any order of merging gives the same pool, and neither is counted.
Of two valid signatures on the same return the smaller one is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmark.files import write_bytes
from benchmark.returns.model import SignedReturn, canonical

SUFFIX = ".jsonl"
Slot = tuple[str, str, str, str]


@dataclass(frozen=True)
class Pool:
    """Returns in the order of their canonical bytes."""

    returns: tuple[SignedReturn, ...]

    def by_slot(self) -> dict[Slot, list[SignedReturn]]:
        """Group the returns by what a key may fill once; more than one in a group is a conflict."""
        grouped: dict[Slot, list[SignedReturn]] = {}
        for signed in self.returns:
            grouped.setdefault(signed.content.slot, []).append(signed)
        return grouped


def merge(returns: Iterable[SignedReturn]) -> Pool:
    """Merge returns into a pool. Commutative, associative and idempotent: any order gives the same pool."""
    kept: dict[Slot, list[SignedReturn]] = {}
    highest: dict[Slot, int] = {}
    for signed in returns:
        content = signed.content
        slot = content.slot
        if content.sequence < highest.get(slot, 0):
            continue
        if content.sequence > highest.get(slot, 0):
            highest[slot] = content.sequence
            kept[slot] = []
        group = kept[slot]
        at = next((at for at, known in enumerate(group) if known.content == content), len(group))
        if at == len(group) or signed.signature < group[at].signature:
            group[at : at + 1] = [signed]
    return Pool(tuple(sorted((s for group in kept.values() for s in group), key=canonical)))


def pool_bytes(pool: Pool) -> bytes:
    """Give the file of a pool: one canonical line a return."""
    return b"".join(canonical(signed) + b"\n" for signed in pool.returns)


def write_pool(pool: Pool, path: Path) -> None:
    """Write a pool's file, whole or not at all."""
    write_bytes(path, pool_bytes(pool))

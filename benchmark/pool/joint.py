"""The joint audit: what could be isolated from everything that was ever published of a round, taken together.

Each published figure of an item is about a set of answers. Whoever has them all can add and subtract them in any way.
A combination that only the answers of a few councils are left in tells about these few. It exists exactly where the
published sets, restricted to all other answers, have a lower rank: some combination then vanishes outside the few.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

# A council, and the digest of one of its returns: a council that revised its return between two publications has two.
Answer = tuple[str, str]
# A search over more sets of councils than this is not finished: the caller then shows less.
MOST_SETS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether fewer councils than the minimum can be isolated; `finished` is false where the search gave up."""

    isolates: bool
    finished: bool = True

    @property
    def safe(self) -> bool:
        """Say whether the figures may be published together."""
        return self.finished and not self.isolates


def audit(published: Collection[frozenset[Answer]], minimum: int, most: int = MOST_SETS) -> Verdict:
    """Judge whether a combination of published sets of answers isolates fewer councils than the minimum.

    Args:
        published: for one item, the answers that each published figure is about, in all publications of the round.
        minimum: the fewest councils that may be told apart.
        most: how many sets of councils to look at before giving up.
    """
    sets = sorted({frozenset(found) for found in published if found}, key=sorted)
    classes = _classes(sets)
    whole = _rank([columns for kind in classes for columns in kind.columns])
    small = [kind for kind in classes if kind.councils < minimum]
    for looked, few in enumerate(_few(small, minimum), start=1):
        if looked > most:
            return Verdict(isolates=False, finished=False)
        inside = {id(kind) for kind in few}
        others = [columns for kind in classes if id(kind) not in inside for columns in kind.columns]
        if _rank(others) < whole:
            return Verdict(isolates=True)
    return Verdict(isolates=False)


Column = tuple[int, ...]


@dataclass(frozen=True)
class _Class:
    """Councils that stand in the very same published sets: no combination can tell them apart."""

    columns: tuple[Column, ...]
    councils: int


def _classes(sets: Sequence[frozenset[Answer]]) -> list[_Class]:
    columns: dict[str, set[Column]] = {}
    for answer in sorted(frozenset().union(*sets)):
        columns.setdefault(answer[0], set()).add(tuple(int(answer in found) for found in sets))
    counts: dict[tuple[Column, ...], int] = {}
    for of_council in columns.values():
        kind = tuple(sorted(of_council))
        counts[kind] = counts.get(kind, 0) + 1
    return [_Class(kind, number) for kind, number in sorted(counts.items())]


def _few(classes: Sequence[_Class], minimum: int) -> Iterator[list[_Class]]:
    """List the sets of classes with fewer councils than the minimum to which no class can be added.

    A smaller set isolates nothing that a larger one does not.
    """

    def grow(start: int, chosen: list[_Class], room: int) -> Iterator[list[_Class]]:
        grown = False
        for at in range(start, len(ordered)):
            if ordered[at].councils <= room:
                grown = True
                yield from grow(at + 1, [*chosen, ordered[at]], room - ordered[at].councils)
        if not grown and chosen:
            yield chosen

    ordered = sorted(classes, key=lambda kind: -kind.councils)
    yield from grow(0, [], minimum - 1)


def _rank(columns: Collection[Column]) -> int:
    """Give the rank of a matrix of 0 and 1, exactly: by elimination in whole numbers (Bareiss 1968)."""
    rows = [list(column) for column in sorted(set(columns))]
    rank, before = 0, 1
    width = len(rows[0]) if rows else 0
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

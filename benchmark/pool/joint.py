"""The joint audit: what could be isolated from everything that was ever published of a round, taken together.

Each published figure of an item is about a set of answers. Whoever has them all can add and subtract them in any way.
A combination that only the answers of a few councils are left in tells about these few. It exists exactly where the
published sets, restricted to all other answers, have a lower rank: some combination then vanishes outside the few.

So the few must hit every choice of councils whose answers have the whole rank. Where there are as many such choices
as the minimum, and no council is in two of them, fewer councils than the minimum cannot hit them all, and nobody is
isolated (Edmonds 1965 packs bases so). Where there are not, the councils of one choice are tried in turn.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.pool.rank import Basis, BitBasis, Column, PrimeBasis, bit_rank, rank_of

# A council, and the digest of one of its returns: a council that revised its return between two publications has two.
Answer = tuple[str, str]
# A search that looks at more sets of councils than this is not finished: the caller then shows less.
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
    sets = [found for found in dict.fromkeys(published) if found]
    classes = _classes(sets)
    every = {column for kind in classes for column in kind.columns}
    rank = rank_of(every)
    basis = BitBasis if bit_rank(every) == rank else PrimeBasis
    search = _Search([kind.columns for kind in classes], rank, basis, most)
    try:
        return Verdict(search.isolates([kind.councils for kind in classes], minimum))
    except _NotFinishedError:
        return Verdict(isolates=False, finished=False)


@dataclass(frozen=True)
class _Class:
    """Councils that stand in the very same published sets: no combination can tell them apart."""

    columns: tuple[Column, ...]
    councils: int


def _classes(sets: Sequence[frozenset[Answer]]) -> list[_Class]:
    """Sort councils into classes: first those that stand only in large sets, or nearly large ones."""
    columns: dict[Answer, Column] = {}
    for at, found in enumerate(sets):
        for answer in found:
            columns[answer] = columns.get(answer, 0) | 1 << at
    of_council: dict[str, set[Column]] = {}
    for (council, _), column in columns.items():
        of_council.setdefault(council, set()).add(column)
    counts: dict[tuple[Column, ...], int] = {}
    for kind in map(tuple, map(sorted, of_council.values())):
        counts[kind] = counts.get(kind, 0) + 1
    scarce = [min(len(found), len(columns) - len(found)) or len(found) for found in sets]
    return sorted((_Class(kind, number) for kind, number in counts.items()), key=lambda kind: _plenty(kind, scarce))


def _plenty(kind: _Class, scarce: Sequence[int]) -> tuple[int, tuple[Column, ...]]:
    """Put the members of small sets last: they are then used only where nobody else can stand for their set."""
    together = 0
    for column in kind.columns:
        together |= column
    return (-min(size for at, size in enumerate(scarce) if together >> at & 1), kind.columns)


class _NotFinishedError(Exception):
    """More sets of councils would have to be looked at than were allowed."""


@dataclass
class _Search:
    """The search for a few councils without whose answers the rank is lower."""

    columns: Sequence[tuple[Column, ...]]
    rank: int
    basis: Callable[[], Basis]
    most: int
    looked: int = 0

    def isolates(self, councils: list[int], minimum: int) -> bool:
        """Say whether fewer councils than the minimum, in whole classes, are left in some combination.

        `councils` says of each class how many must be taken to take it away: 0 where it is away already, and the
        minimum or more where it stays.
        """
        self.looked += 1
        if self.looked > self.most:
            raise _NotFinishedError
        choices = self._choices(councils, minimum)
        if len(choices) == minimum:
            return False
        first = choices[0] if choices else self._choice(councils)
        if first is None:
            if self._is_lower(councils):
                return True
            first = [at for at, number in enumerate(councils) if number]
        return self._one_of(first, councils, minimum)

    def _one_of(self, choice: Sequence[int], councils: list[int], minimum: int) -> bool:
        """Take the classes of a choice away, one after the other: what isolates must take one of them."""
        councils = list(councils)
        for at in choice:
            number = councils[at]
            if number < minimum:
                if self.isolates([*councils[:at], 0, *councils[at + 1 :]], minimum - number):
                    return True
                # Whatever isolates leaves this class where it is.
                councils[at] = minimum
        return False

    def _choices(self, councils: Sequence[int], number: int) -> list[list[int]]:
        """Choose so many times classes whose columns have the whole rank, no council twice; as often as is found.

        All choices grow side by side, so that each gets its part of a small set.
        """
        growing = [(self.basis(), list[int]()) for _ in range(number)]
        for at, left in enumerate(councils):
            used = 0
            for basis, chosen in sorted(growing, key=lambda one: one[0].rank) if left else ():
                if basis.rank < self.rank and sum([basis.add(column) for column in self.columns[at]]):
                    chosen.append(at)
                    used += 1
                    if used == left:
                        break
        return [chosen for basis, chosen in growing if basis.rank == self.rank]

    def _choice(self, councils: Sequence[int]) -> list[int] | None:
        """Choose classes whose columns have the whole rank; None where there are none."""
        found = self._choices(councils, 1)
        return found[0] if found else None

    def _is_lower(self, councils: Sequence[int]) -> bool:
        """Say, exactly, whether the rank is lower without what is away."""
        there = {column for at, number in enumerate(councils) if number for column in self.columns[at]}
        return bit_rank(there) < self.rank and rank_of(there) < self.rank

"""What subtraction of published figures isolates, found the slow and exact way, without the program's own audits.

Every published figure of an item is a sum over the answers of a known set of councils: one row of 0 and 1, with a
column for each answer. A reader may add rows up with any factors. What he gets tells about the councils in whose
columns it is not zero. If these are fewer than the minimum, they are isolated.

Only the shape of a published benchmark is used, and who sent what: nothing of the program decides here.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from benchmark.pool.benchmark import Benchmark
from benchmark.pool.count import Counted

# A council, and one of its returns. A return that was replaced is another column, of the same council.
Answer = tuple[str, str]
Answers = frozenset[Answer]
Vector = tuple[Fraction, ...]
# What a figure is about: the one question, or the questions that a score rests on.
About = frozenset[str]


@dataclass(frozen=True)
class Seen:
    """One publication as a reader sees it: for each item what it is about, and the answers behind each figure."""

    setting: str
    figures: Mapping[str, tuple[About, tuple[Answers, ...]]]


def seen(benchmark: Benchmark, counted: Counted) -> Seen:
    """Say which answers stand behind each published figure.

    Args:
        benchmark: what was published.
        counted: what it was made of; some of it may have been left out, as the benchmark's commitment tells.
    """
    questions = counted.questionnaire.questions
    about = {q.id: frozenset([q.id]) for q in questions}
    for section in {q.section for q in questions}:
        about[section] = frozenset(q.id for q in questions if q.section == section and q.id in benchmark.common)
    about["overall"] = frozenset(benchmark.common)
    members = {group.id: _members(counted, group.attribute, group.options) for group in benchmark.groups}
    figures: dict[str, list[Answers]] = {}
    for cell in benchmark.cells:
        # A number of councils alone is a figure too: in doubt, it counts.
        if cell.councils is not None:
            there = members[cell.group] & _answering(counted, about[cell.item])
            answers = frozenset((counted.keys[at], counted.digests[at]) for at in there)
            figures.setdefault(cell.item, []).append(answers)
    return Seen(benchmark.rules.setting, {item: (about[item], tuple(found)) for item, found in figures.items()})


def is_made_of(benchmark: Benchmark, counted: Counted) -> bool:
    """Say whether a benchmark is about exactly these returns."""
    digests = "\n".join(sorted(counted.digests))
    return hashlib.sha256(digests.encode("ascii")).hexdigest() == benchmark.commitment


def _members(counted: Counted, attribute: str | None, options: Sequence[str]) -> set[int]:
    if attribute is None:
        return set(range(counted.councils))
    return {at for at, value in enumerate(counted.attributes[attribute]) if (value or "not-said") in options}


def _answering(counted: Counted, about: About) -> set[int]:
    rows = [counted.questionnaire.question_index[name] for name in about]
    return {at for at in range(counted.councils) if any(counted.table.codes[row, at] >= 0 for row in rows)}


def together(publications: Sequence[Seen]) -> Iterator[frozenset[Answers]]:
    """Put together what is published of each item of the last publication.

    Also, under whatever names, of the same answers: a score that rests on one question tells of that question.
    """
    for item, (about, _) in publications[-1].figures.items():
        for key in (item, about):
            yield frozenset(
                found
                for publication in publications
                for name, (also, sets) in publication.figures.items()
                if key in (name, also)
                for found in sets
            )


def without(sets: Iterable[Answers], councils: Iterable[str]) -> frozenset[Answers]:
    """Leave some councils' answers out of every set."""
    left = frozenset(councils)
    return frozenset(frozenset(answer for answer in found if answer[0] not in left) for found in sets)


@dataclass(frozen=True)
class Atom:
    """Councils whose answers stand in the very same sets: a sum touches all of them, or none."""

    columns: tuple[int, ...]
    councils: int


def rows_of(sets: Iterable[Answers]) -> list[Vector]:
    """Write sets as rows over all answers in them."""
    listed = list(sets)
    answers = sorted(frozenset().union(*listed))
    return [tuple(Fraction(answer in found) for answer in answers) for found in listed]


def gather(sets: Iterable[Answers]) -> tuple[list[Vector], list[Atom]]:
    """Write sets as rows of which equal columns are kept once, and gather the councils into atoms, the largest first."""
    listed = list(sets)
    columns: dict[str, set[Vector]] = {}
    for council, returned in frozenset().union(*listed):
        column = tuple(Fraction((council, returned) in found) for found in listed)
        columns.setdefault(council, set()).add(column)
    distinct = sorted(frozenset().union(*columns.values()))
    kinds = Counter(tuple(sorted(map(distinct.index, of_council))) for of_council in columns.values())
    atoms = [Atom(kind, councils) for kind, councils in kinds.items()]
    return list(zip(*distinct, strict=True)), sorted(atoms, key=lambda atom: (-atom.councils, atom.columns))


def isolates(sets: Iterable[Answers], minimum: int) -> bool:
    """Say whether some sum of the published figures, with any factors, is about fewer councils than the minimum.

    Each atom is either left out of the sum, which narrows the sums that are possible, or counted. So every set of
    atoms with fewer councils than the minimum is tried, but for those in which no sum is left.
    """
    rows, atoms = gather(sets)

    def search(sums: Sequence[Vector], at: int, room: int) -> bool:
        if not sums or at == len(atoms):
            return bool(sums)
        narrowed = list(sums)
        for column in atoms[at].columns:
            narrowed = vanishing(narrowed, column)
        if search(narrowed, at + 1, room):
            return True
        counts = len(narrowed) < len(sums) and atoms[at].councils <= room
        return counts and search(sums, at + 1, room - atoms[at].councils)

    return search(independent(rows), 0, minimum - 1)


def vanishing(sums: Sequence[Vector], column: int) -> list[Vector]:
    """Give a basis of the sums that are zero in a column."""
    first = next((one for one in sums if one[column]), None)
    if first is None:
        return list(sums)
    return [minus(one, first, one[column] / first[column]) for one in sums if one is not first]


def independent(rows: Sequence[Vector]) -> list[Vector]:
    """Give a basis of all sums of some rows."""
    found: list[tuple[int, Vector]] = []
    for row in rows:
        left = row
        for lead, other in found:
            left = minus(left, other, left[lead] / other[lead])
        if any(left):
            found.append((next(at for at, value in enumerate(left) if value), left))
    return [row for _, row in found]


def minus(one: Vector, other: Vector, factor: Fraction) -> Vector:
    """Take a multiple of one row away from another."""
    return tuple(a - factor * b for a, b in zip(one, other, strict=True)) if factor else one


@cache
def known_isolates(sets: frozenset[Answers], minimum: int) -> bool:
    """Remember verdicts: the same councils answered many items."""
    return isolates(sets, minimum)

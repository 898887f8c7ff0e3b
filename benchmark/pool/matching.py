"""Who could mentor whom: the best matching of a pool, by strength and need.

First as many councils as can be get a mentor. Of all ways to do that, the one whose pairs together fit best is taken.
A council has one mentor at most, and mentors so many at most. Nobody has three pairs while somebody who could have
one has none. It is a matching of greatest weight in a graph of places; the library reckons with whole numbers, so the
result is exact. Ties are broken by numbers that depend on the keys alone: any order of returns gives the same result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from benchmark.errors import UsageError, WithheldError
from benchmark.pool.count import Counted
from benchmark.pool.needs import Needs, Possible, find_needs, tie_break
from benchmark.pool.rules import CIRCLE

Pairs = frozenset[tuple[int, int]]
Why = Literal["nothing to reach", "nobody has reached it", "all are taken"]

MOST: Final = 2
# With somebody left out, nobody has more pairs than this, as mentor and learner together.
SHARED: Final = 2
# A library in plain Python takes seconds for so many, and minutes for several times as many.
LARGEST: Final = 150
_TIE_BITS: Final = 64


@dataclass(frozen=True, slots=True)
class Match:
    """One council that could mentor another, by their keys, and why."""

    mentor: str
    learner: str
    aims: int
    found: Possible


@dataclass(frozen=True, slots=True)
class Alone:
    """A council without a mentor, and why; `mentors` says whether it is somebody's mentor."""

    key: str
    why: Why
    mentors: bool


@dataclass(frozen=True)
class Matching:
    """Who could mentor whom, by key. `shared` says whether some got less so that nobody is left out."""

    matches: tuple[Match, ...]
    alone: tuple[Alone, ...]
    councils: int
    without_targets: int
    shared: bool


def match_councils(counted: Counted, most: int = MOST) -> Matching:
    """Match the councils of a pool; refuse where there are fewer than the circle's minimum.

    Args:
        counted: the returns that count, in the order of their keys.
        most: how many councils one council may mentor.
    """
    if counted.councils < CIRCLE.minimum:
        raise WithheldError(
            f"Councils are matched from {CIRCLE.minimum} returns that count; there are {counted.councils}. "
            "Among fewer, everybody would know who is meant."
        )
    if counted.councils > LARGEST:
        raise UsageError(
            f"These are {counted.councils} councils; at most {LARGEST} are matched at once. Choose one with --network."
        )
    needs = find_needs(counted)
    fits = {pair: found.fit for pair, found in needs.possible.items()}
    ties = {pair: tie_break(counted.keys[pair[0]], counted.keys[pair[1]]) for pair in fits}
    pairs = best_pairs(fits, ties, most, shared=False)
    shared = unfair(fits, pairs)
    if shared:
        pairs = best_pairs(fits, ties, most, shared=True)
    matches = [
        Match(counted.keys[mentor], counted.keys[learner], len(needs.aims[learner]), needs.possible[mentor, learner])
        for mentor, learner in pairs
    ]
    matches.sort(key=lambda match: (-match.found.fit, match.mentor, match.learner))
    alone = _alone(counted, needs, pairs)
    return Matching(tuple(matches), alone, counted.councils, len(needs.without_targets), shared)


def unfair(fits: Mapping[tuple[int, int], int], pairs: Pairs) -> bool:
    """Say whether somebody has three pairs while somebody who could have one has none."""
    could = {council for pair in fits for council in pair}
    held = [council for pair in pairs for council in pair]
    return any(held.count(council) > SHARED for council in could) and not could <= set(held)


def best_pairs(
    fits: Mapping[tuple[int, int], int], ties: Mapping[tuple[int, int], int], most: int, *, shared: bool
) -> Pairs:
    """Find the pairs (mentor, learner): as many as can be, of these the best fitting, of these one by the ties.

    Each council has places. One is for learning and `most` are for mentoring. Where councils share, there are two
    places in all: one for either, one for mentoring. An edge joins a place for learning with one for mentoring, so a
    matching of the graph uses no place twice.
    """
    import networkx as nx  # noqa: PLC0415 - heavy, and needed here alone

    councils = sorted({council for pair in fits for council in pair})
    # Of pairs that fit equally well, a mentor's first comes before another's second.
    spread = len(councils) * most + 1
    room = _TIE_BITS + (len(councils) * most).bit_length()
    graph: nx.Graph[tuple[int, int]] = nx.Graph()
    for (mentor, learner), fit in sorted(fits.items()):
        for place in range(min(most, SHARED) if shared else most):
            # In a shared graph the first place is for either: to learn in, or to mentor from.
            ends = ((learner, 0), (mentor, place if shared else place + 1))
            weight = ((fit * spread - place) << room) + ties[mentor, learner]
            known = graph.get_edge_data(*ends)
            if known is None or known["weight"] < weight:
                graph.add_edge(*ends, weight=weight, pair=(mentor, learner))
    found = nx.max_weight_matching(graph, maxcardinality=True)
    return frozenset(graph.edges[ends]["pair"] for ends in found)


def _alone(counted: Counted, needs: Needs, pairs: Pairs) -> tuple[Alone, ...]:
    """Say of each council without a mentor why it has none."""
    learners, mentors = {learner for _, learner in pairs}, {mentor for mentor, _ in pairs}
    could = {learner for _, learner in needs.possible}
    return tuple(
        Alone(key, _why(bool(needs.aims[at]), at in could), at in mentors)
        for at, key in enumerate(counted.keys)
        if at not in learners
    )


def _why(aims: bool, could: bool) -> Why:
    if not aims:
        return "nothing to reach"
    return "all are taken" if could else "nobody has reached it"

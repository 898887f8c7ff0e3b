"""Do councils differ by type? How much of the difference between them goes with one attribute, item by item.

The share is epsilon squared: the share of the variance that lies between the groups, less what chance alone puts there
(Kelley, 1935). Whether there is any is judged by permutation, over all items at once (the smallest p of each
permutation; Westfall and Young, 1993), and over the attributes by Bonferroni's rule. The interval is a bootstrap
within the groups, moved back by its bias and widened for small numbers; its ends are rounded outwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from benchmark.errors import UsageError
from benchmark.pool.benchmark import Group
from benchmark.pool.count import Counted
from benchmark.pool.items import Item
from benchmark.pool.publish import draft_benchmark
from benchmark.pool.rules import Rules
from scoring.answers import Floats

Verdict = Literal["differs", "alike", "open"]
PERMUTATIONS: Final = 1999
SAMPLES: Final = 999
LEVEL: Final = 0.95
# Shares are shown in these steps: finer ones would say more than a few hundred councils can.
STEP: Final = 0.05
# A share up to here makes no difference that anybody would plan by.
SMALL: Final = 0.1
_SEED: Final = 20_260
_CELLS: Final = 4_000_000
_HAIR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Effect:
    """How much of the difference between councils on one item goes with an attribute: `share`, from `low` to `high`.

    `verdict` is "differs" where chance alone would hardly do it, "alike" where not even the upper end matters, and
    "open" where so many councils cannot tell.
    """

    attribute: str
    item: str
    kind: str
    title: str
    councils: int
    share: float
    low: float
    high: float
    p: float
    verdict: Verdict


@dataclass(frozen=True)
class Explained:
    """One attribute: the groups that were compared, and what was found. `why_not` says why nothing could be said."""

    attribute: str
    title: str
    groups: tuple[Group, ...]
    effects: tuple[Effect, ...]
    why_not: str = ""


def explain(counted: Counted, rules: Rules) -> tuple[Explained, ...]:
    """Look at one attribute after another. Groups are those that a benchmark would show, with its minimum."""
    draft = draft_benchmark(counted, rules)
    attributes = counted.questionnaire.shared_attributes
    if not attributes:
        raise UsageError("This question set shares no attribute, so there are no types of council to compare.")
    items = [at for at, item in enumerate(draft.measured.items) if item.ordered and item.kind in _KINDS]
    values = draft.measured.values[items]
    found = []
    for attribute in attributes:
        groups = [group for group in draft.groups if group.info.attribute == attribute.id]
        if len(groups) < 2:
            few = f"fewer than {rules.minimum} councils in all groups but one, or fewer than {rules.groups_from} in all"
            found.append(Explained(attribute.id, attribute.title, (), (), few))
            continue
        members = np.full(counted.councils, -1)
        for at, group in enumerate(groups):
            members[group.members] = at
        inside = members >= 0
        effects = _effects(
            attribute.id,
            [draft.measured.items[at] for at in items],
            values[:, inside],
            members[inside],
            rules.minimum,
            len(attributes),
        )
        found.append(Explained(attribute.id, attribute.title, tuple(g.info for g in groups), tuple(effects)))
    return tuple(found)


_KINDS: Final = ("overall", "section", "theme", "question")


def _effects(
    attribute: str,
    items: Sequence[Item],
    values: Floats,
    members: npt.NDArray[np.intp],
    minimum: int,
    attributes: int,
) -> Iterator[Effect]:
    """Judge the items that enough councils of every group have a figure of, and on which they are not all alike."""
    groups = int(members.max()) + 1
    answered = np.stack([np.isfinite(values[:, members == group]).sum(axis=1) for group in range(groups)])
    spread = np.nanmax(values, axis=1, initial=-np.inf) - np.nanmin(values, axis=1, initial=np.inf)
    kept = np.flatnonzero((answered >= minimum).all(axis=0) & (spread > _HAIR))
    if not len(kept):
        return
    shares = between(values[kept], members)
    adjusted = np.minimum(chances(values[kept], members) * attributes, 1)
    lows, highs = intervals(values[kept], members)
    for row, at in enumerate(kept.tolist()):
        item, high = items[at], _outwards(highs[row], up=True)
        verdict: Verdict = "differs" if adjusted[row] <= 1 - LEVEL else "alike" if high <= SMALL else "open"
        yield Effect(
            attribute,
            item.id,
            item.kind,
            item.title,
            int(answered[:, at].sum()),
            round(round(max(shares[row], 0) / STEP) * STEP, 2),
            _outwards(lows[row], up=False),
            high,
            round(float(adjusted[row]), 3),
            verdict,
        )


def between(values: Floats, members: npt.NDArray[np.intp]) -> Floats:
    """Give epsilon squared of each row of values: below 0 where groups are more alike than chance would have them.

    Args:
        values: shape (items, councils); not-a-number where a council has no figure.
        members: each council's group, from 0.
    """
    shares: Floats = _many(values, _one_hot(members)[None])[0]
    return shares


def chances(values: Floats, members: npt.NDArray[np.intp], permutations: int = PERMUTATIONS) -> Floats:
    """Give for each row how often chance alone makes any row stand out as much: p, corrected for all rows."""
    random = np.random.default_rng(_SEED)
    hot = _one_hot(members)
    shuffled = (hot[random.permutation(len(members))] for _ in range(permutations))
    drawn = [_many(values, chunk) for chunk in _chunks(shuffled, hot)]
    # Where chance empties a group nothing can be said, and nothing stands out.
    every = np.nan_to_num(np.concatenate([between(values, members)[None], *drawn]), nan=-np.inf, neginf=-np.inf)
    # The p of each row in each permutation, then the smallest over the rows: ties count against a finding.
    ranks = np.stack([np.searchsorted(np.sort(column), column - _HAIR) for column in every.T], axis=1)
    alone = 1 - ranks / len(every)
    least = alone.min(axis=1)
    return np.array([(least <= p + _HAIR).mean() for p in alone[0]])


def intervals(values: Floats, members: npt.NDArray[np.intp], samples: int = SAMPLES) -> tuple[Floats, Floats]:
    """Give the ends of an interval for each row's share, at least 0."""
    random = np.random.default_rng(_SEED)
    hot = _one_hot(members)
    places = [np.flatnonzero(members == group) for group in range(hot.shape[1])]
    drawn = np.concatenate(
        [_many(values, chunk) for chunk in _chunks((_resample(random, hot, places) for _ in range(samples)), hot)]
    )
    councils, free = len(members), len(members) - hot.shape[1]
    normal = NormalDist().inv_cdf((1 + LEVEL) / 2)
    # The quantile of Student's t from the normal one (Fisher and Cornish), and a variance with its free degrees.
    widen = (normal + (normal**3 + normal) / (4 * free)) / normal * np.sqrt(councils / free)
    centre, share = np.nanmean(drawn, axis=0), between(values, members)
    low, high = np.nanquantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return np.maximum(share + (low - centre) * widen, 0), np.clip(share + (high - centre) * widen, 0, 1)


def _resample(random: np.random.Generator, hot: Floats, places: Sequence[npt.NDArray[np.intp]]) -> Floats:
    """Draw as many councils of each group as it has, with replacement, as weights."""
    weights = np.zeros(len(hot))
    for inside in places:
        np.add.at(weights, random.choice(inside, len(inside)), 1)
    return hot * weights[:, None]


def _one_hot(members: npt.NDArray[np.intp]) -> Floats:
    return np.eye(int(members.max()) + 1)[members]


def _chunks(drawn: Iterator[Floats], hot: Floats) -> Iterator[Floats]:
    """Put draws together, so many that they fit memory."""
    size = max(_CELLS // hot.size, 1)
    chunk: list[Floats] = []
    for one in drawn:
        chunk.append(one)
        if len(chunk) == size:
            yield np.stack(chunk)
            chunk = []
    if chunk:
        yield np.stack(chunk)


def _many(values: Floats, weights: Floats) -> Floats:
    """Give epsilon squared for many ways to put councils into groups.

    Args:
        values: shape (items, councils).
        weights: shape (draws, councils, groups): how often a council counts in a group.

    Returns:
        Shape (draws, items); not-a-number where a group is empty or all values are alike.
    """
    there = np.isfinite(values)
    plain = np.where(there, values, 0.0)
    # Values around their mean: sums of squares of large numbers would lose what is between the groups.
    means = plain.sum(axis=1, keepdims=True) / np.maximum(there.sum(axis=1, keepdims=True), 1)
    plain = np.where(there, plain - means, 0.0)
    number, total, squares = (part.astype(np.float64) @ weights for part in (there, plain, plain**2))
    councils, whole = number.sum(axis=-1), total.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = whole**2 / councils
        around = squares.sum(axis=-1) - middle
        inside = around - ((total**2 / number).sum(axis=-1) - middle)
        shares: Floats = 1 - (inside / (councils - number.shape[-1])) / (around / (councils - 1))
    return np.where(around > _HAIR, shares, np.nan)


def _outwards(value: float, *, up: bool) -> float:
    """Round the end of an interval away from its middle."""
    steps = np.ceil(value / STEP - _HAIR) if up else np.floor(value / STEP + _HAIR)
    return round(float(steps) * STEP, 2)

"""Every item in every group, as far as it may be shown: item by item, the whole first, then attribute by attribute."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

import numpy as np
import numpy.typing as npt

from benchmark.pool import benchmark as model
from benchmark.pool import disclosure
from benchmark.pool.audit import differences, groups_that_isolate
from benchmark.pool.disclosure import Figures
from benchmark.pool.doubt import Line, Told, leaves_doubt
from benchmark.pool.items import Item, Measured
from benchmark.pool.rules import Rules
from benchmark.pool.tally import tally
from scoring.answers import Floats

Mask = npt.NDArray[np.bool_]
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class PeerGroup:
    """A group that may be shown, and which councils are in it."""

    info: model.Group
    members: Mask


@dataclass(frozen=True)
class Placed:
    """Every council's place on one item: its value, and where that stands on the line of values; -1 for none."""

    item: Item
    values: Floats
    line: Line
    places: npt.NDArray[np.intp]
    # What was counted already, by the group: a figure, its partition and the doubt that it leaves rest on one count.
    counted: dict[bytes, npt.NDArray[np.int64]] = field(default_factory=dict)

    def along(self, members: Mask) -> npt.NDArray[np.int64]:
        """Count the councils of a group at each value of the line."""
        key = members.tobytes()
        if key not in self.counted:
            of_both = tally(self.places[None], members.astype(np.intp), 2, len(self.line.shares))
            self.counted[key] = of_both[1, 0]
        return self.counted[key]

    def counts(self, members: Mask) -> list[int]:
        """Count the councils of a group in each bin."""
        in_bins = np.bincount(self.line.bins, weights=self.along(members), minlength=self.line.bin_count)
        return [int(count) for count in in_bins]

    def figures(self, members: Mask, partition: Ranges, rules: Rules) -> Figures:
        """Give what may be shown of a group, judged by itself."""
        values = self.values[members] if self.item.ordered else np.empty(0)
        return disclosure.figures(self.counts(members), values, _ends(self.item), partition, rules)


def build_cells(measured: Measured, groups: Sequence[PeerGroup], rules: Rules) -> list[model.Cell]:
    """Give every item in every group. The first group is the whole."""
    same = {at: _same_answers(measured, at) for at in range(len(measured.items))}
    cells = []
    for at, item in enumerate(measured.items):
        placed = _place(measured, at, [_ends(measured.items[other]) for other in (at, *same[at])])
        shown = _shown(placed, groups, rules)
        if item.only and not all(_told_alike(measured, at, other) for other in same[at]):
            shown = {name: Figures(figures.councils) for name, figures in shown.items()}
        cells += [_cell(group.info.id, item.id, shown.get(group.info.id)) for group in groups]
    return cells


def _same_answers(measured: Measured, at: int) -> list[int]:
    """List the other items that tell of the same answers: a question, and the scores that rest on it alone."""
    item = measured.items[at]
    question = item.only or item.id
    others = enumerate(measured.items)
    return [place for place, other in others if place != at and question and question in (other.id, other.only)]


def _told_alike(measured: Measured, one: int, other: int) -> bool:
    """Say whether two items put the same councils into the same bins, in the same order, as the same shares.

    If not, bins that are joined in one may stand apart in the other. Two of a question's six levels lie in one fifth.
    """
    (bins, shares), (other_bins, other_shares) = (_bins_and_shares(measured, at) for at in (one, other))
    return np.array_equal(bins, other_bins) and np.allclose(shares, other_shares, rtol=0, atol=1e-9, equal_nan=True)


def _bins_and_shares(measured: Measured, at: int) -> tuple[npt.NDArray[np.intp], Floats]:
    """Give every council's bin, counted among those that are held, and its share of the scale."""
    start, stop, _ = _ends(measured.items[at])
    return np.unique(measured.bins[at], return_inverse=True)[1], (measured.values[at] - start) / (stop - start)


def _ends(item: Item) -> disclosure.Ends:
    return disclosure.Ends(item.start, item.stop, item.levels)


def _place(measured: Measured, at: int, scales: Sequence[disclosure.Ends]) -> Placed:
    """Put the values of an item on a line. All levels of a question stand on it, held or not."""
    item, bins, values = measured.items[at], measured.bins[at].astype(np.intp), measured.values[at]
    count = len(item.bins)
    if item.levels:
        every = np.arange(count)
        return Placed(item, values, Line(every / (count - 1), every, count, scales), bins)
    answering = bins >= 0
    distinct, first, index = np.unique(values[answering], return_index=True, return_inverse=True)
    places = np.full(len(bins), -1)
    places[answering] = index
    shares = (distinct - item.start) / (item.stop - item.start)
    return Placed(item, values, Line(shares, bins[answering][first], count, scales), places)


def _shown(placed: Placed, groups: Sequence[PeerGroup], rules: Rules) -> dict[str, Figures]:
    """Give what may be shown of one item, by the id of the group. A group that may not show it is missing."""
    everyone = placed.places >= 0
    if everyone.sum() < rules.minimum:
        return {}
    partition = disclosure.joint_partition([placed.counts(everyone)], rules)
    (whole,) = _in_doubt(placed, [everyone], [placed.figures(everyone, partition, rules)], None, rules)
    found = {groups[0].info.id: whole}
    earlier: list[list[Mask]] = []
    for attribute in dict.fromkeys(group.info.attribute for group in groups[1:]):
        members = {g.info.id: g.members & everyone for g in groups[1:] if g.info.attribute == attribute}
        allowed = _allowed(members, earlier, everyone, rules)
        if not allowed:
            continue
        masks = list(allowed.values())
        overlaps = [left for others in earlier for left in differences(everyone, others, masks)]
        rest = everyone & ~np.logical_or.reduce(masks)
        parts = [*masks, rest] if rest.any() else masks
        joined = disclosure.joint_partition([placed.counts(m) for m in (*parts, *overlaps)], rules, partition)
        figures = [placed.figures(mask, joined, rules) for mask in masks]
        found |= zip(allowed, _in_doubt(placed, parts, figures, whole, rules), strict=True)
        earlier.append(masks)
    return found


def _allowed(
    members: Mapping[str, Mask], earlier: Sequence[Sequence[Mask]], everyone: Mask, rules: Rules
) -> dict[str, Mask]:
    """Give the groups of one attribute that may show an item, by who answered it; none where subtraction isolates."""
    may = disclosure.shown_groups([int(mask.sum()) for mask in members.values()], rules)
    allowed = {name: mask for (name, mask), is_shown in zip(members.items(), may, strict=True) if is_shown}
    masks = list(allowed.values())
    isolated = any(groups_that_isolate(everyone, others, masks, rules.minimum) for others in earlier)
    return {} if isolated else allowed


def _in_doubt(
    placed: Placed, parts: Sequence[Mask], figures: Sequence[Figures], whole: Figures | None, rules: Rules
) -> Sequence[Figures]:
    """Take away figures until doubt is left: the middle first, then all but how many answered.

    Args:
        placed: the item.
        parts: the groups that add up to the whole; the last may be what is left outside the others.
        figures: what would be shown of the groups.
        whole: what is shown of the whole; None where the whole is the only group.
        rules: the setting's rules.
    """
    if rules.exact:
        return figures
    tables = np.stack([placed.along(mask) for mask in parts])
    for fewer in (figures, [replace(of_group, quartiles=None, mean=None) for of_group in figures]):
        told = [_told(of_group) for of_group in fewer]
        told += [Told()] * (len(parts) - len(told))
        if leaves_doubt(tables, told, _told(whole) if whole else told[0], placed.line, rules):
            return fewer
    return [Figures(of_group.councils) for of_group in figures]


def _told(figures: Figures) -> Told:
    return Told(
        tuple((found.first, found.last) for found in figures.bins),
        figures.dominant.first if figures.dominant else None,
        figures.quartiles is not None,
        figures.mean is not None,
    )


def _cell(group_id: str, item_id: str, figures: Figures | None) -> model.Cell:
    if figures is None:
        return model.Cell(group_id, item_id)
    return model.Cell(
        group=group_id,
        item=item_id,
        councils=figures.councils,
        bins=tuple(model.BinRange(b.first, b.last, b.councils) for b in figures.bins),
        dominant=model.BinRange(**asdict(figures.dominant)) if figures.dominant else None,
        quartiles=figures.quartiles,
        mean=figures.mean,
    )

"""Every item in every group, as far as it may be shown: item by item, the whole first, then attribute by attribute."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

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


@dataclass(frozen=True)
class PeerGroup:
    """A group that may be shown, and which councils are in it."""

    info: model.Group
    members: Mask


@dataclass(frozen=True)
class _Placed:
    """Every council's place on one item; -1 where it has none."""

    item: Item
    bins: npt.NDArray[np.int8]
    values: Floats
    line: Line
    on_line: npt.NDArray[np.intp]

    @property
    def answering(self) -> Mask:
        return self.bins >= 0

    def counts(self, members: Mask) -> list[int]:
        """Count the councils of a group in each bin."""
        return tally(self.bins[None, :], members.astype(np.intp), 2, len(self.item.bins))[1, 0].tolist()

    def along(self, members: Mask) -> npt.NDArray[np.int64]:
        """Count the councils of a group at each value."""
        return np.bincount(self.on_line[members & self.answering], minlength=len(self.line.values))


def build_cells(measured: Measured, groups: Sequence[PeerGroup], rules: Rules) -> list[model.Cell]:
    """Give every item in every group. The first group is the whole."""
    cells = []
    for row, item in enumerate(measured.items):
        placed = _place(item, measured.bins[row], measured.values[row])
        shown = _figures(placed, groups, rules)
        cells += [_cell(group.info.id, item.id, shown.get(at)) for at, group in enumerate(groups)]
    return cells


def _place(item: Item, bins: npt.NDArray[np.int8], values: Floats) -> _Placed:
    ends = (item.start, item.stop)
    if item.levels:
        every = np.arange(len(item.bins))
        return _Placed(item, bins, values, Line(every.astype(np.float64), every, len(every), ends), bins.astype(np.intp))
    answering = bins >= 0
    distinct, first, index = np.unique(values[answering], return_index=True, return_inverse=True)
    on_line = np.full(len(bins), -1, dtype=np.intp)
    on_line[answering] = index
    return _Placed(item, bins, values, Line(distinct, bins[answering][first].astype(np.intp), len(item.bins), ends), on_line)


def _figures(placed: _Placed, groups: Sequence[PeerGroup], rules: Rules) -> dict[int, Figures]:
    """Give what may be shown of one item, by the place of the group; nothing of a group that may not show it."""
    everyone = placed.answering
    if everyone.sum() < rules.minimum:
        return {}
    partition = disclosure.joint_partition([placed.counts(everyone)], rules)
    whole = _group_figures(placed, everyone, partition, rules)
    (whole,) = _with_doubt(placed, [everyone], [whole], whole, rules)
    shown = {0: whole}
    earlier: list[list[Mask]] = []
    for attribute in dict.fromkeys(group.info.attribute for group in groups[1:]):
        places = [at for at, group in enumerate(groups) if at and group.info.attribute == attribute]
        answering = [groups[at].members & everyone for at in places]
        may = disclosure.shown_groups([int(mask.sum()) for mask in answering], rules)
        places, answering = ([x for x, m in zip(xs, may, strict=True) if m] for xs in (places, answering))
    return shown

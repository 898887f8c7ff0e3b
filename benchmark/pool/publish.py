"""Build the benchmark object from counted returns. Disclosure control acts here, before anything else sees a figure."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from benchmark.errors import WithheldError
from benchmark.pool import benchmark as model
from benchmark.pool import disclosure
from benchmark.pool.audit import groups_that_isolate
from benchmark.pool.count import Counted
from benchmark.pool.items import Item, Measured, common_questions, measure
from benchmark.pool.rules import Rules
from benchmark.pool.tally import tally
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Attribute

Mask = npt.NDArray[np.bool_]
NOT_SAID = "not-said"


@dataclass(frozen=True)
class PeerGroup:
    """A group that may be shown, and which councils are in it."""

    info: model.Group
    members: Mask


def build_benchmark(counted: Counted, rules: Rules) -> model.Benchmark:
    """Build a benchmark under the rules of a setting, or raise WithheldError where nothing may be shown."""
    if counted.councils < rules.minimum:
        raise WithheldError(
            f"Nothing can be shown: fewer than {rules.minimum} returns are counted. Ask more councils to send theirs."
        )
    questionnaire = counted.questionnaire
    common = common_questions(questionnaire, counted.table)
    measured = measure(questionnaire, counted.table, common)
    groups, withheld = _groups(counted, rules)
    return model.Benchmark(
        format="council-benchmark/1",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        fingerprint=fingerprint(questionnaire),
        title=questionnaire.title,
        round=counted.choice.round,
        networks=counted.choice.networks,
        rules=msgspec.convert(asdict(rules), model.RulesUsed),
        councils=disclosure.to_base(counted.councils, rules),
        common=common,
        attributes=tuple(model.AttributeInfo(a.id, a.title) for a in questionnaire.shared_attributes),
        groups=tuple(group.info for group in groups),
        withheld=tuple(withheld),
        items=tuple(_item_info(item) for item in measured.items),
        cells=tuple(_cells(measured, groups, rules)),
        digests=tuple(counted.digests) if rules.setting != "public" else (),
        commitment=hashlib.sha256("\n".join(counted.digests).encode("ascii")).hexdigest(),
    )


def _item_info(item: Item) -> model.ItemInfo:
    return model.ItemInfo(
        item.id, item.kind, item.section, item.title, item.bins, item.start, item.stop, item.ordered, item.levels
    )


def _groups(counted: Counted, rules: Rules) -> tuple[list[PeerGroup], list[model.Withheld]]:
    """Form the groups of each attribute, one attribute at a time, and say which options are not shown alone."""
    everyone = PeerGroup(
        model.Group(model.ALL, "All councils", None, (), disclosure.to_base(counted.councils, rules)),
        np.ones(counted.councils, dtype=np.bool_),
    )
    groups = [everyone]
    withheld: list[model.Withheld] = []
    for attribute in counted.questionnaire.shared_attributes:
        options = [*attribute.options, (NOT_SAID, "Not said")]
        places = _places(counted, attribute)
        sizes = np.bincount(places, minlength=len(options)).tolist()
        found = disclosure.blocks(sizes, rules) if counted.councils >= rules.groups_from else []
        candidates = [_group(attribute, options, block, places, rules) for block in found]
        if groups_that_isolate([g.members for g in groups], [g.members for g in candidates], rules.minimum):
            candidates = []
        groups += candidates
        withheld += _not_alone(attribute, options, sizes, candidates)
    return groups, withheld


def _places(counted: Counted, attribute: Attribute) -> npt.NDArray[np.intp]:
    """Give each council's option of an attribute, from 0; the place after the last is for those that do not say."""
    index = {option: at for at, option in enumerate(attribute.option_ids)}
    return np.array([index.get(value, len(index)) for value in counted.attributes[attribute.id]], dtype=np.intp)


def _group(
    attribute: Attribute,
    options: Sequence[tuple[str, str]],
    block: tuple[int, ...],
    places: npt.NDArray[np.intp],
    rules: Rules,
) -> PeerGroup:
    members = np.isin(places, block)
    ids = tuple(options[at][0] for at in block)
    title = " or ".join(options[at][1] for at in block)
    size = disclosure.to_base(int(members.sum()), rules)
    return PeerGroup(model.Group(f"{attribute.id}-{'-'.join(ids)}", title, attribute.id, ids, size), members)


def _not_alone(
    attribute: Attribute, options: Sequence[tuple[str, str]], sizes: Sequence[int], groups: Sequence[PeerGroup]
) -> list[model.Withheld]:
    """List the options that are not shown as a group of their own, and the group that holds them."""
    home = {option: group.info for group in groups for option in group.info.options}
    return [
        model.Withheld(attribute.id, option, title, home[option].id if option in home else None)
        for (option, title), size in zip(options, sizes, strict=True)
        if size and (option not in home or len(home[option].options) > 1)
    ]


def _cells(measured: Measured, groups: Sequence[PeerGroup], rules: Rules) -> list[model.Cell]:
    """Give every item in every group, as far as it may be shown."""
    width = max(len(item.bins) for item in measured.items)
    tallies = np.stack([tally(measured.bins, group.members.astype(np.intp), 2, width)[1] for group in groups])
    cells = []
    for row, item in enumerate(measured.items):
        counts = [counted[: len(item.bins)].tolist() for counted in tallies[:, row]]
        shown = _shown(groups, [sum(of_group) for of_group in counts], rules)
        partitions = _partitions(groups, counts, shown, rules)
        for at, group in enumerate(groups):
            if not shown[at]:
                cells.append(model.Cell(group.info.id, item.id))
                continue
            values = measured.values[row][group.members] if item.ordered else np.empty(0)
            figures = disclosure.figures(
                counts[at], values[~np.isnan(values)], (item.start, item.stop), partitions[at], rules
            )
            cells.append(_cell(group.info.id, item.id, figures))
    return cells


def _partitions(
    groups: Sequence[PeerGroup], counts: Sequence[Sequence[int]], shown: Sequence[bool], rules: Rules
) -> list[tuple[tuple[int, int], ...]]:
    """Choose for each group which bins are shown together: one choice for the whole, one for each attribute."""
    partitions = [disclosure.joint_partition(counts[:1], rules)]
    chosen: dict[str | None, tuple[tuple[int, int], ...]] = {}
    for group in groups[1:]:
        attribute = group.info.attribute
        if attribute not in chosen:
            alike = [c for c, g, s in zip(counts, groups, shown, strict=True) if g.info.attribute == attribute and s]
            left = [whole - sum(of_group) for whole, *of_group in zip(counts[0], *alike, strict=True)]
            chosen[attribute] = disclosure.joint_partition([*alike, left], rules)
        partitions.append(chosen[attribute])
    return partitions


def _shown(groups: Sequence[PeerGroup], answering: Sequence[int], rules: Rules) -> list[bool]:
    """Say in which groups an item may be shown: in all of them together, then attribute by attribute."""
    everyone = answering[0] >= rules.minimum
    shown = [everyone] + [False] * (len(groups) - 1)
    for attribute in {group.info.attribute for group in groups[1:]}:
        places = [at for at, group in enumerate(groups) if group.info.attribute == attribute and at]
        for at, may in zip(places, disclosure.shown_groups([answering[p] for p in places], rules), strict=True):
            shown[at] = may and everyone
    return shown


def _cell(group_id: str, item_id: str, figures: disclosure.Figures) -> model.Cell:
    return model.Cell(
        group=group_id,
        item=item_id,
        councils=figures.councils,
        bins=tuple(model.BinRange(b.first, b.last, b.councils) for b in figures.bins),
        dominant=model.BinRange(**asdict(figures.dominant)) if figures.dominant else None,
        quartiles=figures.quartiles,
        mean=figures.mean,
    )

"""Build the benchmark object from counted returns. Disclosure control acts here, before anything else sees a figure."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from benchmark.errors import WithheldError
from benchmark.pool import benchmark as model
from benchmark.pool import disclosure
from benchmark.pool.audit import groups_that_isolate
from benchmark.pool.cells import PeerGroup, build_cells
from benchmark.pool.count import Counted
from benchmark.pool.items import Item, Measured, common_questions, measure
from benchmark.pool.moves import Earlier, add_moves, since
from benchmark.pool.rules import Rules
from benchmark.pool.targets import add_targets
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Attribute

NOT_SAID = "not-said"


@dataclass(frozen=True)
class Draft:
    """A benchmark, and behind it what never leaves: which councils are in each group, and which answered each item."""

    benchmark: model.Benchmark
    groups: tuple[PeerGroup, ...]
    measured: Measured


def build_benchmark(counted: Counted, rules: Rules) -> model.Benchmark:
    """Build a benchmark under the rules of a setting, or raise WithheldError where nothing may be shown."""
    return draft_benchmark(counted, rules).benchmark


def draft_benchmark(
    counted: Counted, rules: Rules, *, whole_only: bool = False, earlier: Earlier | None = None
) -> Draft:
    """Build a benchmark with what stands behind it.

    `whole_only` shows all councils as one group. With an `earlier` round, it says how linked councils moved since.
    """
    if counted.councils < rules.minimum:
        raise WithheldError(
            f"Nothing can be shown: fewer than {rules.minimum} returns are counted. Ask more councils to send theirs."
        )
    questionnaire = counted.questionnaire
    common = common_questions(questionnaire, counted.table)
    measured = measure(questionnaire, counted.table, common)
    measured = add_targets(measured, questionnaire, counted.targets, rules)
    measured = add_moves(measured, counted, earlier, rules) if earlier else measured
    groups, withheld = _groups(counted, rules, whole_only=whole_only)
    cells = tuple(build_cells(measured, groups, rules))
    digests = sorted(counted.digests)
    benchmark = model.Benchmark(
        format="council-benchmark/1",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        fingerprint=fingerprint(questionnaire),
        title=questionnaire.title,
        round=counted.choice.round,
        networks=counted.choice.networks,
        rules=msgspec.convert(asdict(rules), model.RulesUsed),
        councils=disclosure.to_base(counted.councils, rules),
        invited_only=counted.invited_only,
        common=common,
        attributes=tuple(model.AttributeInfo(a.id, a.title) for a in questionnaire.shared_attributes),
        groups=tuple(group.info for group in groups),
        withheld=tuple(withheld),
        items=tuple(_item_info(item) for item in measured.items),
        cells=cells,
        digests=tuple(digests) if rules.setting != "public" else (),
        commitment=hashlib.sha256("\n".join(digests).encode("ascii")).hexdigest(),
        imported=_imported(counted, rules),
        since=since(earlier, cells) if earlier else None,
        licence=questionnaire.licence,
        joined=_versions(counted, rules),
    )
    return Draft(benchmark, tuple(groups), measured)


def _imported(counted: Counted, rules: Rules) -> int:
    """Give how many returns were imported, in the setting's base. A few are never rounded to none."""
    return max(disclosure.to_base(counted.imports, rules), rules.base) if counted.imports else 0


def _versions(counted: Counted, rules: Rules) -> tuple[model.Joined, ...]:
    """Say which earlier versions are counted too. How many, only where neither they nor the rest are too few."""
    found = Counter(counted.earlier_versions[key] for key in counted.keys if key in counted.earlier_versions)
    told = min([*found.values(), counted.councils - found.total()]) >= rules.minimum
    return tuple(
        model.Joined(version, disclosure.to_base(number, rules) if told else None)
        for version, number in sorted(found.items())
    )


def _item_info(item: Item) -> model.ItemInfo:
    # A question set may say 0 or 0.0; a benchmark that is read and written again must keep its bytes.
    ends = float(item.start), float(item.stop)
    return model.ItemInfo(item.id, item.kind, item.section, item.title, item.bins, *ends, item.ordered, item.levels)


def _groups(counted: Counted, rules: Rules, *, whole_only: bool) -> tuple[list[PeerGroup], list[model.Withheld]]:
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
        found = disclosure.blocks(sizes, rules) if counted.councils >= rules.groups_from and not whole_only else []
        candidates = [_group(attribute, options, block, places, rules) for block in found]
        if _isolate(groups, candidates, rules):
            candidates = []
        groups += candidates
        withheld += _not_alone(attribute, options, sizes, candidates)
    return groups, withheld


def _isolate(groups: Sequence[PeerGroup], candidates: Sequence[PeerGroup], rules: Rules) -> bool:
    """Say whether the groups of an attribute, beside those of an earlier one, would isolate too few councils."""
    everyone, *others = groups
    masks = [group.members for group in candidates]
    earlier = [[g.members for g in others if g.info.attribute == a] for a in {g.info.attribute for g in others}]
    return any(groups_that_isolate(everyone.members, found, masks, rules.minimum) for found in earlier)


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

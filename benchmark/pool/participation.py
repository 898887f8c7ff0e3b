"""How many councils were invited and how many returned, by type: as far as that tells of no few councils.

By a shared attribute, the types are the groups of the benchmark, so that nothing new is said of who returned. By a
private one the coordinator must ask for it. Then types are put together like groups, and are left out where, beside the
groups of the benchmark, they would isolate fewer councils than the minimum. A type of which nobody returned stands
together with a neighbour: alone it would say of each of its councils that it is not in.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from benchmark.pool import benchmark as model
from benchmark.pool import disclosure
from benchmark.pool.audit import groups_that_isolate
from benchmark.pool.cells import PeerGroup
from benchmark.pool.count import Counted
from benchmark.pool.pool import Pool
from benchmark.pool.rules import Rules
from scoring.questionnaire import Attribute

Types = Literal["none", "shared", "all"]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Invited:
    """Who was invited, for those who publish: how many, and by the key of each invitation what is known of its council.

    `facts` are empty where the list of invitations is not at hand. `by` are the private attributes to tell of.
    """

    councils: int
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attendance:
    """Who was invited, and the invitation of each return by its key."""

    invited: Invited | None = None
    by_key: Mapping[str, str] = field(default_factory=dict)


NOBODY_KNOWS: Final = Attendance()


@dataclass(frozen=True)
class Shown:
    """What may be shown, and what to tell the publisher."""

    rows: tuple[model.Participation, ...] = ()
    notes: tuple[str, ...] = ()


def invitations_by_key(pool: Pool) -> dict[str, str]:
    """Map the key of each return to the invitation that endorsed it."""
    return {row.key: row.invitation for row in pool.rows if row.invitation}


def participation(
    counted: Counted,
    groups: Sequence[PeerGroup],
    attendance: Attendance,
    rules: Rules,
    *,
    types: Types = "all",
) -> Shown:
    """Say how many were invited and how many returned.

    Args:
        counted: the returns that count.
        groups: the groups that the benchmark shows, the whole first.
        attendance: who was invited, and the invitation of each return.
        rules: the setting's rules.
        types: whether to tell of types: of none before the round ends, of shared attributes only in a correction,
            since a few newcomers would show by the difference.
    """
    invited = attendance.invited
    if invited is None or not counted.invited_only or counted.councils > invited.councils:
        return Shown()
    rows = [_row(None, (), "All councils", invited.councils, counted.councils, rules)]
    if types == "none" or not invited.facts:
        return Shown(tuple(rows))
    facts = [invited.facts.get(attendance.by_key.get(key, ""), {}) for key in counted.keys]
    masks: list[list[Mask]] = _masks(groups)
    notes = []
    for attribute in _attributes(counted, invited, types):
        wrong = _wrong(attribute, counted, invited, facts)
        if wrong:
            notes.append(_note(attribute, wrong))
            rows.append(_withheld(attribute, "not-known"))
            continue
        if len({known[attribute.id] for known in invited.facts.values()}) == 1:
            continue
        found = _types(attribute, counted, groups, facts, masks, rules)
        if not attribute.shared and found:
            masks.append([mask for _, mask in found])
        rows += _rows(attribute, found, invited, rules) or [_withheld(attribute, "too-few-answered")]
    return Shown(tuple(rows), tuple(notes))


def _attributes(counted: Counted, invited: Invited, types: Types) -> Iterator[Attribute]:
    """List the shared attributes that returns hold, then the private ones that are asked for."""
    for attribute in counted.questionnaire.attributes:
        if attribute.shared and any(counted.attributes[attribute.id]):
            yield attribute
    for attribute in counted.questionnaire.attributes if types == "all" else ():
        if not attribute.shared and attribute.id in invited.by:
            yield attribute


def _wrong(attribute: Attribute, counted: Counted, invited: Invited, facts: Sequence[Mapping[str, str]]) -> int:
    """Count the councils of which the list says nothing, or something else than their return."""
    wrong = sum(attribute.id not in known for known in invited.facts.values())
    wrong += sum(not known for known in facts)
    if attribute.shared:
        pairs = zip(facts, counted.attributes[attribute.id], strict=True)
        wrong += sum(known.get(attribute.id, said) != said for known, said in pairs)
    return wrong


def _types(
    attribute: Attribute,
    counted: Counted,
    groups: Sequence[PeerGroup],
    facts: Sequence[Mapping[str, str]],
    masks: Sequence[Sequence[Mask]],
    rules: Rules,
) -> list[tuple[tuple[int, ...], Mask]]:
    """Give the types that may be told of: the places of their options, and which of those that returned are in them."""
    ids = [option for option, _ in attribute.options]
    if attribute.shared:
        found = [group for group in groups if group.info.attribute == attribute.id]
        return [(tuple(ids.index(option) for option in group.info.options), group.members) for group in found]
    if counted.councils < rules.groups_from:
        return []
    places = np.array([ids.index(known[attribute.id]) for known in facts])
    sizes = np.bincount(places, minlength=len(ids)).tolist()
    blocks = [(block, np.isin(places, block)) for block in disclosure.blocks(sizes, rules)]
    everyone = np.ones(counted.councils, dtype=np.bool_)
    new = [mask for _, mask in blocks]
    isolated = any(groups_that_isolate(everyone, others, new, rules.minimum) for others in masks)
    return [] if isolated else blocks


def _masks(groups: Sequence[PeerGroup]) -> list[list[Mask]]:
    """Give who is in the groups of each attribute."""
    attributes = dict.fromkeys(group.info.attribute for group in groups if group.info.attribute)
    return [[group.members for group in groups if group.info.attribute == name] for name in attributes]


def _rows(
    attribute: Attribute, types: Sequence[tuple[tuple[int, ...], Mask]], invited: Invited, rules: Rules
) -> list[model.Participation]:
    held = Counter(known[attribute.id] for known in invited.facts.values())
    options = _with_neighbours([places for places, _ in types], len(attribute.options)) if types else []
    rows = []
    for (_, mask), places in zip(types, options, strict=True):
        # An option that nobody who was invited has says nothing.
        named = [attribute.options[at] for at in places if held[attribute.options[at][0]]]
        ids, title = tuple(option for option, _ in named), " or ".join(words for _, words in named)
        number = sum(held[option] for option in ids)
        rows.append(_row(attribute, ids, title, number, int(mask.sum()), rules))
    return rows


def _with_neighbours(types: Sequence[tuple[int, ...]], options: int) -> list[tuple[int, ...]]:
    """Put each option that is in no type into the type before it, or into the first one."""
    home = {at: number for number, places in enumerate(types) for at in places}
    latest = 0
    for at in range(options):
        latest = home.setdefault(at, latest)
    return [tuple(at for at in range(options) if home[at] == number) for number in range(len(types))]


def _row(
    attribute: Attribute | None, options: tuple[str, ...], title: str, invited: int, returned: int, rules: Rules
) -> model.Participation:
    return model.Participation(
        attribute=attribute.id if attribute else None,
        by=attribute.title if attribute else "",
        options=options,
        title=title,
        status="shown",
        invited=disclosure.to_base(invited, rules),
        returned=disclosure.to_base(returned, rules),
    )


def _withheld(attribute: Attribute, status: Literal["too-few-answered", "not-known"]) -> model.Participation:
    return model.Participation(attribute.id, attribute.title, (), "", status)


def _note(attribute: Attribute, wrong: int) -> str:
    councils = "1 council" if wrong == 1 else f"{wrong} councils"
    return (
        f"Participation by {attribute.title.lower()} is not shown: of {councils} your list of invitations says "
        "nothing, or something else than the return."
    )

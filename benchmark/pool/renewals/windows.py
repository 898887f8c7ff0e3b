"""Who could buy together: the councils whose contracts of a line of business can end within a few quarters.

A contract can end in any quarter from its end to the last with all options to extend. It can end within the window of
some quarters that begins in a quarter where these two overlap. So the most councils that can buy together are the most
whose spans, begun that much earlier, have a quarter in common.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.council.contracts.terms import MONTHS, quarters_of
from benchmark.returns.contracts_card import Contract

WINDOW: Final = 4
LEAD: Final = 18
# A council alone has nobody to buy with.
FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Renewal:
    """One contract of one council, and whom to call."""

    council: str
    contact: str
    contract: Contract


@dataclass(frozen=True, slots=True)
class Member:
    """A contract in a window, and the quarter in which it would end. It is extended where that is after its end."""

    renewal: Renewal
    ends: int

    @property
    def extended(self) -> int:
        """Give by how many months its council would extend it; what its end is past already does not count."""
        return max(self.ends - self.renewal.contract.end, 0) * MONTHS


@dataclass(frozen=True)
class Window:
    """Councils that could buy together: all of their contracts end from `first` to `last`.

    `talks` is the quarter in which talks should start. `others` are councils whose contracts can end then too, and
    that look for no partners.
    """

    line: str
    members: tuple[Member, ...]
    others: tuple[str, ...]
    talks: int

    @property
    def councils(self) -> tuple[str, ...]:
        """Give the councils, each once."""
        return tuple(dict.fromkeys(member.renewal.council for member in self.members))

    @property
    def first(self) -> int:
        """Give the first quarter in which one of the contracts ends."""
        return min(member.ends for member in self.members)

    @property
    def last(self) -> int:
        """Give the last one."""
        return max(member.ends for member in self.members)


def find_windows(renewals: Sequence[Renewal], start: int, span: int = WINDOW, lead: int = LEAD) -> list[Window]:
    """Find who could buy together in one line of business, the largest group first.

    Each contract is in one group at most: the largest is taken out, then the largest of the rest. Of equally large
    groups the earliest for which there is time to talk comes first. Options to extend are used for this, and no more.

    Args:
        renewals: the contracts of one line.
        start: the present quarter. What ended before, with all options, is left out.
        span: within how many quarters of each other contracts must end.
        lead: how many months before the first end talks should start.
    """
    still = [renewal for renewal in renewals if not renewal.contract.term.over(start)]
    left = [renewal for renewal in still if renewal.contract.partners]
    found = []
    while members := _largest(left, start, span, start + quarters_of(lead)):
        taken = {id(member.renewal) for member in members}
        left = [renewal for renewal in left if id(renewal) not in taken]
        found.append(_window(members, still, start, lead))
    return found


def _largest(renewals: Sequence[Renewal], start: int, span: int, ready: int) -> list[Member]:
    """Find the most councils that can buy together; none where fewer than two can.

    `ready` is the first quarter that talks which start now can lead to. Of the windows for the most councils, the
    earliest that leaves this time is taken; where none does, the one that leaves most.
    """
    # Where spans begin and end, who can buy together changes; between them it does not.
    places = {place for r in renewals for place in (_begin(r, start, span), r.contract.term.last)}
    found = [_group(renewals, start, span, at) for at in sorted(places | {ready})]
    most = max(map(_size, found))
    if most < (FEWEST, 0):
        return []
    groups = [members for members in found if _size(members) == most]
    in_time = [members for members in groups if _first(members) >= ready]
    members = min(in_time, key=_first) if in_time else max(groups, key=_first)
    return sorted(members, key=lambda member: (member.ends, member.renewal.council))


def _group(renewals: Sequence[Renewal], start: int, span: int, at: int) -> list[Member]:
    """Give the contracts that can end in the window that begins at a quarter, each as early as it can."""
    return [
        Member(renewal, max(renewal.contract.term.sure(start), at))
        for renewal in renewals
        if _begin(renewal, start, span) <= at <= renewal.contract.term.last
    ]


def _size(members: Sequence[Member]) -> tuple[int, int]:
    """Count the councils, then their contracts."""
    return len({member.renewal.council for member in members}), len(members)


def _first(members: Sequence[Member]) -> int:
    return min(member.ends for member in members)


def _begin(renewal: Renewal, start: int, span: int) -> int:
    """Give the earliest beginning of a window that a contract can end in."""
    return renewal.contract.term.sure(start) - span + 1


def _window(members: Sequence[Member], renewals: Sequence[Renewal], start: int, lead: int) -> Window:
    first, last = _first(members), max(member.ends for member in members)
    inside = {member.renewal.council for member in members}
    others = {
        renewal.council
        for renewal in renewals
        if not renewal.contract.partners
        and renewal.council not in inside
        and renewal.contract.term.sure(start) <= last
        and renewal.contract.term.last >= first
    }
    return Window(members[0].renewal.contract.line, tuple(members), tuple(sorted(others)), first - quarters_of(lead))

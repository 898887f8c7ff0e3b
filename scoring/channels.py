"""What contacts cost, and what a shift of some of them to the web is worth: arithmetic on contacts and pounds a year.

Shares run from 0 to 1. A number that is not there is not known, which is not the same as 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

WEB: Final = "web"
PHONE: Final = "phone"
FACE: Final = "face"
CHANNELS: Final = (WEB, PHONE, FACE, "email", "post")
# Those that have a cost a contact, and those of which contacts could move to the web.
COSTED: Final = (WEB, PHONE, FACE)
MOVABLE: Final = (PHONE, FACE)


@dataclass(frozen=True, slots=True)
class Range:
    """From a lower to a higher number, both included."""

    low: float
    high: float


def whole(numbers: Mapping[str, float]) -> float:
    """Add up the contacts a year of a service, over the channels that are known."""
    return sum(numbers.values())


def share(numbers: Mapping[str, float], channel: str) -> float | None:
    """Give the share of a channel among all contacts; None where a channel is not known, or there is no contact."""
    every = whole(numbers)
    return numbers[channel] / every if every and all(name in numbers for name in CHANNELS) else None


def spending(numbers: Mapping[str, float], costs: Mapping[str, float]) -> float:
    """Give what the contacts of a service cost, in pounds a year, over the channels that are known and have a cost.

    Contacts that failed on the web and came back are among those of the phone: they are not counted again.
    """
    return sum(numbers[channel] * costs[channel] for channel in COSTED if channel in numbers)


def saving(numbers: Mapping[str, float], costs: Mapping[str, float], shift: float, fail: float) -> float:
    """Give what it saves, in pounds a year, if a share `shift` of calls and of visits in person moves to the web.

    Each contact that moves costs what one on the web does; a share `fail` of them comes back by phone, and costs a
    call too. Below zero the shift costs more than it saves.
    """
    instead = costs[WEB] + fail * costs[PHONE]
    return sum(shift * numbers[channel] * (costs[channel] - instead) for channel in MOVABLE if channel in numbers)


def value(numbers: Mapping[str, float], costs: Mapping[str, float], shift: Range, fail: Range) -> Range | None:
    """Give the least and the most that a shift saves, in pounds a year; None where nothing is known that could move.

    The saving is linear in either share while the other stays, so its ends lie where both shares are at an end.
    """
    if not any(channel in numbers for channel in MOVABLE):
        return None
    ends = product((shift.low, shift.high), (fail.low, fail.high))
    found = [saving(numbers, costs, moved, failed) for moved, failed in ends]
    return Range(min(found), max(found))


def total(ranges: Iterable[Range]) -> Range:
    """Add up ranges: the least of all together is the sum of the least of each."""
    given = list(ranges)
    return Range(sum(one.low for one in given), sum(one.high for one in given))


def price_factor(index: Mapping[int, float], start: int, end: int, rate: float | None = None) -> float:
    """Give by what prices of the year `start` are multiplied to stand in prices of the year `end`.

    Args:
        index: the level of prices by year.
        start: the year of the prices that there are.
        end: the year that is wanted.
        rate: a rise a year, as a share, that takes the place of the index.

    Raises:
        KeyError: without a rate, for a year that the index does not have.
    """
    return index[end] / index[start] if rate is None else (1 + rate) ** (end - start)

"""Why a figure is shown or held back, as a word that a program can read.

A benchmark says what is shown, not why something is not. The reasons follow from its rules and its rounded numbers of
councils; where those do not tell which of two reasons it was, the status says so.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from benchmark.pool.benchmark import BinRange, Cell, ItemInfo, RulesUsed
from benchmark.pool.rules import NO_LEVELS

SHOWN: Final = "shown"
TOGETHER: Final = "shown-together"
NEARLY_ALL: Final = "nearly-all"
NEARLY_NONE: Final = "nearly-none"
TOO_FEW: Final = "too-few-answered"
TOO_FEW_FOR_COUNTS: Final = "too-few-for-counts"
TOO_FEW_FOR_QUARTILES: Final = "too-few-for-quartiles"
INTERIM: Final = "interim"
WORKED_OUT: Final = "could-be-worked-out"
EITHER: Final = "too-few-or-could-be-worked-out"
NO_ORDER: Final = "no-order"
INSTEAD: Final = "quartiles-instead"
NOT_ALONE: Final = "not-shown-alone"
NOT_KNOWN: Final = "not-known"


class Range(NamedTuple):
    """Bins of one item in one group, from `first` to `last`: how many councils sit in them, or why it is not said."""

    first: int
    last: int
    status: str
    councils: int | None = None


def meanings(rules: RulesUsed) -> Mapping[str, str]:
    """Say in words what each status means under the rules of a benchmark."""
    few = f"Fewer than {rules.minimum} councils"
    share = f"{rules.dominant:.0%}"
    return {
        SHOWN: "The figure is there.",
        TOGETHER: "The figure is there, for more than one bin or option together: one alone would show a few councils.",
        NEARLY_ALL: f"More than {share} of the councils are here. Nothing else is said of this item in this group.",
        NEARLY_NONE: f"Fewer than {1 - rules.dominant:.0%} of the councils are here, because nearly all are elsewhere.",
        TOO_FEW: (
            f"{few} of the group, or of those outside it, answered; or subtraction from other figures, of this "
            "benchmark or of an earlier one, would show so few."
        ),
        TOO_FEW_FOR_COUNTS: f"Fewer than {rules.levels_from} of the group answered: too few for counts.",
        TOO_FEW_FOR_QUARTILES: f"Fewer than {rules.quartiles_from} of the group answered: too few for quartiles.",
        INTERIM: "Counts are not shown before the round ends.",
        WORKED_OUT: "Enough councils answered, but too much about a few of them could be worked out.",
        EITHER: "Too few councils answered, or too much could be worked out. The rounded number does not tell which.",
        NO_ORDER: "The answers have no order, so there is no middle and no mean.",
        INSTEAD: "Quartiles are shown. A mean of the same councils as well would help to work out what is held back.",
        NOT_ALONE: "No group by this attribute holds this option, because a group would be too small.",
        NOT_KNOWN: "The list of invitations does not say it of every council as the returns do.",
    }


def ranges(item: ItemInfo, cell: Cell | None, rules: RulesUsed) -> Iterator[Range]:
    """Give every bin of an item in one group exactly once, in ranges as they are shown; none is ever missing."""
    last = len(item.bins) - 1
    if cell is None or cell.councils is None:
        yield Range(0, last, TOO_FEW)
    elif cell.dominant:
        found = cell.dominant
        yield from _filled([Range(found.first, found.last, NEARLY_ALL)], last, NEARLY_NONE)
    elif cell.bins:
        yield from _filled([_shown(found) for found in cell.bins], last, WORKED_OUT)
    else:
        interim = rules.levels_from >= NO_LEVELS
        yield Range(0, last, INTERIM if interim else _why(cell, rules, rules.levels_from, TOO_FEW_FOR_COUNTS))


def mean_status(item: ItemInfo, cell: Cell | None) -> str:
    """Say why a mean is shown or not."""
    if cell is not None and cell.mean is not None:
        return SHOWN
    return INSTEAD if cell is not None and cell.quartiles else _nothing_status(item, cell) or WORKED_OUT


def quartiles_status(item: ItemInfo, cell: Cell | None, rules: RulesUsed) -> str:
    """Say why quartiles are shown or not."""
    if cell is not None and cell.quartiles:
        return SHOWN
    if cell is not None and cell.mean is not None:
        return TOO_FEW_FOR_QUARTILES
    return _nothing_status(item, cell) or _why(cell, rules, rules.quartiles_from, TOO_FEW_FOR_QUARTILES)


def _nothing_status(item: ItemInfo, cell: Cell | None) -> str:
    """Say why neither a mean nor quartiles can be there; nothing where they could."""
    if cell is None or cell.councils is None:
        return TOO_FEW
    if not item.ordered:
        return NO_ORDER
    return NEARLY_ALL if cell.dominant else ""


def _why(cell: Cell | None, rules: RulesUsed, limit: int, too_few: str) -> str:
    """Say whether too few answered, as far as a rounded number tells."""
    councils, slack = (cell and cell.councils) or 0, rules.base // 2
    if councils + slack < limit:
        return too_few
    return WORKED_OUT if councils - slack >= limit else EITHER


def _shown(found: BinRange) -> Range:
    return Range(found.first, found.last, SHOWN if found.first == found.last else TOGETHER, found.councils)


def _filled(found: list[Range], last: int, status: str) -> Iterator[Range]:
    """Fill what the ranges leave open, so that no bin is missing."""
    at = 0
    for one in sorted(found, key=lambda one: one.first):
        if one.first > at:
            yield Range(at, one.first - 1, status)
        if one.first >= at:
            yield one
            at = one.last + 1
    if at <= last:
        yield Range(at, last, status)

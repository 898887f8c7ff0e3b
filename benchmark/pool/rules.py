"""The numbers of disclosure control: the one place where they stand. The docs quote them; a test compares.

Why each: docs/decisions/0004-disclosure-control.md.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

Setting = Literal["network", "public", "circle"]

# No setting, option or file can go below this.
FLOOR: Final = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be shown, under one setting."""

    setting: Setting
    # The fewest answering councils in a group, in what is left outside it, and for each item.
    minimum: int
    # Below this many returns only the network as a whole is shown.
    groups_from: int
    # Quartiles need at least this many answering councils.
    quartiles_from: int
    # Level counts need at least this many answering councils.
    levels_from: int
    # A level held by this many councils or fewer is joined to a neighbour.
    rare: int
    # A level held by a larger share than this is shown as "90% or more", and nothing else of the item is.
    dominant: float
    # Numbers of councils are rounded to a multiple of this.
    base: int
    # Exact means and quartiles. Only for those who hold the pool anyway.
    exact: bool = False

    def __post_init__(self) -> None:
        """Refuse a minimum below the floor."""
        if self.minimum < FLOOR:
            message = f"A minimum of {self.minimum} is below the floor of {FLOOR}"
            raise ValueError(message)


NETWORK: Final = Rules("network", 8, groups_from=16, quartiles_from=12, levels_from=8, rare=2, dominant=0.9, base=1)
PUBLIC: Final = replace(NETWORK, setting="public", minimum=10, groups_from=20, levels_from=40, base=5)
CIRCLE: Final = Rules(
    "circle", 5, groups_from=10, quartiles_from=5, levels_from=5, rare=0, dominant=1.0, base=1, exact=True
)
# More councils than there are anywhere: level counts are never shown.
NO_LEVELS: Final = 1_000_000


def interim(rules: Rules) -> Rules:
    """Give the rules for a publication before the round ends: no level counts.

    Subtracted from the final counts they would show the levels of the newcomers, rare ones among them.
    """
    return replace(rules, levels_from=NO_LEVELS)


SETTINGS: Final[dict[Setting, Rules]] = {rules.setting: rules for rules in (NETWORK, PUBLIC, CIRCLE)}

"""The order of rounds, which are named by people: 2026-autumn, 2027, 2027-spring."""

import re
from typing import Final

_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_ROUND: Final = re.compile(r"([0-9]{4})(?:-(.+))?\Z")


def round_order(name: str) -> tuple[int, int, str]:
    """Give what rounds are sorted by: the year, the season, and then the name."""
    match = _ROUND.match(name)
    if not match:
        return 0, 0, name
    rest = match[2] or ""
    return int(match[1]), _SEASONS.index(rest) if rest in _SEASONS else 0, rest

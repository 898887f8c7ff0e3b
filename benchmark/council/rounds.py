"""The order of rounds, which are named by people: 2026-autumn, 2027, 2027-spring."""

import re
from pathlib import Path
from typing import Final

from benchmark.questions.ids import is_id

_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_ROUND: Final = re.compile(r"([0-9]{4})(?:-(.+))?\Z")


def round_order(name: str) -> tuple[int, int, str]:
    """Give what rounds are sorted by: the year, the season, and then the name."""
    match = _ROUND.match(name)
    if not match:
        return 0, 0, name
    rest = match[2] or ""
    return int(match[1]), _SEASONS.index(rest) if rest in _SEASONS else 0, rest


def earlier_names(folder: Path, round_id: str, set_id: str) -> list[str]:
    """List the earlier rounds that have answers to a question set, the latest first. Rounds may have been skipped."""
    here = round_order(round_id)
    names = (path.parent.name for path in folder.glob(f"*/{set_id}.toml"))
    return sorted((name for name in names if is_id(name) and round_order(name) < here), key=round_order, reverse=True)

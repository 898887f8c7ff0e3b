"""The security page names tests that exist, and the numbers of disclosure control are those of the code."""

import re
from pathlib import Path

import pytest

from benchmark.pool import rules

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
DECISION = (ROOT / "docs" / "decisions" / "0004-disclosure-control.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(tests/[^`]+)`", SECURITY))))
def test_every_test_that_is_named_exists(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("fewest answering councils", "minimum"),
        ("returns before groups", "groups_from"),
        ("quartiles from", "quartiles_from"),
        ("level counts from", "levels_from"),
        ("a level held by so few", "rare"),
        ("numbers of councils rounded", "base"),
    ],
)
def test_the_numbers_of_disclosure_control_are_those_of_the_code(row: str, field: str) -> None:
    line = next(line for line in DECISION.splitlines() if line.startswith(f"| {row}"))
    shown = [int(cell) for cell in line.strip("|").split("|")[1:]]
    assert shown == [getattr(setting, field) for setting in (rules.NETWORK, rules.PUBLIC, rules.CIRCLE)]


def test_the_floor_is_the_one_in_the_code() -> None:
    assert f"The floor of {rules.FLOOR} is in the code" in DECISION

"""Councils with contracts in their register, and the controls that come with the program."""

from pathlib import Path

from benchmark.council.assessment import Assessment
from benchmark.council.contracts.rules import Controls, read_controls
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.council.register import read_row
from benchmark.questions.library import find_file, find_questionnaire
from scoring.register import Entry, Register

SET = find_questionnaire("technology-register")
FACTS = {"council-type": "district", "population-band": "100k-150k"}
# A contract that passes every control which has something to say of it, with a merger in 2028.
GOOD = {
    "system": "Ledger", "supplier": "Orchard", "hosting": "supplier", "start": "2026-Q1", "end": "2027-Q4",
    "extension": 12, "value": 90_000, "open": ["api", "export", "standards"], "exit-plan": "yes", "early-talks": "yes",
    "break-clause": "yes", "transfer": "yes",
}  # fmt: skip


def register() -> Register:
    assert SET.register is not None
    return SET.register


def shipped_controls() -> Controls:
    return read_controls(find_file(SET.id).parent / "controls.toml", register())


def row_of(**values):
    """Read a row as a file holds it, with `_` for the hyphens of its columns."""
    row, faults = read_row(register(), {name.replace("_", "-"): value for name, value in values.items()}, "a", "b")
    assert not faults
    return row


def assessment_with(lines) -> Assessment:
    """Make an assessment from rows by line of business, each as a file holds it."""
    assessment = Assessment(SET, FACTS)
    for line_id, rows in lines.items():
        entries = tuple(row_of(**{name.replace("-", "_"): value for name, value in row.items()}) for row in rows)
        assessment.entries[line_id] = Entry(entries)
    return assessment


def council_with(path: Path, lines, **profile) -> CouncilFolder:
    """Write the folder of a council with these contracts."""
    folder = CouncilFolder(path)
    folder.save_profile(CouncilProfile("council-1", "Ambleford", "north", "2026-autumn", True, FACTS, **profile))
    folder.save_assessment(assessment_with(lines))
    return folder

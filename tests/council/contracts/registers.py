"""A council with a technology register, for the tests of contracts: rows as a person would type them."""

from pathlib import Path

from benchmark.council.assessment import Assessment
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.council.register import read_row
from benchmark.questions.library import find_questionnaire
from benchmark.questions.value import quarter_of
from scoring.register import Entry

SET = find_questionnaire("technology-register")
NOW = quarter_of(2026, 4)
# What must never be on a card, wherever it stands in the register.
SECRET = "planted-secret"
HIDDEN = {"reference": SECRET, "owner": f"Head of {SECRET}", "fit": 1, "open": ["api"], "value": 123456}
ROWS = {
    "council-tax": [
        {"system": "Revenues", "supplier": "Tallow Ltd", "end": "2027-Q2", "extension": 24, "yearly-cost": 48000},
        {"system": "Bailiffs", "supplier": "Small Co", "end": "2028-Q4", "yearly-cost": 900, "value": 1800},
    ],
    "waste": [{"system": "Rounds", "supplier": "Binwright", "end": "2031-Q1"}],
    "finance": [{"system": "Ledger", "supplier": "Old plc", "end": "2024-Q1"}],
    "website": [{"system": "Own work", "supplier": "Ambleford"}],
}


def assessment(rows=ROWS, *, carried=(), hidden=True):
    """Give an assessment of the register with these rows."""
    made = Assessment(SET, {"council-type": "district", "population-band": "under-100k"})
    for line, entries in rows.items():
        full = [{**(HIDDEN if hidden else {}), **entry} for entry in entries]
        found = [read_row(SET.register, entry, "made", line) for entry in full]
        assert [faults for _, faults in found if faults] == []
        made.entries[line] = Entry(tuple(row for row, _ in found), carried="2025-autumn" if line in carried else "")
    return made


def council(path: Path, rows=ROWS, *, name="Folderton", round_id="2026-autumn"):
    """Make the folder of a council that has filled its register in."""
    folder = CouncilFolder(path)
    facts = {"council-type": "district", "population-band": "under-100k"}
    folder.save_profile(CouncilProfile("council-0a1b2c3d", name, "north", round_id, True, facts))
    folder.save_assessment(assessment(rows))
    return folder

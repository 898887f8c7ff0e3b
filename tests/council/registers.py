"""A council's folder with a small register, and its rows."""

from pathlib import Path

from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.questions.read import read_questionnaire
from scoring.register import Entry

SET = read_questionnaire(Path(__file__).parents[1] / "questions" / "valid" / "register.toml")
REGISTER = SET.register
TOWN = {"kind": "town"}
WHOLE = {
    "name": "Long Lane",
    "paper": "Survey 12",
    "repair": 1,
    "offers": frozenset({0, 2}),
    "owner": 1,
    "cost": 20000.0,
}


def council_folder(path, attributes=TOWN, round_id="2026-autumn"):
    folder = CouncilFolder(path)
    folder.save_profile(CouncilProfile("council-0a1b2c3d", "Ambleford", "north", round_id, True, attributes))
    return CouncilFolder(path)


def written(folder, entries):
    """Write lines, and give what stands in the file afterwards."""
    assessment = folder.new_assessment(SET)
    for line_id, entry in entries.items():
        assessment.entries[line_id] = entry if isinstance(entry, Entry) else Entry(tuple(entry))
        folder.save_entry(assessment, line_id)
    return folder.read_assessment(SET)

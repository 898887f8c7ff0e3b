"""A set in two versions, with a crosswalk that has every status, and a council's folder with a round of each."""

import shutil
from pathlib import Path

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.questions.library import find_questionnaire

SETS = Path(__file__).parent / "two_versions"
SET_ID = "two-versions"
BEFORE, NOW = "2025-autumn", "2026-autumn"
THEN = {
    "owners": Answer(1, 3, note="Ask in May", by="Head of data"),
    "register": Answer(2, 2, evidence="The list"),
    "quality": Answer(2),
    "helpers": Answer(1),
    "start": Answer(2, 3),
    "finish": Answer(1),
    "fax": Answer(0),
    "late": Answer(20.0),
}


def old_set():
    return find_questionnaire(str(SETS / "earlier" / "2025.1.toml"))


def new_set():
    return find_questionnaire(str(SETS))


def copy_sets(path: Path, *, crosswalk: bool = True, earlier: bool = True) -> Path:
    """Put the set into a folder of its own; without its crosswalk, or without its earlier version at all."""
    place = path / "two-versions"
    shutil.copytree(SETS, place)
    if not crosswalk:
        (place / "earlier" / "2025.1.crosswalk.toml").unlink()
    if not earlier:
        shutil.rmtree(place / "earlier")
    return place


def in_round(path: Path, round_id: str) -> CouncilFolder:
    profile = CouncilProfile("council-0a1b2c3d", "Ambleford", "north", round_id, True, {"council-type": "district"})
    CouncilFolder(path).save_profile(profile)
    return CouncilFolder(path)


def answer(path: Path, round_id: str, answers, questionnaire=None) -> CouncilFolder:
    """Answer a round, and stay in it."""
    folder = in_round(path, round_id)
    assessment = folder.new_assessment(questionnaire or new_set())
    assessment.answers.update(answers)
    folder.save_assessment(assessment)
    return folder

"""What a council's workbook begins with: nothing, or the answers that its folder holds."""

from collections.abc import Sequence
from pathlib import Path

from benchmark.council.assessment import Assessment
from benchmark.council.folder import CouncilFolder
from benchmark.council.route import Scope
from benchmark.council.sitting import check_scope
from scoring.questionnaire import Questionnaire


def begin_with(questionnaire: Questionnaire, folder: Path | None) -> Assessment:
    """Give the answers to begin with, or raise FaultsError. A folder without answers still knows the council."""
    if folder is None:
        return Assessment(questionnaire, {})
    return begin_as(questionnaire, CouncilFolder(folder))


def begin_as(questionnaire: Questionnaire, council: CouncilFolder) -> Assessment:
    """Give the answers of a folder, or of one colleague in it, to begin with; or raise FaultsError."""
    if council.profile and not council.assessment_path(questionnaire.id).exists():
        return council.new_assessment(questionnaire)
    return council.read_assessment(questionnaire)


def check_sections(questionnaire: Questionnaire, sections: Sequence[str]) -> None:
    """Refuse a section that does not exist, naming those that do."""
    for section in sections:
        check_scope(questionnaire, Scope(section))

"""What the commands of a council's folder share."""

from pathlib import Path
from typing import TYPE_CHECKING

from benchmark import console

if TYPE_CHECKING:
    from benchmark.council.folder import CouncilFolder
    from scoring.questionnaire import Questionnaire


def council_in(folder: Path, role: str | None) -> "CouncilFolder":
    """Give the council's folder, as a colleague answers in it where a role is named."""
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.roles import check_role

    return CouncilFolder(folder, check_role(role) if role is not None else "")


def tell_of_copies(council: "CouncilFolder", questionnaire: "Questionnaire") -> None:
    """Tell of copies of the answers that a synchronised folder made, and of a good copy where the answers are gone."""
    from benchmark.council.copies import stray_copies

    path = council.assessment_path(questionnaire.id)
    for line in stray_copies(path):
        console.talk(line)
    if not path.exists() and (way := council.find_way_back(questionnaire)):
        console.talk(str(way))

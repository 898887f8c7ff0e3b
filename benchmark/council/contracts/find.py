"""Which register, which controls and which merger a check is made with."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmark.council.changed import day_of
from benchmark.council.contracts.facts import Merger, parse_day
from benchmark.council.contracts.rules import FILE_NAME, Controls, read_controls
from benchmark.council.folder import CouncilFolder
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault
from benchmark.files import exists
from benchmark.questions.library import find_file, find_questionnaire
from scoring.questionnaire import Questionnaire
from scoring.register import Register

if TYPE_CHECKING:
    from benchmark.council.profile import CouncilProfile

# The set whose columns describe a contract; what a purchase is checked by.
CONTRACTS: Final = "technology-register"


def with_register(council: CouncilFolder, set_id: str | None) -> tuple[Questionnaire, Register]:
    """Give the question set that is named, or the one with a register that is under way, and its register."""
    if set_id is None:
        started = [name for name in council.started_sets() or council.last_sets() if _has_register(name)]
        if len(started) > 1:
            names = " or ".join(f"--set {name}" for name in started)
            raise UsageError(f"There is more than one register here. Say which: {names}.")
        set_id = started[0] if started else CONTRACTS
    questionnaire = find_questionnaire(set_id)
    if questionnaire.register is None:
        raise UsageError(f"The question set {questionnaire.id} has no register of contracts. Name one with --set.")
    return questionnaire, questionnaire.register


def _has_register(name: str) -> bool:
    try:
        return find_questionnaire(name).register is not None
    except UsageError:
        # A set that did not come with the program: it can be named.
        return False


def find_controls(given: Path | None, council: CouncilFolder, set_id: str, register: Register) -> tuple[Controls, Path]:
    """Read the controls that are named, else those in the council's folder, else those beside the question set."""
    beside = find_file(set_id).parent / FILE_NAME
    own = council.path / FILE_NAME
    path = given or (own if exists(own) else beside)
    if given is None and not exists(path):
        raise FaultsError([fault("no-controls", str(path.parent))])
    return read_controls(path, register), path


def find_merger(given: str | None, profile: "CouncilProfile | None") -> Merger | None:
    """Give the day of the merger: as given, else as the council's own file says; None where nobody says so."""
    successors = profile.successors if profile else ()
    if given is not None:
        day = parse_day(given, "--merger")
        if not isinstance(day, dt.date):
            raise FaultsError([day])
        return Merger(day, successors)
    ends = day_of(profile.ends) if profile else None
    return Merger(ends, successors) if ends else None

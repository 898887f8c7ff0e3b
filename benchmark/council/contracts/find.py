"""Which register, which controls and which merger a check is made with."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.council.changed import day_of
from benchmark.council.contracts.facts import Merger, parse_day
from benchmark.council.contracts.own import SET
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


def with_register(set_id: str | None) -> tuple[Questionnaire, Register]:
    """Give the question set that is named, or the one that comes with the program, and its register."""
    questionnaire = find_questionnaire(set_id or SET)
    if questionnaire.register is None:
        raise UsageError(f"The question set {questionnaire.id} has no register of contracts. Name one with --set.")
    return questionnaire, questionnaire.register


def find_controls(given: Path | None, council: CouncilFolder, set_id: str | None, register: Register) -> Controls:
    """Read the controls that are named, else those in the council's folder, else those beside the question set."""
    beside = find_file(set_id or SET).parent / FILE_NAME
    own = council.path / FILE_NAME
    path = given or (own if exists(own) else beside)
    if given is None and not exists(path):
        raise FaultsError([fault("no-controls", str(path.parent))])
    return read_controls(path, register)


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

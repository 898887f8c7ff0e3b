"""Open the two sides of a pair: each a council's folder, or a return that a council chose to share."""

from pathlib import Path

from msgspec import UNSET

from benchmark.council.folder import CouncilFolder
from benchmark.council.started import pick_set
from benchmark.errors import FaultsError, UsageError
from benchmark.pool.count import return_codes, return_misfits
from benchmark.questions.library import find_version
from benchmark.returns.read import read_return
from scoring.answers import AnswerTable, build_table
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire


def open_sides(
    mine: Path, theirs: Path, set_id: str | None, questions: str | None
) -> tuple[Questionnaire, AnswerTable, AnswerTable]:
    """Open both sides; they must have answered the same edition of the same question set."""
    # A return says which question set it answers; a folder may hold several.
    known = next((_set_of_return(path, questions) for path in (mine, theirs) if not path.is_dir()), None)
    opened = [_open(path, set_id, known, questions) for path in (mine, theirs)]
    (first, first_table), (second, second_table) = opened
    if fingerprint(first) != fingerprint(second):
        raise UsageError(
            f'The two cannot be compared: one answers "{first.id}" {first.version}, '
            f'the other "{second.id}" {second.version}.'
        )
    return first, first_table, second_table


def anyone_could_have_made(mine: Path, theirs: Path) -> bool:
    """Say whether one of the two is a return that no invitation endorsed."""
    returns = [read_return(path).content for path in (mine, theirs) if not path.is_dir()]
    return any(content.endorsement is UNSET for content in returns)


def _open(
    path: Path, set_id: str | None, known: Questionnaire | None, questions: str | None
) -> tuple[Questionnaire, AnswerTable]:
    if path.is_dir():
        council = CouncilFolder(path)
        questionnaire = known or pick_set(council, questions or set_id)
        return questionnaire, council.read_assessment(questionnaire).table()
    signed = read_return(path)
    questionnaire = _set_of_return(path, questions)
    faults = list(return_misfits(signed.content, questionnaire, fingerprint(questionnaire), str(path), ""))
    if faults:
        raise FaultsError(faults)
    return questionnaire, build_table(questionnaire, [return_codes(questionnaire, signed.content.answers)])


def _set_of_return(path: Path, questions: str | None) -> Questionnaire:
    content = read_return(path).content
    return find_version(content.questionnaire, content.version, questions)

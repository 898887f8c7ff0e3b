"""Find question sets: those that come with the program, and those that a user gives."""

from functools import cache
from pathlib import Path

from benchmark.errors import UsageError
from benchmark.files import exists
from benchmark.questions.read import FILE_NAME, read_questionnaire
from scoring.questionnaire import Questionnaire


@cache
def shipped(name: str) -> Path:
    """Give a data folder that comes with the program: beside the packages, or inside an installed one."""
    inside = Path(__file__).resolve().parents[1] / "shipped" / name
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / name


def shipped_sets() -> list[Path]:
    """List the folders of the question sets that come with the program."""
    return sorted(path.parent for path in shipped("questionnaires").glob(f"*/{FILE_NAME}"))


def find_questionnaire(name: str) -> Questionnaire:
    """Read a question set by its id, or by the path of its file or folder."""
    return read_questionnaire(find_path(name))


def find_path(name: str) -> Path:
    """Give the folder or file of a question set, by its id or its path."""
    for folder in shipped_sets():
        if folder.name == name:
            return folder
    path = Path(name)
    if exists(path):
        return path
    known = ", ".join(folder.name for folder in shipped_sets())
    raise UsageError(f'There is no question set "{name}". Use one of {known}, or the path of your own.')


def find_version(set_id: str, version: str, given: str | None) -> Questionnaire:
    """Read the question set that returns were made with, by its id and version, or from where the user says."""
    if given is None and set_id not in {folder.name for folder in shipped_sets()}:
        raise UsageError(f'The question set "{set_id}" is not here. Give its folder with --questions.')
    questionnaire = find_questionnaire(given or set_id)
    if (questionnaire.id, questionnaire.version) != (set_id, version):
        raise UsageError(
            f'The returns were made with "{set_id}" {version}; this is "{questionnaire.id}" {questionnaire.version}. '
            "Give the folder of the right question set with --questions."
        )
    return questionnaire

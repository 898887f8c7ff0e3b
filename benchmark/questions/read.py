"""Read a question set from its file: the set, or every fault at once."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmark.errors import FaultsError
from benchmark.faults import Fault
from benchmark.files import read_toml
from benchmark.questions.build import build_questionnaire
from benchmark.questions.checks import check_meaning, check_references
from benchmark.questions.expand import expand
from benchmark.questions.keys import FORMAT
from benchmark.questions.languages import TRANSLATION
from benchmark.questions.reach import check_reach
from benchmark.questions.shape import check_shape, other_format
from scoring.questionnaire import Questionnaire

FILE_NAME = "questionnaire.toml"
_NOT_A_SET = "Give the question set that it translates; its translations are checked with it."


def read_questionnaire(path: Path) -> Questionnaire:
    """Read a question set from its file or folder, or raise FaultsError with every fault."""
    return build_questionnaire(read_data(path))


def read_data(path: Path) -> dict[str, Any]:
    """Read a question set as data, its register written out as questions, or raise FaultsError with every fault."""
    file = file_of(path)
    data = read_toml(file)
    faults = find_faults(data, str(file))
    if faults:
        raise FaultsError(faults)
    return expand(data)


def file_of(path: Path) -> Path:
    """Give the file of a question set, of which the folder may be given instead."""
    return path / FILE_NAME if path.is_dir() else path


def parse_questionnaire(data: Mapping[str, Any], file: str) -> Questionnaire:
    """Make a question set from parsed TOML, or raise FaultsError with every fault."""
    faults = find_faults(data, file)
    if faults:
        raise FaultsError(faults)
    return build_questionnaire(expand(data))


def find_faults(data: Mapping[str, Any], file: str) -> list[Fault]:
    """List every fault of a question set. Rules that need a sound shape wait until it is sound."""
    if data.get("format") == TRANSLATION and (other := other_format(data, FORMAT, file, _NOT_A_SET)):
        return [other]
    for check in (check_shape, _check_register):
        if faults := list(check(data, file)):
            return faults
    whole = expand(data)
    for check in (check_references, check_meaning, check_reach):
        if faults := list(check(whole, file)):
            return faults
    return []


def _check_register(data: Mapping[str, Any], file: str) -> Iterable[Fault]:
    if "register" not in data:
        return ()
    # Most sets have none, and the first question should not wait for its rules.
    from benchmark.questions.register_checks import check_register  # noqa: PLC0415

    return check_register(data, file)

"""Earlier versions of a question set, and what can be compared across them.

They stand in the folder `earlier` beside the set: `2025.1.toml`, and `2025.1.crosswalk.toml`, which leads from that
version to this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmark.errors import UsageError
from benchmark.questions.crosswalk import read_crosswalk
from benchmark.questions.library import find_file, find_questionnaire
from scoring.fingerprint import fingerprint, question_fingerprint
from scoring.questionnaire import Questionnaire

FOLDER: Final = "earlier"


@dataclass(frozen=True, slots=True)
class Way:
    """The way from one version to another: the ids of questions whose answers can be compared, old to new.

    `scores` says whether scores can be compared too: only where both are the same in all that scores. `source` says
    in words what this rests on.
    """

    same: Mapping[str, str]
    scores: bool
    source: str


def find_edition(set_id: str, version: str, given: str | None = None) -> Questionnaire:
    """Read one version of a question set: this one, or one of the earlier ones beside it."""
    name = given or set_id
    current = find_questionnaire(name)
    if (current.id, current.version) == (set_id, version):
        return current
    path = edition_path(name, version)
    if current.id != set_id or not path.is_file():
        raise UsageError(
            f'"{set_id}" {version} is not here; this is "{current.id}" {current.version}. Put the file of the earlier '
            f"version at {path}."
        )
    found = find_questionnaire(str(path))
    if (found.id, found.version) != (set_id, version):
        raise UsageError(f'{path} is "{found.id}" {found.version}, not "{set_id}" {version}.')
    return found


def find_way(before: Questionnaire, after: Questionnaire, given: str | None = None) -> Way:
    """Say what can be compared between two versions: by the crosswalk, or without one by equal ids and meaning."""
    if fingerprint(before) == fingerprint(after):
        return Way({question.id: question.id for question in after.questions}, scores=True, source="the same version")
    path = edition_path(given or after.id, before.version, ".crosswalk")
    if path.is_file():
        return Way(read_crosswalk(path, before, after).comparable, scores=False, source=f"the crosswalk {path.name}")
    same = {
        question.id: question.id
        for question in after.questions
        if question.id in before.question_index
        and question_fingerprint(before.question(question.id)) == question_fingerprint(question)
    }
    return Way(same, scores=False, source="equal ids, options and points; no crosswalk says more")


def edition_path(name: str, version: str, kind: str = "") -> Path:
    """Give where an earlier version, or its crosswalk, stands."""
    return find_file(name).parent / FOLDER / f"{version}{kind}.toml"

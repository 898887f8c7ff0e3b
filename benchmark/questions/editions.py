"""Earlier versions of a question set, and what can be compared across them.

They stand in the folder `earlier` beside the set: `2025.1.toml`, and `2025.1.crosswalk.toml`, which leads from that
version to this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmark.errors import UsageError
from benchmark.questions.crosswalk import Step, read_crosswalk
from benchmark.questions.difference import compare_editions, status_of
from benchmark.questions.library import find_file, find_questionnaire, find_version, shipped_sets
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

FOLDER: Final = "earlier"


@dataclass(frozen=True, slots=True)
class Way:
    """The way from one version to another: the ids of questions whose answers can be compared, old to new.

    `scores` says whether scores can be compared too: only where both are the same in all that scores. `source` says
    in words what this rests on. `steps` say what became of every question of both versions, and `told` whether an
    author says so in a crosswalk; without one it is only what ids and meanings show.
    """

    same: Mapping[str, str]
    scores: bool
    source: str
    steps: tuple[Step, ...] = ()
    told: bool = True


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


def find_any_version(set_id: str, version: str, given: str | None) -> Questionnaire:
    """Read the question set that returns were made with: the version that is here, or an earlier one beside it."""
    if given is not None or set_id in {folder.name for folder in shipped_sets()}:
        path = edition_path(given or set_id, version)
        if path.is_file():
            return find_edition(set_id, version, given)
    return find_version(set_id, version, given)


def find_ways(one: Questionnaire, other: Questionnaire, given: str | None = None) -> Way:
    """Say what can be compared between any two versions, the ids of one to those of the other: by way of the one here.

    Two earlier versions have no crosswalk between them; what both say of the present one joins them.
    """
    current = find_questionnaire(given or other.id)
    if fingerprint(one) == fingerprint(other):
        return find_way(one, other, given)
    first, second = (find_way(version, current, given) for version in (one, other))
    back = {new: old for old, new in second.same.items()}
    same = {old: back[new] for old, new in first.same.items() if new in back}
    source = " and ".join(dict.fromkeys(way.source for way in (first, second) if not way.scores))
    return Way(same, scores=False, source=source, told=first.told and second.told)


def find_way(before: Questionnaire, after: Questionnaire, given: str | None = None) -> Way:
    """Say what can be compared between two versions: by the crosswalk, or without one by equal ids and meaning."""
    if fingerprint(before) == fingerprint(after):
        return Way({question.id: question.id for question in after.questions}, scores=True, source="the same version")
    path = edition_path(given or after.id, before.version, ".crosswalk")
    if path.is_file():
        crosswalk = read_crosswalk(path, before, after)
        return Way(crosswalk.comparable, scores=False, source=f"the crosswalk {path.name}", steps=crosswalk.steps)
    return way_without_crosswalk(before, after)


def way_without_crosswalk(before: Questionnaire, after: Questionnaire) -> Way:
    """Compare only questions with the same id that mean the same. What was split or merged nobody knows then."""
    items = {item.id: item for item in compare_editions(before, after).questions}
    steps = []
    for question in (*after.questions, *(q for q in before.questions if q.id not in after.question_index)):
        status, own = status_of(items.get(question.id)), (question.id,)
        steps.append(Step(status, () if status == "new" else own, () if status == "dropped" else own))
    same = {step.before[0]: step.after[0] for step in steps if step.comparable}
    source = "equal ids, options and points; no crosswalk says more"
    return Way(same, scores=False, source=source, steps=tuple(steps), told=False)


def edition_path(name: str, version: str, kind: str = "") -> Path:
    """Give where an earlier version, or its crosswalk, stands."""
    return find_file(name).parent / FOLDER / f"{version}{kind}.toml"

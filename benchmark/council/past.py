"""Earlier rounds in a council's folder, each with the way from its version of the question set to this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.assessment_file import parse_assessment
from benchmark.council.changed import why_broken, why_other_type
from benchmark.council.folder import CouncilFolder
from benchmark.council.rounds import earlier_names
from benchmark.errors import FaultsError, UsageError
from benchmark.files import read_toml
from benchmark.questions.editions import Way, edition_path, find_edition, find_way, way_without_crosswalk
from benchmark.questions.ids import is_version
from scoring.applicability import complete_attributes
from scoring.questionnaire import Questionnaire


@dataclass(frozen=True)
class Past:
    """One earlier round: what was answered, and what of it means the same now.

    Both are None where it cannot be read, or its version is not here; `note` then says why, in a sentence or two.
    """

    round: str
    version: str
    assessment: Assessment | None = None
    way: Way | None = None
    note: str = ""

    def answers(self) -> dict[str, Answer]:
        """Map the ids of this round's questions to what was recorded for them then, where it means the same."""
        if self.assessment is None or self.way is None:
            return {}
        found = self.assessment.answers
        return {new: found[old] for old, new in self.way.same.items() if old in found}


@dataclass(frozen=True, slots=True)
class Sets:
    """Where earlier versions of a question set are: beside it, by the name it was found by, or given one by one."""

    name: str | None = None
    given: tuple[Questionnaire, ...] = ()


def past_rounds(folder: CouncilFolder, questionnaire: Questionnaire, sets: Sets | None = None) -> tuple[Past, ...]:
    """Read all earlier rounds of a question set, the latest first."""
    names = earlier_names(folder.path, folder.profile.round, questionnaire.id)
    # Where the council became another one, its trend ends: what is older is not told again.
    broken = [bool(why_broken(folder.profile.changed, name, folder.profile.round)) for name in names]
    last = broken.index(True) + 1 if True in broken else len(names)
    return tuple(read_past(folder, questionnaire, name, sets) for name in names[:last])


def read_past(folder: CouncilFolder, questionnaire: Questionnaire, name: str, sets: Sets | None = None) -> Past:
    """Read one earlier round. What cannot be read or compared is said in its note."""
    path = folder.path / name / f"{questionnaire.id}.toml"
    sets = sets or Sets()
    version = ""
    if why := why_broken(folder.profile.changed, name, folder.profile.round):
        return Past(name, version, note=why)
    try:
        data = read_toml(path)
        version = str(data.get("version", ""))[:60]
        edition = _edition(version, questionnaire, sets)
        if edition is None:
            return Past(name, version, note=_not_here(version, questionnaire, sets))
        then = parse_assessment(data, edition, _attributes(edition, folder.profile.attributes), str(path))
        if why := why_other_type(then):
            return Past(name, version, note=why)
        return Past(name, version, then, _way(edition, questionnaire, sets))
    except FaultsError as error:
        return Past(name, version, note=f"Its answers could not be read. {error.faults[0]}")


def _edition(version: str, questionnaire: Questionnaire, sets: Sets) -> Questionnaire | None:
    wanted = (questionnaire.id, version)
    for known in (questionnaire, *sets.given):
        if (known.id, known.version) == wanted:
            return known
    place = _place(version, questionnaire, sets) if is_version(version) else None
    if place is None or not place.is_file():
        return None
    return find_edition(questionnaire.id, version, sets.name)


def _way(before: Questionnaire, after: Questionnaire, sets: Sets) -> Way:
    if _place(before.version, after, sets) is None:
        return way_without_crosswalk(before, after) if before.version != after.version else _whole(after)
    return find_way(before, after, sets.name)


def _whole(questionnaire: Questionnaire) -> Way:
    return Way({q.id: q.id for q in questionnaire.questions}, scores=True, source="the same version")


def _place(version: str, questionnaire: Questionnaire, sets: Sets) -> Path | None:
    """Give where an earlier version belongs; None where the question set itself is nowhere to be found."""
    try:
        return edition_path(sets.name or questionnaire.id, version)
    except UsageError:
        return None


def _not_here(version: str, questionnaire: Questionnaire, sets: Sets) -> str:
    place = _place(version, questionnaire, sets)
    remedy = f" Put the file of that version at {place}." if place and is_version(version) else ""
    return (
        f"It used version {version or 'unknown'} of the question set; this round uses {questionnaire.version}. That "
        f"version is not here, so nothing is compared.{remedy}"
    )


def _attributes(questionnaire: Questionnaire, given: Mapping[str, str]) -> dict[str, str]:
    """Complete the attributes for an earlier version, which may not know an option that the council has now."""
    known = {a.id: a.option_ids for a in questionnaire.attributes}
    return complete_attributes(questionnaire, {k: v for k, v in given.items() if v in known.get(k, (v,))})

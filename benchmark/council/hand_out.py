"""Who is asked what: sections handed out to colleagues, in a small file beside the answers of the round.

Without it, and for a role that it does not name, everybody is asked everything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import tomli_w

from benchmark.council.folder import CouncilFolder
from benchmark.council.roles import refuse_roles
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import Fault, fault
from benchmark.files import read_toml, write_text
from benchmark.lock import alone_in
from benchmark.questions.ids import name_fault
from benchmark.questions.kinds import TABLE, TEXT, Key
from benchmark.questions.shape import check_entry, other_format
from scoring.questionnaire import Questionnaire

FORMAT: Final = "hand-out/1"
TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "questionnaire": Key(TEXT, required=True),
    "sections": Key(TABLE),
}
HEADER: Final = """\
# Which colleague is asked which sections of the question set "{id}". Private: this file stays with the council.
# `council-benchmark colleagues give` and `take-back` change it. A role that does not stand here is asked everything.

"""


@dataclass(frozen=True)
class HandOut:
    """The sections that each role was given, by the role."""

    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def questions_for(self, questionnaire: Questionnaire, role: str) -> frozenset[str] | None:
        """List the questions of a role's sections, and those that decide on them; None where it is asked everything."""
        if role not in self.sections:
            return None
        found = {q.id for section in self.sections[role] for q in questionnaire.questions_below(section)}
        waiting = list(found)
        while waiting:
            earlier = set(questionnaire.question(waiting.pop()).asked_if) - found
            found |= earlier
            waiting += earlier
        return frozenset(found)

    def sections_for(self, questionnaire: Questionnaire, role: str) -> tuple[str, ...]:
        """List the sections of these questions; none where a role is asked everything."""
        ids = self.questions_for(questionnaire, role) or frozenset()
        wanted = {questionnaire.question(question_id).section for question_id in ids}
        return tuple(section.id for section in questionnaire.sections if section.id in wanted)


def hand_out_path(folder: CouncilFolder, set_id: str) -> Path:
    """Give the path of the file that says who is asked what."""
    return folder.round_folder / f"{set_id}.hand-out.toml"


def read_hand_out(folder: CouncilFolder, questionnaire: Questionnaire) -> HandOut:
    """Read who is asked what, or raise FaultsError with every fault. Without a file everybody is asked everything."""
    path = hand_out_path(folder, questionnaire.id)
    if not path.exists():
        return HandOut()
    data = read_toml(path)
    faults = list(_faults(data, questionnaire, str(path)))
    if faults:
        raise FaultsError(faults)
    return HandOut({role: tuple(dict.fromkeys(given)) for role, given in data.get("sections", {}).items()})


def give(folder: CouncilFolder, questionnaire: Questionnaire, sections: Sequence[str], roles: Sequence[str]) -> HandOut:
    """Hand sections out to roles, beside what they have; give who is asked what now."""
    refuse_roles(questionnaire)
    with alone_in(folder.round_folder):
        now = dict(read_hand_out(folder, questionnaire).sections)
        for role in roles:
            wanted = {*now.get(role, ()), *sections}
            now[role] = tuple(section.id for section in questionnaire.sections if section.id in wanted)
        return _write(folder, questionnaire, now)


def take_back(
    folder: CouncilFolder, questionnaire: Questionnaire, sections: Sequence[str], roles: Sequence[str]
) -> HandOut:
    """Take sections back from roles, all of them where none is named; give who is asked what now."""
    with alone_in(folder.round_folder):
        now = dict(read_hand_out(folder, questionnaire).sections)
        for role in roles:
            if role not in now:
                raise UsageError(f'Nothing was handed out to "{role}". {_holders(now)}')
            kept = tuple(section for section in now.pop(role) if sections and section not in sections)
            now.update({role: kept} if kept else {})
        return _write(folder, questionnaire, now)


def _write(folder: CouncilFolder, questionnaire: Questionnaire, sections: Mapping[str, tuple[str, ...]]) -> HandOut:
    data = {
        "format": FORMAT,
        "questionnaire": questionnaire.id,
        "sections": {role: list(sections[role]) for role in sorted(sections)},
    }
    write_text(hand_out_path(folder, questionnaire.id), HEADER.format(id=questionnaire.id) + tomli_w.dumps(data))
    return HandOut(sections)


def _holders(now: Mapping[str, tuple[str, ...]]) -> str:
    return f"Something was handed out to: {', '.join(sorted(now))}." if now else "Nothing was handed out yet."


def _faults(data: Mapping[str, Any], questionnaire: Questionnaire, file: str) -> Iterator[Fault]:
    if other := other_format(data, FORMAT, file):
        yield other
        return
    yield from check_entry(data, TOP, file, "top of the file")
    found = data.get("questionnaire")
    if isinstance(found, str) and found != questionnaire.id:
        yield fault("other-set", file, "top of the file", found=found, wanted=questionnaire.id)
        return
    known = {section.id for section in questionnaire.sections}
    sections = data.get("sections")
    for role, given in sections.items() if isinstance(sections, dict) else ():
        if bad := name_fault(role, file, "[sections]"):
            yield bad
        if not isinstance(given, list) or not all(isinstance(section, str) for section in given):
            yield fault("wrong-kind", file, "[sections]", key=role, wanted="a list of sections")
            continue
        for section in given:
            if section not in known:
                yield fault("unknown-section", file, f"[sections], {role}", id=section)

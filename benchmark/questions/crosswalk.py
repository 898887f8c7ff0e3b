"""The crosswalk from one version of a question set to another: what became of each question.

Comparing rounds across versions rests on it, so it must speak of every question of both versions, once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import read_toml
from benchmark.questions.kinds import TABLE, TABLES, TEXT, Key, Kind, one_of
from benchmark.questions.shape import TOP_PLACE, check_entry, other_format
from scoring.fingerprint import fingerprint, same_meaning
from scoring.questionnaire import Questionnaire

FORMAT: Final = "crosswalk/1"
STATUSES: Final = ("same", "reworded", "changed", "split", "merged", "dropped", "new")
# How many questions each status takes from the old version and gives to the new one; 2 stands for two or more.
_SHAPES: Final[Mapping[str, tuple[int, int]]] = {
    "same": (1, 1),
    "reworded": (1, 1),
    "changed": (1, 1),
    "split": (1, 2),
    "merged": (2, 1),
    "dropped": (1, 0),
    "new": (0, 1),
}
_AMOUNTS: Final = ("no question", "one question", "two or more questions")


def _is_ids(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))


_IDS: Final = Kind("the id of a question, or a list of ids", _is_ids)
TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "from": Key(TABLE, required=True),
    "to": Key(TABLE, required=True),
    "question": Key(TABLES, required=True),
}
EDITION: Mapping[str, Key] = {
    "questionnaire": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "fingerprint": Key(TEXT),
}
ENTRY: Mapping[str, Key] = {
    "from": Key(_IDS),
    "to": Key(_IDS),
    "status": Key(one_of(*STATUSES), required=True),
    "note": Key(TEXT),
}


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one question, or of several that were merged: ids before and after."""

    status: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    note: str = ""

    @property
    def comparable(self) -> bool:
        """Say whether answers to the old question and to the new one mean the same."""
        return self.status in ("same", "reworded")


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The way from one version of a question set to another."""

    before: tuple[str, str]
    after: tuple[str, str]
    steps: tuple[Step, ...]

    @property
    def comparable(self) -> dict[str, str]:
        """Map the ids of the old questions whose answers can be compared to the ids of the new ones."""
        return {step.before[0]: step.after[0] for step in self.steps if step.comparable}


def read_crosswalk(path: Path, before: Questionnaire, after: Questionnaire) -> Crosswalk:
    """Read a crosswalk between these two versions, or raise FaultsError with every fault."""
    return parse_crosswalk(read_toml(path), before, after, str(path))


def parse_crosswalk(data: Mapping[str, Any], before: Questionnaire, after: Questionnaire, file: str) -> Crosswalk:
    """Make a crosswalk from parsed TOML, or raise FaultsError with every fault."""
    faults = list(_shape(data, file)) or [*_editions(data, before, after, file), *_coverage(data, before, after, file)]
    if faults:
        raise FaultsError(faults)
    steps = tuple(Step(e["status"], _ids(e, "from"), _ids(e, "to"), e.get("note", "")) for e in data["question"])
    return Crosswalk((before.id, before.version), (after.id, after.version), steps)


def _shape(data: Mapping[str, Any], file: str) -> Iterator[Fault]:
    other = other_format(data, FORMAT, file, place=TOP_PLACE)
    if other is not None:
        yield other
        return
    yield from check_entry(data, TOP, file, TOP_PLACE)
    for side in ("from", "to"):
        if isinstance(data.get(side), dict):
            yield from check_entry(data[side], EDITION, file, f"[{side}]")
    entries = data.get("question")
    for position, entry in enumerate(entries if TABLES.accepts(entries) else [], start=1):  # type: ignore[arg-type]
        yield from check_entry(entry, ENTRY, file, _place(entry, position))


def _place(entry: Mapping[str, Any], position: int) -> str:
    """Say where an entry stands: by the first id that it names, else by counting."""
    for side in ("from", "to"):
        value = entry.get(side)
        name = value[0] if isinstance(value, list) and value else value
        if isinstance(name, str):
            return f'entry {position}, "{name}"'
    return f"entry {position}"


def _ids(entry: Mapping[str, Any], side: str) -> tuple[str, ...]:
    value = entry.get(side, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _editions(data: Mapping[str, Any], before: Questionnaire, after: Questionnaire, file: str) -> Iterator[Fault]:
    """Check that the crosswalk is about these two versions."""
    for side, wanted in (("from", before), ("to", after)):
        entry, place = data[side], f"[{side}]"
        if (entry["questionnaire"], entry["version"]) != (wanted.id, wanted.version):
            found = f'"{entry["questionnaire"]}" {entry["version"]}'
            yield fault("other-crosswalk", file, place, found=found, wanted=f'"{wanted.id}" {wanted.version}')
        elif entry.get("fingerprint") not in (None, fingerprint(wanted)):
            yield fault("old-crosswalk", file, place, wanted=f'"{wanted.id}" {wanted.version}')


def _coverage(data: Mapping[str, Any], before: Questionnaire, after: Questionnaire, file: str) -> Iterator[Fault]:
    """Check each entry, and that each question of both versions has exactly one."""
    for position, entry in enumerate(data["question"], start=1):
        yield from _entry(entry, before, after, file, _place(entry, position))
    for side, edition in (("from", before), ("to", after)):
        counts = Counter(name for entry in data["question"] for name in _ids(entry, side))
        version = f"{edition.id} {edition.version}"
        for question in edition.questions:
            if not counts[question.id]:
                yield fault("not-in-crosswalk", file, f'question "{question.id}"', side=side, version=version)
        for name, count in counts.items():
            if name not in edition.question_index:
                yield fault("stranger-in-crosswalk", file, f'question "{name}"', side=side, version=version)
            elif count > 1:
                yield fault("twice-in-crosswalk", file, f'question "{name}"', side=side, version=version)


def _entry(
    entry: Mapping[str, Any], before: Questionnaire, after: Questionnaire, file: str, place: str
) -> Iterator[Fault]:
    status, old, new = entry["status"], _ids(entry, "from"), _ids(entry, "to")
    shape = _SHAPES[status]
    if (min(len(old), 2), min(len(new), 2)) != shape:
        yield fault("wrong-crosswalk-entry", file, place, status=status, old=_AMOUNTS[shape[0]], new=_AMOUNTS[shape[1]])
    elif status in ("same", "reworded") and _differ(before, old[0], after, new[0]):
        yield fault("not-the-same", file, place, status=status)


def _differ(before: Questionnaire, old: str, after: Questionnaire, new: str) -> bool:
    """Say whether answers to two questions that exist mean different things."""
    known = old in before.question_index and new in after.question_index
    return known and not same_meaning(before.question(old), after.question(new))

"""What a council keeps of its plan: who does what by when. A TOML file at the top of its folder, for every round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import tomli_w

from benchmark.council.assessment_file import ANY_TEXT
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.questions.answer import BadAnswer, parse_answer
from benchmark.questions.ids import ID, LONGEST_ID, name_fault
from benchmark.questions.kinds import TABLE, TEXT, TEXTS, Key, Kind, is_number, one_of
from benchmark.questions.shape import check_entry, check_top, other_format
from scoring.codes import NOT_APPLICABLE
from scoring.questionnaire import Questionnaire

FORMAT: Final = "plan/1"
STATUSES: Final = ("planned", "doing", "done")
PLANNED, DOING, DONE = STATUSES

_ANSWER = Kind(
    "a level, an option, a number or a list of options",
    lambda value: is_number(value) or (isinstance(value, str) and bool(value.strip())) or TEXTS.accepts(value),
)
TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "questionnaire": Key(TEXT, required=True),
    "steps": Key(TABLE),
}
STEP: Mapping[str, Key] = {
    "owner": Key(ANY_TEXT),
    "due": Key(TEXT),
    "status": Key(one_of(*STATUSES)),
    "from": Key(_ANSWER, required=True),
    "to": Key(_ANSWER, required=True),
    "round": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "note": Key(ANY_TEXT),
}

HEADER: Final = """\
# The council's plan on the question set "{id}". Private: this file stays with the council, and no return holds
# anything of it. It lasts from round to round. `council-benchmark plan` shows it, `plan set` changes it.
#
# owner     the role of whoever answers for the step, never a name
# due       the round by which it should be done, such as 2027-spring
# status    planned, doing or done
# from, to  the answer when it was planned, and the one to reach
# round     when it was planned, and with which version of the question set

"""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step that the council has planned. `start` and `goal` are answers as a file of answers holds them."""

    start: object
    goal: object
    round: str
    version: str
    owner: str = ""
    due: str = ""
    status: str = PLANNED
    note: str = ""


Kept = dict[str, PlannedStep]


def render_kept(kept: Kept, questionnaire: Questionnaire) -> str:
    """Write the file's text: in the order of the question set, and then what it no longer has."""
    order = questionnaire.question_index
    ids = sorted(kept, key=lambda name: (order.get(name, len(order)), name))
    data = {
        "format": FORMAT,
        "questionnaire": questionnaire.id,
        "steps": {question_id: _entry(kept[question_id]) for question_id in ids},
    }
    return HEADER.format(id=questionnaire.id) + tomli_w.dumps(data)


def parse_kept(data: Mapping[str, Any], questionnaire: Questionnaire, file: str) -> Kept:
    """Make a plan from a parsed file, or raise FaultsError with every fault.

    Steps that were planned with another version of the question set are kept as they are: that version alone says
    whether they are right.
    """
    faults = list(_check_top(data, questionnaire, file))
    kept: Kept = {}
    for question_id, entry in data.get("steps", {}).items() if not faults else ():
        place = f"[steps.{question_id}]"
        found = list(_check(questionnaire, question_id, entry, file, place))
        if not found:
            kept[question_id] = _read(entry)
        faults += found
    if faults:
        raise FaultsError(faults)
    return kept


def _check_top(data: Mapping[str, Any], questionnaire: Questionnaire, file: str) -> Iterator[Fault]:
    if other := other_format(data, FORMAT, file):
        yield other
        return
    yield from check_top(data, TOP, (), file)
    found = data.get("questionnaire")
    if isinstance(found, str) and found != questionnaire.id:
        yield fault("other-plan", file, found=found, wanted=questionnaire.id)


def _check(questionnaire: Questionnaire, question_id: str, entry: object, file: str, place: str) -> Iterator[Fault]:
    if not ID.match(question_id) or len(question_id) > LONGEST_ID:
        yield fault("bad-id", file, place, id=question_id)
    if not isinstance(entry, dict):
        yield fault("wrong-kind", file, place, key=question_id, wanted=TABLE.words)
        return
    yield from check_entry(entry, STEP, file, place)
    for name in ("due", "round"):
        bad = name_fault(entry[name], file, f"{place}, {name}") if isinstance(entry.get(name), str) else None
        if bad:
            yield bad
    if entry.get("version") == questionnaire.version:
        yield from _check_answers(questionnaire, question_id, entry, file, place)


def _check_answers(
    questionnaire: Questionnaire, question_id: str, entry: Mapping[str, Any], file: str, place: str
) -> Iterator[Fault]:
    if question_id not in questionnaire.question_index:
        yield fault("no-such-question", file, place, id=question_id)
        return
    for name in ("from", "to"):
        found = parse_answer(questionnaire.question(question_id), entry.get(name))
        if isinstance(found, BadAnswer):
            yield fault(found.code, file, f"{place}, {name}", **found.values)
        elif found is NOT_APPLICABLE:
            yield fault("wrong-kind", file, place, key=name, wanted=_ANSWER.words)


def _read(entry: Mapping[str, Any]) -> PlannedStep:
    return PlannedStep(
        entry["from"],
        entry["to"],
        entry["round"],
        entry["version"],
        entry.get("owner", ""),
        entry.get("due", ""),
        entry.get("status", PLANNED),
        entry.get("note", ""),
    )


def _entry(step: PlannedStep) -> dict[str, Any]:
    texts = {"owner": step.owner, "due": step.due}
    entry: dict[str, Any] = {name: text for name, text in texts.items() if text}
    entry.update({"status": step.status, "from": step.start, "to": step.goal})
    entry.update({"round": step.round, "version": step.version, **({"note": step.note} if step.note else {})})
    return entry

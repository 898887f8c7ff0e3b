"""What stands beside an agreed answer in the round's file: which roles agreed on it, and how far apart they were."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from benchmark.faults import Fault, fault
from benchmark.questions.answer import BadAnswer, parse_answer, write_answer
from benchmark.questions.ids import is_id
from benchmark.questions.kinds import TABLE, Key, Kind, is_number
from benchmark.questions.shape import check_entry
from scoring.questionnaire import Question

if TYPE_CHECKING:
    from scoring.spread import Spread


class Agreed(NamedTuple):
    """Who agreed on an answer, and the spread of what they had answered before.

    `by` is empty where the answer was changed later, without asking them; `spread` is None where one role answered.
    """

    by: tuple[str, ...] = ()
    spread: "Spread | None" = None


def _are_roles(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(role, str) and is_id(role) for role in value)


_ROLES: Final = Kind("a list of roles, such as housing", _are_roles)
_COUNT: Final = Kind("a whole number from 0", lambda value: type(value) is int and 0 <= value < 1_000)
_SHARE: Final = Kind("a number from 0 to 1", lambda value: is_number(value) and 0 <= value <= 1)
_ANY: Final = Kind("an answer", lambda value: not isinstance(value, dict | list))

SPREAD: Mapping[str, Key] = {
    "answered": Key(_COUNT, required=True),
    "different": Key(_COUNT, required=True),
    "not_applicable": Key(_COUNT),
    "distance": Key(_SHARE),
    "lowest": Key(_ANY),
    "highest": Key(_ANY),
}
KEYS: Mapping[str, Key] = {"agreed_by": Key(_ROLES), "spread": Key(TABLE)}


def write_agreed(question: Question, agreed: Agreed | None) -> dict[str, Any]:
    """Give the keys that stand beside an answer; none where nothing was agreed."""
    if agreed is None:
        return {}
    entry: dict[str, Any] = {"agreed_by": list(agreed.by)} if agreed.by else {}
    return {**entry, "spread": _table(question, agreed.spread)} if agreed.spread else entry


def read_agreed(
    question: Question, entry: Mapping[str, Any], file: str, place: str
) -> tuple[Agreed | None, list[Fault]]:
    """Read what stands beside an answer, whose keys are of the right kind; its faults, if any, stand beside it."""
    by, found = tuple(entry.get("agreed_by", ())), entry.get("spread")
    if found is None:
        return (Agreed(by) if by else None), []
    faults = list(check_entry(found, SPREAD, file, f"{place}, spread"))
    ends = {name: parse_answer(question, found.get(name)) for name in ("lowest", "highest") if name in found}
    faults += list(_bad_ends(ends, file, f"{place}, spread"))
    if faults:
        return None, faults
    return Agreed(by, _spread(found, ends)), []


def _spread(found: Mapping[str, Any], ends: Mapping[str, Any]) -> "Spread":
    from scoring.spread import Spread  # noqa: PLC0415 - few answers have one

    distance = found.get("distance")
    return Spread(
        found["answered"],
        found["different"],
        found.get("not_applicable", 0),
        None if distance is None else float(distance),
        ends.get("lowest"),
        ends.get("highest"),
    )


def _table(question: Question, spread: "Spread") -> dict[str, Any]:
    """Write a spread. Several choices have a lowest and a highest by their points, and no words for it."""
    table: dict[str, Any] = {"answered": spread.answered, "different": spread.different}
    if spread.not_applicable:
        table["not_applicable"] = spread.not_applicable
    if spread.distance is not None:
        table["distance"] = spread.distance
    if question.choose != "many":
        ends = {"lowest": spread.lowest, "highest": spread.highest}
        table.update({name: write_answer(question, code) for name, code in ends.items() if code is not None})
    return table


def _bad_ends(ends: Mapping[str, Any], file: str, place: str) -> Iterator[Fault]:
    for code in ends.values():
        if isinstance(code, BadAnswer):
            yield fault(code.code, file, place, **code.values)

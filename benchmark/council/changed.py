"""A council that merged or changed its type: its rounds before and after are not of the same council.

`[[changed]]` in `council.toml` says so; `ends` and `successors` say what lies ahead. All is private, and stands in no
return.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from benchmark.council.assessment import Assessment
from benchmark.council.rounds import round_order
from benchmark.faults import Fault, fault
from benchmark.questions.ids import name_fault
from benchmark.questions.kinds import TEXT, TEXTS, Key, is_tables
from benchmark.questions.shape import check_entry
from scoring.applicability import applies

CHANGED: Mapping[str, Key] = {"round": Key(TEXT, required=True), "why": Key(TEXT, required=True)}
_LONGEST: Final = 1_000
_LONGEST_NAME: Final = 200
_DAY: Final = len("2028-04-01")


class Changed(NamedTuple):
    """The first round of a council after it changed, and why rounds before cannot be compared with it."""

    round: str
    why: str


def changed_faults(entries: Any, file: str) -> Iterator[Fault]:
    """Report what is wrong with the changes that a council's own file names."""
    tables: list[dict[str, Any]] = entries if is_tables(entries) else []
    for number, entry in enumerate(tables, start=1):
        place = f"[[changed]] number {number}"
        yield from check_entry(entry, CHANGED, file, place)
        found = name_fault(entry["round"], file, place) if isinstance(entry.get("round"), str) else None
        if found:
            yield found
        why = entry.get("why")
        if isinstance(why, str) and (not why.isprintable() or len(why) > _LONGEST):
            yield fault("not-one-line", file, f"{place}, why", most=_LONGEST)


def end_faults(data: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """Report what is wrong with the day on which a merger will end the council, and with who follows."""
    ends = data.get("ends")
    if isinstance(ends, str) and ends.strip() and day_of(ends) is None:
        yield fault("not-a-day", file, "ends", value=ends[:_LONGEST_NAME])
    names: Any = data.get("successors")
    for name in names if TEXTS.accepts(names) else ():
        if not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
            yield fault("not-one-line", file, "successors", most=_LONGEST_NAME)


def day_of(text: str) -> date | None:
    """Read a day written as year, month, day, such as 2028-04-01; None where it is none."""
    try:
        return date.fromisoformat(text) if len(text) == _DAY and text[4] == "-" and "W" not in text else None
    except ValueError:
        return None


def read_changed(entries: Sequence[Mapping[str, Any]]) -> tuple[Changed, ...]:
    """Make the changes of a checked file."""
    return tuple(Changed(entry["round"], entry["why"]) for entry in entries)


def why_broken(changes: Sequence[Changed], then: str, now: str) -> str:
    """Say why a round cannot be compared with a later one: the council changed between them. Nothing where it can."""
    between = [c for c in changes if round_order(then) < round_order(c.round) <= round_order(now)]
    if not between:
        return ""
    last = max(between, key=lambda change: round_order(change.round))
    return (
        f"In {last.round} the council changed: {last.why.rstrip('.')}. Rounds before that are of another council, so "
        "nothing is compared."
    )


def why_other_type(then: Assessment) -> str:
    """Say of an earlier round that the council was asked as another type, as its answers show. Nothing where not."""
    others = [
        question
        for question in then.questionnaire.questions
        if question.id in then.answers and then.answers[question.id].answered and not applies(question, then.attributes)
    ]
    if not others:
        return ""
    count = "1 question" if len(others) == 1 else f"{len(others)} questions"
    return (
        f"It has answers to {count} that this council is not asked now ({others[0].id}), so the council was of another "
        "type then, and nothing is compared. If it never was, take these answers out of its file."
    )

"""The agenda of a pair in words: the same in the terminal, on the page and in Word."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from benchmark.outputs.charts.middle import middle
from benchmark.pool.agenda import CLOSING, MINUTES, OPENING, Agenda, Kind, Reason, Stand, Topic
from benchmark.pool.benchmark import ALL, Benchmark

TITLE: Final = f"An agenda for {MINUTES} minutes"
SAME: Final = (
    "Both serve the same residents, who see one public service and not two councils. So what is done together comes "
    "first where it is about working with others."
)
ASK_SAME: Final = (
    "One is a district and the other a county. If the district lies in that county, add --same-residents: the agenda "
    "then puts what you could share first."
)
_OPENING: Final = "Say what each hopes for. Agree what stays between the two of you."
_CLOSING: Final = "Agree who does what by when, and when to meet again."
_SPARE: Final = "A break, and what else came up."
_REASONS: Final[Mapping[Reason, str]] = {
    "same residents": "it is about working with others, and you share residents",
    "both aim higher": "both aim higher",
    "both low": "both are in the lower half",
    "both behind": "both are behind the middle of the benchmark",
}
_HAIR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Names:
    """How the two are called."""

    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an agenda. Entries of one `heading` follow each other; `lines` say why, and what comes next."""

    minutes: int
    heading: str
    title: str
    lines: tuple[str, ...] = ()


def agenda_entries(agenda: Agenda, names: Names) -> list[Entry]:
    """List the entries of an agenda, from the opening to the close; their minutes add up."""
    order: tuple[Kind, ...] = ("mine helps", "theirs helps", "together")
    if agenda.same_residents:
        order = ("together", "mine helps", "theirs helps")
    topics = [topic for kind in order for topic in agenda.of(kind)]
    return [
        Entry(OPENING, "To begin", _OPENING),
        *(_entry(topic, names) for topic in topics),
        *([Entry(agenda.spare, "To end", _SPARE)] if agenda.spare else []),
        Entry(CLOSING, "To end", _CLOSING),
    ]


def behind_levels(benchmark: Benchmark) -> dict[str, float]:
    """Give the level of each question below which a council is behind the middle, as exactly as that is shown."""
    found = {}
    for item in benchmark.items:
        if item.kind == "question" and item.ordered and item.levels:
            shown = middle(benchmark, item, benchmark.cell(ALL, item.id))
            if shown:
                found[item.id] = shown.value - shown.slack - _HAIR
    return found


def _entry(topic: Topic, names: Names) -> Entry:
    title = f"{topic.text} ({topic.section})"
    if topic.kind == "together":
        why = "; ".join(_REASONS[reason] for reason in topic.reasons)
        stands = f"{_at(names.mine, topic.mine)}. {_at(names.theirs, topic.theirs)}."
        # Where they stand on two levels, the one behind takes the first step.
        step = topic.mine.next_step or topic.theirs.next_step
        return Entry(
            topic.minutes,
            "To do together",
            title,
            (f"{why[0].upper()}{why[1:]}. {stands}", *([f"Next: {step}"] if step else [])),
        )
    mine_leads = topic.kind == "mine helps"
    ahead, behind = (topic.mine, topic.theirs) if mine_leads else (topic.theirs, topic.mine)
    leader, learner = (names.mine, names.theirs) if mine_leads else (names.theirs, names.mine)
    said = f": {ahead.words}" if ahead.words != ahead.short else "."
    step = f" Next: {behind.next_step}" if behind.next_step else ""
    return Entry(
        topic.minutes,
        f"{leader} could help {'you' if learner == 'You' else 'them' if learner == 'They' else learner}",
        title,
        (f"{_at(leader, replace(ahead, target=''))}{said}", f"{_at(learner, behind)}.{step}"),
    )


def _at(name: str, stand: Stand) -> str:
    level = f"level {stand.short}" if stand.short.isdigit() else stand.short
    return f"{name}: {level}" + (f", aims at {stand.target}" if stand.target else "")

"""A matching in the terminal: who could mentor whom, and why. Councils appear under their pseudonyms only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.outputs.charts.words import CIRCLE
from benchmark.outputs.text_table import text_table
from benchmark.pool.count import Counted
from benchmark.pool.matching import Alone, Match, Matching, Why
from benchmark.pool.needs import LOWEST, Reached

RULES: Final = (
    "Each council has one mentor, who has reached what it aims at; councils alike in their attributes are preferred. "
    "Of all ways to give most councils a mentor, this one fits best. Nobody has three pairs while somebody who could "
    "have one has none."
)
NAMES: Final = (
    "Names appear only after both have agreed. With -o FOLDER you get a text for each of the two to forward, and each "
    "answers to you."
)
SHARED: Final = "Some councils got fewer pairs than they could have had, so that nobody is left out."
_WHY: Final[Mapping[Why, str]] = {
    "nothing to reach": "it aims at nothing above where it stands",
    "nobody has reached it": "nobody is ahead in what it aims at",
    "all are taken": "everyone who could help it has others already",
}
_SHORTEST: Final = 8


def short_keys(keys: Iterable[str]) -> dict[str, str]:
    """Shorten keys to what tells them apart, at least eight signs."""
    every = list(keys)
    size = next(size for size in range(_SHORTEST, 100) if len({key[:size] for key in every}) == len(set(every)))
    return {key: key[:size] for key in every}


def match_text(
    counted: Counted, found: Matching, notes: Sequence[str], numbers: Mapping[str, int], *, plain: bool = False
) -> str:
    """Lay a matching out, `plain` in sentences.

    `numbers` are those of the councils' invitations, for the coordinator.
    """
    short, width = short_keys(counted.keys), console.width()
    choice = counted.choice
    title = f"{counted.questionnaire.title} {choice.version}, round {choice.round}, {', '.join(choice.networks)}"
    told = [f"{CIRCLE}.", title, f"{found.councils} councils. {RULES}", *_told(found), *notes]
    parts = ["\n".join(wrap(line, width) for line in told)]
    if not found.matches:
        parts.append(wrap("Nobody is ahead in anything that another aims at, so nobody can be matched.", width))
    else:
        parts += [
            _table(found, short, numbers, plain=plain),
            *(_match(at, m, short) for at, m in enumerate(found.matches, start=1)),
        ]
    if found.alone:
        lines = [_item(f"{called(alone.key, short, numbers)}: {why(alone)}") for alone in found.alone]
        parts.append("\n".join(["Without a mentor", *lines]))
    return "\n\n".join([*parts, wrap(NAMES, width)])


def match_json(counted: Counted, found: Matching, notes: Sequence[str], numbers: Mapping[str, int]) -> dict[str, Any]:
    """Give a matching for programs: the same, with whole keys."""
    return {
        "who": CIRCLE,
        "questionnaire": counted.choice.questionnaire,
        "version": counted.choice.version,
        "round": counted.choice.round,
        "networks": list(counted.choice.networks),
        "councils": found.councils,
        "without_targets": found.without_targets,
        "shared": found.shared,
        "notes": list(notes),
        "matches": [
            {"mentor": m.mentor, "learner": m.learner, "aims": m.aims, **asdict(m.found)} for m in found.matches
        ],
        "without_mentor": [asdict(alone) for alone in found.alone],
        "invitations": {key: numbers[key] for key in counted.keys if key in numbers},
    }


def called(key: str, short: Mapping[str, str], numbers: Mapping[str, int]) -> str:
    """Call a council by its pseudonym, with the number of its invitation where that is known."""
    return f"{short[key]} (invitation {numbers[key]})" if key in numbers else short[key]


def by_section(reached: Sequence[Reached]) -> list[tuple[str, list[Reached]]]:
    """Group what was reached by section, in the order of the question set."""
    return [(section, list(topics)) for section, topics in groupby(reached, key=lambda topic: topic.section)]


def why(alone: Alone) -> str:
    """Say why a council has no mentor, and what it has."""
    return _WHY[alone.why] + ("; it mentors" if alone.mentors else "")


def _told(found: Matching) -> list[str]:
    lines = [SHARED] if found.shared else []
    number = found.without_targets
    if number:
        who, its = ("1 council", "it stands") if number == 1 else (f"{number} councils", "they stand")
        lines.append(
            f"{who} set no target above where {its}. There the next level in the {LOWEST} lowest sections is the aim."
        )
    return lines


def _table(found: Matching, short: Mapping[str, str], numbers: Mapping[str, int], *, plain: bool) -> str:
    rows = [
        [
            str(at),
            short[match.mentor],
            *([str(numbers.get(match.mentor, "-"))] if numbers else []),
            short[match.learner],
            *([str(numbers.get(match.learner, "-"))] if numbers else []),
            f"{count_in_full(match)} of {match.aims}",
            str(len(match.found.alike)),
        ]
        for at, match in enumerate(found.matches, start=1)
    ]
    invited = ["Invitation"] if numbers else []
    header = ["Match", "Mentor", *invited, "Learner", *invited, "Aims reached", "Alike in"]
    return text_table(header, rows, wide=1, plain=plain)


def count_in_full(match: Match) -> int:
    """Count the aims of the learner that the mentor has reached."""
    return sum(topic.in_full for topic in match.found.reached)


def _match(at: int, match: Match, short: Mapping[str, str]) -> str:
    lines = [f"{at}. {short[match.mentor]} could mentor {short[match.learner]}"]
    for said, in_full in (("Has reached what it aims at", True), ("Is nearer to it", False)):
        topics = [topic for topic in match.found.reached if topic.in_full == in_full]
        if topics:
            counts = [f"{section} ({len(found)})" for section, found in by_section(topics)]
            lines.append(_item(f"{said}: {', '.join(counts)}"))
    if match.found.alike:
        lines.append(_item(f"Alike in: {', '.join(match.found.alike)}"))
    return "\n".join(lines)


def _item(text: str) -> str:
    return wrap(text, console.width(), "    ", "  - ")

"""The texts of a matching: one for each of the two, to forward; and a list for the coordinator alone.

A text names no council. It says nothing of the other one but what the two could talk about: no level, no attribute and
no key.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmark.console import visible
from benchmark.council.asking import wrap
from benchmark.errors import UsageError
from benchmark.files import write_text
from benchmark.outputs.charts.words import CIRCLE
from benchmark.outputs.match_text import by_section, called, short_keys, why
from benchmark.pool.count import Counted
from benchmark.pool.matching import Match, Matching
from benchmark.pool.needs import Reached

LIST: Final = "for-the-coordinator.txt"
_WIDTH: Final = 76
_SHOWN: Final = 6

_MENTOR: Final = """\
Another member of the network wants to get further in something that your council has reached. Would you talk with \
them for two hours, and show how you did it? It is about:"""
_LEARNER: Final = """\
Another member of the network has got further in something that your council aims at, or is lowest in. Would you like \
to talk with them for two hours, and hear how they did it? It is about:"""
_CLOSE: Final = """\
You do not know who the other council is, and it does not know who you are. It gets a letter like this one. Names are \
exchanged only after both have agreed.

Please answer me with yes or no. A no needs no reason. The other council is then told only that nothing came of it.

If both say yes, I put you in touch. Then each can make a mentoring card with `council-benchmark card`, which shows \
what you choose, section by section. From two cards `council-benchmark pair` makes an agenda for the two hours."""
_FROM: Final = "It was found from the answers that councils sent, under pseudonyms. Nobody has checked them."


def write_letters(folder: Path, counted: Counted, found: Matching, numbers: Mapping[str, int]) -> list[Path]:
    """Write two texts for each match, and the coordinator's list, into a new folder, or one that holds just these."""
    short = short_keys(counted.keys)
    texts = {LIST: coordinators_list(counted, found, numbers)}
    for at, match in enumerate(found.matches, start=1):
        for role, key in (("mentor", match.mentor), ("learner", match.learner)):
            texts[f"match-{at}-to-the-{role}-{short[key]}.txt"] = letter(counted, match, at, role, short[key])
    if not _may_hold(folder, texts):
        raise UsageError(f"{folder} already holds something else. Two matchings would mix: choose a new folder.")
    for name, text in texts.items():
        write_text(folder / name, text)
    return [folder / name for name in texts]


def _may_hold(folder: Path, texts: Mapping[str, str]) -> bool:
    """Say whether a folder holds nothing but the same texts: a list that somebody wrote on is theirs."""
    if not folder.exists():
        return True
    return folder.is_dir() and all(
        path.is_file() and path.name in texts and path.read_bytes() == texts[path.name].encode("utf-8")
        for path in folder.iterdir()
    )


def letter(counted: Counted, match: Match, at: int, role: str, key: str) -> str:
    """Write the text for one of the two. `key` is the reader's own pseudonym, shortened."""
    choice = counted.choice
    place = f"{counted.questionnaire.title} {choice.version}, round {choice.round}, {', '.join(choice.networks)}"
    parts = [
        f"{CIRCLE}: please do not pass it on.",
        f"To the council whose return has the key {key}. Match {at}. {place}.",
        "Dear colleague,",
        _MENTOR if role == "mentor" else _LEARNER,
        "\n".join(_topics(match.found.reached)),
        _FROM,
        *_CLOSE.split("\n\n"),
    ]
    return visible("\n\n".join(_wrapped(part) for part in parts)) + "\n"


def coordinators_list(counted: Counted, found: Matching, numbers: Mapping[str, int]) -> str:
    """Write the list of who could mentor whom, which stays with the coordinator."""
    short = short_keys(counted.keys)
    lines = [
        f"{CIRCLE}, and of these for the coordinator alone. Do not forward this list.",
        "",
        "Each key is a pseudonym. Your private list, or the e-mail that a return came with, says who it is.",
        "Forward the two texts of a match. When both have said yes, and only then, tell each the other's name.",
        "",
    ]
    for at, match in enumerate(found.matches, start=1):
        mentor, learner = (called(key, short, numbers) for key in (match.mentor, match.learner))
        lines.append(f"Match {at}: mentor {mentor}, learner {learner}")
    lines += [f"Without a mentor: {called(alone.key, short, numbers)}, {why(alone)}" for alone in found.alone]
    return "\n".join(lines) + "\n"


def _topics(reached: Sequence[Reached]) -> list[str]:
    """List what the two could talk about: what was reached in full before what is only nearer."""
    kept = {topic.question for topic in sorted(reached, key=lambda topic: not topic.in_full)[:_SHOWN]}
    lines = []
    for section, topics in by_section([topic for topic in reached if topic.question in kept]):
        lines += [section, *(f"  - {topic.text}" for topic in topics)]
    more = len(reached) - _SHOWN
    return [*lines, *([f"and {more} more {'question' if more == 1 else 'questions'}"] if more > 0 else [])]


def _wrapped(text: str) -> str:
    return "\n".join(wrap(line, _WIDTH) for line in text.splitlines())

"""Whether types of council differ, in words that a councillor can read; and as data for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.outputs.comparison_text import NOT_RESIDENTS
from benchmark.pool.benchmark import ANYONE
from benchmark.pool.count import Counted
from benchmark.pool.explain import SMALL, Effect, Explained

HOW: Final = (
    "How to read this: councils of one type differ among each other too. The share says how much of all the difference "
    "between councils goes with their type; the rest lies between councils of the same type. The range in brackets is "
    "where the true share lies in about 19 of 20 such pools. With many questions some would stand out by chance; that "
    "is allowed for. That two things go together does not say that one causes the other."
)


def explain_text(counted: Counted, explained: Sequence[Explained], width: int | None = None) -> str:
    """Write what was found, one attribute after another: for the terminal, or for a file of a width."""
    width = width or console.width()
    choice = counted.choice
    what = f"{counted.questionnaire.title} {choice.version}, round {choice.round}, {counted.councils} councils"
    head = [
        f"Do councils differ by type? {what}",
        NOT_RESIDENTS,
        *([] if counted.invited_only else [ANYONE]),
    ]
    blocks = ["\n".join(wrap(line, width) for line in head)]
    blocks += ["\n".join(_attribute(one, width)) for one in explained]
    return "\n\n".join([*blocks, wrap(HOW, width)])


def explain_json(counted: Counted, explained: Sequence[Explained]) -> str:
    """Write what was found for programs."""
    data = {
        "format": "council-explanation/1",
        "questionnaire": counted.choice.questionnaire,
        "version": counted.choice.version,
        "round": counted.choice.round,
        "councils": counted.councils,
        "invited_only": counted.invited_only,
        "attributes": [
            {
                "attribute": one.attribute,
                "title": one.title,
                "groups": [{"group": g.id, "title": g.title, "councils": g.councils} for g in one.groups],
                "why_not": one.why_not,
                "effects": [asdict(effect) for effect in one.effects],
            }
            for one in explained
        ],
    }
    return json.dumps(data, indent=2)


def _attribute(one: Explained, width: int) -> Iterator[str]:
    name = one.title.lower()
    yield wrap(f"By {name}", width)
    if one.why_not:
        yield wrap(f"Nothing can be said: {one.why_not}.", width, "    ", "  ")
        return
    groups = "; ".join(f"{group.title}, {group.councils}" for group in one.groups)
    yield wrap(f"Compared: {groups}.", width, "    ", "  ")
    for verdict, heading in (
        ("differs", f"Councils differ by {name} in"),
        ("alike", f"Councils differ hardly at all by {name} (less than {_percent(SMALL)} of the difference) in"),
    ):
        found = [effect for effect in one.effects if effect.verdict == verdict]
        yield wrap(heading if found else f"{heading}: nothing that these councils can show", width, "    ", "  ")
        yield from (_line(effect, width) for effect in sorted(found, key=lambda effect: -effect.share))
    yield from _open([effect for effect in one.effects if effect.verdict == "open"], width)


def _line(effect: Effect, width: int) -> str:
    share = f"about {_percent(effect.share)} ({_percent(effect.low)} to {_percent(effect.high)})"
    return wrap(f"{share}  {effect.title}", width, " " * 8, "    ")


def _open(effects: Sequence[Effect], width: int) -> Iterator[str]:
    """Say of how many items so many councils cannot tell, and how large a difference could stay unseen."""
    if not effects:
        return
    questions = [effect for effect in effects if effect.kind == "question"]
    scores = len(effects) - len(questions)
    parts = [_many(len(questions), "question")] if questions else []
    parts += [_many(scores, "score")] if scores else []
    most = max(effect.high for effect in effects)
    text = (
        f"So many councils cannot tell for {' and '.join(parts)}: up to {_percent(most)} could go with it, or nothing."
    )
    yield wrap(text, width, "    ", "  ")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"

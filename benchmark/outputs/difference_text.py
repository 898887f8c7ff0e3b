"""What changed between two editions of a question set: in words for people, and as plain data for programs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.questions.change_words import value_words
from benchmark.questions.difference import Change, Difference, Item

_STATUSES: Final = ("added", "removed", "changed", "reworded")
_SHORT: Final = 50


def difference_data(difference: Difference) -> dict[str, Any]:
    """Give everything as plain data."""
    data = asdict(difference)
    for kind in ("attributes", "sections", "themes", "questions"):
        for entry, item in zip(data[kind], getattr(difference, kind), strict=True):
            entry["moves"] = item.moves
    return {"format": "question-set-difference/1", **data}


def difference_text(difference: Difference) -> str:
    """Write everything in words."""
    before, after = difference.before, difference.after
    parts = [
        _wrapped(f"From {before.id} {before.version} to {after.id} {after.version}"),
        _wrapped(verdict(difference)),
    ]
    if difference.is_empty:
        return "\n".join([*parts, "Nothing else differs."])
    parts.append(_wrapped(f"Questions: {_counts(difference)}."))
    whole = [line for change in difference.whole for line in _change(change, "  ")]
    parts += ["\n".join(["", "THE WHOLE SET", *whole])] if whole else []
    for heading, items in (
        ("FACTS ABOUT A COUNCIL", difference.attributes),
        ("SECTIONS", difference.sections),
        ("THEMES", difference.themes),
        ("QUESTIONS", difference.questions),
    ):
        if items:
            parts += [f"\n{heading}", *("\n".join(_item(item)) for item in items)]
    return "\n".join(parts)


def verdict(difference: Difference) -> str:
    """Say in a sentence whether a new version is needed, and whether there is one."""
    if not difference.moves:
        return "No score can move: a new version is not needed."
    if difference.before.id != difference.after.id:
        return "These are different sets, and they score differently."
    if difference.before.version == difference.after.version:
        return "Scores can move, and the version is still the same: raise `version`."
    return "Scores can move, so a new version is needed; there is one."


def _counts(difference: Difference) -> str:
    found = Counter(item.status for item in difference.questions)
    return ", ".join([f"{len(difference.unchanged)} as before", *(f"{found[s]} {s}" for s in _STATUSES if found[s])])


def _item(item: Item) -> Iterator[str]:
    effect = "can move a score" if item.moves else "words only"
    yield _wrapped(f"{item.id}: {item.status}, {effect}. {item.title}", "      ", "  ")
    for change in item.changes:
        yield from _change(change, "    ", mark=item.moves)


def _change(change: Change, indent: str, *, mark: bool = True) -> Iterator[str]:
    """Write a change on one line, or on three where its values are long."""
    aside = "" if change.moves or not mark else " (words only)"
    before, after = value_words(change.before), value_words(change.after)
    if len(before) + len(after) <= _SHORT:
        yield _wrapped(f"{change.what}: was {before}, now {after}{aside}", f"{indent}  ", indent)
    else:
        yield _wrapped(f"{change.what}{aside}", f"{indent}  ", indent)
        yield _wrapped(f"was: {before}", f"{indent}       ", f"{indent}  ")
        yield _wrapped(f"now: {after}", f"{indent}       ", f"{indent}  ")


def _wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    return wrap(" ".join(text.split()), console.width(), indent, first)

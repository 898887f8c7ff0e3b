"""Guess from the words of a contract whether it is for technology, and which lines of business it supports."""

import re
from collections.abc import Collection
from typing import Final

from benchmark.council.contracts.importing.guide import Guide, plain

_CPV: Final = re.compile(r"\b([0-9]{8})(?:-[0-9])?\b")
# More of a description than this says nothing new.
_LOOKED_AT: Final = 4_000
# The title says what a contract is for; the description, what else it touches.
_TITLE_WEIGHT: Final = 2


def is_technology(guide: Guide, title: str, words: str) -> bool:
    """Say whether a contract is for technology; every one is where the set does not say how to tell."""
    if not guide.technology and not guide.cpv:
        return True
    text = f"{title} {words}"[:_LOOKED_AT]
    if any(code.startswith(guide.cpv) for code in _CPV.findall(text)):
        return True
    said = _padded(text)
    for phrase in guide.not_technology:
        said = said.replace(f" {phrase} ", " | ")
    return any(f" {phrase} " in said for phrase in guide.technology)


def guess_lines(guide: Guide, title: str, words: str, asked: Collection[str]) -> list[str]:
    """List the lines whose words stand in a contract's texts, the likeliest first, among those that are asked."""
    first, rest = _padded(title[:_LOOKED_AT]), _padded(words[:_LOOKED_AT])
    scores = {
        name: sum(
            _weight(phrase) * (_TITLE_WEIGHT * (f" {phrase} " in first) + (f" {phrase} " in rest)) for phrase in known
        )
        for name, known in guide.lines.items()
        if name in asked
    }
    found = [name for name, score in scores.items() if score]
    return sorted(found, key=lambda name: -scores[name])


def _padded(text: str) -> str:
    return f" {plain(text)} "


def _weight(phrase: str) -> int:
    """Let two words that stand together count more than two that stand apart."""
    return len(phrase.split()) ** 2

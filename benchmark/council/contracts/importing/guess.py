"""Guess from the words of a contract whether it is for technology, and which lines of business it supports."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from benchmark.council.contracts.importing.guide import Guide, plain

_CPV: Final = re.compile(r"\b([0-9]{8})(?:-[0-9])?\b")
# More of a description than this says nothing new.
_LOOKED_AT: Final = 2_000
_LONGEST_PHRASE: Final = 6
# The title says what a contract is for; the description, what else it touches.
_TITLE_WEIGHT: Final = 2


def is_technology(guide: Guide, title: str, words: str) -> bool:
    """Say whether a contract is for technology; every one is where the set does not say how to tell."""
    if not guide.technology and not guide.cpv:
        return True
    text = f"{title} {words}"[:_LOOKED_AT]
    if any(code.startswith(guide.cpv) for code in _CPV.findall(text)):
        return True
    said = f" {plain(text)} "
    for phrase in guide.not_technology:
        said = said.replace(f" {phrase} ", " | ")
    return not _phrases(said.split()).isdisjoint(guide.technology)


def guess_lines(guide: Guide, title: str, words: str, asked: Collection[str]) -> list[str]:
    """List the lines whose words stand in a contract's texts, the likeliest first, among those that are asked."""
    first, rest = (_phrases(plain(text[:_LOOKED_AT]).split()) for text in (title, words))
    scores = dict.fromkeys(guide.lines, 0)
    for phrases, weight in ((first, _TITLE_WEIGHT), (rest, 1)):
        for phrase in phrases & guide.lines_of.keys():
            for name in guide.lines_of[phrase]:
                scores[name] += weight * _weight(phrase)
    return sorted((name for name in scores if scores[name] and name in asked), key=lambda name: -scores[name])


def _phrases(words: Sequence[str]) -> frozenset[str]:
    """Give all that stands together in a text, up to so many words."""
    return frozenset(
        " ".join(words[at : at + length]) for length in range(1, _LONGEST_PHRASE + 1) for at in range(len(words))
    )


def _weight(phrase: str) -> int:
    """Let two words that stand together count more than two that stand apart."""
    return len(phrase.split()) ** 2

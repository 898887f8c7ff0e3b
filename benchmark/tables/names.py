"""Compare names and texts as people do: without case, spaces or kinds of letters; and find the nearest of many."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
# Words that stand in every question say nothing about which one it is.
_COMMON: Final = frozenset(
    ("a", "an", "and", "are", "as", "by", "do", "does", "for", "has", "have", "how", "in", "is", "of", "the", "to")
)
# Each column is compared with every question: of so many columns the nearest is looked for.
MOST_GUESSED: Final = 200
_ALIKE: Final = 0.3
_ONLY: Final = 0.6
_LONGEST: Final = 300


def normal(text: str) -> str:
    """Give a text as it is compared: "Yes " is "yes"."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text that tell it apart."""
    return frozenset(_WORD.findall(normal(text[:_LONGEST]))) - _COMMON


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Say how alike two sets of words are, from 0 to 1: what they share, of all that they hold."""
    return len(one & other) / len(one | other) if one and other else 0.0


def nearest(name: str, known: Mapping[str, frozenset[str]]) -> tuple[str, float] | None:
    """Find the id that a column most likely means, and how likely, from 0 to 1.

    By the id itself, else by words that only one id has, else by the most words, else by the letters of the id.
    """
    bare = "-".join(_WORD.findall(normal(name[:_LONGEST])))
    if bare in known:
        return bare, 1
    said = words_of(name)
    holding = [key for key in known if said and said <= known[key]]
    if len(holding) == 1:
        return holding[0], _ONLY
    best = max(known, key=lambda key: likeness(said, known[key]), default="")
    if best and likeness(said, known[best]) >= _ALIKE:
        return best, likeness(said, known[best])
    close = difflib.get_close_matches(bare, known, n=1)
    return (close[0], 0) if close else None


def column_places(names: Iterable[str]) -> dict[str, list[int]]:
    """Say where each name stands; a name that stands twice has two places."""
    places: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        places.setdefault(normal(name), []).append(at)
    return places

"""Guess what the texts of a column mean. Every guess is marked as one, and a person checks it."""

import re
from collections.abc import Sequence
from typing import Final

from benchmark.pool.importing.mapping import PLAIN
from benchmark.pool.importing.numbers import NumberForm
from benchmark.tables.names import likeness, normal, words_of

_LEADING: Final = re.compile(r"(?:level )?([0-9]{1,3})(?:[.)]| ?[-:\u2013]| |$)")
_ALIKE: Final = 0.5
_DECIMAL_COMMA: Final = re.compile(r"[+-]?[0-9. \u00a0\u202f]*,[0-9]+ ?%?")
_GROUPED: Final = {
    ".": re.compile(r"[+-]?[0-9]{1,3}([.][0-9]{3})+(,[0-9]+)? ?%?"),
    " ": re.compile(r"[+-]?[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+([.,][0-9]+)? ?%?"),
    ",": re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)? ?%?"),
}


def is_absent(text: str) -> bool:
    """Say whether a text is understood as no answer without being listed."""
    return PLAIN.meaning(normal(text)) is not None


def guess_option(text: str, ids: Sequence[str], titles: Sequence[str]) -> str | None:
    """Guess the option that a text means: its id, its title, its number at the start, or the most alike title."""
    plain = normal(text)
    for names in (ids, titles):
        if plain in (told := [normal(name) for name in names]):
            return ids[told.index(plain)]
    leading = _LEADING.match(plain)
    if leading and leading[1] in ids:
        return leading[1]
    said = words_of(text)
    alike = [likeness(said, words_of(title)) for title in titles]
    best = max(range(len(ids)), key=lambda at: alike[at])
    return ids[best] if alike[best] >= _ALIKE and alike.count(alike[best]) == 1 else None


def guess_numbers(texts: Sequence[str]) -> NumberForm:
    """Guess how numbers are written, from all that stand in a column."""
    commas = sum(bool(_DECIMAL_COMMA.fullmatch(text)) for text in texts)
    grouped = sum(bool(_GROUPED[","].fullmatch(text)) for text in texts)
    comma = commas > grouped or (commas > 0 and not any("." in text for text in texts))
    signs = (".", " ") if comma else (",", " ")
    return NumberForm(
        "," if comma else ".",
        next((sign for sign in signs if any(_GROUPED[sign].fullmatch(text) for text in texts)), ""),
        # 45% is far more often the number 45 than 0.45; the person who checks the guess knows.
        "number" if any("%" in text for text in texts) else "",
    )

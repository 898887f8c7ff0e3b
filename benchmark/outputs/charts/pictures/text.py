"""How wide a text is, and how it breaks into lines. Widths are those of the font that is drawn with."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.ft2font import FT2Font, LoadFlags

ELLIPSIS: Final = "…"
# Advances are read at this size and scaled: the font has no others.
_EM: Final = 1000
_FIXED_POINT: Final = 65536


def font_file(*, bold: bool) -> Path:
    """Give the file of the font that comes with matplotlib, so that no font of the machine is used instead."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf" / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of a text in points."""
    return sum(_advance(char, bold=bold) for char in text) * size


def widest(texts: Sequence[str], size: float, *, bold: bool = False) -> float:
    """Give the width of the widest of some texts."""
    return max((width(text, size, bold=bold) for text in texts), default=0)


def wrap(text: str, limit: float, size: float, *, bold: bool = False, most: int | None = None) -> list[str]:
    """Break a text into lines no wider than `limit`; beyond `most` lines it ends in an ellipsis."""
    lines: list[str] = []
    for word in clean(text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold=bold) <= limit:
            lines[-1] = joined
        else:
            lines += _pieces(word, limit, size, bold=bold)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), limit, size, bold=bold)]
    return lines


def cut(text: str, limit: float, size: float, *, bold: bool = False) -> str:
    """Shorten a text to a width, with an ellipsis where something is left out."""
    if width(text, size, bold=bold) <= limit:
        return text
    kept = text
    while kept and width(kept.rstrip() + ELLIPSIS, size, bold=bold) > limit:
        kept = kept[:-1]
    return kept.rstrip(" ,;:") + ELLIPSIS


def breaks_a_word(text: str, limit: float, size: float, *, bold: bool = False) -> bool:
    """Say whether a word of a text is wider than a limit."""
    return any(width(word, size, bold=bold) > limit for word in clean(text).split())


def clean(text: str) -> str:
    """Leave out what XML cannot hold, and put all white space on one line."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _pieces(word: str, limit: float, size: float, *, bold: bool) -> list[str]:
    """Break a word that is wider than a line."""
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char, size, bold=bold) > limit:
            pieces.append("")
        pieces[-1] += char
    return pieces


@cache
def _advance(char: str, *, bold: bool) -> float:
    """Give the width of one character as a share of the font's size. One that the font lacks is drawn as a box."""
    font = _font(bold=bold)
    glyph = font.load_glyph(font.get_char_index(ord(char)), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / _FIXED_POINT / _EM


@cache
def _font(*, bold: bool) -> FT2Font:
    font = FT2Font(str(font_file(bold=bold)))
    font.set_size(_EM, 72)
    return font

"""Tables for the terminal: aligned columns of text that fit the width; or a sentence a row, to be read aloud."""

from collections.abc import Sequence

from benchmark import console
from benchmark.council.asking import shorten, wrap

GAP = 2
# Where a figure is not known, which is not the same as none.
NOT_KNOWN = "?"
# Narrower than this a text is cut beyond recognition.
_LEAST = 10


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], wide: int = 0, *, plain: bool = False) -> str:
    """Lay out rows under a header. The column `wide` gives way where the width is short; numbers go to the right.

    `plain` writes a sentence a row instead, with the name of its column before each figure; so does a terminal that
    is too narrow for the table.
    """
    cells = [list(header), *(list(row) for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(header))]
    spare = console.width() - sum(widths) - GAP * (len(widths) - 1)
    widths[wide] += min(spare, 0)
    if plain or (widths[wide] < _LEAST and spare < 0):
        return "\n".join(wrap(_sentence(header, row), console.width(), "  ", "") for row in rows)
    right = [bool(rows) and all(_is_number(row[at]) for row in rows) for at in range(len(header))]
    return "\n".join(_line(row, widths, right) for row in cells)


def _sentence(header: Sequence[str], row: Sequence[str]) -> str:
    name, *values = row
    named = zip(header[1:], values, strict=True)
    said = [f"{title[:1].lower()}{title[1:]} {_said(value)}".strip() for title, value in named if value]
    return f"{name}: {', '.join(said)}."


def _said(value: str) -> str:
    """Write a sign, which is skipped or spelled out when it is read aloud, in words."""
    return {"-": "none", NOT_KNOWN: "not known"}.get(value, value)


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for text, size, to_right in zip(row, widths, right, strict=True):
        cut = shorten(text, size)
        parts.append(cut.rjust(size) if to_right else cut.ljust(size))
    return (" " * GAP).join(parts).rstrip()


def _is_number(text: str) -> bool:
    bare = text.lstrip("+-\xa3").rstrip("%").replace(",", "")
    return text in ("", "-", NOT_KNOWN) or bare.replace(".", "", 1).isdigit()

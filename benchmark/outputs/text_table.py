"""Tables for the terminal: aligned columns of text that fit the width and read well aloud."""

from collections.abc import Sequence

from benchmark import console
from benchmark.council.asking import shorten

GAP = 2


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], wide: int = 0) -> str:
    """Lay out rows under a header. The column `wide` gives way where the width is short; numbers go to the right."""
    cells = [list(header), *(list(row) for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(header))]
    spare = console.width() - sum(widths) - GAP * (len(widths) - 1)
    widths[wide] = max(widths[wide] + min(spare, 0), 10)
    right = [bool(rows) and all(_is_number(row[at]) for row in rows) for at in range(len(header))]
    return "\n".join(_line(row, widths, right) for row in cells)


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for text, size, to_right in zip(row, widths, right, strict=True):
        cut = shorten(text, size)
        parts.append(cut.rjust(size) if to_right else cut.ljust(size))
    return (" " * GAP).join(parts).rstrip()


def _is_number(text: str) -> bool:
    return text in ("", "-") or text.lstrip("+-").replace(".", "", 1).isdigit()

"""How high a row must be for its texts, on the first look."""

from typing import Final

# A line of text in points, the highest row that Excel has, and how many characters of a column a letter takes.
_LINE: Final = 15
_HIGHEST: Final = 409
_WIDE: Final = 1.0


def lines_of(text: str, width: float) -> int:
    """Count the lines of a text in a column so wide."""
    return sum(1 + int(len(line) * _WIDE / width) for line in text.split("\n"))


def height_of(lines: int) -> int:
    """Give the height of a row of so many lines, in points."""
    return min(_LINE * lines, _HIGHEST)

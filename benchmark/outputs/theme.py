"""The one place for the colours, fonts and sizes of every picture.

The colours are those of the government Analysis Function's palette, which is safe for colour-blind readers. One
accent stands for "you" and for nothing else; it is dark enough to be read as text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

INK: Final = "#0b0c0c"
QUIET: Final = "#505a5f"
GRID: Final = "#dfe3e6"
RULE: Final = "#b1b4b6"
PAPER: Final = "#ffffff"
# On a middle shade only full black or full white reaches a contrast of 4.5.
BLACK: Final = "#000000"
YOU: Final = "#b8420a"
PEERS: Final = "#12436d"
BAND: Final = "#b5cfe8"
COLUMN: Final = "#8fb4d9"
WITHHELD: Final = "#f1f2f3"
HATCH: Final = "#8a9297"

# From little to much, light to dark, so that it also reads in grey.
SEQUENCE: Final = ("#e6eff7", "#b5d3ee", "#6bace6", "#2073bc", "#12436d")

FONT: Final = "DejaVu Sans"
# What a browser falls back to; Verdana is as wide as the font that the layout was measured with, Arial narrower.
FONT_STACK: Final = f"'{FONT}', Verdana, Arial, sans-serif"

TITLE: Final = 1.35
SMALL: Final = 0.86
LEADING: Final = 1.32


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is, in points; `height` is its least height, and 0 where the rows alone decide."""

    name: str
    width: float
    height: float
    text: float
    dots: int

    @property
    def narrow(self) -> bool:
        """Say whether labels must stand above what they name, for want of room beside it."""
        return self.width < 36 * self.text


# The text width of an A4 page with ordinary margins; a wide slide; a phone held upright.
REPORT: Final = Size("report", 468, 0, 9, 180)
SLIDE: Final = Size("slide", 960, 540, 15, 150)
PHONE: Final = Size("phone", 270, 0, 9.5, 240)
# One picture that shares a printed page with words.
SUMMARY: Final = Size("summary", 504, 0, 8.5, 200)
SIZES: Final = {size.name: size for size in (REPORT, SLIDE, PHONE)}
# A slide's text is made smaller, down to this, until everything fits.
LEAST_TEXT: Final = 10.0


def shade(share: float) -> str:
    """Give the colour for a share from 0 (light) to 1 (dark)."""
    place = min(max(share, 0.0), 1.0) * (len(SEQUENCE) - 1)
    at = min(int(place), len(SEQUENCE) - 2)
    return _mix(SEQUENCE[at], SEQUENCE[at + 1], place - at)


def on(fill: str) -> str:
    """Give the colour of text on a fill: black or white, whichever stands out more."""
    return BLACK if contrast(fill, BLACK) >= contrast(fill, PAPER) else PAPER


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour, as the accessibility guidelines define it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Give the contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _parts(colour: str) -> Sequence[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _mix(first: str, second: str, share: float) -> str:
    mixed = [a + (b - a) * share for a, b in zip(_parts(first), _parts(second), strict=True)]
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)

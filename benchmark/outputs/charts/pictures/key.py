"""A key in one line of words and signs, right above what it explains."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmark.outputs import theme
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.text import width, wrap

Sign = Callable[[Page, float, float], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign and its words; a sign is drawn from its left end around a middle height, this many ems wide."""

    words: str
    sign: Sign | None = None
    ems: float = 0


def key(page: Page, entries: Sequence[Entry]) -> None:
    """Write the entries one after the other, on as many lines as they need."""
    x, leading = page.left, page.text * 1.5
    for entry in entries:
        sign = entry.ems * page.text + (page.text * 0.4 if entry.sign else 0)
        needed = sign + width(entry.words, page.small)
        if x > page.left and x + needed > page.right:
            x = page.left
            page.y += leading
        if entry.sign:
            entry.sign(page, x, page.y + leading / 2)
        lines = wrap(entry.words, page.right - x - sign, page.small)
        for line in lines:
            page.write(x + sign, page.y + leading / 2, line, size=page.small, colour=theme.QUIET)
            page.y += page.small * theme.LEADING if line is not lines[-1] else 0
        x += needed + page.text * 1.3
    page.y += leading if entries else 0


def swatch(fill: str, ems: float = 1.4) -> Sign:
    """Make a sign that is a filled box."""

    def sign(page: Page, x: float, middle: float) -> None:
        page.box(x, middle - page.text * 0.45, ems * page.text, page.text * 0.9, fill=fill)

    return sign


def level(fill: str, name: str, ems: float) -> Sign:
    """Make a sign that is a filled box with a name in it."""

    def sign(page: Page, x: float, middle: float) -> None:
        page.box(x, middle - page.text * 0.62, ems * page.text, page.text * 1.24, fill=fill)
        page.write(x + ems * page.text / 2, middle, name, size=page.small, colour=theme.on(fill), align="center")

    return sign


def tick(page: Page, x: float, middle: float) -> None:
    """Draw the sign of a median."""
    page.box(x, middle - page.text * 0.6, page.text * 0.28, page.text * 1.2, fill=theme.PEERS)


def outline(page: Page, x: float, middle: float) -> None:
    """Draw the sign of a range that nearly all peers lie in."""
    page.box(x, middle - page.text * 0.45, 1.4 * page.text, page.text * 0.9, edge=theme.PEERS)


def hatch(page: Page, x: float, middle: float) -> None:
    """Draw the sign of something withheld."""
    page.hatched(x, middle - page.text * 0.45, 1.4 * page.text, page.text * 0.9)

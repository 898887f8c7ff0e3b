"""A page: what is drawn where, in points from the top left corner. It knows nothing of who draws it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from benchmark.outputs import theme
from benchmark.outputs.charts.pictures.text import clean, wrap

Align = Literal["left", "center", "right"]
Point = tuple[float, float]
# From the middle of a line of text down to the line that it stands on, as a share of its size.
_DROP: Final = 0.36
# A label takes at most so many lines; fewer where a slide has no room for them.
LABEL_LINES: Final = 3
# How far rows may be pulled apart to fill a slide.
_TALLEST: Final = 1.8


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is the line that it stands on."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool
    align: Align

    def lowered(self, by: float) -> "Words":
        """Move down."""
        return replace(self, y=self.y + by)


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed shape, filled or outlined."""

    points: tuple[Point, ...]
    fill: str | None
    edge: str | None
    thickness: float

    def lowered(self, by: float) -> "Shape":
        """Move down."""
        return replace(self, points=tuple((x, y + by) for x, y in self.points))


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    start: Point
    end: Point
    colour: str
    thickness: float

    def lowered(self, by: float) -> "Stroke":
        """Move down."""
        (x, y), (to_x, to_y) = self.start, self.end
        return replace(self, start=(x, y + by), end=(to_x, to_y + by))


@dataclass
class Page:
    """A page that fills from the top: `y` is how far it is filled.

    `spare` is height that is left over, which rows may share out between them. `content` is how many items stand
    above the footer.
    """

    size: theme.Size
    text: float
    spare: float = 0
    label_lines: int = LABEL_LINES
    y: float = 0
    content: int = 0
    items: list[Words | Shape | Stroke] = field(default_factory=list)

    @property
    def margin(self) -> float:
        """Give the width of the margin on every side."""
        return self.text * 0.8

    @property
    def left(self) -> float:
        """Give where the content starts."""
        return self.margin

    @property
    def right(self) -> float:
        """Give where the content ends."""
        return self.size.width - self.margin

    @property
    def width(self) -> float:
        """Give the width of the content."""
        return self.right - self.left

    @property
    def small(self) -> float:
        """Give the size of small text."""
        return self.text * theme.SMALL

    def stretch(self, natural: float, rows: int) -> float:
        """Give the height of a row when the spare height is shared out, but not far above its natural one."""
        return min(natural + self.spare / max(rows, 1), natural * _TALLEST)

    def write(
        self,
        x: float,
        middle: float,
        text: str,
        *,
        size: float | None = None,
        colour: str = theme.INK,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write one line of text; `middle` is the middle of its height."""
        size = size or self.text
        if text:
            self.items.append(Words(x, middle + size * _DROP, clean(text), size, colour, bold, align))

    def paragraph(self, text: str, *, size: float | None = None, colour: str = theme.INK, bold: bool = False) -> None:
        """Write a text over the whole width, and move down past it."""
        size = size or self.text
        for line in wrap(text, self.width, size, bold=bold):
            self.y += size * theme.LEADING
            self.write(self.left, self.y - size * theme.LEADING / 2, line, size=size, colour=colour, bold=bold)

    def lines(
        self,
        x: float,
        middle: float,
        lines: Sequence[str],
        *,
        size: float | None = None,
        colour: str = theme.INK,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write lines of text around a middle height."""
        size = size or self.text
        top = middle - (len(lines) - 1) * size * theme.LEADING / 2
        for at, line in enumerate(lines):
            self.write(x, top + at * size * theme.LEADING, line, size=size, colour=colour, bold=bold, align=align)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        edge: str | None = None,
        thickness: float = 0.8,
    ) -> None:
        """Draw a box from its top left corner."""
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.items.append(Shape(corners, fill, edge, thickness))

    def line(self, start: Point, end: Point, *, colour: str = theme.GRID, thickness: float = 0.6) -> None:
        """Draw a line."""
        self.items.append(Stroke(start, end, colour, thickness))

    def you(self, x: float, y: float) -> None:
        """Mark "you": a diamond, which nothing else is, in the accent, which nothing else has."""
        self.diamond(x, y, fill=theme.YOU, edge=theme.PAPER)

    def diamond(self, x: float, y: float, *, fill: str, edge: str) -> None:
        """Draw a diamond around a point."""
        half = self.text * 0.52
        points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
        self.items.append(Shape(points, fill, edge, self.text * 0.11))

    def triangle(self, tip: float, middle: float, *, way: int, fill: str) -> None:
        """Draw the head of an arrow that ends at `tip` and points to the right (`way` 1) or to the left (-1)."""
        back, half = tip - way * self.text * 0.7, self.text * 0.4
        self.items.append(Shape(((tip, middle), (back, middle - half), (back, middle + half)), fill, None, 0))

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a box filled with slanting lines: something is withheld here."""
        self.box(x, y, width, height, fill=theme.WITHHELD)
        step = self.text * 0.6
        for at in range(1, int((width + height) / step) + 1):
            along = at * step
            start = (x + min(along, width), y + max(along - width, 0))
            end = (x + max(along - height, 0), y + min(along, height))
            self.line(start, end, colour=theme.HATCH, thickness=0.5)

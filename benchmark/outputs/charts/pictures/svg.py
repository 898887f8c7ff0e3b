"""A page as SVG, written by hand: text stays text, nothing refers to an id, and no style reaches beyond it.

matplotlib's own SVG carries a style for the whole document and ids that repeat from one picture to the next, so that
several could not stand in one HTML page.
"""

from xml.sax.saxutils import escape, quoteattr

from benchmark.outputs import theme
from benchmark.outputs.charts.pictures.page import Page, Shape, Stroke, Words
from benchmark.outputs.charts.pictures.text import clean

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def svg(page: Page, title: str, description: str, prefix: str) -> str:
    """Write a page as one `svg` element, named and described for who cannot see it.

    `prefix` starts both of its ids, so that several pictures may stand in one HTML page.
    """
    width, height = _number(page.size.width), _number(page.y)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'aria-labelledby="{prefix}title {prefix}desc" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" font-family={quoteattr(theme.FONT_STACK)}>'
    )
    return "\n".join(
        [
            head,
            f'<title id="{prefix}title">{escape(clean(title))}</title>',
            f'<desc id="{prefix}desc">{escape(clean(description))}</desc>',
            f'<rect width="{width}" height="{height}" fill="{theme.PAPER}"/>',
            *(_element(item) for item in page.items),
            "</svg>\n",
        ]
    )


def _element(item: Words | Shape | Stroke) -> str:
    if isinstance(item, Words):
        return _words(item)
    if isinstance(item, Shape):
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in item.points)
        edge = f' stroke="{item.edge}" stroke-width="{_number(item.thickness)}"' if item.edge else ""
        return f'<polygon points="{points}" fill="{item.fill or "none"}"{edge}/>'
    (x, y), (to_x, to_y) = item.start, item.end
    ends = f'x1="{_number(x)}" y1="{_number(y)}" x2="{_number(to_x)}" y2="{_number(to_y)}"'
    return f'<line {ends} stroke="{item.colour}" stroke-width="{_number(item.thickness)}"/>'


def _words(item: Words) -> str:
    bold = ' font-weight="bold"' if item.bold else ""
    anchor = f' text-anchor="{_ANCHORS[item.align]}"' if item.align != "left" else ""
    where = f'x="{_number(item.x)}" y="{_number(item.y)}" font-size="{_number(item.size)}"'
    return f'<text {where} fill="{item.colour}"{bold}{anchor}>{escape(item.text)}</text>'


def _number(value: float) -> str:
    """Write a coordinate to a hundredth of a point, without useless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")

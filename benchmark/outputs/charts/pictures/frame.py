"""What stands around every picture: who may see it, the title, what is shown of whom, and what may not be concluded."""

from collections.abc import Callable

from benchmark.outputs import theme
from benchmark.outputs.charts.chart import Around
from benchmark.outputs.charts.pictures.page import LABEL_LINES, Page
from benchmark.outputs.charts.pictures.text import width, wrap

Body = Callable[[Page], None]
_SHRINK = 0.94


def lay_out(around: Around, body: Body, size: theme.Size) -> Page:
    """Lay out a whole picture. Where a height is given, text shrinks until all fits, and rows grow to fill it."""
    text, lines = size.text, LABEL_LINES
    page = _page(around, body, Page(size, text))
    while size.height and page.y > size.height and (text > theme.LEAST_TEXT or lines > 1):
        # Long labels are cut only where smaller text does not help any more.
        lines -= text == theme.LEAST_TEXT
        text = max(text * _SHRINK, theme.LEAST_TEXT)
        page = _page(around, body, Page(size, text, label_lines=lines))
    if size.height > page.y:
        page = _page(around, body, Page(size, text, label_lines=lines, spare=size.height - page.y))
        _to_the_foot(page)
    return page


def _page(around: Around, body: Body, page: Page) -> Page:
    page.y = page.margin
    _banner(around, page)
    page.paragraph(around.title, size=page.text * (theme.TITLE if not page.size.narrow else 1.2), bold=True)
    page.y += page.text * 0.3
    page.paragraph(around.subtitle, colour=theme.QUIET)
    page.y += page.text * 0.8
    body(page)
    page.content = len(page.items)
    _footer(around, page)
    return page


def _banner(around: Around, page: Page) -> None:
    if not around.banner:
        return
    height = page.text * 1.7
    wide = width(around.banner, page.text, bold=True) + page.text * 1.2
    page.box(page.left, page.y, wide, height, fill=theme.INK)
    page.write(page.left + page.text * 0.6, page.y + height / 2, around.banner, colour=theme.PAPER, bold=True)
    page.y += height + page.text * 0.5


def _footer(around: Around, page: Page) -> None:
    """Write the footer below the content. On a slide, which has little height, its texts share lines."""
    leading = page.small * theme.LEADING
    texts = (" ".join(around.footer),) if page.size.height else around.footer
    lines = [line for text in texts for line in wrap(text, page.width, page.small)]
    page.y += page.text * 0.8
    page.line((page.left, page.y), (page.right, page.y), colour=theme.RULE)
    page.y += page.text * 0.4
    for line in lines:
        page.write(page.left, page.y + leading / 2, line, size=page.small, colour=theme.QUIET)
        page.y += leading
    page.y += page.margin * 0.6


def _to_the_foot(page: Page) -> None:
    """Move the footer down to the foot of the page, where rows could not take all of the height."""
    page.items[page.content :] = [item.lowered(page.size.height - page.y) for item in page.items[page.content :]]
    page.y = page.size.height

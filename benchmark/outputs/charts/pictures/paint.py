"""Paint a page as PNG with matplotlib: the same page gives the same bytes, whatever a user's own settings say."""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from benchmark.outputs import theme
from benchmark.outputs.charts.pictures.page import Page, Shape, Stroke, Words
from benchmark.outputs.charts.pictures.text import font_file

_POINTS: Final = 72
# Half the time of the default, for files a twentieth larger.
_COMPRESSION: Final = 3


def png(page: Page) -> bytes:
    """Draw a page as PNG, without the name of the program that did."""
    out = io.BytesIO()
    with _our_settings():
        # matplotlib gives this method no types.
        print_png: Callable[..., None] = FigureCanvasAgg(figure(page)).print_png
        print_png(out, metadata={"Software": None}, pil_kwargs={"compress_level": _COMPRESSION})
    return out.getvalue()


def figure(page: Page) -> Figure:
    """Make a figure of a page."""
    made = Figure(figsize=(page.size.width / _POINTS, page.y / _POINTS), dpi=page.size.dots, facecolor=theme.PAPER)
    # Points from the top left, as the page counts, to inches from the bottom left.
    place = Affine2D().scale(1 / _POINTS, -1 / _POINTS).translate(0, page.y / _POINTS) + made.dpi_scale_trans
    for order, item in enumerate(page.items):
        artist = _artist(item, place)
        artist.set_zorder(order)
        made.add_artist(artist)
    return made


def _artist(item: Words | Shape | Stroke, place: Transform) -> Text | Polygon | Line2D:
    if isinstance(item, Words):
        return Text(
            item.x,
            item.y,
            item.text,
            color=item.colour,
            fontproperties=_font(item.size, bold=item.bold),
            horizontalalignment=item.align,
            verticalalignment="baseline",
            transform=place,
            # A dollar sign in a question is a dollar sign.
            parse_math=False,
        )
    if isinstance(item, Shape):
        return Polygon(
            item.points,
            closed=True,
            facecolor=item.fill or "none",
            edgecolor=item.edge or "none",
            linewidth=item.thickness if item.edge else 0,
            joinstyle="miter",
            transform=place,
        )
    (x, y), (to_x, to_y) = item.start, item.end
    return Line2D([x, to_x], [y, to_y], color=item.colour, linewidth=item.thickness, transform=place)


@cache
def _font(size: float, *, bold: bool) -> FontProperties:
    return FontProperties(family=[theme.FONT], size=size, fname=str(font_file(bold=bold)))


@contextmanager
def _our_settings() -> Iterator[None]:
    """Use matplotlib's defaults, not a user's, and give no warning about a character that the font lacks."""
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mpl.rcdefaults()
        # At this resolution letters need no hints, and a quarter of the time is saved.
        mpl.rcParams["text.hinting"] = "none"
        yield

"""Charts in a page: each drawn for a wide and for a narrow screen, with its words and its rows as a table."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from benchmark.outputs import theme
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.figures import svg_text


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in a page: its drawing, its words, and its rows as a table. `narrow` is its drawing for a phone."""

    title: str
    alt: str
    svg: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow: str = ""


def draw_pictures(charts: Sequence[Chart], prefix: str, size: theme.Size = theme.REPORT) -> tuple[Picture, ...]:
    """Draw charts for a page, each for a wide and for a narrow screen. Their ids start with `prefix`."""
    return tuple(draw_picture(chart, f"{prefix}{number}-", size) for number, chart in enumerate(charts, start=1))


def draw_picture(chart: Chart, prefix: str, size: theme.Size = theme.REPORT) -> Picture:
    """Draw one chart for a page."""
    return Picture(
        title=chart.title,
        alt=chart.alt,
        svg=svg_text(chart, prefix, size),
        header=tuple(field.name.replace("_", " ").capitalize() for field in fields(chart.row_type)),
        rows=tuple(tuple(_cell(value) for value in astuple(row)) for row in chart.table),
        narrow=svg_text(chart, f"{prefix}narrow-", theme.PHONE),
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)

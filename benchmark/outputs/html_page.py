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
    header, rows = _table(chart)
    return Picture(
        title=chart.title,
        alt=chart.alt,
        svg=svg_text(chart, prefix, size),
        header=header,
        rows=rows,
        narrow=svg_text(chart, f"{prefix}narrow-", theme.PHONE),
    )


def _table(chart: Chart) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Give the rows of a chart as people read them, without the columns in which nothing is said."""
    names = [field.name for field in fields(chart.row_type)]
    rows = [[_cell(value) for value in astuple(row)] for row in chart.table]
    said = [at for at, name in enumerate(names) if {row[at] for row in rows} - {"", "no" if name == "you" else ""}]
    header = tuple(names[at].replace("_", " ").capitalize() for at in said)
    return header, tuple(tuple(row[at] for at in said) for row in rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)

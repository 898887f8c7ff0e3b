"""Write charts: each as a picture twice (PNG, SVG), as its rows (CSV) and in words (text, for who cannot see it)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.files import write_bytes, write_text
from benchmark.outputs import theme
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.rows import csv_bytes

if TYPE_CHECKING:
    from benchmark.outputs.charts.pictures.page import Page

Progress = Callable[[int, int], None]
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def write_charts(
    charts: Sequence[Chart], folder: Path, progress: Progress | None = None, size: theme.Size = theme.REPORT
) -> list[Path]:
    """Write every chart into a folder. `progress` is told how many of how many are done."""
    written: list[Path] = []
    for done, chart in enumerate(charts, start=1):
        written += write_chart(chart, folder, chart.name, size)
        if progress:
            progress(done, len(charts))
    return written


def write_chart(chart: Chart, folder: Path, name: str, size: theme.Size = theme.REPORT) -> list[Path]:
    """Write one chart as name.png, name.svg, name.csv and name.txt."""
    paths = [folder / f"{name}.{kind}" for kind in ("png", "svg", "csv", "txt")]
    write_bytes(paths[0], png_bytes(chart, size))
    write_text(paths[1], _DECLARATION + svg_text(chart, f"{name}-", size))
    # Rows go on without the picture and its words: whether anyone could have sent returns stands in each.
    write_bytes(paths[2], csv_bytes(chart.table, chart.row_type, {"invited_only": chart.around.invited_only}))
    write_text(paths[3], chart.alt + "\n")
    return paths


def png_bytes(chart: Chart, size: theme.Size = theme.REPORT) -> bytes:
    """Draw a chart as PNG."""
    from benchmark.outputs.charts.pictures import paint  # noqa: PLC0415 - matplotlib waits until something is drawn

    return paint.png(page(chart, size))


def svg_text(chart: Chart, prefix: str, size: theme.Size = theme.REPORT) -> str:
    """Draw a chart as one SVG element. Its ids start with `prefix`, so that several fit one HTML page."""
    from benchmark.outputs.charts.pictures import svg  # noqa: PLC0415 - matplotlib measures the text

    return svg.svg(page(chart, size), chart.title, chart.alt, prefix)


def page(chart: Chart, size: theme.Size = theme.REPORT) -> "Page":
    """Lay a chart out, in points."""
    from benchmark.outputs.charts.pictures import draw  # noqa: PLC0415 - matplotlib measures the text

    return draw.draw(chart, size)

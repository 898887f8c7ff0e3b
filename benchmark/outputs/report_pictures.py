"""The comparison in a report: charts drawn into the page, each with its rows as a table."""

from dataclasses import astuple, fields

from benchmark.council.assessment import Assessment
from benchmark.outputs.charts import build_charts
from benchmark.outputs.comparison_text import NOT_RESIDENTS
from benchmark.outputs.figures import svg_text
from benchmark.outputs.report import Picture, picture_of
from benchmark.pool.benchmark import ANYONE, Benchmark, imported_words
from benchmark.pool.comparison import own_group
from benchmark.pool.own import place_own


def report_pictures(
    benchmark: Benchmark, assessment: Assessment, by: str | None
) -> tuple[tuple[str, ...], tuple[Picture, ...]]:
    """Say whom the report compares with, and draw the charts that place the council."""
    own = place_own(benchmark, assessment)
    group = own_group(benchmark, by, own)
    peers = (
        f"Peers: {group.title}, {group.councils}, round {benchmark.round}, {', '.join(benchmark.networks)}.",
        f"Scores here use the {len(benchmark.common)} questions that all these councils were asked; yours may differ.",
        NOT_RESIDENTS,
        *(() if benchmark.invited_only else (ANYONE,)),
        *((imported_words(benchmark),) if benchmark.imported else ()),
    )
    charts = build_charts(benchmark, group, own, by=by, section=None, question=None)
    pictures = tuple(
        picture_of(
            chart,
            svg_text(chart, f"c{number}-"),
            tuple(field.name.replace("_", " ").capitalize() for field in fields(chart.row_type)),
            tuple(tuple(_cell(value) for value in astuple(row)) for row in chart.table),
        )
        for number, chart in enumerate(charts, start=1)
    )
    return peers, pictures


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)

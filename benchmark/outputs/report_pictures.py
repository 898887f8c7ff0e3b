"""The comparison in a report: charts drawn into the page, each with its rows as a table."""

from benchmark.council.assessment import Assessment
from benchmark.outputs.charts import build_charts
from benchmark.outputs.comparison_text import NOT_RESIDENTS
from benchmark.outputs.html_page import Picture, draw_pictures
from benchmark.pool.benchmark import ANYONE, Benchmark, imported_words
from benchmark.pool.comparison import own_group
from benchmark.pool.own import place_own


def report_pictures(
    benchmark: Benchmark, assessment: Assessment, by: str | None
) -> tuple[tuple[str, ...], tuple[Picture, ...]]:
    """Say whom the report compares with, and draw the charts that place the council."""
    own = place_own(benchmark, assessment)
    group = own_group(benchmark, by, own)
    about = "about " if benchmark.rules.base > 1 else ""
    where = f"round {benchmark.round}, {', '.join(benchmark.networks)}"
    peers = (
        f"Peers: {group.title}, {about}{group.councils}, {where}.",
        f"Scores here use the {len(benchmark.common)} questions that all these councils were asked; yours may differ.",
        NOT_RESIDENTS,
        *(() if benchmark.invited_only else (ANYONE,)),
        *((imported_words(benchmark),) if benchmark.imported else ()),
    )
    return peers, draw_pictures(build_charts(benchmark, group, own, by=by, section=None, question=None), "c")

"""The comparison in a report: charts drawn into the page, each with its rows as a table."""

from benchmark.council.assessment import Assessment
from benchmark.outputs.charts import build_charts
from benchmark.outputs.comparison_text import NOT_RESIDENTS
from benchmark.outputs.html_page import Picture, draw_pictures
from benchmark.pool.benchmark import ANYONE, Benchmark, imported_words, joined_words
from benchmark.pool.comparison import own_group
from benchmark.pool.own import place_own_version
from scoring.questionnaire import Questionnaire


def report_pictures(
    benchmark: Benchmark,
    assessment: Assessment,
    by: str | None,
    questionnaire: Questionnaire | None = None,
    given: str | None = None,
) -> tuple[tuple[str, ...], tuple[Picture, ...]]:
    """Say whom the report compares with, and draw the charts that place the council.

    `questionnaire` is what the benchmark was made with, where that may be another version; `given` is where it is.
    """
    own = place_own_version(benchmark, questionnaire or assessment.questionnaire, assessment, given)
    group = own_group(benchmark, by, own)
    about = "about " if benchmark.rules.base > 1 else ""
    where = f"round {benchmark.round}, {', '.join(benchmark.networks)}"
    peers = (
        f"Peers: {group.title}, {about}{group.councils}, {where}.",
        f"Scores here use the {len(benchmark.common)} questions that all these councils were asked; yours may differ.",
        *((own.note,) if own.note else ()),
        NOT_RESIDENTS,
        *(() if benchmark.invited_only else (ANYONE,)),
        *(said for said in (imported_words(benchmark), joined_words(benchmark)) if said),
    )
    return peers, draw_pictures(build_charts(benchmark, group, own, by=by, section=None, question=None), "c")

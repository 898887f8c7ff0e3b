"""What the paper says of other councils: only what a public benchmark shows, and nothing of sections left out."""

from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from benchmark.council.assessment import Assessment
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.profile import ProfileChart, build_profile
from benchmark.outputs.charts.voice import THE_COUNCIL
from benchmark.outputs.charts.words import councils
from benchmark.pool.benchmark import ANYONE, Benchmark, imported_words, joined_words
from benchmark.pool.comparison import own_group
from benchmark.pool.own import place_own

MEMBERS_ONLY = (
    "No comparison with other councils is given here. The benchmark that we have is for members of our network only; "
    "a public one may show less, and may stand in a paper like this."
)
TOO_FEW = (
    "No comparison with other councils is given here: too few took part for figures that may be public, or their "
    "answers were too much alike."
)


@dataclass(frozen=True)
class PaperComparison:
    """The comparison: a chart if there is one, the sections in which we are below, and how it was made."""

    chart: Chart | None = None
    below: tuple[str, ...] = ()
    method: tuple[str, ...] = ()


def compare_in_public(
    benchmark: Benchmark, assessment: Assessment, closed: Collection[str], by: str | None
) -> PaperComparison:
    """Compare as far as a public paper may.

    Args:
        benchmark: a public one; from any other nothing is taken.
        assessment: all answers of the council.
        closed: the ids of the sections that are left out, or hold one that is.
        by: the attribute by which peers are chosen.
    """
    if benchmark.rules.setting != "public":
        return PaperComparison(method=(MEMBERS_ONLY,))
    shown = without_sections(benchmark, closed)
    own = place_own(benchmark, assessment)
    chart = build_profile(shown, own_group(shown, by, own), own, voice=THE_COUNCIL)
    if not any(row.has_figure for row in chart.rows):
        return PaperComparison(method=(TOO_FEW,))
    return PaperComparison(chart, _below(chart), _method(benchmark))


def without_sections(benchmark: Benchmark, closed: Collection[str]) -> Benchmark:
    """Keep the sections that may be shown. The whole, and themes, would tell of what was taken out."""
    kinds = ("section",) if closed else ("section", "overall")
    kept = tuple(item for item in benchmark.items if item.kind in kinds and item.id not in closed)
    ids = {item.id for item in kept}
    return msgspec.structs.replace(
        benchmark, items=kept, cells=tuple(cell for cell in benchmark.cells if cell.item in ids)
    )


def _below(chart: ProfileChart) -> tuple[str, ...]:
    """Name the sections in which the middle of the others is above us, as far as medians are shown."""
    return tuple(row.title for row in chart.rows if row.place == "below" and row.median is not None and not row.whole)


def _method(benchmark: Benchmark) -> tuple[str, ...]:
    rests = (
        f"The comparison rests on {councils(benchmark, benchmark.councils)} in round {benchmark.round}, each judging "
        "itself. Numbers of councils are rounded, and what could show a single council is left out."
    )
    senders = "" if benchmark.invited_only else ANYONE
    return tuple(line for line in (rests, senders, imported_words(benchmark), joined_words(benchmark)) if line)

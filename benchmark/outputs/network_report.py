"""The report on a network's round, for its coordinator: made from the benchmark object and from nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.outputs.charts.build import build_charts
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.heat_map import HeatMapChart
from benchmark.outputs.charts.profile import ProfileChart
from benchmark.outputs.charts.targets import TargetRow, target_rows
from benchmark.outputs.charts.words import CIRCLE
from benchmark.outputs.held_back import held_back
from benchmark.outputs.html_page import Picture, draw_pictures
from benchmark.outputs.network_findings import SHOWN, CommonStep, Finding, common_steps, strengths_and_gaps
from benchmark.outputs.page import page_environment
from benchmark.outputs.since import NOT_LINKED, Since, build_since
from benchmark.pool.benchmark import ALL, ANYONE, Benchmark, imported_words, joined_words
from benchmark.pool.comparison import own_group
from scoring.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One peer group: by what, its name, and how many councils are in it, in words."""

    by: str
    title: str
    councils: str


@dataclass(frozen=True, slots=True)
class TypeLine:
    """One type of councils: by what, its name, how many were invited and how many returned, in words, and the share."""

    by: str
    title: str
    invited: str
    returned: str
    share: float


@dataclass(frozen=True)
class NetworkReport:
    """Everything that the template needs."""

    benchmark: Benchmark
    title: str
    banner: str
    councils: str
    invited: str
    share: float
    types: tuple[TypeLine, ...]
    groups: tuple[GroupLine, ...]
    held_back: tuple[str, ...]
    notes: tuple[str, ...]
    strengths: tuple[Finding, ...]
    gaps: tuple[Finding, ...]
    steps: tuple[CommonStep, ...]
    targets: tuple[TargetRow, ...]
    since: Since
    spread: tuple[Picture, ...]
    others: tuple[Picture, ...]


def network_charts(benchmark: Benchmark) -> list[Chart]:
    """Build every chart of a benchmark, with no council marked."""
    return build_charts(benchmark, own_group(benchmark, None, None), None)


def build_network_report(
    benchmark: Benchmark,
    questionnaire: Questionnaire,
    charts: Sequence[Chart],
    *,
    title: str = "",
    invited: int | None = None,
    earlier: Benchmark | None = None,
) -> NetworkReport:
    """Gather what the report shows.

    Args:
        benchmark: what may be shown.
        questionnaire: its question set, for the next steps.
        charts: as `network_charts` builds them.
        title: the network's name, if it is known.
        invited: how many invitations are in use, where the network's file says it.
        earlier: the benchmark of an earlier round, if there is one.
    """
    strengths, gaps = strengths_and_gaps(benchmark)
    # What the benchmark says of the invited is rounded where its other numbers are.
    whole = next((found.invited for found in benchmark.participation if found.attribute is None), None)
    spread = [chart for chart in charts if isinstance(chart, ProfileChart | HeatMapChart)]
    others = [chart for chart in charts if chart not in spread]
    return NetworkReport(
        benchmark=benchmark,
        title=title or ", ".join(benchmark.networks) or "all networks",
        banner=CIRCLE if benchmark.rules.setting == "circle" else "",
        councils=_councils(benchmark, benchmark.councils),
        invited=_councils(benchmark, whole) if whole else str(invited or ""),
        share=_share(benchmark.councils, whole or invited),
        types=_types(benchmark),
        groups=_groups(benchmark),
        held_back=held_back(benchmark),
        notes=tuple(note for note in _notes(benchmark) if note),
        strengths=strengths,
        gaps=gaps,
        steps=common_steps(benchmark, questionnaire),
        targets=_targets(benchmark),
        since=build_since(benchmark, earlier),
        spread=draw_pictures(spread, "s"),
        others=draw_pictures(others, "o"),
    )


def render_network_report(report: NetworkReport) -> str:
    """Write the page."""
    return page_environment().get_template("network-report.html").render(report=report, not_linked=NOT_LINKED)


def _targets(benchmark: Benchmark) -> tuple[TargetRow, ...]:
    """List the questions in which the middle of all councils aims furthest ahead of where it stands."""
    rows = target_rows(benchmark, own_group(benchmark, None, None), None)
    return tuple(row for row in rows if row.distance > 0)[:SHOWN]


def _councils(benchmark: Benchmark, number: int) -> str:
    return f"about {number}" if benchmark.rules.base > 1 else str(number)


def _share(returned: int | None, invited: int | None) -> float:
    """Give the share of the invited that returned. Of rounded numbers it may come out above 1."""
    return min((returned or 0) / invited, 1.0) if invited else 0.0


def _types(benchmark: Benchmark) -> tuple[TypeLine, ...]:
    return tuple(
        TypeLine(
            found.by,
            found.title,
            _councils(benchmark, found.invited),
            _councils(benchmark, found.returned),
            _share(found.returned, found.invited),
        )
        for found in benchmark.participation
        if found.attribute and found.invited is not None and found.returned is not None
    )


def _groups(benchmark: Benchmark) -> tuple[GroupLine, ...]:
    titles = {attribute.id: attribute.title for attribute in benchmark.attributes}
    return tuple(
        GroupLine(titles.get(group.attribute or "", ""), group.title, _councils(benchmark, group.councils))
        for group in benchmark.groups
        if group.id != ALL
    )


def _notes(benchmark: Benchmark) -> tuple[str, ...]:
    """Say whose returns these are; empty where there is nothing to say."""
    return "" if benchmark.invited_only else ANYONE, imported_words(benchmark), joined_words(benchmark)

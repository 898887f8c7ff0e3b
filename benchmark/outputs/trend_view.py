"""A council's own trend as the report shows it: scores over the rounds, targets, and what changed in the questions."""

from dataclasses import dataclass

from benchmark.council.trend import NodeTrend, Trend
from benchmark.outputs import progress_words as words
from benchmark.outputs.charts.trend import build_trend_chart
from benchmark.outputs.html_page import Picture, draw_picture


@dataclass(frozen=True, slots=True)
class VersionView:
    """What became of the questions of one earlier version: a heading, and each status with its count and questions."""

    heading: str
    rows: tuple[tuple[str, int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class TrendView:
    """What the report's part on earlier rounds says about scores and targets."""

    lines: tuple[str, ...]
    rounds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str], ...]
    picture: Picture | None
    aims: str
    ways: tuple[str, ...]
    versions: tuple[VersionView, ...]
    compared: str


def trend_view(trend: Trend) -> TrendView:
    """Gather what the report shows of a trend."""
    several = len(trend.rounds) > 1
    last = trend.rounds[-2].round if several else ""
    chart = build_trend_chart(trend)
    return TrendView(
        lines=tuple(words.basis(trend))[1:],
        rounds=tuple(column.round for column in trend.rounds) if several else (),
        rows=tuple(map(_row, _ordered(trend))) if several else (),
        picture=draw_picture(chart, "t-") if chart else None,
        aims=words.aims_words(trend.aims) if trend.aims else "",
        ways=tuple(said for row in trend.nodes if (said := words.way_words(row, last))),
        versions=tuple(
            VersionView(words.changes_heading(trend, change), tuple(words.status_rows(change, words.texts_of(trend))))
            for change in trend.changes
        ),
        compared="by the same version of the question set"
        if trend.whole
        else f"over the {len(trend.compared)} questions that mean the same in all these rounds",
    )


def _ordered(trend: Trend) -> list[NodeTrend]:
    """Put the whole below its sections."""
    return sorted(trend.nodes, key=lambda row: row.id == "overall")


def _row(row: NodeTrend) -> tuple[str, tuple[str, ...], str]:
    return row.title, row.shown, words.change_words(row)

"""One council's own scores over its rounds, section by section."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.council.trend import NodeTrend, Trend
from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Around, Chart
from benchmark.outputs.progress_words import change_words

# More rounds than these do not fit beside each other; the latest are drawn.
_MOST = 6


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One section, or the whole, in one round. `change` is since the round before the last, in the last round only."""

    item: str
    title: str
    whole: bool
    round: str
    scale_from: float
    scale_to: float
    score: float | None
    shown: str
    change: str


@dataclass(frozen=True)
class TrendChart(Chart):
    """Sections in the order of the question set, the whole last; in each row the rounds, the oldest first."""

    rounds: tuple[str, ...]
    rows: tuple[tuple[TrendRow, ...], ...]

    @property
    def table(self) -> tuple[TrendRow, ...]:
        """Give the rows as they are written to CSV."""
        return tuple(one for row in self.rows for one in row)

    @property
    def row_type(self) -> type[TrendRow]:
        """Give the type of the rows."""
        return TrendRow


def build_trend_chart(trend: Trend) -> TrendChart | None:
    """Build the chart of a council's own trend; None where no section has a score in two rounds."""
    rounds = tuple(column.round for column in trend.rounds)[-_MOST:]
    tops = [row for row in trend.nodes if row.depth == 0 and row.id != "overall"]
    whole = [row for row in trend.nodes if row.id == "overall" and len(tops) > 1]
    found = [row for row in (*tops, *whole) if sum(score is not None for score in row.scores[-_MOST:]) > 1]
    if not found:
        return None
    rows = tuple(_row(row, rounds) for row in found)
    around = Around(
        name="progress",
        title=_title(found, rounds),
        subtitle=_shows(trend),
        axis="Score",
        footer=("The council's answers about itself. How it works, not what residents need or get.",),
        banner="",
    )
    alt = " ".join([f"{around.title}.", around.subtitle, *map(_sentence, rows), around.footer[0]])
    return TrendChart(around, alt, rounds, rows)


def _row(row: NodeTrend, rounds: Sequence[str]) -> tuple[TrendRow, ...]:
    scale = row.section.scale
    held = zip(rounds, row.scores[-len(rounds) :], row.shown[-len(rounds) :], strict=True)
    return tuple(
        TrendRow(
            item=row.id,
            title=row.title,
            whole=row.id == "overall",
            round=name,
            scale_from=scale.start,
            scale_to=scale.stop,
            score=None if score is None else round(score, 4),
            shown="" if score is None else shown,
            change=change_words(row) if name == rounds[-1] else "",
        )
        for name, score, shown in held
    )


def _title(rows: Sequence[NodeTrend], rounds: Sequence[str]) -> str:
    sections = [row for row in rows if row.id != "overall"]
    told = [row for row in sections if row.change is not None]
    if not told:
        return f"Our scores from {rounds[0]} to {rounds[-1]}"
    up, down = (sum((row.change or 0) * way > 0 for row in told) for way in (1, -1))
    of = "1 section" if len(told) == 1 else f"{len(told)} sections"
    return f"Since {rounds[-2]}, {up or 'none'} of {of} went up and {down or 'none'} down"


def _shows(trend: Trend) -> str:
    parts = [
        "Each row has its rounds from left to right, the present one last. Its grey line is the lowest possible score."
    ]
    if not trend.whole:
        every = len(trend.questionnaire.questions)
        parts.append(
            f"Every round is scored over the {len(trend.compared)} of {every} questions that mean the same in all of "
            "its versions."
        )
    return " ".join(parts)


def _sentence(row: Sequence[TrendRow]) -> str:
    told = ", ".join(f"{one.round} {one.shown or 'no score'}" for one in row)
    change = f" ({row[-1].change})" if row[-1].change else ""
    return f"{words.brief(row[0].title)}: {told}{change}."

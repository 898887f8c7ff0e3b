"""One council's own scores, section by section: now, at the last round, and once its targets are met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmark.council.summary import NodeRow, Summary
from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Around, Chart
from benchmark.outputs.charts.voice import YOU, Voice
from scoring.questionnaire import Scale


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One section, or the whole. What there is not is None, and `note` says what is missing for a score."""

    item: str
    title: str
    whole: bool
    scale_from: float
    scale_to: float
    score: float | None
    shown: str
    before: float | None
    target: float | None
    note: str


@dataclass(frozen=True)
class ScoresChart(Chart):
    """Sections in the order of the question set, the whole last. `earlier` names the round of `before`."""

    rows: tuple[ScoreRow, ...]
    earlier: str

    @property
    def table(self) -> tuple[ScoreRow, ...]:
        """Give the rows as they are written to CSV."""
        return self.rows

    @property
    def row_type(self) -> type[ScoreRow]:
        """Give the type of the rows."""
        return ScoreRow

    @property
    def one_scale(self) -> bool:
        """Say whether all rows are measured on the same scale."""
        return len({(row.scale_from, row.scale_to) for row in self.rows}) == 1


_NOTHING: Mapping[str, NodeRow] = {}


def build_scores(
    summary: Summary,
    *,
    earlier: str = "",
    before: Mapping[str, NodeRow] = _NOTHING,
    targets: bool = True,
    voice: Voice = YOU,
) -> ScoresChart | None:
    """Build the profile of one council's own scores, or None where nothing has a score.

    `before` are the scores of the round `earlier`, by the id of the section.
    """
    tops = [row for row in summary.sections if row.depth == 0]
    found = [*tops, summary.overall] if summary.overall.score is not None and len(tops) > 1 else tops
    rows = tuple(_row(summary, row, before.get(row.id), targets=targets) for row in found)
    scored = [row for row in rows if row.score is not None]
    if not scored:
        return None
    has_before = any(row.before is not None for row in rows)
    around = Around(
        name="scores",
        title=_title(scored, voice),
        subtitle=_shows(rows, earlier if has_before else ""),
        axis="Score",
        footer=("The council's answers about itself. How it works, not what residents need or get.",),
        banner="",
    )
    alt = " ".join([f"{around.title}.", around.subtitle, *(_sentence(row, earlier) for row in rows), around.footer[0]])
    return ScoresChart(around, alt, rows, earlier if has_before else "")


def _row(summary: Summary, row: NodeRow, before: NodeRow | None, *, targets: bool) -> ScoreRow:
    scale = _scale(summary, row)
    missing = "no score" if not row.needed else f"no score yet: {row.needed} more to answer"
    return ScoreRow(
        item=row.id,
        title=row.title,
        whole=row is summary.overall,
        scale_from=scale.start,
        scale_to=scale.stop,
        score=None if row.score is None else round(row.score, 4),
        shown="" if row.score is None else row.shown,
        before=None if before is None or before.score is None else round(before.score, 4),
        target=None if row.target is None or not targets else round(row.target, 4),
        note=missing if row.score is None else "",
    )


def _scale(summary: Summary, row: NodeRow) -> Scale:
    return summary.assessment.questionnaire.section(row.id).scale


def _title(rows: Sequence[ScoreRow], voice: Voice) -> str:
    """Name the highest and the lowest section, where the scales allow it."""
    sections = [row for row in rows if not row.whole]
    if len(sections) == 1:
        return f"{words.brief(sections[0].title)}: {sections[0].shown}"
    if len({(row.scale_from, row.scale_to) for row in sections}) > 1:
        return f"{voice.whose} in {len(sections)} sections"
    low, high = (pick(sections, key=lambda row: row.score or 0) for pick in (min, max))
    if low.shown == high.shown:
        return f"{voice.scores} {low.shown} in every section"
    ends = [f"{row.shown} in {_named(sections, row.shown)}" for row in (low, high)]
    return f"{voice.whose} run from {ends[0]} to {ends[1]}"


def _named(rows: Sequence[ScoreRow], shown: str) -> str:
    """Name the sections that have a score as it is shown."""
    return words.some([words.brief(row.title) for row in rows if row.shown == shown], "section")


def _shows(rows: Sequence[ScoreRow], earlier: str) -> str:
    parts = ["The bar and the number are the score."]
    if earlier:
        parts.append(f"The upright line is the score in round {earlier}.")
    if any(row.target is not None for row in rows):
        parts.append("The open diamond is the score once every target is met.")
    return " ".join(parts)


def _sentence(row: ScoreRow, earlier: str) -> str:
    decimals = words.decimals(row.scale_from, row.scale_to)
    parts = [row.shown or row.note]
    if row.before is not None:
        parts.append(f"round {earlier} {words.short(row.before, decimals)}")
    if row.target is not None:
        parts.append(f"with every target met {words.short(row.target, decimals)}")
    return f"{row.title}: {', '.join(parts)}."

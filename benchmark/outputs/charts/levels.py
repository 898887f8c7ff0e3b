"""One question in full: each level in its own words, and what share of the peers sits there."""

from dataclasses import dataclass

from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.middle import middle
from benchmark.outputs.charts.questions import LevelRow, QuestionBar, build_questions
from benchmark.pool.benchmark import Benchmark, Group, ItemInfo
from benchmark.pool.comparison import Own


@dataclass(frozen=True)
class LevelsChart(Chart):
    """The levels of one question, lowest first. `texts` holds the words of every level."""

    question: str
    texts: tuple[str, ...]
    bar: QuestionBar

    @property
    def table(self) -> tuple[LevelRow, ...]:
        """Give the rows as they are written to CSV."""
        return self.bar.rows

    @property
    def row_type(self) -> type[LevelRow]:
        """Give the type of the rows."""
        return LevelRow


def build_levels(benchmark: Benchmark, group: Group, own: Own | None, item: ItemInfo) -> LevelsChart:
    """Build one question where one level is chosen."""
    part = build_questions(benchmark, group, own, item.section)
    bar = next(bar for bar in part.bars if bar.rows[0].item == item.id)
    around = words.around(
        benchmark,
        group,
        name=f"question-{item.id}",
        title=_title(benchmark, group, item, bar),
        shows=item.title,
        axis="Share of peers",
        scores=False,
    )
    spoken = [_sentence(row, item.bins) for row in bar.rows if row.first is not None]
    spoken += [bar.note] if bar.note else []
    spoken += [f"You are at level {bar.your_level}."] if bar.your_level is not None else []
    return LevelsChart(around, words.alt_text(around, spoken), item.title, item.bins, bar)


def _title(benchmark: Benchmark, group: Group, item: ItemInfo, bar: QuestionBar) -> str:
    parts = [f"you are at level {bar.your_level}"] if bar.your_level is not None else []
    found = middle(benchmark, item, benchmark.cell(group.id, item.id))
    if found:
        name = {"median": "the middle of your peers is", "average": "the average of your peers is"}.get(found.word)
        most = f"{words.most(benchmark)} of your peers are"
        parts.append(f"{name or most} at level {words.number(found.value, item)}")
    elif bar.rows[0].share is not None:
        fullest = max(bar.rows, key=lambda row: row.share or 0)
        parts.append(f"the largest group of your peers is at {fullest.level.lower()}")
    said = "; ".join(parts) or "where peers stand on this question"
    return said[:1].upper() + said[1:]


def _sentence(row: LevelRow, texts: tuple[str, ...]) -> str:
    share = row.most or words.percent(row.share or 0)
    inside = " Or: ".join(texts[row.first or 0 : (row.last or 0) + 1])
    return f"{row.level}, {share}: {inside}"

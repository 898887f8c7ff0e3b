"""Strengths and gaps: the questions in which you stand furthest above and furthest below the middle of the peers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Chart
from benchmark.pool.benchmark import Benchmark, Group, ItemInfo
from benchmark.pool.comparison import GapRow, Own, gaps

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class DistanceRow:
    """One question: your answer, the median of the peers, and the distance, also as a share of the scale."""

    item: str
    title: str
    section: str
    group: str
    side: str
    you: float
    median: float
    distance: float
    share_of_scale: float
    levels: bool


@dataclass(frozen=True)
class GapsChart(Chart):
    """The furthest above first, then the furthest below."""

    rows: tuple[DistanceRow, ...]

    @property
    def table(self) -> tuple[DistanceRow, ...]:
        """Give the rows as they are written to CSV."""
        return self.rows

    @property
    def row_type(self) -> type[DistanceRow]:
        """Give the type of the rows."""
        return DistanceRow


def build_gaps(benchmark: Benchmark, group: Group, own: Own, section: str | None = None) -> GapsChart | None:
    """Build the strengths and gaps of one council, or None where no question can be compared."""
    found = [row for row in gaps(benchmark, group, own) if section in (None, row.section)]
    # Scales may differ in length: only shares of them can be ranked. Ties keep their order.
    found.sort(key=lambda row: -_scale(row, benchmark.item(row.item))[0])
    if not found:
        return None
    around = words.around(
        benchmark,
        group,
        name="strengths-and-gaps",
        title=_title(found),
        shows=f"Distance from the median of peers: the furthest, up to {SHOWN} on each side.",
        axis=_axis(benchmark, found),
        scores=False,
    )
    above = [row for row in found if row.distance > 0][:SHOWN]
    below = [row for row in reversed(found) if row.distance < 0][:SHOWN]
    rows = tuple(_row(benchmark, group, row) for row in (*above, *below))
    spoken = [_sentence(row) for row in rows] or ["No question lies above or below."]
    return GapsChart(around, words.alt_text(around, spoken), rows)


def _row(benchmark: Benchmark, group: Group, gap: GapRow) -> DistanceRow:
    item = benchmark.item(gap.item)
    share, levels = _scale(gap, item)
    return DistanceRow(
        item=gap.item,
        title=gap.title,
        section=words.section_title(benchmark, gap.section),
        group=group.title,
        side="above" if gap.distance > 0 else "below",
        you=round(gap.you, 4),
        median=gap.median,
        distance=round(gap.distance, 4),
        share_of_scale=round(share, 4),
        levels=levels,
    )


def _axis(benchmark: Benchmark, found: Sequence[GapRow]) -> str:
    levels = all(_scale(row, benchmark.item(row.item))[1] for row in found)
    return f"Distance{' in levels' if levels else ''} from the line, the median of peers"


def _scale(gap: GapRow, item: ItemInfo | None) -> tuple[float, bool]:
    return (gap.distance / (item.stop - item.start), item.levels) if item else (0.0, False)


def _title(found: Sequence[GapRow]) -> str:
    above = sum(1 for row in found if row.distance > 0)
    below = sum(1 for row in found if row.distance < 0)
    total = f"{len(found)} questions" if len(found) > 1 else "the one question"
    if not above and not below:
        return f"You are level with the median of your peers in {words.out_of(len(found), len(found), 'question')}"
    return f"Of {total}, you are above the median of your peers in {above or 'none'} and below it in {below or 'none'}"


def _sentence(row: DistanceRow) -> str:
    unit = "" if row.levels else " of 100"
    return (
        f"{row.title} You {words.short(row.you)}{unit}, median {words.short(row.median)}{unit}: "
        f"{words.short(abs(row.distance))} {row.side}."
    )

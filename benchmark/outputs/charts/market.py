"""How well and how openly each line of a register is served: two marks for each line, grouped as in the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Chart
from benchmark.pool.benchmark import Benchmark, Group
from benchmark.pool.market import Figure, MarketLine
from scoring.register import Measure

# Below a half on both: most councils are served badly.
_HALF: Final = 0.5
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class MarketRow:
    """One line: the middle of the peers on both measures, in per cent of the scale; None where it is not shown."""

    item: str
    title: str
    section: str
    group: str
    first: float | None
    first_councils: int | None
    second: float | None
    second_councils: int | None
    note: str


@dataclass(frozen=True)
class MarketChart(Chart):
    """The lines in the order of the register. `first` and `second` name the two measures."""

    rows: tuple[MarketRow, ...]
    first: str
    second: str

    @property
    def table(self) -> tuple[MarketRow, ...]:
        """Give the rows as they are written to CSV."""
        return self.rows

    @property
    def row_type(self) -> type[MarketRow]:
        """Give the type of the rows."""
        return MarketRow


def build_market(
    benchmark: Benchmark, group: Group, lines: Sequence[MarketLine], measures: Sequence[Measure]
) -> MarketChart:
    """Build the chart of two measures by line; councils that lack a line are not counted in it."""
    first, second = measures[0], measures[1]
    rows = tuple(_row(benchmark, group, line, first, second) for line in lines)
    around = words.around(
        benchmark,
        group,
        name=f"{first.id}-and-{second.id}",
        title=_title(rows, first, second),
        shows="The middle council on each measure, from the lowest answer (0%) to the highest (100%).",
        axis="Share of the scale, in per cent",
        scores=False,
    )
    spoken = [_sentence(row, first, second) for row in rows]
    return MarketChart(around, words.alt_text(around, spoken), rows, first.title, second.title)


def _row(benchmark: Benchmark, group: Group, line: MarketLine, first: Measure, second: Measure) -> MarketRow:
    one, two = line.figures[first.id], line.figures[second.id]
    councils = [figure.councils for figure in (one, two) if figure.councils is not None]
    if one.middle is None and two.middle is None:
        note = (
            f"not shown: {words.fewer(benchmark)} councils answered"
            if not councils
            else f"not shown, {words.PROTECTED}"
        )
    else:
        note = words.councils(benchmark, min(councils)) if councils else ""
    return MarketRow(
        item=line.line.id,
        title=line.line.title,
        section=line.section,
        group=group.title,
        first=_percent(one),
        first_councils=one.councils,
        second=_percent(two),
        second_councils=two.councils,
        note=note,
    )


def _percent(figure: Figure) -> float | None:
    return None if figure.middle is None else round(100 * figure.middle, 1)


def _title(rows: Sequence[MarketRow], first: Measure, second: Measure) -> str:
    known = [row for row in rows if row.first is not None and row.second is not None]
    low = [row for row in known if _both_low(row)]
    names = f"{first.title[:1].lower()}{first.title[1:]} and {second.title[:1].lower()}{second.title[1:]}"
    if not known:
        return f"Too few councils answered to show {names}"
    if not low:
        return f"No line is below half of the scale on both: {names}"
    listed = ", ".join(row.title for row in low[:_NAMED])
    more = f" and {len(low) - _NAMED} more" if len(low) > _NAMED else ""
    return f"{len(low)} of {len(known)} lines are below half of the scale on both: {listed}{more}"


def _both_low(row: MarketRow) -> bool:
    return all(value is not None and value < 100 * _HALF for value in (row.first, row.second))


def _sentence(row: MarketRow, first: Measure, second: Measure) -> str:
    if row.first is None and row.second is None:
        return f"{row.title}: {row.note}."
    said = [
        f"{measure.title.lower()} {'not shown' if value is None else words.short(value, 0) + '%'}"
        for measure, value in ((first, row.first), (second, row.second))
    ]
    return f"{row.title}: {', '.join(said)}, {row.note}."

"""Where peers want to go: the middle of their answers and the middle of their targets, question by question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.middle import middle
from benchmark.pool.benchmark import TARGET, Benchmark, Group, ItemInfo
from benchmark.pool.comparison import Own

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One question: how many peers set a target, the middle of their answers and of their targets, and you.

    `distance` is how far the one lies above the other, in levels; `top` is the highest level.
    """

    item: str
    title: str
    section: str
    group: str
    councils: int
    now: float
    target: float
    distance: float
    top: float
    you: float | None
    your_target: float | None
    note: str


@dataclass(frozen=True)
class TargetsChart(Chart):
    """The questions in which peers want to move furthest, first."""

    rows: tuple[TargetRow, ...]

    @property
    def table(self) -> tuple[TargetRow, ...]:
        """Give the rows as they are written to CSV."""
        return self.rows

    @property
    def row_type(self) -> type[TargetRow]:
        """Give the type of the rows."""
        return TargetRow


def target_rows(benchmark: Benchmark, group: Group, own: Own | None, section: str | None = None) -> list[TargetRow]:
    """List the questions whose targets are shown, the furthest ahead first.

    Of equal distances, measured as shares of the scale, the one comes first for which more councils set a target;
    then the order of the question set decides.
    """
    found = [
        row
        for item in benchmark.items
        if item.kind == "target" and section in (None, item.section)
        if (row := _row(benchmark, group, item, own)) is not None
    ]
    return sorted(found, key=lambda row: (-round(row.distance / row.top, 6), -row.councils))


def build_targets(
    benchmark: Benchmark, group: Group, own: Own | None, section: str | None = None
) -> TargetsChart | None:
    """Build the chart of peers' targets, or None where too few councils set any."""
    found = target_rows(benchmark, group, own, section)
    if not found:
        return None
    around = words.around(
        benchmark,
        group,
        name="targets" if section is None else f"targets-{section}",
        title=_title(found),
        shows=f"The middle of peers' answers and of their targets: the {SHOWN} furthest apart."
        if len(found) > SHOWN
        else "The middle of peers' answers and of their targets.",
        axis="Level",
        scores=False,
    )
    rows = tuple(found[:SHOWN])
    return TargetsChart(around, words.alt_text(around, [_sentence(row) for row in rows]), rows)


def _row(benchmark: Benchmark, group: Group, item: ItemInfo, own: Own | None) -> TargetRow | None:
    question = benchmark.item(item.id.removesuffix(TARGET))
    if question is None:
        return None
    cell = benchmark.cell(group.id, item.id)
    target = middle(benchmark, item, cell)
    now = middle(benchmark, question, benchmark.cell(group.id, question.id))
    if cell is None or cell.councils is None or target is None or now is None:
        return None
    values = own.values if own else {}
    return TargetRow(
        item=question.id,
        title=item.title,
        section=words.section_title(benchmark, item.section),
        group=group.title,
        councils=cell.councils,
        now=round(now.value, 4),
        target=round(target.value, 4),
        distance=round(target.value - now.value, 4),
        top=float(item.stop),
        you=values.get(question.id),
        your_target=values.get(item.id),
        note=f"{_way(now.value, target.value)}, {words.councils(benchmark, cell.councils)} with a target",
    )


def _way(now: float, target: float) -> str:
    start, end = words.short(now), words.short(target)
    return f"at {start}, where the targets are too" if start == end else f"from {start} to {end}"


def _title(found: Sequence[TargetRow]) -> str:
    first = found[0]
    if first.distance <= 0:
        return "In the middle, peers aim no higher than where they stand"
    levels = "level" if first.distance == 1 else "levels"
    ahead = f"{words.short(first.distance)} {levels} ahead"
    alike = [row for row in found if row.distance == first.distance and row.top == first.top]
    if len(alike) > 1:
        return f"Peers aim furthest in {len(alike)} questions: {ahead}"
    return f"Peers aim furthest, {ahead}, in: {words.brief(first.title)}"


def _sentence(row: TargetRow) -> str:
    said = [f"{row.title} {words.sentence(row.note)}"]
    if row.you is not None:
        aim = "" if row.your_target is None else f", your target {words.short(row.your_target)}"
        said.append(f"You {words.short(row.you)}{aim}.")
    return " ".join(said)

"""The distribution of one score, or of a number, over the fifths of its scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.middle import ends
from benchmark.pool.benchmark import Benchmark, Cell, Group, ItemInfo
from benchmark.pool.comparison import BinRow, Own
from benchmark.pool.comparison import distribution as bins_of


@dataclass(frozen=True, slots=True)
class FifthRow:
    """One fifth of a scale, or several counted together. `share` is in words where no more than that is shown."""

    item: str
    title: str
    group: str
    answered: int | None
    fifth: str
    first: int
    last: int
    councils: int | None
    share: str
    you: bool


@dataclass(frozen=True)
class DistributionChart(Chart):
    """How many councils sit in each fifth. `edges` are the ends of the fifths.

    `you` is the own value, if any, and `your_share` how far up the scale it is, from 0 to 1.
    """

    rows: tuple[FifthRow, ...]
    edges: tuple[str, ...]
    you: float | None
    you_text: str
    your_share: float | None
    withheld: str

    @property
    def table(self) -> tuple[FifthRow, ...]:
        """Give the rows as they are written to CSV."""
        return self.rows

    @property
    def row_type(self) -> type[FifthRow]:
        """Give the type of the rows."""
        return FifthRow


def build_distribution(
    benchmark: Benchmark, group: Group, item: ItemInfo, own: Own | None, name: str
) -> DistributionChart:
    """Build the distribution of one item in one peer group."""
    cell = benchmark.cell(group.id, item.id)
    you = own.values.get(item.id) if own else None
    bins = bins_of(benchmark, group, item.id, own)
    rows = tuple(_row(benchmark, cell, found) for found in bins)
    you_text = "" if you is None else f"You: {words.number(you, item)}"
    withheld = "" if rows else words.sentence(words.not_shown(benchmark, group, cell))
    is_score = item.is_score
    around = words.around(
        benchmark,
        group,
        name=name,
        title=_title(item, cell, rows, you),
        shows=_shows(benchmark, group, item, cell),
        axis="Score" if is_score else "Share of the way from the worst to the best answer",
        scores=is_score,
    )
    parts = [_sentence(row) for row in rows] or [withheld]
    parts += [f"{you_text}."] if you_text else []
    edges = tuple(words.number(ends(item, at, at)[0], item) for at in range(len(item.bins)))
    edges += (words.number(item.stop, item),)
    share = None if you is None else (you - item.start) / (item.stop - item.start)
    return DistributionChart(around, words.alt_text(around, parts), rows, edges, you, you_text, share, withheld)


def _row(benchmark: Benchmark, cell: Cell | None, found: BinRow) -> FifthRow:
    return FifthRow(
        item=found.item,
        title=found.title,
        group=found.group,
        answered=cell.councils if cell else None,
        fifth=found.bin,
        first=found.first,
        last=found.last,
        councils=found.councils,
        share=words.most(benchmark) if found.share is None else words.percent(found.share),
        you=found.you,
    )


def _title(item: ItemInfo, cell: Cell | None, rows: Sequence[FifthRow], you: float | None) -> str:
    verb = "you score" if item.is_score else "you are at"
    yours = "" if you is None else f"{verb} {words.number(you, item)}"
    theirs = _finding(item, cell, rows)
    if not rows and not theirs:
        theirs = "the scores of peers are not shown"
    said = "; ".join(part for part in (yours, theirs) if part) or "where peers score"
    name = "" if item.kind == "overall" else words.brief(item.title)
    return f"{name}: {said}" if name and not name.endswith("?") else f"{name} {said[:1].upper()}{said[1:]}".lstrip()


def _finding(item: ItemInfo, cell: Cell | None, rows: Sequence[FifthRow]) -> str:
    """Say where the peers are: the middle half, or else the fullest fifth."""
    noun = "peers score" if item.is_score else "peers are"
    if cell and cell.quartiles:
        low, _, high = (words.number(value, item) for value in cell.quartiles)
        return f"half of {noun} between {low} and {high}" if low != high else f"half of {noun} about {low}"
    if rows and rows[0].councils is None:
        return f"{rows[0].share} of {noun} {rows[0].fifth}"
    fullest = max((row.councils or 0 for row in rows), default=0)
    where = [row for row in rows if row.councils == fullest]
    if len(where) == 1 and where[0].answered:
        many = f"all {fullest}" if fullest == where[0].answered else f"{fullest} of {where[0].answered}"
        return f"{many} {noun} {where[0].fifth}"
    return ""


def _shows(benchmark: Benchmark, group: Group, item: ItemInfo, cell: Cell | None) -> str:
    what = "Number of councils in each fifth of the scale."
    if any(found.first < found.last and found.councils for found in (cell.bins if cell else ())):
        what += " A wider column is several fifths counted together."
    if cell and cell.quartiles:
        what += f" Median {words.number(cell.quartiles[1], item)}."
    note = words.answered_note(benchmark, group, cell.councils if cell else None)
    return what + (f" Answered by {note}." if note and cell and cell.councils else "")


def _sentence(row: FifthRow) -> str:
    if row.councils is None:
        return f"{row.fifth}: {row.share} of councils."
    noun = "council" if row.councils == 1 else "councils"
    return f"{row.fifth}: {row.councils} {noun}."

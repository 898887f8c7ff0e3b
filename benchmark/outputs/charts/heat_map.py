"""The heat map: the median of every section in every peer group of one attribute."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.middle import ends, middle
from benchmark.pool.benchmark import ALL, Benchmark, Group, ItemInfo
from benchmark.pool.comparison import Own, by_group
from benchmark.pool.disclosure import Ends, quartile_step

_SCALES: Final = "Darker is higher on the section's own scale: sections are scored on several scales."


@dataclass(frozen=True, slots=True)
class CellRow:
    """One section in one peer group. What is withheld is None, and `note` says why.

    `most` is the range that nearly all councils of the group lie in, where no more than that is shown.
    """

    item: str
    title: str
    group: str
    group_title: str
    scale_from: float
    scale_to: float
    councils: int | None
    median: float | None
    average: float | None
    most_from: float | None
    most_to: float | None
    note: str

    @property
    def value(self) -> float | None:
        """Give the one figure that stands for the group: a median, an average or the middle of a range."""
        if self.most_from is not None and self.most_to is not None:
            return (self.most_from + self.most_to) / 2
        return self.average if self.median is None else self.median

    @property
    def depth(self) -> float | None:
        """Give how far up its scale the figure lies, from 0 to 1; an average is too rough to be shaded."""
        return (
            None
            if self.value is None or self.average is not None
            else (self.value - self.scale_from) / (self.scale_to - self.scale_from)
        )

    @property
    def shown(self) -> str:
        """Give what stands in the cell: a figure, an average with a star, a range, or nothing."""
        places = words.decimals(self.scale_from, self.scale_to)
        if self.most_from is not None and self.most_to is not None:
            return f"{words.short(self.most_from, places)}-{words.short(self.most_to, places)}"
        if self.value is None:
            return ""
        return words.short(self.value, places) + ("*" if self.median is None else "")


@dataclass(frozen=True)
class HeatMapChart(Chart):
    """Sections down, groups across, all councils last. `sizes` are the groups' sizes; `own` is your group's id."""

    rows: tuple[CellRow, ...]
    items: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    sizes: tuple[int, ...]
    whole: str | None
    own: str | None
    key: tuple[str, ...]

    @property
    def table(self) -> tuple[CellRow, ...]:
        """Give the rows as they are written to CSV."""
        return self.rows

    @property
    def row_type(self) -> type[CellRow]:
        """Give the type of the rows."""
        return CellRow


def build_heat_map(benchmark: Benchmark, attribute: str, own: Own | None) -> HeatMapChart | None:
    """Build the heat map of one attribute, or None where it has no groups to show."""
    groups = benchmark.groups_of(attribute)
    everyone = benchmark.group(ALL)
    if len(groups) < 2 or everyone is None:
        return None
    across = (*groups, everyone)
    found = by_group(benchmark, attribute)
    items = tuple(item for name in dict.fromkeys(row.item for row in found) if (item := benchmark.item(name)))
    rows = tuple(_row(benchmark, item, group) for item in items for group in across)
    if not any(row.shown for row in rows):
        return None
    subject = next((info.title for info in benchmark.attributes if info.id == attribute), attribute)
    around = words.around(
        benchmark,
        everyone,
        name=f"heat-map-{attribute}",
        title=_title(benchmark, items, rows, subject),
        shows=f"Median score of each group, by {_lower(subject)}." + _together(benchmark, attribute),
        axis="",
        scores=True,
    )
    key = _key(benchmark, rows)
    return HeatMapChart(
        around=around,
        alt=words.alt_text(around, [*key, *(_sentence(item, rows) for item in items)]),
        rows=rows,
        items=tuple((item.id, item.title) for item in items),
        groups=tuple((group.id, group.title) for group in across),
        sizes=tuple(group.councils for group in across),
        whole=next((item.id for item in items if item.kind == "overall"), None),
        own=_own_group(groups, attribute, own),
        key=key,
    )


def _row(benchmark: Benchmark, item: ItemInfo, group: Group) -> CellRow:
    cell = benchmark.cell(group.id, item.id)
    found = middle(benchmark, item, cell)
    most_from, most_to = (None, None)
    if cell and cell.dominant:
        most_from, most_to = ends(item, cell.dominant.first, cell.dominant.last)
    return CellRow(
        item=item.id,
        title=item.title,
        group=group.id,
        group_title=group.title,
        scale_from=item.start,
        scale_to=item.stop,
        councils=cell.councils if cell else None,
        median=found.value if found and found.word == "median" else None,
        average=found.value if found and found.word == "average" else None,
        most_from=most_from,
        most_to=most_to,
        note="" if found else words.not_shown(benchmark, group, cell),
    )


def _title(benchmark: Benchmark, items: Sequence[ItemInfo], rows: Sequence[CellRow], subject: str) -> str:
    """Name the section in which the groups' medians lie furthest apart, if any lie apart by more than rounding."""
    apart: list[tuple[float, float, float, ItemInfo]] = []
    for item in items:
        medians = [row.median for row in rows if row.item == item.id and row.group != ALL and row.median is not None]
        if len(medians) > 1 and item.kind == "section":
            low, high = min(medians), max(medians)
            apart.append(((high - low) / (item.stop - item.start), low, high, item))
    if not apart:
        return _title_without_medians(rows, subject)
    share, low, high, item = max(apart, key=lambda entry: entry[0])
    step = (
        0
        if benchmark.rules.exact
        else quartile_step(Ends(item.start, item.stop, item.levels)) / (item.stop - item.start)
    )
    if share <= step + 1e-9:
        where = "every section" if len(apart) > 1 else words.brief(item.title)
        return f"Groups by {_lower(subject)} score much alike in {where}"
    ends_said = f"medians from {words.number(low, item)} to {words.number(high, item)}"
    return f"Groups by {_lower(subject)} differ most in {words.brief(item.title)}: {ends_said}"


def _title_without_medians(rows: Sequence[CellRow], subject: str) -> str:
    """Say what was found where no section has the medians of two groups."""
    shown = [row for row in rows if row.group != ALL and row.shown]
    if not shown:
        return f"The scores of groups by {_lower(subject)} are not shown"
    if sum(row.most_from is not None for row in shown) > len(shown) / 2:
        return f"In most groups by {_lower(subject)}, nearly all councils score alike"
    return f"How groups by {_lower(subject)} score in each section"


def _together(benchmark: Benchmark, attribute: str) -> str:
    """Say that small groups are shown together."""
    merged = any(entry.attribute == attribute and entry.group for entry in benchmark.withheld)
    return f" Groups of {words.fewer(benchmark)} are joined to a neighbour." if merged else ""


def _key(benchmark: Benchmark, rows: Sequence[CellRow]) -> tuple[str, ...]:
    """Explain every kind of cell that is there."""
    scales = {(row.scale_from, row.scale_to) for row in rows}
    lines = ["Darker is higher." if len(scales) == 1 else _SCALES]
    reasons = {
        f"because {words.fewer(benchmark)} councils answered, there or in the rest": any(
            row.councils is None for row in rows
        ),
        words.PROTECTED: any(row.councils is not None and not row.shown for row in rows),
    }
    if any(reasons.values()):
        lines.append(f"Hatched: not shown, {', or '.join(reason for reason, there in reasons.items() if there)}.")
    if any(row.average is not None for row in rows):
        start = benchmark.rules.quartiles_from
        lines.append(f"*: a rough average, not shaded, because fewer than {start} councils are too few for a median.")
    if any(row.most_from is not None for row in rows):
        lines.append(f"A range: {words.most(benchmark)} of the group score in it.")
    return tuple(lines)


def _sentence(item: ItemInfo, rows: Sequence[CellRow]) -> str:
    said = [f"{row.group_title}, {row.shown.replace('-', ' to ') or row.note}" for row in rows if row.item == item.id]
    return f"{item.title}: {'; '.join(said)}."


def _own_group(groups: Sequence[Group], attribute: str, own: Own | None) -> str | None:
    option = own.attributes.get(attribute) if own else None
    return next((group.id for group in groups if option in group.options), None)


def _lower(title: str) -> str:
    """Put an attribute's title into a sentence: without what stands in brackets, and small unless an abbreviation."""
    plain = title.split(" (", maxsplit=1)[0]
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain

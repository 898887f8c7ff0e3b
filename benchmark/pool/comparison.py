"""Rows for every chart and table that compares: from a benchmark, and from one council's own results if it gives them.

Nothing here sees a pool. A figure that the benchmark withholds is None in every row.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmark.errors import UsageError
from benchmark.pool.benchmark import ALL, MOVED, Benchmark, Cell, Group, ItemInfo


@dataclass(frozen=True)
class Own:
    """One council's own place on every item, in the units of the item; None or missing where it has none.

    `note` says what stands in the way, where the council answered another version of the question set.
    """

    values: Mapping[str, float | None]
    attributes: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One section (or the whole) against its peers: the quartile band, the median and you."""

    item: str
    title: str
    councils: int | None
    lower: float | None
    median: float | None
    upper: float | None
    you: float | None


@dataclass(frozen=True, slots=True)
class BinRow:
    """One bin, or bins shown together, of one item in one group; `dominant` where 90% or more sit in it."""

    item: str
    title: str
    group: str
    bin: str
    first: int
    last: int
    councils: int | None
    share: float | None
    dominant: bool
    you: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One section in one peer group: its median, or None where it is withheld."""

    item: str
    title: str
    group: str
    group_title: str
    councils: int | None
    median: float | None


@dataclass(frozen=True, slots=True)
class GapRow:
    """One question: how far you stand above (or below) the peer median, in levels."""

    item: str
    title: str
    section: str
    you: float
    median: float
    distance: float


@dataclass(frozen=True, slots=True)
class MoveRow:
    """How councils moved on one item: how many went higher, stayed or went lower; neighbours may be shown together.

    `nearly_all` names the one bin where 90% or more are. Both are empty where only the number of councils is shown.
    """

    item: str
    title: str
    kind: str
    councils: int
    found: tuple[tuple[str, int], ...]
    nearly_all: str | None


def own_group(benchmark: Benchmark, attribute: str | None, own: Own | None) -> Group:
    """Choose the peer group: by one attribute the council's own group, where it is shown; else all councils.

    Raises UsageError for an attribute that the benchmark does not have.
    """
    known = [shared.id for shared in benchmark.attributes]
    if attribute is not None and attribute not in known:
        raise UsageError(f'There is no attribute "{attribute}" here. Use one of: {", ".join(known)}.')
    everyone = next(group for group in benchmark.groups if group.id == ALL)
    if attribute is None or own is None:
        return everyone
    option = own.attributes.get(attribute)
    return next((group for group in benchmark.groups_of(attribute) if option in group.options), everyone)


def profile(benchmark: Benchmark, group: Group, own: Own | None) -> list[ProfileRow]:
    """Give each section against its peers, in the order of the question set, and the whole last."""
    return [_profile_row(item, benchmark.cell(group.id, item.id), own) for item in _score_items(benchmark)]


def distribution(benchmark: Benchmark, group: Group, item_id: str, own: Own | None) -> list[BinRow]:
    """Give how many councils of a group sit in each bin of one item; nothing where it is withheld."""
    item = benchmark.item(item_id)
    cell = benchmark.cell(group.id, item_id)
    if item is None or cell is None or cell.councils is None:
        return []
    place = own_bin(item, own.values.get(item_id)) if own else None
    ranges = [(cell.dominant, True)] if cell.dominant else [(found, False) for found in cell.bins]
    # Rounded counts need not add up to the rounded number of councils.
    total = sum(found.councils for found in cell.bins) or 1
    rows = []
    for found, dominant in ranges:
        inside = place is not None and found.first <= place <= found.last
        share = None if dominant else found.councils / total
        councils = None if dominant else found.councils
        label = bin_label(item, found.first, found.last)
        rows.append(
            BinRow(item.id, item.title, group.title, label, found.first, found.last, councils, share, dominant, inside)
        )
    return rows


def by_group(benchmark: Benchmark, attribute: str) -> list[GroupRow]:
    """Give the median of every section in every group of one attribute, and in all councils."""
    groups = [*benchmark.groups_of(attribute), *(group for group in benchmark.groups if group.id == ALL)]
    return [
        _group_row(item, group, benchmark.cell(group.id, item.id))
        for item in _score_items(benchmark)
        for group in groups
    ]


def questions(benchmark: Benchmark, group: Group, section: str | None, own: Own | None) -> list[BinRow]:
    """Give the level shares of every question, or of those of one section, in one group."""
    return [
        row
        for item in benchmark.items
        if item.kind == "question" and section in (None, item.section)
        for row in distribution(benchmark, group, item.id, own)
    ]


def gaps(benchmark: Benchmark, group: Group, own: Own) -> list[GapRow]:
    """Rank the questions by your distance from the peer median, furthest above first.

    Ties are broken by rank: of two equal distances, the one with fewer peers at your level or above stands further
    up; then by the order of the question set. Questions without a shown median are left out.
    """
    rows: list[tuple[float, float, int, GapRow]] = []
    for order, item in enumerate(benchmark.items):
        cell = benchmark.cell(group.id, item.id)
        you = own.values.get(item.id)
        if item.kind != "question" or not item.ordered or cell is None or cell.quartiles is None or you is None:
            continue
        median = cell.quartiles[1]
        row = GapRow(item.id, item.title, item.section, you, median, round(you - median, 6))
        # A level of five and a point of a hundred are not alike: distances are ranked as shares of the scale.
        share = row.distance / (item.stop - item.start)
        rows.append((-share, -_rank(item, cell, you), order, row))
    return [row for *_, row in sorted(rows, key=lambda entry: entry[:3])]


def moves(benchmark: Benchmark, group: Group) -> list[MoveRow]:
    """Give how councils moved since an earlier round, as far as it is shown: the whole, sections, then questions."""
    rows = [
        row
        for item in benchmark.items
        if item.kind == "moved"
        if (row := _move_row(benchmark, item, benchmark.cell(group.id, item.id))) is not None
    ]
    return sorted(rows, key=lambda row: ("overall", "section", "theme", "question").index(row.kind))


def _move_row(benchmark: Benchmark, item: ItemInfo, cell: Cell | None) -> MoveRow | None:
    about = benchmark.item(item.id.removesuffix(MOVED))
    if about is None or cell is None or cell.councils is None:
        return None
    found = [
        (" or ".join(word.lower() for word in reversed(item.bins[held.first : held.last + 1])), held.councils)
        for held in reversed(cell.bins)
    ]
    nearly_all = item.bins[cell.dominant.first].lower() if cell.dominant else None
    return MoveRow(about.id, about.title, about.kind, cell.councils, tuple(found), nearly_all)


def quarter(benchmark: Benchmark, group: Group, item_id: str, own: Own) -> str | None:
    """Say in which quarter of the peers you stand, from the shown quartiles; None where they are withheld."""
    cell = benchmark.cell(group.id, item_id)
    you = own.values.get(item_id)
    if cell is None or cell.quartiles is None or you is None:
        return None
    lower, median, upper = cell.quartiles
    if you >= upper:
        return "top quarter"
    if you >= median:
        return "second quarter"
    return "third quarter" if you >= lower else "bottom quarter"


def own_bin(item: ItemInfo, value: float | None) -> int | None:
    """Give the bin that a value lies in."""
    if value is None:
        return None
    if item.levels:
        return int(value)
    share = (value - item.start) / (item.stop - item.start)
    return min(int(share * len(item.bins) + 1e-9), len(item.bins) - 1)


def bin_label(item: ItemInfo, first: int, last: int) -> str:
    """Name bins that are shown together: a level by its number, a fifth by its ends."""
    if item.levels:
        return f"Level {first}" if first == last else f"Levels {first} to {last}"
    if first == last:
        return item.bins[first]
    return f"{item.bins[first].split(' to ')[0]} to {item.bins[last].split(' to ')[-1]}"


def _score_items(benchmark: Benchmark) -> list[ItemInfo]:
    """List the sections and themes in the order of the question set, and the whole last."""
    scored = [item for item in benchmark.items if item.is_score]
    return sorted(scored, key=lambda item: item.kind == "overall")


def _profile_row(item: ItemInfo, cell: Cell | None, own: Own | None) -> ProfileRow:
    you = own.values.get(item.id) if own else None
    if cell is None or cell.councils is None:
        return ProfileRow(item.id, item.title, None, None, None, None, you)
    lower, median, upper = cell.quartiles or (None, None, None)
    return ProfileRow(item.id, item.title, cell.councils, lower, median, upper, you)


def _group_row(item: ItemInfo, group: Group, cell: Cell | None) -> GroupRow:
    median = cell.quartiles[1] if cell and cell.quartiles else None
    return GroupRow(item.id, item.title, group.id, group.title, cell.councils if cell else None, median)


def _rank(item: ItemInfo, cell: Cell, value: float) -> float:
    """Give the mid-rank of a value among the shown bins, from 0 to 1; one half where there are none."""
    total = sum(found.councils for found in cell.bins)
    place = own_bin(item, value)
    if not total or place is None:
        return 0.5
    below = sum(found.councils for found in cell.bins if found.last < place)
    equal = sum(found.councils for found in cell.bins if found.first <= place <= found.last)
    return (below + equal / 2) / total

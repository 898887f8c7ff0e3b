"""The profile: every section against the peers, and the whole set apart; or every theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.middle import Middle, Place, ends, middle, own_place
from benchmark.outputs.charts.voice import YOU, Voice
from benchmark.pool.benchmark import Benchmark, Cell, Group, ItemInfo
from benchmark.pool.comparison import Own
from benchmark.pool.comparison import profile as comparison_rows

Kind = Literal["section", "theme"]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section, or the whole, against the peers. What is withheld is None, and `note` says why.

    An average stands where too few answered for quartiles; a range, where nearly all peers lie in it.
    """

    item: str
    title: str
    group: str
    whole: bool
    scale_from: float
    scale_to: float
    councils: int | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    average: float | None
    most_from: float | None
    most_to: float | None
    you: float | None
    place: Place | None
    note: str

    @property
    def decimals(self) -> int:
        """Give how many decimals its figures are shown with."""
        return words.decimals(self.scale_from, self.scale_to)

    @property
    def has_figure(self) -> bool:
        """Say whether anything of the peers is shown."""
        return (self.median, self.average, self.most_from) != (None, None, None)


@dataclass(frozen=True)
class ProfileChart(Chart):
    """Sections against the peers, in the order of the question set."""

    rows: tuple[SectionRow, ...]
    voice: Voice = YOU

    @property
    def table(self) -> tuple[SectionRow, ...]:
        """Give the rows as they are written to CSV."""
        return self.rows

    @property
    def row_type(self) -> type[SectionRow]:
        """Give the type of the rows."""
        return SectionRow

    @property
    def one_scale(self) -> bool:
        """Say whether all rows are measured on the same scale."""
        return len({(row.scale_from, row.scale_to) for row in self.rows}) == 1


def build_profile(
    benchmark: Benchmark, group: Group, own: Own | None, kind: Kind = "section", voice: Voice = YOU
) -> ProfileChart:
    """Build the profile of a peer group, with a council's own place where it gives one; of sections or of themes."""
    kinds = ("theme",) if kind == "theme" else ("section", "overall")
    rows = [
        _row(benchmark, group, own, item)
        for found in comparison_rows(benchmark, group, own)
        if (item := benchmark.item(found.item)) is not None and item.kind in kinds
    ]
    sections = [row for row in rows if not row.whole] or rows
    around = words.around(
        benchmark,
        group,
        name="profile" if kind == "section" else "themes",
        title=_title(benchmark, group, sections, kind, voice),
        shows=_shows(rows),
        axis="Score",
        scores=True,
    )
    sentences = [_sentence(row, voice) for row in rows]
    return ProfileChart(around, words.alt_text(around, sentences), tuple(rows), voice)


def _row(benchmark: Benchmark, group: Group, own: Own | None, item: ItemInfo) -> SectionRow:
    cell = benchmark.cell(group.id, item.id)
    found = middle(benchmark, item, cell)
    you = own.values.get(item.id) if own else None
    lower, median, upper = (cell.quartiles if cell else None) or (None, None, None)
    most_from, most_to = (None, None)
    if cell and cell.dominant:
        most_from, most_to = ends(item, cell.dominant.first, cell.dominant.last)
    return SectionRow(
        item=item.id,
        title=item.title,
        group=group.title,
        whole=item.kind == "overall",
        scale_from=item.start,
        scale_to=item.stop,
        councils=cell.councils if cell else None,
        lower_quartile=lower,
        median=median,
        upper_quartile=upper,
        average=found.value if found and found.word == "average" else None,
        most_from=most_from,
        most_to=most_to,
        you=None if you is None else round(you, 4),
        place=own_place(own, item, found),
        note=_note(benchmark, group, item, found, cell),
    )


def _note(benchmark: Benchmark, group: Group, item: ItemInfo, found: Middle | None, cell: Cell | None) -> str:
    councils = cell.councils if cell else None
    parts = [words.answered_note(benchmark, group, councils)]
    if councils is not None and found is None:
        parts.append(words.not_shown(benchmark, group, cell))
    if found and found.word == "range":
        low, high = (words.number(found.value + side * found.slack, item) for side in (-1, 1))
        parts.append(f"{words.most(benchmark)} score {low} to {high}")
    return ", ".join(part for part in parts if part)


def _shows(rows: Sequence[SectionRow]) -> str:
    """Say what the marks are."""
    if any(row.median is not None for row in rows):
        return "Median and middle half of peers."
    if any(row.average is not None for row in rows):
        return "Average of peers: too few answered for a median."
    return ""


def _title(benchmark: Benchmark, group: Group, rows: Sequence[SectionRow], kind: Kind, voice: Voice) -> str:
    if any(row.place for row in rows):
        return _own_title([row for row in rows if row.place], kind, voice)
    for word in ("Median", "Average"):
        found = [(value, row) for row in rows if (value := row.median if word == "Median" else row.average) is not None]
        if found and len({(row.scale_from, row.scale_to) for _, row in found}) == 1:
            return _run_title(word, found, kind)
    alike = sum(1 for row in rows if row.most_from is not None)
    if alike:
        return f"{words.most(benchmark)} of peers score in the same range in {_where(rows, alike, kind)}"
    if not any(row.has_figure for row in rows):
        return f"The scores of {words.councils(benchmark, group.councils)} are not shown"
    return f"How {words.councils(benchmark, group.councils)} score, {kind} by {kind}"


def _own_title(rows: Sequence[SectionRow], kind: Kind, voice: Voice) -> str:
    middle_word = "middle" if any(row.average is None for row in rows) else "average"
    total = len(rows)
    above, near = (sum(1 for row in rows if row.place == place) for place in ("above", "near"))
    whose = f"the {middle_word} of {voice.its} peers"
    stands = f"{voice.name} {voice.verb}"
    if above or not near:
        return f"{stands} {'above' if above else 'below'} {whose} in {_where(rows, above or total, kind)}"
    rest = "" if near == total else ", and below it in the rest"
    return f"{stands} near {whose} in {_where(rows, near, kind)}{rest}"


def _where(rows: Sequence[SectionRow], part: int, kind: Kind) -> str:
    return words.out_of(part, len(rows), kind) if len(rows) > 1 else words.brief(rows[0].title)


def _run_title(word: str, found: Sequence[tuple[float, SectionRow]], kind: Kind) -> str:
    """Say from where to where the peers' middles run, over the sections or themes."""
    ends_of = (min(value for value, _ in found), max(value for value, _ in found))
    low, high = (words.short(end, found[0][1].decimals) for end in ends_of)
    names = [words.some([words.brief(row.title) for value, row in found if value == end], kind) for end in ends_of]
    if low == high:
        where = f"every {kind}" if len(found) > 1 else words.brief(found[0][1].title)
        return f"{word} scores are {low} in {where}"
    return f"{word} scores run from {low} in {names[0]} to {high} in {names[1]}"


def _sentence(row: SectionRow, voice: Voice) -> str:
    def text(value: float | None) -> str:
        return words.short(value or 0, row.decimals)

    parts = []
    word = "middle" if row.average is None else "average"
    if row.median is not None:
        half = f"middle half {text(row.lower_quartile)} to {text(row.upper_quartile)}"
        parts.append(f"median {text(row.median)}, {half}")
    if row.average is not None:
        parts.append(f"average {text(row.average)}")
    if row.note:
        parts.append(row.note)
    if row.you is not None:
        parts.append(f"{voice.name.lower()} {text(row.you)}" + (f", {row.place} the {word}" if row.place else ""))
    return f"{row.title}: {'; '.join(parts)}." if parts else ""

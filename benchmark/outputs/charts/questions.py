"""The questions: what share of the peers sits at each level of each question."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.middle import Place, middle, own_place
from benchmark.pool.benchmark import Benchmark, Group, ItemInfo
from benchmark.pool.comparison import Own, distribution, own_bin

# Longer descriptions of a picture are not listened to; the table has every figure.
_SPOKEN_QUESTIONS = 12


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level of one question, or several counted together; one row without figures where they are withheld."""

    item: str
    title: str
    section: str
    group: str
    answered: int | None
    level: str
    first: int | None
    last: int | None
    councils: int | None
    share: float | None
    most: str
    you: bool


@dataclass(frozen=True)
class QuestionBar:
    """One question as it is drawn: its segments, from the rows, and what stands beside them."""

    title: str
    section: str
    steps: int
    levels: bool
    rows: tuple[LevelRow, ...]
    your_level: int | None
    place: Place | None
    note: str


@dataclass(frozen=True)
class QuestionsChart(Chart):
    """Questions in the order of the question set."""

    bars: tuple[QuestionBar, ...]

    @property
    def table(self) -> tuple[LevelRow, ...]:
        """Give the rows as they are written to CSV."""
        return tuple(row for bar in self.bars for row in bar.rows)

    @property
    def row_type(self) -> type[LevelRow]:
        """Give the type of the rows."""
        return LevelRow


def build_questions(benchmark: Benchmark, group: Group, own: Own | None, section: str | None) -> QuestionsChart:
    """Build the questions of one section, or all of them."""
    items = [i for i in benchmark.items if i.kind == "question" and section in (None, i.section)]
    bars = tuple(_bar(benchmark, group, own, item) for item in items)
    around = words.around(
        benchmark,
        group,
        name=f"questions-{section}" if section else "questions",
        title=_title(benchmark, group, items, bars, section),
        shows="Share of peers at each level, from the lowest (0) up.",
        axis="Level: share of peers",
        scores=False,
    )
    spoken = [_sentence(bar) for bar in bars]
    if len(bars) > _SPOKEN_QUESTIONS:
        spoken = [f"One bar for each of {len(bars)} questions; the table beside this picture has every figure."]
    return QuestionsChart(around, words.alt_text(around, spoken), bars)


def _bar(benchmark: Benchmark, group: Group, own: Own | None, item: ItemInfo) -> QuestionBar:
    cell = benchmark.cell(group.id, item.id)
    answered = cell.councils if cell else None
    found = distribution(benchmark, group, item.id, own)
    note = words.answered_note(benchmark, group, answered)
    if not found:
        parts = [words.not_shown(benchmark, group, cell), words.middle_note(benchmark, item, cell)]
        note = words.sentence("; ".join(part for part in parts if part))
    rows = tuple(
        LevelRow(
            item=item.id,
            title=item.title,
            section=item.section,
            group=group.title,
            answered=answered,
            level=row.bin,
            first=row.first,
            last=row.last,
            councils=row.councils,
            share=row.share,
            most=words.most(benchmark) if row.dominant else "",
            you=row.you,
        )
        for row in found
    )
    empty = LevelRow(item.id, item.title, item.section, group.title, answered, "", None, None, None, None, "", False)
    return QuestionBar(
        title=item.title,
        section=words.section_title(benchmark, item.section),
        steps=len(item.bins),
        levels=item.levels,
        rows=rows or (empty,),
        your_level=own_bin(item, own.values.get(item.id)) if own else None,
        place=own_place(own, item, middle(benchmark, item, cell)),
        note=note,
    )


def _title(
    benchmark: Benchmark, group: Group, items: Sequence[ItemInfo], bars: Sequence[QuestionBar], section: str | None
) -> str:
    start = f"{words.brief(words.section_title(benchmark, section))}: " if section else ""
    placed = [bar.place for bar in bars if bar.place]
    if all(row.first is None for bar in bars for row in bar.rows):
        said = "how many peers stand at each level is not shown"
    elif placed:
        reached = sum(1 for place in placed if place != "below")
        verb = "at or above" if reached else "below"
        where = words.out_of(reached or len(placed), len(placed), "question")
        said = f"you are {verb} the middle of your peers in {where}"
    else:
        said = _half_reach(benchmark, group, items) or "where peers stand on each question"
    return start + said if start else said[:1].upper() + said[1:]


def _half_reach(benchmark: Benchmark, group: Group, items: Sequence[ItemInfo]) -> str:
    """Say in how many questions at least half of the peers reach the middle level."""
    middles = [(item, middle(benchmark, item, benchmark.cell(group.id, item.id))) for item in items]
    known = [(item, found) for item, found in middles if item.levels and found and found.word != "average"]
    if not known or len({len(item.bins) for item, _ in known}) > 1:
        return ""
    level = len(known[0][0].bins) // 2
    reached = sum(1 for _, found in known if found.value >= level)
    if not reached:
        return f"at least half of peers are below level {level} in {words.out_of(len(known), len(known), 'question')}"
    return f"at least half of peers are at level {level} or above in {words.out_of(reached, len(known), 'question')}"


def _sentence(bar: QuestionBar) -> str:
    parts = []
    for row in bar.rows:
        share = row.most or (words.percent(row.share) if row.share else "")
        parts += [f"{row.level} {share}"] if share else []
    if bar.note:
        parts.append(bar.note.rstrip("."))
    if bar.your_level is not None:
        parts.append(f"you at level {bar.your_level}" if bar.levels else "you are marked")
    return f"{bar.title} {'; '.join(parts)}."

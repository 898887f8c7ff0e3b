"""The picture of questions: one bar a question, split by level, with your level marked."""

from benchmark.outputs import theme
from benchmark.outputs.charts import words
from benchmark.outputs.charts.pictures.key import Entry, key, level
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.pictures.rows import Columns, Label, Slot, columns, place
from benchmark.outputs.charts.pictures.text import width
from benchmark.outputs.charts.questions import LevelRow, QuestionBar, QuestionsChart

_HEADER = "Your level"


def draw(chart: QuestionsChart, page: Page) -> None:
    """Draw the bars; several sections each under a heading."""
    _key(chart, page)
    page.y += page.text * 0.4
    labels = _labels(chart)
    cols = columns(page, labels, _HEADER, share=0.42)
    # Diamonds reach above the bars.
    head = page.text * 0.5 if any(bar.your_level is not None for bar in chart.bars) else 0
    slots = place(page, cols, labels, bar=page.text * 1.75, gap=page.text * 0.9, header=_HEADER, head=head)
    for bar, label, slot in zip(chart.bars, labels, slots, strict=True):
        places = _segments(page, cols, bar, slot)
        if bar.your_level is not None and places:
            _you(page, cols, bar, places, slot, named=label.lift)


def _key(chart: QuestionsChart, page: Page) -> None:
    steps = {bar.steps for bar in chart.bars if bar.levels}
    if len(steps) != 1:
        key(page, [Entry("Each segment: level, then share of peers. Darker is a higher level.")])
        return
    count = steps.pop()
    entries = [Entry("Level:")]
    for at in range(count):
        said = "lowest" if at == 0 else "highest" if at == count - 1 else ""
        entries.append(Entry(said, level(theme.shade(at / (count - 1)), str(at), 1.6), 1.6))
    key(page, entries)


def _labels(chart: QuestionsChart) -> list[Label]:
    sections = [bar.section for bar in chart.bars]
    several = len(set(sections)) > 1
    first = next((at for at, bar in enumerate(chart.bars) if _drawn_you(bar)), None)
    return [
        Label(
            title=bar.title,
            note=bar.note,
            aside="" if bar.your_level is None else _aside(bar, bar.your_level),
            heading=bar.section if several and (at == 0 or sections[at - 1] != bar.section) else "",
            lift=at == first,
        )
        for at, bar in enumerate(chart.bars)
    ]


def _aside(bar: QuestionBar, own: int) -> str:
    return str(own) if bar.levels else _fifths(own, own)


def _drawn_you(bar: QuestionBar) -> bool:
    return bar.your_level is not None and any((row.first is not None and not row.most) or row.you for row in bar.rows)


def _segments(page: Page, cols: Columns, bar: QuestionBar, slot: Slot) -> list[tuple[LevelRow, float, float]]:
    """Draw one bar, and give where each of its segments starts and ends."""
    height = slot.bottom - slot.top
    found = [row for row in bar.rows if row.first is not None]
    if not found:
        page.hatched(cols.left, slot.top, cols.right - cols.left, height)
        return []
    # Rounded numbers of councils may add up to more or less than the whole.
    total = sum(row.share or 0 for row in found) or 1
    places, x = [], cols.left
    for row in found:
        wide = (1 if row.most else (row.share or 0) / total) * (cols.right - cols.left)
        if wide > 0:
            _segment(page, bar, row, x, slot.top, wide, height)
        places.append((row, x, x + wide))
        x += wide
    return places


def _segment(page: Page, bar: QuestionBar, row: LevelRow, x: float, y: float, wide: float, height: float) -> None:
    first, last = row.first or 0, row.last or 0
    fill = theme.shade((first + last) / 2 / (bar.steps - 1))
    page.box(x, y, wide, height, fill=fill, edge=theme.PAPER)
    name = _name(bar, first, last)
    share = row.most or words.percent(row.share or 0)
    room = wide - page.text * 0.5
    for text in (f"{name}: {share}", name):
        if width(text, page.small) <= room:
            page.write(x + wide / 2, y + height / 2, text, size=page.small, colour=theme.on(fill), align="center")
            return


def _name(bar: QuestionBar, first: int, last: int) -> str:
    if not bar.levels:
        return _fifths(first, last)
    return str(first) if first == last else f"{first}-{last}"


def _fifths(first: int, last: int) -> str:
    return f"{first * 20}-{last * 20 + 20}%"


def _you(
    page: Page,
    cols: Columns,
    bar: QuestionBar,
    places: list[tuple[LevelRow, float, float]],
    slot: Slot,
    *,
    named: bool,
) -> None:
    """Mark the segment that holds your level, on its upper edge."""
    own = bar.your_level or 0
    for row, left, right in places:
        if (row.first or 0) <= own <= (row.last or 0):
            x = (left + right) / 2
            if right > left:
                page.box(
                    left, slot.top, right - left, slot.bottom - slot.top, edge=theme.YOU, thickness=page.text * 0.17
                )
            # So high that it leaves the words of its segment free.
            page.you(x, slot.top - page.text * 0.2)
            if named:
                _name_you(page, cols, x, slot.above)


def _name_you(page: Page, cols: Columns, x: float, middle: float) -> None:
    """Write "You" beside the diamond: after it, or before it where it would leave the plot."""
    aside = page.text * 0.75
    before = x + aside + width("You", page.text, bold=True) > cols.right
    page.write(
        x + (-aside if before else aside),
        middle,
        "You",
        colour=theme.YOU,
        bold=True,
        align="right" if before else "left",
    )

"""What a benchmark says of a network as a whole: where it is strong, where it is weak, and what most do next.

Nothing here sees a pool: all of it is read from what disclosure control let through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.outputs.charts.middle import Middle, middle
from benchmark.outputs.charts.words import councils, most, number, section_title
from benchmark.pool.benchmark import ALL, Benchmark, BinRange, Cell, ItemInfo
from scoring.questionnaire import Questionnaire

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One question: its section, the middle of the councils in words, and how far up its scale that is (0 to 1).

    `tie` says which of two with the same middle stands higher: the middle of the two outer quartiles, as a share.
    """

    item: str
    text: str
    section: str
    middle: str
    share: float
    tie: float


@dataclass(frozen=True, slots=True)
class CommonStep:
    """The next step from the level that most councils share on one question, and how many share it."""

    text: str
    section: str
    level: str
    who: str
    step: str


def strengths_and_gaps(benchmark: Benchmark) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """List the questions on which the councils stand highest, and those on which they stand lowest. None is in both.

    Where middles are alike the outer quartiles decide; what is alike in these too keeps the order of the question set.
    """
    found = [finding for item in benchmark.items if (finding := _finding(benchmark, item))]
    many = min(SHOWN, len(found) // 2)
    high = sorted(found, key=lambda finding: (-finding.share, -finding.tie))[:many]
    left = [finding for finding in found if finding not in high]
    low = sorted(left, key=lambda finding: (finding.share, finding.tie))[:many]
    return tuple(high), tuple(low)


def common_steps(benchmark: Benchmark, questionnaire: Questionnaire) -> tuple[CommonStep, ...]:
    """List the next steps of most councils, from the lowest shared levels up.

    A question is left out where its counts are not shown, where the level that most share is only shown together with
    another, and where that level is the highest.
    """
    found: list[tuple[float, CommonStep]] = []
    for item in benchmark.items:
        cell = benchmark.cell(ALL, item.id)
        shared = _shared_level(item, cell)
        if cell is None or shared is None or item.id not in questionnaire.question_index:
            continue
        question = questionnaire.question(item.id)
        level = shared.first
        if not question.target_levels or level >= len(question.next_steps):
            continue
        step = CommonStep(
            text=item.title,
            section=section_title(benchmark, item.section),
            level=f"Level {level}",
            who=_who(benchmark, cell, shared),
            step=question.next_steps[level],
        )
        found.append((level / (len(item.bins) - 1), step))
    return tuple(step for _, step in sorted(found, key=lambda entry: entry[0])[:SHOWN])


def _finding(benchmark: Benchmark, item: ItemInfo) -> Finding | None:
    cell = benchmark.cell(ALL, item.id)
    found = middle(benchmark, item, cell) if item.kind == "question" and item.ordered else None
    if found is None:
        return None
    length = item.stop - item.start
    share = (found.value - item.start) / length
    outer = (cell.quartiles[0], cell.quartiles[2]) if cell and cell.quartiles else (found.value, found.value)
    tie = (sum(outer) / 2 - item.start) / length
    section = section_title(benchmark, item.section)
    return Finding(item.id, item.title, section, _said(benchmark, item, found), share, tie)


def _said(benchmark: Benchmark, item: ItemInfo, found: Middle) -> str:
    if found.word == "range":
        low, high = (number(found.value + side * found.slack, item) for side in (-1, 1))
        where = low if low == high else f"{low} to {high}"
        return f"{most(benchmark)} at {_on(item, where)}"
    return f"{found.word} {_on(item, number(found.value, item))}"


def _on(item: ItemInfo, text: str) -> str:
    """Say on which scale a figure is."""
    stop = number(item.stop, item)
    return f"level {text} of {stop}" if item.levels else f"{text} of {stop}"


def _shared_level(item: ItemInfo, cell: Cell | None) -> BinRange | None:
    """Give the level that more councils share than any other; None where it is not shown by itself."""
    if cell is None or item.kind != "question" or not item.levels:
        return None
    bins: Sequence[BinRange] = (cell.dominant,) if cell.dominant else cell.bins
    fullest = max((found.councils for found in bins), default=0)
    first = [found for found in bins if found.councils == fullest]
    return first[0] if len(first) == 1 and first[0].first == first[0].last else None


def _who(benchmark: Benchmark, cell: Cell, shared: BinRange) -> str:
    if cell.dominant:
        return f"{most(benchmark)} of councils"
    return f"{councils(benchmark, shared.councils)} of {cell.councils}"

"""What changed in a network since an earlier round: by councils that linked their returns, or by two benchmarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.errors import UsageError
from benchmark.outputs.charts.middle import middle
from benchmark.outputs.charts.words import councils, most, number
from benchmark.pool.benchmark import ALL, Benchmark, Cell
from benchmark.pool.comparison import MoveRow, moves, own_group

SHOWN_QUESTIONS: Final = 10
NOT_LINKED: Final = (
    "The two rounds are not the same councils: some came, some left. A middle can rise because others took part, so "
    "this does not say that anybody got better."
)


@dataclass(frozen=True, slots=True)
class SinceLine:
    """One item and what is said of it, in words."""

    title: str
    said: str
    councils: str


@dataclass(frozen=True, slots=True)
class MiddleLine:
    """One score in two benchmarks: its middle then and now, and how many councils stand behind each."""

    title: str
    then: str
    now: str
    councils_then: str
    councils_now: str


@dataclass(frozen=True)
class Since:
    """What is said about change. `linked` is empty where too few councils linked their returns."""

    linked_to: str = ""
    linked_councils: str = ""
    linked: tuple[SinceLine, ...] = ()
    questions: tuple[SinceLine, ...] = ()
    other_round: str = ""
    middles: tuple[MiddleLine, ...] = ()


def build_since(benchmark: Benchmark, earlier: Benchmark | None = None) -> Since:
    """Gather what a benchmark says about linked councils, and what it says beside an earlier benchmark."""
    rows = moves(benchmark, own_group(benchmark, None, None)) if benchmark.since else []
    return Since(
        linked_to=benchmark.since.round if benchmark.since else "",
        linked_councils=councils(benchmark, benchmark.since.councils) if benchmark.since else "",
        linked=tuple(_line(benchmark, row) for row in rows if row.kind != "question" and _said(benchmark, row)),
        questions=_most_moved(benchmark, rows),
        other_round=earlier.round if earlier else "",
        middles=_middles(earlier, benchmark) if earlier else (),
    )


def _most_moved(benchmark: Benchmark, rows: Sequence[MoveRow]) -> tuple[SinceLine, ...]:
    """List the questions in which most went higher; of equal ones in the order of the question set."""
    told = [row for row in rows if row.kind == "question" and _said(benchmark, row)]
    told.sort(key=lambda row: -_risen(row))
    return tuple(_line(benchmark, row) for row in told[:SHOWN_QUESTIONS])


def _risen(row: MoveRow) -> float:
    """Give the share of councils that are known to have gone higher."""
    if row.nearly_all:
        return float(row.nearly_all == "higher")
    return sum(held for word, held in row.found if word == "higher") / max(row.councils, 1)


def _line(benchmark: Benchmark, row: MoveRow) -> SinceLine:
    return SinceLine(row.title, _said(benchmark, row), councils(benchmark, row.councils))


def _said(benchmark: Benchmark, row: MoveRow) -> str:
    if row.nearly_all:
        return f"{most(benchmark)} {row.nearly_all}"
    return ", ".join(f"{number_of} {word}" for word, number_of in row.found if number_of)


def _middles(earlier: Benchmark, benchmark: Benchmark) -> tuple[MiddleLine, ...]:
    """Lay the middles of two benchmarks side by side; scores only where both have the same rules and questions."""
    if earlier.questionnaire != benchmark.questionnaire:
        raise UsageError(
            f'The earlier benchmark is of "{earlier.questionnaire}", this one of "{benchmark.questionnaire}".'
        )
    if (earlier.fingerprint, earlier.common) != (benchmark.fingerprint, benchmark.common):
        raise UsageError(
            "Scores of the two benchmarks cannot be compared: they are of different versions of the question set, or "
            "rest on different questions. Returns that are linked can be: publish with --earlier POOL."
        )
    lines = []
    for item in benchmark.items:
        then, now = (side.cell(ALL, item.id) for side in (earlier, benchmark))
        first, second = middle(earlier, item, then), middle(benchmark, item, now)
        # Where nearly all are alike only a range is known, which is no middle.
        if item.is_score and then and now and first and second and "range" not in (first.word, second.word):
            before, after = (number(found.value, item) for found in (first, second))
            lines.append(MiddleLine(item.title, before, after, _who(earlier, then), _who(benchmark, now)))
    return tuple(lines)


def _who(benchmark: Benchmark, cell: Cell) -> str:
    return councils(benchmark, cell.councils or 0)

"""Gaps in the market in the terminal, as rows for a CSV file, and as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.outputs.charts import words
from benchmark.outputs.text_table import text_table
from benchmark.pool.benchmark import ANYONE, Benchmark, Group, imported_words
from benchmark.pool.market import Figure, MarketLine, gaps_first
from scoring.register import Measure, made_id

SHOWN: Final = 12
_NONE: Final = "-"


@dataclass(frozen=True, slots=True)
class GapRow:
    """One figure of one line: the middle of the peers in per cent of the scale, and who is at the lowest answer."""

    line: str
    title: str
    section: str
    group: str
    measure: str
    councils: int | None
    middle_percent: float | None
    lowest_percent: float | None
    lowest_answer: str


def gaps_text(
    benchmark: Benchmark,
    group: Group,
    lines: Sequence[MarketLine],
    measures: Sequence[Measure],
    *,
    whole: bool,
    plain: bool,
) -> str:
    """Write the lines that are served worst, and what may not be concluded from them."""
    found = gaps_first(tuple(lines))
    shown = found if whole else found[:SHOWN]
    header = ["Line", "Councils", *(measure.title for measure in measures)]
    rows = [[line.line.title, *_cells(line, measures)] for line in shown]
    parts = [
        f"{benchmark.title} {benchmark.version}, round {benchmark.round}",
        wrap(words.peers(benchmark, group), console.width()),
        text_table(header, rows, plain=plain) if rows else "Too few councils answered to show any line.",
        *(wrap(line, console.width()) for line in _notes(benchmark, measures, len(shown), len(found), len(lines))),
    ]
    return "\n\n".join(part for part in parts if part)


def gap_rows(
    benchmark: Benchmark, group: Group, lines: Sequence[MarketLine], measures: Sequence[Measure]
) -> list[GapRow]:
    """Give every figure of every line, in the order of the register."""
    return [_row(benchmark, group, line, measure, line.figures[measure.id]) for line in lines for measure in measures]


def gaps_data(
    benchmark: Benchmark, group: Group, lines: Sequence[MarketLine], measures: Sequence[Measure]
) -> dict[str, Any]:
    """Give the same for programs, the lines that are served worst first."""
    return {
        "questionnaire": benchmark.questionnaire,
        "version": benchmark.version,
        "round": benchmark.round,
        "group": group.id,
        "invited_only": benchmark.invited_only,
        "measures": [{"id": measure.id, "title": measure.title} for measure in measures],
        "lines": [
            {
                "line": line.line.id,
                "section": line.line.section,
                "served": None if line.served is None else round(line.served, 4),
                "figures": {name: _plain(figure) for name, figure in line.figures.items()},
            }
            for line in [*gaps_first(tuple(lines)), *(line for line in lines if line.served is None)]
        ],
    }


def _plain(figure: Figure) -> dict[str, float | int | None]:
    middle, lowest = (None if value is None else round(value, 4) for value in (figure.middle, figure.lowest))
    return {"councils": figure.councils, "middle": middle, "lowest": lowest}


def _cells(line: MarketLine, measures: Sequence[Measure]) -> list[str]:
    counts = [figure.councils for figure in line.figures.values() if figure.councils is not None]
    return [str(min(counts)) if counts else _NONE, *(_said(line.figures[measure.id]) for measure in measures)]


def _said(figure: Figure) -> str:
    middle = _NONE if figure.middle is None else f"{100 * figure.middle:.0f}%"
    return middle if not figure.lowest else f"{middle} ({100 * figure.lowest:.0f}%)"


def _notes(benchmark: Benchmark, measures: Sequence[Measure], shown: int, known: int, lines: int) -> list[str]:
    named = ", ".join(f"{measure.title[:1].lower()}{measure.title[1:]}" for measure in measures)
    order = f"Lines that are served worst come first, by the mean of: {named}."
    meaning = (
        "Each figure is the middle council, from the lowest answer (0%) to the highest (100%); in brackets, the share "
        "of councils at the lowest answer."
    )
    notes = [f"{order} {meaning}"]
    if shown < known:
        notes.append(f"{shown} of {known} lines are shown.")
    if known < lines:
        why = f"{words.fewer(benchmark)} councils answered, or {words.PROTECTED}"
        notes.append(f"{lines - known} lines are not shown: {why}.")
    notes.append("This is what councils say of what they have. It names no supplier and no council.")
    notes.append("" if benchmark.invited_only else ANYONE)
    imported = imported_words(benchmark)
    return [note for note in (*notes, imported) if note]


def _row(benchmark: Benchmark, group: Group, line: MarketLine, measure: Measure, figure: Figure) -> GapRow:
    item = benchmark.item(made_id(line.line.id, measure.id))
    return GapRow(
        line=line.line.id,
        title=line.line.title,
        section=line.section,
        group=group.title,
        measure=measure.title,
        councils=figure.councils,
        middle_percent=None if figure.middle is None else round(100 * figure.middle, 2),
        lowest_percent=None if figure.lowest is None else round(100 * figure.lowest, 2),
        lowest_answer=item.bins[0] if item else "",
    )

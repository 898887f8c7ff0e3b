"""Where the market has little to offer: the lines of a register in which peers are badly served, from a benchmark.

Everything is read from figures that disclosure control has let through; where one is held back, the line says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from benchmark.errors import UsageError
from benchmark.pool.benchmark import Benchmark, Cell, Group
from scoring.questionnaire import Questionnaire
from scoring.register import Line, Measure, Register, made_id


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of a line over the peers: the middle answer as a share of the scale, from 0 to 1, and of how many.

    `lowest` is the share of councils at the very lowest answer. Each is None where it is not shown.
    """

    councils: int | None = None
    middle: float | None = None
    lowest: float | None = None


@dataclass(frozen=True, slots=True)
class MarketLine:
    """One line with a figure for each measure that speaks of gaps. `served` is the mean of their middles."""

    line: Line
    section: str
    figures: dict[str, Figure]
    served: float | None


def find_market(benchmark: Benchmark, questionnaire: Questionnaire, group: Group) -> tuple[MarketLine, ...]:
    """Read every line's figures, in the order of the register, or raise UsageError where the set says no gaps."""
    register = questionnaire.register
    if register is None or not register.gaps:
        raise UsageError(f"{questionnaire.title} has no register that says what a gap in the market is.")
    return tuple(_line(benchmark, questionnaire, register, group, line) for line in register.lines)


def gaps_first(lines: tuple[MarketLine, ...]) -> list[MarketLine]:
    """Put the lines that are served worst first; those without all figures are left out.

    Of lines that are served alike, the one with more councils at the lowest answers comes first.
    """
    known = [line for line in lines if line.served is not None]
    return sorted(known, key=lambda line: (line.served or 0, -sum(f.lowest or 0 for f in line.figures.values())))


def gap_measures(register: Register) -> list[Measure]:
    """List the measures that speak of gaps, as the register orders them."""
    by_id = {measure.id: measure for measure in register.measures}
    return [by_id[name] for name in register.gaps]


def _line(
    benchmark: Benchmark, questionnaire: Questionnaire, register: Register, group: Group, line: Line
) -> MarketLine:
    figures = {}
    for measure in gap_measures(register):
        question_id = made_id(line.id, measure.id)
        figures[measure.id] = _figure(benchmark, group, question_id)
    middles = [figure.middle for figure in figures.values() if figure.middle is not None]
    served = fmean(middles) if len(middles) == len(figures) else None
    return MarketLine(line, questionnaire.section(line.section).title, figures, served)


def _figure(benchmark: Benchmark, group: Group, question_id: str) -> Figure:
    cell, item = benchmark.cell(group.id, question_id), benchmark.item(question_id)
    if cell is None or item is None or cell.councils is None:
        return Figure()
    middle = next(_middles(cell, item.start, item.stop), None)
    return Figure(cell.councils, middle, _lowest(cell))


def _middles(cell: Cell, start: float, stop: float) -> Iterator[float]:
    """Give the middle answer in the ways that the cell allows, the closest first."""
    if cell.quartiles:
        yield (cell.quartiles[1] - start) / (stop - start)
    if cell.mean is not None:
        yield (cell.mean - start) / (stop - start)


def _lowest(cell: Cell) -> float | None:
    """Give the share at the lowest answer, where it stands by itself."""
    if not cell.bins:
        return None
    first = cell.bins[0]
    total = sum(found.councils for found in cell.bins)
    if first.first > 0:
        return 0.0
    return first.councils / total if first.last == 0 else None

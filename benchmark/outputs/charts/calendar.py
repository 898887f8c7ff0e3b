"""The calendar heat map: how many contracts of each line of business end in each quarter, or can be extended to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.council.contracts.own import group_by_section
from benchmark.council.contracts.terms import Term
from benchmark.outputs.charts import words
from benchmark.outputs.charts.chart import Around, Chart
from benchmark.questions.value import quarter_words
from scoring.questionnaire import Questionnaire

NAME: Final = "renewal-calendar"
_YEAR: Final = 4


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One line of business in one quarter: how many contracts end, and how many more can be extended to it."""

    section: str
    line: str
    title: str
    quarter: str
    ends: int
    extended: int

    @property
    def shown(self) -> str:
        """Give what stands in the cell: how many end, or with a plus how many can be extended to it."""
        return str(self.ends) if self.ends else f"+{self.extended}" if self.extended else ""


@dataclass(frozen=True)
class CalendarChart(Chart):
    """Lines of business by section, each with a row for every quarter. Lines without a contract are left out.

    `most` is the highest number in a cell; `notes` say what is not in the picture.
    """

    sections: tuple[tuple[str, tuple[tuple[CalendarRow, ...], ...]], ...]
    quarters: tuple[int, ...]
    most: int
    notes: tuple[str, ...]

    @property
    def table(self) -> tuple[CalendarRow, ...]:
        """Give the rows as they are written to CSV."""
        return tuple(cell for _, lines in self.sections for line in lines for cell in line)

    @property
    def row_type(self) -> type[CalendarRow]:
        """Give the type of the rows."""
        return CalendarRow

    @property
    def lines(self) -> int:
        """Give how many lines of business there are."""
        return sum(len(lines) for _, lines in self.sections)


def build_calendar_chart(
    questionnaire: Questionnaire, spans: Sequence[Term], start: int, quarters: int, *, whose: str, footer: str
) -> CalendarChart | None:
    """Build the calendar; None where no contract ends, or can still be extended, from `start` on.

    Args:
        questionnaire: the register.
        spans: when each contract ends.
        start: the first quarter.
        quarters: how many of them.
        whose: whose contracts these are, as the end of a sentence.
        footer: what stands below.
    """
    still = [term for term in spans if not term.over(start)]
    if not still:
        return None
    across = tuple(range(start, start + quarters))
    sections = tuple(
        (title, tuple(tuple(_cells(title, line.id, line.title, still, across)) for line in lines))
        for title, lines in group_by_section(questionnaire, [term.line for term in still])
    )
    ends = [term.end for term in still if start <= term.end < start + quarters]
    notes = tuple(_notes(still, start, quarters))
    around = Around(
        name=NAME,
        title=_title(ends, len(still), across),
        subtitle=f"How many contracts end in each quarter, by line of business: {_number(len(still))} {whose}.",
        axis="",
        footer=(footer,),
        banner="",
    )
    found = [cells for _, lines in sections for cells in lines]
    alt = " ".join([f"{around.title}.", around.subtitle, *notes, *map(_sentence, found), footer])
    most = max((cell.ends for cells in found for cell in cells), default=0)
    return CalendarChart(around, alt, sections, across, most, notes)


def _cells(section: str, line: str, title: str, terms: Sequence[Term], across: Sequence[int]) -> list[CalendarRow]:
    mine = [term for term in terms if term.line == line]
    return [
        CalendarRow(
            section,
            line,
            title,
            quarter_words(quarter),
            sum(term.end == quarter for term in mine),
            sum(term.end < quarter <= term.last for term in mine),
        )
        for quarter in across
    ]


def _title(ends: Sequence[int], contracts: int, across: Sequence[int]) -> str:
    """Name the quarter in which most contracts end; where several share that, the year, or how many it is at most."""
    last = quarter_words(across[-1])
    if not ends:
        return f"No contract ends until {last}"
    if len(ends) == 1:
        return f"One contract ends until {last}, in {quarter_words(ends[0])}"
    most = max(ends.count(quarter) for quarter in set(ends))
    busiest = [quarter for quarter in across if ends.count(quarter) == most]
    of = f"{most} of {contracts} contracts"
    if len(busiest) == 1:
        return f"Most end in {quarter_words(busiest[0])}: {of}"
    years = [quarter // _YEAR for quarter in ends]
    top = max(years.count(year) for year in set(years))
    full = [year for year in sorted(set(years)) if years.count(year) == top]
    if len(full) == 1:
        return f"Most end in {full[0]}: {top} of {contracts} contracts"
    if most == 1:
        return f"No two of {contracts} contracts end in the same quarter"
    return f"No quarter stands out: at most {most} of {contracts} contracts end in one"


def _notes(terms: Sequence[Term], start: int, quarters: int) -> list[str]:
    """Say what is not in the picture, or only as an extension."""
    later = sum(term.end >= start + quarters for term in terms)
    before = sum(term.end < start for term in terms)
    said = []
    if before:
        said.append(f"Ended before, and can still be extended: {before}.")
    if later:
        said.append(f"After {quarter_words(start + quarters - 1)}: {later}.")
    return said


def _sentence(cells: Sequence[CalendarRow]) -> str:
    ends = [f"{cell.quarter} {cell.ends}" for cell in cells if cell.ends]
    until = [cell.quarter for cell in cells if cell.extended]
    can = f"; extension until {until[-1]}" if until else ""
    return f"{words.brief(cells[0].title)}: {', '.join(ends) or 'none ends'}{can}."


def _number(contracts: int) -> str:
    return "1 contract" if contracts == 1 else f"{contracts} contracts"

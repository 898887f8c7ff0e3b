"""One council's own contracts in the terminal: what ends when. It is private, and from its own register."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.council.contracts.own import OwnContract
from benchmark.outputs.charts.calendar import CalendarChart, build_calendar_chart
from benchmark.questions.value import quarter_words
from scoring.questionnaire import Questionnaire

PRIVATE: Final = "From your own register: systems, suppliers, costs and dates stay in your folder."
_YEAR: Final = 4


def own_chart(
    questionnaire: Questionnaire, contracts: Sequence[OwnContract], start: int, quarters: int
) -> CalendarChart | None:
    """Build the calendar of a council's own contracts; None where none ends."""
    spans = [contract.term for contract in contracts if contract.term]
    return build_calendar_chart(
        questionnaire, spans, start, quarters, whose="of the council", footer="From the council's own register."
    )


def own_text(contracts: Sequence[OwnContract], start: int) -> str:
    """List a council's own contracts by the year in which they end, the next first; then those without an end."""
    width = console.width()
    if not contracts:
        return wrap("No contract is written down yet. Next: council-benchmark assess", width)
    known = [contract for contract in contracts if contract.term]
    over = [c for c in known if c.term and c.term.over(start)]
    still = sorted((c for c in known if c not in over), key=lambda c: (c.end or 0, c.line.title, c.title))
    parts = [f"{_count(len(contracts))}, seen from {quarter_words(start)}", wrap(PRIVATE, width)]
    for year, ending in groupby(still, key=lambda contract: (contract.end or 0) // _YEAR):
        parts.append("\n".join(_years(year, list(ending), start)))
    for title, found in (("Ended, with all options", over), ("Without an end", [c for c in contracts if not c.term])):
        if found:
            lines = [wrap(f"{c.line.title}: {c.title}{_when(c)}", width, "    ", "  - ") for c in found]
            parts.append("\n".join([title, *lines]))
    return "\n\n".join(parts)


def own_data(contracts: Sequence[OwnContract], start: int) -> dict[str, Any]:
    """Give the same for programs."""
    return {
        "from": quarter_words(start),
        "contracts": [
            {
                "line": contract.line.id,
                "system": contract.system,
                "supplier": contract.supplier,
                "ends": None if contract.end is None else quarter_words(contract.end),
                "last": quarter_words(contract.term.last) if contract.term else None,
                "extension_months": contract.extension,
                "yearly_cost": contract.cost,
                "carried": contract.carried,
            }
            for contract in contracts
        ],
    }


def _years(year: int, contracts: Sequence[OwnContract], start: int) -> Iterator[str]:
    yield f"Ended in {year}, and can still be extended" if year < start // _YEAR else f"End in {year}"
    for contract in contracts:
        first = f"  {quarter_words(contract.end or 0)}  "
        yield wrap(
            f"{contract.line.title}: {contract.title}{_aside(contract)}", console.width(), " " * len(first), first
        )


def _aside(contract: OwnContract) -> str:
    term = contract.term
    said = [
        f"or until {quarter_words(term.last)}" if term and term.last > term.end else "",
        f"£{contract.cost:,.0f} a year" if contract.cost is not None else "",
        "not confirmed in this round" if contract.carried else "",
    ]
    return "".join(f", {part}" for part in said if part)


def _when(contract: OwnContract) -> str:
    return f", ended {quarter_words(contract.end)}" if contract.end is not None else ""


def _count(contracts: int) -> str:
    return "1 contract" if contracts == 1 else f"{contracts} contracts"

"""A renewal calendar as one page to read on a screen or to print."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from benchmark.council.contracts.own import group_by_section
from benchmark.outputs import theme
from benchmark.outputs.charts.calendar import CalendarChart, CalendarRow, build_calendar_chart
from benchmark.outputs.page import page_environment
from benchmark.outputs.renewals_words import (
    UNSIGNED,
    assumptions,
    contract_title,
    cost_words,
    count,
    extended_words,
    lead_words,
    until_words,
    window_times,
    window_title,
)
from benchmark.pool.renewals.calendar import Calendar
from benchmark.pool.renewals.windows import Renewal, Window
from benchmark.questions.value import quarter_words

_YEAR: Final = 4
# The palest shade is that of extensions.
_SHADES: Final = theme.SEQUENCE[1:]


def calendar_chart(calendar: Calendar) -> CalendarChart | None:
    """Build the heat map of a calendar; None where no contract ends."""
    councils = count(len(calendar.cards), "council")
    return build_calendar_chart(
        calendar.questionnaire,
        calendar.spans,
        calendar.terms.start,
        calendar.terms.quarters,
        whose=f"of {councils}, each on a card that it made by choice",
        footer=UNSIGNED,
    )


def render_calendar(calendar: Calendar) -> str:
    """Write the page."""
    chart = calendar_chart(calendar)
    quarters = chart.quarters if chart else ()
    return (
        page_environment()
        .get_template("renewals.html")
        .render(
            calendar=calendar,
            chart=chart,
            title=f"Renewal calendar: {calendar.questionnaire.title}",
            lead=list(lead_words(calendar)),
            shades=_shades(),
            sample=f"ends s{len(_SHADES) // 2}",
            years=[(year, len(list(own))) for year, own in groupby(quarters, key=lambda quarter: quarter // _YEAR)],
            quarters=[(f"Q{quarter % _YEAR + 1}", quarter % _YEAR == 0) for quarter in quarters],
            parts=list(_parts(chart)) if chart else [],
            assumptions=assumptions(calendar),
            windows=[_window(calendar, window) for window in calendar.windows],
            contracts=list(_contracts(calendar)),
            costs=any(cost_words(calendar, renewal.contract) for renewal in calendar.renewals),
            suppliers=list(_suppliers(calendar)),
        )
    )


def _shades() -> str:
    rules = [f"table.heat td.s{at}, .key .s{at} {{ {_look(colour)} }}" for at, colour in enumerate(_SHADES)]
    return "\n".join([*rules, ".key .may { background: var(--panel); color: var(--quiet); }"])


def _look(colour: str) -> str:
    return f"background: {colour}; color: {theme.on(colour)};"


def _parts(chart: CalendarChart) -> Iterator[tuple[str, list[tuple[str, list[tuple[str, str]]]]]]:
    """Give the cells of the heat map, each with its text and its look, by section and line."""
    for part, lines in chart.sections:
        yield part, [(cells[0].title, [(cell.shown, _class(chart, cell)) for cell in cells]) for cells in lines]


def _class(chart: CalendarChart, cell: CalendarRow) -> str:
    year = " year" if cell.quarter.endswith("Q1") else ""
    if not cell.ends:
        return ("may" if cell.extended else "") + year
    step = (len(_SHADES) * cell.ends - 1) // max(chart.most, 2)
    return f"ends s{min(step, len(_SHADES) - 1)}{year}"


def _window(calendar: Calendar, window: Window) -> dict[str, Any]:
    return {
        "title": window_title(calendar, window),
        "times": window_times(calendar, window),
        "others": window.others,
        "rows": [
            {
                "council": member.renewal.council,
                "ends": quarter_words(member.renewal.contract.end),
                "extended": extended_words(member),
                "what": contract_title(member.renewal.contract),
                "contact": member.renewal.contact,
            }
            for member in window.members
        ],
    }


def _contracts(calendar: Calendar) -> Iterator[tuple[str, list[tuple[str, list[dict[str, str]]]]]]:
    for part, lines in group_by_section(calendar.questionnaire, list(calendar.lines)):
        yield part, [(line.title, [_row(calendar, one) for one in calendar.of_line(line.id)]) for line in lines]


def _row(calendar: Calendar, renewal: Renewal) -> dict[str, str]:
    contract = renewal.contract
    return {
        "council": renewal.council,
        "ends": quarter_words(contract.end),
        "until": until_words(contract),
        "what": contract_title(contract),
        "cost": cost_words(calendar, contract),
        "partners": "yes" if contract.partners else "no",
    }


def _suppliers(calendar: Calendar) -> Iterator[tuple[str, int, int, str]]:
    for line in calendar.lines:
        if names := calendar.suppliers.get(line):
            councils = len({renewal.council for renewal in calendar.of_line(line)})
            yield calendar.title(line), councils, len(names), "; ".join(names)

"""A renewal calendar as rows: a contract a row, with its council, whom to call and the group that it is in."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from benchmark.council.contracts.own import contract_register
from benchmark.outputs.renewals_words import cost_words, member_words
from benchmark.pool.renewals.calendar import Calendar
from benchmark.pool.renewals.windows import Renewal
from benchmark.questions.value import quarter_words


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """One contract. `group` is the number of the group that could buy together; it is empty where there is none."""

    section: str
    line: str
    title: str
    council: str
    system: str
    supplier: str
    ends: str
    extension_months: int
    last: str
    yearly_cost: float | None
    cost: str
    partners: bool
    group: int | None
    group_councils: int | None
    talks_from: str
    ends_with_group: str
    contact: str
    round: str


def renewal_rows(calendar: Calendar) -> tuple[RenewalRow, ...]:
    """Give a row for each contract, the next to end first."""
    groups = {
        id(member.renewal): (number, window, member)
        for number, window in enumerate(calendar.windows, start=1)
        for member in window.members
    }
    rounds = {held.card.council: held.card.round for held in calendar.cards}
    register = contract_register(calendar.questionnaire)
    sections = {line.id: calendar.questionnaire.section(line.section).title for line in register.lines}

    def row(renewal: Renewal) -> RenewalRow:
        contract = renewal.contract
        number, window, member = groups.get(id(renewal), (None, None, None))
        return RenewalRow(
            sections[contract.line],
            contract.line,
            calendar.title(contract.line),
            renewal.council,
            contract.system,
            contract.supplier,
            quarter_words(contract.end),
            contract.extension,
            quarter_words(contract.term.last),
            contract.cost,
            cost_words(calendar, contract),
            contract.partners,
            number,
            len(window.councils) if window else None,
            quarter_words(window.talks) if window else "",
            quarter_words(member.ends) if member else "",
            renewal.contact,
            rounds[renewal.council],
        )

    return tuple(map(row, calendar.renewals))


def calendar_data(calendar: Calendar) -> dict[str, Any]:
    """Give a calendar for programs."""
    return {
        "questionnaire": calendar.questionnaire.id,
        "from": quarter_words(calendar.terms.start),
        "window_quarters": calendar.terms.span,
        "lead_months": calendar.terms.lead,
        "anyone_could_have_made": True,
        "councils": [
            {"council": held.card.council, "contact": held.card.contact, "round": held.card.round}
            for held in calendar.cards
        ],
        "ended_before": len(calendar.over),
        "renewals": [asdict(row) for row in renewal_rows(calendar)],
        "groups": list(_groups(calendar)),
        "suppliers": {line: list(names) for line, names in calendar.suppliers.items()},
    }


def _groups(calendar: Calendar) -> Iterator[dict[str, Any]]:
    for number, window in enumerate(calendar.windows, start=1):
        yield {
            "group": number,
            "line": window.line,
            "councils": list(window.councils),
            "first": quarter_words(window.first),
            "last": quarter_words(window.last),
            "talks_from": quarter_words(window.talks),
            "members": [
                {"council": member.renewal.council, "contact": member.renewal.contact, "words": member_words(member)}
                for member in window.members
            ],
            "others": list(window.others),
        }

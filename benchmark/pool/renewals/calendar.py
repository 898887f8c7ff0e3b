"""The renewal calendar of the councils that gave a card: who renews what when, with whom to call."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmark.council.contracts.own import contract_register
from benchmark.council.contracts.terms import Term
from benchmark.pool.renewals.gather import Held, council_key
from benchmark.pool.renewals.suppliers import find_suppliers
from benchmark.pool.renewals.windows import LEAD, WINDOW, Renewal, Window, find_windows
from benchmark.returns.contracts_card import check_lines
from scoring.questionnaire import Questionnaire

QUARTERS: Final = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """What a calendar begins with and assumes: the first quarter, how many are shown, the window, months for talks."""

    start: int
    quarters: int = QUARTERS
    span: int = WINDOW
    lead: int = LEAD


@dataclass(frozen=True)
class Calendar:
    """The contracts of all cards, the next to end first; and who could buy together, the largest group first.

    `over` are those that ended before the calendar begins, with all options to extend.
    """

    questionnaire: Questionnaire
    terms: Terms
    cards: tuple[Held, ...]
    renewals: tuple[Renewal, ...]
    over: tuple[Renewal, ...]
    windows: tuple[Window, ...]
    suppliers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[str, ...]:
        """List the ids of the lines of business that have a contract here, in the order of the register."""
        there = {renewal.contract.line for renewal in self.renewals}
        return tuple(line.id for line in contract_register(self.questionnaire).lines if line.id in there)

    @property
    def spans(self) -> tuple[Term, ...]:
        """Give when each contract ends."""
        return tuple(renewal.contract.term for renewal in self.renewals)

    def of_line(self, line: str) -> tuple[Renewal, ...]:
        """Give the contracts of one line, the next to end first."""
        return tuple(renewal for renewal in self.renewals if renewal.contract.line == line)

    def title(self, line: str) -> str:
        """Give a line's title."""
        return contract_register(self.questionnaire).line_index[line].title


def build_calendar(
    questionnaire: Questionnaire, cards: Iterable[Held], terms: Terms, lines: Sequence[str] = ()
) -> Calendar:
    """Lay the cards of councils together. With `lines` only these lines of business are looked at."""
    check_lines(questionnaire, lines)
    held = tuple(one for one in cards if not lines or any(contract.line in lines for contract in one.card.contracts))
    every = [
        Renewal(one.card.council, one.card.contact, contract)
        for one in held
        for contract in one.card.contracts
        if not lines or contract.line in lines
    ]
    every.sort(key=_order)
    still = tuple(renewal for renewal in every if not renewal.contract.term.over(terms.start))
    windows = []
    register = contract_register(questionnaire)
    for line in register.lines:
        of_line = [renewal for renewal in still if renewal.contract.line == line.id]
        windows += find_windows(of_line, terms.start, terms.span, terms.lead)
    windows.sort(key=lambda window: (-len(window.councils), window.first))
    return Calendar(
        questionnaire,
        terms,
        held,
        still,
        tuple(renewal for renewal in every if renewal.contract.term.over(terms.start)),
        tuple(windows),
        find_suppliers(still),
    )


def _order(renewal: Renewal) -> tuple[int, int, str, str, str]:
    contract = renewal.contract
    return contract.end, contract.term.last, contract.line, council_key(renewal.council), contract.system

"""A contracts card: which contracts of a council end when, and whom to call, for councils that may buy together.

It is named, by choice. It holds what was chosen of each contract: never how well it fits, who owns it, a reference or
anything else of the register.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from benchmark.council.contracts.own import OwnContract, band_of, contract_register, cost_bands
from benchmark.council.contracts.terms import MOST_MONTHS, Term, last_quarter
from benchmark.errors import UsageError
from benchmark.returns.card import LONGEST, one_line
from scoring.questionnaire import Questionnaire

Costs = Literal["none", "band", "figure"]
COSTS: Final[tuple[Costs, ...]] = ("none", "band", "figure")
EVERY: Final = "all"
WITHIN: Final = 3
MOST_CONTRACTS: Final = 1_000
_QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract on a card. `end` is a quarter, `extension` months, `band` the id of a band of the yearly cost."""

    line: str
    end: int
    system: str = ""
    supplier: str = ""
    extension: int = 0
    cost: float | None = None
    band: str = ""
    partners: bool = False

    @property
    def term(self) -> Term:
        """Give when it ends."""
        return Term(self.line, self.end, last_quarter(self.end, self.extension))


@dataclass(frozen=True)
class ContractsCard:
    """What a contracts card says. `round` is the council's round in which it was made: the newest card counts."""

    council: str
    contact: str
    round: str
    questionnaire: str
    version: str
    contracts: tuple[Contract, ...]


@dataclass(frozen=True)
class Offer:
    """The contracts that can stand on a card, those that it begins with, and how many cannot, each with the reason."""

    contracts: tuple[OwnContract, ...]
    first: tuple[OwnContract, ...]
    left_out: tuple[tuple[str, int], ...]


def find_offer(
    contracts: Sequence[OwnContract], start: int, *, years: int = WITHIN, least: float = 0, lines: Collection[str] = ()
) -> Offer:
    """Say which contracts a card could show, and which it begins with.

    Args:
        contracts: the council's own.
        start: the present quarter.
        years: it begins with those that end within so many years from then.
        least: contracts below this sum, and with one those whose sum is not known, are left out.
        lines: only these lines of business; all where none is named.
    """
    reasons = {"carried over and not confirmed": 0, "without an end": 0, "ended already": 0, f"below £{least:,.0f}": 0}
    reasons["of a sum that is not known"] = 0
    kept = []
    for contract in contracts:
        if lines and contract.line.id not in lines:
            continue
        if why := _why_not(contract, start, least):
            reasons[why] += 1
        else:
            kept.append(contract)
    before = start + years * _QUARTERS
    first = tuple(c for c in kept if c.end is not None and c.end < before)
    return Offer(tuple(kept), first, tuple((why, number) for why, number in reasons.items() if number))


def _why_not(contract: OwnContract, start: int, least: float) -> str:
    if contract.carried:
        return "carried over and not confirmed"
    if contract.term is None:
        return "without an end"
    if contract.term.over(start):
        return "ended already"
    if least and contract.sum is None:
        return "of a sum that is not known"
    return f"below £{least:,.0f}" if least and (contract.sum or 0) < least else ""


def check_lines(questionnaire: Questionnaire, lines: Collection[str]) -> None:
    """Refuse a line of business that the register does not have."""
    known = contract_register(questionnaire).line_index
    for name in lines:
        if name not in known:
            raise UsageError(f'There is no line of business "{name}". Use one of: {", ".join(known)}.')


def make_contracts_card(
    questionnaire: Questionnaire,
    round_id: str,
    chosen: Sequence[OwnContract],
    *,
    council: str,
    contact: str,
    costs: Costs = "none",
    partners: Collection[str] = (),
) -> ContractsCard:
    """Make a card of the contracts that were chosen.

    Args:
        questionnaire: the register that they stand in.
        round_id: the council's round.
        chosen: the contracts, each with an end.
        council: the council's name, as it was typed.
        contact: whom to call, as it was typed.
        costs: whether yearly costs stand on the card: not at all, as bands, or as figures.
        partners: the lines of business for which the council looks for partners.
    """
    for what, text in (("--name", council), ("--contact", contact)):
        if complaint := one_line(text):
            raise UsageError(f"{what}: {complaint}")
    if not chosen:
        raise UsageError("No contract is chosen, so there is nothing to put on a card.")
    if len(chosen) > MOST_CONTRACTS:
        raise UsageError(f"These are {len(chosen):,} contracts; a card holds {MOST_CONTRACTS:,}. Choose with --line.")
    if costs == "band" and not cost_bands(questionnaire):
        raise UsageError("This register has no bands of the yearly cost. Use --cost figure, or leave costs out.")
    contracts = [_contract(questionnaire, own, costs, partners) for own in chosen]
    return ContractsCard(
        council.strip(), contact.strip(), round_id, questionnaire.id, questionnaire.version, tuple(contracts)
    )


def _contract(questionnaire: Questionnaire, own: OwnContract, costs: Costs, partners: Collection[str]) -> Contract:
    shown = own.cost if costs != "none" else None
    return Contract(
        line=own.line.id,
        end=own.end or 0,
        system=own.system[:LONGEST].rstrip(),
        supplier=own.supplier[:LONGEST].rstrip(),
        extension=min(own.extension, MOST_MONTHS),
        cost=shown if costs == "figure" else None,
        band=band_of(cost_bands(questionnaire), shown) if costs == "band" and shown is not None else "",
        partners=own.line.id in partners or EVERY in partners,
    )

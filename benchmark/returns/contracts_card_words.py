"""What is said before a contracts card is written: all that it shows, to whom, and the file itself."""

from collections.abc import Iterator
from pathlib import Path

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.council.contracts.own import contract_register, cost_bands
from benchmark.questions.value import quarter_words
from benchmark.returns.contracts_card import Contract, ContractsCard, Offer
from benchmark.returns.contracts_card_file import contracts_card_text
from scoring.questionnaire import Questionnaire

NAMED = (
    "A contracts card is named: whoever gets it, or a calendar that it stands in, knows whose contracts these are and "
    "whom to call. Give it only to those who may know: it can be passed on."
)
LINKED = (
    "Whoever holds a pool may compare it with your card. A return of this register tells for which lines of business "
    "you have contracts, so the card can help to find it."
)
CONTACT = "Use a role and a telephone or address of the council, such as Head of procurement, 01234 567890."


def contracts_card_preview(questionnaire: Questionnaire, card: ContractsCard, offer: Offer, path: Path) -> str:
    """Say what the card would show and what stays, and show its file."""
    lines = contracts_card_text(card, path.name).splitlines()
    law = "Freedom of information law applies to what you hold, and what they hold."
    parts = [
        _block("What the card shows", _shown(questionnaire, card)),
        _block("What stays here", _staying(card, offer)),
        _block("Who can read it", iter([NAMED, LINKED, law])),
        "The file, whole:\n\n" + "\n".join(f"  {line}".rstrip() for line in lines),
    ]
    return "\n\n".join(parts)


def contract_words(questionnaire: Questionnaire, contract: Contract) -> str:
    """Say all that a card shows of a contract, in one sentence."""
    bands = {option.id: option.title for option, _ in cost_bands(questionnaire)}
    name = ", ".join(part for part in (contract.system, contract.supplier) if part)
    said = [
        f"ends {quarter_words(contract.end)}",
        f"can be extended by {contract.extension} months" if contract.extension else "",
        f"£{contract.cost:,.0f} a year" if contract.cost is not None else "",
        f"{bands.get(contract.band, contract.band)} a year" if contract.band else "",
        "you look for partners" if contract.partners else "",
    ]
    title = contract_register(questionnaire).line_index[contract.line].title
    return f"{title}: {name + ', ' if name else ''}{', '.join(part for part in said if part)}"


def _shown(questionnaire: Questionnaire, card: ContractsCard) -> Iterator[str]:
    yield f"Your council: {card.council}"
    yield f"Contact: {card.contact}"
    yield f"Round {card.round}: a card of a later round takes its place"
    for contract in card.contracts:
        yield contract_words(questionnaire, contract)


def _staying(card: ContractsCard, offer: Offer) -> Iterator[str]:
    yield "How well anything fits, how open it is, owners, references, notes, scores; everything about this computer"
    if all(contract.cost is None and not contract.band for contract in card.contracts):
        yield "What the contracts cost"
    elif any(contract.band for contract in card.contracts):
        yield "The exact costs: the card has bands"
    unticked = len(offer.contracts) - len(card.contracts)
    if unticked:
        yield f"{_count(unticked)} that you did not choose"
    for why, number in offer.left_out:
        yield f"{_count(number)} {why}"


def _count(number: int) -> str:
    return "1 contract" if number == 1 else f"{number} contracts"


def _block(title: str, lines: Iterator[str]) -> str:
    return "\n".join([title, *(wrap(line, console.width(), "    ", "  - ") for line in lines)])

"""The words of a renewal calendar, wherever it is shown."""

from collections.abc import Iterator
from typing import Final

from benchmark.council.contracts.own import cost_bands
from benchmark.pool.renewals.calendar import Calendar
from benchmark.pool.renewals.gather import Gathered
from benchmark.pool.renewals.windows import Member, Window
from benchmark.questions.value import quarter_words
from benchmark.returns.contracts_card import Contract

UNSIGNED: Final = "A contracts card is not signed: anyone could have written it. Ask the council whether it is theirs."
CHOICE: Final = "Each council made its card by choice, and chose what stands on it. There is more that is on no card."


def lead_words(calendar: Calendar) -> Iterator[str]:
    """Say what this is made of."""
    councils, contracts = count(len(calendar.cards), "council"), count(len(calendar.renewals), "contract")
    yield f"From {quarter_words(calendar.terms.start)} on: {contracts} of {councils}."
    yield CHOICE
    yield UNSIGNED
    if calendar.over:
        yield f"{count(len(calendar.over), 'contract')} ended before, with all options to extend: not shown."


def assumptions(calendar: Calendar) -> str:
    """Say what the groups rest on."""
    terms = calendar.terms
    span = "the same quarter" if terms.span == 1 else f"{terms.span} quarters"
    return (
        f"Together are councils that look for partners and whose contracts can all end within {span}, options to "
        f"extend included. Talks start {terms.lead} months before the first of them ends: this is an assumption. "
        "Options to extend are used so that all can end together and, as far as they reach, so that there is time to "
        "talk. "
        "Each contract is in one group, the largest group comes first."
    )


def window_title(calendar: Calendar, window: Window) -> str:
    """Say who could buy what together."""
    return f"{calendar.title(window.line)}: {count(len(window.councils), 'council')}"


def window_times(calendar: Calendar, window: Window) -> str:
    """Say when their contracts end, and when talks should start."""
    first, last = quarter_words(window.first), quarter_words(window.last)
    ends = f"All end in {first}." if first == last else f"All end from {first} to {last}."
    now = window.talks <= calendar.terms.start
    return f"{ends} Start to talk {'now' if now else f'in {quarter_words(window.talks)}'}."


def member_words(member: Member) -> str:
    """Say when a contract ends, and by how much it would be extended."""
    contract = member.renewal.contract
    ends = f"ends {quarter_words(contract.end)}"
    return f"{ends}, extended {extended_words(member)}" if member.extended else ends


def extended_words(member: Member) -> str:
    """Say by how much a contract would be extended, so that its council can buy with the others; or nothing."""
    return f"by {member.extended} months to {quarter_words(member.ends)}" if member.extended else ""


def until_words(contract: Contract) -> str:
    """Give the last quarter with all options to extend; nothing where there is none."""
    term = contract.term
    return quarter_words(term.last) if term.last > term.end else ""


def contract_title(contract: Contract) -> str:
    """Name a contract: its system and supplier, as far as its card says them."""
    return ", ".join(part for part in (contract.system, contract.supplier) if part)


def cost_words(calendar: Calendar, contract: Contract) -> str:
    """Say what a contract costs a year, if its card does: a figure or a band."""
    if contract.cost is not None:
        return f"£{contract.cost:,.0f}"
    return {option.id: option.title for option, _ in cost_bands(calendar.questionnaire)}.get(contract.band, "")


def card_notes(gathered: Gathered) -> Iterator[str]:
    """Say which cards did not count because a council gave a newer one."""
    for held, newer in gathered.older:
        yield (
            f"Older: {held.file} ({held.card.council}, {held.card.round}). {newer.file} ({newer.card.round}) counts."
        )


def count(number: int, noun: str) -> str:
    """Write a number of things."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

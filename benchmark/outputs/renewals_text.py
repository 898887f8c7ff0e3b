"""A renewal calendar in the terminal: the next renewals, who could buy together, and whom to call."""

from collections.abc import Iterator
from typing import Final

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.outputs.renewals_words import (
    assumptions,
    contract_title,
    count,
    lead_words,
    member_words,
    until_words,
    window_times,
    window_title,
)
from benchmark.outputs.text_table import text_table
from benchmark.pool.renewals.calendar import Calendar
from benchmark.pool.renewals.windows import Renewal, Window
from benchmark.questions.value import quarter_words

_NEXT: Final = 12
_WINDOWS: Final = 5
_NAMED: Final = 3


def calendar_text(calendar: Calendar, *, plain: bool = False, everything: bool = False) -> str:
    """Lay a calendar out, `plain` in sentences; `everything` beyond the next and the largest."""
    width = console.width()
    parts = [
        f"Renewal calendar, {calendar.questionnaire.title}",
        "\n".join(wrap(line, width) for line in lead_words(calendar)),
        "\n".join(_next(calendar, everything=everything)),
        "\n".join(_together(calendar, everything=everything)),
        "\n".join(_suppliers(calendar, plain=plain)),
        "\n".join(_calls(calendar)),
    ]
    return "\n\n".join(part for part in parts if part)


def _next(calendar: Calendar, *, everything: bool) -> Iterator[str]:
    yield "Next renewals"
    if not calendar.renewals:
        yield "  No contract on these cards ends from here on."
        return
    shown = calendar.renewals if everything else calendar.renewals[:_NEXT]
    for renewal in shown:
        first = f"  {quarter_words(renewal.contract.end)}  "
        yield wrap(_words(calendar, renewal), console.width(), " " * len(first), first)
    yield from _more(len(calendar.renewals) - len(shown), "contract")


def _words(calendar: Calendar, renewal: Renewal) -> str:
    until = until_words(renewal.contract)
    aside = [f"or until {until}" if until else "", "looks for partners" if renewal.contract.partners else ""]
    return ", ".join([f"{calendar.title(renewal.contract.line)}: {renewal.council}", *(part for part in aside if part)])


def _together(calendar: Calendar, *, everything: bool) -> Iterator[str]:
    yield "Buy together"
    yield wrap(assumptions(calendar), console.width())
    if not calendar.windows:
        yield wrap("No two councils that look for partners can renew together.", console.width(), "  ")
        return
    shown = calendar.windows if everything else calendar.windows[:_WINDOWS]
    for at, window in enumerate(shown, start=1):
        yield ""
        yield from _window(calendar, at, window)
    yield from _more(len(calendar.windows) - len(shown), "group")


def _window(calendar: Calendar, at: int, window: Window) -> Iterator[str]:
    width = console.width()
    yield wrap(f"{at}. {window_title(calendar, window)}. {window_times(calendar, window)}", width, "   ", "")
    for member in window.members:
        renewal = member.renewal
        name = contract_title(renewal.contract)
        what = f" ({name})" if name else ""
        yield wrap(f"{renewal.council}: {member_words(member)}{what}. Call: {renewal.contact}", width, "    ", "  - ")
    if window.others:
        yield wrap(
            f"Renewing then too, without looking for partners: {', '.join(window.others)}", width, "    ", "  - "
        )


def _suppliers(calendar: Calendar, *, plain: bool) -> Iterator[str]:
    """Say how many suppliers serve the lines that several councils have; who they are, where there are few lines."""
    councils = {line: len({renewal.council for renewal in calendar.of_line(line)}) for line in calendar.lines}
    names = {line: calendar.suppliers.get(line, ()) for line in calendar.lines if councils[line] > 1}
    if not names:
        return
    yield "Suppliers, where more than one council has a contract"
    rows = [
        [calendar.title(line), str(councils[line]), str(len(found)) if found else "-"] for line, found in names.items()
    ]
    yield text_table(["Line of business", "Councils", "Suppliers"], rows, plain=plain)
    if len(names) <= _NAMED:
        for line, found in names.items():
            if found:
                yield wrap(f"{calendar.title(line)}: {'; '.join(found)}", console.width(), "    ", "  - ")


def _calls(calendar: Calendar) -> Iterator[str]:
    yield "Whom to call"
    for held in calendar.cards:
        card = held.card
        yield wrap(f"{card.council}: {card.contact} (card of {card.round})", console.width(), "    ", "  - ")


def _more(number: int, noun: str) -> Iterator[str]:
    if number > 0:
        yield wrap(f"And {count(number, noun)} more: --all shows them, and so does a file (-o).", console.width(), "  ")

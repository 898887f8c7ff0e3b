"""Channels as text that fits the terminal: contacts, costs, what a shift is worth, and whom it would leave out."""

from collections.abc import Iterator
from typing import Final

from benchmark import console
from benchmark.council.asking import shorten, wrap
from benchmark.council.channels.figures import INCLUSION, SET, Channels, Service
from benchmark.outputs.channels import words
from benchmark.outputs.text_table import NOT_KNOWN, text_table
from scoring.channels import CHANNELS, COSTED, Range, total, whole

_COUNTS: Final = ("Service", "Web", "Phone", "In person", "E-mail", "Post", "On web")
_COSTS: Final = ("Service", "Phone", "In person", "Web", "A year")
_VALUE: Final = ("Service", "Fails", "Least a year", "Most a year")
_ALL: Final = "All"
_ASSESS: Final = f"council-benchmark assess --set {SET}"
# Two hyphens are spelled out when they are read aloud.
_ALOUD: Final = f"council-benchmark assess, with the set {SET}"


def channels_text(found: Channels, *, plain: bool = False) -> str:
    """Write the whole screen; `plain`, or where the terminal is narrow, in sentences."""
    title = f"Channels, {found.round}: contacts in a year, and what a shift to the web is worth"
    parts = [
        [console.styled(shorten(title, console.width()), "bold")],
        *_figures(found, plain=plain),
        list(_people(found, plain=plain)),
        [_heading("What this rests on"), *(_item(line) for line in words.assumptions(found))],
    ]
    text = "\n\n".join("\n".join(lines) for lines in parts if lines)
    return console.unstyled(text) if plain else text


def _figures(found: Channels, *, plain: bool) -> Iterator[list[str]]:
    if not found.services:
        yield [wrap(f"No service has figures yet. To write them down: {_ALOUD if plain else _ASSESS}", console.width())]
        return
    yield list(_contacts(found, plain=plain))
    yield list(_costs(found, plain=plain))
    yield list(_value(found, plain=plain))


def _heading(text: str) -> str:
    return console.styled(wrap(text, console.width()), "bold")


def _item(text: str) -> str:
    return wrap(text, console.width(), "    ", "  - ")


def _contacts(found: Channels, *, plain: bool) -> Iterator[str]:
    rows = [_counts(service) for service in found.services]
    if len(rows) > 1:
        rows.append(_all_counts(found))
    yield _heading("Contacts a year")
    yield text_table(_COUNTS, rows, plain=plain)
    unknown = any(service.missing for service in found.services) and not plain
    note = f"{NOT_KNOWN}: not known, which is not the same as none. " if unknown else ""
    said = f"{note}A large share on the web is no aim by itself: it can mean that others gave up."
    yield wrap(said, console.width())


def _counts(service: Service) -> list[str]:
    web = service.on_the_web
    numbers = [words.number(service, channel) for channel in CHANNELS]
    return [service.line.title, *numbers, NOT_KNOWN if web is None else words.percent(web)]


def _all_counts(found: Channels) -> list[str]:
    """Add up each channel over the services that know it. What not all know has no share."""
    sums = {
        channel: sum(service.numbers.get(channel, 0) for service in found.services)
        for channel in CHANNELS
        if any(channel in service.numbers for service in found.services)
    }
    known = not any(service.missing for service in found.services)
    cells = [f"{sums[channel]:,.0f}" if channel in sums else NOT_KNOWN for channel in CHANNELS]
    web = words.percent(sums["web"] / whole(sums)) if known and whole(sums) else NOT_KNOWN
    return [_ALL, *cells, web]


def _costs(found: Channels, *, plain: bool) -> Iterator[str]:
    rows = [
        [
            service.line.title,
            *(words.unit_cost(service.costs[channel], found.terms) for channel in (*COSTED[1:], COSTED[0])),
            words.money(service.spending),
        ]
        for service in found.services
    ]
    if len(rows) > 1:
        rows.append([_ALL, "", "", "", words.money(sum(service.spending for service in found.services))])
    yield _heading("What a contact costs, and what all of them cost a year")
    yield text_table(_COSTS, rows, plain=plain)
    year = found.terms.published.year
    yield wrap(
        f"own: the council's own figure. {year}: published, of {year}, in prices of {found.terms.prices}. E-mails and "
        "letters have no cost here.",
        console.width(),
    )


def _value(found: Channels, *, plain: bool) -> Iterator[str]:
    rows = [
        [service.line.title, words.percents(service.fail), *_ends(service.value)]
        for service in found.services
        if service.value is not None
    ]
    yield _heading("What a shift is worth")
    yield wrap(words.worth(found), console.width())
    if rows:
        if len(rows) > 1:
            rows.append([_ALL, "", *_ends(total(s.value for s in found.services if s.value is not None))])
        yield text_table(_VALUE, rows, plain=plain)
        yield wrap(
            "Fails: of the contacts that move, how many fail and come back by phone. Below nothing, the shift costs "
            "more than it saves. Sums have two figures, the rest are noughts.",
            console.width(),
        )


def _ends(value: Range) -> list[str]:
    return [words.money(value.low), words.money(value.high)]


def _people(found: Channels, *, plain: bool) -> Iterator[str]:
    yield _heading("Who cannot use the web, and how they are served")
    yield wrap(words.other_half(found), console.width())
    for question in found.inclusion:
        yield _item(f"{question.text} {'Open.' if question.open else question.answer}")
    if found.open:
        way = f"{_ALOUD} and the section {INCLUSION}" if plain else f"{_ASSESS} --section {INCLUSION}"
        yield wrap(f"To answer them: {way}", console.width(), "  ", "")

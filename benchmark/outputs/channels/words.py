"""The words of channels: money, shares, where a figure comes from, and all that the value of a shift rests on."""

import math
from collections.abc import Iterator
from typing import Final

from benchmark.council.channels.figures import Channels, Service, UnitCost
from benchmark.council.channels.terms import SHIFT, Terms
from benchmark.outputs.text_table import NOT_KNOWN
from scoring.channels import COSTED, FACE, PHONE, WEB, Range

NAMES: Final = {WEB: "Web", PHONE: "Phone", FACE: "In person", "email": "E-mail", "post": "Post"}
# A call, a visit: what one contact of a channel is.
ONE: Final = {WEB: "on the web", PHONE: "by phone", FACE: "face to face"}
# Everything beyond is noise, in a sum that rests on averages.
_FIGURES: Final = 2
OWN: Final = "own"
LEFT_OUT: Final = "A shift without an answer to them leaves people out."


def money(pounds: float) -> str:
    """Write a sum of pounds with two figures, the rest as noughts: it rests on averages."""
    digits = _FIGURES - 1 - math.floor(math.log10(abs(pounds))) if pounds else 0
    rounded = round(pounds, digits)
    if 0 < abs(rounded) < 1:
        rounded = round(rounded)
    sign = "-" if rounded < 0 else ""
    return f"{sign}£{abs(rounded):,.0f}"


def money_range(value: Range) -> str:
    """Write a range of sums."""
    low, high = money(value.low), money(value.high)
    return low if low == high else f"{low} to {high}"


def percent(share: float) -> str:
    """Write a share as a whole percentage."""
    return f"{share:.0%}"


def percents(shares: Range) -> str:
    """Write a range of shares, with a decimal only where one was typed."""
    low, high = (f"{100 * share:.4g}%" for share in (shares.low, shares.high))
    return low if low == high else f"{low} to {high}"


def number(service: Service, channel: str) -> str:
    """Write the contacts of a channel; a question mark where they are not known."""
    return f"{service.numbers[channel]:,.0f}" if channel in service.numbers else NOT_KNOWN


def origin(cost: UnitCost, terms: Terms) -> str:
    """Say where the cost of a contact comes from: the council itself, or what was published, with its year."""
    return OWN if cost.own else f"published {terms.published.year}"


def unit_cost(cost: UnitCost, terms: Terms) -> str:
    """Write the cost of a contact, to the penny, and where it comes from in brief."""
    return f"£{cost.pounds:,.2f} {OWN if cost.own else terms.published.year}"


def worth(found: Channels) -> str:
    """Say what the shift is worth over all services, in one sentence."""
    shift = f"If {percents(found.terms.shift)} of calls and visits in person moved to the web"
    if found.value is None:
        return f"{shift}: nothing can be said, as no calls and no visits in person are known."
    low, high = found.value.low, found.value.high
    if low < 0 < high:
        return f"{shift}: anything from a cost of {money(-low)} to a saving of {money(high)} a year."
    if low < 0:
        return f"{shift}: it would cost {money_range(Range(-high, -low))} a year more than it saves."
    return f"{shift}: worth {money_range(found.value)} a year."


def other_half(found: Channels) -> str:
    """Say how much of the other half is known: who cannot use the web, and how they are served."""
    every, still = len(found.inclusion), found.open
    if not still:
        return f"All {every} questions on who cannot use the web are answered."
    count = f"All {every}" if still == every else f"{still} of {every}"
    verb = "is" if still == 1 else "are"
    return f"{count} questions on who cannot use the web {verb} open. {LEFT_OUT}"


def assumptions(found: Channels) -> Iterator[str]:
    """List all that the value rests on, in plain words."""
    terms = found.terms
    yield from _shares(found)
    if any(not cost.own for service in found.services for cost in service.costs.values()):
        yield from _published(terms)
    if any(cost.own for service in found.services for cost in service.costs.values()):
        yield "Own costs are taken as they are written, in the prices of the year that they are from."
    yield from _counted(found)
    yield (
        "A cost of a contact is an average. Fewer contacts save money only where staff time or offices are really "
        "released."
    )
    yield (
        "The range holds how many contacts move and how many fail, not how far costs lie apart: between councils and "
        "between services they differ by several times."
    )
    yield "Phone lines and desks stay open: this reckons with people who choose the web, and closes no other way in."
    yield "What the change on the web costs, to build it and to run it, is not in it."
    yield "E-mails and letters are counted, but not costed and not moved."
    yield from _gaps(found)


def _shares(found: Channels) -> Iterator[str]:
    terms = found.terms
    example = " That is an example, not a forecast: give your own." if terms.shift == SHIFT else ""
    yield f"From {percents(terms.shift)} of calls and of visits in person move to the web.{example}"
    if terms.fail is not None:
        yield f"Of the contacts that move, {percents(terms.fail)} fail and come back by phone: your own assumption."
        return
    fail = terms.published.fail
    published = f"{percents(Range(fail.low, fail.low))} ({terms.published.fail_source}, {terms.published.fail_year}"
    if any(service.own_fail is not None for service in found.services):
        yield (
            f"Of the contacts that move, a share fails and comes back by phone: from the published {published}: over a "
            "fifth of visits failed; we reckon that each comes back) to the council's own share, where it has one."
        )
    if any(service.own_fail is None for service in found.services):
        yield (
            f"Where the council has no share of its own, from {published}: over a fifth of visits failed) to "
            f"{percents(Range(fail.high, fail.high))}, a caution of ours, fail and come back by phone."
        )


def _published(terms: Terms) -> Iterator[str]:
    facts = terms.published
    each = ", ".join(f"£{facts.pounds[channel]:.2f} {ONE[channel]}" for channel in reversed(COSTED))
    yield f"Published costs are from {facts.year}: {each} ({facts.source}). On the web it counts {facts.counts[WEB]}."
    if terms.prices == facts.year:
        yield f"They stand in prices of {facts.year}: nothing was added for what has risen since."
    elif terms.rate is None:
        yield (
            f"They were put into prices of {terms.prices} by the {terms.index.title}, times {terms.factor:.2f} "
            f"({terms.index.source}; taken over in {terms.index.as_of}). What a contact takes may have changed more."
        )
    else:
        yield (
            f"They were put into prices of {terms.prices} by {100 * terms.rate:.4g}% a year, a rate of your own: times "
            f"{terms.factor:.2f}. What a contact takes may have changed more."
        )


def _counted(found: Channels) -> Iterator[str]:
    kinds = {service.counts for service in found.services if WEB in service.numbers}
    if kinds == {"finished"}:
        yield "Contacts on the web are finished transactions. One of them can take several visits."
    elif kinds == {"visits"}:
        yield "Contacts on the web are visits. Several of them can make one finished transaction."
    elif kinds:
        yield (
            "Contacts on the web are finished transactions in some services and visits in others, or it is not said: "
            "shares of the web are not alike."
        )


def _gaps(found: Channels) -> Iterator[str]:
    for service in found.services:
        if service.missing:
            names = ", ".join(NAMES[channel].lower() for channel in service.missing)
            yield f"{service.line.title}: not known, so left out: {names}."
        if service.carried:
            yield f"{service.line.title}: figures carried over from {service.carried}, not confirmed yet."
    for title, lines in (("Not filled in", found.unfilled), ("Not a service of this council", found.nowhere)):
        if lines:
            yield f"{title}: {', '.join(line.title for line in lines)}."

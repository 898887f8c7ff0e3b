"""Channels as data for programs, and as rows for a table. Private: exact figures and costs of one council."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from benchmark.council.channels.figures import Channels, Service
from benchmark.outputs.channels import words
from scoring.channels import COSTED, FACE, PHONE, WEB, Range

_PENNY = 2
_SHARE = 6


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One service: contacts a year, costs and value in pounds, shares from 0 to 1.

    What is not known is None. `open_questions` are those on who cannot use the web: the other half of the value.
    """

    service: str
    title: str
    web: float | None
    web_counts: str
    phone: float | None
    face: float | None
    email: float | None
    post: float | None
    contacts: float
    web_share: float | None
    web_cost: float
    web_cost_from: str
    phone_cost: float
    phone_cost_from: str
    face_cost: float
    face_cost_from: str
    cost_a_year: float
    shift_from: float
    shift_to: float
    fail_from: float
    fail_to: float
    value_from: float | None
    value_to: float | None
    prices_of: int
    figures: str
    open_questions: int


def channel_rows(found: Channels) -> Iterator[ChannelRow]:
    """Give a row for each service that has figures."""
    for service in found.services:
        yield _row(found, service)


def _row(found: Channels, service: Service) -> ChannelRow:
    web, value, terms = service.on_the_web, service.value, found.terms
    cost = {name: round(service.costs[name].pounds, _PENNY) for name in COSTED}
    origin = {name: words.origin(service.costs[name], terms) for name in COSTED}
    return ChannelRow(
        service=service.line.id,
        title=service.line.title,
        web=service.numbers.get(WEB),
        web_counts=service.counts,
        phone=service.numbers.get(PHONE),
        face=service.numbers.get(FACE),
        email=service.numbers.get("email"),
        post=service.numbers.get("post"),
        contacts=service.contacts,
        web_share=None if web is None else round(web, _SHARE),
        web_cost=cost[WEB],
        web_cost_from=origin[WEB],
        phone_cost=cost[PHONE],
        phone_cost_from=origin[PHONE],
        face_cost=cost[FACE],
        face_cost_from=origin[FACE],
        cost_a_year=round(service.spending, _PENNY),
        shift_from=round(terms.shift.low, _SHARE),
        shift_to=round(terms.shift.high, _SHARE),
        fail_from=round(service.fail.low, _SHARE),
        fail_to=round(service.fail.high, _SHARE),
        value_from=None if value is None else round(value.low, _PENNY),
        value_to=None if value is None else round(value.high, _PENNY),
        prices_of=terms.prices,
        figures=service.figures,
        open_questions=found.open,
    )


def channels_data(found: Channels) -> dict[str, Any]:
    """Give everything as one object of JSON, with the assumptions in words and the answers on who is left out."""
    terms = found.terms
    return {
        "round": found.round,
        "services": [asdict(row) for row in channel_rows(found)],
        "not_filled_in": [line.id for line in found.unfilled],
        "not_a_service_here": [line.id for line in found.nowhere],
        "value": None if found.value is None else _range(found.value, _PENNY),
        "shift": _range(terms.shift, _SHARE),
        "fail": None if terms.fail is None else _range(terms.fail, _SHARE),
        "prices": {
            "year": terms.prices,
            "published_year": terms.published.year,
            "factor": round(terms.factor, _SHARE),
            "by": terms.index.title if terms.rate is None else f"{100 * terms.rate:.4g}% a year",
        },
        "assumptions": list(words.assumptions(found)),
        "who_cannot_use_the_web": {
            "open": found.open,
            "says": words.other_half(found),
            "answers": [
                {"id": one.id, "question": one.text, "answer": None if one.open else one.answer}
                for one in found.inclusion
            ],
        },
    }


def _range(value: Range, decimals: int) -> dict[str, float]:
    return {"from": round(value.low, decimals), "to": round(value.high, decimals)}

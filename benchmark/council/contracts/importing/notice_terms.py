"""The sums and dates of a notice: what OCDS writes of the value and the period of a contract."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from benchmark.council.contracts.importing.cells import clean, read_day
from benchmark.council.contracts.importing.contract import worked_out
from benchmark.council.contracts.importing.guide import END, EXTENSION, LAST_END, START, VALUE
from benchmark.questions.answer import BadAnswer
from benchmark.questions.value import parse_value
from scoring.register import Register, Value

Data = Mapping[str, Any]
_POUNDS: Final = "GBP"
_LONGEST_TERM: Final = 40_000
_DAYS: Final = {START: "startDate", END: "endDate", LAST_END: "maxExtentDate"}


@dataclass
class Terms:
    """The values of a contract's columns, how some were worked out, and what could not be read: fault codes."""

    cells: dict[str, Value] = field(default_factory=dict)
    worked: dict[str, str] = field(default_factory=dict)
    bad: list[tuple[str, dict[str, object]]] = field(default_factory=list)


def read_terms(award: Data, contract: Data, lots: Sequence[Data], tender: Data, register: Register) -> Terms:
    """Read the terms of an award: its contract says more than it, and it more than its one lot or the tender."""
    lot = lots[0] if len(lots) == 1 else {}
    terms = Terms()
    period = _first(contract.get("period"), award.get("contractPeriod"), lot.get("contractPeriod"))
    days = _read_days(period or _first(tender.get("contractPeriod")), terms)
    value = _first(contract.get("value"), award.get("value"), lot.get("value"))
    _read_value(value, terms, register)
    for name in (START, END):
        column = register.column_index.get(name)
        if name in days and column and column.kind == "quarter":
            _keep(terms, name, parse_value(column, days[name]))
    if EXTENSION in register.column_index and _no_renewal(award, contract, lot) and LAST_END not in days:
        terms.cells[EXTENSION] = 0.0
    more, terms.worked = worked_out(register, terms.cells, days, with_options=True)
    terms.cells |= more
    return terms


def _first(*found: object) -> Data:
    """Give the first table that holds anything."""
    return next((one for one in found if isinstance(one, dict) and one), {})


def _read_days(period: Data, terms: Terms) -> dict[str, dt.date]:
    days = {}
    for name, key in _DAYS.items():
        said = period.get(key)
        if said in (None, ""):
            continue
        day = read_day(said) if isinstance(said, str) else None
        if day:
            days[name] = day
        else:
            terms.bad.append(("bad-value", {"value": clean(str(said)[:60]), "wanted": f"a day as {key}"}))
    length = period.get("durationInDays")
    if START in days and END not in days and isinstance(length, int) and 0 < length < _LONGEST_TERM:
        days[END] = days[START] + dt.timedelta(days=length - 1)
    return days


def _read_value(value: Data, terms: Terms, register: Register) -> None:
    """Read a value without VAT, in pounds; one that is only known with VAT is not taken for it."""
    amount, currency = value.get("amount"), value.get("currency", _POUNDS)
    column = register.column_index.get(VALUE)
    if column is None or not value:
        return
    if amount is None:
        terms.bad += [("only-with-vat", {})] if "amountGross" in value else []
    elif currency != _POUNDS:
        terms.bad.append(("not-in-pounds", {"currency": clean(str(currency)[:20])}))
    else:
        _keep(terms, VALUE, parse_value(column, amount))


def _keep(terms: Terms, name: str, found: Value | BadAnswer | None) -> None:
    if isinstance(found, BadAnswer):
        terms.bad.append((found.code, dict(found.values)))
    elif found is not None:
        terms.cells[name] = found


def _no_renewal(*parts: Data) -> bool:
    """Say whether a notice says that the contract cannot be renewed, and nothing of it says otherwise."""
    said = [part["hasRenewal"] for part in parts if isinstance(part.get("hasRenewal"), bool)]
    return bool(said) and not any(said)

"""One contract as a file of others describes it, before it stands in the register; and what follows from its sums."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from benchmark.council.contracts.importing.cells import months_between
from benchmark.council.contracts.importing.guide import COST, END, EXTENSION, LAST_END, START, VALUE
from benchmark.faults import Fault
from benchmark.tables.names import normal
from scoring.register import Register, Value

_YEAR: Final = 12


@dataclass(frozen=True)
class Contract:
    """What is known of a contract. `at` says where it stands in its file, `key` by what it is found again.

    `cells` are values by the column of the register; `worked` says of some of them how they were worked out. `also`
    are other references under which the register may have it. `faults` are those of its own cells: the rest comes in.
    """

    at: str
    key: str
    title: str
    words: str = ""
    cells: Mapping[str, Value] = field(default_factory=dict)
    worked: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    note: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Aside:
    """What is not brought in, and why. Its list is written, so that nothing is lost."""

    at: str
    reference: str
    title: str
    supplier: str
    why: str


def key_of(reference: str, title: str, supplier: str) -> str:
    """Give that by which a contract is found again: its reference, or else its title and supplier."""
    return normal(reference) or normal(f"{title} / {supplier}")


def worked_out(
    register: Register, cells: Mapping[str, Value], days: Mapping[str, dt.date], *, with_options: bool = False
) -> tuple[dict[str, Value], dict[str, str]]:
    """Work out what a file does not say: the cost a year, from the value over its years, and the months of extension.

    `days` are the days by START, END and LAST_END. A contract of less than a year counts as one. `with_options` says
    that the value is that of the whole term with all options to extend, as notices give it (Procurement Act 2023,
    section 4).
    """
    more: dict[str, Value] = {}
    told: dict[str, str] = {}
    start, end, last = days.get(START), days.get(END), days.get(LAST_END)
    value = cells.get(VALUE)
    over = (last or end) if with_options else end
    if _wants(register, COST, cells) and isinstance(value, int | float) and value and start and over and start < over:
        months = max(months_between(start, over), _YEAR)
        more[COST] = round(value * _YEAR / months)
        told[COST] = f"worked out: {value:,.0f} over {_years(months)}"
    if _wants(register, EXTENSION, cells) and end and last and end <= last:
        more[EXTENSION] = months_between(end + dt.timedelta(days=1), last) if end < last else 0
        told[EXTENSION] = f"worked out: to {last.isoformat()}"
    return more, told


def _wants(register: Register, name: str, cells: Mapping[str, Value]) -> bool:
    return name in register.column_index and name not in cells


def _years(months: int) -> str:
    years, rest = divmod(months, _YEAR)
    said = "1 year" if years == 1 else f"{years} years"
    return f"{said} and {rest} month{'s' if rest > 1 else ''}" if rest else said

"""A contracts card as a TOML file that a person can read and edit. It is read as strictly as a question set."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import tomli_w

from benchmark.council.contracts.own import contract_register, cost_bands
from benchmark.council.contracts.terms import MOST_MONTHS
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import MEGABYTE, read_toml, write_text
from benchmark.questions.answer import BadAnswer
from benchmark.questions.kinds import A_ROUND, FLAG, NUMBER, TABLES, TEXT, WHOLE, Key, Kind
from benchmark.questions.shape import TOP_PLACE, check_entry, check_top, other_format
from benchmark.questions.value import parse_value, quarter_words, write_value
from benchmark.returns.card import LONGEST
from benchmark.returns.contracts_card import MOST_CONTRACTS, Contract, ContractsCard
from scoring.questionnaire import Questionnaire
from scoring.register import Column

FORMAT: Final = "contracts-card/1"
_LIMIT: Final = MEGABYTE
_END: Final = Column("end", "End", "quarter")
_COST: Final = Column("yearly-cost", "Cost a year", "number")
_A_QUARTER: Final = Kind("a quarter such as 2027-Q1", lambda value: isinstance(value, str | dt.date))

TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "council": Key(TEXT, required=True),
    "contact": Key(TEXT, required=True),
    "round": Key(A_ROUND, required=True),
    "questionnaire": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "contract": Key(TABLES, required=True),
}
CONTRACT: Mapping[str, Key] = {
    "line": Key(TEXT, required=True),
    "system": Key(TEXT),
    "supplier": Key(TEXT),
    "end": Key(_A_QUARTER, required=True),
    "extension": Key(WHOLE),
    "yearly-cost": Key(NUMBER),
    "cost-band": Key(TEXT),
    "partners": Key(FLAG),
}

HEADER: Final = """\
# A contracts card: which contracts of this council end when, and whom to call.
# It is named, and not signed. Several of them make a calendar:
#   council-benchmark contracts calendar {name} ...
#
# end        the quarter of the year in which it ends, without options to extend
# extension  by how many months in all it can still be extended
# partners   whether the council looks for others to buy with

"""


def contracts_card_text(card: ContractsCard, name: str) -> str:
    """Write the file's text. `name` is that of the file."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "council": card.council,
        "contact": card.contact,
        "round": card.round,
        "questionnaire": card.questionnaire,
        "version": card.version,
        "contract": [_write(contract) for contract in card.contracts],
    }
    return HEADER.format(name=name) + tomli_w.dumps(data)


def write_contracts_card(card: ContractsCard, path: Path) -> None:
    """Write a card, whole or not at all."""
    write_text(path, contracts_card_text(card, path.name))


def read_contracts_card(path: Path, questionnaire: Questionnaire) -> ContractsCard:
    """Read a card on this register, or raise FaultsError with every fault.

    A card on another version is read too: lines of business keep their ids.
    """
    data = read_toml(path, _LIMIT)
    file = str(path)
    faults = list(_top_faults(data, questionnaire, file))
    contracts: list[Contract] = []
    if not faults:
        for number, entry in enumerate(data["contract"], start=1):
            place = f"[[contract]] {number}"
            found = list(_entry_faults(entry, questionnaire, file, place))
            if not found:
                contracts.append(_read(entry))
            faults += found
    if faults:
        raise FaultsError(faults)
    return ContractsCard(
        data["council"], data["contact"], data["round"], data["questionnaire"], data["version"], tuple(contracts)
    )


def _write(contract: Contract) -> dict[str, Any]:
    texts = {"system": contract.system, "supplier": contract.supplier}
    written: dict[str, Any] = {
        "line": contract.line,
        **{name: text for name, text in texts.items() if text},
        "end": quarter_words(contract.end),
    }
    if contract.extension:
        written["extension"] = contract.extension
    if contract.cost is not None:
        written["yearly-cost"] = write_value(_COST, contract.cost)
    if contract.band:
        written["cost-band"] = contract.band
    return {**written, "partners": contract.partners}


def _top_faults(data: Mapping[str, Any], questionnaire: Questionnaire, file: str) -> Iterator[Fault]:
    remedy = "A contracts card is the file that `council-benchmark contracts card` wrote."
    if other := other_format(data, FORMAT, file, remedy):
        yield other
        return
    yield from check_top(data, TOP, ("questionnaire",), file)
    yield from _text_faults(data, ("council", "contact", "version"), file, TOP_PLACE)
    found = data.get("questionnaire")
    if isinstance(found, str) and found != questionnaire.id:
        yield fault("other-register", file, TOP_PLACE, found=found, wanted=questionnaire.id)
    count = len(data["contract"]) if isinstance(data.get("contract"), list) else 0
    if count > MOST_CONTRACTS:
        yield fault("too-many-contracts", file, TOP_PLACE, count=count, limit=MOST_CONTRACTS)


def _text_faults(data: Mapping[str, Any], names: tuple[str, ...], file: str, place: str) -> Iterator[Fault]:
    for name in names:
        value = data.get(name)
        if isinstance(value, str) and not value.isprintable():
            yield fault("wrong-kind", file, place, key=name, wanted="one line of text")
        elif isinstance(value, str) and len(value) > LONGEST:
            yield fault("too-long", file, place, key=name, limit=LONGEST)


def _entry_faults(entry: Mapping[str, Any], questionnaire: Questionnaire, file: str, place: str) -> Iterator[Fault]:
    wrong = list(check_entry(entry, CONTRACT, file, place))
    wrong += _text_faults(entry, ("system", "supplier"), file, place)
    yield from wrong
    if wrong:
        return
    if entry["line"] not in contract_register(questionnaire).line_index:
        yield fault("no-such-line", file, place, id=entry["line"])
    for column in (_END, _COST):
        found = parse_value(column, entry.get(column.id))
        if isinstance(found, BadAnswer):
            yield fault(found.code, file, f"{place}, {column.id}", **found.values)
        elif found is None and column is _END:
            yield fault("missing-key", file, place, key=column.id)
    months = entry.get("extension", 0)
    if not 0 <= months <= MOST_MONTHS:
        yield fault("long-extension", file, place, value=months, limit=MOST_MONTHS)
    if {"yearly-cost", "cost-band"} <= set(entry):
        yield fault("two-costs", file, place)
    bands = [option.id for option, _ in cost_bands(questionnaire)]
    band = entry.get("cost-band")
    if band is not None and band not in bands:
        yield fault("not-one-of", file, place, key="cost-band", value=band, choices=", ".join(bands) or "none")


def _read(entry: Mapping[str, Any]) -> Contract:
    end, cost = parse_value(_END, entry["end"]), parse_value(_COST, entry.get("yearly-cost"))
    return Contract(
        entry["line"],
        end if isinstance(end, int) else 0,
        entry.get("system", ""),
        entry.get("supplier", ""),
        entry.get("extension", 0),
        cost if isinstance(cost, int | float) else None,
        entry.get("cost-band", ""),
        entry.get("partners", False),
    )

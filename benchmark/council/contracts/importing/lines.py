"""Which line of business each contract of a file goes to: where it stands, what was said before, or a guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmark.council.assessment import Assessment
from benchmark.council.contracts.importing.contract import Aside, Contract, key_of
from benchmark.council.contracts.importing.guess import guess_lines, is_technology
from benchmark.council.contracts.importing.guide import SUPPLIER, Guide, name_column, reference_column
from benchmark.council.contracts.importing.memory import NOT_HERE
from benchmark.council.register import asked_lines
from scoring.register import Entry, Register, Row

# Where a row stands: the id of its line, and its position there.
Place = tuple[str, int]


@dataclass
class Sorted:
    """The contracts of a file by what is known of their lines. `open` ones stand with their likeliest lines."""

    standing: list[tuple[Contract, list[Place]]] = field(default_factory=list)
    settled: list[tuple[Contract, str]] = field(default_factory=list)
    open: list[tuple[Contract, list[str]]] = field(default_factory=list)
    aside: list[tuple[Contract, str]] = field(default_factory=list)


def sort_contracts(
    assessment: Assessment,
    contracts: Sequence[Contract],
    remembered: Mapping[str, str],
    guide: Guide,
    *,
    everything: bool,
) -> Sorted:
    """Sort contracts. With `everything`, those without a word of technology are open too."""
    register = assessment.questionnaire.register
    asked = [line.id for line in asked_lines(assessment)]
    there = find_rows(register, assessment.entries) if register else {}
    found = Sorted()
    for contract in contracts:
        places = next((there[key] for key in (contract.key, *contract.also) if key in there), [])
        said = next((remembered[key] for key in (contract.key, *contract.also) if key in remembered), "")
        if places:
            found.standing.append((contract, places))
        elif said == NOT_HERE and not everything:
            found.aside.append((contract, "You said that it does not belong into the register"))
        elif said and said != NOT_HERE:
            found.settled.append((contract, said))
        elif everything or is_technology(guide, contract.title, contract.words):
            found.open.append((contract, guess_lines(guide, contract.title, contract.words, asked)))
        else:
            found.aside.append((contract, "It holds no word of technology"))
    return found


def find_rows(register: Register, entries: Mapping[str, Entry]) -> dict[str, list[Place]]:
    """Map the key of each contract in the register to where it stands; one may support several lines."""
    there: dict[str, list[Place]] = {}
    for line_id, entry in entries.items():
        for at, row in enumerate(entry.rows):
            there.setdefault(row_key(register, row), []).append((line_id, at))
    return there


def row_key(register: Register, row: Row) -> str:
    """Give that by which a row of the register is found again."""
    texts = (str(row.get(name, "")) for name in (reference_column(register), name_column(register), SUPPLIER))
    return key_of(*texts)


def set_aside(contract: Contract, register: Register, why: str) -> Aside:
    """Say of a contract why it is not brought in."""
    reference, supplier = (str(contract.cells.get(name, "")) for name in (reference_column(register), SUPPLIER))
    return Aside(contract.at, reference, contract.title, supplier, why)

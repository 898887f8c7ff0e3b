"""What an import would change in the register, before anything is written; and writing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from benchmark.council.assessment import Assessment
from benchmark.council.contracts.importing.contract import Contract
from benchmark.council.contracts.importing.guide import COST, name_column, reference_column
from benchmark.council.contracts.importing.lines import Place, find_rows
from benchmark.council.contracts.importing.memory import NOT_HERE
from benchmark.council.folder import CouncilFolder
from benchmark.council.register import MOST_ROWS, refresh
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.lock import alone_in
from scoring.register import Entry, Register, Row, Value


@dataclass(frozen=True)
class Change:
    """One row before and after; empty before where it is new. `was_none` says that its line did not exist here."""

    contract: Contract
    line: str
    before: Row
    after: Row
    was_none: bool = False

    @property
    def columns(self) -> list[str]:
        """List the columns that are not as before."""
        return [name for name, value in self.after.items() if self.before.get(name) != value]


@dataclass
class Plan:
    """What would change. `entries` are the lines as they would be, `worked` the costs that were worked out, by key.

    `split` are contracts that stand in several lines, `gone` rows that the file no longer has, `full` contracts for
    whose line there are too many already, `faults` what could not be read of those that come in.
    """

    entries: dict[str, Entry]
    changes: list[Change] = field(default_factory=list)
    same: int = 0
    worked: dict[str, float] = field(default_factory=dict)
    split: list[Contract] = field(default_factory=list)
    gone: list[tuple[str, Row]] = field(default_factory=list)
    full: list[tuple[Contract, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def plan_import(
    register: Register,
    entries: Mapping[str, Entry],
    standing: Sequence[tuple[Contract, Sequence[Place]]],
    chosen: Sequence[tuple[Contract, str]],
    worked: Mapping[str, float],
) -> Plan:
    """Plan an import: `standing` contracts are brought up to date where they are, `chosen` ones are added."""
    plan = Plan(dict(entries))
    for contract, places in standing:
        if len(places) > 1:
            plan.split.append(contract)
        for place in places:
            _update(plan, register, contract, place, worked.get(contract.key), several=len(places) > 1)
    for contract, line_id in chosen:
        _add(plan, register, contract, line_id)
    return plan


def find_gone(
    register: Register, entries: Mapping[str, Entry], remembered: Mapping[str, str], contracts: Sequence[Contract]
) -> list[tuple[str, Row]]:
    """List the rows that an earlier file brought in, and that this one does not have."""
    there = find_rows(register, entries)
    here = {key for contract in contracts for key in (contract.key, *contract.also)}
    keys = [key for key, line in remembered.items() if line != NOT_HERE and key not in here and key in there]
    return [(line_id, entries[line_id].rows[at]) for key in keys for line_id, at in there[key]]


def write_import(folder: CouncilFolder, assessment: Assessment, plan: Plan) -> None:
    """Write the register as planned, or raise FaultsError where somebody changed it since it was read."""
    questionnaire = assessment.questionnaire
    with alone_in(folder.round_folder):
        path = folder.assessment_path(questionnaire.id)
        now = folder.read_assessment(questionnaire) if path.exists() else folder.new_assessment(questionnaire)
        if now.entries != assessment.entries:
            raise FaultsError([fault("changed-meanwhile", str(path))])
        now.entries.update({name: entry for name, entry in plan.entries.items() if entry != now.entries.get(name)})
        refresh(now)
        folder.save_assessment(now)


def _update(
    plan: Plan, register: Register, contract: Contract, place: Place, worked: float | None, *, several: bool
) -> None:
    line_id, at = place
    entry = plan.entries[line_id]
    before = entry.rows[at]
    after = {**before, **_updates(register, contract, before, worked, several=several)}
    _remember_cost(plan, contract, after)
    if after == before:
        plan.same += 1
        return
    rows = (*entry.rows[:at], after, *entry.rows[at + 1 :])
    plan.entries[line_id] = replace(entry, rows=rows)
    plan.changes.append(Change(contract, line_id, before, after))


def _updates(
    register: Register, contract: Contract, before: Row, worked: float | None, *, several: bool
) -> dict[str, Value]:
    """Give what a file may change in a row that stands: never its names, nor a cost that a person typed."""
    own = {reference_column(register), name_column(register)}
    # Of a contract that stands in several lines, each has its part of the sums: people split them.
    sums = {column.id for column in register.columns if column.kind == "number"} if several else set()
    # A cost that was worked out never replaces one that a person typed.
    typed = {COST} if COST in contract.worked and COST in before and before[COST] != worked else set()
    return {name: value for name, value in contract.cells.items() if name not in own | sums | typed}


def _add(plan: Plan, register: Register, contract: Contract, line_id: str) -> None:
    entry = plan.entries.get(line_id, Entry())
    if len(entry.rows) >= (MOST_ROWS if register.several else 1):
        plan.full.append((contract, line_id))
        return
    after = {column.id: contract.cells[column.id] for column in register.columns if column.id in contract.cells}
    plan.entries[line_id] = replace(entry, rows=(*entry.rows, after), none=False)
    plan.changes.append(Change(contract, line_id, {}, after, entry.none))
    _remember_cost(plan, contract, after)


def _remember_cost(plan: Plan, contract: Contract, after: Row) -> None:
    """Remember a cost that was worked out: while it stands as it is, the next file may change it."""
    cost = contract.cells.get(COST)
    if COST in contract.worked and isinstance(cost, int | float) and after.get(COST) == cost:
        plan.worked[contract.key] = cost

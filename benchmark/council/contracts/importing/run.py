"""Bring a file into the register, step by step: what it says, which lines it concerns, what changes, and writing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from benchmark.council.assessment import Assessment
from benchmark.council.contracts.find import with_register
from benchmark.council.contracts.importing.contract import Aside, Contract
from benchmark.council.contracts.importing.guide import Guide, read_guide
from benchmark.council.contracts.importing.lines import Sorted, set_aside, sort_contracts
from benchmark.council.contracts.importing.memory import FILE_NAME, NOT_HERE, Memory, read_memory, write_memory
from benchmark.council.contracts.importing.notice import is_notice
from benchmark.council.contracts.importing.plan import Plan, find_gone, plan_import, write_import
from benchmark.council.contracts.importing.rows import Read
from benchmark.council.folder import CouncilFolder
from benchmark.errors import UsageError
from benchmark.questions.library import find_file
from scoring.questionnaire import Questionnaire
from scoring.register import Register

SET_ASIDE: Final = "contracts-set-aside.csv"


@dataclass
class Import:
    """One import while it goes on: where it goes, what was read, and what is remembered."""

    folder: CouncilFolder
    assessment: Assessment
    register: Register
    guide: Guide
    memory: Memory
    notice: bool

    def __post_init__(self) -> None:
        """Note what stands in the file already."""
        self._written = self.memory

    @property
    def memory_path(self) -> Path:
        """Give the path of what is remembered."""
        return self.folder.path / FILE_NAME

    def sort(self, read: Read, *, everything: bool) -> Sorted:
        """Sort the contracts by what is known of their lines."""
        remembered = self.memory.lines(notice=self.notice)
        return sort_contracts(self.assessment, read.contracts, remembered, self.guide, everything=everything)

    def plan(self, read: Read, found: Sorted, said: Mapping[str, str]) -> tuple[Plan, list[Aside]]:
        """Plan what changes, once the lines are `said` by the keys of contracts; and list what is set aside."""
        entries = self.assessment.entries
        chosen = [(one, said[one.key]) for one, _ in found.open if said.get(one.key, NOT_HERE) != NOT_HERE]
        plan = plan_import(self.register, entries, found.standing, [*found.settled, *chosen], self.memory.worked)
        if not self.notice:
            plan.gone = find_gone(self.register, entries, self.memory.contracts, read.contracts)
        left = [(one, lines) for one, lines in found.open if said.get(one.key, NOT_HERE) == NOT_HERE]
        reasons = [*found.aside, *((one, _why(one, lines, said)) for one, lines in left)]
        reasons += [(one, "Its line is full") for one, _ in plan.full]
        coming = [one for one, _ in (*found.standing, *found.settled, *chosen)]
        plan.faults = [*read.faults, *(each for one in coming for each in one.faults)]
        return plan, [*read.aside, *(set_aside(one, self.register, why) for one, why in reasons)]

    def remember(self, columns: tuple[Sequence[str], Mapping[str, str]] | None, said: Mapping[str, str]) -> None:
        """Write what was said of columns and lines, for the next time."""
        memory = self.memory.with_lines(said, notice=self.notice)
        if columns:
            header, to = columns
            memory = replace(memory, header=tuple(header), columns={name: to[name] for name in header if to.get(name)})
        if memory != self._written:
            write_memory(self.memory_path, self.assessment.questionnaire.id, memory)
            self._written = memory
        self.memory = memory

    def write(self, plan: Plan, found: Sorted) -> None:
        """Write the register, and remember which contracts of the file it has, and what was worked out."""
        if plan.changes:
            write_import(self.folder, self.assessment, plan)
        self.memory = replace(self.memory, worked={**self.memory.worked, **plan.worked})
        self.remember(None, {contract.key: places[0][0] for contract, places in found.standing})


def begin(folder: CouncilFolder, set_id: str | None, file: Path) -> Import:
    """Open the register that a file goes into, with what is remembered, or say why it cannot be."""
    questionnaire, register = with_register(set_id)
    guide = read_guide(find_file(set_id or questionnaire.id), register)
    assessment = open_register(folder, questionnaire)
    memory = read_memory(folder.path / FILE_NAME, questionnaire.id, register)
    return Import(folder, assessment, register, guide, memory, notice=is_notice(file))


def open_register(folder: CouncilFolder, questionnaire: Questionnaire) -> Assessment:
    """Read the register of this round, or begin one; refuse where the round has to begin first."""
    if folder.missing_attributes(questionnaire):
        raise UsageError(f"A few facts are missing. Run: council-benchmark assess --set {questionnaire.id}")
    if folder.assessment_path(questionnaire.id).exists():
        return folder.read_assessment(questionnaire)
    if questionnaire.id in folder.last_sets():
        raise UsageError(
            "The register of the last round is not carried over yet. Run: "
            f"council-benchmark assess --set {questionnaire.id} --start-from-last"
        )
    return folder.new_assessment(questionnaire)


def taken_guesses(found: Sorted) -> dict[str, str]:
    """Take the likeliest line of each contract, where there is one."""
    return {contract.key: lines[0] for contract, lines in found.open if lines}


def _why(contract: Contract, lines: Sequence[str], said: Mapping[str, str]) -> str:
    if said.get(contract.key) == NOT_HERE:
        return "You said that it does not belong into the register"
    return "You left it for the next time" if lines else "No line of business was chosen for it"

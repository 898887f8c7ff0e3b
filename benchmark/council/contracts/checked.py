"""A council's whole register checked against the controls: each contract with what was found of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmark.council.assessment import Assessment
from benchmark.council.contracts.controls import FAILED, Finding, check
from benchmark.council.contracts.facts import END, Merger, facts_of, runs_past
from benchmark.council.contracts.rules import Control, Controls
from benchmark.council.register import asked_lines, row_title
from benchmark.questions.value import quarter_words, value_words
from scoring.register import Entry, Line, Register, Row


@dataclass(frozen=True)
class CheckedContract:
    """One contract: its line of business, what people call it, and what each control says of it.

    `end` is the quarter in which it ends, None where it is not known; `past_merger` whether it runs past the merger.
    """

    line: Line
    title: str
    row: Mapping[str, str]
    end: int | None
    past_merger: bool | None
    findings: tuple[Finding, ...]

    def count(self, state: str) -> int:
        """Count the controls with a state."""
        return sum(finding.state == state for finding in self.findings)

    def with_state(self, state: str) -> list[Finding]:
        """List what was found with a state."""
        return [finding for finding in self.findings if finding.state == state]

    @property
    def ends(self) -> str:
        """Say in which quarter it ends."""
        return "" if self.end is None else quarter_words(self.end)


@dataclass(frozen=True)
class RegisterCheck:
    """All contracts of a register, checked, in the order of its lines; and by what."""

    title: str
    round: str
    register: Register
    controls: Controls
    merger: Merger | None
    contracts: tuple[CheckedContract, ...]

    def count(self, state: str) -> int:
        """Count the findings with a state."""
        return sum(contract.count(state) for contract in self.contracts)

    @property
    def lines(self) -> dict[str, list[CheckedContract]]:
        """Map the title of each line of business to its contracts."""
        found: dict[str, list[CheckedContract]] = {}
        for contract in self.contracts:
            found.setdefault(contract.line.title, []).append(contract)
        return found

    @property
    def failing(self) -> list[CheckedContract]:
        """List the contracts that fail a control, those that end soonest first; an unknown end comes last."""
        failing = [contract for contract in self.contracts if contract.count(FAILED)]
        return sorted(failing, key=lambda contract: (contract.end is None, contract.end or 0))

    @property
    def failed_controls(self) -> list[tuple[Control, int]]:
        """List the controls that some contracts fail, in their order, with how many do."""
        count = Counter(f.control.id for contract in self.contracts for f in contract.with_state(FAILED))
        return [(control, count[control.id]) for control in self.controls.controls if count[control.id]]


def check_register(
    assessment: Assessment, round_id: str, controls: Controls, merger: Merger | None = None
) -> RegisterCheck:
    """Check every contract on the lines that this council is asked about. Needs a question set with a register."""
    questionnaire = assessment.questionnaire
    register = questionnaire.register
    if register is None:
        raise ValueError("A check needs a register.")
    checked = tuple(
        _check(register, line, row, controls, merger)
        for line in asked_lines(assessment)
        for row in assessment.entries.get(line.id, Entry()).rows
    )
    title = f"{questionnaire.title}, version {questionnaire.version}"
    return RegisterCheck(title, round_id, register, controls, merger, checked)


def _check(register: Register, line: Line, row: Row, controls: Controls, merger: Merger | None) -> CheckedContract:
    facts = facts_of(register, row)
    end = row.get(END)
    words = {column.id: value_words(column, row.get(column.id)) for column in register.columns}
    return CheckedContract(
        line,
        row_title(register, row),
        words,
        end if isinstance(end, int) else None,
        runs_past(facts.end, merger) if merger else None,
        check(controls.controls, facts, merger),
    )


def matching(check: RegisterCheck, text: str) -> list[CheckedContract]:
    """List the contracts that a text names: a part of their line of business, or of any text written of them."""
    wanted = text.casefold()
    texts = [column.id for column in check.register.columns if column.kind == "text"]
    return [
        contract for contract in check.contracts if any(wanted in said.casefold() for said in _said(contract, texts))
    ]


def _said(contract: CheckedContract, texts: Iterable[str]) -> list[str]:
    return [contract.line.title, contract.line.id, *(contract.row[name] for name in texts)]

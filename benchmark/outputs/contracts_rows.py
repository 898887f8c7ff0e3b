"""Spend controls as rows of a table, as sheets of a workbook, and as data for programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmark.council.contracts.checked import CheckedContract, RegisterCheck
from benchmark.council.contracts.controls import FAILED, PASSED, STATES, UNKNOWN, Finding
from benchmark.council.contracts.purchase import CheckedPurchase
from benchmark.council.contracts.rules import Controls
from benchmark.outputs import contracts_words as words
from scoring.register import Register

if TYPE_CHECKING:
    from benchmark.outputs.tidy_sheets import Value

FORMAT: Final = "contract-controls/1"
PURCHASE_FORMAT: Final = "purchase-controls/1"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What one control says of one contract."""

    line: str
    contract: str
    reference: str
    ends: str
    control: str
    title: str
    state: str
    found: str
    missing: str
    rule: str
    remedy: str
    source: str
    law: bool


def finding_rows(check: RegisterCheck) -> Iterator[FindingRow]:
    """List every finding, by line of business and contract."""
    for contract in check.contracts:
        for finding in contract.findings:
            control = finding.control
            yield FindingRow(
                contract.line.title,
                contract.title,
                contract.row.get(check.register.evidence, ""),
                contract.ends,
                control.id,
                control.title,
                finding.state,
                finding.found,
                words.missing_words(finding, check.register),
                control.rule,
                control.remedy,
                words.source_words(control),
                control.law,
            )


def check_data(check: RegisterCheck) -> dict[str, Any]:
    """Give the check of a register as plain data."""
    return {
        "format": FORMAT,
        "questionnaire": check.title,
        "round": check.round,
        **_about(check.controls),
        "merger": check.merger.day.isoformat() if check.merger else None,
        "successors": list(check.merger.successors) if check.merger else [],
        "counts": {state: check.count(state) for state in STATES},
        "contracts": [_contract(contract, check.register) for contract in check.contracts],
    }


def purchase_data(checked: CheckedPurchase) -> dict[str, Any]:
    """Give what the controls say of a purchase as plain data."""
    return {
        "format": PURCHASE_FORMAT,
        **_about(checked.controls),
        "merger": checked.merger.day.isoformat() if checked.merger else None,
        "counts": {state: sum(finding.state == state for finding in checked.findings) for state in STATES},
        "findings": [_finding(finding, checked.register) for finding in checked.findings],
    }


def _about(controls: Controls) -> dict[str, Any]:
    return {"advice": words.VOLUNTARY, "controls": {"title": controls.title, "version": controls.version}}


def _contract(contract: CheckedContract, register: Register) -> dict[str, Any]:
    return {
        "line": contract.line.id,
        "contract": contract.title,
        "ends": contract.ends or None,
        "past_merger": contract.past_merger,
        "counts": {state: contract.count(state) for state in STATES},
        "findings": [_finding(finding, register) for finding in contract.findings],
    }


def _finding(finding: Finding, register: Register) -> dict[str, Any]:
    control = finding.control
    return {
        "control": control.id,
        "title": control.title,
        "state": finding.state,
        "found": finding.found,
        "missing": [words.name_missing(name, register) for name in finding.missing],
        "rule": control.rule,
        "remedy": control.remedy,
        "source": list(control.source),
        "law": control.law,
    }


def write_check_workbook(check: RegisterCheck, path: Path) -> None:
    """Write the check to a workbook: what it is, a row a contract, and a row a finding."""
    from benchmark.outputs.tidy_sheets import WHOLE, Field, Table, make_book  # noqa: PLC0415 - the library is slow to load
    from benchmark.workbooks.results import save_book  # noqa: PLC0415 - as above

    facts: list[tuple[Value, ...]] = [("What it is", line) for line in words.lead_lines(check)]
    facts = [("Register", f"{check.title}, {check.round}"), *facts, ("Private", "It names systems and suppliers.")]
    about = (Field("What", "A fact about the check."), Field("Value", "What it is."))
    contracts = (
        Field("Line of business", "What the contract supports."),
        Field("Contract", "The system and its supplier."),
        Field("End", "The quarter in which it ends, without options to extend; empty where it is not known."),
        Field("Passed", "How many controls it passes.", WHOLE),
        Field("Failed", "How many controls it fails.", WHOLE),
        Field("Not known", "For how many controls a fact is missing. None of them counts as passed.", WHOLE),
    )
    book = make_book(
        [
            Table("About", about, facts),
            Table("Contracts", contracts, [_counts(contract) for contract in check.contracts]),
            Table("Findings", tuple(Field(*field) for field in _FINDINGS), list(_finding_cells(check))),
        ]
    )
    save_book(book, path)


def _counts(contract: CheckedContract) -> "tuple[Value, ...]":
    counts = (contract.count(state) for state in (PASSED, FAILED, UNKNOWN))
    return (contract.line.title, contract.title, contract.ends or None, *counts)


_FINDINGS: Final = (
    ("Line of business", "What the contract supports."),
    ("Contract", "The system and its supplier."),
    ("End", "The quarter in which it ends."),
    ("Control", "What is asked of the contract."),
    ("State", "Passed, failed or not known."),
    ("Found", "What the register says."),
    ("Missing", "What is missing to know more."),
    ("Rule", "The rule of the control."),
    ("Remedy", "What to do where it fails."),
    ("Source", "Where the control comes from."),
    ("Law", "Whether the rule is law; all others are voluntary."),
)


def _finding_cells(check: RegisterCheck) -> "Iterator[tuple[Value, ...]]":
    for row in finding_rows(check):
        said = (row.title, words.STATES[row.state], row.found, row.missing, row.rule, row.remedy, row.source)
        law = "yes" if row.law else "no"
        yield (row.line, row.contract, row.ends or None, *(text or None for text in said), law)

"""Spend controls as a paper: the check of a register or of a purchase, to be read on a screen, in Word or in print."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmark.console import visible
from benchmark.council.contracts.checked import CheckedContract, RegisterCheck
from benchmark.council.contracts.controls import FAILED, PASSED, STATES, UNKNOWN, Finding
from benchmark.council.contracts.purchase import CheckedPurchase
from benchmark.files import write_text
from benchmark.outputs import contracts_words as words
from benchmark.outputs.page import page_environment
from benchmark.outputs.paper import Paper, Part
from scoring.register import Register

_COUNTED: Final = (PASSED, FAILED, UNKNOWN)
_HEADER: Final = ("Contract", "End", *(words.STATES[state] for state in _COUNTED))


def write_contracts_paper(paper: Paper, path: Path) -> None:
    """Write a paper as the name of its file says: a page, or a Word file."""
    if path.suffix.lower() == ".docx":
        from benchmark.outputs.word import write_paper  # noqa: PLC0415 - the library of Word files is slow to load

        write_paper(paper, path)
    else:
        write_text(path, render_contracts_paper(paper))


def render_contracts_paper(paper: Paper) -> str:
    """Write a paper as a page."""
    return page_environment().get_template("contracts.html").render(paper=paper)


def check_paper(check: RegisterCheck) -> Paper:
    """Gather the check of a register: contracts by line of business, failures, remedies, and what is missing."""
    parts = [
        Part("What this is", tuple(words.lead_lines(check))),
        Part(
            "Contracts by line of business",
            (words.total_words(check),),
            caption="Controls passed, failed and not known",
            header=_HEADER,
            rows=tuple(_rows(check)),
        ),
        Part(
            "What fails, the contracts that end soonest first",
            () if check.failing else ("No contract is known to fail a control.",),
            tuple(_failure(contract) for contract in check.failing),
        ),
        Part("The controls that fail, and what to do", items=tuple(_remedies(check))),
        Part("Not known, and so not passed", items=tuple(_missing(check))),
    ]
    return Paper(f"{check.title}: spend controls", f"Round {check.round}.", tuple(filter(_holds, parts)))


def purchase_paper(checked: CheckedPurchase, title: str = "") -> Paper:
    """Gather the note on a purchase for its file: every control with its rule, and what to do before signing."""
    parts = [Part("What this is", tuple(words.purchase_lines(checked)))]
    for state in STATES:
        found = [finding for finding in checked.findings if finding.state == state]
        if found:
            items = tuple(_finding(finding, checked.register) for finding in found)
            parts.append(Part(f"{words.STATES[state]}: {len(found)}", items=items))
    subtitle = visible(title) or "A purchase, checked before it is signed."
    return Paper("Before you sign: spend controls", subtitle, tuple(parts))


def _holds(part: Part) -> bool:
    return bool(part.paragraphs or part.items or part.rows)


def _rows(check: RegisterCheck) -> Iterator[tuple[str, ...]]:
    for contract in check.contracts:
        name = f"{contract.line.title}: {contract.title}"
        yield (name, contract.ends or "-", *(str(contract.count(state)) for state in _COUNTED))


def _failure(contract: CheckedContract) -> str:
    ends = f"ends in {contract.ends}" if contract.ends else "its end is not known"
    failed = (f"{finding.control.title}: {finding.found}" for finding in contract.with_state(FAILED))
    return "\n".join([f"{contract.line.title}: {contract.title}, {ends}.", *failed])


def _remedies(check: RegisterCheck) -> Iterator[str]:
    for control, count in check.failed_controls:
        yield "\n".join(
            [
                f"{control.title}: {words.some_contracts(count)}.",
                f"Rule: {words.rule_words(control)}",
                f"Remedy: {control.remedy}",
                f"Source: {words.source_words(control)}.",
            ]
        )


def _missing(check: RegisterCheck) -> Iterator[str]:
    for name, count in words.commonly_missing(check):
        yield f"{name}: missing for {words.some_contracts(count)}."


def _finding(finding: Finding, register: Register) -> str:
    control = finding.control
    said = [f"{control.title}: {words.said_words(finding, register)}", f"Rule: {words.rule_words(control)}"]
    if finding.state != PASSED:
        said += [f"Remedy: {control.remedy}", f"Source: {words.source_words(control)}."]
    return "\n".join(said)

"""Spend controls in the terminal: all contracts of a register, one of them in full, or a purchase."""

from collections.abc import Iterator, Sequence
from typing import Final

from benchmark import console
from benchmark.council.asking import shorten, wrap
from benchmark.council.contracts.checked import CheckedContract, RegisterCheck
from benchmark.council.contracts.controls import FAILED, PASSED, STATES, UNKNOWN, Finding
from benchmark.council.contracts.purchase import CheckedPurchase
from benchmark.outputs import contracts_words as words
from benchmark.outputs.text_table import text_table
from scoring.register import Register

WIDTH: Final = 79
# So many contracts fit a table that is read; more of them stand a line of business a row.
_LONG: Final = 40
_FIRST: Final = 10
_MISSING: Final = 5
_COUNTED: Final = (PASSED, FAILED, UNKNOWN)


def check_text(check: RegisterCheck, *, everything: bool = False, plain: bool = False) -> str:
    """Write the whole check: a table, the failures, those that end soonest first, and what to do."""
    title = shorten(f"{check.title}, {check.round}: spend controls", _width())
    if not check.contracts:
        lead = [words.VOLUNTARY, "No contract is written down yet. Begin with: council-benchmark assess"]
        return _joined([title, *(wrap(line, _width()) for line in lead)], plain=plain)
    parts = [
        [_bold(title), *(wrap(line, _width()) for line in words.lead_lines(check))],
        [_table(check, everything=everything, plain=plain), wrap(words.total_words(check), _width())],
        list(_failures(check, everything=everything)),
        list(_remedies(check)),
        list(_missing(check)),
    ]
    return _joined(["\n".join(lines) for lines in parts if lines], plain=plain)


def contracts_text(check: RegisterCheck, contracts: Sequence[CheckedContract], *, plain: bool = False) -> str:
    """Write some contracts in full: every control with its rule and its remedy."""
    title = shorten(f"{check.title}, {check.round}: spend controls", _width())
    parts = ["\n".join([_bold(title), *(wrap(line, _width()) for line in words.lead_lines(check))])]
    full = ("\n".join([_bold(_heading(found)), *_in_full(found.findings, check.register)]) for found in contracts)
    return _joined([*parts, *full], plain=plain)


def purchase_text(checked: CheckedPurchase, *, plain: bool = False) -> str:
    """Write what the controls say of a purchase."""
    top = [_bold("Before you sign: spend controls"), *(wrap(line, _width()) for line in words.purchase_lines(checked))]
    return _joined(["\n".join(top), *_in_full(checked.findings, checked.register)], plain=plain)


def _table(check: RegisterCheck, *, everything: bool, plain: bool) -> str:
    figures = [words.STATES[state] for state in _COUNTED]
    if len(check.contracts) > _LONG and not everything:
        rows = [[title, str(len(found)), _soonest(found), *_sums(found)] for title, found in check.lines.items()]
        return text_table(["Line of business", "Contracts", "First end", *figures], rows, plain=plain)
    rows = []
    for title, found in check.lines.items():
        rows += [] if plain else [[f"{title}:", *[""] * 4]]
        rows += [[_name(contract, plain=plain), contract.ends or "-", *_sums([contract])] for contract in found]
    return text_table(["Contract", "End", *figures], rows, plain=plain)


def _name(contract: CheckedContract, *, plain: bool) -> str:
    return f"{contract.line.title}, {contract.title}" if plain else f"- {contract.title}"


def _sums(contracts: Sequence[CheckedContract]) -> list[str]:
    return [str(sum(contract.count(state) for contract in contracts)) for state in _COUNTED]


def _soonest(contracts: Sequence[CheckedContract]) -> str:
    ends = [contract for contract in contracts if contract.end is not None]
    return min(ends, key=lambda contract: contract.end or 0).ends if ends else "-"


def _heading(contract: CheckedContract) -> str:
    ends = f"Ends in {contract.ends}." if contract.ends else "Its end is not known."
    return wrap(f"{contract.line.title}: {contract.title}. {ends}", _width())


def _failures(check: RegisterCheck, *, everything: bool) -> Iterator[str]:
    failing = check.failing
    if not failing:
        yield "No contract is known to fail a control."
        return
    yield _bold("What fails, the contracts that end soonest first")
    shown = failing if everything else failing[:_FIRST]
    for number, contract in enumerate(shown, start=1):
        yield wrap(_heading(contract).replace("\n", " "), _width(), "    ", f"{number:>2}. ")
        for finding in contract.with_state(FAILED):
            yield wrap(f"{finding.control.title}: {finding.found}", _width(), "      ", "    - ")
    if len(failing) > len(shown):
        yield f"{len(failing) - len(shown)} more contracts fail a control: --all shows them."


def _remedies(check: RegisterCheck) -> Iterator[str]:
    failed = check.failed_controls
    if not failed:
        return
    yield _bold("The controls that fail, and what to do")
    for control, count in failed:
        line = f"{control.title} ({words.some_contracts(count)}). {words.rule_words(control)}"
        yield wrap(line, _width(), "    ", "  - ")
        yield wrap(f"Remedy: {control.remedy}", _width(), "    ")
        yield wrap(f"Source: {words.source_words(control)}.", _width(), "    ")


def _missing(check: RegisterCheck) -> Iterator[str]:
    found = words.commonly_missing(check)
    if not found:
        return
    yield _bold("Not known, and so not passed")
    for name, count in found[:_MISSING]:
        yield wrap(f"{name}: missing for {words.some_contracts(count)}.", _width(), "    ", "  - ")
    if len(found) > _MISSING:
        yield f"  and {len(found) - _MISSING} more"


def _in_full(findings: Sequence[Finding], register: Register) -> Iterator[str]:
    """Write findings by their state: each with its rule, and unless it passed with its remedy and source."""
    for state in STATES:
        found = [finding for finding in findings if finding.state == state]
        if found:
            lines = [line for finding in found for line in _finding(finding, register)]
            yield "\n".join([_bold(f"{words.STATES[state]}: {len(found)}"), *lines])


def _finding(finding: Finding, register: Register) -> Iterator[str]:
    control = finding.control
    yield wrap(f"{control.title}: {words.said_words(finding, register)}", _width(), "    ", "  - ")
    yield wrap(f"Rule: {words.rule_words(control)}", _width(), "    ")
    if finding.state != PASSED:
        yield wrap(f"Remedy: {control.remedy}", _width(), "    ")
        yield wrap(f"Source: {words.source_words(control)}.", _width(), "    ")


def _joined(parts: Sequence[str], *, plain: bool) -> str:
    text = "\n\n".join(parts)
    return console.unstyled(text) if plain else text


def _bold(text: str) -> str:
    return console.styled(text, "bold")


def _width() -> int:
    """Give the columns that the screen takes: the same in every terminal that has them, fewer where it is narrower."""
    return min(WIDTH, console.width())

"""What every output on spend controls says in the same words: what they are, by which file, and what is missing."""

from collections.abc import Iterable, Iterator
from typing import Final

from benchmark.council.contracts.checked import RegisterCheck
from benchmark.council.contracts.controls import DATES, EARLIER, FAILED, PASSED, UNKNOWN, Finding
from benchmark.council.contracts.facts import Merger
from benchmark.council.contracts.purchase import CheckedPurchase
from benchmark.council.contracts.rules import Control, Controls
from scoring.register import Register

VOLUNTARY: Final = (
    "These controls are voluntary. They are not law, except where one says so. This is advice, not legal advice."
)
LAW: Final = "This one is law."
STATES: Final = {FAILED: "Failed", UNKNOWN: "Not known", PASSED: "Passed"}
NO_MERGER: Final = (
    "No day of a merger is known, so nothing is said of one. If there is one: `ends` in council.toml, or --merger."
)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MISSING: Final = {
    DATES: "the exact dates (quarters leave it open)",
    EARLIER: "what was agreed since 31 December 2006 with the same supplier, or for the same kind of thing",
}


def controls_words(controls: Controls) -> str:
    """Say by which controls it is checked."""
    count = len(controls.controls)
    return f"{controls.title}, version {controls.version}: {'1 control' if count == 1 else f'{count} controls'}."


def merger_words(merger: Merger) -> str:
    """Say when the council ends, and who follows."""
    day = f"{merger.day.day} {_MONTHS[merger.day.month - 1]} {merger.day.year}"
    follow = f" {', '.join(merger.successors)} will follow." if merger.successors else ""
    return f"The council ends on {day}.{follow}"


def past_words(check: RegisterCheck) -> str:
    """Say how many contracts run past the merger."""
    past = sum(contract.past_merger is True for contract in check.contracts)
    open_ends = sum(contract.past_merger is None for contract in check.contracts)
    unsure = f" Of {open_ends} it is not known." if open_ends else ""
    return f"{past} of {some_contracts(len(check.contracts))} {'runs' if past == 1 else 'run'} past that day.{unsure}"


def lead_lines(check: RegisterCheck) -> Iterator[str]:
    """Say what a reader should know first."""
    yield VOLUNTARY
    yield controls_words(check.controls)
    yield f"{merger_words(check.merger)} {past_words(check)}" if check.merger else NO_MERGER


def purchase_lines(checked: CheckedPurchase) -> Iterator[str]:
    """Say what a reader should know before what is said of a purchase."""
    yield VOLUNTARY
    yield controls_words(checked.controls)
    yield merger_words(checked.merger) if checked.merger else NO_MERGER


def total_words(check: RegisterCheck) -> str:
    """Count what was found over all contracts."""
    counts = ", ".join(f"{check.count(state):,} {STATES[state].lower()}" for state in (PASSED, FAILED, UNKNOWN))
    return f"{some_contracts(len(check.contracts))}: {counts}."


def missing_words(finding: Finding, register: Register) -> str:
    """Say what is missing to know more."""
    return ", ".join(name_missing(name, register) for name in finding.missing)


def said_words(finding: Finding, register: Register) -> str:
    """Say what was found of a control, and what is missing; that it is not known where it is itself what is missing."""
    if finding.missing == (finding.control.column,):
        return "Not known."
    missing = missing_words(finding, register)
    return " ".join(filter(None, [finding.found, f"Missing: {missing}." if missing else ""]))


def name_missing(name: str, register: Register) -> str:
    """Name what is missing, as the register calls it."""
    column = register.column_index.get(name)
    return column.title if column else _MISSING.get(name, name)


def rule_words(control: Control) -> str:
    """Say the rule, and whether it is law."""
    return f"{control.rule} {LAW}" if control.law else control.rule


def source_words(control: Control) -> str:
    """Say where a control comes from."""
    return "; ".join(control.source)


def commonly_missing(check: RegisterCheck) -> list[tuple[str, int]]:
    """List what is missing most often, with the number of contracts that lack it."""
    count: dict[str, int] = {}
    for contract in check.contracts:
        for name in _missing(contract.with_state(UNKNOWN)):
            count[name] = count.get(name, 0) + 1
    named = [(name_missing(name, check.register), number) for name, number in count.items()]
    return sorted(named, key=lambda item: -item[1])


def _missing(findings: Iterable[Finding]) -> set[str]:
    return {name for finding in findings for name in finding.missing}


def some_contracts(count: int) -> str:
    """Say a number of contracts."""
    return "1 contract" if count == 1 else f"{count} contracts"

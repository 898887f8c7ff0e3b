"""Check the facts of a contract against spend controls: passed, failed, or unknown with what is missing. Pure.

Only what is certain passes or fails. What is not known is unknown, and never counts as passed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from benchmark.council.contracts.facts import (
    END,
    EXTENSION,
    START,
    VALUE,
    YEARLY,
    Facts,
    Merger,
    Span,
    extended,
    runs_past,
)
from benchmark.council.contracts.rules import Control
from benchmark.questions.value import quarter_words

PASSED: Final = "passed"
FAILED: Final = "failed"
UNKNOWN: Final = "unknown"
STATES: Final = (FAILED, UNKNOWN, PASSED)
# What is missing, where it is no column of the register.
DATES: Final = "exact-dates"
EARLIER: Final = "earlier"


class Verdict(NamedTuple):
    """What a test says: the state, what was found in words, and which facts are missing."""

    state: str
    found: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one control says of one contract. `missing` are ids of columns, or DATES or EARLIER."""

    control: Control
    state: str
    found: str
    missing: tuple[str, ...]


def check(controls: Sequence[Control], facts: Facts, merger: Merger | None) -> tuple[Finding, ...]:
    """Check the facts against each control that has something to say of them, in the order of the controls."""
    found = ((control, _judge(control, facts, merger)) for control in controls)
    return tuple(Finding(control, *verdict) for control, verdict in found if verdict is not None)


def _judge(control: Control, facts: Facts, merger: Merger | None) -> Verdict | None:
    """Judge one control; None where it does not apply."""
    if any(facts.said.get(column, options[0]) not in options for column, options in control.only.items()):
        return None
    missing = [column for column in control.only if column not in facts.said]
    before = control.test == "ends_before_merger"
    past = None
    if control.past_merger or before:
        if merger is None:
            return None
        past = _past(control, facts, merger)
        if past is False and control.past_merger:
            return None
        missing += _missing_for_end(control, facts) if past is None else ()
    if missing:
        return Verdict(UNKNOWN, missing=tuple(missing))
    if before:
        return Verdict(FAILED if past else PASSED, _end_words(facts))
    return _TESTS[control.test](control, facts)


def _past(control: Control, facts: Facts, merger: Merger) -> bool | None:
    """Say whether a contract runs past the merger: certainly so where it does without its options to extend."""
    past = runs_past(facts.end, merger)
    return runs_past(extended(facts), merger) if control.extension and not past else past


def _missing_for_end(control: Control, facts: Facts) -> list[str]:
    wanted = {END: facts.end, EXTENSION: facts.extension if control.extension else 0}
    return [name for name, value in wanted.items() if value is None] or [DATES]


def _end_words(facts: Facts) -> str:
    return "" if facts.end is None else f"It ends in {quarter_words(int(facts.end.most))}."


def _months(control: Control, facts: Facts) -> Verdict:
    if facts.months is None:
        return Verdict(UNKNOWN, missing=(START, END))
    more = facts.extension if control.extension else 0
    if more is None:
        # Whatever the options are, they make it no shorter.
        long = facts.months.least > control.limit
        return Verdict(FAILED, _months_words(facts.months), ()) if long else Verdict(UNKNOWN, "", (EXTENSION,))
    total = Span(facts.months.least + more, facts.months.most + more)
    options = f", {more:g} of them as options to extend" if more else ""
    return _compare(control, total, _months_words(total) + options, (DATES,))


def _extension(control: Control, facts: Facts) -> Verdict:
    if facts.extension is None:
        return Verdict(UNKNOWN, missing=(EXTENSION,))
    return _compare(control, Span(facts.extension, facts.extension), f"{facts.extension:g} months")


def _pounds(control: Control, facts: Facts) -> Verdict:
    worth = facts.worth
    if worth is None:
        return Verdict(UNKNOWN, missing=_missing_for_worth(facts))
    words = _pounds_words(worth)
    if facts.value is None:
        words += ", the cost a year times its length"
    if control.earlier and worth.least <= control.limit:
        if facts.earlier is None:
            return Verdict(UNKNOWN, f"{words}.", (EARLIER,))
        words += f", and £{facts.earlier:,.0f} agreed before"
        worth = Span(worth.least + facts.earlier, worth.most + facts.earlier)
    return _compare(control, worth, words, (VALUE,))


def _missing_for_worth(facts: Facts) -> tuple[str, ...]:
    if facts.yearly is None:
        return (VALUE, YEARLY) if facts.months is not None else (VALUE,)
    return (VALUE, START, END)


def _has(control: Control, facts: Facts) -> Verdict:
    found = facts.ticked.get((control.column, control.options[0]))
    if found is None:
        return Verdict(UNKNOWN, missing=(control.column,))
    return Verdict(PASSED, "Yes.") if found else Verdict(FAILED, "No.")


def _says(control: Control, facts: Facts) -> Verdict:
    found = facts.said.get(control.column)
    if found is None:
        return Verdict(UNKNOWN, missing=(control.column,))
    return Verdict(PASSED if found in control.options else FAILED, f"{found[:1].upper()}{found[1:]}.")


def _compare(control: Control, found: Span, words: str, missing: tuple[str, ...] = ()) -> Verdict:
    """Compare a span with the limit: only a span that lies on one side of it tells."""
    limit = f"£{control.limit:,.0f}" if control.test == "most_pounds" else f"{control.limit:g}"
    if found.most <= control.limit:
        return Verdict(PASSED, f"{words}; the limit is {limit}.")
    state = FAILED if found.least > control.limit else UNKNOWN
    return Verdict(state, f"{words}; the limit is {limit}.", () if state == FAILED else missing)


def _months_words(months: Span) -> str:
    least, most = months
    if least == most:
        return f"{least:g} months"
    return f"{least:g} to {most:g} months by its quarters"


def _pounds_words(pounds: Span) -> str:
    if pounds.least == pounds.most:
        return f"£{pounds.least:,.0f}"
    return f"£{pounds.least:,.0f} to £{pounds.most:,.0f}"


_TESTS: Final[Mapping[str, Callable[[Control, Facts], Verdict]]] = {
    "most_months": _months,
    "most_extension": _extension,
    "most_pounds": _pounds,
    "has": _has,
    "says": _says,
}

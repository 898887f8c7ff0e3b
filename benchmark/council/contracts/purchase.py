"""The facts of a purchase, before it is signed: given as options, or asked. Nothing of them is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.council.contracts.controls import EARLIER, PASSED, Finding, check
from benchmark.council.contracts.facts import END, EXTENSION, VALUE, YEARLY, Facts, Merger, Span
from benchmark.council.contracts.rules import Control, Controls, option_ids
from benchmark.errors import UsageError
from benchmark.questions.answer import BadAnswer
from benchmark.questions.value import parse_value, write_value
from scoring.register import Column, Register

MONTHS: Final = "months"
# What is asked before all that a control looks at itself: what it is called in a sentence, and what to write.
_NUMBERS: Final[Mapping[str, str]] = {
    MONTHS: "For how many months will it run, without options to extend?",
    EXTENSION: "By how many months in all can it be extended? 0 if it cannot.",
    VALUE: "What is it worth over its term, in pounds, without VAT?",
    YEARLY: "What will it cost a year, in pounds, without VAT?",
    END: "In which quarter will it end, without options to extend? Such as 2029-Q1.",
    EARLIER: "What has the council agreed since 31 December 2006 with the same supplier, or for the same kind of thing,"
    " in pounds?",
}
_NOT_KNOWN: Final = "Enter alone: not known."
_YES, _NO, _UNKNOWN = "y", "n", "u"
_OPEN: Final = Choice(_UNKNOWN, "Not known")


@dataclass(frozen=True)
class CheckedPurchase:
    """What the controls say of a purchase, and by what it was checked."""

    register: Register
    controls: Controls
    merger: Merger | None
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Say whether every control is passed: what is not known is not."""
        return all(finding.state == PASSED for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a purchase, as written: numbers and quarters by name, choices by column, ticks by option."""

    numbers: Mapping[str, object]
    said: Mapping[str, str]
    ticked: Mapping[tuple[str, str], bool]

    @property
    def nothing(self) -> bool:
        """Say whether nothing is given."""
        return not (self.numbers or self.said or self.ticked)


def check_purchase(register: Register, controls: Controls, merger: Merger | None, given: Given) -> CheckedPurchase:
    """Check what is known of a purchase, or raise UsageError for what cannot be read."""
    return CheckedPurchase(register, controls, merger, check(controls.controls, _facts(given), merger))


def _facts(given: Given) -> Facts:
    numbers = {name: _number(name, value) for name, value in given.numbers.items()}
    months, end = numbers.get(MONTHS), numbers.get(END)
    return Facts(
        None if months is None else Span(months, months),
        None if end is None else Span(end, end),
        numbers.get(EXTENSION),
        numbers.get(VALUE),
        numbers.get(YEARLY),
        numbers.get(EARLIER),
        given.said,
        given.ticked,
    )


def given_as_options(
    register: Register,
    numbers: Mapping[str, str | None],
    flags: Mapping[str, bool | None],
    ticks: Mapping[tuple[str, str], bool | None],
    facts: Sequence[str],
) -> Given:
    """Put together what was given: numbers by name, yes or no by column or option, and COLUMN=VALUE; or refuse it."""
    said = {name: "yes" if flag else "no" for name, flag in flags.items() if flag is not None}
    ticked = {key: flag for key, flag in ticks.items() if flag is not None}
    for text in facts:
        more_said, more_ticked = _read_fact(register, text)
        said, ticked = {**more_said, **said}, {**more_ticked, **ticked}
    known = {column.id: option_ids(column) for column in register.columns if column.options}
    for column, option in [*said.items(), *ticked]:
        if option not in known.get(column, ()):
            # It would be taken and say nothing.
            raise UsageError(f'The register of this question set has no "{column}" with "{option}".')
    return Given({name: text for name, text in numbers.items() if text is not None}, said, ticked)


def _read_fact(register: Register, text: str) -> tuple[dict[str, str], dict[tuple[str, str], bool]]:
    """Read COLUMN=VALUE: what it says of a column of choices; all options of a column where several can be ticked."""
    name, sign, raw = text.partition("=")
    columns = {column.id: column for column in register.columns if column.options}
    column = columns.get(name.strip())
    if not sign or column is None:
        raise UsageError(f'"{text}" is not a fact. Write COLUMN=VALUE with one of: {", ".join(columns)}.')
    value = parse_value(column, raw)
    if isinstance(value, BadAnswer):
        raise UsageError(f'"{raw.strip()}" is no choice for {column.id}. Use {value.values["wanted"]}.')
    if isinstance(value, frozenset):
        return {}, {(column.id, option.id): at in value for at, option in enumerate(column.options)}
    return ({} if value is None else {column.id: column.options[int(value)].id}), {}


def ask_purchase(asker: Asker, register: Register, controls: Sequence[Control], merger: Merger | None) -> Given:
    """Ask for every fact that the controls look at; whatever is not known is left open."""
    used = [c for c in controls if merger or not (c.past_merger or c.test == "ends_before_merger")]
    numbers: dict[str, object] = {}
    for name in _asked_numbers(used):
        if name != YEARLY or VALUE not in numbers:
            numbers |= _ask_number(asker, name)
    said: dict[str, str] = {}
    ticked: dict[tuple[str, str], bool] = {}
    for column, option in _asked_choices(used):
        if option:
            found = _ask_tick(asker, register.column_index[column], option)
            ticked |= {} if found is None else {(column, option): found}
        else:
            chosen = _ask_choice(asker, register.column_index[column])
            said |= {column: chosen} if chosen else {}
    return Given(numbers, said, ticked)


def _asked_numbers(controls: Sequence[Control]) -> list[str]:
    tests = {control.test for control in controls}
    of_merger = [control for control in controls if control.past_merger or control.test == "ends_before_merger"]
    wanted = {
        MONTHS: bool(tests & {"most_months", "most_pounds"}),
        EXTENSION: "most_extension" in tests or any(control.extension for control in controls),
        VALUE: "most_pounds" in tests,
        YEARLY: "most_pounds" in tests,
        END: bool(of_merger),
        EARLIER: any(control.earlier for control in controls),
    }
    return [name for name in _NUMBERS if wanted[name]]


def _asked_choices(controls: Sequence[Control]) -> Iterator[tuple[str, str]]:
    """List the columns to ask about, and for each thing that can be ticked its option."""
    found = {}
    for control in controls:
        found.update(dict.fromkeys((column, "") for column in control.only))
        if control.column:
            found[control.column, control.options[0] if control.test == "has" else ""] = None
    yield from found


def _ask_number(asker: Asker, name: str) -> dict[str, object]:
    value = _number(name, asker.write(f"{_NUMBERS[name]} {_NOT_KNOWN}", "", partial(_complain, name)))
    return {} if value is None else {name: write_value(_column(name), value)}


def _ask_tick(asker: Asker, column: Column, option_id: str) -> bool | None:
    title = next(option.title for option in column.options if option.id == option_id)
    choices = (Choice(_YES, "Yes", ("yes",)), Choice(_NO, "No", ("no",)), _OPEN)
    key = asker.choose(Menu("", f"{title}?", choices, start=_UNKNOWN))
    _note(asker, title, choices, key)
    return {_YES: True, _NO: False, _UNKNOWN: None}[key]


def _ask_choice(asker: Asker, column: Column) -> str:
    options = (Choice(str(at), option.title, (option.id,)) for at, option in enumerate(column.options, start=1))
    choices = (*options, _OPEN)
    key = asker.choose(Menu(column.title, column.about, choices, start=_UNKNOWN))
    _note(asker, column.title, choices, key)
    return "" if key == _UNKNOWN else column.options[int(key) - 1].id


def _note(asker: Asker, title: str, choices: Sequence[Choice], key: str) -> None:
    """Leave a line of what was chosen: the choices go from the screen."""
    asker.note(f"{title}: {next(choice.title for choice in choices if choice.key == key)}")


def _number(name: str, raw: object) -> float | None:
    value = parse_value(_column(name), raw)
    if isinstance(value, BadAnswer):
        raise UsageError(f'"{raw}" cannot stand for {name}. Write {value.values["wanted"]}.')
    return value if isinstance(value, int | float) else None


def _complain(name: str, text: str) -> str:
    value = parse_value(_column(name), text)
    return f"Write {value.values['wanted']}; or nothing." if isinstance(value, BadAnswer) else ""


def _column(name: str) -> Column:
    return Column(name, name, "quarter" if name == END else "number")

"""Ask about one row of a register, column by column; or about one column of it."""

from collections.abc import Callable
from typing import Final

from benchmark.council.asking import Asker, Choice, Menu, check_text
from benchmark.faults import fault
from benchmark.questions.answer import BadAnswer
from benchmark.questions.value import parse_value, value_words, write_value
from scoring.register import Column, Register, Row, Value

_SKIP: Final = "skip"
_NOT_KNOWN: Final = Choice("d", "Don't know yet: leave it open and go on", ("?",), alone=True)
_ENOUGH: Final = Choice("s", "Skip the rest of this one for now", (_SKIP,), alone=True)
_NONE: Final = Choice("0", "None of these", ("none",), alone=True)
_WANTED: Final = {
    "text": "",
    "number": "Type a number. ",
    "quarter": "Type a quarter such as 2027-Q1, or a date. ",
}
# What a choice starts with is typed with one of these.
_SIGNS: Final = "123456789abcefghijklmnopqrtuvwxyz"

Keep = Callable[[Row], None]


def ask_row(asker: Asker, register: Register, row: Row, keep: Keep, heading: str) -> Row:
    """Ask for every column in turn. `keep` is called after each, so that stopping loses nothing."""
    for number, column in enumerate(register.columns, start=1):
        place = f"{heading}, {number} of {len(register.columns)}"
        found = _ask(asker, column, row.get(column.id), place)
        if found is _ENOUGH:
            break
        row = _with(row, column, found)
        keep(row)
    return row


def change_row(asker: Asker, register: Register, row: Row, keep: Keep, heading: str) -> None:
    """Show a row, and ask anew for the columns that the person picks, until that is enough."""
    while True:
        columns = dict(zip(_SIGNS, register.columns, strict=False))
        listed = [Choice(sign, f"{c.title}: {value_words(c, row.get(c.id)) or '-'}") for sign, c in columns.items()]
        done = Choice("0", "Done", ("done",))
        key = asker.choose(Menu(heading, "What do you want to change?", (done, *listed), done.key))
        if key == done.key:
            return
        column = columns[key]
        found = _ask(asker, column, row.get(column.id), heading)
        if found is not _ENOUGH:
            row = _with(row, column, found)
            keep(row)


def _ask(asker: Asker, column: Column, now: Value | None, heading: str) -> Value | Choice | None:
    if column.kind == "choice":
        return _ask_one(asker, column, now, heading)
    if column.kind == "choices":
        return _ask_several(asker, column, now, heading)
    return _ask_text(asker, column, now, heading)


def _ask_one(asker: Asker, column: Column, now: Value | None, heading: str) -> Value | Choice | None:
    choices = _choices(column)
    start = choices[now].key if isinstance(now, int) else _NOT_KNOWN.key
    key = asker.choose(Menu(heading, column.title, (*choices, _NOT_KNOWN, _ENOUGH), start, column.about))
    keys = [choice.key for choice in choices]
    return keys.index(key) if key in keys else _ENOUGH if key == _ENOUGH.key else None


def _ask_several(asker: Asker, column: Column, now: Value | None, heading: str) -> Value | Choice | None:
    choices = _choices(column)
    ticked = [choices[at].key for at in sorted(now)] if isinstance(now, frozenset) else []
    if isinstance(now, frozenset) and not ticked:
        ticked = [_NONE.key]
    keys = asker.tick(Menu(heading, column.title, (*choices, _NONE, _NOT_KNOWN, _ENOUGH), aside=column.about), ticked)
    if keys[0] in (_NOT_KNOWN.key, _ENOUGH.key):
        return _ENOUGH if keys[0] == _ENOUGH.key else None
    return frozenset(at for at, choice in enumerate(choices) if choice.key in keys)


def _ask_text(asker: Asker, column: Column, now: Value | None, heading: str) -> Value | Choice | None:
    title = f"{column.title} ({column.unit})" if column.unit else column.title
    about = f"{column.about} {_WANTED[column.kind]}".strip()
    prompt = f"{heading}\n{title}\n{about}\nEnter leaves it open; {_SKIP} leaves out the rest."
    start = "" if now is None else str(write_value(column, now))
    text = asker.write(prompt, start, lambda typed: check_column(column, typed))
    if text.strip().lower() == _SKIP:
        return _ENOUGH
    found = parse_value(column, text)
    return None if isinstance(found, BadAnswer) else found


def check_column(column: Column, typed: str) -> str:
    """Complain about what cannot stand in a column."""
    if typed.strip().lower() == _SKIP:
        return ""
    found = parse_value(column, typed)
    if not isinstance(found, BadAnswer):
        return check_text(typed)
    wrong = fault(found.code, "", "", **found.values)
    return f"{wrong.rule} {wrong.remedy}"


def _choices(column: Column) -> list[Choice]:
    """Make a choice of each option. Levels are numbered from 0, as they are everywhere; other options from 1."""
    if column.levels:
        return [Choice(option.id, option.title) for option in column.options]
    return [Choice(sign, option.title, (option.id,)) for sign, option in zip(_SIGNS, column.options, strict=False)]


def _with(row: Row, column: Column, value: Value | Choice | None) -> Row:
    """Put a value into a row, or take it out where nothing is known."""
    rest = {name: found for name, found in row.items() if name != column.id}
    return rest if value is None or isinstance(value, Choice) else {**rest, column.id: value}

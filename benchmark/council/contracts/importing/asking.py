"""What a person is asked in an import: what columns are read for, and the line of business of each contract."""

from collections.abc import Mapping, Sequence
from typing import Final

from benchmark.council.asking import Asker, Choice, Menu, ask_option
from benchmark.council.contracts.importing.contract import Contract
from benchmark.council.contracts.importing.guide import WORDS
from benchmark.council.contracts.importing.header import Guess, missing_targets, targets
from benchmark.council.contracts.importing.memory import NOT_HERE
from benchmark.council.contracts.importing.table import Table
from benchmark.council.contracts.importing.words import column_lines, contract_words, samples
from scoring.register import Line, Register

_YES: Final = Choice("y", "Yes", ("yes",))
_OTHER: Final = Choice("o", "Something else", ("other",))
_OUT: Final = Choice("n", "No, leave it out", ("no",))
_RIGHT: Final = Choice("y", "Yes, read them so", ("yes",))
_CORRECT: Final = Choice("c", "Correct a column", ("correct",))
_STOP: Final = Choice("q", "Stop; nothing is changed", ("stop",))
_OTHER_LINE: Final = Choice("o", "Another line of business", ("other",))
_NOT_HERE: Final = Choice("n", "None: it does not belong into the register", ("none",))
_LATER: Final = Choice("l", "Not now: ask me the next time", ("later",))
_REST: Final = Choice("a", "Take the first line for this one and all that follow", ("all",))
_WRITE: Final = Choice("y", "Yes, write it", ("yes",))
_KEEP: Final = Choice("n", "No, change nothing", ("no",))
# So many guesses are shown.
_MOST_GUESSES: Final = 4


def ask_columns(asker: Asker, guesses: Sequence[Guess], table: Table, register: Register) -> dict[str, str]:
    """Ask about each column that is not sure, then show all of them until they are right."""
    columns = {guess.name: guess.to for guess in guesses}
    for guess in guesses:
        if not guess.sure:
            columns[guess.name] = _ask_column(asker, guess, columns, table, register)
    while True:
        for line in column_lines(table, columns, register):
            asker.say(line)
        missing = missing_targets(columns, register)
        text = f"Nothing is read for {' or '.join(missing)}." if missing else ""
        key = asker.choose(Menu("Are the columns read rightly?", text, (_RIGHT, _CORRECT, _STOP), _RIGHT.key))
        if key == _STOP.key:
            raise KeyboardInterrupt
        if key == _RIGHT.key:
            return columns
        name = ask_option(asker, "Which column?", [(name, f"{name}. {samples(table, name)}") for name in table.header])
        columns[name] = _ask_target(asker, name, columns, table, register)


def _ask_column(asker: Asker, guess: Guess, columns: Mapping[str, str], table: Table, register: Register) -> str:
    if not guess.to:
        return _ask_target(asker, guess.name, columns, table, register)
    heading = f'Column "{guess.name}": is it "{targets(register)[guess.to]}"?'
    key = asker.choose(Menu(heading, samples(table, guess.name), (_YES, _OTHER, _OUT), _YES.key))
    asker.note(f"{guess.name}: {targets(register)[guess.to] if key == _YES.key else 'something else'}")
    if key == _OTHER.key:
        return _ask_target(asker, guess.name, columns, table, register)
    return guess.to if key == _YES.key else ""


def _ask_target(asker: Asker, name: str, columns: Mapping[str, str], table: Table, register: Register) -> str:
    taken = {to for other, to in columns.items() if other != name and to != WORDS}
    free = [(to, title) for to, title in targets(register).items() if to not in taken]
    heading = f'{samples(table, name)}. What is the column "{name}" read for?'
    return ask_option(asker, heading, [("", "Nothing: leave it out"), *free])


def ask_lines(
    asker: Asker,
    register: Register,
    sections: Mapping[str, str],
    asked: Sequence[Line],
    found: Sequence[tuple[Contract, Sequence[str]]],
    said: dict[str, str],
) -> None:
    """Ask for the line of each contract, one by one. Each reply goes into `said` by the contract's key at once.

    `sections` maps the ids of sections to their titles; `asked` are the lines to choose from.
    """
    for number, (contract, guesses) in enumerate(found, start=1):
        heading = f"{number} of {len(found)}: {contract_words(register, contract)}"
        choices = _choices(register, guesses)
        aside = contract.words[:300]
        key = asker.choose(Menu(heading, "Which line of business does it support?", choices, choices[0].key, aside))
        if key == _REST.key:
            said |= {one.key: lines[0] for one, lines in found[number - 1 :] if lines}
            return
        if key == _LATER.key:
            continue
        said[contract.key] = _line(asker, sections, asked, guesses, key)
        chosen = said[contract.key]
        title = "not in the register" if chosen == NOT_HERE else register.line_index[chosen].title
        asker.note(f"{contract.title}: {title}")


def _choices(register: Register, guesses: Sequence[str]) -> tuple[Choice, ...]:
    lines = [
        Choice(str(at), register.line_index[name].title) for at, name in enumerate(guesses[:_MOST_GUESSES], start=1)
    ]
    rest = (_REST,) if guesses else ()
    return (*lines, _OTHER_LINE, _NOT_HERE, _LATER, *rest)


def _line(asker: Asker, sections: Mapping[str, str], asked: Sequence[Line], guesses: Sequence[str], key: str) -> str:
    if key == _NOT_HERE.key:
        return NOT_HERE
    if key != _OTHER_LINE.key:
        return guesses[int(key) - 1]
    there = dict.fromkeys(line.section for line in asked)
    section = ask_option(asker, "In which group?", [(name, sections[name]) for name in there])
    return ask_option(asker, "Which line?", [(line.id, line.title) for line in asked if line.section == section])


def ask_to_write(asker: Asker) -> bool:
    """Ask whether what was shown may be written."""
    return asker.choose(Menu("", "Write this into the register?", (_WRITE, _KEEP), _WRITE.key)) == _WRITE.key

"""Guess what the columns of a published register are read for, from their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.council.contracts.importing.guide import LAST_END, WORDS, Guide, name_column, plain, reference_column
from benchmark.tables.names import likeness
from scoring.register import Register

# Of the words of two names, so many are the same.
_ALIKE: Final = 0.6
_TITLES: Final = {
    WORDS: "Read only to tell the line of business",
    LAST_END: "The end with all options to extend",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is read for; empty where it is left out. A person is asked where the guess is not `sure`."""

    name: str
    to: str
    sure: bool


def guess_columns(header: Sequence[str], guide: Guide) -> list[Guess]:
    """Guess what each column is read for. Only `words` may be read from several."""
    taken: set[str] = set()
    known: dict[int, Guess] = {}
    # What is known for sure comes first, wherever it stands.
    for at, name in enumerate(header):
        target = guide.names.get(plain(name), "")
        if plain(name) in guide.ignored and not target:
            known[at] = Guess(name, "", sure=True)
        elif target and (target == WORDS or target not in taken):
            known[at] = Guess(name, target, sure=True)
            taken.add(target)
    return [known.get(at) or _near(name, guide, taken) for at, name in enumerate(header)]


def _near(name: str, guide: Guide, taken: set[str]) -> Guess:
    """Guess by the words that a name shares with known ones; what was guessed for another column is not again."""
    if plain(name) in guide.names:
        # A second one of the same meaning: a guess at another meaning would be wrong.
        return Guess(name, "", sure=False)
    said = frozenset(plain(name).split())
    free = [
        (likeness(said, frozenset(told.split())), told) for told, target in guide.names.items() if target not in taken
    ]
    score, told = max(free, default=(0.0, ""))
    if score < _ALIKE:
        return Guess(name, "", sure=True)
    target = guide.names[told]
    if target != WORDS:
        taken.add(target)
    return Guess(name, target, sure=False)


def targets(register: Register) -> dict[str, str]:
    """Map everything that a column can be read for to its words, in the order of the register."""
    return {**{column.id: column.title for column in register.columns}, **_TITLES}


def missing_targets(to: Mapping[str, str], register: Register) -> list[str]:
    """List the titles of the columns without which contracts cannot be told apart, and that nothing is read for."""
    wanted = (reference_column(register), name_column(register))
    return [register.column_index[name].title for name in wanted if name and name not in to.values()]

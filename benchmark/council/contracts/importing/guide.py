"""What a register's set says of its imports: names of columns, and words that tell technology and lines of business.

It stands in `import.toml` beside the question set. A set without one goes by the titles of its columns and lines.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.files import exists, read_toml
from benchmark.questions.kinds import CHOICES, TEXT, TEXTS, Key
from benchmark.questions.shape import TOP_PLACE, check_entry, other_format
from benchmark.tables.names import normal
from scoring.register import Register

FORMAT: Final = "register-import/1"
FILE_NAME: Final = "import.toml"
# What a column may be read for besides a column of the register.
WORDS, LAST_END = "words", "last-end"
# The columns of a register that are looked at one by one have these ids.
REFERENCE, SYSTEM, SUPPLIER, VALUE, COST = "reference", "system", "supplier", "value", "yearly-cost"
START, END, EXTENSION = "start", "end", "extension"

_KEYS: Final = {
    "format": Key(TEXT, required=True),
    "absent": Key(TEXTS),
    "technology": Key(TEXTS),
    "not_technology": Key(TEXTS),
    "cpv": Key(TEXTS),
    "columns": Key(CHOICES),
    "ignore": Key(TEXTS),
    "lines": Key(CHOICES),
}
_WORD: Final = re.compile(r"[^\W_]+")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APOSTROPHES: Final = re.compile("['\u2019]")
_LONGEST: Final = 4_000


@dataclass(frozen=True)
class Guide:
    """Names and words as `plain` gives them. `names` maps those of columns to what they are read for."""

    names: Mapping[str, str]
    ignored: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    technology: tuple[str, ...] = ()
    not_technology: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def lines_of(self) -> dict[str, list[str]]:
        """Map each word of a line, or words that stand together, to the lines that have it."""
        found: dict[str, list[str]] = {}
        for name, phrases in self.lines.items():
            for phrase in phrases:
                found.setdefault(phrase, []).append(name)
        return found

    def knows(self, name: str) -> bool:
        """Say whether a text is the name of a column."""
        return plain(name) in self.names or plain(name) in self.ignored


def reference_column(register: Register) -> str:
    """Give the id of the column by which a contract is found again; empty where the register has none."""
    return next((name for name in (register.evidence, REFERENCE) if name in register.column_index), "")


def name_column(register: Register) -> str:
    """Give the id of the column that names a contract; it is written once, and then the council's own."""
    texts = [column.id for column in register.columns if column.kind == "text"]
    return SYSTEM if SYSTEM in texts else next(iter(texts), "")


def plain(text: str) -> str:
    """Give the words of a text as they are compared: without case, signs, brackets and the s of a plural."""
    bare = _CAMEL.sub(" ", _BRACKETS.sub(" ", text[:_LONGEST]))
    return " ".join(map(_singular, _WORD.findall(_APOSTROPHES.sub("", normal(bare)))))


def read_guide(question_set: Path, register: Register) -> Guide:
    """Read the guide beside a question set's file, or raise FaultsError; titles alone where there is none."""
    path = question_set.with_name(FILE_NAME)
    if not exists(path):
        return _from_titles(register)
    data = read_toml(path)
    if other := other_format(data, FORMAT, str(path)):
        raise FaultsError([other])
    faults = list(check_entry(data, _KEYS, str(path), TOP_PLACE))
    if not faults:
        targets = [*register.column_index, WORDS, LAST_END]
        faults += _unknown(data.get("columns", {}), targets, str(path), "[columns]")
        faults += _unknown(data.get("lines", {}), register.line_index, str(path), "[lines]")
    if faults:
        raise FaultsError(faults)
    return _with_words(_from_titles(register), data)


def _unknown(given: Iterable[str], known: Iterable[str], file: str, place: str) -> list[Any]:
    remedy = f"Remove it. Known here: {', '.join(known)}."
    return [fault("unknown-key", file, place, key=name, remedy=remedy) for name in given if name not in set(known)]


def _from_titles(register: Register) -> Guide:
    names = {plain(text): column.id for column in register.columns for text in (column.id, column.title)}
    return Guide(names, lines={line.id: (plain(line.title),) for line in register.lines})


def _with_words(guide: Guide, data: Mapping[str, Any]) -> Guide:
    said = {plain(str(name)): target for target, names in data.get("columns", {}).items() for name in names}
    lines = {name: _plain_all([*guide.lines[name], *data.get("lines", {}).get(name, ())]) for name in guide.lines}
    return Guide(
        {**guide.names, **said},
        frozenset(map(plain, data.get("ignore", ()))),
        frozenset(map(normal, data.get("absent", ()))),
        _plain_all(data.get("technology", ())),
        _plain_all(data.get("not_technology", ())),
        tuple(data.get("cpv", ())),
        lines,
    )


def _plain_all(texts: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for text in texts if (found := plain(str(text)))))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word

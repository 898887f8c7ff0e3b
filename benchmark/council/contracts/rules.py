"""Spend controls as data: what is asked of each contract, with its rule, its remedy and its source.

A file holds no code. What a control can look at is the closed list of tests in `controls.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import read_toml
from benchmark.questions.ids import is_id
from benchmark.questions.kinds import CHOICES, FLAG, NUMBER, TABLES, TEXT, TEXTS, Key, one_of
from benchmark.questions.shape import check_entry, check_top, other_format, place_of
from scoring.register import Column, Register

FILE_NAME: Final = "controls.toml"
FORMAT: Final = "spend-controls/1"
# Of each test, the keys that it needs besides those that every control has.
TESTS: Final[Mapping[str, tuple[str, ...]]] = {
    "most_months": ("limit",),
    "most_extension": ("limit",),
    "most_pounds": ("limit",),
    "has": ("column", "option"),
    "says": ("column", "options"),
    "ends_before_merger": (),
}
MOST_CONTROLS: Final = 100
_LONGEST: Final = 1_000

TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "title": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "about": Key(TEXT),
    "control": Key(TABLES, required=True),
}
CONTROL: Mapping[str, Key] = {
    "id": Key(TEXT, required=True),
    "title": Key(TEXT, required=True),
    "test": Key(one_of(*TESTS), required=True),
    "limit": Key(NUMBER),
    "column": Key(TEXT),
    "option": Key(TEXT),
    "options": Key(TEXTS),
    "extension": Key(FLAG),
    "earlier": Key(FLAG),
    "past_merger": Key(FLAG),
    "only": Key(CHOICES),
    "law": Key(FLAG),
    "rule": Key(TEXT, required=True),
    "remedy": Key(TEXT, required=True),
    "source": Key(TEXTS, required=True),
}
_TEST_KEYS: Final = frozenset({"limit", "column", "option", "options"})


@dataclass(frozen=True, slots=True)
class Control:
    """What is asked of a contract.

    `extension` counts options to extend; `earlier` adds what was agreed before with the same supplier; `past_merger`
    asks only of contracts that run past the merger, and `only` of those with one of these choices.
    """

    id: str
    title: str
    test: str
    rule: str
    remedy: str
    source: tuple[str, ...]
    limit: float = 0
    column: str = ""
    options: tuple[str, ...] = ()
    extension: bool = False
    earlier: bool = False
    past_merger: bool = False
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    law: bool = False


@dataclass(frozen=True, slots=True)
class Controls:
    """All controls of a file."""

    title: str
    version: str
    about: str
    controls: tuple[Control, ...]


def read_controls(path: Path, register: Register) -> Controls:
    """Read a file of controls on the columns of a register, or raise FaultsError with every fault."""
    data = read_toml(path)
    faults = list(_faults(data, register, str(path)))
    if faults:
        raise FaultsError(faults)
    made = tuple(_make(entry) for entry in data["control"])
    return Controls(data["title"], data["version"], data.get("about", ""), made)


def _make(entry: Mapping[str, Any]) -> Control:
    simple = {name: entry[name] for name in CONTROL if name in entry and name not in ("option", "source", "only")}
    chosen = tuple(entry.get("options", [entry["option"]] if "option" in entry else []))
    only = {name: tuple(map(str, options)) for name, options in entry.get("only", {}).items()}
    return Control(**{**simple, "options": chosen, "source": tuple(entry["source"]), "only": only})


def _faults(data: Mapping[str, Any], register: Register, file: str) -> Iterator[Fault]:
    if other := other_format(data, FORMAT, file):
        yield other
        return
    yield from check_top(data, TOP, (), file)
    for name in ("title", "version"):
        yield from _check_line(data.get(name), file, name)
    entries = data.get("control")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return
    if len(entries) > MOST_CONTROLS:
        yield fault("too-many-controls", file, "[[control]]", count=len(entries), limit=MOST_CONTROLS)
        return
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        yield from _check_control(entry, register, file, place_of("control", entry, number))
        name = entry.get("id")
        if isinstance(name, str) and name in seen:
            yield fault("repeated-id", file, place_of("control", entry, number), id=name)
        seen.add(str(name))


def _check_control(entry: Mapping[str, Any], register: Register, file: str, place: str) -> Iterator[Fault]:
    yield from check_entry(entry, CONTROL, file, place)
    for name in ("id", "title", "rule", "remedy"):
        yield from _check_line(entry.get(name), file, f"{place}, {name}")
    for text in _texts(entry.get("source")):
        yield from _check_line(text, file, f"{place}, source")
    own = entry.get("id")
    if isinstance(own, str) and not is_id(own):
        yield fault("bad-id", file, place, id=own)
    if isinstance(entry.get("limit"), int | float) and entry["limit"] < 0:
        yield fault("bad-limit", file, place, value=entry["limit"])
    yield from _check_test(entry, file, place)
    yield from _check_columns(entry, register, file, place)


def _check_test(entry: Mapping[str, Any], file: str, place: str) -> Iterator[Fault]:
    """Check that a control has what its test needs, and nothing that it does not look at."""
    test = entry.get("test")
    if not isinstance(test, str) or test not in TESTS:
        return
    for key in TESTS[test]:
        if key not in entry:
            yield fault("missing-key", file, place, key=key)
    for key in sorted(_TEST_KEYS & set(entry) - set(TESTS[test])):
        yield fault("not-for-this-test", file, place, key=key, test=test)


def _check_columns(entry: Mapping[str, Any], register: Register, file: str, place: str) -> Iterator[Fault]:
    kinds = {"has": ("choices",), "says": ("choice",)}.get(str(entry.get("test")))
    if kinds and isinstance(entry.get("column"), str):
        options = [entry["option"]] if isinstance(entry.get("option"), str) else _texts(entry.get("options"))
        yield from _check_choice(register, (entry["column"], options), kinds, file, place)
    for key in ("options", "source"):
        if entry.get(key) == []:
            yield fault("missing-key", file, place, key=key)
    only: Any = entry.get("only")
    for column, wanted in only.items() if CHOICES.accepts(only) else ():
        if not wanted:
            yield fault("missing-key", file, f"{place}, only", key=column)
        yield from _check_choice(register, (column, [*map(str, wanted)]), ("choice",), file, f"{place}, only")


def _check_choice(
    register: Register, chosen: tuple[str, list[str]], kinds: tuple[str, ...], file: str, place: str
) -> Iterator[Fault]:
    """Check that there is such a column to choose in, and that it has these options."""
    name, wanted = chosen
    known = {column.id: column for column in register.columns if column.kind in kinds}
    if name not in known:
        yield fault("not-one-of", file, place, key="column", value=name, choices=", ".join(known))
        return
    ids = option_ids(known[name])
    for option in wanted:
        if option not in ids:
            yield fault("not-one-of", file, place, key=name, value=option, choices=", ".join(ids))


def option_ids(column: Column) -> list[str]:
    """List the ids of a column's options."""
    return [option.id for option in column.options]


def _check_line(text: object, file: str, place: str) -> Iterator[Fault]:
    if isinstance(text, str) and (not text.isprintable() or len(text) > _LONGEST):
        yield fault("not-one-line", file, place, most=_LONGEST)


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

"""Write a question set as TOML that reads well: the keys in the order of the reference, lists one item a line."""

from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w

from benchmark.questions.keys import TOP
from benchmark.questions.kinds import NAMED, Key, Table

Data = Mapping[str, Any]
_LONG = 60


def toml_text(data: Data) -> str:
    """Write a question set of the right shape. What is read from the text is equal to what was given."""
    entries = {name: key for name, key in TOP.items() if key.inside}
    # A list without entries has no heading to stand under.
    first = [(name, value) for name, value in _ordered(data, TOP) if name not in entries or value == []]
    lines = [f"{_name(name)} = {_value(value)}" for name, value in first]
    for name, key in entries.items():
        if name in data and data[name] != []:
            lines += _block(name, data[name], key)
    return "\n".join(lines) + "\n"


def _block(name: str, value: Any, key: Key) -> Iterator[str]:
    """Write a table, each of a list of tables, or each of the tables in a table, under a heading of its own."""
    table = key.inside[0]
    if isinstance(value, list):
        for entry in value:
            yield from ("", f"[[{name}]]", *_lines(entry, table))
    elif key.kind is NAMED and value:
        for inner, entry in value.items():
            yield from ("", f"[{name}.{_name(inner)}]", *_lines(entry, table))
    else:
        yield from ("", f"[{name}]", *_lines(value, table))


def _lines(entry: Data, table: Table) -> Iterator[str]:
    return (f"{_name(name)} = {_value(value)}" for name, value in _ordered(entry, table))


def _ordered(entry: Data, table: Table) -> list[tuple[str, Any]]:
    """Give what an entry holds in the order in which its keys are explained."""
    return [(name, entry[name]) for name in [*table, *(name for name in entry if name not in table)] if name in entry]


def _value(value: Any) -> str:
    """Write a value: a list that would be long one item a line, a text of several lines as it reads."""
    if isinstance(value, list) and value and (isinstance(value[0], dict) or len(str(value)) > _LONG):
        return "[\n" + "".join(f"  {_inline(item)},\n" for item in value) + "]"
    # Written over several lines, a carriage return would be lost.
    multiline = isinstance(value, str) and "\n" in value and "\r" not in value
    return _simple(value, multiline=True) if multiline else _inline(value)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{_name(name)} = {_inline(item)}" for name, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return _simple(value)


def _simple(value: Any, *, multiline: bool = False) -> str:
    return tomli_w.dumps({"x": value}, multiline_strings=multiline).removeprefix("x = ").removesuffix("\n")


def _name(name: str) -> str:
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")

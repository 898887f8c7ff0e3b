"""What a value in a file should be: in words for people, as a test, and as a piece of JSON Schema."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from benchmark.questions.ids import is_id

MOST_SECTIONS: Final = 500
WEIGHTS: Final = ("high", "medium", "low")
# Numbers stay below this, so that sums of many stay exact enough.
_TOO_MUCH: Final = 1e15

_NO_SCHEMA: Final[Mapping[str, Any]] = {}

Table = Mapping[str, "Key"]


class Kind(NamedTuple):
    """What a value should be: in words for people, as a test, and as a piece of JSON Schema."""

    words: str
    accepts: Callable[[Any], bool]
    schema: Mapping[str, Any] = _NO_SCHEMA
    choices: tuple[str, ...] = ()


class Key(NamedTuple):
    """One key: its kind, whether an entry without it is a fault, what it means, and the keys of a table inside it.

    Where there are two tables, the second holds if the table says `bands`.
    """

    kind: Kind
    required: bool = False
    about: str = ""
    inside: tuple[Table, ...] = ()


def is_number(value: Any) -> bool:
    """Say whether a value is a number that can be reckoned with; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _TOO_MUCH


def is_tables(value: Any) -> bool:
    """Say whether a value is a list of tables."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and is_number(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_choices(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(items, list) and all(isinstance(item, str) or _is_whole(item) for item in items)
        for items in value.values()
    )


def one_of(*choices: str) -> Kind:
    """Make a kind that accepts one of these words."""
    words = "one of " + ", ".join(f'"{choice}"' for choice in choices)
    return Kind(words, lambda value: value in choices, {"enum": list(choices)}, choices)


_BELOW = {"exclusiveMinimum": -_TOO_MUCH, "exclusiveMaximum": _TOO_MUCH}
_STRING = {"type": "string"}
_INTEGER = {"type": "integer", **_BELOW}

TEXT = Kind(
    "text in quotes", lambda value: isinstance(value, str) and bool(value.strip()), {**_STRING, "pattern": r"\S"}
)
TEXTS = Kind("a list of texts", _is_texts, {"type": "array", "items": _STRING})
NUMBER = Kind("a number", is_number, {"type": "number", **_BELOW})
WHOLE = Kind("a whole number", _is_whole, _INTEGER)
FLAG = Kind("true or false", lambda value: isinstance(value, bool), {"type": "boolean"})
TABLE = Kind("a table", lambda value: isinstance(value, dict), {"type": "object"})
TABLES = Kind("a list of tables", is_tables, {"type": "array", "items": {"type": "object"}})
SECTIONS = Kind(
    f"a list of at most {MOST_SECTIONS} tables",
    lambda value: is_tables(value) and len(value) <= MOST_SECTIONS,
    {**TABLES.schema, "maxItems": MOST_SECTIONS},
)
# Tables whose keys the author chooses: each value is one of a kind.
NAMED = Kind("a table", TABLE.accepts, {"type": "object"})
MAPPING = Kind(
    "a table",
    TABLE.accepts,
    {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": {"type": "object", "additionalProperties": _STRING},
    },
)
CHOICES = Kind(
    "a table of lists",
    _is_choices,
    {"type": "object", "additionalProperties": {"type": "array", "items": {"anyOf": [_STRING, _INTEGER]}}},
)
WEIGHT = Kind(
    "a number or a word",
    lambda value: is_number(value) or isinstance(value, str),
    {"anyOf": [{"type": "number", "minimum": 0, "exclusiveMaximum": _TOO_MUCH}, {"enum": list(WEIGHTS)}]},
)
A_ROUND = Kind("the name of a round, such as 2025-autumn", lambda value: isinstance(value, str) and is_id(value))

"""The JSON Schema of a question set, made from the table of keys: completion and hints in an editor.

It says what the shape of a set must be, no more: what the rules in `checks.py` find, `questions check` finds.
"""

import json
from typing import Any

from benchmark.questions.keys import TOP
from benchmark.questions.kinds import NAMED, Key, Table

# Editors for TOML know this draft.
_DRAFT = "http://json-schema.org/draft-07/schema#"
_TITLE = "A question set of council-benchmark"


def schema_text() -> str:
    """Write the schema as JSON."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Make the schema: it accepts what `check_shape` accepts, and nothing else."""
    one = [{"required": ["question"]}, {"required": ["register"]}]
    return {"$schema": _DRAFT, "title": _TITLE, **_table(TOP), "anyOf": one}


def _table(keys: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _key(key) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
    }


def _key(key: Key) -> dict[str, Any]:
    """Describe one key: in words, by its kind, and by what stands inside it."""
    described = {"description": key.about, **key.kind.schema}
    if not key.inside:
        return described
    inside = _table(key.inside[0]) if len(key.inside) == 1 else _either(*key.inside)
    if described["type"] == "array":
        return {**described, "items": inside}
    if key.kind is NAMED:
        return {**described, "additionalProperties": inside}
    return {**described, **inside}


def _either(plain: Table, banded: Table) -> dict[str, Any]:
    """Describe a table that has one of two shapes: the second where it says `bands`."""
    return {"if": {"required": ["bands"]}, "then": _table(banded), "else": _table(plain)}

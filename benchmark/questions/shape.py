"""The keys that a question set may hold, as data: what each is, and where it is required.

One table a kind of entry. The checker walks them; nothing else knows the spelling of a key.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmark.faults import Fault, fault
from benchmark.questions.ids import name_fault

FORMAT = "questionnaire/1"
MOST_SECTIONS = 500
WEIGHTS = ("high", "medium", "low")
# Answer scales that every question set has, unless it declares its own of the same name.
SCALES: Mapping[str, Any] = {
    "yes-no": {"options": [{"id": "no", "title": "No", "points": 0}, {"id": "yes", "title": "Yes", "points": 1}]},
}
TOP_PLACE = "top of the file"
NEWER = "Use a newer version of this program, or correct the format."


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value should be: in words for people, and as a test."""

    words: str
    accepts: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its kind, and whether an entry without it is a fault."""

    kind: Kind
    required: bool = False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and _is_number(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_choices(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(items, list) and all(isinstance(item, str) or _is_whole(item) for item in items)
        for items in value.values()
    )


def one_of(*choices: str) -> Kind:
    """Make a kind that accepts one of these words."""
    return Kind("one of " + ", ".join(f'"{choice}"' for choice in choices), lambda value: value in choices)


TEXT = Kind("text in quotes", lambda value: isinstance(value, str) and bool(value.strip()))
TEXTS = Kind("a list of texts", _is_texts)
NUMBER = Kind("a number", _is_number)
WHOLE = Kind("a whole number", _is_whole)
FLAG = Kind("true or false", lambda value: isinstance(value, bool))
TABLE = Kind("a table", lambda value: isinstance(value, dict))
TABLES = Kind("a list of tables", _is_tables)
SECTIONS = Kind(
    f"a list of at most {MOST_SECTIONS} tables", lambda value: _is_tables(value) and len(value) <= MOST_SECTIONS
)
CHOICES = Kind("a table of lists", _is_choices)
WEIGHT = Kind("a number or a word", lambda value: _is_number(value) or isinstance(value, str))

METHODS = one_of("mean", "geometric", "sum", "minimum", "maximum", "staged", "subtract", "none")
MISSING = one_of("exclude", "zero")
EMPTY_STAGE = one_of("pass", "block", "follow")

_RULES = {
    "method": Key(METHODS),
    "not_applicable": Key(MISSING),
    "unanswered": Key(MISSING),
    "scale": Key(TABLE),
    "coverage": Key(NUMBER),
    "rounding": Key(TABLE),
    "empty_stage": Key(EMPTY_STAGE),
    "stage_share": Key(NUMBER),
}

TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "id": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "title": Key(TEXT, required=True),
    "about": Key(TEXT),
    "licence": Key(TEXT),
    "minutes": Key(WHOLE),
    "scoring": Key(TABLE),
    "band": Key(TABLES),
    "attribute": Key(TABLES),
    "scales": Key(TABLE),
    "theme": Key(SECTIONS),
    "section": Key(SECTIONS, required=True),
    "question": Key(TABLES, required=True),
}
SCORING: Mapping[str, Key] = _RULES
SCALE: Mapping[str, Key] = {"from": Key(NUMBER), "to": Key(NUMBER), "decimals": Key(WHOLE)}
ROUNDING: Mapping[str, Key] = {"decimals": Key(WHOLE, required=True), "direction": Key(one_of("nearest", "down", "up"))}
BAND: Mapping[str, Key] = {"from": Key(NUMBER, required=True), "title": Key(TEXT, required=True)}
ATTRIBUTE: Mapping[str, Key] = {
    "id": Key(TEXT, required=True),
    "title": Key(TEXT, required=True),
    "options": Key(TABLES, required=True),
    "shared": Key(FLAG),
    "from": Key(TABLE),
}
ATTRIBUTE_OPTION: Mapping[str, Key] = {"id": Key(TEXT, required=True), "title": Key(TEXT, required=True)}
ANSWER_SCALE: Mapping[str, Key] = {"options": Key(TABLES, required=True)}
OPTION: Mapping[str, Key] = {
    "id": Key(TEXT, required=True),
    "title": Key(TEXT, required=True),
    "points": Key(NUMBER),
}
_AMOUNTS = {"step": Key(NUMBER), "least": Key(NUMBER), "most": Key(NUMBER)}
NUMBER_RULE: Mapping[str, Key] = {
    "worst": Key(NUMBER, required=True),
    "best": Key(NUMBER, required=True),
    "curve": Key(one_of("linear", "log")),
    **_AMOUNTS,
}
BANDED_NUMBER: Mapping[str, Key] = {"bands": Key(TABLES, required=True), **_AMOUNTS}
NUMBER_BAND: Mapping[str, Key] = {**OPTION, "from": Key(NUMBER)}
THEME: Mapping[str, Key] = {
    "id": Key(TEXT, required=True),
    "title": Key(TEXT, required=True),
    "about": Key(TEXT),
    **_RULES,
}
SECTION: Mapping[str, Key] = {
    "id": Key(TEXT, required=True),
    "title": Key(TEXT, required=True),
    "about": Key(TEXT),
    "parent": Key(TEXT),
    "weight": Key(WEIGHT),
    "leaves": Key(one_of("yes", "ask")),
    **_RULES,
}
QUESTION: Mapping[str, Key] = {
    "id": Key(TEXT, required=True),
    "section": Key(TEXT, required=True),
    "text": Key(TEXT, required=True),
    "why": Key(TEXT),
    "levels": Key(TEXTS),
    "options": Key(TABLES),
    "scale": Key(TEXT),
    "number": Key(TABLE),
    "choose": Key(one_of("one", "many")),
    "cap": Key(NUMBER),
    "next": Key(TEXTS),
    "evidence": Key(TEXTS),
    "source": Key(TEXTS),
    "weight": Key(WEIGHT),
    "applies_to": Key(CHOICES),
    "asked_if": Key(CHOICES),
    "stage": Key(WHOLE),
    "met_from": Key(NUMBER),
    "required": Key(FLAG),
    "scored": Key(FLAG),
    "not_applicable": Key(MISSING),
    "unanswered": Key(MISSING),
    "themes": Key(TEXTS),
}


def check_entry(data: Mapping[str, Any], keys: Mapping[str, Key], file: str, place: str) -> Iterator[Fault]:
    """Report unknown and missing keys and values of the wrong kind in one entry."""
    for name, value in data.items():
        if name not in keys:
            near = difflib.get_close_matches(name, keys, n=1)
            remedy = f'Did you mean "{near[0]}"?' if near else f"Remove it. Known here: {', '.join(keys)}."
            yield fault("unknown-key", file, place, key=name, remedy=remedy)
        elif not keys[name].kind.accepts(value):
            yield fault("wrong-kind", file, place, key=name, wanted=keys[name].kind.words)
    for name, key in keys.items():
        if key.required and name not in data:
            yield fault("missing-key", file, place, key=name)


def other_format(data: Mapping[str, Any], wanted: str, file: str, remedy: str = NEWER, place: str = "") -> Fault | None:
    """Report a file of another format. Nothing else of it can be judged then."""
    found = data.get("format")
    if not isinstance(found, str) or found == wanted:
        return None
    return fault("unknown-format", file, place, found=found, wanted=wanted, remedy=remedy)


def check_top(data: Mapping[str, Any], keys: Mapping[str, Key], names: Iterable[str], file: str) -> Iterator[Fault]:
    """Report what is wrong with the keys at the top of a file; `names` are those that files are named after."""
    yield from check_entry(data, keys, file, TOP_PLACE)
    for name in names:
        value = data.get(name)
        found = name_fault(value, file, name) if isinstance(value, str) else None
        if found:
            yield found


def check_shape(data: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """Report every key of a question set that is unknown, missing or of the wrong kind."""
    yield from check_entry(data, TOP, file, TOP_PLACE)
    if isinstance(data.get("scoring"), dict):
        yield from check_entry(data["scoring"], SCORING, file, "[scoring]")
        yield from _check_rules(data["scoring"], file, "[scoring]")
    for name, keys in (
        ("band", BAND),
        ("attribute", ATTRIBUTE),
        ("theme", THEME),
        ("section", SECTION),
        ("question", QUESTION),
    ):
        for position, entry in enumerate(_tables(data.get(name)), start=1):
            place = place_of(name, entry, position)
            yield from check_entry(entry, keys, file, place)
            yield from _check_inside(name, entry, file, place)
    scales = data.get("scales")
    for scale_id, entry in scales.items() if isinstance(scales, dict) else ():
        place = f'answer scale "{scale_id}"'
        if not isinstance(entry, dict):
            yield fault("wrong-kind", file, place, key=scale_id, wanted=TABLE.words)
            continue
        yield from check_entry(entry, ANSWER_SCALE, file, place)
        yield from _check_options(entry.get("options"), OPTION, file, place)


def scales_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Map the ids of the answer scales that the questions of a set may use to what they hold."""
    return {**SCALES, **data.get("scales", {})}


def options_of(entry: Mapping[str, Any], data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List the options of a question as entries, wherever they are written; the bands of a number among them."""
    if "levels" in entry:
        return [{"id": str(level), "title": text, "points": level} for level, text in enumerate(entry["levels"])]
    if "scale" in entry:
        return list(scales_of(data)[entry["scale"]]["options"])
    return list(entry.get("options", entry.get("number", {}).get("bands", [])))


def place_of(kind: str, entry: Mapping[str, Any], position: int) -> str:
    """Say where an entry stands: by its id if it has one, else by counting."""
    name = entry.get("id")
    return f'{kind} "{name}"' if isinstance(name, str) else f"{kind} number {position}"


def _check_inside(name: str, entry: Mapping[str, Any], file: str, place: str) -> Iterator[Fault]:
    weight = entry.get("weight", 1)
    if (isinstance(weight, str) and weight not in WEIGHTS) or (_is_number(weight) and weight < 0):
        yield fault("bad-weight", file, place, value=weight)
    if name == "attribute":
        yield from _check_options(entry.get("options"), ATTRIBUTE_OPTION, file, place)
        yield from _check_from(entry.get("from"), file, place)
    if name in ("section", "theme"):
        yield from _check_rules(entry, file, place)
    if name == "question":
        yield from _check_options(entry.get("options"), OPTION, file, place)
        if isinstance(entry.get("number"), dict):
            rule = entry["number"]
            yield from check_entry(rule, BANDED_NUMBER if "bands" in rule else NUMBER_RULE, file, f"{place}, number")
            yield from _check_options(rule.get("bands"), NUMBER_BAND, file, f"{place}, number")


def _check_rules(entry: Mapping[str, Any], file: str, place: str) -> Iterator[Fault]:
    for key, keys in (("scale", SCALE), ("rounding", ROUNDING)):
        if isinstance(entry.get(key), dict):
            yield from check_entry(entry[key], keys, file, f"{place}, {key}")


def _check_options(options: Any, keys: Mapping[str, Key], file: str, place: str) -> Iterator[Fault]:
    for position, option in enumerate(_tables(options), start=1):
        yield from check_entry(option, keys, file, f"{place}, {place_of('option', option, position)}")


def _check_from(entry: Any, file: str, place: str) -> Iterator[Fault]:
    """Check that `from` names one other attribute and says what each of its options becomes."""
    if entry is None:
        return
    right = (
        isinstance(entry, dict)
        and len(entry) == 1
        and all(
            isinstance(mapping, dict) and all(isinstance(value, str) for value in mapping.values())
            for mapping in entry.values()
        )
    )
    if not right:
        yield fault("wrong-kind", file, place, key="from", wanted="{ other-attribute = { option = option, ... } }")


def _tables(value: Any) -> list[dict[str, Any]]:
    return value if _is_tables(value) else []

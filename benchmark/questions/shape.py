"""Check that every key of a question set is known, there, and of the right kind. The keys: `keys.py`."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from benchmark.faults import Fault, fault
from benchmark.questions.ids import name_fault
from benchmark.questions.keys import (
    ANSWER_SCALE,
    ATTRIBUTE,
    ATTRIBUTE_OPTION,
    BAND,
    BANDED_NUMBER,
    NUMBER_BAND,
    NUMBER_RULE,
    OPTION,
    QUESTION,
    ROUNDING,
    SCALE,
    SCORING,
    SECTION,
    THEME,
    TOP,
)
from benchmark.questions.kinds import TABLE, WEIGHTS, Key, is_number, is_tables
from benchmark.questions.register_keys import COLUMN_OPTION, MEASURE_BAND, REGISTER

# Answer scales that every question set has, unless it declares its own of the same name.
SCALES: Mapping[str, Any] = {
    "yes-no": {"options": [{"id": "no", "title": "No", "points": 0}, {"id": "yes", "title": "Yes", "points": 1}]},
}
TOP_PLACE = "top of the file"
NEWER = "Use a newer version of this program, or correct the format."


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
    if not {"question", "register"} & set(data):
        yield fault("missing-key", file, TOP_PLACE, key="question")
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
    if isinstance(data.get("register"), dict):
        yield from _check_register(data["register"], file)
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
    yield from _check_weight(entry, file, place)
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


def _check_register(register: Mapping[str, Any], file: str) -> Iterator[Fault]:
    yield from check_entry(register, REGISTER, file, "[register]")
    for name in ("line", "column", "measure"):
        for position, entry in enumerate(_tables(register.get(name)), start=1):
            place = place_of(name, entry, position)
            yield from check_entry(entry, REGISTER[name].inside[0], file, place)
            if name == "column":
                yield from _check_options(entry.get("options"), COLUMN_OPTION, file, place)
            if name == "measure":
                yield from _check_options(entry.get("bands"), MEASURE_BAND, file, place)
                yield from _check_weight(entry, file, place)


def _check_weight(entry: Mapping[str, Any], file: str, place: str) -> Iterator[Fault]:
    weight = entry.get("weight", 1)
    if (isinstance(weight, str) and weight not in WEIGHTS) or (is_number(weight) and weight < 0):
        yield fault("bad-weight", file, place, value=weight)


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
    return value if is_tables(value) else []

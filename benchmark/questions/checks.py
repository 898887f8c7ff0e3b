"""The rules that a question set of the right shape must still keep. Each rule reports all its faults."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from benchmark.faults import Fault, fault
from benchmark.questions.answer import NONE_CHOSEN, NOT_APPLICABLE_WORDS
from benchmark.questions.build import build_questionnaire
from benchmark.questions.ids import DEVICES, ID, LONGEST_ID
from benchmark.questions.keys import FORMAT
from benchmark.questions.shape import NEWER, TOP_PLACE, options_of, place_of, scales_of
from scoring.questionnaire import OVERALL, Questionnaire, Section

Data = Mapping[str, Any]
# These stand as columns of a scores file, or name the root of the tree.
RESERVED = frozenset({OVERALL, "respondent", "band", "coverage"})
# An option with one of these ids could never be chosen: the word would be read as no answer.
RESERVED_OPTIONS = NOT_APPLICABLE_WORDS | {"not-asked"}
# More choices than this would not fit the whole number that carries them in a return.
MOST_CHOICES = 30
MOST_OPTIONS = 100
# Numbers leave in whole steps: finer ones would not fit.
LEAST_STEP = 1e-9
# Versions stand in returns, whose readers refuse longer ones.
LONGEST_VERSION = 40
_WAYS = ("levels", "options", "scale", "number")


def check_references(data: Data, file: str) -> Iterator[Fault]:
    """Report ids that clash and references to what does not exist: after these, the set can be built."""
    if data["format"] != FORMAT:
        yield fault("unknown-format", file, TOP_PLACE, found=data["format"], wanted=FORMAT, remedy=NEWER)
    yield from _check_ids(data, file)
    yield from _check_sections(data, file)
    for position, entry in enumerate(data["question"], start=1):
        yield from _check_way_to_answer(entry, data, file, place_of("question", entry, position))
    if not data["question"]:
        yield fault("no-questions", file)


def check_meaning(data: Data, file: str) -> Iterator[Fault]:
    """Report what could be built, but cannot work as its author means."""
    attributes = {entry["id"]: [option["id"] for option in entry["options"]] for entry in data.get("attribute", [])}
    yield from _check_attributes(data, attributes, file)
    yield from _check_scoring(data, file)
    yield from _check_parts(build_questionnaire(data), file)
    seen: dict[str, list[str]] = {}
    later = {entry["id"] for entry in data["question"]}
    for entry in data["question"]:
        place = f'question "{entry["id"]}"'
        yield from _check_question(entry, data, file, place)
        yield from _check_applies(entry, attributes, file, place)
        yield from _check_asked_if(entry, seen, later, file, place)
        seen[entry["id"]] = _option_ids(entry, data)


def _check_ids(data: Data, file: str) -> Iterator[Fault]:
    # Questions, sections and themes share one space of names: columns of a scores file, items of a benchmark.
    spaces = {"question set": [data["id"]], "item": [], "attribute": []}
    for kind, space in (("section", "item"), ("theme", "item"), ("question", "item"), ("attribute", "attribute")):
        spaces[space] += [entry["id"] for entry in data.get(kind, [])]
    if not ID.match(data["version"].replace(".", "-")):
        yield fault("bad-id", file, "version", id=data["version"][:LONGEST_VERSION])
    elif len(data["version"]) > LONGEST_VERSION:
        yield fault("long-id", file, "version", limit=LONGEST_VERSION)
    for space, names in spaces.items():
        for name, count in sorted(Counter(names).items()):
            if not ID.match(name):
                yield fault("bad-id", file, f'"{name[:LONGEST_ID]}"', id=name[:LONGEST_ID])
            elif len(name) > LONGEST_ID:
                yield fault("long-id", file, f'"{name[:LONGEST_ID]}..."', limit=LONGEST_ID)
            if count > 1:
                yield fault("repeated-id", file, f'"{name}"', id=name)
            if name in RESERVED or (space == "question set" and name in DEVICES):
                yield fault("reserved-id", file, f'"{name}"', id=name)
    yield from _check_option_ids(data, file)


def _check_option_ids(data: Data, file: str) -> Iterator[Fault]:
    option_lists = [(f'attribute "{e["id"]}"', e["options"]) for e in data.get("attribute", [])]
    option_lists += [
        (f'question "{entry["id"]}"', options_of(entry, data))
        for entry in data["question"]
        if "options" in entry or "number" in entry
    ]
    option_lists += [(f'answer scale "{key}"', e["options"]) for key, e in data.get("scales", {}).items()]
    for place, options in option_lists:
        for name, count in Counter(option["id"] for option in options).items():
            if name in RESERVED_OPTIONS and not place.startswith("attribute"):
                yield fault("reserved-id", file, place, id=name)
            if not ID.match(name):
                yield fault("bad-id", file, place, id=name)
            if count > 1:
                yield fault("repeated-id", file, place, id=name)


def _check_sections(data: Data, file: str) -> Iterator[Fault]:
    parents = {entry["id"]: entry.get("parent") for entry in data["section"]}
    for name, parent in parents.items():
        if parent is not None and parent not in parents:
            yield fault("unknown-section", file, f'section "{name}"', id=parent)
        above: set[str] = set()
        at: str | None = name
        while at is not None and at not in above:
            above.add(at)
            at = parents.get(at)
        if at == name:
            yield fault("circular-section", file, f'section "{name}"', id=name)
    for entry in data["question"]:
        if entry["section"] not in parents:
            yield fault("unknown-section", file, f'question "{entry["id"]}"', id=entry["section"])
        for name in sorted(set(entry.get("themes", ())) - {theme["id"] for theme in data.get("theme", [])}):
            yield fault("unknown-theme", file, f'question "{entry["id"]}"', id=name)
    used = {entry["section"] for entry in data["question"]} | set(parents.values())
    for name in parents:
        if name not in used:
            yield fault("empty-section", file, f'section "{name}"')
    for theme in data.get("theme", []):
        if not any(theme["id"] in entry.get("themes", ()) for entry in data["question"]):
            yield fault("empty-theme", file, f'theme "{theme["id"]}"')


def _check_way_to_answer(entry: Data, data: Data, file: str, place: str) -> Iterator[Fault]:
    ways = [way for way in _WAYS if way in entry]
    if len(ways) != 1:
        yield fault("one-way-to-answer", file, place, found=" and ".join(ways) or "none")
    if "scale" in entry and entry["scale"] not in scales_of(data):
        yield fault("unknown-scale", file, place, id=entry["scale"])


def _option_ids(entry: Data, data: Data) -> list[str]:
    return [option["id"] for option in options_of(entry, data)]


def _check_question(entry: Data, data: Data, file: str, place: str) -> Iterator[Fault]:
    if "number" in entry:
        yield from _check_number(entry["number"], file, place)
    else:
        yield from _check_options(entry, data, file, place)
    # Where no level is reached one by one, there is no step to the next.
    levels = 0 if "number" in entry or entry.get("choose") == "many" else len(options_of(entry, data))
    if "next" in entry and len(entry["next"]) != max(levels - 1, 0):
        count, wanted = len(entry["next"]), max(levels - 1, 0)
        yield fault("wrong-next", file, place, count=count, levels=levels, wanted=wanted)
    if "cap" in entry and entry.get("choose") != "many":
        yield fault("only-for-many", file, place, key="cap")
    if entry.get("choose") == "many" and not {"options", "scale"} & set(entry):
        yield fault("only-for-options", file, place)
    if not 1 <= entry.get("stage", 1) <= 100:
        yield fault("bad-stage", file, place, value=entry["stage"])
    if "met_from" in entry:
        yield from _check_met_from(entry, data, file, place)


def _check_options(entry: Data, data: Data, file: str, place: str) -> Iterator[Fault]:
    count = len(options_of(entry, data))
    many = entry.get("choose") == "many"
    if count < 2 - many:
        yield fault("too-few-levels", file, place, count=count)
    elif entry.get("scored", True) and not _range(entry, data):
        yield fault("no-range", file, place)
    limit = MOST_CHOICES if many else MOST_OPTIONS
    if count > limit:
        yield fault("too-many-options", file, place, count=count, limit=limit)
    if many and NONE_CHOSEN in _option_ids(entry, data):
        yield fault("reserved-id", file, place, id=NONE_CHOSEN)


def _range(entry: Data, data: Data) -> float:
    """Give the distance between the least and the most points that an answer can earn."""
    least, most = _ends(entry, data)
    return max(most - least, 0)


def _ends(entry: Data, data: Data) -> tuple[float, float]:
    """Give the least and the most points that an answer can earn; for a plain number, the ends of its range."""
    points = [option.get("points", 0) for option in options_of(entry, data)]
    if not points and "number" in entry:
        low, high = sorted((entry["number"].get("worst", 0), entry["number"].get("best", 1)))
        return low, high
    if entry.get("choose") != "many":
        return min(points, default=0), max(points, default=0)
    most = sum(max(value, 0) for value in points)
    return sum(min(value, 0) for value in points), min(most, entry.get("cap", most))


def _check_met_from(entry: Data, data: Data, file: str, place: str) -> Iterator[Fault]:
    least, most = _ends(entry, data)
    if not least <= entry["met_from"] <= most:
        yield fault("unreachable", file, place, value=entry["met_from"], least=f"{least:g}", most=f"{most:g}")


def _check_number(rule: Data, file: str, place: str) -> Iterator[Fault]:
    for why in _wrong_with_number(rule):
        yield fault("bad-number", file, place, why=why)


def _wrong_with_number(rule: Data) -> Iterator[str]:
    """Say everything that is wrong with a number rule."""
    if "bands" in rule:
        yield from wrong_with_bands(rule["bands"], MOST_OPTIONS)
    elif rule["worst"] == rule["best"]:
        yield "worst and best are the same"
    elif abs(rule["worst"] - rule["best"]) < LEAST_STEP:
        yield "worst and best are too close"
    elif rule.get("curve") == "log" and min(rule["worst"], rule["best"]) <= 0:
        yield "a curve of logarithms needs worst and best above 0"
    if rule.get("step", 1) <= 0:
        yield "the step is not above 0"
    elif rule.get("step", 1) < LEAST_STEP:
        yield "the step is too small"
    if rule.get("least", -math.inf) >= rule.get("most", math.inf):
        yield "`least` is not below `most`"


def wrong_with_bands(bands: Sequence[Data], most: int) -> Iterator[str]:
    """Say everything that is wrong with the bands of a number, of which there are `most` at most."""
    if not 2 <= len(bands) <= most:
        yield f"it has {len(bands)} bands, and needs 2 to {most}"
    if any("from" not in band for band in bands[1:]):
        yield "every band but the first needs `from`"
    starts = [band["from"] for band in bands if "from" in band]
    if any(low >= high for low, high in pairwise(starts)):
        yield "each band has to start above the one before it"


def _check_attributes(data: Data, attributes: Mapping[str, list[str]], file: str) -> Iterator[Fault]:
    for entry in data.get("attribute", []):
        place = f'attribute "{entry["id"]}"'
        for source, mapping in entry.get("from", {}).items():
            if source not in attributes or source == entry["id"]:
                yield fault("unknown-attribute", file, place, id=source)
                continue
            for value in attributes[source]:
                if value not in mapping:
                    yield fault("unmapped-option", file, place, value=value)
            for value in mapping:
                if value not in attributes[source]:
                    yield _unknown_option(file, place, source, value, attributes[source])
            for value in sorted(set(mapping.values()) - set(attributes[entry["id"]])):
                yield _unknown_option(file, place, entry["id"], value, attributes[entry["id"]])


def _check_applies(entry: Data, attributes: Mapping[str, list[str]], file: str, place: str) -> Iterator[Fault]:
    for name, values in entry.get("applies_to", {}).items():
        if name not in attributes:
            yield fault("unknown-attribute", file, place, id=name)
            continue
        if not values:
            yield fault("applies-to-nobody", file, place)
        for value in values:
            if value not in attributes[name]:
                yield _unknown_option(file, place, name, value, attributes[name])


def _check_asked_if(
    entry: Data, seen: Mapping[str, list[str]], every: set[str], file: str, place: str
) -> Iterator[Fault]:
    for name, values in entry.get("asked_if", {}).items():
        if name not in every:
            yield fault("unknown-question", file, place, id=name)
        elif name not in seen:
            yield fault("asked-later", file, place, id=name)
        else:
            if not values:
                yield fault("applies-to-nobody", file, place)
            for value in values:
                if str(value) not in seen[name]:
                    yield _unknown_option(file, place, name, value, seen[name])


def _check_scoring(data: Data, file: str) -> Iterator[Fault]:
    nodes = [("[scoring]", data.get("scoring", {}))]
    nodes += [(f'{kind} "{entry["id"]}"', entry) for kind in ("section", "theme") for entry in data.get(kind, [])]
    for place, entry in nodes:
        if not 0 <= entry.get("scale", {}).get("decimals", 0) <= 9:
            yield fault("bad-scale", file, place, why="decimals runs from 0 to 9")
        if not 0 <= entry.get("coverage", 0) <= 1:
            yield fault("bad-coverage", file, place, value=entry["coverage"])
        if not -9 <= entry.get("rounding", {}).get("decimals", 0) <= 9:
            yield fault("bad-rounding", file, place, value=entry["rounding"]["decimals"])
        if not 0 < entry.get("stage_share", 1) <= 1:
            yield fault("bad-stage-share", file, place, value=entry["stage_share"])
    starts = [band["from"] for band in data.get("band", [])]
    for start, count in Counter(starts).items():
        if count > 1:
            yield fault("bad-band", file, "[[band]]", value=start, why="another band does too")


def _check_parts(questionnaire: Questionnaire, file: str) -> Iterator[Fault]:
    """Report what only shows once every section has taken over its parent's rules."""
    themes = {theme.id for theme in questionnaire.themes}
    for node in (*questionnaire.nodes, *questionnaire.themes):
        kind = "theme" if node.id in themes else "section"
        place = "[scoring]" if node.id == OVERALL else f'{kind} "{node.id}"'
        if (node.own_scale or node.id == OVERALL) and node.scale.start >= node.scale.stop:
            yield fault("bad-scale", file, place, why="`from` is not below `to`")
        if node.method == "staged":
            if not any((q.stage or 0) > 0 and q.scored for q in questionnaire.questions_below(node.id)):
                yield fault("no-stages", file, place)
        elif node.method != "none":
            weights = _weights(questionnaire, node)
            if weights and not any(weights):
                yield fault("no-weight", file, place)


def _weights(questionnaire: Questionnaire, node: Section) -> list[float]:
    """List the weights of the parts that make a section's score."""
    weights = [question.weight for question in questionnaire.by_section[node.id] if question.scored]
    return weights + [child.weight for child in questionnaire.children.get(node.id, ()) if child.method != "none"]


def _unknown_option(file: str, place: str, name: str, value: object, choices: list[str]) -> Fault:
    return fault("unknown-option", file, place, id=name, value=value, choices=", ".join(choices))

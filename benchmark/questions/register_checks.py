"""The rules that a register must keep before its questions can be written out. All its faults are reported at once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from benchmark.faults import Fault, fault
from benchmark.questions.checks import MOST_CHOICES, wrong_with_bands
from benchmark.questions.ids import ID, LONGEST_ID
from benchmark.questions.shape import options_of
from scoring.register import made_id

Data = Mapping[str, Any]
MOST_LINES: Final = 200
# Each has a sign of its own where one is picked to be changed.
MOST_COLUMNS: Final = 30
MOST_MEASURES: Final = 12
_KIND_FOR: Final = {
    "lowest": "choice",
    "highest": "choice",
    "all": "choices",
    "any": "choices",
    "sum": "number",
    "share": "number",
}
_BANDED: Final = ("sum", "share")


def check_register(data: Data, file: str) -> Iterator[Fault]:
    """Report what is wrong with a register, if there is one. The shape must have been checked."""
    register = data.get("register")
    if register is None:
        return
    for key, limit in (("line", MOST_LINES), ("column", MOST_COLUMNS), ("measure", MOST_MEASURES)):
        yield from _check_ids(register[key], key, limit, file)
    columns = {entry["id"]: entry for entry in register["column"]}
    yield from _check_evidence(register, columns, file)
    yield from _check_gaps(register, columns, file)
    yield from _check_sections(data, register, file)
    for entry in register["column"]:
        for why in _wrong_with_column(entry):
            yield fault("bad-column", file, _place("column", entry), why=why)
    for entry in register["measure"]:
        for why in _wrong_with_measure(entry, columns):
            yield fault("bad-measure", file, _place("measure", entry), why=why)


def _check_ids(entries: list[Data], kind: str, limit: int, file: str) -> Iterator[Fault]:
    if not 1 <= len(entries) <= limit:
        yield fault("bad-register", file, "[register]", key=kind, count=len(entries), limit=limit)
    for name, count in Counter(entry["id"] for entry in entries).items():
        place = f'{kind} "{name[:LONGEST_ID]}"'
        if not ID.match(name):
            yield fault("bad-id", file, place, id=name[:LONGEST_ID])
        elif len(name) > LONGEST_ID // 2:
            # The id of a line and that of a measure make the id of a question.
            yield fault("long-id", file, place, limit=LONGEST_ID // 2)
        if count > 1:
            yield fault("repeated-id", file, place, id=name)


def _check_evidence(register: Data, columns: Mapping[str, Data], file: str) -> Iterator[Fault]:
    name = register.get("evidence")
    if name is not None and columns.get(name, {}).get("kind") != "text":
        yield fault("bad-measure", file, "[register]", why=f'evidence is "{name}", which is not a column of text')


def _check_gaps(register: Data, columns: Mapping[str, Data], file: str) -> Iterator[Fault]:
    measures = {entry["id"]: entry for entry in register["measure"]}
    for name in register.get("gaps", []):
        kind = columns.get(next(iter(measures.get(name, {}).get("columns", [])), ""), {}).get("kind")
        if kind not in ("choice", "choices"):
            why = f'gaps names "{name}", which is no measure of a choice or of choices'
            yield fault("bad-measure", file, "[register]", why=why)


def _check_sections(data: Data, register: Data, file: str) -> Iterator[Fault]:
    known = {entry["id"] for entry in data["section"]}
    for kind in ("line", "measure"):
        for entry in register[kind]:
            if entry.get("section", next(iter(known), "")) not in known:
                yield fault("unknown-section", file, _place(kind, entry), id=entry["section"])
    written = {entry["id"] for entry in data.get("question", [])}
    for line in register["line"]:
        for measure in register["measure"]:
            name = made_id(line["id"], measure["id"])
            if name in written:
                yield fault("repeated-id", file, _place("line", line), id=name)


def _wrong_with_column(entry: Data) -> Iterator[str]:
    ways = [way for way in ("levels", "options") if way in entry]
    kind = entry["kind"]
    if kind not in ("choice", "choices"):
        if ways:
            yield f"a column of {kind} has no {ways[0]}"
        if "unit" in entry and kind != "number":
            yield "only a number has a unit"
        return
    if "unit" in entry:
        yield "only a number has a unit"
    if len(ways) != 1 or (kind == "choices" and ways == ["levels"]):
        yield "a choice has levels or options, and choices have options"
        return
    options = options_of(entry, {})
    if not 2 <= len(options) <= MOST_CHOICES:
        yield f"it has {len(options)} options, and needs 2 to {MOST_CHOICES}"
    for name, count in Counter(option["id"] for option in options).items():
        if not ID.match(name) or count > 1:
            yield f'"{name}" is no id, or stands twice'


def _wrong_with_measure(entry: Data, columns: Mapping[str, Data]) -> Iterator[str]:
    rule, names = entry["rule"], [*entry["columns"], *entry.get("over", [])]
    wanted = _KIND_FOR[rule]
    for name in names:
        if name not in columns:
            yield f'there is no column "{name}"'
        elif columns[name]["kind"] != wanted:
            yield f'{rule} needs a column of {wanted}, and "{name}" is one of {columns[name]["kind"]}'
    if not entry["columns"] or (rule not in _BANDED and len(entry["columns"]) != 1):
        yield f"{rule} needs {'at least ' if rule in _BANDED else ''}one column"
    if (rule == "share") != bool(entry.get("over")):
        yield "share, and only share, needs columns of the whole in over"
    if (rule in _BANDED) != ("bands" in entry):
        yield "sum and share, and only these, need bands"
    elif "bands" in entry:
        yield from wrong_with_bands(entry["bands"], MOST_CHOICES)


def _place(kind: str, entry: Data) -> str:
    return f'{kind} "{entry["id"][:LONGEST_ID]}"'

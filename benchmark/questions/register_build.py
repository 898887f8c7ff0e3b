"""Make the register of a question set from its entries. Loaded only for sets that have one."""

import math
from collections.abc import Mapping
from typing import Any

from benchmark.questions.shape import options_of
from scoring.questionnaire import Option
from scoring.register import Column, Line, Measure, Register

Data = Mapping[str, Any]


def build_register(entry: Data) -> Register:
    """Make the register. Its entries must have been checked."""
    return Register(
        title=entry["title"],
        row=entry["row"],
        rows=entry["rows"],
        about=entry.get("about", ""),
        several=entry.get("several", False),
        evidence=entry.get("evidence", ""),
        gaps=tuple(entry.get("gaps", ())),
        lines=tuple(map(_line, entry["line"])),
        columns=tuple(_column(column) for column in entry["column"]),
        measures=tuple(map(_measure, entry["measure"])),
    )


def _line(entry: Data) -> Line:
    return Line(
        id=entry["id"],
        title=entry["title"],
        section=entry["section"],
        about=entry.get("about", ""),
        applies_to={key: tuple(str(value) for value in values) for key, values in entry.get("applies_to", {}).items()},
    )


def _column(entry: Data) -> Column:
    return Column(
        id=entry["id"],
        title=entry["title"],
        kind=entry["kind"],
        about=entry.get("about", ""),
        options=tuple(Option(o["id"], o["title"], o.get("points", 0)) for o in options_of(entry, {})),
        levels="levels" in entry,
        unit=entry.get("unit", ""),
        required=entry.get("required", False),
    )


def _measure(entry: Data) -> Measure:
    return Measure(
        id=entry["id"],
        title=entry["title"],
        rule=entry["rule"],
        columns=tuple(entry["columns"]),
        over=tuple(entry.get("over", ())),
        # What lies below the first threshold is in the first band, so that one may leave its own out.
        starts=tuple(band.get("from", -math.inf) for band in entry.get("bands", [])),
    )

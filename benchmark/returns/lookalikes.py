"""How many councils a return could come from, judged by what it says besides its answers.

Two councils look alike when they share the attributes that leave *and* the pattern of what they were asked:
the pattern is in the return too, because every question that was not asked says so.
"""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import read_text
from scoring.applicability import complete_attributes, pattern, shared_attributes
from scoring.questionnaire import Questionnaire

COUNT = "councils"
_LIMIT = 10_000_000


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """How many of the councils listed look alike in a return, this one included, and how many are listed."""

    alike: int
    listed: int


def read_councils(path: Path, questionnaire: Questionnaire) -> list[dict[str, str]]:
    """Read a table of councils: attributes by their ids, and how many councils each row stands for (default 1).

    Columns that are not attributes of the question set (a region, a name) are left aside.
    """
    try:
        rows = list(csv.DictReader(read_text(path, _LIMIT).splitlines()))
    except csv.Error as error:
        raise FaultsError([fault("not-csv", str(path), why=str(error))]) from None
    faults = [found for number, row in enumerate(rows, start=2) for found in _faults(row, number, path, questionnaire)]
    if faults:
        raise FaultsError(faults)
    return rows


def count_look_alikes(
    questionnaire: Questionnaire,
    attributes: Mapping[str, str],
    councils: Iterable[Mapping[str, str]],
    used: Collection[str] | None = None,
) -> LookAlikes:
    """Count the councils of a table that share the attributes that leave and the pattern of what is asked.

    `used` names the attributes that leave; without it, all shared ones do.
    """
    mine = outline(questionnaire, attributes, used)
    alike = listed = 0
    for row in councils:
        known = {a.id: row[a.id] for a in questionnaire.attributes if row.get(a.id)}
        count = int(row.get(COUNT) or 1)
        listed += count
        if outline(questionnaire, known, used) == mine:
            alike += count
    return LookAlikes(alike, listed)


def outline(
    questionnaire: Questionnaire, attributes: Mapping[str, str], used: Collection[str] | None = None
) -> tuple[tuple[tuple[str, str], ...], tuple[bool, ...]]:
    """Give what a return shows besides its answers: the attributes that leave, and what was not asked."""
    known = complete_attributes(questionnaire, attributes)
    shared = shared_attributes(questionnaire, known).items()
    leaving = tuple(sorted((name, option) for name, option in shared if used is None or name in used))
    return (leaving, pattern(questionnaire, known))


def _faults(row: Mapping[str, str], number: int, path: Path, questionnaire: Questionnaire) -> Iterable[Fault]:
    for attribute in questionnaire.attributes:
        value = row.get(attribute.id)
        if value and value not in attribute.option_ids:
            choices = ", ".join(attribute.option_ids)
            yield fault("unknown-option", str(path), f"row {number}", id=attribute.id, value=value, choices=choices)
    count = row.get(COUNT)
    if count and not (count.isascii() and count.isdigit() and len(count) < 7):
        yield fault("wrong-kind", str(path), f"row {number}", key=COUNT, wanted="a whole number")

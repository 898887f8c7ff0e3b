"""The private list of who got which invitation: `private/invitations.csv`. It never leaves the coordinator.

A table that opens in Excel. It is read as strictly as it is written, because somebody may have edited it there.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import MEGABYTE, read_text, write_bytes
from benchmark.network.codes import BadCode, read_code
from benchmark.network.network import Network
from benchmark.returns.endorsement import invitation_key
from benchmark.returns.keys import public_text
from scoring.questionnaire import Questionnaire

_BEFORE: Final = ("number", "council", "email")
_AFTER: Final = ("code", "key", "status")
_ISSUED: Final = "issued"
_RETIRED: Final = "retired"
_LIMIT: Final = 5 * MEGABYTE
_LONGEST_NAME: Final = 200
# One address and nothing else: it is pasted into the line that an e-mail is sent to.
_EMAIL: Final = re.compile(r"[^\s@,;<>\"=+-][^\s@,;<>\"]*@[^\s@,;<>\"]+\Z")


@dataclass(frozen=True, slots=True)
class InvitedCouncil:
    """One invitation: whose it is, its code, and whether it was retired."""

    number: int
    council: str
    code: str
    key: str
    email: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A council that is to be invited."""

    council: str
    email: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


def active(councils: Sequence[InvitedCouncil]) -> list[InvitedCouncil]:
    """List the invitations that were not retired."""
    return [council for council in councils if not council.retired]


def read_candidates(path: Path, questionnaire: Questionnaire) -> tuple[list[Candidate], list[str]]:
    """Read a coordinator's own list of councils; give the columns that are not used too."""
    columns, rows = _table(path)
    if "council" not in columns:
        raise FaultsError([fault("no-column", str(path), column="council")])
    faults: list[Fault] = []
    seen: set[str] = set()
    for place, row in rows:
        faults += [*_row_faults(row, str(path), place, questionnaire), *_repeated(row, str(path), place, seen)]
    if faults:
        raise FaultsError(faults)
    if not rows:
        raise FaultsError([fault("no-rows", str(path))])
    known = {"council", "email", *(attribute.id for attribute in questionnaire.attributes)}
    found = [Candidate(row["council"], row.get("email", ""), _attributes(row, questionnaire)) for _, row in rows]
    return found, [column for column in columns if column and column not in known]


def read_invited(path: Path, questionnaire: Questionnaire, network: Network) -> list[InvitedCouncil]:
    """Read the private list, or raise FaultsError with every fault."""
    columns, rows = _table(path)
    file = str(path)
    faults = [fault("no-column", file, column=name) for name in (*_BEFORE, *_AFTER) if name not in columns]
    if faults:
        raise FaultsError(faults)
    seen: set[str] = set()
    numbers: set[str] = set()
    for place, row in rows:
        faults += _row_faults(row, file, place, questionnaire)
        faults += _issue_faults(row, file, place, network, numbers)
        if row["status"] != _RETIRED:
            faults += _repeated(row, file, place, seen)
    if faults:
        raise FaultsError(faults)
    return [
        InvitedCouncil(
            int(row["number"]),
            row["council"],
            row["code"],
            row["key"],
            row["email"],
            _attributes(row, questionnaire),
            row["status"] == _RETIRED,
        )
        for _, row in rows
    ]


def write_invited(path: Path, councils: Sequence[InvitedCouncil], questionnaire: Questionnaire) -> None:
    """Write the private list with a byte-order mark, so that Excel shows every letter right."""
    names = [attribute.id for attribute in questionnaire.attributes]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*_BEFORE, *names, *_AFTER])
    for council in sorted(councils, key=lambda council: council.number):
        given = [council.attributes.get(name, "") for name in names]
        status = _RETIRED if council.retired else _ISSUED
        writer.writerow([council.number, council.council, council.email, *given, council.code, council.key, status])
    # Only for the owner: with the codes in it, anyone could take part.
    write_bytes(path, text.getvalue().encode("utf-8-sig"), mode=0o600)


def check_candidate(candidate: Candidate, questionnaire: Questionnaire) -> None:
    """Raise FaultsError with all that is wrong with a council that is given as options."""
    row = {"council": candidate.council, "email": candidate.email, **candidate.attributes}
    faults = list(_row_faults(row, "The options", "--council", questionnaire))
    if faults:
        raise FaultsError(faults)


def same_council(name: str) -> str:
    """Give what two spellings of one council's name have in common."""
    return " ".join(name.casefold().split())


def _table(path: Path) -> tuple[list[str], list[tuple[str, dict[str, str]]]]:
    """Read a CSV file: its columns, and its rows with their places. Empty rows, as Excel leaves, are passed over."""
    text = read_text(path, _LIMIT)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise FaultsError([fault("not-csv", str(path), why=str(error))]) from None
    if not lines:
        raise FaultsError([fault("empty-file", str(path))])
    columns = [name.strip().lower() for name in lines[0]]
    faults: list[Fault] = [
        fault("repeated-column", str(path), column=name)
        for at, name in enumerate(columns)
        if name and name in columns[:at]
    ]
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            faults.append(fault("wrong-cells", str(path), f"row {number}", found=len(cells), wanted=len(columns)))
        rows.append((f"row {number}", dict(zip(columns, (cell.strip() for cell in cells), strict=False))))
    if faults:
        raise FaultsError(faults)
    return columns, rows


def _row_faults(row: Mapping[str, str], file: str, place: str, questionnaire: Questionnaire) -> Iterator[Fault]:
    name, email = row.get("council", ""), row.get("email", "")
    if not name:
        yield fault("no-name", file, place)
    elif len(name) > _LONGEST_NAME or not name.isprintable() or not name[0].isalpha():
        # A spreadsheet would take "=..." for a formula.
        yield fault("bad-name", file, place, value=name[:_LONGEST_NAME])
    if email and not (_EMAIL.match(email) and email.isprintable()):
        yield fault("bad-email", file, place, value=email)
    for attribute in questionnaire.attributes:
        value = row.get(attribute.id, "")
        if value and value not in attribute.option_ids:
            choices = ", ".join(attribute.option_ids)
            yield fault("unknown-option", file, place, id=attribute.id, value=value, choices=choices)


def _issue_faults(
    row: Mapping[str, str], file: str, place: str, network: Network, numbers: set[str]
) -> Iterator[Fault]:
    number = row["number"]
    if not (number.isascii() and number.isdigit() and len(number) < 6 and int(number)) or number in numbers:
        yield fault("bad-row-number", file, place, value=number)
    numbers.add(number)
    if row["status"] not in (_ISSUED, _RETIRED):
        yield fault("not-one-of", file, place, key="status", value=row["status"], choices=f"{_ISSUED}, {_RETIRED}")
    try:
        secret = read_code(row["code"])
    except BadCode as error:
        yield fault("bad-code", file, place, why=error, remedy="Take it from a copy of this file.")
        return
    if public_text(invitation_key(secret, network.questionnaire, network.id, network.round)) != row["key"]:
        remedy = "The code and the key of a row belong together: take both from a copy of this file."
        yield fault("bad-invitation-key", file, place, remedy=remedy)


def _repeated(row: Mapping[str, str], file: str, place: str, seen: set[str]) -> Iterator[Fault]:
    name = same_council(row.get("council", ""))
    if name and name in seen:
        yield fault("repeated-council", file, place, value=row["council"])
    seen.add(name)


def _attributes(row: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, str]:
    return {attribute.id: row[attribute.id] for attribute in questionnaire.attributes if row.get(attribute.id)}

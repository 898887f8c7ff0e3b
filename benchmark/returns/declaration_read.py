"""Read the table of a council's page, as strictly as a return.

The words in it are for people. Levels, rounds and addresses are taken from it, and every other word from the question
set.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmark.council.row_faults import RowFaults
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import MEGABYTE, read_text
from benchmark.formulas import unguarded
from benchmark.questions.answer import BadAnswer, Code, parse_answer, parse_target
from benchmark.questions.ids import is_id
from benchmark.returns.address import address_fault
from benchmark.returns.card import LONGEST, one_line
from benchmark.returns.declaration import Commitment, Page
from benchmark.returns.declaration_file import COLUMNS, FORMAT
from scoring.codes import UNANSWERED
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Question, Questionnaire

_LIMIT: Final = 2 * MEGABYTE
_LONGEST_QUOTE: Final = 60
# Of the whole page, and alike in each row.
_OF_PAGE: Final = COLUMNS[: COLUMNS.index("last_round") + 1]

Row = tuple[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Head:
    """The question set that a page answers."""

    set: str
    version: str
    fingerprint: str


def read_head(path: Path) -> Head:
    """Say which question set a page answers, or raise FaultsError."""
    faults = RowFaults(str(path), COLUMNS)
    rows = _rows(path, faults)
    for number, row in rows[:1]:
        if row["format"] != FORMAT:
            raise FaultsError([_other_format(path, row["format"])])
        for name in ("set", "version", "fingerprint"):
            _line(faults, number, name, row[name], needed=True)
    faults.stop()
    row = rows[0][1]
    return Head(row["set"], row["version"], row["fingerprint"])


def read_page(path: Path, questionnaire: Questionnaire) -> Page:
    """Read a page of this question set, or raise FaultsError with every fault, each with its row and column."""
    faults = RowFaults(str(path), COLUMNS)
    rows = _rows(path, faults)
    first = rows[0][1] if rows else dict.fromkeys(COLUMNS, "")
    if first["format"] != FORMAT:
        raise FaultsError([_other_format(path, first["format"])])
    wanted = questionnaire.id, questionnaire.version, fingerprint(questionnaire)
    if first["set"] != wanted[0]:
        raise FaultsError([fault("other-set", str(path), "row 2", found=_quoted(first["set"]), wanted=wanted[0])])
    if (first["set"], first["version"], first["fingerprint"]) != wanted:
        found = _quoted(first["version"])
        raise FaultsError(
            [fault("page-of-other-version", str(path), "row 2", id=wanted[0], found=found, wanted=wanted[1])]
        )
    _check_page(rows, faults)
    commitments = tuple(_commitments(rows, questionnaire, faults))
    faults.stop()
    order = questionnaire.question_index
    return Page(
        first["council"],
        first["contact"],
        first["address"],
        questionnaire,
        first["round"],
        first["last_round"],
        tuple(sorted(commitments, key=lambda commitment: order[commitment.id])),
    )


def _other_format(path: Path, found: str) -> Fault:
    remedy = "Give the table that `council-benchmark declaration page` wrote beside the page."
    return fault("unknown-format", str(path), "row 2", found=_quoted(found), wanted=FORMAT, remedy=remedy)


def _rows(path: Path, faults: RowFaults) -> list[Row]:
    """Read the rows by column. Empty rows, as Excel leaves, are passed over; formulas are plain text again."""
    text = read_text(path, _LIMIT)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise FaultsError([fault("not-csv", str(path), why=str(error))]) from None
    header = [name.strip().lower() for name in lines[0]] if lines else []
    if sorted(header) != sorted(COLUMNS):
        raise FaultsError([fault("not-these-columns", str(path), "row 1", wanted=", ".join(COLUMNS))])
    faults.header = header
    found: list[Row] = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            faults.add("wrong-cells", number, found=len(cells), wanted=len(header))
            if faults.too_many:
                break
            continue
        found.append((number, dict(zip(header, (unguarded(cell.strip()) for cell in cells), strict=True))))
    if not found:
        faults.add("no-commitments", 2)
    faults.stop()
    return found


def _check_page(rows: Sequence[Row], faults: RowFaults) -> None:
    """Check what is said of the whole page: once, and that every row says the same."""
    number, first = rows[0]
    if why := one_line(first["council"]):
        faults.add("bad-council", number, _column(faults, "council"), value=_quoted(first["council"]), remedy=why)
    _line(faults, number, "contact", first["contact"])
    _address(faults, number, "address", first["address"])
    for name in ("round", "last_round"):
        if not is_id(first[name]) and (first[name] or name == "round"):
            faults.add("bad-id", number, _column(faults, name), id=_quoted(first[name]))
    for name in _OF_PAGE:
        other = next((at for at, row in rows if row[name] != first[name]), None)
        if other is not None:
            faults.add("not-alike", other, _column(faults, name), key=name)


def _commitments(rows: Sequence[Row], questionnaire: Questionnaire, faults: RowFaults) -> Iterator[Commitment]:
    limit = len(questionnaire.questions)
    if len(rows) > limit:
        faults.add("too-many-commitments", 1, count=len(rows), limit=limit)
        return
    seen: dict[str, int] = {}
    for number, row in rows:
        name = row["question"]
        if name not in questionnaire.question_index:
            faults.add("no-such-question", number, _column(faults, "question"), id=_quoted(name))
        elif name in seen:
            faults.add("commitment-twice", number, _column(faults, "question"), id=name, first=seen[name])
        else:
            seen[name] = number
            yield _commitment(number, row, questionnaire.question(name), faults)


def _commitment(number: int, row: Mapping[str, str], question: Question, faults: RowFaults) -> Commitment:
    _address(faults, number, "evidence_link", row["evidence_link"])
    target = parse_target(question, row["target"])
    if isinstance(target, BadAnswer):
        faults.add(target.code, number, _column(faults, "target"), **target.values)
        target = None
    code = _answer(faults, number, "level", row["level"], question)
    before = _answer(faults, number, "last_level", row["last_level"], question)
    return Commitment(question.id, code, None if before is UNANSWERED else before, target, row["evidence_link"])


def _answer(faults: RowFaults, number: int, name: str, text: str, question: Question) -> Code:
    found = parse_answer(question, text)
    if isinstance(found, BadAnswer):
        faults.add(found.code, number, _column(faults, name), **found.values)
        return UNANSWERED
    return found


def _address(faults: RowFaults, number: int, name: str, text: str) -> None:
    if text and (why := address_fault(text)):
        faults.add("bad-address", number, _column(faults, name), value=_quoted(text), remedy=why)


def _line(faults: RowFaults, number: int, name: str, text: str, *, needed: bool = False) -> None:
    if needed and not text:
        faults.add("empty-cell", number, _column(faults, name))
    elif not text.isprintable() or len(text) > LONGEST:
        faults.add("not-one-line", number, _column(faults, name), most=LONGEST)


def _column(faults: RowFaults, name: str) -> int:
    return list(faults.header).index(name)


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."

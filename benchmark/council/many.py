"""Read the answers of many respondents from a CSV file: one row each, one column a question or attribute.

Rows are read in blocks, so that 100,000 take seconds and little memory. Every fault is reported at once, by row
(the header is row 1) and column.
"""

import csv
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

import numpy as np

from benchmark.council.many_asked import AskedOf, keep_asked, unknown_attributes
from benchmark.council.many_columns import (
    Column,
    attribute_column,
    columns_table,
    question_column,
    unread_column,
)
from benchmark.council.row_faults import MOST_FAULTS, RowFaults
from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.files import CSV_LIMIT, open_text
from scoring.answers import AnswerTable, code_type
from scoring.codes import UNANSWERED
from scoring.questionnaire import Questionnaire

RESPONDENT: Final = "respondent"
_BLOCK: Final = 5_000
_LONGEST_LINE: Final = 4_000_000
# Each unknown column is compared with every name that is known, to say what was meant.
_MOST_UNKNOWN: Final = 200

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class ManyAnswers:
    """Answers of many respondents, ready to score. `notes` say what was left out of the file."""

    questionnaire: Questionnaire
    respondents: list[str]
    table: AnswerTable
    notes: list[str]


def read_answers(path: Path, questionnaire: Questionnaire) -> ManyAnswers:
    """Read a CSV file of answers, or raise FaultsError with every fault, each with its row and column."""
    with open_text(path, CSV_LIMIT) as file:
        return _read_answers(file, questionnaire, RowFaults(str(path)))


def read_alike(path: Path, answers: ManyAnswers) -> AnswerTable:
    """Read more answers of the same respondents, such as their targets, and put them in the same order.

    Whoever is missing in the file has no answers there; a respondent of this file only is a fault.
    """
    read = read_answers(path, answers.questionnaire)
    known = {name: at for at, name in enumerate(answers.respondents)}
    strangers = [name for name in read.respondents if name not in known]
    if strangers:
        raise FaultsError([fault("unknown-respondent", str(path), value=name) for name in strangers[:MOST_FAULTS]])
    columns = [known[name] for name in read.respondents]
    codes = np.full_like(answers.table.codes, UNANSWERED)
    codes[:, columns] = read.table.codes
    numbers = {row: np.zeros(len(known)) for row in read.table.numbers}
    for row, values in read.table.numbers.items():
        numbers[row][columns] = values
    return AnswerTable(codes, numbers)


def _read_answers(file: TextIO, questionnaire: Questionnaire, faults: RowFaults) -> ManyAnswers:
    lines = _rows(file, faults)
    header = faults.header = [name.strip() for name in next(lines, (1, [""]))[1]]
    if header[0] != RESPONDENT:
        faults.add("no-header", 1)
        faults.stop()
    columns = _columns(header, questionnaire, faults)
    respondents: dict[str, int] = {}
    rows: list[int] = []
    while block := list(islice(lines, _BLOCK)):
        rows += _read_block(block, columns, respondents, faults)
        if faults.too_many:
            faults.stop()
    if not rows and not faults.found:
        faults.add("no-rows", 2)
    if not rows or faults.in_header:
        faults.stop()
    attributes = {column.name: column.codes() for column in columns if column.name not in questionnaire.question_index}
    asked = keep_asked(questionnaire, columns_table(questionnaire, columns, len(rows)), attributes)
    for wrong in asked.disagreements:
        at = header.index(wrong.attribute)
        faults.add("attributes-disagree", rows[wrong.position], at, value=wrong.value, wanted=wrong.wanted)
    faults.stop()
    notes = asked_notes(asked, rows, unknown_attributes(questionnaire, set(attributes)))
    return ManyAnswers(questionnaire, list(respondents), asked.table, notes)


def _rows(file: TextIO, faults: RowFaults) -> Iterator[Row]:
    """Give every row that holds something, with its number in the file."""
    reader = csv.reader(_lines(file), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.add("not-csv", number, why=str(error))
            return
        if any(cells):
            yield number, cells


def _lines(file: TextIO) -> Iterator[str]:
    """Give every line; one without end would fill the memory."""
    while line := file.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise csv.Error(f"a line is longer than {_LONGEST_LINE:,} characters")
        yield line


def _columns(header: Sequence[str], questionnaire: Questionnaire, faults: RowFaults) -> list[Column]:
    """Make the columns that the header names, after the first. A wrong one is read past: its neighbours may be too."""
    kind = code_type(questionnaire.questions)
    attributes = {attribute.id: attribute for attribute in questionnaire.attributes}
    known = len(questionnaire.questions) + len(attributes)
    if len(header) > known + _MOST_UNKNOWN:
        faults.add("too-many-columns", 1, found=len(header), wanted=known + 1)
        return []
    columns = []
    for at, name in enumerate(header[1:], start=1):
        if name in header[:at]:
            faults.add("repeated-column", 1, at, column=name)
            columns.append(unread_column(name))
        elif name in questionnaire.question_index:
            columns.append(question_column(questionnaire.question(name), kind))
        elif name in attributes:
            columns.append(attribute_column(attributes[name]))
        else:
            near = difflib.get_close_matches(name, [*questionnaire.question_index, *attributes], n=1)
            remedy = f'Did you mean "{near[0]}"?' if near else "Correct it, or remove the column."
            faults.add("unknown-column", 1, at, column=name, remedy=remedy)
            columns.append(unread_column(name))
    return columns


def _read_block(block: list[Row], columns: list[Column], respondents: dict[str, int], faults: RowFaults) -> list[int]:
    """Read some rows, and give the numbers of those that have the right length. The names go into `respondents`."""
    wanted = len(columns) + 1
    good = []
    for row, cells in block:
        name = cells[0].strip()
        if len(cells) != wanted:
            faults.add("wrong-cells", row, found=len(cells), wanted=wanted)
            continue
        good.append((row, cells))
        if not name:
            faults.add("no-respondent", row)
        elif respondents.setdefault(name, row) != row:
            faults.add("repeated-respondent", row, value=name)
    rows = [row for row, _ in good]
    texts = list(zip(*(cells for _, cells in good), strict=True))
    for at, column in enumerate(columns, start=1):
        for row, bad in column.read(rows, texts[at] if texts else ()):
            faults.add(bad.code, row, at, **bad.values)
    return rows


def asked_notes(asked: AskedOf, rows: Sequence[int], unknown: Sequence[str]) -> list[str]:
    """Say what was left out, and what could not be decided."""
    notes = []
    if unknown:
        notes.append(
            f"There is no column {' or '.join(unknown)}, so nobody is left out of a question: where a question was not "
            "asked, the answer should be NA."
        )
    if asked.left_out:
        position, question_id = asked.first
        answers = "1 answer does" if asked.left_out == 1 else f"{asked.left_out:,} answers do"
        notes.append(
            f"{answers} not count, because that respondent is not asked the question; the first is in "
            f"row {rows[position]}, column {question_id}."
        )
    return notes

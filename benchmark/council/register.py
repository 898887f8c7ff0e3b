"""The rows of a council's register: how they stand in its file of answers, and the answers that follow from them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from benchmark.council.assessment import Answer, Assessment
from benchmark.faults import Fault, fault
from benchmark.questions.answer import BadAnswer
from benchmark.questions.kinds import A_ROUND, FLAG, TABLE, TABLES, Key
from benchmark.questions.shape import check_entry
from benchmark.questions.value import parse_value, value_words, write_value
from scoring.codes import UNANSWERED
from scoring.questionnaire import Questionnaire
from scoring.register import Entry, Line, Register, Row, Value, answer_from, made_id

MOST_ROWS: Final = 50
ENTRY: Mapping[str, Key] = {"none": Key(FLAG), "carried": Key(A_ROUND), "row": Key(TABLES)}


def refresh(assessment: Assessment) -> None:
    """Work out again the answers that follow from the rows, in place. What stands beside an answer stays."""
    register = assessment.questionnaire.register
    if register is None:
        return
    for question_id, (line, measure) in register.made.items():
        entry = assessment.entries.get(line.id, Entry())
        code = answer_from(register, measure, entry)
        before = assessment.answers.get(question_id, Answer())
        evidence = before.evidence
        if register.evidence:
            evidence = "" if code is UNANSWERED else evidence_of(register, entry)
        after = replace(before, code=code, evidence=evidence, carried=entry.carried if entry.begun else "")
        if after == Answer():
            assessment.answers.pop(question_id, None)
        else:
            assessment.answers[question_id] = after


def evidence_of(register: Register, entry: Entry) -> str:
    """Give what stands as evidence for a line: the texts of the column that the register names."""
    found = (row.get(register.evidence) for row in entry.rows)
    return "; ".join(str(text) for text in found if text)


def write_entries(register: Register, entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Write the lines that are begun, in the order of the register, as a file holds them."""
    return {line.id: _write(register, entries[line.id]) for line in register.lines if line.id in entries}


def read_entries(questionnaire: Questionnaire, data: object, file: str) -> tuple[dict[str, Entry], list[Fault]]:
    """Read the lines of a file; what is wrong with them stands beside them."""
    register = questionnaire.register
    if data is None:
        return {}, []
    if register is None:
        return {}, [fault("no-register", file, "[lines]", id=questionnaire.id)]
    if not isinstance(data, dict):
        return {}, [fault("wrong-kind", file, "[lines]", key="lines", wanted=TABLE.words)]
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    for line_id, entry in data.items():
        place = f"[lines.{line_id}]"
        found = list(_check(register, line_id, entry, file, place))
        if not found:
            rows, found = _read_rows(register, entry, file, place)
            entries[line_id] = Entry(rows, entry.get("none", False), entry.get("carried", ""))
        faults += found
    return entries, faults


def read_row(register: Register, raw: Mapping[str, object], file: str, place: str) -> tuple[Row, list[Fault]]:
    """Read one row from what stands under the ids of its columns; what is wrong stands beside it."""
    row: dict[str, Value] = {}
    faults = []
    for name, text in raw.items():
        column = register.column_index.get(name)
        if column is None:
            known = ", ".join(register.column_index)
            faults.append(fault("unknown-key", file, place, key=name, remedy=f"Remove it. Known here: {known}."))
            continue
        value = parse_value(column, text)
        if isinstance(value, BadAnswer):
            faults.append(fault(value.code, file, f"{place}, {name}", **value.values))
        elif value is not None:
            row[name] = value
    return row, faults


def missing_columns(register: Register, row: Row) -> list[str]:
    """List the titles of the columns that a row needs and does not have yet."""
    return [column.title for column in register.columns if column.required and column.id not in row]


def row_title(register: Register, row: Row) -> str:
    """Name a row for people: by its first columns of text."""
    named = [value_words(column, row.get(column.id)) for column in register.columns if column.kind == "text"]
    return ", ".join([name for name in named if name][:2]) or f"{register.row} without a name"


def _write(register: Register, entry: Entry) -> dict[str, Any]:
    carried = {"carried": entry.carried} if entry.carried else {}
    if entry.none:
        return {"none": True, **carried}
    rows = [{c.id: write_value(c, row[c.id]) for c in register.columns if c.id in row} for row in entry.rows]
    return {**carried, "row": rows}


def _check(register: Register, line_id: str, entry: object, file: str, place: str) -> Iterator[Fault]:
    if line_id not in register.line_index:
        yield fault("no-such-line", file, place, id=line_id)
    elif not isinstance(entry, dict):
        yield fault("wrong-kind", file, place, key=line_id, wanted=TABLE.words)
    else:
        yield from check_entry(entry, ENTRY, file, place)
        rows = entry.get("row", [])
        if isinstance(rows, list):
            yield from _check_count(register, len(rows), entry.get("none") is True, file, place)


def _check_count(register: Register, count: int, none: bool, file: str, place: str) -> Iterator[Fault]:
    limit = MOST_ROWS if register.several else 1
    if count > limit:
        yield fault("too-many-in-a-line", file, place, count=count, rows=register.rows, limit=limit)
    if none and count:
        yield fault("none-and-rows", file, place, rows=register.rows)


def _read_rows(
    register: Register, entry: Mapping[str, Any], file: str, place: str
) -> tuple[tuple[Row, ...], list[Fault]]:
    rows, faults = [], []
    for number, raw in enumerate(entry.get("row", []), start=1):
        row, found = read_row(register, raw, file, f"{place}, {register.row} {number}")
        rows.append(row)
        faults += found
    return tuple(rows), faults


def asked_lines(assessment: Assessment) -> list[Line]:
    """List the lines that this council is asked about, in the order of the register."""
    register = assessment.questionnaire.register
    if register is None:
        return []
    asked = {question.id for question in assessment.asked()}
    return [line for line in register.lines if any(made_id(line.id, m.id) in asked for m in register.measures)]


def carried_entries(before: Register, after: Register, then: Mapping[str, Entry], since: str) -> dict[str, Entry]:
    """Take over the lines of an earlier round, each marked as carried: what its version and this one both have."""
    return {
        line_id: Entry(tuple(_moved(before, after, row) for row in entry.rows), entry.none, entry.carried or since)
        for line_id, entry in then.items()
        if line_id in after.line_index
    }


def confirm_lines(assessment: Assessment, question_ids: Collection[str]) -> None:
    """Take the marks off the lines that these answers are made from."""
    register = assessment.questionnaire.register
    for line_id in {register.made[name][0].id for name in question_ids if name in register.made} if register else ():
        assessment.entries[line_id] = replace(assessment.entries[line_id], carried="")
    refresh(assessment)


def _moved(before: Register, after: Register, row: Row) -> Row:
    """Write a row as another version of the register has it. What that one cannot hold is left out."""
    moved: dict[str, Value] = {}
    for name, value in row.items():
        column = after.column_index.get(name)
        if column is None:
            continue
        found = parse_value(column, write_value(before.column_index[name], value))
        if found is not None and not isinstance(found, BadAnswer):
            moved[name] = found
    return moved

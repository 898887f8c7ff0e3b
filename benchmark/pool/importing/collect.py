"""From a table and a mapping to the answers of every respondent, or every fault at once, by row and column."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.council.many import asked_notes
from benchmark.council.many_asked import keep_asked, unknown_attributes
from benchmark.council.many_columns import Column, columns_table
from benchmark.council.row_faults import MOST_FAULTS, RowFaults
from benchmark.faults import Fault
from benchmark.pool.importing.columns import mapped_attribute, mapped_question
from benchmark.pool.importing.header import check_header
from benchmark.pool.importing.mapping import Mapping
from benchmark.pool.importing.notes import Places, unused_values, without_column
from benchmark.pool.importing.sheet import Sheet
from benchmark.questions.answer import BadAnswer
from benchmark.tables.names import column_places, normal
from scoring.answers import AnswerTable, code_type
from scoring.applicability import shared_attributes
from scoring.codes import NOT_ASKED, UNANSWERED
from scoring.questionnaire import Questionnaire

# So many rows of one mistake are named; the others are counted.
_NAMED_ROWS: Final = 5
_BLOCK: Final = 5_000


Rows = list[tuple[int, list[str]]]
# By the name of a column, the texts that it must hold, as they are compared.
Where = Table[str, frozenset[str]]


@dataclass(frozen=True)
class Collected:
    """The answers of every respondent. `names` are as the table writes them; `attributes` are those that may leave."""

    questionnaire: Questionnaire
    names: list[str]
    rows: list[int]
    table: AnswerTable
    attributes: list[dict[str, str]]
    notes: list[str]

    def answered(self, at: int) -> bool:
        """Say whether a respondent answered anything; "not applicable" is an answer."""
        column = self.table.codes[:, at]
        return bool(((column != UNANSWERED) & (column != NOT_ASKED)).any())


def collect(
    sheet: Sheet,
    mapping: Mapping,
    questionnaire: Questionnaire,
    where: Where,
    before: Sequence[Fault] = (),
) -> Collected:
    """Read the answers of a table, or raise FaultsError with every fault.

    Args:
        sheet: the table.
        mapping: what its columns mean.
        questionnaire: the question set that they belong to.
        where: which rows are meant: by the name of a column, the texts that it must hold.
        before: faults of the mapping itself, which are reported with the others.
    """
    faults = RowFaults(sheet.file, sheet.header)
    places = column_places(sheet.header)
    check_header(sheet, mapping, questionnaire, frozenset(map(normal, where)), faults)
    for row, cells in sheet.odd:
        faults.add("wrong-cells", row, found=cells, wanted=len(sheet.header))
    rows = choose_rows(sheet, where, faults)
    names = _names(rows, places, mapping, faults)
    columns = _read_columns(rows, places, mapping, questionnaire, faults)
    if faults.in_header or not rows:
        faults.stop(before)
    attributes = {c.name: c.codes() for c in columns if c.name not in questionnaire.question_index}
    table = columns_table(questionnaire, columns, len(rows))
    missing = [q.id for q in questionnaire.questions if q.id not in {column.name for column in columns}]
    table.codes[[questionnaire.question_index[name] for name in missing]] = mapping.no_column
    asked = keep_asked(questionnaire, table, attributes)
    numbers = [row for row, _ in rows]
    at = {column.target: places[normal(column.name)][0] for column in mapping.columns if normal(column.name) in places}
    for wrong in asked.disagreements:
        found = {"value": wrong.value, "wanted": wrong.wanted}
        faults.add("attributes-disagree", numbers[wrong.position], at[wrong.attribute], **found)
    faults.stop(before)
    notes = asked_notes(asked, numbers, unknown_attributes(questionnaire, set(attributes)))
    notes += [*without_column(missing, mapping), *unused_values(rows, places, mapping, questionnaire)]
    return Collected(questionnaire, names, numbers, asked.table, _shared(questionnaire, columns, len(rows)), notes)


def choose_rows(sheet: Sheet, where: Where, faults: RowFaults) -> Rows:
    """Keep the rows that the user means."""
    rows, places = sheet.rows, column_places(sheet.header)
    for name, wanted in where.items():
        if normal(name) not in places:
            faults.add("no-such-column", 1, column=name, remedy="Correct --where.")
            continue
        at = places[normal(name)][0]
        rows = [(row, cells) for row, cells in rows if normal(cells[at]) in wanted]
    if not rows and not faults.found:
        faults.add("no-such-rows" if where and sheet.rows else "no-rows", 2)
    return rows


def _names(rows: Rows, places: Places, mapping: Mapping, faults: RowFaults) -> list[str]:
    """Give the name of every respondent: what the table says, or the number of the row."""
    at = places.get(normal(mapping.respondent), [-1])[0] if mapping.respondent else -1
    if at < 0:
        return [f"row {row}" for row, _ in rows]
    seen: dict[str, int] = {}
    for row, cells in rows:
        name = normal(cells[at])
        if not name:
            faults.add("nameless-row", row, at)
        elif seen.setdefault(name, row) != row:
            faults.add("same-respondent", row, at, value=" ".join(cells[at].split())[:200], first=seen[name])
    return [" ".join(cells[at].split()) for _, cells in rows]


def _read_columns(
    rows: Rows, places: Places, mapping: Mapping, questionnaire: Questionnaire, faults: RowFaults
) -> list[Column]:
    """Read every mapped column that is there."""
    kind = code_type(questionnaire.questions)
    attributes = {attribute.id: attribute for attribute in questionnaire.attributes}
    columns: dict[str, Column] = {}
    for told in mapping.columns:
        if normal(told.name) not in places or told.target in columns:
            continue
        if told.target in attributes:
            column = mapped_attribute(attributes[told.target], told)
        else:
            column = mapped_question(questionnaire.question(told.target), told, kind)
        columns[told.target] = column
        _read_cells(column, rows, places[normal(told.name)][0], faults)
        if faults.too_many:
            faults.stop()
    return list(columns.values())


def _read_cells(column: Column, rows: Rows, at: int, faults: RowFaults) -> None:
    """Read the cells of one column. One mistake in many rows is reported once, with its rows."""
    wrong: dict[tuple[object, ...], tuple[list[int], BadAnswer]] = {}
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        for row, bad in column.read([row for row, _ in block], [cells[at] for _, cells in block]):
            # Numbers that are all too fine have one cause.
            same = () if bad.code == "finer-number" else tuple(bad.values.values())
            wrong.setdefault((bad.code, *same), ([], bad))[0].append(row)
        if len(wrong) > MOST_FAULTS:
            break
    for found, bad in wrong.values():
        faults.add_at(_row_words(found), bad.code, found[0], at, **bad.values)


def _row_words(rows: Sequence[int]) -> str:
    """Name the rows of one mistake."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    named = ", ".join(map(str, rows[:_NAMED_ROWS]))
    return f"rows {named}" + (f" and {len(rows) - _NAMED_ROWS} more" if len(rows) > _NAMED_ROWS else "")


def _shared(questionnaire: Questionnaire, columns: Sequence[Column], respondents: int) -> list[dict[str, str]]:
    """Give what may leave of every respondent's attributes: the shared ones, also those that follow from others."""
    options = {attribute.id: attribute.option_ids for attribute in questionnaire.attributes}
    codes = {column.name: column.codes().tolist() for column in columns if column.name in options}
    return [
        shared_attributes(
            questionnaire, {name: options[name][found[at]] for name, found in codes.items() if found[at] >= 0}
        )
        for at in range(respondents)
    ]

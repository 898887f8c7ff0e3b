"""What is odd in a table that was imported, and yet no mistake: said, so that a person can look."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from typing import Final

from benchmark.pool.importing.columns import split_choices
from benchmark.pool.importing.mapping import ColumnMap, Mapping
from benchmark.tables.names import normal
from scoring.codes import NOT_ASKED
from scoring.questionnaire import Questionnaire

_NAMED_QUESTIONS: Final = 5
_NAMED_VALUES: Final = 20

Rows = Sequence[tuple[int, list[str]]]
# Where each column stands, by its name as it is compared.
Places = Table[str, list[int]]


def without_column(missing: Sequence[str], mapping: Mapping) -> list[str]:
    """Say which questions have no column."""
    if not missing:
        return []
    named = ", ".join(missing[:_NAMED_QUESTIONS]) + (", ..." if len(missing) > _NAMED_QUESTIONS else "")
    many = "1 question has" if len(missing) == 1 else f"{len(missing)} questions have"
    if mapping.no_column == NOT_ASKED:
        return [f"{many} no column, and counts as not asked: {named}."]
    return [f'{many} no column, and stays open: {named}. If it was not asked, say no_column = "not-asked".']


def unused_values(rows: Rows, places: Places, mapping: Mapping, questionnaire: Questionnaire) -> list[str]:
    """Say which listed values no row has: a slip, or an answer that nobody gave. A shared list is looked at as one."""
    lists: dict[int, list[ColumnMap]] = {}
    for column in mapping.columns:
        if column.values and normal(column.name) in places:
            lists.setdefault(id(column.values), []).append(column)
    notes = []
    for columns in lists.values():
        found = {text for column in columns for text in _texts(column, rows, places, questionnaire)}
        written = columns[0].values.written if columns[0].values else {}
        unused = [f'"{text}"' for plain, text in written.items() if plain not in found]
        if unused:
            where = f'the column "{columns[0].name}"' if len(columns) == 1 else f"{len(columns)} columns"
            notes.append(f"Listed for {where}, but in no row: {', '.join(unused[:_NAMED_VALUES])}.")
    return notes


def _texts(column: ColumnMap, rows: Rows, places: Places, questionnaire: Questionnaire) -> set[str]:
    """Give the texts of a column as they are compared; where several may be chosen, each of them too."""
    at = places[normal(column.name)][0]
    texts = {cells[at] for _, cells in rows}
    if column.target in questionnaire.question_index and questionnaire.question(column.target).choose == "many":
        texts |= {part for text in texts for part in split_choices(column, text)}
    return {normal(text) for text in texts}

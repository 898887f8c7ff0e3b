"""Find what the columns of a table are read for: as somebody said in a file, as last time, or guessed and asked."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.council.contracts.importing.asking import ask_columns
from benchmark.council.contracts.importing.guide import WORDS, name_column, reference_column
from benchmark.council.contracts.importing.header import guess_columns
from benchmark.council.contracts.importing.memory import read_memory, same_header
from benchmark.council.contracts.importing.table import Table
from benchmark.council.contracts.importing.words import column_lines
from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.tables.names import normal
from scoring.register import Register

if TYPE_CHECKING:
    from benchmark.council.asking import Asker
    from benchmark.council.contracts.importing.run import Import


def find_columns(
    work: "Import", table: Table, mapping: Path | None, asker: "Asker | None", say: Callable[[str], None]
) -> dict[str, str]:
    """Map the names of a table's header to what they are read for; without an asker guesses are taken."""
    if mapping:
        return _from_file(work, table, mapping)
    if same_header(work.memory, table.header):
        say(f"The columns are read as the last time: {work.memory_path}.")
        known = [work.memory.columns.get(name, "") for name in work.memory.header]
        return dict(zip(table.header, known, strict=True))
    guesses = guess_columns(table.header, work.guide)
    if asker:
        return ask_columns(asker, guesses, table, work.register)
    columns = {guess.name: guess.to for guess in guesses}
    for line in column_lines(table, columns, work.register):
        say(line)
    return columns


def refuse_nameless(columns: Mapping[str, str], table: Table, register: Register) -> None:
    """Refuse a table by which contracts cannot be told apart."""
    if not {reference_column(register), name_column(register), WORDS} & set(columns.values()) - {""}:
        raise FaultsError([fault("no-names-in-register", table.file, f"row {table.at}")])


def _from_file(work: "Import", table: Table, mapping: Path) -> dict[str, str]:
    if not mapping.exists():
        raise FaultsError([fault("missing-file", str(mapping))])
    told = read_memory(mapping, work.assessment.questionnaire.id, work.register)
    there = {normal(name): name for name in table.header}
    missing = [name for name in told.columns if normal(name) not in there]
    if missing:
        remedy = f"The header stands in row {table.at}. Correct the mapping."
        raise FaultsError([fault("no-such-column", str(mapping), column=name, remedy=remedy) for name in missing])
    return {there[normal(name)]: to for name, to in told.columns.items()}

"""Import a table into a pool, from files to files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmark.council.row_faults import RowFaults
from benchmark.errors import UsageError
from benchmark.faults import Fault
from benchmark.pool.importing.collect import choose_rows, collect
from benchmark.pool.importing.key_list import write_key_list
from benchmark.pool.importing.mapping import Mapping, plain_mapping
from benchmark.pool.importing.mapping_file import read_mapping
from benchmark.pool.importing.returns import IMPORTER, Imported, check_place, import_returns
from benchmark.pool.importing.sheet import Sheet, read_sheet
from benchmark.pool.importing.starter import start_mapping
from benchmark.pool.open import is_pool, open_pool
from benchmark.pool.pool import SUFFIX, Pool, merge, write_pool
from benchmark.returns.home import Home, default_home
from benchmark.returns.make import Place
from benchmark.tables.names import normal
from scoring.questionnaire import Questionnaire


@dataclass(frozen=True)
class Files:
    """The files of an import: the table, its mapping, the pool to write, the pool to start from, the list of keys."""

    table: Path
    output: Path
    mapping: Path | None = None
    into: Path | None = None
    key_list: Path | None = None

    def check(self) -> None:
        """Refuse names under which something would be lost, or not be found again."""
        if not is_pool(self.output):
            raise UsageError(f"The name of a pool ends in {SUFFIX}, such as {self.output.stem}.pool{SUFFIX}.")
        read = [path.resolve() for path in (self.table, self.mapping, self.into, self.output) if path]
        if self.key_list and self.key_list.resolve() in read:
            raise UsageError(f"--list {self.key_list} is another file of this import. Choose another name.")


def import_table(
    files: Files, questionnaire: Questionnaire, place: Place, where: Sequence[str]
) -> tuple[Imported, list[str]]:
    """Import a table: the pool and the list of keys are written. Give what was done, and what a person should know.

    A pool that stands at `files.output` already is added to, as one that is named with `files.into` is.
    """
    files.check()
    check_place(place)
    sheet, mapping, faults = open_table(files.table, files.mapping, questionnaire)
    collected = collect(sheet, mapping, questionnaire, read_where(where), faults)
    into = files.into or (files.output if files.output.exists() else None)
    old = open_pool(into) if into else Pool(())
    if files.into and files.output.exists() and files.output.resolve() != files.into.resolve():
        old = merge([*old.rows, *open_pool(files.output).rows])
    done = import_returns(collected, place, Home(default_home(), IMPORTER).secret(), old)
    # The list first: keys that nobody can put a name to would be lost work.
    if files.key_list:
        write_key_list(files.key_list, done.keys)
    write_pool(done.pool, files.output)
    return done, [*_how_read(sheet), *_unnamed(mapping), *collected.notes]


def write_start(table: Path, questionnaire: Questionnaire, where: Sequence[str], output: Path) -> int:
    """Write a mapping to start from, and give how many columns nothing could be guessed for."""
    sheet = read_sheet(table)
    faults = RowFaults(sheet.file, sheet.header)
    rows = choose_rows(sheet, read_where(where), faults)
    faults.stop()
    return start_mapping(replace(sheet, rows=rows), questionnaire, output)


def open_table(
    table: Path, mapping_file: Path | None, questionnaire: Questionnaire
) -> tuple[Sheet, Mapping, list[Fault]]:
    """Read a table and what its columns mean; without a mapping file they are named as ids."""
    if mapping_file is None:
        sheet = read_sheet(table)
        return sheet, plain_mapping(questionnaire, sheet.header), []
    mapping, faults = read_mapping(mapping_file, questionnaire)
    return read_sheet(table, mapping.encoding, mapping.separator), mapping, faults


def read_where(given: Sequence[str]) -> dict[str, frozenset[str]]:
    """Read COLUMN=TEXT; a column that is named several times may hold any of the texts."""
    where: dict[str, frozenset[str]] = {}
    for pair in given:
        name, sign, text = pair.partition("=")
        if not sign or not name.strip():
            raise UsageError(f'--where "{pair}" is not COLUMN=TEXT, such as --where year=2022.')
        name = " ".join(name.split())
        where[name] = where.get(name, frozenset()) | {normal(text)}
    return where


def _how_read(sheet: Sheet) -> list[str]:
    """Say how the file was read, where that was a guess that can be wrong."""
    if sheet.encoding != "windows-1252":
        return []
    return [
        "The file is not UTF-8; it was read as windows-1252. If letters look wrong, name its encoding in the mapping."
    ]


def _unnamed(mapping: Mapping) -> list[str]:
    if mapping.respondent:
        return []
    return ["No column names the respondents, so keys go by the number of the row: do not sort or delete rows."]

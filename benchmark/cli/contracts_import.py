"""Bring published contracts into a council's register: what is shown, asked and written."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.bring_in import say
from benchmark.cli.settings import FolderOption, PlainOption, SetOption, YesOption
from benchmark.errors import StoppedError

if TYPE_CHECKING:
    from benchmark.council.asking import Asker
    from benchmark.council.contracts.importing.lines import Sorted
    from benchmark.council.contracts.importing.rows import Read
    from benchmark.council.contracts.importing.run import Import

# The names of columns as they stand, and what each is read for.
Columns = tuple[tuple[str, ...], dict[str, str]]


def import_contracts(
    file: Annotated[
        Path, typer.Argument(help="A register of contracts (.csv, .xlsx), or a notice (.json).", show_default=False)
    ],
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE.toml", help="What the columns are read for, from an earlier import."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also ask about contracts without any word of technology.")
    ] = False,
    yes: YesOption = False,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    plain: PlainOption = False,
) -> None:
    """Bring in contracts from a register that the council publishes, or from a notice of Find a Tender.

    Guesses what the columns mean and which line of business each contract supports, shows it, and asks where it is
    not sure. What you say is kept in contracts-mapping.toml for the next time. A contract that is in the register
    already, by its reference, is brought up to date; what people typed stays. Everything is shown before it is
    written. Contracts that are not for technology go into a list, contracts-set-aside.csv. Nothing leaves this folder.

    \b
    Example: council-benchmark contracts import contracts-register.csv
    Example: council-benchmark contracts import notice.json --plain
    """
    from benchmark.cli.asking import asker_for
    from benchmark.council.contracts.importing.run import begin
    from benchmark.council.folder import CouncilFolder

    work = begin(CouncilFolder(folder), set_id, file)
    asker = None if yes else asker_for(plain)
    said: dict[str, str] = {}
    columns: Columns | None = None
    try:
        read, columns = _read(work, file, mapping, asker)
        found = work.sort(read, everything=everything)
        _choose_lines(work, found, said, asker)
    except KeyboardInterrupt:
        work.remember(columns, said)
        kept = " What you said of contracts is remembered." if said else ""
        raise StoppedError(f"Stopped. The register is as it was.{kept}") from None
    work.remember(columns, said)
    _finish(work, read, found, said, asker)


def _read(work: "Import", file: Path, mapping: Path | None, asker: "Asker | None") -> tuple["Read", Columns | None]:
    """Read the contracts of a file; of a table, first what its columns are read for."""
    if work.notice:
        from benchmark.council.contracts.importing.notice import read_notice

        return read_notice(file, work.register), None
    from benchmark.council.contracts.importing.columns import find_columns, refuse_nameless
    from benchmark.council.contracts.importing.rows import read_rows
    from benchmark.council.contracts.importing.table import read_table

    table = read_table(file, work.guide)
    columns = find_columns(work, table, mapping, asker, say)
    refuse_nameless(columns, table, work.register)
    return read_rows(table, columns, work.register, work.guide), (table.header, columns)


def _choose_lines(work: "Import", found: "Sorted", said: dict[str, str], asker: "Asker | None") -> None:
    """Ask for the line of each contract that has none, or take the guesses."""
    from benchmark.council.contracts.importing.asking import ask_lines
    from benchmark.council.contracts.importing.run import taken_guesses
    from benchmark.council.register import asked_lines

    if asker is None:
        said |= taken_guesses(found)
    elif found.open:
        sections = {section.id: section.title for section in work.assessment.questionnaire.sections}
        ask_lines(asker, work.register, sections, asked_lines(work.assessment), found.open, said)


def _finish(work: "Import", read: "Read", found: "Sorted", said: dict[str, str], asker: "Asker | None") -> None:
    """Show what would change, ask, and write it; the list of what was set aside is written with it."""
    from benchmark.council.contracts.importing.asking import ask_to_write
    from benchmark.council.contracts.importing.contract import Aside
    from benchmark.council.contracts.importing.run import SET_ASIDE
    from benchmark.council.contracts.importing.words import preview_lines, result_lines
    from benchmark.outputs.rows import write_csv

    plan, aside = work.plan(read, found, said)
    for line in preview_lines(work.register, plan, aside):
        say(line)
    if plan.changes and asker and not ask_to_write(asker):
        console.talk("Nothing was changed.")
        return
    work.write(plan, found)
    if aside:
        path = work.folder.path / SET_ASIDE
        write_csv(path, aside, Aside)
        say(f"{path}: what was set aside, and why.")
    for line in result_lines(work.register, plan, work.folder.assessment_path(work.assessment.questionnaire.id)):
        say(line)

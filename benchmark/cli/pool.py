"""The commands on pools: merge, import, export, show. Those that publish are in a module of their own."""

from pathlib import Path
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli.endings import check_endings
from benchmark.cli.publish import package, publish
from benchmark.cli.settings import (
    SETTINGS,
    NetworkFileOption,
    NetworkOption,
    OutOption,
    QuestionsOption,
    RoundOption,
    SetOption,
    UninvitedOption,
)

app = typer.Typer(name="pool", help="Merge returns into a pool, and publish a benchmark from it.", **SETTINGS)


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    app.command()(publish)
    app.command()(package)
    main.add_typer(app)


@app.command()
def merge(
    files: Annotated[list[Path], typer.Argument(help="Returns, pools and folders, in any order.", show_default=False)],
    output: OutOption,
) -> None:
    """Merge returns, pools and folders into a pool.

    Every signature is checked. Every file that is refused is named, with the reason. The order makes no difference,
    and nothing is lost by merging again.

    \b
    Example: council-benchmark pool merge inbox/ last-week.pool.jsonl -o north-west.pool.jsonl
    """
    from benchmark.errors import WithheldError
    from benchmark.pool.gather import gather
    from benchmark.pool.pool import merge as merge_returns
    from benchmark.pool.pool import write_pool
    from benchmark.pool.words import merge_summary

    check_endings([output], (".jsonl",))
    gathered = gather(files)
    for refused in gathered.refused:
        console.talk(f"Refused: {refused}")
    if not gathered.rows:
        raise WithheldError(
            "No return was found, so no pool was written. Give .json returns, .jsonl pools, or folders."
        )
    pool = merge_returns(gathered.rows)
    write_pool(pool, output)
    console.talk(merge_summary(gathered, pool, output))


@app.command("import")
def import_table(
    table: Annotated[Path, typer.Argument(metavar="CSV", help="A table: a row a respondent.", show_default=False)],
    set_id: SetOption = None,
    network: Annotated[
        str | None, typer.Option(help="The network that the returns are for, such as north-west.", show_default=False)
    ] = None,
    round_id: RoundOption = None,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="TOML", help="What each column means. Without it, columns are named as ids."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="POOL", help="The pool to write, or to add to if it exists."),
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="POOL", help="Begin with this pool; rows that changed replace what it holds.")
    ] = None,
    key_list: Annotated[
        Path | None,
        typer.Option("--list", metavar="CSV", help="Write which key is which respondent here, not to the screen."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=TEXT", help="Only rows with this text in this column, such as year=2022."),
    ] = None,
    start_mapping: Annotated[
        Path | None,
        typer.Option(metavar="TOML", help="Write a mapping to start from, with guesses to check; import nothing."),
    ] = None,
) -> None:
    """Bring in answers collected before, in a spreadsheet saved as CSV.

    Names of respondents never enter the pool: each gets a key of its own. Every mistake is named with its row and
    column. The same table again gives the same returns; a row that was corrected replaces what it said before.

    \b
    Example: council-benchmark pool import old.csv --set quick-check --start-mapping mapping.toml
    Example: council-benchmark pool import old.csv --set quick-check --mapping mapping.toml
               --network north-west --round 2025-autumn --list keys.csv -o old.pool.jsonl
    """
    from benchmark.errors import UsageError
    from benchmark.questions.library import find_questionnaire

    if set_id is None:
        raise UsageError("Say which questions the answers belong to: --set ID, or the path of your own question set.")
    questionnaire = find_questionnaire(set_id)
    if start_mapping:
        from benchmark.pool.importing.run import write_start

        left = write_start(table, questionnaire, where or [], start_mapping)
        unknown = "1 column" if left == 1 else f"{left} columns"
        console.talk(f"{start_mapping} written. {unknown} could not be guessed. Check it all in a text editor.")
        return
    if network is None or round_id is None or output is None:
        raise UsageError("An import needs --network, --round and -o. Or --start-mapping FILE.toml to begin with.")
    from benchmark.pool.importing.key_list import key_lines
    from benchmark.pool.importing.run import Files
    from benchmark.pool.importing.run import import_table as run_import
    from benchmark.pool.importing.words import import_summary
    from benchmark.returns.make import Place

    files = Files(table, output, mapping, into, key_list)
    done, notes = run_import(files, questionnaire, Place(network, round_id, home=True), where or [])
    if not key_list:
        console.result(key_lines(done.keys))
    console.talk(import_summary(done, notes, output, key_list))


@app.command()
def export(
    pool_file: Annotated[Path, typer.Argument(metavar="POOL", help="A pool.", show_default=False)],
    output: OutOption,
    every: Annotated[bool, typer.Option("--all", help="Also returns that are not counted.")] = False,
    set_id: SetOption = None,
    round_id: RoundOption = None,
    network: NetworkOption = None,
    network_file: NetworkFileOption = None,
    include_uninvited: UninvitedOption = False,
    questions: QuestionsOption = None,
) -> None:
    """Write a pool as a table: a row a return that counts, its answers as `score --answers` reads them.

    A file that is named .parquet is written for engines that read columns, with an extra library.
    A table like this is not anonymous: it holds each council's answers under a pseudonym.

    \b
    Example: council-benchmark pool export north-west.pool.jsonl -o north-west.csv
    """
    from benchmark.council.asking import wrap
    from benchmark.network.select import select
    from benchmark.pool.count import Selection
    from benchmark.pool.exporting import export_lines, export_pool
    from benchmark.pool.open import count_pool, open_pool
    from benchmark.pool.parquet import SUFFIX, need_library
    from benchmark.pool.words import PRIVATE, left_out_lines

    check_endings([output], (".csv", SUFFIX))
    if output.suffix.lower() == SUFFIX:
        need_library()
    given = Selection(set_id, round_id, network, questions)
    selection, _ = select(network_file, given, include_uninvited=include_uninvited)
    pool = open_pool(pool_file)
    counted = count_pool(pool, selection)
    done = export_pool(pool, counted, output, every=every)
    for line in (*left_out_lines(counted), *export_lines(done, output), PRIVATE):
        console.talk(wrap(line, console.width()))


@app.command()
def show(
    pool_file: Annotated[Path, typer.Argument(metavar="POOL", help="A pool.", show_default=False)],
    network_file: NetworkFileOption = None,
) -> None:
    """Say what is in a pool: question sets, rounds, networks, and what will not be counted.

    With --network-file it also says how many keys belong to invited councils.

    Example:  council-benchmark pool show north-west.pool.jsonl
    """
    from benchmark.network.select import select
    from benchmark.pool.count import Selection
    from benchmark.pool.open import open_pool
    from benchmark.pool.words import pool_summary

    selection, _ = select(network_file, Selection())
    console.result(pool_summary(open_pool(pool_file), selection.roster))

"""The commands on pools: merge, import, export, show, publish."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.settings import (
    SETTINGS,
    EarlierOption,
    NetworkFileOption,
    NetworkOption,
    OutOption,
    QuestionsOption,
    RoundOption,
    SetOption,
    UninvitedOption,
    complete_settings,
)

if TYPE_CHECKING:
    from benchmark.pool.ledger import Kind

app = typer.Typer(name="pool", help="Merge returns into a pool, and publish a benchmark from it.", **SETTINGS)


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    main.add_typer(app)


@app.command()
def merge(
    files: Annotated[list[Path], typer.Argument(help="Returns, pools and folders, in any order.", show_default=False)],
    output: OutOption,
) -> None:
    """Merge returns, pools and folders into a pool.

    Every signature is checked. Every file that is refused is named, with the reason. The order makes no difference,
    and nothing is lost by merging again.

    Example:  council-benchmark pool merge inbox/ last-week.pool.jsonl -o north-west.pool.jsonl
    """
    from benchmark.errors import WithheldError
    from benchmark.pool.gather import gather
    from benchmark.pool.pool import merge as merge_returns
    from benchmark.pool.pool import write_pool
    from benchmark.pool.words import merge_summary

    gathered = gather(files)
    for refused in gathered.refused:
        console.talk(f"Refused: {refused}")
    if not gathered.returns:
        raise WithheldError(
            "No return was found, so no pool was written. Give .json returns, .jsonl pools, or folders."
        )
    pool = merge_returns(gathered.returns)
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

    A table like this is not anonymous: it holds each council's answers under a pseudonym.

    Example:  council-benchmark pool export north-west.pool.jsonl -o north-west.csv
    """
    from benchmark.council.asking import wrap
    from benchmark.network.select import select
    from benchmark.pool.count import Selection
    from benchmark.pool.exporting import export_lines, export_pool
    from benchmark.pool.open import count_pool, open_pool
    from benchmark.pool.words import PRIVATE, left_out_lines

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


@app.command()
def publish(
    pool_file: Annotated[Path, typer.Argument(metavar="POOL", help="A pool.", show_default=False)],
    output: OutOption,
    setting: Annotated[
        str | None,
        typer.Option(
            help="Who will see it: network (members), or public (everybody).",
            autocompletion=complete_settings,
            show_default="network, or what the network's file says",
        ),
    ] = None,
    set_id: SetOption = None,
    round_id: RoundOption = None,
    network: NetworkOption = None,
    network_file: NetworkFileOption = None,
    include_uninvited: UninvitedOption = False,
    questions: QuestionsOption = None,
    interim: Annotated[
        bool, typer.Option("--interim", help="Publish before the round ends: one group, no level counts.")
    ] = False,
    correct: Annotated[
        bool, typer.Option("--correct", help="Publish again after the final benchmark, as far as that is safe.")
    ] = False,
    not_a_council: Annotated[
        list[str] | None,
        typer.Option("--not-a-council", metavar="KEY", help="Leave out a key that turned out not to be a council's."),
    ] = None,
    earlier: EarlierOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which returns, rules and versions the figures rest on.")
    ] = False,
) -> None:
    """Publish a benchmark from a pool: figures about groups of councils, and nothing about any one of them.

    A round has one publisher. A private ledger beside the pool holds what was published: nothing goes out that would
    show a council together with an earlier benchmark. The final benchmark closes the round.

    Example:  council-benchmark pool publish north-west.pool.jsonl -o north-west.benchmark.json
    """
    from benchmark.errors import UsageError
    from benchmark.network.select import select
    from benchmark.pool.count import Selection
    from benchmark.pool.rounds import Issue, publish_pool
    from benchmark.pool.words import closed_words, explanation, left_out_lines, publish_summary

    if interim and correct:
        raise UsageError("--interim and --correct exclude each other: one comes before the final benchmark, one after.")
    given = Selection(set_id, round_id, network, questions)
    selection, agreed = select(network_file, given, include_uninvited=include_uninvited)
    setting = setting or (agreed.setting if agreed else "network")
    kind: Kind = "interim" if interim else "correction" if correct else "final"
    issue = Issue(setting, kind, tuple(not_a_council or ()), bool(agreed and agreed.closed), earlier)
    counted, published = publish_pool(pool_file, output, selection, issue)
    for line in (*left_out_lines(counted), *published.notes):
        console.talk(line)
    console.talk(publish_summary(published.benchmark, output, judged=agreed is not None))
    if published.ledger.closed:
        console.talk(closed_words(told_members=None if agreed is None else agreed.closed))
    if explain:
        console.result(explanation(published.benchmark, pool_file, published.ledger))

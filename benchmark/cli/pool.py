"""The commands on pools: merge, show, publish."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.settings import (
    SETTINGS,
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
    issue = Issue(setting, kind, tuple(not_a_council or ()), bool(agreed and agreed.closed))
    counted, published = publish_pool(pool_file, output, selection, issue)
    for line in (*left_out_lines(counted), *published.notes):
        console.talk(line)
    console.talk(publish_summary(published.benchmark, output, judged=agreed is not None))
    if published.ledger.closed:
        console.talk(closed_words(told_members=None if agreed is None else agreed.closed))
    if explain:
        console.result(explanation(published.benchmark, pool_file, published.ledger))

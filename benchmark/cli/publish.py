"""The commands that publish a benchmark and its open data, and what the network's own command shares with them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import check_endings
from benchmark.cli.settings import (
    CrosswalkOption,
    EarlierOption,
    NetworkFileOption,
    NetworkOption,
    OutOption,
    PackageOption,
    QuestionsOption,
    RoundOption,
    SetOption,
    UninvitedOption,
    complete_settings,
)

if TYPE_CHECKING:
    from benchmark.network.network import Network
    from benchmark.pool.benchmark import Benchmark
    from benchmark.pool.count import Selection
    from benchmark.pool.ledger import Kind
    from benchmark.pool.rounds import Issue


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
    crosswalk: CrosswalkOption = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which returns, rules and versions the figures rest on.")
    ] = False,
    package: PackageOption = None,
) -> None:
    """Publish a benchmark from a pool: figures about groups of councils, and nothing about any one of them.

    A round has one publisher. A private ledger beside the pool holds what was published: nothing goes out that would
    show a council together with an earlier benchmark. The final benchmark closes the round.

    \b
    Example: council-benchmark pool publish north-west.pool.jsonl -o north-west.benchmark.json
    """
    from benchmark.network.select import select
    from benchmark.pool.count import Selection
    from benchmark.pool.participation import Invited
    from benchmark.pool.rounds import Issue

    check_endings([output], (".json",))
    kind = stage(interim=interim, correct=correct)
    given = Selection(set_id, round_id, network, questions, crosswalk=crosswalk)
    selection, agreed = select(network_file, given, include_uninvited=include_uninvited)
    setting = setting or (agreed.setting if agreed else "network")
    invited = Invited(agreed.in_use) if agreed and agreed.invitations else None
    issue = Issue(setting, kind, tuple(not_a_council or ()), bool(agreed and agreed.closed), earlier, invited)
    publish_and_tell(pool_file, output, selection, issue, agreed=agreed, package=package, explain=explain)


def package(
    benchmark_file: Annotated[
        Path, typer.Argument(metavar="BENCHMARK", help="A published benchmark.", show_default=False)
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="A new folder, or a .zip file.", show_default=False)],
) -> None:
    """Write a published benchmark as open data: tidy tables that programs read, and what they mean.

    It holds what the benchmark shows and nothing more: `pool publish --package` writes the same.

    \b
    Example: council-benchmark pool package north-west.benchmark.json -o north-west-data
    """
    from benchmark.pool.benchmark import read_benchmark

    _write_package(read_benchmark(benchmark_file), output)


def stage(*, interim: bool, correct: bool) -> "Kind":
    """Give the stage of a round that the options name."""
    from benchmark.errors import UsageError

    if interim and correct:
        raise UsageError("--interim and --correct exclude each other: one comes before the final benchmark, one after.")
    return "interim" if interim else "correction" if correct else "final"


def publish_and_tell(
    pool_file: Path,
    output: Path,
    selection: "Selection",
    issue: "Issue",
    *,
    agreed: "Network | None",
    package: Path | None = None,
    explain: bool = False,
) -> None:
    """Publish, write the open data if it is wanted, and say what is shown and what is held back.

    Args:
        pool_file: the pool.
        output: the file of the benchmark.
        selection: which part of the pool is meant.
        issue: at what stage it is published, and for whom.
        agreed: what the network's own file says, where it was given.
        package: where the open data goes.
        explain: say which returns, rules and versions the figures rest on.
    """
    from benchmark.pool.rounds import publish_pool
    from benchmark.pool.words import closed_words, explanation, left_out_lines, publish_summary

    if package:
        from benchmark.outputs.open_data.package import check_place

        # Before anything is published: that cannot be taken back.
        check_place(package)
    counted, published = publish_pool(pool_file, output, selection, issue)
    for line in (*left_out_lines(counted), *published.notes):
        console.talk(line)
    console.talk(publish_summary(published.benchmark, output, judged=agreed is not None))
    if package:
        _write_package(published.benchmark, package)
    if published.ledger.closed:
        console.talk(closed_words(told_members=None if agreed is None else agreed.closed))
    if explain:
        console.result(explanation(published.benchmark, pool_file, published.ledger))


def _write_package(benchmark: "Benchmark", path: Path) -> None:
    from benchmark.council.asking import wrap
    from benchmark.outputs.open_data.descriptor import AUDIENCES
    from benchmark.outputs.open_data.package import write_package

    number = write_package(benchmark, path)
    whom = AUDIENCES[benchmark.rules.setting]
    console.talk(wrap(f"{path} written: an open data package of {number} files. For: {whom}", console.width()))

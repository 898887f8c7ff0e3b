"""The command that reports on a network's round."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import check_endings
from benchmark.cli.settings import (
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
    from benchmark.network.network import Network
    from benchmark.pool.benchmark import Benchmark


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command("network-report")(network_report)


def network_report(
    source: Annotated[
        Path, typer.Argument(metavar="POOL|BENCHMARK", help="A published benchmark, or a pool.", show_default=False)
    ],
    output: OutOption,
    setting: Annotated[
        str,
        typer.Option(
            help="With a pool: who will see the report, network (members) or public (everybody).",
            autocompletion=complete_settings,
        ),
    ] = "network",
    earlier: Annotated[
        Path | None,
        typer.Option(
            "--earlier", metavar="BENCHMARK", help="The benchmark of an earlier round, to lay the middles side by side."
        ),
    ] = None,
    charts: Annotated[
        Path | None,
        typer.Option("--charts", metavar="FOLDER", help="Also write every chart, as large as a slide."),
    ] = None,
    set_id: SetOption = None,
    round_id: RoundOption = None,
    network: NetworkOption = None,
    network_file: NetworkFileOption = None,
    include_uninvited: UninvitedOption = False,
    questions: QuestionsOption = None,
) -> None:
    """Write a report on a network's round: who took part, the spread, what councils share, what most do next.

    It is made from the benchmark alone and holds nothing about any one council. With --network-file it also says how
    many were invited.

    \b
    Example: council-benchmark network-report north-west.benchmark.json -o round.html --charts slides
    """
    check_endings([output], (".html", ".htm"))
    from benchmark.files import write_text
    from benchmark.network.select import select
    from benchmark.outputs.network_report import build_network_report, network_charts, render_network_report
    from benchmark.pool.benchmark import read_benchmark
    from benchmark.pool.count import Selection
    from benchmark.pool.open import open_source

    given = Selection(set_id, round_id, network, questions)
    selection, agreed = select(network_file, given, include_uninvited=include_uninvited)
    benchmark, questionnaire = open_source(source, setting, selection)
    title, invited = _invited(benchmark, agreed)
    before = read_benchmark(earlier) if earlier else None
    drawn = network_charts(benchmark)
    report = build_network_report(benchmark, questionnaire, drawn, title=title, invited=invited, earlier=before)
    write_text(output, render_network_report(report))
    console.talk(f"Written: {output}\nOpen it in a browser; print it from there.")
    if charts:
        from functools import partial

        from benchmark.outputs.figures import write_charts
        from benchmark.outputs.theme import SLIDE

        written = write_charts(drawn, charts, progress=partial(console.progress, "Charts"), size=SLIDE)
        console.talk(f"{len(written)} files written to {charts}")


def _invited(benchmark: "Benchmark", agreed: "Network | None") -> tuple[str, int | None]:
    """Give the network's name and how many invitations are in use, or refuse a file that is of another round."""
    from benchmark.errors import UsageError

    if agreed is None:
        return "", None
    theirs = (agreed.questionnaire, agreed.version, agreed.round, (agreed.id,))
    if theirs != (benchmark.questionnaire, benchmark.version, benchmark.round, benchmark.networks):
        raise UsageError("The network's file and the benchmark are not of the same network, question set and round.")
    # Where anyone's returns count, how many were invited says nothing of them.
    return agreed.title, agreed.in_use if benchmark.invited_only else None

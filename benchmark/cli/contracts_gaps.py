"""The command `contracts gaps`: where the market has little to offer, from a benchmark."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import to_table
from benchmark.cli.settings import (
    JsonOption,
    NetworkFileOption,
    NetworkOption,
    PlainOption,
    QuestionsOption,
    RoundOption,
    SetOption,
    UninvitedOption,
)
from benchmark.errors import UsageError

if TYPE_CHECKING:
    from benchmark.pool.benchmark import Benchmark, Group


def gaps(
    source: Annotated[
        Path, typer.Argument(metavar="POOL|BENCHMARK", help="A published benchmark, or a pool.", show_default=False)
    ],
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="GROUP", help="One group of peers, such as tier=single. Usually all councils."),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="Show every line, not only the worst.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE.csv", callback=to_table, help="Also write all figures as a table."
        ),
    ] = None,
    charts: Annotated[
        Path | None,
        typer.Option("--charts", metavar="FOLDER", help="Also draw a chart of all lines."),
    ] = None,
    set_id: SetOption = None,
    round_id: RoundOption = None,
    network: NetworkOption = None,
    network_file: NetworkFileOption = None,
    include_uninvited: UninvitedOption = False,
    questions: QuestionsOption = None,
    as_json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Show gaps in the market: what fits badly, is closed, and has few suppliers.

    The figures are those of a benchmark, under its rules: they name no supplier and no council. A network can show
    them to suppliers and newcomers.

    \b
    Example: council-benchmark contracts gaps technology-register.benchmark.json --charts charts
    """
    from benchmark.network.select import select
    from benchmark.outputs.market_text import gap_rows, gaps_data, gaps_text
    from benchmark.pool.count import Selection
    from benchmark.pool.market import find_market, gap_measures
    from benchmark.pool.open import open_source

    given = Selection(set_id, round_id, network, questions)
    selection, _ = select(network_file, given, include_uninvited=include_uninvited)
    benchmark, questionnaire = open_source(source, "network", selection)
    peers = _peers(benchmark, group)
    lines = find_market(benchmark, questionnaire, peers)
    measures = gap_measures(questionnaire.register) if questionnaire.register else []
    if as_json:
        import json

        console.result(json.dumps(gaps_data(benchmark, peers, lines, measures), indent=2, allow_nan=False))
    else:
        console.result(gaps_text(benchmark, peers, lines, measures, whole=whole, plain=plain))
        if not whole:
            console.talk("Every line: add --all.")
    if output is not None:
        from benchmark.files import write_bytes
        from benchmark.outputs.market_text import GapRow
        from benchmark.outputs.rows import csv_bytes

        rows = gap_rows(benchmark, peers, lines, measures)
        write_bytes(output, csv_bytes(rows, GapRow, {"invited_only": benchmark.invited_only}))
        console.talk(f"Written: {output}")
    if charts is not None:
        from benchmark.outputs.charts.market import build_market
        from benchmark.outputs.figures import write_charts

        written = write_charts([build_market(benchmark, peers, lines, measures)], charts)
        console.talk(f"{len(written)} files written to {charts}")


def _peers(benchmark: "Benchmark", name: str | None) -> "Group":
    """Give the group of peers that is meant, or say which there are."""
    from benchmark.pool.benchmark import ALL

    found = benchmark.group(name or ALL)
    if found is None:
        known = ", ".join(group.id for group in benchmark.groups)
        raise UsageError(f'There is no group "{name}" in this benchmark. Use one of: {known}.')
    return found

"""The command that shows contacts by channel, and what a shift of some of them is worth: channels."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import to_table, to_workbook
from benchmark.cli.settings import FolderOption, JsonOption, PlainOption

if TYPE_CHECKING:
    from benchmark.council.channels.figures import Channels

PRIVATE = "It is private: it holds exact figures and costs."


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command()(channels)


def complete_services(incomplete: str) -> list[str]:
    """Complete the id of a service."""
    from benchmark.council.channels.figures import SET
    from benchmark.questions.library import find_questionnaire

    register = find_questionnaire(SET).register
    return [line.id for line in register.lines if line.id.startswith(incomplete)] if register else []


def channels(
    shift: Annotated[
        str | None,
        typer.Option(
            "--shift",
            metavar="PERCENT",
            help="How many calls and visits in person could move to the web: a range, such as 10-30.",
            show_default="10-30, an example",
        ),
    ] = None,
    fail: Annotated[
        str | None,
        typer.Option(
            "--fail",
            metavar="PERCENT",
            help="How many of those that move fail and come back by phone: a range, such as 10-25.",
            show_default="from the published share to your own",
        ),
    ] = None,
    prices: Annotated[
        int | None,
        typer.Option(
            "--prices",
            metavar="YEAR",
            help="Put published costs into prices of this year.",
            show_default="the last year of the index",
        ),
    ] = None,
    index: Annotated[
        float | None,
        typer.Option(
            "--index",
            metavar="PERCENT",
            help="By how much prices rose a year, in place of the index that comes with the program.",
            show_default="the Consumer Prices Index",
        ),
    ] = None,
    service: Annotated[
        str | None,
        typer.Option("--service", metavar="SERVICE", help="Only this service.", autocompletion=complete_services),
    ] = None,
    folder: FolderOption = Path(),
    as_json: JsonOption = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="CSV", callback=to_table, help="Also write a row a service to this file."
        ),
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option(
            "--workbook", metavar="FILE.xlsx", callback=to_workbook, help="Also write all of it to an Excel workbook."
        ),
    ] = None,
    charts: Annotated[
        Path | None, typer.Option("--charts", metavar="FOLDER", help="Also write the charts to this folder.")
    ] = None,
    plain: PlainOption = False,
) -> None:
    """Show contacts by service and channel, what they cost, and what a shift of some to the web is worth.

    The worth is a range, with all that it rests on. Beside it stands who cannot use the web, and how they are served.
    Your own costs are used where you have them; else published ones, which are old: each is marked, with its year.

    \b
    Example: council-benchmark channels
    Example: council-benchmark channels --shift 5-15 --fail 10-25 --service council-tax
    Example: council-benchmark channels --prices 2026 --index 3
    """
    import json

    from benchmark.council.channels.figures import SET, build_channels
    from benchmark.council.channels.terms import make_terms
    from benchmark.council.folder import CouncilFolder
    from benchmark.outputs.channels.data import channels_data
    from benchmark.outputs.channels.text import channels_text
    from benchmark.questions.library import find_questionnaire

    council, terms = CouncilFolder(folder), make_terms(shift, fail, prices, index)
    assessment = council.read_assessment(find_questionnaire(SET))
    file = str(council.assessment_path(SET))
    found = build_channels(assessment, council.profile.round, terms, service, file)
    if as_json:
        console.result(json.dumps(channels_data(found), indent=2, allow_nan=False))
    else:
        console.result(channels_text(found, plain=plain))
    _write(found, output, workbook)
    if charts is not None:
        _draw(found, charts)


def _write(found: "Channels", output: Path | None, workbook: Path | None) -> None:
    if output is not None:
        from benchmark.outputs.channels.data import ChannelRow, channel_rows
        from benchmark.outputs.rows import write_csv

        write_csv(output, list(channel_rows(found)), ChannelRow)
        console.talk(f"Written: {output}. {PRIVATE}")
    if workbook is not None:
        from benchmark.outputs.channels.workbook import write_channels_workbook

        write_channels_workbook(found, workbook)
        console.talk(f"Written: {workbook}. {PRIVATE}")


def _draw(found: "Channels", folder: Path) -> None:
    from benchmark.outputs.charts.channels import build_channel_charts
    from benchmark.outputs.figures import write_charts

    drawn = build_channel_charts(found)
    if not drawn:
        console.talk("There is nothing to draw yet: no service has contacts.")
        return
    console.talk(f"{len(write_charts(drawn, folder))} files written to {folder}")

"""The command that puts contracts cards together: the renewal calendar."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.contracts_own import FromOption, LineOption, QuartersOption, first_quarter
from benchmark.cli.endings import to_workbook
from benchmark.cli.settings import JsonOption, PlainOption, SetOption

if TYPE_CHECKING:
    from benchmark.pool.renewals.calendar import Calendar


def calendar(
    cards: Annotated[
        list[Path], typer.Argument(metavar="CARDS...", help="Contracts cards, or folders of them.", show_default=False)
    ],
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="A page (.html), a table (.csv), a calendar file (.ics)."),
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option("--workbook", metavar="FILE.xlsx", callback=to_workbook, help="Also write an Excel workbook."),
    ] = None,
    charts: Annotated[
        Path | None, typer.Option("--charts", metavar="FOLDER", help="Also draw the calendar, into this folder.")
    ] = None,
    lines: LineOption = None,
    window: Annotated[
        int, typer.Option("--window", min=1, max=20, help="Buy together: end within so many quarters of each other.")
    ] = 4,
    lead: Annotated[
        int, typer.Option("--lead", min=0, max=120, help="Months before the first end in which talks start.")
    ] = 18,
    start: FromOption = None,
    quarters: QuartersOption = 20,
    every: Annotated[bool, typer.Option("--all", help="List every contract and every group.")] = False,
    set_id: SetOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Put contracts cards together: who renews what when, who could buy together, and whom to call.

    The newest card of each council counts. Everybody who holds the cards can make it.

    \b
    Example: council-benchmark contracts calendar cards/ -o calendar.html -o calendar.csv
    Example: council-benchmark contracts calendar a.toml b.toml --line council-tax
    """
    import json

    from benchmark.council.contracts.own import SET, contract_register
    from benchmark.errors import WithheldError
    from benchmark.outputs.renewals_rows import calendar_data
    from benchmark.outputs.renewals_text import calendar_text
    from benchmark.outputs.renewals_words import card_notes
    from benchmark.pool.renewals.calendar import Terms, build_calendar
    from benchmark.pool.renewals.gather import gather_cards
    from benchmark.questions.library import find_questionnaire

    check_outputs(output or [])
    questionnaire = find_questionnaire(set_id or SET)
    contract_register(questionnaire)
    gathered = gather_cards(cards, questionnaire)
    for refused in gathered.refused:
        console.talk(f"Refused: {refused}")
    for note in card_notes(gathered):
        console.talk(note)
    if not gathered.cards:
        raise WithheldError("No card was found, so there is no calendar. Give .toml cards, or folders of them.")
    terms = Terms(first_quarter(start), quarters, window, lead)
    made = build_calendar(questionnaire, gathered.cards, terms, lines or [])
    if as_json:
        console.result(json.dumps(calendar_data(made), indent=2, allow_nan=False))
    else:
        console.result(calendar_text(made, plain=plain, everything=every or bool(lines)))
    write_calendar(made, output or [], workbook, charts)


def check_outputs(paths: list[Path]) -> None:
    """Refuse a kind of file that is not written, before anything is read."""
    from benchmark.errors import UsageError
    from benchmark.outputs.renewals_files import WRITERS

    for path in paths:
        if path.suffix.lower() not in WRITERS:
            raise UsageError(f"{path} is no kind of file that is written here. Use one of: {', '.join(WRITERS)}.")


def write_calendar(made: "Calendar", paths: list[Path], workbook: Path | None, charts: Path | None) -> None:
    """Write what is asked for, and say so."""
    from benchmark.outputs.renewals_files import write_calendar_file
    from benchmark.outputs.renewals_page import calendar_chart

    for path in paths:
        write_calendar_file(made, path)
        console.talk(f"Written: {path}")
    if workbook is not None:
        from benchmark.outputs.renewals_workbook import write_calendar_workbook

        write_calendar_workbook(made, workbook)
        console.talk(f"Written: {workbook}")
    if charts is not None:
        from benchmark.outputs.figures import write_charts

        chart = calendar_chart(made)
        if chart is None:
            console.talk("There is nothing to draw: no contract on these cards ends from here on.")
        else:
            console.talk(f"{len(write_charts([chart], charts))} files written to {charts}")

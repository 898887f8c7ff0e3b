"""The command that shows one council's own trend: progress."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import to_table
from benchmark.cli.language import LanguageOption, tell_of_language
from benchmark.cli.settings import FolderOption, JsonOption, SetOption

if TYPE_CHECKING:
    from benchmark.council.trend import Trend


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command()(progress)


def progress(
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="ROUND", help="Begin with this round.", show_default="the first one"),
    ] = None,
    as_json: JsonOption = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="CSV", callback=to_table, help="Also write all rows to this file."),
    ] = None,
    charts: Annotated[
        Path | None, typer.Option("--charts", metavar="FOLDER", help="Also write the chart to this folder.")
    ] = None,
    language: LanguageOption = None,
    plain: Annotated[bool, typer.Option("--plain", help="Without bars and arrows: for screen readers.")] = False,
) -> None:
    """Show your own progress over your rounds: by section and question, against last time and against your targets.

    It is apart from any rank. Where the question set changed, only questions that mean the same are compared, and
    what changed is said.

    \b
    Example: council-benchmark progress
    Example: council-benchmark progress --since 2025-autumn -o progress.csv
    """
    import json

    from benchmark.cli.asking import which_set
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.past import Sets
    from benchmark.council.trend import build_trend
    from benchmark.outputs.progress_data import ProgressRow, progress_data, progress_rows
    from benchmark.outputs.progress_text import progress_text
    from benchmark.outputs.rows import write_csv

    council = CouncilFolder(folder)
    questionnaire = which_set(council, set_id, language)
    tell_of_language(council, questionnaire, language)
    trend = build_trend(council, council.read_assessment(questionnaire), Sets(set_id), since)
    if as_json:
        console.result(json.dumps(progress_data(trend), indent=2, allow_nan=False))
    else:
        console.result(progress_text(trend, plain=plain))
    if output is not None:
        write_csv(output, list(progress_rows(trend)), ProgressRow)
        console.talk(f"Written: {output}. It is private: it holds your answers.")
    if charts is not None:
        _write_chart(trend, charts)


def _write_chart(trend: "Trend", folder: Path) -> None:
    from benchmark.outputs.charts.trend import build_trend_chart
    from benchmark.outputs.figures import write_charts

    chart = build_trend_chart(trend)
    if chart is None:
        console.talk("There is nothing to draw yet: it takes two rounds with a score.")
        return
    console.talk(f"{len(write_charts([chart], folder))} files written to {folder}")

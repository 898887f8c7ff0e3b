"""The command that writes the report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.language import LanguageOption, tell_of_language
from benchmark.cli.settings import FolderOption, NetworkFileOption, QuestionsOption, SetOption, UninvitedOption

if TYPE_CHECKING:
    from benchmark.council.assessment import Assessment
    from benchmark.outputs.html_page import Picture
    from benchmark.pool.count import Selection
    from scoring.questionnaire import Questionnaire


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command()(report)


def report(
    source: Annotated[
        Path | None,
        typer.Option("--benchmark", metavar="POOL|BENCHMARK", help="Compare with peers from this file."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ATTRIBUTE", help="Choose your peers by this.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write.", show_default="in the round's folder"),
    ] = None,
    with_notes: Annotated[bool, typer.Option("--with-notes", help="Put notes and evidence in.")] = False,
    earlier_set: Annotated[
        list[str] | None,
        typer.Option(
            "--earlier-set",
            metavar="SET",
            help="An earlier version of the question set, to compare earlier rounds that used it.",
        ),
    ] = None,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    network_file: NetworkFileOption = None,
    include_uninvited: UninvitedOption = False,
    questions: QuestionsOption = None,
    language: LanguageOption = None,
) -> None:
    """Write the report for the senior team: one HTML file for any browser, ready to print.

    It is private: it names the council. Notes and evidence stay out unless you say so. Earlier rounds in the council's
    folder stand beside this one.

    Example:  council-benchmark report --benchmark north-west.benchmark.json
    """
    from benchmark.cli.asking import which_set
    from benchmark.council.earlier import earlier_rounds
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.summary import summarise
    from benchmark.errors import UsageError
    from benchmark.files import write_text
    from benchmark.network.select import select
    from benchmark.outputs.report import build_report, render_report
    from benchmark.pool.count import Selection

    if network_file and not source:
        raise UsageError("--network-file says whose returns count in a pool. Name the pool: --benchmark POOL.")
    council = CouncilFolder(folder)
    questionnaire = which_set(council, set_id, language)
    tell_of_language(council, questionnaire, language)
    assessment = council.read_assessment(questionnaire)
    given = Selection(questionnaire=assessment.questionnaire.id, questions=questions)
    selection, _ = select(network_file, given, include_uninvited=include_uninvited)
    peers, pictures = _peers(source, assessment, by, selection) if source else ((), ())
    profile = council.profile
    summary = summarise(assessment)
    earlier = earlier_rounds(council, summary, _earlier_sets(earlier_set or [], questionnaire.id))
    page = render_report(
        build_report(
            summary,
            profile.name,
            profile.round,
            with_notes=with_notes,
            peers=peers,
            pictures=pictures,
            earlier=earlier,
        )
    )
    path = output or council.round_folder / f"{assessment.questionnaire.id}-report.html"
    write_text(path, page)
    console.talk(f"Written: {path}\nOpen it in a browser; print it from there. It names the council: it is private.")


def _peers(
    source: Path, assessment: "Assessment", by: str | None, selection: "Selection"
) -> tuple[tuple[str, ...], tuple["Picture", ...]]:
    """Compare with peers, and draw the pictures of the comparison."""
    from benchmark.outputs.report_pictures import report_pictures
    from benchmark.pool.open import open_source
    from benchmark.pool.translated import in_words_of_set

    benchmark, _ = open_source(source, "network", selection)
    return report_pictures(in_words_of_set(benchmark, assessment.questionnaire), assessment, by)


def _earlier_sets(names: list[str], set_id: str) -> list["Questionnaire"]:
    """Read the earlier versions of the question set that the user gives."""
    from benchmark.errors import UsageError
    from benchmark.questions.library import find_questionnaire

    found = [find_questionnaire(name) for name in names]
    for questionnaire in found:
        if questionnaire.id != set_id:
            raise UsageError(f'--earlier-set: "{questionnaire.id}" is another question set; this is on "{set_id}".')
    return found

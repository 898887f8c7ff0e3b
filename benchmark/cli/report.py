"""The command that writes the report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import check_endings
from benchmark.cli.language import LanguageOption, tell_of_language
from benchmark.cli.settings import FolderOption, NetworkFileOption, QuestionsOption, SetOption, UninvitedOption

if TYPE_CHECKING:
    from benchmark.council.assessment import Assessment
    from benchmark.council.folder import CouncilFolder
    from benchmark.outputs.html_page import Picture
    from benchmark.pool.count import Selection
    from benchmark.pool.peers import Peers
    from scoring.questionnaire import Questionnaire


SENIOR_TEAM = "senior-team"
COMMITTEE = "committee"
READERS = (SENIOR_TEAM, COMMITTEE)


def complete_readers(incomplete: str) -> list[str]:
    """Complete who the report is for."""
    return [name for name in READERS if name.startswith(incomplete)]


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command()(report)


def report(
    source: Annotated[
        Path | None,
        typer.Option("--benchmark", metavar="POOL|BENCHMARK", help="Compare with peers from this file."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ATTRIBUTE", help="Choose your peers by this.")] = None,
    reader: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="READER",
            help="senior-team: a private page. committee: a Word paper that can be published.",
            autocompletion=complete_readers,
        ),
    ] = SENIOR_TEAM,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write.", show_default="in the round's folder"),
    ] = None,
    with_notes: Annotated[bool, typer.Option("--with-notes", help="Put notes and evidence in.")] = False,
    with_colleagues: Annotated[
        bool, typer.Option("--with-colleagues", help="Put in which role answered what. Ask them first.")
    ] = False,
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
    """Write the report for the senior team, one HTML file for any browser; or the paper for a committee.

    It is private: it names the council. Notes and evidence stay out unless you say so, and so does which colleague
    answered what. Earlier rounds in the council's folder stand beside this one.

    The committee's paper is a Word file that may be published: it leaves out notes, evidence, ranks and the sections
    that are only shared when you say so, and compares only by the rules for public figures.

    \b
    Example: council-benchmark report --benchmark north-west.benchmark.json
    Example: council-benchmark report --for committee -o paper.docx
    """
    from benchmark.cli.asking import which_set
    from benchmark.council.earlier import earlier_rounds
    from benchmark.council.findings import find_differences
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.past import Sets
    from benchmark.council.plan.store import read_kept
    from benchmark.council.summary import summarise
    from benchmark.council.trend import build_trend
    from benchmark.errors import UsageError
    from benchmark.files import write_text
    from benchmark.network.select import select
    from benchmark.outputs.colleagues_words import colleagues_view
    from benchmark.outputs.plan_view import NOBODY, view_plan
    from benchmark.outputs.report import build_report, render_report
    from benchmark.outputs.trend_view import trend_view
    from benchmark.pool.count import Selection

    if reader not in READERS:
        raise UsageError(f'There is no reader "{reader}". Use one of: {", ".join(READERS)}.')
    if reader == COMMITTEE and with_colleagues:
        raise UsageError("The paper for a committee says nothing of colleagues: it may be published.")
    if reader == COMMITTEE and (with_notes or earlier_set):
        raise UsageError("The paper for a committee has no notes and no earlier rounds: it may be published.")
    check_endings([output] if output else [], (".docx",) if reader == COMMITTEE else (".html", ".htm"))
    if network_file and not source:
        raise UsageError("--network-file says whose returns count in a pool. Name the pool: --benchmark POOL.")
    council = CouncilFolder(folder)
    questionnaire = which_set(council, set_id, language)
    tell_of_language(council, questionnaire, language)
    assessment = council.read_assessment(questionnaire)
    given = Selection(questionnaire=assessment.questionnaire.id, questions=questions)
    selection, _ = select(network_file, given, include_uninvited=include_uninvited)
    if reader == COMMITTEE:
        _write_paper(council, assessment, source, selection, by, output)
        return
    kept = read_kept(council, questionnaire)
    peers, pictures, standing = _peers(source, assessment, by, selection) if source else ((), (), NOBODY)
    profile = council.profile
    summary = summarise(assessment)
    finding = find_differences(council, assessment)
    for fault in finding.faults if finding else ():
        console.talk(str(fault))
    older = tuple(earlier_sets(earlier_set or [], questionnaire.id))
    earlier = earlier_rounds(council, summary, older, set_id)
    trend = build_trend(council, assessment, Sets(set_id, older)) if earlier else None
    page = render_report(
        build_report(
            summary,
            profile.name,
            profile.round,
            with_notes=with_notes,
            peers=peers,
            pictures=pictures,
            earlier=earlier,
            trend=trend_view(trend) if trend else None,
            colleagues=colleagues_view(finding, with_colleagues=with_colleagues) if finding else None,
            plan=view_plan(summary, profile.round, kept, standing),
        )
    )
    path = output or council.round_folder / f"{assessment.questionnaire.id}-report.html"
    write_text(path, page)
    console.talk(f"Written: {path}\nOpen it in a browser; print it from there. It names the council: it is private.")


def _peers(
    source: Path, assessment: "Assessment", by: str | None, selection: "Selection"
) -> tuple[tuple[str, ...], tuple["Picture", ...], "Peers"]:
    """Compare with peers: in lines, in pictures, and where they stand on the way of each step."""
    from benchmark.outputs.report_pictures import report_pictures
    from benchmark.pool.open import open_source
    from benchmark.pool.peers import find_peers
    from benchmark.pool.translated import in_words_of_set

    benchmark, theirs = open_source(source, "network", selection)
    shown = in_words_of_set(benchmark, assessment.questionnaire)
    lines, pictures = report_pictures(shown, assessment, by, theirs, selection.questions)
    return lines, pictures, find_peers(benchmark, assessment, by)


def _write_paper(
    council: "CouncilFolder",
    assessment: "Assessment",
    source: Path | None,
    selection: "Selection",
    by: str | None,
    output: Path | None,
) -> None:
    """Write the paper for a committee."""
    from benchmark.council.open_part import open_part, touched_sections
    from benchmark.errors import WithheldError
    from benchmark.outputs.paper import build_paper
    from benchmark.outputs.paper_comparison import TOO_FEW, PaperComparison, compare_in_public
    from benchmark.outputs.word import write_paper
    from benchmark.pool.open import open_source
    from benchmark.pool.translated import in_words_of_set

    part = open_part(assessment)
    compared = PaperComparison()
    if source:
        try:
            benchmark, questionnaire = open_source(source, "public", selection)
        except WithheldError:
            compared = PaperComparison(method=(TOO_FEW,))
        else:
            shown = in_words_of_set(benchmark, assessment.questionnaire)
            compared = compare_in_public(shown, assessment, touched_sections(questionnaire), by)
        if compared.chart is None:
            console.talk(compared.method[0])
    profile = council.profile
    path = output or council.round_folder / f"{assessment.questionnaire.id}-paper.docx"
    write_paper(build_paper(part, profile.name, profile.round, compared), path)
    console.talk(f"Written: {path}\nIt is a draft that may be published: read it, and let your own rules decide.")
    if part.left_out:
        console.talk(f"Left out, with all of their figures: {'; '.join(part.left_out)}.")


def earlier_sets(names: list[str], set_id: str) -> list["Questionnaire"]:
    """Read the earlier versions of the question set that the user gives."""
    from benchmark.errors import UsageError
    from benchmark.questions.library import find_questionnaire

    found = [find_questionnaire(name) for name in names]
    for questionnaire in found:
        if questionnaire.id != set_id:
            raise UsageError(f'--earlier-set: "{questionnaire.id}" is another question set; this is on "{set_id}".')
    return found

"""The command that shows the scores."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.council import council_in, tell_of_copies
from benchmark.cli.endings import to_table, to_workbook
from benchmark.cli.language import LanguageOption, tell_of_language
from benchmark.cli.settings import AsOption, FolderOption, JsonOption, PlainOption, SetOption
from benchmark.errors import UsageError

if TYPE_CHECKING:
    from benchmark.council.findings import Finding
    from benchmark.council.folder import CouncilFolder
    from scoring.questionnaire import Questionnaire


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(score)


def score(
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    as_json: JsonOption = False,
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="CSV", help="Score many: a row a respondent.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="CSV", callback=to_table, help="With --answers: the file for the scores."
        ),
    ] = None,
    rounded: Annotated[
        bool, typer.Option("--rounded", help="With --answers: scores as they are shown, not exact.")
    ] = False,
    targets: Annotated[
        Path | None,
        typer.Option("--targets", metavar="CSV", help="With --answers: what each aims at; adds how far they are."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="CSV", help="With --targets: earlier answers; adds the progress since."),
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option(
            "--workbook", metavar="FILE.xlsx", callback=to_workbook, help="Also write the scores to an Excel workbook."
        ),
    ] = None,
    language: LanguageOption = None,
    plain: PlainOption = False,
    role: AsOption = None,
) -> None:
    """Show the scores now, in the terminal; or score many respondents from a CSV file.

    \b
    Example: council-benchmark score
    Example: council-benchmark score --json
    Example: council-benchmark score --set digital-maturity --answers answers.csv -o scores.csv
    """
    if answers is not None:
        if baseline is not None and targets is None:
            raise UsageError("Progress is measured towards a target: give --targets FILE.csv too.")
        if workbook is not None:
            raise UsageError("--workbook is for the scores of this folder. Leave out --answers.")
        _score_many(set_id, language, answers, output, targets, baseline, rounded=rounded)
        return
    if output is not None or rounded or targets is not None or baseline is not None:
        raise UsageError(
            "-o, --rounded, --targets and --baseline belong to --answers FILE.csv. "
            "To keep the scores: score --json > FILE.json"
        )
    import json

    from benchmark.council.findings import find_differences, finding_data
    from benchmark.council.started import pick_set
    from benchmark.council.summary import summarise
    from benchmark.council.summary_data import summary_data
    from benchmark.outputs.terminal import score_screen

    council = council_in(folder, role)
    questionnaire = pick_set(council.as_begun(), set_id, _decide if console.can_ask() else None, language)
    tell_of_language(council, questionnaire, language)
    tell_of_copies(council, questionnaire)
    _tell_to_agree(council, questionnaire)
    summary = summarise(council.read_assessment(questionnaire))
    finding = None if council.role else find_differences(council, summary.assessment)
    if as_json:
        data = summary_data(summary, council.profile.round)
        data |= {"as": council.role} if council.role else {}
        data |= {"colleagues": finding_data(finding)} if finding else {}
        console.result(json.dumps(data, indent=2, allow_nan=False))
    else:
        if council.role:
            console.talk(f'The answers of "{council.role}" alone. They are not the answers of the council.')
        console.result(score_screen(summary, council.profile.round, plain))
        if finding:
            _tell_finding(finding, council, questionnaire)
    if workbook is not None:
        from benchmark.council.plan.store import read_kept
        from benchmark.outputs.score_workbook import write_score_workbook

        write_score_workbook(summary, council.profile.round, workbook, read_kept(council, questionnaire))
        console.talk(f"Written: {workbook}. It is private: it holds your answers.")


def _score_many(
    set_id: str | None,
    language: str | None,
    answers: Path,
    output: Path | None,
    targets: Path | None,
    baseline: Path | None,
    *,
    rounded: bool,
) -> None:
    """Score a CSV file of answers into a CSV file, or to standard output."""
    from benchmark.council.many import read_alike, read_answers
    from benchmark.council.many_scores import Aims, scores_csv
    from benchmark.files import write_text
    from benchmark.questions.library import find_questionnaire

    if set_id is None:
        raise UsageError("Say which question set the answers belong to: --set digital-maturity, for example.")
    read = read_answers(answers, find_questionnaire(set_id, language))
    for note in read.notes:
        console.talk(note)
    earlier = read_alike(baseline, read) if baseline is not None else None
    text = scores_csv(read, rounded, Aims(read_alike(targets, read), earlier) if targets is not None else None)
    if output is not None:
        write_text(output, text)
        console.talk(f"{output}: scores of {len(read.respondents):,} respondents.")
    elif sys.stdout.isatty():
        console.result(text.rstrip("\n"))
    else:
        # As bytes: a pipe on Windows would change the line ends and the characters.
        sys.stdout.buffer.write(text.encode("utf-8"))


def _decide(set_ids: list[str]) -> str:
    """Ask which of several question sets is meant; the prompts are only loaded when it comes to that."""
    from benchmark.cli.asking import asker_for
    from benchmark.council.started import decide_with

    return decide_with(asker_for(plain=False))(set_ids)


def _tell_to_agree(council: "CouncilFolder", questionnaire: "Questionnaire") -> None:
    """Say what is missing where colleagues have answered, and nothing was agreed on yet."""
    from benchmark.council.roles import listed, roles_in

    roles = roles_in(council.round_folder, questionnaire.id)
    if not council.role and roles and not council.assessment_path(questionnaire.id).exists():
        console.talk(
            f"Answered so far: {listed(roles)}. To agree on the answers of the council: council-benchmark agree"
        )


def _tell_finding(finding: "Finding", council: "CouncilFolder", questionnaire: "Questionnaire") -> None:
    """Say how far colleagues differed."""
    from benchmark.outputs.colleagues_words import score_lines
    from benchmark.outputs.terminal import WIDTH

    console.result()
    chosen = f" --set {questionnaire.id}" if len(council.started_sets()) > 1 else ""
    for line in score_lines(finding, WIDTH, f"council-benchmark agree{council.option}{chosen}"):
        console.result(line)
    for fault in finding.faults:
        console.talk(str(fault))

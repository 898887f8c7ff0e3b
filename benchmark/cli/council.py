"""The commands of one council: init, assess, score."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.language import LanguageOption, tell_of_language
from benchmark.cli.settings import AsOption, FolderOption, JsonOption, PlainOption, SetOption, YesOption, complete_sets
from benchmark.errors import FaultsError, StoppedError, UsageError

if TYPE_CHECKING:
    from benchmark.council.findings import Finding
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.route import Scope
    from benchmark.council.sitting import Outcome
    from scoring.questionnaire import Questionnaire


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command()(init)
    app.command()(assess)
    app.command()(score)


def complete_sections(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a section, of the question set that is named or else of all that come with the program."""
    from benchmark.questions.library import find_questionnaire

    named = ctx.params.get("set_id")
    sections = [s.id for name in ([named] if named else complete_sets("")) for s in find_questionnaire(name).sections]
    return [section for section in dict.fromkeys(sections) if section.startswith(incomplete)]


def init(
    folder: FolderOption = Path(),
    name: Annotated[
        str | None, typer.Option("--name", help="The council's name. It stays here unless you choose to be named.")
    ] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option("--attribute", metavar="ID=OPTION", help="A fact about the council; once for each fact."),
    ] = None,
    network: Annotated[str | None, typer.Option("--network", help="The short name of your network.")] = None,
    round_id: Annotated[str | None, typer.Option("--round", help="The round, such as 2026-autumn.")] = None,
    set_id: SetOption = None,
    language: Annotated[
        str | None, typer.Option("--language", help="The language of the questions, such as cy for Welsh.")
    ] = None,
    plain: PlainOption = False,
) -> None:
    """Make this folder a council's folder.

    Asks for the council's name and a few facts, and says what can ever leave the folder.

    \b
    Example: council-benchmark init
    Example: council-benchmark init --name "Ambleford" --attribute council-type=district
    """
    from benchmark.cli.asking import asker_for
    from benchmark.cli.clock import this_round
    from benchmark.council import setup
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.started import FIRST
    from benchmark.questions.library import find_questionnaire, find_translations

    council = CouncilFolder(folder)
    setup.refuse_second(council)
    questionnaire = find_questionnaire(set_id or FIRST, language)
    attributes = setup.read_attributes(questionnaire, attribute or [])
    given = setup.Given(name, network, round_id, attributes, questionnaire.language if language else "")
    asker = None
    if (plain or console.can_ask()) and not setup.is_complete(given, questionnaire):
        asker = asker_for(plain)
        console.talk(setup.about(console.width()) + "\n")
    try:
        profile = setup.make_profile(asker, given, questionnaire, this_round())
        if asker is not None and not language:
            profile = setup.ask_language(asker, profile, find_translations(set_id or FIRST))
    except KeyboardInterrupt:
        raise StoppedError("Stopped. Nothing was written.") from None
    council.save_profile(profile)
    console.talk(f"{council.profile_path} is written: network {profile.network}, round {profile.round}.")
    console.talk(f"Next: council-benchmark assess{_folder_option(folder)}")


def assess(
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    section: Annotated[
        str | None,
        typer.Option("--section", metavar="SECTION", help="Only this section.", autocompletion=complete_sections),
    ] = None,
    only_unanswered: Annotated[
        bool, typer.Option("--only-unanswered", help="Only questions that have no answer yet, or one carried over.")
    ] = False,
    language: LanguageOption = None,
    restore: Annotated[
        bool, typer.Option("--restore", help="Put back the last good copy of damaged answers, and stop.")
    ] = False,
    plain: PlainOption = False,
    from_form: Annotated[
        Path | None,
        typer.Option("--from-form", metavar="FILE", help="Bring in the answers that a form saved, and stop."),
    ] = None,
    from_workbook: Annotated[
        Path | None,
        typer.Option("--from-workbook", metavar="FILE.xlsx", help="Bring in the answers of a workbook, and stop."),
    ] = None,
    yes: YesOption = False,
    keep: Annotated[bool, typer.Option("--keep", help="With those: keep what is recorded here.")] = False,
    role: AsOption = None,
    from_last: Annotated[
        bool | None,
        typer.Option(
            "--start-from-last/--start-empty",
            help="Start a new round from the answers of the last one, each to be confirmed; or without.",
            show_default="asked",
        ),
    ] = None,
    confirm: Annotated[
        str | None,
        typer.Option("--confirm", metavar="SECTION|all", help="Confirm answers that were carried over, and stop."),
    ] = None,
) -> None:
    """Answer the questions; stop and resume at any time.

    Begins with the quick check of ten questions. Every answer is saved before the next question shows.
    With --from-form or --from-workbook it asks nothing but whether answers that differ may be replaced.
    A new round can start from the answers of the last one. Each counts as carried over until you confirm it.
    With --as, a colleague answers in a file of their own; `agree` makes the council's answers of them.

    \b
    Example: council-benchmark assess
    Example: council-benchmark assess --set digital-maturity --section procurement
    Example: council-benchmark assess --from-form quick-check-answers.json
    Example: council-benchmark assess --from-workbook quick-check.xlsx
    Example: council-benchmark assess --as housing
    Example: council-benchmark assess --start-from-last
    Example: council-benchmark assess --confirm procurement
    """
    council = _council(folder, role)
    if from_form is not None or from_workbook is not None:
        if section is not None or only_unanswered or restore or from_last is not None or confirm is not None:
            raise UsageError("--from-form and --from-workbook bring in all that is there. Leave out the other options.")
        if from_form is not None and from_workbook is not None:
            raise UsageError("Bring in one file at a time: --from-form or --from-workbook.")
    if from_form is not None:
        from benchmark.cli.from_form import assess_from_form

        score_next = _again(council, None).replace(" assess", " score", 1)
        assess_from_form(council, from_form, (set_id, language), yes=yes, keep=keep, score=score_next)
        return
    if from_workbook is not None:
        from benchmark.cli.from_workbook import assess_from_workbook

        assess_from_workbook(council, from_workbook, set_id, yes=yes, keep=keep)
        return
    if yes or keep:
        raise UsageError("--yes and --keep belong to --from-form and --from-workbook.")
    if confirm is not None:
        from benchmark.cli.start_round import confirm_carried

        confirm_carried(council, set_id, confirm, _again(council, set_id))
        return
    if from_last and not plain and not console.can_ask():
        from benchmark.cli.start_round import start_unasked

        start_unasked(council, set_id, _again(council, set_id))
        return
    from benchmark.cli.asking import asker_for
    from benchmark.council.interrupts import Interrupts, PatientAsker
    from benchmark.council.sitting import Begin, hold_sitting
    from benchmark.council.started import decide_with, pick_set

    if restore:
        _restore(council, set_id, _again(council, set_id))
        return
    with Interrupts() as interrupts:
        asker = PatientAsker(asker_for(plain), interrupts)
        try:
            questionnaire = pick_set(council.as_begun(), set_id, decide_with(asker), language)
        except KeyboardInterrupt:
            raise StoppedError("Stopped. Nothing was asked yet.") from None
        tell_of_language(council, questionnaire, language)
        _tell_of_copies(council, questionnaire)
        scope = _scope(council, questionnaire, section, only_unanswered=only_unanswered)
        outcome = hold_sitting(council, questionnaire, asker, scope, Begin(from_last, set_id))
    named = set_id or (questionnaire.id if len(council.started_sets()) > 1 else None)
    _farewell(outcome, str(council.assessment_path(questionnaire.id)), _again(council, named, language))


def score(
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    as_json: JsonOption = False,
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="CSV", help="Score many: a row a respondent.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="CSV", help="With --answers: the file for the scores.")
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
        Path | None, typer.Option("--workbook", metavar="FILE.xlsx", help="Also write the scores to an Excel workbook.")
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

    council = _council(folder, role)
    questionnaire = pick_set(council.as_begun(), set_id, _decide if console.can_ask() else None, language)
    tell_of_language(council, questionnaire, language)
    _tell_of_copies(council, questionnaire)
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


def _tell_of_copies(council: "CouncilFolder", questionnaire: "Questionnaire") -> None:
    """Tell of copies of the answers that a synchronised folder made, and of a good copy where the answers are gone."""
    from benchmark.council.copies import stray_copies

    path = council.assessment_path(questionnaire.id)
    for line in stray_copies(path):
        console.talk(line)
    if not path.exists() and (way := council.find_way_back(questionnaire)):
        console.talk(str(way))


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
    for line in score_lines(finding, WIDTH, f"council-benchmark agree{_folder_option(council.path)}{chosen}"):
        console.result(line)
    for fault in finding.faults:
        console.talk(str(fault))


def _restore(council: "CouncilFolder", set_id: str | None, again: str) -> None:
    """Put the last good copy of damaged answers back, and say how to go on."""
    from benchmark.council.started import pick_set

    questionnaire = pick_set(council.as_begun(), set_id)
    try:
        council.read_assessment(questionnaire)
    except FaultsError:
        for line in council.restore_assessment(questionnaire):
            console.talk(line)
    else:
        console.talk(f"{council.assessment_path(questionnaire.id)} can be read, so nothing was changed.")
    console.talk(f"To go on: {again}")


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


def _farewell(outcome: "Outcome", path: str, again: str) -> None:
    """Say how many answers are saved, where, and what to do next."""
    from benchmark.council.asking import wrap

    if outcome.complete and not outcome.broken_off:
        said = "The one question is" if outcome.asked == 1 else f"All {outcome.asked} {outcome.things} are"
        console.talk(f"{said} answered. Next: {again.replace(' assess', ' score', 1)}")
        return
    saved = "Stopped. " if outcome.broken_off else ""
    if outcome.answered:
        saved += f"{outcome.answered} of {outcome.asked} {outcome.things} are answered, and saved in {path}."
        if outcome.carried:
            saved += f" {outcome.carried} of them carried over and not confirmed yet."
    else:
        saved += "Nothing is answered yet."
    lines = f"{wrap(saved, console.width())}\nTo go on: {again}"
    if outcome.broken_off:
        raise StoppedError(lines)
    console.talk(lines)


def _council(folder: Path, role: str | None) -> "CouncilFolder":
    """Give the council's folder, as a colleague answers in it where a role is named."""
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.roles import check_role

    return CouncilFolder(folder, check_role(role) if role is not None else "")


def _scope(
    council: "CouncilFolder", questionnaire: "Questionnaire", section: str | None, *, only_unanswered: bool
) -> "Scope":
    """Say what is gone through: of a colleague, what was handed out; a section that is named comes before that."""
    from benchmark.council.route import Scope

    if not council.role or section is not None:
        return Scope(section, only_unanswered)
    from benchmark.council.hand_out import read_hand_out

    handed = read_hand_out(council, questionnaire).questions_for(questionnaire, council.role)
    return Scope(None, only_unanswered, handed)


def _again(council: "CouncilFolder", set_id: str | None, language: str | None = None) -> str:
    """Write the command that resumes this assessment."""
    chosen = f" --set {set_id}" if set_id else ""
    words = f" --language {language}" if language else ""
    whose = f" --as {council.role}" if council.role else ""
    return f"council-benchmark assess{_folder_option(council.path)}{chosen}{whose}{words}"


def _folder_option(folder: Path) -> str:
    if folder == Path():
        return ""
    return f' --folder "{folder}"' if " " in str(folder) else f" --folder {folder}"

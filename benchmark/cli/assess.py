"""The command that asks the questions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.council import council_in, tell_of_copies
from benchmark.cli.language import LanguageOption, tell_of_language
from benchmark.cli.settings import AsOption, FolderOption, PlainOption, SetOption, YesOption, complete_sections
from benchmark.errors import FaultsError, StoppedError, UsageError

if TYPE_CHECKING:
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.route import Scope
    from benchmark.council.sitting import Outcome
    from scoring.questionnaire import Questionnaire


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(assess)


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
    council = council_in(folder, role)
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
        tell_of_copies(council, questionnaire)
        scope = _scope(council, questionnaire, section, only_unanswered=only_unanswered)
        outcome = hold_sitting(council, questionnaire, asker, scope, Begin(from_last, set_id))
    named = set_id or (questionnaire.id if len(council.started_sets()) > 1 else None)
    _farewell(outcome, str(council.assessment_path(questionnaire.id)), _again(council, named, language))


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
    return f"council-benchmark assess{council.option}{chosen}{whose}{words}"


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

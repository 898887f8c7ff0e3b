"""The commands with which colleagues agree: agree, and a workshop before one screen."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.colleagues import open_colleagues, tell_of_faults
from benchmark.cli.language import LanguageOption
from benchmark.cli.settings import FolderOption, JsonOption, PlainOption, SetOption, YesOption
from benchmark.errors import StoppedError, UsageError

if TYPE_CHECKING:
    from benchmark.council.agreeing import Progress
    from benchmark.council.folder import CouncilFolder
    from scoring.questionnaire import Questionnaire


def add_to(main: typer.Typer) -> None:
    """Add these commands."""
    main.command()(agree)
    main.command()(workshop)


def agree(
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    same: Annotated[bool, typer.Option("--same", help="Take over what all who answered said, and stop.")] = False,
    single: Annotated[bool, typer.Option("--single", help="Take over what one role alone answered, and stop.")] = False,
    question: Annotated[
        str | None, typer.Option("--question", metavar="QUESTION", help="With --answer: this question only.")
    ] = None,
    answer: Annotated[
        str | None, typer.Option("--answer", metavar="ANSWER", help="With --question: the agreed answer.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="With --answer not-applicable: why.")] = "",
    with_colleagues: Annotated[
        bool, typer.Option("--with-colleagues", help="Say which role answered what. Ask them first.")
    ] = False,
    as_json: JsonOption = False,
    yes: YesOption = False,
    language: LanguageOption = None,
    plain: PlainOption = False,
) -> None:
    """Agree on the council's answers, where several colleagues answered with `assess --as ROLE`.

    Shows question by question how far they differ, with their notes, and asks for the agreed answer. Who said what is
    not shown unless you ask for it. The agreed answers are the council's: these are scored and exported. How far
    colleagues differed stays beside them.

    \b
    Example: council-benchmark agree
    Example: council-benchmark agree --same
    Example: council-benchmark agree --question contract-register --answer 3
    """
    if (question is None) != (answer is None):
        raise UsageError("--question and --answer belong together.")
    if sum((same, single, question is not None, as_json)) > 1:
        raise UsageError("Give one of --same, --single, --question and --json.")
    council, questionnaire = open_colleagues(folder, set_id, language)
    if as_json:
        _show_json(council, questionnaire, named=with_colleagues)
        return
    tell_of_faults(council, questionnaire)
    _refuse_nobody(council, questionnaire)
    if question is not None and answer is not None:
        from benchmark.council.differences import record_one

        opinions = record_one(council, questionnaire, question, answer, reason, replace=yes)
        console.talk(f"Saved: {question}, agreed by {', '.join(opinions.roles)}.")
        return
    if same or single:
        _take(council, questionnaire, single=single)
        return
    _hold(council, questionnaire, named=with_colleagues, plain=plain)


def workshop(
    roles: Annotated[
        str, typer.Option("--roles", metavar="ROLE,ROLE", help="Who is in the room, such as housing,it,finance.")
    ],
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    section: Annotated[str | None, typer.Option("--section", metavar="SECTION", help="Only this section.")] = None,
    language: LanguageOption = None,
    plain: PlainOption = False,
) -> None:
    """Answer together before one screen: everybody types unseen, then the spread shows, then you agree.

    One question at a time. What was typed is saved as with `assess --as ROLE`, the agreed answer as with `agree`.

    \b
    Example: council-benchmark workshop --roles housing,it,finance
    Example: council-benchmark workshop --roles housing,it --section data
    """
    import sys

    from benchmark.cli.asking import asker_for
    from benchmark.council.interrupts import Interrupts, PatientAsker
    from benchmark.council.roles import check_roles
    from benchmark.council.route import Scope
    from benchmark.council.sitting import check_scope

    present = check_roles(roles)
    if not sys.stdin.isatty():
        raise UsageError(
            "A workshop needs a keyboard and a screen that all can see. Without them: assess --as ROLE for each "
            "colleague, then agree."
        )
    council, questionnaire = open_colleagues(folder, set_id, language)
    check_scope(questionnaire, Scope(section))
    tell_of_faults(council, questionnaire)
    from benchmark.council.workshop import Circle, Workshop

    with Interrupts() as interrupts:
        asker = PatientAsker(asker_for(plain), interrupts)

        def hidden(prompt: str) -> str:
            import getpass

            with interrupts.asking():
                try:
                    return getpass.getpass(prompt)
                except (EOFError, KeyboardInterrupt):
                    console.talk()
                    raise KeyboardInterrupt from None

        sitting = Workshop(council, Circle(questionnaire, present, section, plain), asker, hidden)
        try:
            progress = sitting.run()
        except KeyboardInterrupt:
            raise StoppedError(f"Stopped. {_progress_words(sitting.progress())}") from None
    console.talk(_progress_words(progress))


def _refuse_nobody(council: "CouncilFolder", questionnaire: "Questionnaire") -> None:
    """Refuse to agree where no colleague has answered."""
    from benchmark.council.roles import roles_in

    if not roles_in(council.round_folder, questionnaire.id):
        raise UsageError(
            f"No colleague has answered {questionnaire.id} yet. Each answers with: council-benchmark assess --as ROLE"
        )


def _hold(council: "CouncilFolder", questionnaire: "Questionnaire", *, named: bool, plain: bool) -> None:
    """Agree question by question."""
    from benchmark.cli.asking import asker_for
    from benchmark.council.agreeing import Agreeing, Shown
    from benchmark.council.interrupts import Interrupts, PatientAsker
    from benchmark.council.sitting import open_assessment

    if not plain and not console.can_ask():
        raise UsageError(
            "There is no terminal to ask in. Use --json to see where colleagues differ, --same, --single or --question "
            "QUESTION --answer ANSWER to record what they agree on, or --plain to answer line by line."
        )
    open_assessment(council, questionnaire)
    with Interrupts() as interrupts:
        asker = PatientAsker(asker_for(plain), interrupts)
        sitting = Agreeing(council, questionnaire, asker, Shown(named=named, plain=plain))
        try:
            progress = sitting.run()
        except KeyboardInterrupt:
            raise StoppedError(f"Stopped. {_progress_words(sitting.progress())}") from None
    console.talk(_progress_words(progress))


def _take(council: "CouncilFolder", questionnaire: "Questionnaire", *, single: bool) -> None:
    """Take over at once what nobody disputes."""
    from benchmark.council.agreeing import is_same, is_single, read_both, take_over
    from benchmark.council.opinions import gather
    from benchmark.council.sitting import open_assessment

    open_assessment(council, questionnaire)
    wanted = is_single if single else is_same
    found = [each for each in gather(*read_both(council, questionnaire)) if not each.settled and wanted(each)]
    told = take_over(council, questionnaire, found)
    left = [each for each in gather(*read_both(council, questionnaire)) if each.answers and not each.settled]
    console.talk("\n".join([*told, f"Agreed: {len(found) - len(told)}. Left to agree: {len(left)}."]))


def _show_json(council: "CouncilFolder", questionnaire: "Questionnaire", *, named: bool) -> None:
    import json

    from benchmark.council.agreeing import read_both
    from benchmark.council.differences import differences_data
    from benchmark.council.opinions import gather

    colleagues, agreed = read_both(council, questionnaire)
    data = differences_data(colleagues, gather(colleagues, agreed), council.profile.round, named=named)
    console.result(json.dumps(data, indent=2, allow_nan=False))


def _progress_words(progress: "Progress") -> str:
    left = f" {progress.left} left to agree." if progress.left else " Nothing is left to agree."
    return f"{progress.agreed} agreed, {progress.now} of them now; all are saved.{left}"

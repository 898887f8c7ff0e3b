"""The command for councils that will become one: predecessors."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.settings import JsonOption, PlainOption, QuestionsOption, SetOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.council.profile import CouncilProfile
    from benchmark.outputs.predecessors_words import View
    from benchmark.pool.predecessors.councils import Council

CONSENT = "Has each of these councils agreed to be shown by name to the others?"


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command()(predecessors)


def predecessors(
    councils: Annotated[
        list[Path],
        typer.Argument(
            metavar="COUNCIL...",
            help="Each council's folder, or a card or a return that it shared.",
            show_default=False,
        ),
    ],
    name: Annotated[str, typer.Option("--name", help="The name of the new council.")] = "the new council",
    label: Annotated[
        list[str] | None,
        typer.Option("--label", metavar="NAME", help="A name for a return; once for each, in their order."),
    ] = None,
    with_section: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="SECTION", help="Also a section that is only shared on demand."),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option("--table", metavar="CSV", help="A table of predecessors: say which of --name are missing."),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it to FILE.html or FILE.csv. Repeat it."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FOLDER", help="Make the new council's folder, which starts from all this."),
    ] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option("--attribute", metavar="ID=OPTION", help="With --baseline: a fact about the new council."),
    ] = None,
    network: Annotated[str | None, typer.Option("--network", help="With --baseline: its network.")] = None,
    round_id: Annotated[str | None, typer.Option("--round", help="With --baseline: its first round.")] = None,
    set_id: SetOption = None,
    questions: QuestionsOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Each council agreed to be shown by name to the others.")] = False,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Lay the councils that will become one side by side, by name and by consent.

    Where they differ, whose practice to keep, and what the new council starts from. With --baseline that becomes the
    first round of the new council, to be confirmed.

    \b
    Example: council-benchmark predecessors ambleford bexford county -o page.html
    Example: council-benchmark predecessors ambleford bexford --name "Ambleshire" --baseline ambleshire
    """
    import json

    from benchmark.cli.asking import confirm
    from benchmark.errors import UsageError
    from benchmark.outputs.predecessors_rows import predecessors_data
    from benchmark.outputs.predecessors_text import predecessors_text
    from benchmark.outputs.predecessors_words import View
    from benchmark.pool.predecessors.councils import open_councils
    from benchmark.pool.predecessors.shown import left_out
    from benchmark.pool.predecessors.side import lay_side_by_side
    from benchmark.pool.predecessors.table import find_attendance, read_table

    for path in output or []:
        if path.suffix.lower() not in (".html", ".csv"):
            raise UsageError(f"This is written as .html or .csv, and {path} is neither.")
    if (attribute or network or round_id) and baseline is None:
        raise UsageError("--attribute, --network and --round are of the new council's folder. Add --baseline FOLDER.")
    questionnaire, opened = open_councils(councils, set_id, questions, label or [])
    names = [council.name for council in opened]
    attendance = find_attendance(read_table(table), name, names) if table else None
    side = lay_side_by_side(questionnaire, opened, with_section or [])
    console.talk(said_of_consent(opened, left_out(questionnaire, with_section or [])))
    if not (yes or confirm(CONSENT)):
        console.talk("Nothing was shown or written.")
        return
    view = View(questionnaire, name, side, attendance)
    new = prepare(view, baseline, attribute or [], (network, round_id)) if baseline else None
    console.result(json.dumps(predecessors_data(view), indent=2) if as_json else predecessors_text(view, plain=plain))
    for path in output or []:
        write_view(path, view)
    if output:
        console.talk(f"\nWritten: {', '.join(map(str, output))}. It names these councils: give it to them alone.")
    if baseline is not None and new is not None:
        begin(view, baseline, new)


def said_of_consent(councils: "Sequence[Council]", out: "Sequence[str]") -> str:
    """Say whose names would be shown, before it is asked."""
    from benchmark.council.asking import wrap

    names = ", ".join(council.name for council in councils)
    text = f"This shows levels beside these names: {names}."
    if any(council.kind == "return" for council in councils):
        text += " A return is a pseudonym, which its council chose to share; a label takes that away."
    if out:
        text += f" Not shown: {', '.join(out)}. --with {out[0]} adds it, if they agreed to that too."
    return wrap(text, console.width()) + "\n"


def prepare(
    view: "View", folder: Path, attributes: "Sequence[str]", place: tuple[str | None, str | None]
) -> "CouncilProfile":
    """Make the profile of the new council, or read that of its folder; refuse a folder that has answers already."""
    from benchmark.cli.asking import make_asker
    from benchmark.cli.clock import this_round
    from benchmark.council import setup
    from benchmark.council.folder import CouncilFolder
    from benchmark.errors import StoppedError, UsageError
    from benchmark.pool.predecessors.baseline import new_profile, refuse_answered

    council = CouncilFolder(folder)
    refuse_answered(council, view.questionnaire)
    if council.profile_path.exists():
        if attributes or any(place):
            raise UsageError(
                f"{council.profile_path} is there already, and is kept. Leave out --attribute, --network and --round."
            )
        return council.profile
    given = setup.Given(view.name, *place, setup.read_attributes(view.questionnaire, attributes))
    missing = setup.missing_options(given, view.questionnaire)
    if missing and not console.can_ask():
        raise UsageError("The new council's folder needs these facts too:\n  " + "\n  ".join(missing))
    asker = make_asker() if missing else None
    try:
        profile = setup.make_profile(asker, given, view.questionnaire, this_round())
    except KeyboardInterrupt:
        raise StoppedError("Stopped. Nothing was written.") from None
    return new_profile(profile, view.side)


def begin(view: "View", folder: Path, profile: "CouncilProfile") -> None:
    """Write the new council's folder, and say what stands in it."""
    from benchmark.council.asking import wrap
    from benchmark.pool.predecessors.baseline import make_baseline, write_baseline

    made = make_baseline(view.side, view.questionnaire, folder, profile)
    write_baseline(made, view.questionnaire)
    opened = "1 question is" if made.open == 1 else f"{made.open} questions are"
    console.talk("")
    console.talk(
        wrap(
            f"{folder}: {len(made.answers)} of {made.asked} questions of {view.questionnaire.id} start from the "
            f"predecessors, in round {profile.round}; {opened} left open. Each has a note with the level of every "
            "predecessor by name, which stays in the folder. They are marked as carried over: none leaves "
            "in a return before somebody confirmed it with `assess`.",
            console.width(),
        )
    )
    console.talk(f'Next: council-benchmark assess --folder "{folder}" --set {view.questionnaire.id}')


def write_view(path: Path, view: "View") -> None:
    """Write a page or a table, as the name of the file says."""
    if path.suffix.lower() == ".csv":
        from benchmark.outputs.predecessors_rows import AnswerRow, answer_rows
        from benchmark.outputs.rows import write_csv

        write_csv(path, list(answer_rows(view)), AnswerRow)
        return
    from benchmark.files import write_text
    from benchmark.outputs.predecessors_page import render_predecessors

    write_text(path, render_predecessors(view))

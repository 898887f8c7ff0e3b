"""The commands of the plan: what to do next, in order; who does it by when; and what became of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import to_table, to_workbook
from benchmark.cli.language import LanguageOption, tell_of_language
from benchmark.cli.settings import (
    SETTINGS,
    FolderOption,
    JsonOption,
    NetworkFileOption,
    PlainOption,
    QuestionsOption,
    SetOption,
    UninvitedOption,
)
from benchmark.errors import StoppedError, UsageError

if TYPE_CHECKING:
    from benchmark.council.assessment import Assessment
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.plan.change import Wanted
    from benchmark.outputs.plan_view import PlanView
    from benchmark.pool.peers import Peers
    from scoring.questionnaire import Questionnaire

ABOUT = """Show what to do next, in order: each step with what it moves, and who does it by when.

`plan set` says who does a step by when; `plan check` looks back before the next round.

\b
Example: council-benchmark plan
Example: council-benchmark plan --benchmark north-west.benchmark.json --by tier
"""

app = typer.Typer(name="plan", help=ABOUT, **{**SETTINGS, "no_args_is_help": False, "invoke_without_command": True})


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    main.add_typer(app)


def complete_statuses(incomplete: str) -> list[str]:
    """Complete the status of a step."""
    from benchmark.council.plan.kept import STATUSES

    return [status for status in STATUSES if status.startswith(incomplete)]


@app.callback()
def show(
    context: typer.Context,
    source: Annotated[
        Path | None,
        typer.Option("--benchmark", metavar="POOL|BENCHMARK", help="Say how many peers are where a step leads."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ATTRIBUTE", help="Choose your peers by this.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every step, not only the first ten.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="CSV", callback=to_table, help="Also write every step to a CSV file."),
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option(
            "--workbook", metavar="FILE.xlsx", callback=to_workbook, help="Also write every step to an Excel workbook."
        ),
    ] = None,
    restore: Annotated[bool, typer.Option("--restore", help="Put back the last good copy of a damaged plan.")] = False,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    network_file: NetworkFileOption = None,
    include_uninvited: UninvitedOption = False,
    questions: QuestionsOption = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Show the plan, unless one of its steps is named."""
    if context.invoked_subcommand:
        given = [name for name in context.params if _was_typed(context, name)]
        if given:
            raise UsageError(f"Put the options after the command: council-benchmark plan {context.invoked_subcommand}")
        return
    import json

    from benchmark.council.plan.store import read_kept, restore_kept
    from benchmark.council.summary import summarise
    from benchmark.outputs.plan_text import plan_screen
    from benchmark.outputs.plan_view import NOBODY, plan_data, view_plan

    council, questionnaire = _find(folder, set_id, language)
    if restore:
        for line in restore_kept(council, questionnaire):
            console.talk(line)
        return
    if source is None and (by or network_file):
        raise UsageError("--by and --network-file choose peers in a benchmark or a pool. Name it: --benchmark FILE.")
    kept = read_kept(council, questionnaire)
    assessment = council.read_assessment(questionnaire)
    peers = find_peers_in(source, assessment, by, (network_file, include_uninvited, questions)) if source else NOBODY
    view = view_plan(summarise(assessment), council.profile.round, kept, peers)
    if as_json:
        console.result(json.dumps(plan_data(view), indent=2, allow_nan=False))
    else:
        console.result(plan_screen(view, everything=everything, plain=plain))
    _write(view, output, workbook)


def _was_typed(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def find_peers_in(
    source: Path, assessment: "Assessment", by: str | None, whose: tuple[Path | None, bool, str | None]
) -> "Peers":
    """Look where peers stand, in a benchmark or a pool; of another question set nothing is used, and that is said."""
    from benchmark.network.select import select
    from benchmark.pool.benchmark import read_benchmark
    from benchmark.pool.count import Selection
    from benchmark.pool.open import build_from_pool, is_pool, open_pool
    from benchmark.pool.peers import find_peers
    from benchmark.pool.translated import in_words_of_set

    network_file, include_uninvited, questions = whose
    given = Selection(questionnaire=assessment.questionnaire.id, questions=questions)
    selection, _ = select(network_file, given, include_uninvited=include_uninvited)
    if is_pool(source):
        _, benchmark = build_from_pool(open_pool(source), "network", selection)
    else:
        benchmark = read_benchmark(source)
    return find_peers(in_words_of_set(benchmark, assessment.questionnaire), assessment, by)


def _write(view: "PlanView", output: Path | None, workbook: Path | None) -> None:
    """Write the plan's rows where they are wanted."""
    if output is not None:
        from benchmark.files import write_bytes
        from benchmark.outputs.plan_view import PlanRow, plan_rows
        from benchmark.outputs.rows import csv_bytes

        same = {"invited_only": view.peers.invited_only} if view.peers.used else {}
        write_bytes(output, csv_bytes(plan_rows(view), PlanRow, same))
        console.talk(f"Written: {output}. It is private: it says who does what.")
    if workbook is not None:
        from benchmark.outputs.plan_workbook import write_plan_workbook

        write_plan_workbook(view, workbook)
        console.talk(f"Written: {workbook}. It is private: it says who does what.")


@app.command("set")
def set_step(
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUESTION", help="The id of the question; several at once.", show_default=False),
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="ROLE", help="Who answers for the step: a role, never a name.")
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="ROUND", help="The round by which it is done, such as 2027-spring.")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="planned, doing or done.", autocompletion=complete_statuses)
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="ANSWER", help="The answer to reach. Without it the target, or the next level."),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help="A note. It never leaves the folder.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the step out of the plan.")] = False,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    plain: PlainOption = False,
) -> None:
    """Put a step into the plan, or change it: who does it, by when, and how far it is.

    Without a question it asks. What is not given stays as it is.

    \b
    Example: council-benchmark plan set data-extract --owner "Head of data" --due 2027-spring
    Example: council-benchmark plan set data-extract --status done
    """
    from benchmark.council.plan.change import Wanted, remove_steps, set_steps
    from benchmark.council.plan.store import count, plan_path

    council, questionnaire = _find(folder, set_id, None)
    wanted = Wanted(owner, due, status, to, note)
    if remove:
        if not question or wanted != Wanted():
            raise UsageError("--remove takes steps out: name their questions, and leave out the other options.")
        kept = remove_steps(council, questionnaire, question)
        console.talk(f"{plan_path(council, questionnaire.id)} now has {count(len(kept))}.")
        return
    assessment = council.read_assessment(questionnaire)
    if not question:
        question, wanted = _ask(council, assessment, wanted, plain=plain)
    kept, added = set_steps(council, assessment, question, wanted)
    for question_id in dict.fromkeys(question):
        step = kept[question_id]
        done = "Planned" if question_id in added else "Changed"
        due_round = f"due {step.due}" if step.due else "no due round"
        console.talk(f"{done}: {question_id}, {step.owner or 'no owner'}, {due_round}, {step.status}.")


def _ask(
    council: "CouncilFolder", assessment: "Assessment", wanted: "Wanted", *, plain: bool
) -> tuple[list[str], "Wanted"]:
    """Ask which step is meant, and what is to be said of it."""
    from benchmark.cli.asking import asker_for
    from benchmark.council.plan.asking import ask_step
    from benchmark.council.plan.store import read_kept
    from benchmark.council.summary import summarise

    if not (plain or console.can_ask()):
        raise UsageError("Say which step: plan set QUESTION. `council-benchmark plan` lists them; --plain asks.")
    try:
        return ask_step(asker_for(plain), summarise(assessment), read_kept(council, assessment.questionnaire), wanted)
    except KeyboardInterrupt:
        raise StoppedError("Stopped. The plan is as it was.") from None


@app.command()
def check(
    earlier_set: Annotated[
        list[str] | None,
        typer.Option("--earlier-set", metavar="SET", help="An earlier version of the set, if earlier rounds used it."),
    ] = None,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Look at the plan before the next round: what was done, and what moved.

    Compares each planned step with this round's answers, and says what moved without being in the plan.

    Example:  council-benchmark plan check
    """
    import json

    from benchmark.cli.report import earlier_sets
    from benchmark.council.earlier import earlier_rounds
    from benchmark.council.plan.check import check_plan
    from benchmark.council.plan.store import read_kept
    from benchmark.council.summary import summarise
    from benchmark.outputs.plan_text import check_screen
    from benchmark.outputs.plan_view import check_data

    council, questionnaire = _find(folder, set_id, language)
    kept = read_kept(council, questionnaire)
    begun = council.assessment_path(questionnaire.id).exists()
    assessment = council.read_assessment(questionnaire) if begun else council.new_assessment(questionnaire)
    earlier = earlier_rounds(council, summarise(assessment), earlier_sets(earlier_set or [], questionnaire.id))
    here = council.profile.round
    found = check_plan(kept, assessment, here, earlier)
    if as_json:
        console.result(json.dumps(check_data(found, questionnaire, here), indent=2, allow_nan=False))
        return
    title = f"{questionnaire.title}, version {questionnaire.version}, {here}: the plan so far"
    console.result(check_screen(found, title, questionnaire.version, plain=plain))
    if not kept:
        console.talk("Nothing is planned yet. `council-benchmark plan` lists what to do next.")


def _find(folder: Path, set_id: str | None, language: str | None) -> tuple["CouncilFolder", "Questionnaire"]:
    from benchmark.cli.asking import which_set
    from benchmark.council.folder import CouncilFolder

    council = CouncilFolder(folder)
    questionnaire = which_set(council, set_id, language)
    tell_of_language(council, questionnaire, language)
    return council, questionnaire

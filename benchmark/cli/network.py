"""The commands of a network: a coordinator's guided menu, and each of its steps."""

from pathlib import Path
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli.settings import (
    SETTINGS,
    EarlierOption,
    JsonOption,
    PackageOption,
    PlainOption,
    QuestionsOption,
    SetOption,
    YesOption,
    complete_settings,
)

ABOUT = """Run a network's round: a guided menu, or step by step.

The menu says at each point what to do next. Each of its steps is also a command of its own.

Example:  council-benchmark network
"""

app = typer.Typer(name="network", help=ABOUT, **{**SETTINGS, "no_args_is_help": False, "invoke_without_command": True})

CoordinatorOption = Annotated[
    Path, typer.Option("--folder", help="The coordinator's folder, one for each round.", show_default="this folder")
]


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    main.add_typer(app)


@app.callback()
def menu(
    context: typer.Context,
    folder: CoordinatorOption = Path(),
    plain: PlainOption = False,
    questions: QuestionsOption = None,
) -> None:
    """Lead a coordinator through a round, unless a step is named."""
    if context.invoked_subcommand:
        return
    from benchmark.cli.clock import this_round, today
    from benchmark.cli.network_steps import publish_round, which_asker
    from benchmark.errors import StoppedError, UsageError
    from benchmark.network.folder import CoordinatorFolder
    from benchmark.network.menu import Steps, run_menu

    if not (plain or console.can_ask()):
        steps = "new, invite, preview, inbox, publish, close, retire"
        raise UsageError(f"There is no terminal to ask in. Use --plain, or a step: network STEP, one of {steps}.")
    try:
        run_menu(which_asker(plain), CoordinatorFolder(folder, questions), Steps(publish_round, this_round(), today()))
    except KeyboardInterrupt:
        raise StoppedError("Stopped. Everything that was done is saved.") from None


@app.command()
def new(
    network_id: Annotated[str | None, typer.Option("--id", help="The short name, such as north-west.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The full name, for people to read.")] = None,
    set_id: SetOption = None,
    round_id: Annotated[str | None, typer.Option("--round", help="The round, such as 2026-autumn.")] = None,
    deadline: Annotated[str | None, typer.Option("--deadline", help="The day by which returns should come.")] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option("--attribute", metavar="ID", help="A fact that returns hold, such as tier. Default: all."),
    ] = None,
    setting: Annotated[
        str | None,
        typer.Option(help="Who will see the benchmark: network or public.", autocompletion=complete_settings),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Who publishes: a role or the network, never a person.")
    ] = None,
    named: Annotated[
        bool, typer.Option("--named", help="All agreed that returns may name the council; each is asked.")
    ] = False,
    no_invitations: Annotated[
        bool, typer.Option("--no-invitations", help="Anyone's returns count. Not recommended.")
    ] = False,
    folder: CoordinatorOption = Path(),
    plain: PlainOption = False,
) -> None:
    """Set up a round: write network.toml, which everybody in the network may have.

    \b
    Example: council-benchmark network new --id north-west --set quick-check --deadline 2026-11-30
    """
    from benchmark.cli.network_steps import set_up
    from benchmark.network.folder import CoordinatorFolder
    from benchmark.network.setup import Given

    given = Given(
        network_id, title, set_id, round_id, deadline, attribute or [], setting, publisher, named, not no_invitations
    )
    set_up(CoordinatorFolder(folder), given, plain=plain)


@app.command()
def invite(
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="CSV", help="Your list: a column council; email and attributes if you have them."
        ),
    ] = None,
    council: Annotated[
        list[str] | None, typer.Option("--council", metavar="NAME", help="One council. Repeat for more than one.")
    ] = None,
    folder: CoordinatorOption = Path(),
    questions: QuestionsOption = None,
) -> None:
    """Issue an invitation to each council that has none, with the e-mail to send.

    The list of who got which stays in the folder `private`. Never share that folder.

    \b
    Example: council-benchmark network invite --from councils.csv
    Example: council-benchmark network invite --council "Ambleford"
    """
    from benchmark.cli.network_steps import issue_invitations
    from benchmark.errors import UsageError
    from benchmark.network.folder import CoordinatorFolder

    if not (from_file or council):
        raise UsageError("Say whom to invite: --from FILE.csv, or --council NAME.")
    issue_invitations(CoordinatorFolder(folder, questions), from_file, council or [])


@app.command()
def retire(
    number: Annotated[int, typer.Argument(help="The number of the invitation.", show_default=False)],
    folder: CoordinatorOption = Path(),
    questions: QuestionsOption = None,
    yes: YesOption = False,
) -> None:
    """Retire an invitation that was lost, stolen or used twice: its returns leave the counts.

    To give the council another one, invite it again.

    Example:  council-benchmark network retire 7
    """
    from benchmark.cli.asking import confirm
    from benchmark.network.folder import CoordinatorFolder
    from benchmark.network.invite import retire as retire_invitation

    if not (yes or confirm(f"Retire invitation {number}?")):
        console.talk("Nothing was changed.")
        return
    retired = retire_invitation(CoordinatorFolder(folder, questions), number)
    console.talk(f"Invitation {number}, {retired.council}, is retired. Send the new network.toml to your members.")
    console.talk(f'To give it another: council-benchmark network invite --council "{retired.council}"')


@app.command()
def inbox(
    place: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Where the attachments are.", show_default="inbox")
    ] = None,
    folder: CoordinatorOption = Path(),
    questions: QuestionsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look at whatever came: explain each file, merge what is right, and say who has not sent yet.

    Nothing in the inbox is changed. Run it as often as you like.

    Example:  council-benchmark network inbox
    """
    from benchmark.cli.network_steps import look_at_inbox
    from benchmark.network.folder import CoordinatorFolder

    look_at_inbox(CoordinatorFolder(folder, questions), place, as_json=as_json)


@app.command()
def preview(folder: CoordinatorOption = Path(), questions: QuestionsOption = None, as_json: JsonOption = False) -> None:
    """Say beforehand what a benchmark could show, if all, 60% or 30% of the invited councils send.

    Example:  council-benchmark network preview
    """
    import json
    from dataclasses import asdict

    from benchmark.network.folder import CoordinatorFolder
    from benchmark.network.preview import preview as look_ahead
    from benchmark.network.preview_words import preview_lines
    from benchmark.network.words import wrapped

    coordinator = CoordinatorFolder(folder, questions)
    found = look_ahead(coordinator.network, coordinator.questionnaire, coordinator.invited())
    console.result(json.dumps(asdict(found), indent=2) if as_json else wrapped(preview_lines(found)))


@app.command()
def publish(
    interim: Annotated[
        bool, typer.Option("--interim", help="Publish before the round ends: one group, no level counts.")
    ] = False,
    correct: Annotated[
        bool, typer.Option("--correct", help="Publish again after the final benchmark, as far as that is safe.")
    ] = False,
    earlier: EarlierOption = None,
    package: PackageOption = None,
    participation_by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ATTRIBUTE",
            help="Also tell how many were invited and returned by this private attribute of your list.",
        ),
    ] = None,
    folder: CoordinatorOption = Path(),
    questions: QuestionsOption = None,
    yes: YesOption = False,
) -> None:
    """Publish the benchmark of the round: the same as `pool publish` with this network's file.

    The final benchmark closes the round to all but corrections, so before the deadline has passed it asks first. It
    says how many councils were invited and how many returned, by each shared attribute.

    Example:  council-benchmark network publish
    """
    from benchmark.cli.network_steps import ask_before_the_deadline, publish_round
    from benchmark.network.folder import CoordinatorFolder

    coordinator = CoordinatorFolder(folder, questions)
    if not ask_before_the_deadline(coordinator, final=not (interim or correct), yes=yes):
        console.talk("Nothing was published.")
        return
    publish_round(
        coordinator,
        interim=interim,
        correct=correct,
        earlier=earlier,
        package=package,
        participation_by=participation_by or (),
    )


@app.command()
def close(folder: CoordinatorOption = Path(), yes: YesOption = False) -> None:
    """Close the round: nothing is published from it afterwards but a correction, and nobody more is invited.

    Example:  council-benchmark network close
    """
    from benchmark.cli.network_steps import close_round
    from benchmark.network.folder import CoordinatorFolder

    close_round(CoordinatorFolder(folder), yes=yes)

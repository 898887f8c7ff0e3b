"""The commands of a network: a coordinator's guided menu and its steps; and join, for an invited council."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.settings import SETTINGS, JsonOption, QuestionsOption, SetOption, YesOption, complete_settings

if TYPE_CHECKING:
    from benchmark.council.asking import Asker
    from benchmark.network.folder import CoordinatorFolder
    from benchmark.network.invite import Issued
    from benchmark.network.network import Network

ABOUT = """Run a network's round: a guided menu, or step by step.

The menu says at each point what to do next. Each of its steps is also a command of its own.

Example:  council-benchmark network
"""

app = typer.Typer(name="network", help=ABOUT, **{**SETTINGS, "no_args_is_help": False, "invoke_without_command": True})

CoordinatorOption = Annotated[
    Path, typer.Option("--folder", help="The coordinator's folder, one for each round.", show_default="this folder")
]
PlainOption = Annotated[bool, typer.Option("--plain", help="Plain text, line by line: for screen readers and pipes.")]


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    main.add_typer(app)
    main.command()(join)


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
    from benchmark.errors import StoppedError, UsageError
    from benchmark.network.folder import CoordinatorFolder
    from benchmark.network.menu import Steps, run_menu

    if not (plain or console.can_ask()):
        steps = "new, invite, preview, inbox, publish, close, retire"
        raise UsageError(f"There is no terminal to ask in. Use --plain, or a step: network STEP, one of {steps}.")
    try:
        run_menu(_asker(plain), CoordinatorFolder(folder, questions), Steps(_publish, _today_round()))
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

    Example:  council-benchmark network new --id north-west --set quick-check --deadline 2026-11-30
    """
    from benchmark.errors import StoppedError
    from benchmark.network import setup
    from benchmark.network.folder import CoordinatorFolder

    coordinator = CoordinatorFolder(folder)
    setup.refuse_second(coordinator)
    given = setup.Given(
        network_id, title, set_id, round_id, deadline, attribute or [], setting, publisher, named, not no_invitations
    )
    complete = None not in (network_id, set_id, deadline)
    try:
        asker = _asker(plain) if (plain or console.can_ask()) and not complete else None
        made = setup.make_network(asker, given, _today_round())
    except KeyboardInterrupt:
        raise StoppedError("Stopped. Nothing was written.") from None
    setup.set_up(coordinator, made)
    console.talk(setup.next_steps(folder))
    console.talk(f"Next: council-benchmark network {'invite --from FILE.csv' if made.invitations else 'inbox'}")


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
    from benchmark.errors import UsageError
    from benchmark.network.folder import CoordinatorFolder
    from benchmark.network.invite import issue
    from benchmark.network.invited import Candidate, read_candidates

    coordinator = CoordinatorFolder(folder, questions)
    if not (from_file or council):
        raise UsageError("Say whom to invite: --from FILE.csv, or --council NAME.")
    candidates = [Candidate(name) for name in council or []]
    if from_file:
        listed, unused = read_candidates(from_file, coordinator.questionnaire)
        candidates += listed
        if unused:
            console.talk(f"Columns that are not used: {', '.join(unused)}.")
    _tell_issued(coordinator, issue(coordinator, candidates))


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
    import json

    from benchmark.network.folder import CoordinatorFolder
    from benchmark.network.inbox import look
    from benchmark.network.inbox_words import inbox_data, inbox_lines
    from benchmark.network.words import wrapped

    coordinator = CoordinatorFolder(folder, questions)
    looked = look(coordinator, place)
    if as_json:
        console.result(json.dumps(inbox_data(looked), indent=2))
    else:
        console.result(wrapped(inbox_lines(looked, coordinator.network)))


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
        bool, typer.Option("--interim", help="Publish before the round ends: all councils as one group.")
    ] = False,
    folder: CoordinatorOption = Path(),
    questions: QuestionsOption = None,
) -> None:
    """Publish the benchmark of the round: the same as `pool publish` with this network's file.

    Example:  council-benchmark network publish
    """
    from benchmark.network.folder import CoordinatorFolder

    _publish(CoordinatorFolder(folder, questions), interim=interim)


@app.command()
def close(folder: CoordinatorOption = Path(), yes: YesOption = False) -> None:
    """Close the round: nothing is published from it afterwards.

    Example:  council-benchmark network close
    """
    from benchmark.cli.asking import confirm
    from benchmark.network.folder import CoordinatorFolder

    coordinator = CoordinatorFolder(folder)
    network = coordinator.network
    if network.closed:
        console.talk(f"The round {network.round} is closed already.")
        return
    if not (yes or confirm(f"Close the round {network.round}? Nothing can be published afterwards.")):
        console.talk("Nothing was changed.")
        return
    coordinator.close()
    console.talk(f"The round {network.round} is closed. Send the new network.toml to your members.")


def join(
    invitation: Annotated[
        str,
        typer.Argument(metavar="FILE_OR_CODE", help="The file that you were sent, or its code.", show_default=False),
    ],
    folder: Annotated[
        Path, typer.Option("--folder", help="The council's folder.", show_default="this folder")
    ] = Path(),
    network: Annotated[str | None, typer.Option("--network", help="With a code: the network's short name.")] = None,
    round_id: Annotated[str | None, typer.Option("--round", help="With a code: the round.")] = None,
    set_id: SetOption = None,
    network_file: Annotated[
        Path | None, typer.Option("--network-file", metavar="FILE", help="With a code: network.toml says the rest.")
    ] = None,
    bring_answers: Annotated[
        bool | None,
        typer.Option(
            "--bring-answers/--leave-answers",
            help="Copy the answers of your present round into this one.",
            show_default="asked",
        ),
    ] = None,
    yes: YesOption = False,
) -> None:
    """Join a network's round with an invitation. Nothing is sent.

    Your council.toml names the network and the round from then on; the code is kept in your user profile, beside the
    secret. The answers that you have stay where they are.

    \b
    Example: council-benchmark join invitation-3.toml
    Example: council-benchmark join invitation-3.toml --folder ambleford --yes
    """
    from benchmark.cli.asking import confirm
    from benchmark.council.folder import CouncilFolder
    from benchmark.network import join as joining
    from benchmark.network.words import wrapped
    from benchmark.returns.home import Home, default_home

    council = CouncilFolder(folder)
    home = Home(default_home(), council.profile.id)
    found = joining.read_joining(invitation, council, joining.Place(network, round_id, set_id, network_file))
    console.result(wrapped(joining.joining_lines(found, joining.known_set(found))))
    if not (yes or confirm("Join?")):
        console.talk("Nothing was changed.")
        return
    earlier = joining.answers_elsewhere(council, found)
    if earlier and bring_answers is None:
        bring_answers = not yes and confirm(f"Copy your answers of the round {council.profile.round} into this one?")
    if earlier and bring_answers:
        console.talk(f"Copied: {joining.bring_answers(council, found, earlier)}")
    joining.join(council, home, found)
    console.talk(
        f"Joined {found.network}, round {found.round}. {council.profile_path} says so; the code is kept apart."
    )
    if earlier and not bring_answers:
        console.talk(f"Your earlier answers stay in {earlier}. To use them here, join again with --bring-answers.")
    if joining.known_set(found) is None:
        console.talk(
            f'The question set "{found.questionnaire}" in this version is not here. Ask your coordinator for it.'
        )
    console.talk(f"Next: council-benchmark assess --set {found.questionnaire}, then export --set {found.questionnaire}")


def _publish(coordinator: "CoordinatorFolder", *, interim: bool) -> None:
    """Publish as `pool publish` does, with what the network's file says."""
    from benchmark.cli.pool import publish as publish_pool
    from benchmark.errors import WithheldError

    network: Network = coordinator.network
    network.refuse_closed()
    if not coordinator.pool_path.exists():
        raise WithheldError(
            "No return has come yet, so nothing can be published. Next: council-benchmark network inbox"
        )
    publish_pool(
        coordinator.pool_path,
        coordinator.benchmark_path,
        set_id=network.questionnaire,
        round_id=network.round,
        network=network.id,
        network_file=coordinator.network_path,
        questions=coordinator.questions,
        interim=interim,
    )


def _tell_issued(coordinator: "CoordinatorFolder", issued: "Issued") -> None:
    """Show the new invitations: results are the e-mails, talk is what to do with them."""
    from benchmark.network.words import issued_lines, wrapped

    for _, text in issued.new:
        console.result(f"{text}\n\n{'-' * 60}")
    console.talk(wrapped(issued_lines(coordinator.path, issued)))


def _today_round() -> str:
    from datetime import datetime

    from benchmark.council.setup import season

    return season(datetime.now().astimezone().date())


def _asker(plain: bool) -> "Asker":
    from benchmark.cli.asking import make_asker
    from benchmark.council.plain import PlainAsker

    return PlainAsker() if plain else make_asker()

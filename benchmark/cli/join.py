"""The command with which an invited council joins a network's round."""

from pathlib import Path
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli.settings import FolderOption, SetOption, YesOption


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command()(join)


def join(
    invitation: Annotated[
        str,
        typer.Argument(metavar="FILE_OR_CODE", help="The file that you were sent, or its code.", show_default=False),
    ],
    folder: FolderOption = Path(),
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
        later = joining.is_later(council, found)
        console.talk(f"Copied: {joining.bring_answers(council, found, earlier)}")
        if later:
            console.talk(
                "Each answer is carried over until you confirm it with assess. Until then export leaves it out."
            )
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

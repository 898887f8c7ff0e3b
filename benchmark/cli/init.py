"""The command that makes a council's folder."""

from pathlib import Path
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli.settings import FolderOption, PlainOption, SetOption
from benchmark.errors import StoppedError


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(init)


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
    console.talk(f"Next: council-benchmark assess{council.option}")

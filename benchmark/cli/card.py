"""The command that makes a mentoring card."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.settings import FolderOption, SetOption, YesOption

if TYPE_CHECKING:
    from benchmark.council.folder import CouncilFolder
    from scoring.questionnaire import Questionnaire


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command()(card)


def card(
    sections: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="SECTION", help="Put a section on the card. Repeat for more than one."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Put all sections on it but those that must be named, such as security.")
    ] = False,
    name: Annotated[
        str | None,
        typer.Option("--name", help="Your council's name, as the card shows it.", show_default=False),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option("--contact", help="Whom to ask: a role, and an e-mail address or telephone.", show_default=False),
    ] = None,
    serves_inside: Annotated[
        str,
        typer.Option("--serves-inside", metavar="COUNCIL", help="The council whose residents you serve too: a county."),
    ] = "",
    set_id: SetOption = None,
    folder: FolderOption = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write.", show_default="in the round's folder, under cards"),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show the card, and write nothing.")] = False,
    yes: YesOption = False,
) -> None:
    """Make a mentoring card: what one council shows another, section by section as it chooses.

    It holds your name, your contact as you type it, levels and targets: no note, evidence or reason. It is not
    anonymous. The whole file is shown before it is written, and nothing is sent.

    Example:  council-benchmark card --section data --section skills --show
    """
    from benchmark.cli.asking import confirm, which_set
    from benchmark.council.folder import CouncilFolder
    from benchmark.returns.card import make_card
    from benchmark.returns.card_file import write_card
    from benchmark.returns.card_words import card_preview

    council = CouncilFolder(folder)
    questionnaire = which_set(council, set_id)
    assessment = council.read_assessment(questionnaire)
    chosen = choose_sections(assessment.questionnaire, sections or [], every=every)
    council_name, whom = ask_who(council, name, contact)
    made = make_card(assessment, chosen, council=council_name, contact=whom, serves_inside=serves_inside)
    path = output or council.round_folder / "cards" / f"{questionnaire.id}-card.toml"
    if path.suffix.lower() != ".toml":
        path = path.with_name(f"{path.name}.toml")
    console.result(card_preview(made, path))
    if show or not (yes or confirm("Write this card?")):
        console.talk("\nNothing was written.")
        return
    write_card(made, path)
    console.talk(f"\nWritten: {path}\nGive it to the council that you mean to meet. Nothing was sent.")


def choose_sections(questionnaire: "Questionnaire", names: list[str], *, every: bool) -> tuple[str, ...]:
    """Decide which sections stand on the card: as the options say, or else asked one by one."""
    from benchmark.cli.asking import make_asker
    from benchmark.council.asking import Choice, Menu
    from benchmark.council.open_part import closed_sections
    from benchmark.errors import UsageError
    from benchmark.returns.card import card_sections, named_ids, open_ids

    named = named_ids(questionnaire, names)
    if every or names:
        wanted = {*named, *(open_ids(questionnaire) if every else ())}
        return tuple(section.id for section in card_sections(questionnaire) if section.id in wanted)
    if not console.can_ask():
        raise UsageError("Say what the card shows: --section SECTION for each, or --all. Nobody can be asked here.")
    closed, asker = closed_sections(questionnaire), make_asker()
    chosen = []
    for section in card_sections(questionnaire):
        aside = section.about if section.id in closed else ""
        yes, no = Choice("y", "Yes, show it", ("yes",)), Choice("n", "No, it stays here", ("no",))
        text = f'Show the levels and targets of "{section.title}"?'
        # On demand only: Enter leaves it out.
        if asker.choose(Menu("", text, (no, yes), aside=aside, start="n")) == "y":
            chosen.append(section.id)
    return tuple(chosen)


def ask_who(
    council: "CouncilFolder", name: str | None, contact: str | None, example: str | None = None
) -> tuple[str, str]:
    """Give the council's name and contact as they are typed. Neither is taken from the folder unasked.

    `example` says what a good contact is.
    """
    from benchmark.cli.asking import make_asker
    from benchmark.errors import UsageError
    from benchmark.returns.card import one_line
    from benchmark.returns.card_words import CONTACT

    if name is None or contact is None:
        if not console.can_ask():
            raise UsageError('Give --name "Name of the council" and --contact "Whom to ask". Nobody can be asked here.')
        asker = make_asker()
        if name is None:
            name = asker.write("Your council's name, as the card shows it.", council.profile.name, one_line)
        if contact is None:
            contact = asker.write(f"Whom should they ask? {example or CONTACT}", "", one_line)
    return name, contact

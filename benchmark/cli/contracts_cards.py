"""The command that makes a contracts card."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.contracts_own import FromOption, LineOption, first_quarter, open_contracts
from benchmark.cli.settings import FolderOption, SetOption, YesOption

if TYPE_CHECKING:
    from benchmark.council.contracts.own import OwnContract
    from benchmark.returns.contracts_card import Costs, Offer
    from scoring.questionnaire import Questionnaire


def card(
    lines: LineOption = None,
    every: Annotated[bool, typer.Option("--all", help="Every contract that ends --within so many years.")] = False,
    within: Annotated[int, typer.Option("--within", min=1, max=20, help="End within so many years.")] = 3,
    least: Annotated[float, typer.Option("--least", min=0, metavar="POUNDS", help="Leave out smaller contracts.")] = 0,
    cost: Annotated[str, typer.Option("--cost", help="Yearly costs: none, band or figure.")] = "none",
    partners: Annotated[
        list[str] | None,
        typer.Option("--partners", metavar="LINE|all", help="You look for partners for this line. Repeat for more."),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Your council's name, as the card shows it.", show_default=False)
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option("--contact", help="Whom to call: a role, and a telephone or e-mail address.", show_default=False),
    ] = None,
    start: FromOption = None,
    set_id: SetOption = None,
    folder: FolderOption = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write.", show_default="in the round's folder, under cards"),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show the card, and write nothing.")] = False,
    yes: YesOption = False,
) -> None:
    """Make a contracts card: which of your contracts end when, and whom to call, for those who may buy with you.

    You choose every contract. The card names your council as you type it. It holds no cost unless you say so, and
    never how well anything fits. The whole file is shown before it is written, and nothing is sent.

    \b
    Example: council-benchmark contracts card --show --all --name Ambleford --contact "Head of IT, 01234 567890"
    Example: council-benchmark contracts card --line council-tax --partners council-tax -o card.toml
    """
    from benchmark.cli.asking import confirm
    from benchmark.cli.card import ask_who
    from benchmark.returns.contracts_card import EVERY, check_lines, find_offer, make_contracts_card
    from benchmark.returns.contracts_card_file import write_contracts_card
    from benchmark.returns.contracts_card_words import CONTACT, contracts_card_preview

    council, questionnaire, contracts = open_contracts(folder, set_id)
    check_lines(questionnaire, [*(lines or []), *(line for line in partners or [] if line != EVERY)])
    offer = find_offer(contracts, first_quarter(start), years=within, least=least, lines=lines or [])
    costs = which_costs(cost)
    if every or lines:
        chosen, wanted = list(offer.first), partners or []
    else:
        chosen, wanted = choose_contracts(questionnaire, offer, partners)
    council_name, whom = ask_who(council, name, contact, CONTACT)
    made = make_contracts_card(
        questionnaire, council.profile.round, chosen, council=council_name, contact=whom, costs=costs, partners=wanted
    )
    path = output or council.round_folder / "cards" / f"{questionnaire.id}-contracts-card.toml"
    if path.suffix.lower() != ".toml":
        path = path.with_name(f"{path.name}.toml")
    console.result(contracts_card_preview(questionnaire, made, offer, path))
    if show or not (yes or confirm("Write this card?")):
        console.talk("\nNothing was written.")
        return
    write_contracts_card(made, path)
    console.talk(f"\nWritten: {path}\nGive it to those whom you mean. Nothing was sent.")


def which_costs(typed: str) -> "Costs":
    """Give the way to show costs that was typed."""
    from benchmark.errors import UsageError
    from benchmark.returns.contracts_card import COSTS

    for costs in COSTS:
        if typed == costs:
            return costs
    raise UsageError(f'"{typed}" is no way to show costs. Use one of: {", ".join(COSTS)}.')


def choose_contracts(
    questionnaire: "Questionnaire", offer: "Offer", partners: list[str] | None
) -> tuple[list["OwnContract"], list[str]]:
    """Ask section by section which contracts stand on the card, then for which lines partners are looked for."""
    from benchmark.cli.asking import make_asker
    from benchmark.council.contracts.choose import ask_contracts, ask_partners
    from benchmark.errors import UsageError

    if not console.can_ask():
        raise UsageError("Say what the card shows: --line LINE for each, or --all. Nobody can be asked here.")
    if not offer.contracts:
        raise UsageError("No contract in your register can stand on a card: none has an end that is still to come.")
    asker = make_asker()
    chosen = ask_contracts(asker, questionnaire, offer.contracts, offer.first)
    return chosen, partners if partners is not None else ask_partners(asker, questionnaire, chosen)

"""The commands on contracts for technology. Each has a module of its own."""

from pathlib import Path

import typer

from benchmark.cli.contracts_calendar import calendar
from benchmark.cli.contracts_cards import card
from benchmark.cli.contracts_check import check, check_purchase
from benchmark.cli.contracts_gaps import gaps
from benchmark.cli.contracts_import import import_contracts
from benchmark.cli.contracts_own import show
from benchmark.cli.settings import SETTINGS

ABOUT = """Your contracts for technology, who could buy with you, and the market.

Alone it lists what your own register holds, as `contracts show` does.

Example:  council-benchmark contracts
"""

app = typer.Typer(
    name="contracts", help=ABOUT, **{**SETTINGS, "no_args_is_help": False, "invoke_without_command": True}
)


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    for command in (show, card, calendar, check, gaps):
        app.command()(command)
    app.command("check-purchase")(check_purchase)
    app.command("import")(import_contracts)
    main.add_typer(app)


@app.callback()
def alone(context: typer.Context) -> None:
    """Show the contracts, unless a command is named."""
    if not context.invoked_subcommand:
        show(folder=Path())

"""The commands on contracts for technology. Each has a module of its own."""

import typer

from benchmark.cli.contracts_check import check, check_purchase
from benchmark.cli.contracts_gaps import gaps
from benchmark.cli.contracts_import import import_contracts
from benchmark.cli.settings import SETTINGS

app = typer.Typer(name="contracts", help="Your contracts for technology, and the market.", **SETTINGS)


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    app.command()(check)
    app.command("check-purchase")(check_purchase)
    app.command("import")(import_contracts)
    app.command()(gaps)
    main.add_typer(app)

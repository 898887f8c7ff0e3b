"""The commands on contracts for technology. Each has a module of its own."""

import typer

from benchmark.cli.contracts_gaps import gaps
from benchmark.cli.settings import SETTINGS

app = typer.Typer(name="contracts", help="Your contracts for technology, and the market.", **SETTINGS)


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    app.command()(gaps)
    main.add_typer(app)

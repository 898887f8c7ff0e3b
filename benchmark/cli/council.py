"""The commands of one council: init, assess, score."""

import typer


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""

"""The entry point: build the command line, run it, and turn a user's failure into one line and an exit code."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer

from benchmark import console
from benchmark.cli.settings import SETTINGS
from benchmark.errors import REFUSED, UserError
from benchmark.faults import fault

HELP = """Find out how good your council is at digital, what to do next, and where you stand among your peers.

Everything happens on this machine, in files that you can open and read. Nothing is ever sent anywhere.

Start here:  council-benchmark demo
"""


# Which module of this package holds a command. The first word that is typed says which one to import: the others
# would only delay the first prompt.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "demo": ("demo",),
    "council": ("init", "assess", "score"),
    "colleagues": ("colleagues",),
    "agree": ("agree", "workshop"),
    "plan": ("plan",),
    "progress": ("progress",),
    "channels": ("channels",),
    "report": ("report",),
    "network_report": ("network-report",),
    "returns": ("export", "forget", "returns"),
    "compare": ("compare", "pair"),
    "contracts": ("contracts",),
    "predecessors": ("predecessors",),
    "card": ("card",),
    "declaration": ("declaration",),
    "match": ("match",),
    "pool": ("pool",),
    "network": ("network",),
    "join": ("join",),
    "questions": ("questions",),
}


def build_app(first: str = "") -> typer.Typer:
    """Put the command families together; only the one that holds the command `first`, if one does."""
    app = typer.Typer(name="council-benchmark", help=HELP, **{**SETTINGS, "add_completion": True})
    app.callback()(options)
    wanted = [name for name, commands in FAMILIES.items() if first in commands] or list(FAMILIES)
    for name in wanted:
        import_module(f"benchmark.cli.{name}").add_to(app)
    if first == "--help":
        names_only(app)
    return app


def names_only(app: typer.Typer) -> None:
    """Keep what the list of commands shows, their names and first lines.

    To read every option of every command takes as long as everything else that help does.
    """
    for command in app.registered_commands:
        command.callback = _named(command.callback)
    for group in app.registered_groups:
        if group.typer_instance:
            names_only(group.typer_instance)


def _named(told: Callable[..., Any] | None) -> Callable[[], None]:
    def nothing() -> None:
        pass

    nothing.__name__, nothing.__doc__ = getattr(told, "__name__", ""), told.__doc__
    return nothing


def show_version(wanted: bool) -> None:
    """Show the version and stop."""
    if wanted:
        from importlib.metadata import version

        console.result(version("council-benchmark"))
        raise typer.Exit


def options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", is_eager=True, callback=show_version)
    ] = False,
) -> None:
    """Read the options that come before a command."""
    del version  # Its callback has shown it.
    # However a command ends, Ctrl-C included, before anything is said of it.
    context.call_on_close(console.end_progress)


def main() -> None:
    """Run the command line. The only place where a user's failure is caught; our own bugs show a traceback."""
    console.carry_any_character()
    try:
        build_app(sys.argv[1] if len(sys.argv) > 1 else "")()
    except UserError as error:
        console.talk(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        # A drive that says no to a name is nobody's bug; a file that we take for granted and is not there is ours.
        if error.filename is None or isinstance(error, FileNotFoundError):
            raise
        console.talk(str(fault("unusable", str(error.filename), why=error.strerror)))
        sys.exit(REFUSED)


if __name__ == "__main__":
    main()

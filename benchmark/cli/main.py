"""The entry point: build the command line, run it, and turn a user's failure into one line and an exit code."""

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli.settings import SETTINGS
from benchmark.errors import REFUSED, STOPPED, UserError
from benchmark.faults import fault

HELP = """Find out how good your council is at digital, what to do next, and where you stand among your peers.

Everything happens on this machine, in files that you can open and read. Nothing is ever sent anywhere.

Start here:  council-benchmark demo
"""


# Every command, in the order of the help: which module of this package holds it, and what the list of commands says of
# it. The first word that is typed says which module to import: the others would only delay the first prompt, and the
# list itself needs none. A test holds the words to those of the commands.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("demo", "See the whole journey on invented councils, in a folder that you can delete afterwards."),
    "init": ("init", "Make this folder a council's folder."),
    "assess": ("assess", "Answer the questions; stop and resume at any time."),
    "score": ("score", "Show the scores now, in the terminal; or score many respondents from a CSV file."),
    "agree": ("agree", "Agree on the council's answers, where several colleagues answered with `assess --as ROLE`."),
    "workshop": (
        "agree",
        "Answer together before one screen: everybody types unseen, then the spread shows, then you agree.",
    ),
    "progress": (
        "progress",
        "Show your own progress over your rounds: by section and question, against last time and against your targets.",
    ),
    "channels": (
        "channels",
        "Show contacts by service and channel, what they cost, and what a shift of some to the web is worth.",
    ),
    "report": (
        "report",
        "Write the report for the senior team, one HTML file for any browser; or the paper for a committee.",
    ),
    "network-report": (
        "network_report",
        "Write a report on a network's round: who took part, the spread, what councils share, what most do next.",
    ),
    "export": ("returns", "Show exactly what would leave this machine; then, if you say so, write the return."),
    "forget": ("returns", "Delete everything that the program wrote about this council on this machine."),
    "compare": ("compare", "Compare councils: peer charts, and where you stand if this is a council's folder."),
    "pair": (
        "compare",
        (
            "Lay two councils' results side by side: where each is ahead, could help the other, and an agenda for a "
            "meeting."
        ),
    ),
    "predecessors": ("predecessors", "Lay the councils that will become one side by side, by name and by consent."),
    "card": ("card", "Make a mentoring card: what one council shows another, section by section as it chooses."),
    "match": ("match", "Say who could mentor whom, by strength and need: a council aims at what another has reached."),
    "join": ("join", "Join a network's round with an invitation. Nothing is sent."),
    "colleagues": ("colleagues", "Say how far each colleague is; hand sections out to them."),
    "plan": ("plan", "Show what to do next, in order: each step with what it moves, and who does it by when."),
    "returns": ("returns", "Explain a return, or take one back."),
    "contracts": ("contracts", "Your contracts for technology, who could buy with you, and the market."),
    "declaration": ("declaration", "What your council promised and has done: your own page, and an index of pages."),
    "pool": ("pool", "Merge returns into a pool, and publish a benchmark from it."),
    "network": ("network", "Run a network's round: a guided menu, or step by step."),
    "questions": ("questions", "List, read, make, check and try question sets."),
}


def build_app(first: str = "") -> typer.Typer:
    """Put the commands together: all, only `first` where that is one, or only what the list of commands shows."""
    # Where a command is typed, nobody asks for completion.
    app = typer.Typer(name="council-benchmark", help=HELP, **{**SETTINGS, "add_completion": first not in COMMANDS})
    app.callback()(options)
    if first == "--help":
        for name, (_, about) in COMMANDS.items():
            app.command(name, help=about)(_listed)
        return app
    wanted = [COMMANDS[first][0]] if first in COMMANDS else dict.fromkeys(module for module, _ in COMMANDS.values())
    for module in wanted:
        import_module(f"benchmark.cli.{module}").add_to(app)
    if first in COMMANDS:
        # To read the options of the others takes as long as to read a question set.
        app.registered_commands = [known for known in app.registered_commands if _name_of(known) == first]
    return app


def _listed() -> None:
    """Stand in for a command in the list of commands."""


def _name_of(command: typer.models.CommandInfo) -> str | None:
    """Give the name of a command, which is its function's where it has no other."""
    return command.name or getattr(command.callback, "__name__", None)


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
    except SystemExit as end:
        # The library ends so at Ctrl-C, without a word: nobody should wonder whether the file was written.
        if end.code == STOPPED:
            console.talk("Stopped before it was done.")
        raise
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

"""The entry point: build the command line, run it, and turn a user's failure into one line and an exit code."""

import sys
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli import compare, council, demo, pool, questions, report, returns
from benchmark.cli.settings import SETTINGS
from benchmark.errors import UserError

HELP = """Find out how good your council is at digital, what to do next, and where you stand among your peers.

Everything happens on this machine, in files that you can open and read. Nothing is ever sent anywhere.

Start here:  council-benchmark demo
"""


def build_app() -> typer.Typer:
    """Put the command families together."""
    app = typer.Typer(name="council-benchmark", help=HELP, **{**SETTINGS, "add_completion": True})
    app.callback()(options)
    demo.add_to(app)
    council.add_to(app)
    report.add_to(app)
    returns.add_to(app)
    compare.add_to(app)
    app.add_typer(pool.app)
    app.add_typer(questions.app)
    return app


def show_version(wanted: bool) -> None:
    """Show the version and stop."""
    if wanted:
        from importlib.metadata import version

        console.result(version("council-benchmark"))
        raise typer.Exit


def options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", is_eager=True, callback=show_version)
    ] = False,
) -> None:
    """Read the options that come before a command."""


def main() -> None:
    """Run the command line. The only place where a user's failure is caught; our own bugs show a traceback."""
    console.use_utf8()
    try:
        build_app()()
    except UserError as error:
        console.talk(str(error))
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()

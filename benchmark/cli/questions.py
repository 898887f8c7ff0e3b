"""The commands on question sets: list, show, check."""

from pathlib import Path
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli.settings import SETTINGS, complete_sets

app = typer.Typer(name="questions", help="List, read and check question sets.", **SETTINGS)


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    main.add_typer(app)


SetArgument = Annotated[
    str,
    typer.Argument(
        metavar="SET",
        help="A question set: its id, or the path of its file or folder.",
        autocompletion=complete_sets,
        show_default=False,
    ),
]


@app.command("list")
def list_sets() -> None:
    """List the question sets that come with the program.

    Example:  council-benchmark questions list
    """
    from benchmark.outputs.questions_text import list_text
    from benchmark.questions.library import shipped_sets
    from benchmark.questions.read import read_questionnaire

    console.result(list_text([read_questionnaire(folder) for folder in shipped_sets()]))


@app.command()
def show(
    name: SetArgument,
    section: Annotated[str | None, typer.Option("--section", help="Show one section only.")] = None,
) -> None:
    """Show a question set: every question with its levels.

    Example:  council-benchmark questions show quick-check
    """
    from benchmark.errors import UsageError
    from benchmark.outputs.questions_text import set_text
    from benchmark.questions.library import find_questionnaire

    questionnaire = find_questionnaire(name)
    known = [node.id for node in questionnaire.sections]
    if section is not None and section not in known:
        raise UsageError(f'There is no section "{section}". Use one of: {", ".join(known)}.')
    console.result(set_text(questionnaire, section))


@app.command()
def check(name: SetArgument) -> None:
    """Check a question set, and list every fault at once: file, place, rule, remedy.

    Example:  council-benchmark questions check my-questions/questionnaire.toml
    """
    from benchmark.questions.library import find_path
    from benchmark.questions.read import read_questionnaire

    path: Path = find_path(name)
    questionnaire = read_questionnaire(path)
    questions, sections = len(questionnaire.questions), len(questionnaire.sections)
    console.result(f"No fault found: {questions} questions in {sections} sections, version {questionnaire.version}.")

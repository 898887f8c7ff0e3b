"""The commands on question sets: list, show, check."""

from pathlib import Path
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli.language import LanguageOption
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
    from benchmark.questions.library import find_languages, shipped_sets
    from benchmark.questions.read import read_questionnaire

    folders = shipped_sets()
    languages = [find_languages(str(folder)) for folder in folders]
    console.result(list_text([read_questionnaire(folder) for folder in folders], languages))


@app.command()
def show(
    name: SetArgument,
    section: Annotated[str | None, typer.Option("--section", help="Show one section only.")] = None,
    language: LanguageOption = None,
) -> None:
    """Show a question set: every question with its levels.

    Example:  council-benchmark questions show quick-check
    """
    from benchmark.errors import UsageError
    from benchmark.outputs.questions_text import set_text
    from benchmark.questions.library import find_questionnaire

    questionnaire = find_questionnaire(name, language)
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
    check_translations_of(name)


# ---- Translations


def check_translations_of(name: str) -> None:
    """Check the translations beside a question set: report their faults, and say how far each is."""
    from benchmark.errors import FaultsError
    from benchmark.questions.upkeep import check_translations

    faults, found = check_translations(name)
    for progress in found:
        for line in progress.lines():
            console.result(line)
    if faults:
        raise FaultsError(faults)


@app.command()
def translate(
    name: SetArgument,
    language: Annotated[
        str, typer.Option("--language", metavar="LANGUAGE", help="The language, such as cy for Welsh.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.", show_default="beside the question set")
    ] = None,
) -> None:
    """Write a file for a translator, or bring one up to date: nothing that was translated is lost.

    Each text stands below its original. What stays empty is shown in English, with a mark.

    Example:  council-benchmark questions translate my-questions/questionnaire.toml --language cy
    """
    from benchmark.questions.upkeep import translate as write_translation

    written = write_translation(name, language, output)
    done = "written" if written.new else "brought up to date" if written.changed else "up to date already"
    console.talk(f"{written.path}: {done}.")
    for line in written.progress.lines():
        console.talk(line)
    if not written.beside:
        console.talk(f"It does not stand beside the question set. To use it: --language {written.path}")

"""The commands on question sets: list, show, check; and for authors: new, diff, preview."""

from pathlib import Path
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli import question_files
from benchmark.cli.endings import to_page
from benchmark.cli.language import LanguageOption
from benchmark.cli.settings import SETTINGS, JsonOption, PlainOption, SetArgument, complete_sets

app = typer.Typer(name="questions", help="List, read, make, check and try question sets.", **SETTINGS)


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    question_files.add_to(app)
    main.add_typer(app)


OldArgument = Annotated[
    str,
    typer.Argument(
        metavar="OLD", help="The earlier version: an id or a path.", autocompletion=complete_sets, show_default=False
    ),
]
NewArgument = Annotated[
    str,
    typer.Argument(
        metavar="NEW", help="The later version: an id or a path.", autocompletion=complete_sets, show_default=False
    ),
]
SectionOption = Annotated[str | None, typer.Option("--section", help="One section only.", show_default=False)]


@app.command("list")
def list_sets(plain: PlainOption = False) -> None:
    """List the question sets that come with the program.

    Example:  council-benchmark questions list
    """
    from benchmark.outputs.questions_text import list_text
    from benchmark.questions.library import find_languages, shipped_sets
    from benchmark.questions.read import read_questionnaire

    folders = shipped_sets()
    languages = [find_languages(str(folder)) for folder in folders]
    console.result(list_text([read_questionnaire(folder) for folder in folders], languages, plain=plain))


@app.command()
def show(
    name: SetArgument,
    section: SectionOption = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE.html",
            callback=to_page,
            help="Write a booklet to read and print.",
            show_default=False,
        ),
    ] = None,
    language: LanguageOption = None,
) -> None:
    """Show a question set: every question with its levels.

    With --html it writes a booklet: one file for any browser, which prints on A4 with room for comments.

    \b
    Example: council-benchmark questions show quick-check
    Example: council-benchmark questions show quick-check --html quick-check.html
    """
    from benchmark.council.route import Scope
    from benchmark.council.sitting import check_scope
    from benchmark.questions.library import find_questionnaire

    questionnaire = find_questionnaire(name, language)
    check_scope(questionnaire, Scope(section))
    if html is None:
        from benchmark.outputs.questions_text import set_text

        console.result(set_text(questionnaire, section))
        return
    from benchmark.files import write_text
    from benchmark.outputs.booklet import render_booklet

    write_text(html, render_booklet(questionnaire, section))
    console.talk(f"Written: {html}\nOpen it in a browser; print it from there.")


@app.command()
def new(
    place: Annotated[
        Path,
        typer.Argument(metavar="PLACE", help="A folder, or a file that ends in .toml.", show_default=False),
    ],
    title: Annotated[
        str | None, typer.Option("--title", help="The title of the set.", show_default="from the name of the place")
    ] = None,
    set_id: Annotated[
        str | None, typer.Option("--id", help="The id of the set, for ever.", show_default="from the title")
    ] = None,
) -> None:
    """Begin a question set of your own.

    Writes a commented example with every kind of question, which works as it stands. Nothing that is there already is
    ever overwritten.

    \b
    Example: council-benchmark questions new bus-stops
    Example: council-benchmark questions new bus-stops --title "Bus stops and shelters"
    """
    from benchmark.questions.new import new_set

    path = new_set(place, title, set_id)
    quoted = f'"{path}"' if " " in str(path) else path
    console.talk(f"{path} is written. Open it in a text editor: its comments explain it.")
    console.talk(f"Then: council-benchmark questions check {quoted}")
    console.talk(f"And:  council-benchmark questions preview {quoted}")


@app.command()
def check(
    name: SetArgument,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="OLD",
            help="An earlier version: was the version raised, and what do ids mean now?",
            autocompletion=complete_sets,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check a question set: faults, and advice.

    Every fault is listed at once, with its place, its rule and the remedy. Faults must be mended. Advice may be taken
    or left: it does not change the exit code.

    \b
    Example: council-benchmark questions check my-questions/questionnaire.toml
    Example: council-benchmark questions check new.toml --against old.toml
    """
    from benchmark.outputs.questions_text import check_text
    from benchmark.questions.library import find_path
    from benchmark.questions.review import check_set

    questionnaire, advice = check_set(find_path(name), None if against is None else find_path(against))
    console.result(check_text(questionnaire, advice))
    check_translations_of(name)


@app.command()
def diff(
    old: OldArgument,
    new: NewArgument,
    crosswalk: Annotated[
        Path | None,
        typer.Option("--crosswalk", metavar="FILE", help="Write a crosswalk to complete.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say what changed between two versions.

    Question by question and section by section: what can move a score, and what is words only.

    \b
    Example: council-benchmark questions diff quick-check my-questions/questionnaire.toml
    Example: council-benchmark questions diff old.toml new.toml --crosswalk old-to-new.toml
    """
    import json

    from benchmark.outputs.difference_text import difference_data, difference_text
    from benchmark.questions.difference import compare_editions
    from benchmark.questions.library import find_questionnaire
    from benchmark.questions.new import write_new

    before, after = find_questionnaire(old), find_questionnaire(new)
    difference = compare_editions(before, after)
    if crosswalk is not None:
        from benchmark.questions.crosswalk_draft import draft_crosswalk

        write_new(crosswalk, draft_crosswalk(before, after))
    if as_json:
        console.result(json.dumps(difference_data(difference), indent=2, allow_nan=False))
    else:
        console.result(difference_text(difference))
    if crosswalk is not None:
        console.talk(f"{crosswalk} is written. Read each entry and complete it: its guesses are comments.")


@app.command()
def preview(name: SetArgument, section: SectionOption = None, plain: PlainOption = False) -> None:
    """Try a question set; nothing is kept.

    Invent a council, answer as it would, and see the scores.

    Example:  council-benchmark questions preview quick-check
    """
    from benchmark.cli.asking import asker_for
    from benchmark.council import preview as trying
    from benchmark.council.interrupts import Interrupts, PatientAsker
    from benchmark.council.route import Scope
    from benchmark.council.sitting import check_scope
    from benchmark.council.summary import summarise
    from benchmark.errors import StoppedError
    from benchmark.outputs.terminal import score_screen
    from benchmark.questions.library import find_questionnaire

    questionnaire, scope = find_questionnaire(name), Scope(section)
    check_scope(questionnaire, scope)
    with Interrupts() as interrupts:
        tried = trying.hold_preview(questionnaire, PatientAsker(asker_for(plain), interrupts), scope)
    if tried.assessment.answers:
        console.talk()
        console.result(score_screen(summarise(tried.assessment), "preview", plain, resume=False))
        console.talk()
    if tried.broken_off:
        raise StoppedError(f"Stopped. {trying.AFTER}")
    console.talk(trying.AFTER)


# ---- Translations


def check_translations_of(name: str) -> None:
    """Check the translations beside a question set: report their faults, and say how far each is."""
    from benchmark.errors import FaultsError
    from benchmark.questions.upkeep import check_translations

    faults, found = check_translations(name)
    for progress in found:
        for line in progress.lines():
            console.result(console.folded(line))
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

    \b
    Example: council-benchmark questions translate my-questions/questionnaire.toml --language cy
    """
    from benchmark.questions.upkeep import translate as write_translation

    written = write_translation(name, language, output)
    done = "written" if written.new else "brought up to date" if written.changed else "up to date already"
    console.talk(f"{written.path}: {done}.")
    for line in written.progress.lines():
        console.talk(line)
    if not written.beside:
        console.talk(f"It does not stand beside the question set. To use it: --language {written.path}")

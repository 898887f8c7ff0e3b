"""The commands for what councils promised and have done: a council's own page, and a network's index of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.settings import SETTINGS, FolderOption, SetOption, YesOption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmark.council.folder import CouncilFolder
    from benchmark.returns.declaration_gather import Gathered
    from scoring.questionnaire import Questionnaire

app = typer.Typer(
    name="declaration",
    help="What your council promised and has done: your own page, and an index of pages.",
    **SETTINGS,
)

MOST_TOLD = 12


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    main.add_typer(app)


@app.command()
def page(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write FILE.html, with FILE.csv beside it; or FILE.csv.",
            show_default="in the round's folder, under pages",
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Your council's name, as the page shows it.", show_default=False)
    ] = None,
    contact: Annotated[
        str, typer.Option("--contact", help="Whom to ask: a role, and an e-mail address or telephone.")
    ] = "",
    address: Annotated[
        str, typer.Option("--address", metavar="URL", help="Where the page will be, so that an index can link to it.")
    ] = "",
    with_section: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="SECTION", help="Also a section that is only shown if you name it: security."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="ID", help="Leave out a section or a question. Repeat for more than one."),
    ] = None,
    link: Annotated[
        list[str] | None,
        typer.Option("--link", metavar="QUESTION", help="Publish the web address in the evidence of this question."),
    ] = None,
    links: Annotated[bool, typer.Option("--links", help="Publish every web address in the evidence.")] = False,
    set_id: SetOption = None,
    folder: FolderOption = Path(),
    show: Annotated[bool, typer.Option("--show", help="Show what the page holds, and write nothing.")] = False,
    yes: YesOption = False,
) -> None:
    """Make your council's own page: how far you have come with each commitment, in words, with your name on it.

    Levels, the last round, targets, and the web addresses of evidence that you choose: no note, reason or other
    evidence. All of it is shown before it is written, and nothing is sent: you publish it yourself.

    \b
    Example:  council-benchmark declaration page --show
    Example:  council-benchmark declaration page --links -o declaration.html
    """
    from benchmark.cli.asking import confirm
    from benchmark.council.past import Sets, past_rounds
    from benchmark.returns.declaration import Choice, choose_questions, found_links, make_page
    from benchmark.returns.declaration_file import output_paths
    from benchmark.returns.declaration_words import page_preview

    council = _folder(folder)
    questionnaire = choose_set(council, set_id)
    paths = output_paths(output or council.round_folder / "pages" / f"{questionnaire.id}-page.html")
    assessment = council.read_assessment(questionnaire)
    questions = choose_questions(questionnaire, with_section or [], without or [])
    found = found_links(assessment, questions)
    chosen = tuple(found) if links else choose_links(found, link)
    past = past_rounds(council, questionnaire, Sets(set_id))
    made = make_page(
        assessment,
        council.profile.round,
        past[0] if past else None,
        Choice(questions, chosen),
        council=ask_name(council, name),
        contact=contact,
        address=address,
    )
    console.result(page_preview(made, paths))
    if show or not (yes or confirm("Write this page?")):
        console.talk("\nNothing was written.")
        return
    from benchmark.outputs.declaration_files import write_page

    write_page(made, paths)
    console.talk(f"\nWritten: {', '.join(map(str, paths))}. Publish them together. Nothing was sent.")


@app.command()
def index(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILES...", help="The .csv files of councils' pages, or folders of them.", show_default=False
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Write FILE.html, with FILE.csv beside it; or FILE.csv."),
    ] = Path("index.html"),
    set_id: SetOption = None,
) -> None:
    """Lay councils' own pages side by side: every commitment by council, and who is furthest, to ask them.

    Councils stand in order of their names: it is not a league table. Every file that is refused is named, with the
    reason; the others are used.

    Example:  council-benchmark declaration index pages/ -o index.html
    """
    from benchmark.errors import WithheldError
    from benchmark.outputs.declaration_files import write_index
    from benchmark.returns.declaration_file import output_paths
    from benchmark.returns.declaration_gather import gather_pages

    paths = output_paths(output)
    gathered = gather_pages(files, set_id, skip=paths[-1])
    for refused in gathered.refused:
        console.talk(f"Refused: {refused}")
    if not gathered.pages:
        raise WithheldError("No page could be read, so no index was written.")
    write_index(gathered, paths)
    _tell(gathered, paths)


def _tell(gathered: "Gathered", paths: list[Path]) -> None:
    from benchmark.council.asking import wrap
    from benchmark.faults import printable

    for file, older in gathered.older:
        console.talk(
            printable(f"Not used: {file}: there is a later page of {older.council} than that of {older.round}.")
        )
    pages = len(gathered.pages)
    console.talk(f"{'1 council' if pages == 1 else f'{pages} councils'}, in order of their names:")
    for one in gathered.pages[:MOST_TOLD]:
        console.talk(printable(f"  {one.council}, {one.round}"))
    if pages > MOST_TOLD:
        console.talk(f"  and {pages - MOST_TOLD} more")
    said = f"Written: {', '.join(map(str, paths))}. It holds what these councils published themselves."
    console.talk(wrap(said, console.width()))


def _folder(path: Path) -> "CouncilFolder":
    from benchmark.council.folder import CouncilFolder

    return CouncilFolder(path)


def choose_set(council: "CouncilFolder", set_id: str | None) -> "Questionnaire":
    """Give the question set that is named; else the Declaration where the council answers it, or what is under way."""
    from benchmark.cli.asking import which_set
    from benchmark.returns.declaration import SET

    return which_set(council, SET if set_id is None and SET in council.started_sets() else set_id)


def choose_links(found: "Mapping[str, str]", named: list[str] | None) -> tuple[str, ...]:
    """Decide which addresses are published: those that are named, or else asked; in doubt none."""
    from benchmark.cli.asking import make_asker
    from benchmark.council.asking import Choice, Menu

    if named or not found or not console.can_ask():
        return tuple(dict.fromkeys(named or ()))
    none = Choice("none", "None of them", alone=True)
    choices = tuple(Choice(name, f"{name}: {address}") for name, address in found.items())
    text = "Which of these web addresses of your evidence may be published?"
    aside = "Choose only pages that everybody may open."
    ticked = make_asker().tick(Menu("", text, (none, *choices), aside=aside), ["none"])
    return tuple(name for name in ticked if name != "none")


def ask_name(council: "CouncilFolder", name: str | None) -> str:
    """Give the council's name as it is typed. It is not taken from the folder unasked."""
    from benchmark.cli.asking import make_asker
    from benchmark.errors import UsageError
    from benchmark.returns.card import one_line

    if name is not None:
        return name
    if not console.can_ask():
        raise UsageError('Give --name "Name of the council": the page is public and named. Nobody can be asked here.')
    return make_asker().write("Your council's name, as the page shows it.", council.profile.name, one_line)

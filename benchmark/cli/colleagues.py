"""The commands that hand questions out to colleagues, and say how far each is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import to_workbook
from benchmark.cli.settings import SETTINGS, FolderOption, SetOption, complete_sections

if TYPE_CHECKING:
    from benchmark.council.folder import CouncilFolder
    from scoring.questionnaire import Questionnaire

ABOUT = """Say how far each colleague is; hand sections out to them.

Alone it lists who was asked what, and what is still open, as a text for an e-mail. Colleagues answer with
`assess --as ROLE`, in a workbook or in a form. Roles are words such as housing or it, never names of people.

Example:  council-benchmark colleagues
"""

app = typer.Typer(
    name="colleagues", help=ABOUT, **{**SETTINGS, "no_args_is_help": False, "invoke_without_command": True}
)

SectionsOption = Annotated[
    list[str] | None,
    typer.Option("--section", metavar="SECTION", help="A section; once for each.", autocompletion=complete_sections),
]


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    main.add_typer(app)


@app.callback()
def colleagues(context: typer.Context, folder: FolderOption = Path(), set_id: SetOption = None) -> None:
    """Say how far each colleague is, unless something else is named."""
    if not context.invoked_subcommand:
        council, questionnaire = open_colleagues(folder, set_id, None)
        _tell_state(council, questionnaire, chase=True)


@app.command()
def give(
    to: Annotated[list[str], typer.Option("--to", metavar="ROLE", help="A role such as it; once for each.")],
    section: SectionsOption = None,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
) -> None:
    """Hand sections out: a role that was given some is asked these only. Without --section, all of them.

    \b
    Example: council-benchmark colleagues give --section data --to it
    Example: council-benchmark colleagues give --section data --section procurement --to it --to finance
    """
    from benchmark.council.hand_out import give as hand_out
    from benchmark.council.roles import check_role

    council, questionnaire = open_colleagues(folder, set_id, None)
    hand_out(council, questionnaire, _sections(questionnaire, section), [check_role(role) for role in to])
    _tell_state(council, questionnaire)


@app.command("take-back")
def take_back(
    role: Annotated[list[str], typer.Option("--from", metavar="ROLE", help="A role such as it; once for each.")],
    section: SectionsOption = None,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
) -> None:
    """Take sections back; without --section, all that a role was given. What it answered stays.

    A role that was given nothing, and answers all the same, is asked everything.

    Example:  council-benchmark colleagues take-back --section data --from it
    """
    from benchmark.council.hand_out import take_back as take

    council, questionnaire = open_colleagues(folder, set_id, None)
    take(council, questionnaire, _sections(questionnaire, section) if section else (), role)
    _tell_state(council, questionnaire)


@app.command()
def workbook(
    role: Annotated[str, typer.Option("--as", metavar="ROLE", help="The role that it is for.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.xlsx",
            callback=to_workbook,
            help="The file to write.",
            show_default="SET-as-ROLE.xlsx",
        ),
    ] = None,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a file that is there already.")] = False,
) -> None:
    """Write an Excel workbook for one colleague: the sections that were handed to this role, and its own answers.

    Example:  council-benchmark colleagues workbook --as it
    """
    from benchmark.council.hand_out import read_hand_out
    from benchmark.council.handed import form_name
    from benchmark.council.roles import check_role
    from benchmark.council.workbook.begin import begin_as
    from benchmark.council.workbook.write import write_answer_book
    from benchmark.errors import UsageError

    council, questionnaire = open_colleagues(folder, set_id, None)
    own = council.as_role(check_role(role))
    path = output or form_name(questionnaire.id, own.role)
    if path.exists() and not replace:
        raise UsageError(f"There is a file {path} already. Choose another name, or add --replace.")
    sections = read_hand_out(council, questionnaire).sections_for(questionnaire, own.role)
    write_answer_book(path, begin_as(questionnaire, own), sections)
    console.talk(
        f"Written: {path}, with {', '.join(sections) or 'everything'}. Its first sheet says how to fill it in."
    )
    console.talk(f"To bring it in: council-benchmark assess --as {own.role} --from-workbook {path}")


def open_colleagues(folder: Path, set_id: str | None, language: str | None) -> tuple["CouncilFolder", "Questionnaire"]:
    """Give the council's folder and the question set that is meant: the one that colleagues answer, where it is one."""
    from benchmark.cli.asking import which_set
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.roles import sets_in

    council = CouncilFolder(folder)
    begun = sets_in(council.round_folder)
    return council, which_set(council, set_id or (begun[0] if len(begun) == 1 else None), language)


def tell_of_faults(council: "CouncilFolder", questionnaire: "Questionnaire") -> None:
    """Tell of files that cannot be read, and of copies that are not: the other colleagues go on."""
    from benchmark.council.colleagues import read_colleagues

    found = read_colleagues(council, questionnaire)
    for fault in found.faults:
        console.talk(str(fault))
    for line in found.strays:
        console.talk(line)
    if found.faults:
        console.talk("The answers in these files are left out until they are mended.")


def _tell_state(council: "CouncilFolder", questionnaire: "Questionnaire", *, chase: bool = False) -> None:
    from benchmark.council.asking import wrap
    from benchmark.council.colleagues import read_colleagues
    from benchmark.council.handed import state_lines

    tell_of_faults(council, questionnaire)
    found = read_colleagues(council, questionnaire)
    if not found.found:
        console.talk("No colleague has answered, and nothing was handed out yet.")
        console.talk("Begin with: council-benchmark assess --as ROLE, or colleagues give --section SECTION --to ROLE")
        return
    for line in state_lines(found, council.profile.round, chase=chase):
        console.result(wrap(line, console.width(), "    ", "") if line.startswith("  - ") else console.folded(line))


def _sections(questionnaire: "Questionnaire", named: list[str] | None) -> list[str]:
    """Give the sections that are named, after checking them; all where none is."""
    from benchmark.council.workbook.begin import check_sections

    check_sections(questionnaire, named or [])
    return named or [section.id for section in questionnaire.sections]

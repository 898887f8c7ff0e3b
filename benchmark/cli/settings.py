"""What the command families share: the look of the help, and the options that mean the same everywhere."""

from pathlib import Path
from typing import Annotated, Any

import typer

# Plain help: it reads well aloud, needs no colours, and appears in half the time of the decorated kind.
SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "no_args_is_help": True,
    "add_completion": False,
}


def complete_sets(incomplete: str) -> list[str]:
    """Complete the id of a question set that comes with the program."""
    from benchmark.questions.library import shipped_sets

    return [folder.name for folder in shipped_sets() if folder.name.startswith(incomplete)]


def complete_settings(incomplete: str) -> list[str]:
    """Complete the name of a setting of disclosure control."""
    return [name for name in ("network", "public", "circle") if name.startswith(incomplete)]


def complete_sections(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a section, of the question set that is named or else of all that come with the program."""
    from benchmark.questions.library import find_questionnaire

    named = ctx.params.get("set_id")
    sections = [s.id for name in ([named] if named else complete_sets("")) for s in find_questionnaire(name).sections]
    return [section for section in dict.fromkeys(sections) if section.startswith(incomplete)]


SetOption = Annotated[
    str | None,
    typer.Option(
        "--set",
        metavar="SET",
        help="The question set: its id, or the path of your own.",
        autocompletion=complete_sets,
        show_default=False,
    ),
]
SetArgument = Annotated[
    str,
    typer.Argument(
        metavar="SET",
        help="A question set: its id, or the path of its file or folder.",
        autocompletion=complete_sets,
        show_default=False,
    ),
]
FolderOption = Annotated[Path, typer.Option("--folder", help="The council's folder.", show_default="this folder")]
RoundOption = Annotated[str | None, typer.Option("--round", help="The round, such as 2026-autumn.", show_default=False)]
NetworkOption = Annotated[str | None, typer.Option("--network", help="Count this network only.", show_default=False)]
NetworkFileOption = Annotated[
    Path | None,
    typer.Option(
        "--network-file",
        metavar="FILE",
        help="The network's own file, network.toml: only returns of invited councils count.",
        show_default=False,
    ),
]
UninvitedOption = Annotated[
    bool, typer.Option("--include-uninvited", help="With --network-file: count returns of uninvited senders too.")
]
OutOption = Annotated[Path, typer.Option("--output", "-o", help="The file to write.", show_default=False)]
PackageOption = Annotated[
    Path | None,
    typer.Option(
        "--package",
        metavar="FOLDER|ZIP",
        help="Also write the figures as open data: a new folder, or a .zip file.",
        show_default=False,
    ),
]
QuestionsOption = Annotated[
    str | None,
    typer.Option("--questions", help="The folder of a question set that did not come with the program."),
]
CrosswalkOption = Annotated[
    bool,
    typer.Option(
        "--crosswalk",
        help="Count returns of earlier versions of the question set too, on the questions that mean the same.",
    ),
]
EarlierOption = Annotated[
    Path | None,
    typer.Option(
        "--earlier",
        metavar="POOL",
        help="The pool of an earlier round: also say how the councils that linked their returns moved since.",
    ),
]
AsOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="ROLE",
        help="As one of several colleagues: a role such as housing, never a name.",
        show_default=False,
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask; do it.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON for programs to read.")]
# One meaning everywhere: what a person hears makes sense without having been seen.
PlainOption = Annotated[
    bool,
    typer.Option("--plain", help="For screen readers: sentences instead of tables and bars, questions line by line."),
]

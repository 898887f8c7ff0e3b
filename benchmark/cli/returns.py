"""The commands on returns: export, returns check, returns withdraw."""

from pathlib import Path
from typing import Annotated

import typer

from benchmark import console
from benchmark.cli.settings import SETTINGS, FolderOption, QuestionsOption, SetOption, YesOption

app = typer.Typer(name="returns", help="Explain a return, or take one back.", **SETTINGS)


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    main.command()(export)
    main.command()(forget)
    main.add_typer(app)


def export(
    set_id: SetOption = None,
    folder: FolderOption = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write.", show_default="in the round's folder, under returns"),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="SECTION", help="Keep a section's answers here. Repeat for more than one."),
    ] = None,
    send: Annotated[
        list[str] | None,
        typer.Option("--send", metavar="SECTION", help="Send a section's answers that would be asked about."),
    ] = None,
    invited: Annotated[
        Path | None,
        typer.Option("--invited", help="A table of the councils invited to the network, to count your look-alikes."),
    ] = None,
    named: Annotated[
        bool | None,
        typer.Option(
            "--named/--not-named",
            help="In a network that agreed to be named: put your council's name in, or not.",
            show_default="asked; without an answer not named",
        ),
    ] = None,
    link: Annotated[
        bool | None,
        typer.Option(
            "--link/--not-linked",
            help="Link this return to your last one, so that a network can say how its councils moved; or not.",
            show_default="asked; without an answer not linked",
        ),
    ] = None,
    councils: Annotated[
        Path | None,
        typer.Option("--councils", help="A newer table of all councils, or another country's, to count look-alikes."),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show what would leave, and write nothing.")] = False,
    yes: YesOption = False,
) -> None:
    """Show exactly what would leave this machine; then, if you say so, write the return.

    Nothing is sent. You get a small file to attach to an e-mail.

    Example:  council-benchmark export --show
    """
    from benchmark.cli.asking import ask_to_be_named, ask_to_keep, ask_to_link, confirm, which_set
    from benchmark.cli.clock import today
    from benchmark.council.folder import CouncilFolder
    from benchmark.network.deadline import late_words
    from benchmark.network.words import wrapped
    from benchmark.returns.export import draft_return, stored_invitation, write_return
    from benchmark.returns.home import Home, default_home
    from benchmark.returns.link import linkable
    from benchmark.returns.words import preview

    council = CouncilFolder(folder)
    questionnaire = which_set(council, set_id)
    home = Home(default_home(), council.profile.id)
    stay_home = ask_to_keep(questionnaire, keep or [], send or [], ask=not (yes or show))
    invitation = stored_invitation(council, questionnaire, home)
    if named is None:
        named = bool(invitation and invitation.named) and ask_to_be_named(ask=not (yes or show))
    if link is None:
        link = ask_to_link(linkable(council, questionnaire, home), ask=not (yes or show))
    draft = draft_return(council, questionnaire, home, stay_home, invited, councils=councils, named=named, linked=link)
    if late := late_words(invitation.deadline if invitation else None, today()):
        console.talk(wrapped([late, ""]))
    console.result(preview(draft))
    if show or not (yes or confirm("Write this return?")):
        console.talk("\nNothing was written.")
        return
    path = output or draft.path
    write_return(draft.signed, path, home)
    console.talk(f"\nWritten: {path}\nAttach it to an e-mail to your coordinator. Nothing was sent.")


def forget(folder: FolderOption = Path(), yes: YesOption = False) -> None:
    """Delete everything that the program wrote about this council on this machine.

    It cannot reach what you sent, and without the secret nothing can be withdrawn any more: withdraw first.

    Example:  council-benchmark forget
    """
    from benchmark.cli.asking import confirm
    from benchmark.council.folder import CouncilFolder
    from benchmark.returns.forget import find_traces
    from benchmark.returns.forget import forget as forget_traces
    from benchmark.returns.home import Home, default_home

    council = CouncilFolder(folder)
    traces = find_traces(council, Home(default_home(), council.profile.id))
    for path in (*traces.in_folder, *traces.in_profile):
        console.result(f"Delete: {path}")
    for path in traces.others:
        console.result(f"Keep, this program did not write it: {path}")
    console.talk(
        "Returns that you sent, and figures that were published, are out of reach. Withdraw first if you must."
    )
    if not (yes or confirm("Delete these files? This cannot be undone.")):
        console.talk("Nothing was deleted.")
        return
    forget_traces(traces)
    console.talk(f"Deleted: {len(traces.in_folder) + len(traces.in_profile)} files.")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A return.", show_default=False)],
    network_file: Annotated[
        Path | None,
        typer.Option("--network", metavar="FILE", help="The network's own file, network.toml: was its sender invited?"),
    ] = None,
    questions: QuestionsOption = None,
) -> None:
    """Explain a return: what it says, whether its signature fits, and who could have made it.

    With --network network.toml it also says whether an invitation of that network endorsed it.

    Example:  council-benchmark returns check return-3f9a2c1b7d5e.json
    """
    from benchmark.errors import FaultsError, UsageError
    from benchmark.pool.fit import return_misfits
    from benchmark.questions.editions import find_any_version
    from benchmark.returns.read import read_return
    from benchmark.returns.words import explain
    from scoring.fingerprint import fingerprint

    signed = read_return(file)
    try:
        questionnaire = find_any_version(signed.content.questionnaire, signed.content.version, questions)
    except UsageError:
        questionnaire = None
    if questionnaire:
        faults = list(return_misfits(signed.content, questionnaire, fingerprint(questionnaire), str(file), ""))
        if faults:
            raise FaultsError(faults)
    judged = ""
    if network_file:
        from benchmark.network.network import read_network
        from benchmark.network.words import judged_words

        judged = judged_words(signed.content, read_network(network_file))
    console.result(explain(questionnaire, signed, judged))


@app.command()
def withdraw(set_id: SetOption = None, folder: FolderOption = Path(), yes: YesOption = False) -> None:
    """Take back what this council sent in this round: writes a withdrawal to send to the same people.

    It removes your answers from every pool that it is merged into. What was printed or published stays as it is.

    Example:  council-benchmark returns withdraw --set quick-check
    """
    from benchmark.cli.asking import confirm, which_set
    from benchmark.council.folder import CouncilFolder
    from benchmark.returns.export import draft_withdrawal, write_return
    from benchmark.returns.home import Home, default_home

    council = CouncilFolder(folder)
    questionnaire = which_set(council, set_id)
    home = Home(default_home(), council.profile.id)
    signed, path = draft_withdrawal(council, questionnaire, home)
    profile = council.profile
    console.talk(f"This takes back {questionnaire.title} from {profile.network}, round {profile.round}.")
    if not (yes or confirm("Write the withdrawal?")):
        console.talk("Nothing was written.")
        return
    write_return(signed, path, home)
    console.talk(f"Written: {path}\nSend it to whoever has your return. Nothing was sent.")

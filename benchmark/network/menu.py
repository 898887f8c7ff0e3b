"""A coordinator's guided menu: what there is, what to do next, and each step as one choice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.errors import UserError
from benchmark.network import setup
from benchmark.network.deadline import deadline_line
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.inbox import look
from benchmark.network.inbox_words import inbox_lines
from benchmark.network.invite import Issued, issue, retire
from benchmark.network.invited import Candidate, active, read_candidates
from benchmark.network.network import Network
from benchmark.network.preview import preview
from benchmark.network.preview_words import preview_lines
from benchmark.network.words import CLOSED, closing_question, issued_lines, network_lines

_LEAVE: Final = "0"


class Publish(Protocol):
    """Publishes the round's benchmark, as the command does, and tells about it."""

    def __call__(self, coordinator: CoordinatorFolder, *, interim: bool) -> None:
        """Publish, or raise a UserError."""


@dataclass(frozen=True)
class Steps:
    """What the menu is given: how to publish, which round the season suggests, and what day it is."""

    publish: Publish
    default_round: str
    today: date


@dataclass(frozen=True)
class Step:
    """One thing that can be done."""

    name: str
    title: str
    do: Callable[[], None]


def run_menu(asker: Asker, folder: CoordinatorFolder, steps: Steps) -> None:
    """Ask what to do until the coordinator leaves. What cannot be done is explained, and asked again."""
    asker.say("A network's round. Each step here is also a command: council-benchmark network --help")
    while True:
        try:
            offered, suggestion, words = _offer(asker, folder, steps)
        except UserError as error:
            # Something in the folder is damaged: no step can go on from it, so say what to mend.
            asker.say(str(error))
            raise
        asker.say()
        asker.say(words)
        choices = tuple(Choice(str(at), step.title, (step.name,)) for at, step in enumerate(offered, start=1))
        start = next((str(at) for at, step in enumerate(offered, start=1) if step.name == suggestion), _LEAVE)
        leave = Choice(_LEAVE, "Leave; everything is saved", ("leave", "q"))
        chosen = asker.choose(Menu("What would you like to do?", "", (*choices, leave), start=start))
        if chosen == _LEAVE:
            return
        try:
            offered[int(chosen) - 1].do()
        except UserError as error:
            asker.say(str(error))


def _offer(asker: Asker, folder: CoordinatorFolder, steps: Steps) -> tuple[Sequence[Step], str, str]:
    """Give the steps that make sense now, the one to take next, and where things stand."""
    if not folder.network_path.exists():
        first = Step("new", "Set up a round", lambda: _new(asker, folder, steps.default_round))
        return (first,), "new", "There is no round in this folder yet. Next: set one up."
    network = folder.network
    invite = (
        Step("invite", "Invite councils", lambda: _invite(asker, folder)),
        Step("retire", "Retire an invitation", lambda: _retire(asker, folder)),
    )
    every = (
        *(invite if network.invitations and not network.closed else ()),
        Step("preview", "See beforehand what could be shown", lambda: _preview(asker, folder)),
        Step("inbox", "Look at what came, and who has not sent", lambda: _inbox(asker, folder, steps)),
        *(
            ()
            if network.closed
            else (Step("publish", "Publish the benchmark", lambda: _publish(asker, folder, steps)),)
        ),
        *(() if network.closed else (Step("close", "Close the round", lambda: _close(asker, folder)),)),
    )
    suggestion, words = _next(folder, network)
    head = "\n".join(network_lines(network, folder.questionnaire))
    return every, suggestion, f"{head}\n{words}"


def _next(folder: CoordinatorFolder, network: Network) -> tuple[str, str]:
    """Say what to do next, and why."""
    holders = active(folder.invited())
    if network.closed:
        return "", "Next: nothing. Keep this folder, or delete it as your rules for keeping files say."
    if network.invitations and not holders:
        return "invite", "Next: invite councils. You need their names; e-mail addresses and facts help."
    if folder.benchmark_path.exists():
        return "close", "A benchmark is published. Next: send it to its readers; close the round when it was the last."
    if not folder.pool_path.exists():
        where = f"Next: send the invitations, save what comes back in {folder.inbox}, and look at it here."
        return "inbox", where
    return "inbox", "Next: look at what came. When enough have sent, or the day is over, publish."


def _new(asker: Asker, folder: CoordinatorFolder, default_round: str) -> None:
    setup.set_up(folder, setup.make_network(asker, setup.Given(), default_round))
    asker.say(setup.next_steps(folder.path))


def _invite(asker: Asker, folder: CoordinatorFolder) -> None:
    prompt = (
        "Type the path of your list (a CSV file with a column council), or the name of one council. Enter: neither."
    )
    given = asker.write(prompt)
    if not given:
        return
    if given.lower().endswith(".csv"):
        candidates, unused = read_candidates(Path(given.strip('"')), folder.questionnaire)
        if unused:
            asker.say(f"Columns that are not used: {', '.join(unused)}.")
    else:
        candidates = [Candidate(given)]
    _tell(asker, issue(folder, candidates), folder.path)


def _tell(asker: Asker, issued: Issued, path: Path) -> None:
    for line in issued_lines(path, issued):
        asker.say(line)


def _retire(asker: Asker, folder: CoordinatorFolder) -> None:
    holders = active(folder.invited())
    if not holders:
        asker.say("Nobody is invited yet.")
        return
    for council in holders:
        asker.say(f"{council.number:>3}  {council.council}")
    given = asker.write("Which invitation should no longer count? Type its number. Enter: none.")
    if not given:
        return
    if not (given.isascii() and given.isdigit()):
        asker.say(f'"{given}" is not a number.')
        return
    retired = retire(folder, int(given))
    asker.say(f"Invitation {given}, {retired.council}, is retired. Invite the council again to give it another.")


def _preview(asker: Asker, folder: CoordinatorFolder) -> None:
    for line in preview_lines(preview(folder.network, folder.questionnaire, folder.invited())):
        asker.say(line)


def _inbox(asker: Asker, folder: CoordinatorFolder, steps: Steps) -> None:
    folder.inbox.mkdir(parents=True, exist_ok=True)
    looked, network = look(folder), folder.network
    for line in (*inbox_lines(looked, network), deadline_line(network, steps.today)):
        asker.say(line)


def _publish(asker: Asker, folder: CoordinatorFolder, steps: Steps) -> None:
    text = (
        f"{deadline_line(folder.network, steps.today)}\n"
        "Is this the last benchmark of the round? The last one shows groups, and closes the round; before it, all "
        "councils are one group."
    )
    choices = (Choice("i", "No, more returns will come"), Choice("f", "Yes, the last"), Choice("n", "Do not publish"))
    kind = asker.choose(Menu("", text, choices, start="n"))
    if kind != "n":
        steps.publish(folder, interim=kind == "i")


def _close(asker: Asker, folder: CoordinatorFolder) -> None:
    choices = (Choice("n", "No"), Choice("y", "Yes, close it", ("yes",)))
    question = closing_question(folder.network, folder.ledger())
    if asker.choose(Menu("", question, choices, start="n")) == "y":
        folder.close()
        asker.say(f"The round is closed. {CLOSED}")

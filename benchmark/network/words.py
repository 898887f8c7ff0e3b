"""What the network commands tell a person, in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.network.invited import InvitedCouncil
from benchmark.network.network import Network
from benchmark.pool.roster import Verdict, judge_one
from benchmark.returns.model import Return
from scoring.questionnaire import Questionnaire

if TYPE_CHECKING:
    from benchmark.network.invite import Issued
    from benchmark.pool.ledger import Ledger

CLOSED = "From now on only a correction is published from it. Send the new network.toml to your members."
_JUDGED: Mapping[Verdict | None, str] = {
    None: "It belongs to another network, round or question set than this network's file.",
    "invited": "The endorsement fits: a council that this network invited made this return.",
    "not invited": "No invitation of this network endorsed it. It is not counted.",
    "retired": "It was made with an invitation that was retired. It is not counted.",
    "unfit": "The endorsement does not fit: that invitation endorsed something else. It is not counted.",
}


def day(when: date) -> str:
    """Write a date as people in the UK read it."""
    return f"{when.day} {when:%B} {when.year}"


def wrapped(lines: Sequence[str]) -> str:
    """Wrap lines to the terminal."""
    return "\n".join(wrap(line, console.width()) for line in lines)


def letter(network: Network, questionnaire: Questionnaire, council: InvitedCouncil) -> str:
    """Write the e-mail to one invited council, ready to be pasted."""
    minutes = f", about {questionnaire.minutes} minutes" if questionnaire.minutes else ""
    set_id = network.questionnaire
    to = council.council + (f" <{council.email}>" if council.email else "")
    return f"""\
To: {to}
Subject: Invitation to {network.title}, {network.round}
Attach: invitation-{council.number}.toml

{council.council} is invited to take part in {network.title}, round {network.round}.
You answer the {many(len(questionnaire.questions), "question")} of "{questionnaire.title}"{minutes}.
Please send us your return by {day(network.deadline)}.

1. Save the attached file. It is for your council only: do not forward it.
2. Install council-benchmark. Your IT team will find what it does in its README.
3. In a folder for your council, run these, one after the other:
     council-benchmark init
     council-benchmark join invitation-{council.number}.toml
     council-benchmark assess --set {set_id}
     council-benchmark export --set {set_id}
4. Send us the small file that the last step names. It shows you every line of it first.

If the attachment is lost, this code does the same:
  council-benchmark join {council.code} --network {network.id} --round {network.round} --set {set_id}

If you cannot install anything, ask us for the form: one file that any browser opens. Answer there, open your invitation
in it under "Take part in a network", and send us the file that it makes.

You get a benchmark back: figures about groups of councils, and nothing about any one of them.
{network.publisher}"""


def network_lines(network: Network, questionnaire: Questionnaire) -> Iterator[str]:
    """Say what a network agreed on."""
    yield f"{network.title} ({network.id}), round {network.round}"
    yield f"Question set: {questionnaire.title} {network.version}. Returns by {day(network.deadline)}."
    used = ", ".join(attribute.title for attribute in network.used(questionnaire)) or "none"
    yield f"Facts that a return holds: {used}."
    readers = "everybody" if network.setting == "public" else "its members"
    yield f"The benchmark is for {readers}; {network.publisher} publishes it."
    yield (
        "Only returns of invited councils count."
        if network.invitations
        else "There are no invitations: anyone could send returns."
    )
    if network.named:
        yield "Councils are asked whether their name may stand in the return. No published figure names one."
    if network.closed:
        yield "The round is closed."


def closing_question(network: Network, ledger: "Ledger") -> str:
    """Ask whether to close a round, saying what that leaves undone."""
    missing = "" if ledger.final else " Its final benchmark is not published, and then never will be."
    return f"Close the round {network.round}? Afterwards only a correction can be published.{missing}"


def invited_number(council: InvitedCouncil) -> str:
    """Name an invitation."""
    return f"invitation {council.number}"


def issued_lines(path: Path, issued: "Issued") -> list[str]:
    """Say where invitations are and what to do with them."""
    lines = [
        f"{council.council} has {invited_number(council)} already. To give it another, retire that one first."
        for council in issued.already
    ]
    if not issued.new:
        return lines
    return [
        *lines,
        f"{many(len(issued.new), 'invitation')} issued: {path / 'invitations'} holds the file for each council.",
        f"Each e-mail is in {path / 'private'}, ready to be pasted. Send every council its own file and no other.",
        f"Never share {path / 'private'}: it says who got which code. Send the new network.toml to all members.",
        "For councils that cannot install anything: questions form writes the form that goes with the invitation.",
        "Next: network preview says what could be shown; network inbox looks at what comes.",
    ]


def judged_words(content: Return, network: Network) -> str:
    """Say what the network's roster makes of one return."""
    roster = network.roster_for_counting()
    if roster is None:
        return f"{network.title} has no invitations: anyone could have made this return."
    return _JUDGED[judge_one(content, roster)]


def many(number: int, thing: str) -> str:
    """Write a number of things."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

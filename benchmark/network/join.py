"""A council joins a network's round with its invitation: council.toml names the place, the profile keeps the code."""

import shutil
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

import tomli_w

from benchmark.council.folder import CouncilFolder
from benchmark.council.rounds import round_order
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault
from benchmark.files import TOML_LIMIT, exists, read_text, read_toml, write_text
from benchmark.network.codes import BadCode, looks_like_code, read_code, tidy_code
from benchmark.network.folder import key_of
from benchmark.network.invitation import InvitationFile, make_invitation, read_invitation
from benchmark.network.network import FORMAT, Network, read_network
from benchmark.network.words import day
from benchmark.questions.ids import name_fault
from benchmark.questions.library import find_questionnaire
from benchmark.returns.endorsement import StoredInvitation
from benchmark.returns.home import Home
from benchmark.returns.keys import encode
from scoring.questionnaire import Questionnaire

_LIMIT: Final = 1_000_000
_SLIP: Final = "Compare it with your invitation, letter by letter; O and 0, I and 1 are the same."


@dataclass(frozen=True)
class Place:
    """Where a code belongs, as given beside it."""

    network: str | None = None
    round: str | None = None
    set_id: str | None = None
    network_file: Path | None = None


@dataclass(frozen=True)
class Joining:
    """What joining would do, before it is done."""

    network: str
    round: str
    questionnaire: str
    stored: StoredInvitation
    # What the invitation says; None where only a code was typed.
    says: InvitationFile | None

    @property
    def slot(self) -> str:
        """Name what the invitation is for."""
        return f"{self.questionnaire}|{self.network}|{self.round}"


def read_joining(given: str, council: CouncilFolder, place: Place) -> Joining:
    """Read an invitation's file, or a code with the place that it belongs to."""
    path = Path(given)
    if exists(path) or not looks_like_code(given):
        if path.suffix == ".toml" and f'"{FORMAT}"' in read_text(path, _LIMIT):
            raise UsageError(
                f"{path} is the network's own file. Join with your invitation: a file or a code of its own."
            )
        says = read_invitation(path)
    else:
        try:
            read_code(given)
        except BadCode as error:
            raise FaultsError([fault("bad-code", "The code", why=error, remedy=_SLIP)]) from None
        if not place.network_file:
            return _by_code(given, council, place)
        network = read_network(place.network_file)
        _refuse_unlisted(network, given)
        says = make_invitation(network, tidy_code(given), [])
    return Joining(says.network, says.round, says.questionnaire, says.to_store(), says)


def join(council: CouncilFolder, home: Home, joining: Joining) -> None:
    """Store the code in the user's profile, then name the network and the round in council.toml."""
    home.keep_invitation(joining.slot, joining.stored)
    council.save_profile(council.profile._replace(network=joining.network, round=joining.round))


def answers_elsewhere(council: CouncilFolder, joining: Joining) -> Path | None:
    """Give the present round's answers, where the round that is joined is another one and has none yet."""
    if (
        joining.round == council.profile.round
        or (council.path / joining.round / f"{joining.questionnaire}.toml").exists()
    ):
        return None
    path = council.assessment_path(joining.questionnaire)
    return path if path.exists() else None


def bring_answers(council: CouncilFolder, joining: Joining, path: Path) -> Path:
    """Copy answers into the folder of the round that is joined. The earlier round keeps its own.

    In a later round they are marked as carried over: nothing of them leaves until it is confirmed.
    """
    target = council.path / joining.round / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return target
    if is_later(council, joining):
        write_text(target, _marked(path, council.profile.round))
    else:
        shutil.copyfile(path, target)
    return target


def is_later(council: CouncilFolder, joining: Joining) -> bool:
    """Say whether the round that is joined comes after the council's present one."""
    return round_order(joining.round) > round_order(council.profile.round)


def _marked(path: Path, round_id: str) -> str:
    """Mark every answer of a file as carried over, whatever question set it belongs to. Its head stays."""
    data = read_toml(path)
    answers = data.get("answers")
    for entry in answers.values() if isinstance(answers, dict) else ():
        if isinstance(entry, dict):
            entry.setdefault("carried", round_id)
            entry.pop("agreed_by", None)
            entry.pop("spread", None)
    lines = read_text(path, TOML_LIMIT).splitlines()
    head = takewhile(lambda line: line.startswith("#") or not line, lines)
    return "\n".join([*head, tomli_w.dumps(data)])


def joining_lines(joining: Joining, questionnaire: Questionnaire | None) -> list[str]:
    """Say what the invitation says, so that a council can decide."""
    says = joining.says
    if says is None:
        return [
            f"A code for the network {joining.network}, round {joining.round}, question set {joining.questionnaire}."
        ]
    title = questionnaire.title if questionnaire else says.questionnaire
    lines = [
        f"You are invited to {says.title} ({says.network}), round {says.round}.",
        f"Question set: {title} {says.version}. Returns by {day(says.deadline)}.",
    ]
    if questionnaire:
        used = [a.title for a in questionnaire.shared_attributes if joining.stored.uses(a.id)]
        lines.append(f"A return holds these facts about your council: {', '.join(used) or 'none'}.")
    if says.invited:
        total = sum(group.councils for group in says.invited)
        lines.append(f"{total} councils are invited. `export` says how many of them look like yours.")
    lines.append(
        "This network agreed to be named. `export` asks whether your name may stand in the return."
        if says.named
        else "Your council's name does not leave. Your coordinator knows which council got which invitation."
    )
    return lines


def known_set(joining: Joining) -> Questionnaire | None:
    """Give the question set that is asked, or None where it, or its version, is not here."""
    try:
        questionnaire = find_questionnaire(joining.questionnaire)
    except UsageError:
        return None
    return questionnaire if joining.says is None or joining.says.version == questionnaire.version else None


def _by_code(given: str, council: CouncilFolder, place: Place) -> Joining:
    """Take the place of a code from the options, else from what the council's folder says."""
    if place.set_id is None:
        raise UsageError(
            "A code alone does not say what it is for. Add --network, --round and --set, as in your e-mail."
        )
    network, when = place.network or council.profile.network, place.round or council.profile.round
    faults = [found for value in (network, when, place.set_id) if (found := name_fault(value, "The options"))]
    if faults:
        raise FaultsError(faults)
    return Joining(network, when, place.set_id, StoredInvitation(encode(read_code(given))), None)


def _refuse_unlisted(network: Network, code: str) -> None:
    """Refuse a code that the network's roster does not list, or that was retired."""
    found = next((entry for entry in network.roster if entry.key == key_of(read_code(code), network)), None)
    if found is None or found.retired:
        why = "it is not on this network's list" if found is None else "it was retired"
        raise FaultsError([fault("bad-code", "The code", why=why, remedy="Ask your coordinator for another.")])

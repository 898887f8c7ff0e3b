"""A network's round made cheaply: a coordinator's folder, invited councils, and the returns that they send."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from benchmark.network.codes import read_code
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.invite import issue
from benchmark.network.invited import Candidate, InvitedCouncil, active
from benchmark.network.network import Network, write_network
from benchmark.questions.library import find_questionnaire
from benchmark.returns.endorsement import endorse, invitation_key
from benchmark.returns.keys import public_text, sign, signing_key
from benchmark.returns.model import Return, SignedReturn
from scoring.applicability import shared_attributes
from scoring.fingerprint import fingerprint

SET = find_questionnaire("quick-check")
ROUND = "2026-autumn"
DISTRICT = {"council-type": "district", "population-band": "100k-150k"}


def network(**changes: object) -> Network:
    given = {
        "id": "north-west",
        "title": "North West",
        "questionnaire": SET.id,
        "version": SET.version,
        "round": ROUND,
        "deadline": date(2026, 11, 30),
        "publisher": "Network coordinator",
        **changes,
    }
    return Network(**given)


@dataclass
class Round:
    """A coordinator's folder with so many invited councils."""

    folder: CoordinatorFolder

    def council(self, number: int) -> InvitedCouncil:
        return next(c for c in self.folder.invited() if c.number == number)

    def invite(self, *names: str, **attributes: str) -> None:
        issue(self.folder, [Candidate(name, attributes=attributes or DISTRICT) for name in names])

    @property
    def holders(self) -> list[InvitedCouncil]:
        return active(self.folder.invited())


def new_round(path: Path, councils: int = 0, **changes: object) -> Round:
    made = Round(CoordinatorFolder(path))
    write_network(made.folder.network_path, network(**changes))
    made.folder.inbox.mkdir()
    if councils:
        made.invite(*(f"Council {chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(councils)))
    return made


def returned(
    secret: str,
    code: str | None = None,
    *,
    level: int = 2,
    sequence: int = 1,
    endorse_key: str | None = None,
    endorse_place: dict[str, str] | None = None,
    **changes: object,
) -> SignedReturn:
    """Make a signed return; endorsed where there is a code. `endorse_...` let the endorsement say something else."""
    place = {"questionnaire": SET.id, "network": "north-west", "round": ROUND}
    place |= {name: str(value) for name, value in changes.items() if name in place}
    key = signing_key(secret.encode().ljust(32, b"."), place["questionnaire"], place["network"], place["round"])
    withdrawn = bool(changes.get("withdrawn"))
    content = Return(
        format="council-return/1",
        version=SET.version,
        fingerprint=fingerprint(SET),
        home=True,
        sequence=sequence,
        attributes={} if withdrawn else shared_attributes(SET, DISTRICT),
        answers={} if withdrawn else {question.id: level for question in SET.questions},
        targets={},
        evidenced={},
        key=public_text(key),
        **place,
    )
    content = msgspec.structs.replace(content, **{name: v for name, v in changes.items() if name not in place})
    if code:
        said = {**place, **(endorse_place or {})}
        invitation = invitation_key(read_code(code), said["questionnaire"], said["network"], said["round"])
        word = endorse(invitation, said["questionnaire"], said["network"], said["round"], endorse_key or content.key)
        # The invitation named is the right one: only what it signed is wrong.
        right = public_text(invitation_key(read_code(code), place["questionnaire"], place["network"], place["round"]))
        content = msgspec.structs.replace(content, endorsement=msgspec.structs.replace(word, invitation=right))
    return sign(content, key)

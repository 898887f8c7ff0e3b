"""The small file that one invited council gets: what it is invited to, its code, and how many are invited with it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import tomli_w

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import read_toml, write_bytes
from benchmark.network.codes import BadCode, read_code, tidy_code
from benchmark.network.invited import InvitedCouncil, active
from benchmark.network.network import DATE, Network, repeated_ids
from benchmark.questions.ids import is_id
from benchmark.questions.kinds import FLAG, TABLE, TABLES, TEXT, TEXTS, WHOLE, Key
from benchmark.questions.shape import check_entry, check_top, other_format
from benchmark.returns.endorsement import InvitedGroup, StoredInvitation
from benchmark.returns.keys import encode
from scoring.applicability import attributes_needed, complete_attributes
from scoring.questionnaire import Questionnaire

FORMAT: Final = "invitation/1"
_MOST: Final = 10_000
# It goes to one council only, by e-mail: others on a shared computer should not read it.
_PRIVATE: Final = 0o600

TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "network": Key(TEXT, required=True),
    "title": Key(TEXT, required=True),
    "questionnaire": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "round": Key(TEXT, required=True),
    "deadline": Key(DATE, required=True),
    "attributes": Key(TEXTS),
    "named": Key(FLAG),
    "code": Key(TEXT, required=True),
    "invited": Key(TABLES),
}
GROUP: Mapping[str, Key] = {"councils": Key(WHOLE, required=True), "attributes": Key(TABLE, required=True)}

HEADER: Final = """\
# An invitation for one council. The code is its ticket: do not forward this file.
# To use it, run in your council's folder:  council-benchmark join {name}
#
# [[invited]] says how many invited councils share which facts, so that `export` can tell you how many look like yours.

"""


@dataclass(frozen=True, slots=True)
class InvitationFile:
    """What an invitation says."""

    network: str
    title: str
    questionnaire: str
    version: str
    round: str
    deadline: date
    code: str
    attributes: tuple[str, ...] | None = None
    named: bool = False
    invited: tuple[InvitedGroup, ...] = ()

    @property
    def slot(self) -> str:
        """Name what this invitation is for, as the user's profile stores it."""
        return f"{self.questionnaire}|{self.network}|{self.round}"

    def to_store(self) -> StoredInvitation:
        """Give what the council keeps of it in the user's profile."""
        return StoredInvitation(encode(read_code(self.code)), self.attributes, self.named, self.invited, self.deadline)


def make_invitation(network: Network, code: str, invited: Sequence[InvitedGroup]) -> InvitationFile:
    """Make the invitation of one council."""
    return InvitationFile(
        network.id,
        network.title,
        network.questionnaire,
        network.version,
        network.round,
        network.deadline,
        code,
        network.attributes,
        network.named,
        tuple(invited),
    )


def invited_groups(
    councils: Sequence[InvitedCouncil], questionnaire: Questionnaire, network: Network
) -> list[InvitedGroup]:
    """Count the invited councils by what a return could show of them; those without attributes are left out.

    Only the attributes that leave, and those that decide what is asked: more would say more than is needed.
    """
    wanted = list(dict.fromkeys([*(a.id for a in network.used(questionnaire)), *attributes_needed(questionnaire)]))
    found: Counter[tuple[tuple[str, str], ...]] = Counter()
    for council in active(councils):
        known = complete_attributes(questionnaire, council.attributes)
        if all(name in known for name in wanted) and wanted:
            found[tuple((name, known[name]) for name in wanted)] += 1
    return [InvitedGroup(dict(group), number) for group, number in sorted(found.items())]


def write_invitation(path: Path, invitation: InvitationFile) -> None:
    """Write an invitation's file, whole or not at all."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "network": invitation.network,
        "title": invitation.title,
        "questionnaire": invitation.questionnaire,
        "version": invitation.version,
        "round": invitation.round,
        "deadline": invitation.deadline,
        **({"attributes": list(invitation.attributes)} if invitation.attributes is not None else {}),
        "named": invitation.named,
        "code": invitation.code,
    }
    groups = [
        f"\n[[invited]]\n{tomli_w.dumps({'councils': group.councils, 'attributes': group.attributes})}"
        for group in invitation.invited
    ]
    # A table's own head would need its full path inside a list of tables.
    text = "".join(groups).replace("\n[attributes]\n", "\n[invited.attributes]\n")
    write_bytes(path, (HEADER.format(name=path.name) + tomli_w.dumps(data) + text).encode("utf-8"), mode=_PRIVATE)


def read_invitation(path: Path) -> InvitationFile:
    """Read an invitation, or raise FaultsError with every fault."""
    data = read_toml(path)
    faults = list(_faults(data, str(path)))
    if faults:
        raise FaultsError(faults)
    given = data.get("attributes")
    return InvitationFile(
        data["network"],
        data["title"],
        data["questionnaire"],
        data["version"],
        data["round"],
        data["deadline"],
        tidy_code(data["code"]),
        tuple(given) if given is not None else None,
        data.get("named", False),
        tuple(InvitedGroup(dict(group["attributes"]), group["councils"]) for group in data.get("invited", [])),
    )


def _faults(data: Mapping[str, Any], file: str) -> Iterator[Fault]:
    remedy = "An invitation is the file that your coordinator sent, named invitation-1.toml or so."
    if other := other_format(data, FORMAT, file, remedy):
        yield other
        return
    yield from check_top(data, TOP, ("network", "questionnaire", "round"), file)
    for name in ("title", "version"):
        value = data.get(name)
        if isinstance(value, str) and not value.isprintable():
            yield fault("wrong-kind", file, name, key=name, wanted="one line of text")
    yield from repeated_ids(data.get("attributes"), file)
    if isinstance(data.get("code"), str):
        try:
            read_code(data["code"])
        except BadCode as error:
            yield fault("bad-code", file, "code", why=error, remedy="Ask your coordinator for the file again.")
    groups: Any = data.get("invited")
    for number, group in enumerate(groups if TABLES.accepts(groups) else [], start=1):
        yield from _group_faults(group, file, f"invited number {number}")


def _group_faults(group: Mapping[str, Any], file: str, place: str) -> Iterator[Fault]:
    yield from check_entry(group, GROUP, file, place)
    councils, attributes = group.get("councils"), group.get("attributes")
    if WHOLE.accepts(councils) and not 1 <= int(councils or 0) <= _MOST:
        yield fault("wrong-kind", file, place, key="councils", wanted=f"a whole number from 1 to {_MOST:,}")
    for name, value in attributes.items() if isinstance(attributes, dict) else ():
        if not (is_id(name) and isinstance(value, str) and is_id(value)):
            yield fault("wrong-kind", file, place, key=name, wanted="the id of an option")

"""A network's own file, `network.toml`: what its members agreed on, and its roster of invitations. For everybody."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Literal, cast

import tomli_w

from benchmark.errors import FaultsError, WithheldError
from benchmark.faults import Fault, fault
from benchmark.files import read_toml, write_text
from benchmark.pool.roster import Roster
from benchmark.questions.ids import is_id
from benchmark.questions.kinds import FLAG, TABLES, TEXT, TEXTS, Key, Kind, one_of
from benchmark.questions.shape import check_entry, check_top, other_format
from benchmark.returns.keys import key_is_sound
from scoring.questionnaire import Attribute, Questionnaire

FILE_NAME: Final = "network.toml"
FORMAT: Final = "network/1"
LONGEST_TITLE: Final = 200
_VERSION: Final = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*\Z")

DATE: Final = Kind(
    "a date such as 2026-11-30, without quotes",
    lambda value: isinstance(value, date) and not isinstance(value, datetime),
)

TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "id": Key(TEXT, required=True),
    "title": Key(TEXT, required=True),
    "questionnaire": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "round": Key(TEXT, required=True),
    "deadline": Key(DATE, required=True),
    "attributes": Key(TEXTS),
    "setting": Key(one_of("network", "public")),
    "named": Key(FLAG),
    "invitations": Key(FLAG),
    "publisher": Key(TEXT, required=True),
    "closed": Key(FLAG),
    "invitation": Key(TABLES),
}
INVITATION: Mapping[str, Key] = {"key": Key(TEXT, required=True), "retired": Key(FLAG)}

HEADER: Final = """\
# What this network agreed on for one round. Everybody in the network may have this file; it names no council.
# `council-benchmark network` writes it, so comments that you add are lost.
#
# attributes   the facts about a council that its return holds
# setting      who will see the benchmark: network (members) or public (everybody)
# named        true only if all agreed that a return may hold the council's name, and then each is asked
# invitations  true: only returns of invited councils count. Below, each invitation stands with its public key
# publisher    who publishes the benchmark: a role or the network, never a person

"""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One line of the roster: an invitation's public key, and whether it was retired."""

    key: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """What a network agreed on for one round of one question set."""

    id: str
    title: str
    questionnaire: str
    version: str
    round: str
    deadline: date
    publisher: str
    # None: all shared attributes of the question set.
    attributes: tuple[str, ...] | None = None
    setting: Literal["network", "public"] = "network"
    named: bool = False
    invitations: bool = True
    closed: bool = False
    roster: tuple[Invitation, ...] = ()

    def roster_for_counting(self, *, include_uninvited: bool = False) -> Roster | None:
        """Give what a count needs to know of the invitations; None in a network without any."""
        if not self.invitations:
            return None
        retired = {invitation.key: invitation.retired for invitation in self.roster}
        return Roster(
            self.questionnaire, self.version, self.id, self.round, retired, self.attributes, include_uninvited
        )

    @property
    def in_use(self) -> int:
        """Count the invitations that were not retired."""
        return sum(not invitation.retired for invitation in self.roster)

    def used(self, questionnaire: Questionnaire) -> tuple[Attribute, ...]:
        """List the attributes of the question set that returns of this network hold, or raise FaultsError."""
        shared = questionnaire.shared_attributes
        known = [attribute.id for attribute in shared]
        choices = ", ".join(known) or "none"
        faults = [
            fault("not-shared", FILE_NAME, "attributes", id=name, choices=choices)
            for name in self.attributes or ()
            if name not in known
        ]
        if faults:
            raise FaultsError(faults)
        return tuple(a for a in shared if self.attributes is None or a.id in self.attributes)

    def refuse_closed(self) -> None:
        """Refuse to invite anybody after the round was closed. What may be published is for its ledger to say."""
        if self.closed:
            raise WithheldError(f"The round {self.round} of {self.title} is closed. Nobody more is invited to it.")


def read_network(path: Path) -> Network:
    """Read `network.toml`, or raise FaultsError with every fault."""
    data = read_toml(path)
    faults = list(_faults(data, str(path)))
    if faults:
        raise FaultsError(faults)
    given = data.get("attributes")
    return Network(
        id=data["id"],
        title=data["title"],
        questionnaire=data["questionnaire"],
        version=data["version"],
        round=data["round"],
        deadline=data["deadline"],
        publisher=data["publisher"],
        attributes=tuple(given) if given is not None else None,
        setting=cast(Literal["network", "public"], data.get("setting", "network")),
        named=data.get("named", False),
        invitations=data.get("invitations", True),
        closed=data.get("closed", False),
        roster=tuple(Invitation(entry["key"], entry.get("retired", False)) for entry in data.get("invitation", [])),
    )


def write_network(path: Path, network: Network) -> None:
    """Write `network.toml`, whole or not at all."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": network.id,
        "title": network.title,
        "questionnaire": network.questionnaire,
        "version": network.version,
        "round": network.round,
        "deadline": network.deadline,
        **({"attributes": list(network.attributes)} if network.attributes is not None else {}),
        "setting": network.setting,
        "named": network.named,
        "invitations": network.invitations,
        "publisher": network.publisher,
        **({"closed": True} if network.closed else {}),
        "invitation": [
            {"key": invitation.key, **({"retired": True} if invitation.retired else {})}
            for invitation in network.roster
        ],
    }
    if not network.roster:
        del data["invitation"]
    # One block each, as people write them: the writer would put short ones on one line.
    text = tomli_w.dumps({**data, "invitation": []} if network.roster else data).replace("invitation = []\n", "")
    blocks = [f"\n[[invitation]]\n{tomli_w.dumps(entry)}" for entry in data.get("invitation", [])]
    write_text(path, HEADER + text + "".join(blocks))


def with_roster(network: Network, invitations: Mapping[str, bool]) -> Network:
    """Add invitations to the roster. One that was retired stays so, and none is ever taken away."""
    known = {entry.key: entry.retired for entry in network.roster}
    for key, retired in invitations.items():
        known[key] = retired or known.get(key, False)
    return replace(network, roster=tuple(Invitation(key, retired) for key, retired in sorted(known.items())))


def check_publisher(text: str) -> str:
    """Complain about a publisher that is missing, too long, or looks like a person's address."""
    if not text.strip():
        return "Name a role or the network, such as Network coordinator."
    found = next(_long("publisher", text, "", ""), None) or ("@" in text and fault("a-person", "", "", value=text))
    return f"{found.rule} {found.remedy}" if found else ""


def _faults(data: Mapping[str, Any], file: str) -> Iterator[Fault]:
    if other := other_format(data, FORMAT, file):
        yield other
        return
    yield from check_top(data, TOP, ("id", "questionnaire", "round"), file)
    version = data.get("version")
    if isinstance(version, str) and not _VERSION.match(version):
        yield fault("wrong-kind", file, "version", key="version", wanted="a version such as 2026.1")
    for name in ("title", "publisher"):
        if isinstance(data.get(name), str):
            yield from _long(name, data[name], file, name)
    publisher = data.get("publisher")
    if isinstance(publisher, str) and "@" in publisher:
        yield fault("a-person", file, "publisher", value=publisher)
    yield from repeated_ids(data.get("attributes"), file)
    yield from _roster_faults(data.get("invitation"), file)


def repeated_ids(values: Any, file: str) -> Iterator[Fault]:
    """Report what is not an id, or stands twice, in a list of attributes."""
    if not TEXTS.accepts(values):
        return
    for at, value in enumerate(values):
        if not is_id(value):
            yield fault("bad-id", file, "attributes", id=value)
        elif value in values[:at]:
            yield fault("repeated-id", file, "attributes", id=value)


def _long(name: str, value: str, file: str, place: str) -> Iterator[Fault]:
    if len(value) > LONGEST_TITLE:
        yield fault("too-long", file, place, key=name, limit=LONGEST_TITLE)
    elif not value.isprintable():
        yield fault("wrong-kind", file, place, key=name, wanted="one line of text")


def _roster_faults(entries: Any, file: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, entry in enumerate(entries if TABLES.accepts(entries) else [], start=1):
        place = f"invitation number {number}"
        yield from check_entry(entry, INVITATION, file, place)
        key = entry.get("key")
        if not isinstance(key, str):
            continue
        if not key_is_sound(key):
            remedy = "Take the line from the file that `network invite` wrote."
            yield fault("bad-invitation-key", file, place, remedy=remedy)
        elif key in seen:
            yield fault("repeated-key", file, place)
        seen.add(key)

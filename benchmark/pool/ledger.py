"""The private ledger of a round: what was published, and which answers each figure was about.

It lies beside the pool and is as private as the pool. Without it nobody could say what a further publication would
give away together with the earlier ones.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.files import MEGABYTE, read_bytes, write_bytes
from benchmark.pool.benchmark import MOVED, ItemId
from benchmark.pool.joint import Answer
from benchmark.returns.model import Digest, Id, PublicKey, Version

LIMIT: Final = 200 * MEGABYTE
Kind = Literal["interim", "final", "correction"]
_DigestOrNone = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?\Z")]


class Publication(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One publication. `answered` and `groups` hold positions in `answers`; `shown` says in which groups an item is.

    `rests` has the questions that each item rested on: without one that not all were asked, a score is another one.
    `versions` has the positions of the returns to each earlier version whose number was told. `before` has for each
    answer the digest of the earlier return that it is linked to, if any: moves are about both.
    """

    kind: Kind
    setting: Literal["network", "public", "circle"]
    answers: tuple[tuple[PublicKey, Digest], ...]
    answered: dict[ItemId, tuple[int, ...]]
    groups: dict[Id, tuple[int, ...]]
    shown: dict[ItemId, tuple[Id, ...]]
    rests: dict[ItemId, tuple[ItemId, ...]]
    versions: dict[Version, tuple[int, ...]] = {}
    before: tuple[_DigestOrNone, ...] = ()

    def sets_about(self, item_id: str, rests: tuple[str, ...]) -> list[frozenset[Answer]]:
        """Give the answers behind each published figure of an item, and of all that rested on the same questions."""
        names = [name for name in self.shown if name == item_id or self.rests[name] == rests]
        return [found for name in names for found in self.sets(name)]

    def sets(self, item_id: str) -> list[frozenset[Answer]]:
        """Give the answers that each published figure of an item is about."""
        return self.sets_in(item_id, self.shown.get(item_id, ()))

    def sets_in(self, item_id: str, group_ids: Iterable[str]) -> list[frozenset[Answer]]:
        """Give the answers that figures of an item in these groups are about, shown or not."""
        answered = frozenset(self.answered.get(item_id, ()))
        return [self._answers(item_id, answered.intersection(self.groups[group_id])) for group_id in group_ids]

    def _answers(self, item_id: str, places: frozenset[int]) -> frozenset[Answer]:
        if item_id.endswith(MOVED) and self.before:
            # Where the earlier return is another one, it is another move, though the answer is the same.
            return frozenset((self.answers[at][0], self.answers[at][1] + self.before[at]) for at in places)
        return frozenset(map(self.answers.__getitem__, places))

    def version_sets(self) -> list[frozenset[Answer]]:
        """Give all answers, and those to each earlier version whose number was told."""
        told = (frozenset(self.answers[at] for at in places) for places in self.versions.values())
        return [frozenset(self.answers), *told]


class Ledger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All publications of one question set and round."""

    format: Literal["council-ledger/1"]
    questionnaire: Id
    version: Version
    round: Id
    publications: tuple[Publication, ...] = ()
    # Whether its network closed the round.
    ended: bool = False

    @property
    def last(self) -> Publication | None:
        """Give the latest publication."""
        return self.publications[-1] if self.publications else None

    @property
    def final(self) -> bool:
        """Say whether the final publication is out."""
        return any(publication.kind != "interim" for publication in self.publications)

    @property
    def closed(self) -> bool:
        """Say whether only a correction may follow: the final publication is out, or the network closed the round."""
        return self.ended or self.final


_decoder = msgspec.json.Decoder(Ledger)


def ledger_path(pool: Path, questionnaire: str, round_id: str) -> Path:
    """Give the place of the ledger of one question set and round: beside the pool."""
    name = pool.name.removesuffix(".jsonl").removesuffix(".pool")
    return pool.with_name(f"{name}.{questionnaire}.{round_id}.ledger.json")


def read_ledger(path: Path, questionnaire: str, version: str, round_id: str) -> Ledger:
    """Read the ledger of a round; where there is no file, nothing was published yet."""
    if not path.exists():
        return Ledger("council-ledger/1", questionnaire, version, round_id)
    try:
        ledger = _decoder.decode(read_bytes(path, LIMIT))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        why = str(error).rstrip(".").replace("`", '"')[:200]
        raise FaultsError([fault("not-a-ledger", str(path), why=why)]) from None
    contradiction = next((found for publication in ledger.publications for found in _contradictions(publication)), None)
    if contradiction:
        raise FaultsError([fault("not-a-ledger", str(path), why=contradiction)])
    if (ledger.questionnaire, ledger.version, ledger.round) != (questionnaire, version, round_id):
        found = f"{ledger.questionnaire} {ledger.version}, {ledger.round}"
        raise FaultsError([fault("other-ledger", str(path), found=found)])
    return ledger


def _contradictions(publication: Publication) -> Iterator[str]:
    """Say what does not fit together: an audit that took no notice of it would take too little for published."""
    last = len(publication.answers) - 1
    for name, positions in (
        *publication.answered.items(),
        *publication.groups.items(),
        *publication.versions.items(),
    ):
        if any(not 0 <= at <= last for at in positions):
            yield f'"{name}" counts answers that are not listed'
    if publication.before and len(publication.before) != len(publication.answers):
        yield "the earlier returns are not as many as the answers"
    for item, groups in publication.shown.items():
        if item not in publication.answered:
            yield f'nothing says who answered "{item}"'
        for group in groups:
            if group not in publication.groups:
                yield f'nothing says who is in "{group}"'


def close_ledger(ledger: Ledger) -> Ledger:
    """Close the round for its publisher, as its network has closed it."""
    return msgspec.structs.replace(ledger, ended=True)


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Write a ledger, whole or not at all."""
    write_bytes(path, msgspec.json.encode(ledger) + b"\n")

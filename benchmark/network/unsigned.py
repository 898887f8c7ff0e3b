"""Import the returns that came without a signature, on the word of their invitations' codes: one for each invitation.

What is imported depends only on the pool and on the files, never on their order, so that a second look changes nothing.
A return that a council signed itself always goes before one that was imported.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from benchmark.faults import Fault, fault
from benchmark.network.codes import BadCode, read_code
from benchmark.network.network import Network
from benchmark.pool.fit import return_misfits
from benchmark.pool.pool import Pool
from benchmark.returns.endorsement import endorsements_fit, invitation_key
from benchmark.returns.home import Home
from benchmark.returns.keys import public_text, sign, unsigned_key
from benchmark.returns.model import HIGHEST_SEQUENCE, Endorsement, Return, SignedReturn
from benchmark.returns.unsigned import Said, UnsignedReturn, sign_for
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

Verdict = Literal["accepted", "same", "replaced", "older"]


@dataclass(frozen=True)
class Found:
    """An unsigned return in an inbox: the file, the place in it, and what it says."""

    file: str
    place: str
    unsigned: UnsignedReturn


@dataclass(frozen=True)
class Outcome:
    """What becomes of one: a verdict or a fault, and the return that stands for it."""

    verdict: Verdict | None = None
    fault: Fault | None = None
    signed: SignedReturn | None = None


class Importer:
    """Imports unsigned returns into one network's round, beside what its pool holds."""

    def __init__(self, network: Network, questionnaire: Questionnaire, pool: Pool, home: Home) -> None:
        self._network, self._questionnaire, self._home = network, questionnaire, home
        self._edition = fingerprint(questionnaire)
        self._claims = _claims(pool, network)

    def bring_in(self, found: Sequence[Found]) -> list[Outcome]:
        """Say of each unsigned return what becomes of it."""
        outcomes: dict[int, Outcome] = {}
        groups: dict[bytes, list[int]] = {}
        for at, one in enumerate(found):
            wrong = self._why_not(one)
            if wrong:
                outcomes[at] = Outcome(fault=wrong)
            else:
                groups.setdefault(read_code(one.unsigned.code), []).append(at)
        for secret, places in groups.items():
            decided = self._of_one_invitation(secret, [found[at] for at in places])
            outcomes.update(zip(places, decided, strict=True))
        return [outcomes[at] for at in range(len(found))]

    def give_way(self) -> list[SignedReturn]:
        """Take back what was imported here for councils that have sent a signed return of their own since."""
        return [signed for code in self._claims for signed in self._giving_way(code)]

    def _giving_way(self, invitation: str) -> Iterator[SignedReturn]:
        imported = [one for one in self._claims[invitation] if one.is_imported and not one.is_withdrawal]
        own = [one for one in self._claims[invitation] if not one.is_imported and not one.is_withdrawal]
        if not (imported and own and self._home.secret_path.exists()):
            return
        network = self._network
        key = unsigned_key(self._home.secret(), network.questionnaire, network.id, network.round, invitation)
        for content in imported:
            if content.key == public_text(key) and content.sequence < HIGHEST_SEQUENCE:
                empty: dict[str, object] = {"attributes": {}, "answers": {}, "targets": {}, "evidenced": {}}
                gone = {**empty, "withdrawn": True, "sequence": content.sequence + 1}
                yield sign(msgspec.structs.replace(content, **gone), key)

    def _why_not(self, found: Found) -> Fault | None:
        """Say why an unsigned return cannot be imported into this round, if so."""
        network, said = self._network, found.unsigned.said
        here = (network.questionnaire, network.version, network.id, network.round)
        there = (said.questionnaire, said.version, said.network, said.round)
        if here != there:
            words = [f"{set_id} {version}, network {net}, round {when}" for set_id, version, net, when in (there, here)]
            return fault("other-place", found.file, found.place, found=words[0], wanted=words[1])
        if not network.invitations:
            return fault("unsigned-uninvited", found.file, found.place)
        return self._code_fault(found) or self._misfit(found)

    def _code_fault(self, found: Found) -> Fault | None:
        network = self._network
        try:
            secret = read_code(found.unsigned.code)
        except BadCode as error:
            remedy = "Ask the council to compare it with its invitation, and to make the file again."
            return fault("bad-code", found.file, found.place, why=error, remedy=remedy)
        key = public_text(invitation_key(secret, network.questionnaire, network.id, network.round))
        entry = next((one for one in network.roster if one.key == key), None)
        if entry is not None and not entry.retired:
            return None
        why = "it is not on this network's list" if entry is None else "it was retired"
        remedy = "Ask the council which invitation it used, and send it its own if it is an invited one."
        return fault("bad-code", found.file, found.place, why=why, remedy=remedy)

    def _misfit(self, found: Found) -> Fault | None:
        signed = self._signed(read_code(found.unsigned.code), found.unsigned.said, 1)
        misfits = return_misfits(signed.content, self._questionnaire, self._edition, found.file, found.place)
        return next(iter(misfits), None)

    def _of_one_invitation(self, secret: bytes, found: Sequence[Found]) -> list[Outcome]:
        key = self._signed(secret, found[0].unsigned.said, 1).content
        invitation = key.endorsement.invitation if isinstance(key.endorsement, Endorsement) else ""
        before = self._claims.get(invitation, [])
        others = [one for one in before if one.key != key.key]
        if others:
            code = "signed-too" if any(not one.is_imported for one in others) else "imported-elsewhere"
            return [Outcome(fault=fault(code, one.file, one.place)) for one in found]
        mine = max(before, key=lambda content: content.sequence, default=None)
        newest = max(one.unsigned.said.sequence for one in found)
        tied = {_plain(one.unsigned.said) for one in found if one.unsigned.said.sequence == newest}
        known = _plain(_said(mine)) if mine else None
        if len(tied) > 1:
            return [_tied(one, newest, known) for one in found]
        return list(self._judged(secret, found, (newest, tied.pop()), mine))

    def _judged(
        self, secret: bytes, found: Sequence[Found], newest: tuple[int, bytes], mine: Return | None
    ) -> Iterator[Outcome]:
        """Judge the files of one invitation, of which one version is the newest: that one is imported, once."""
        number, plain = newest
        sequence = mine.sequence if mine and _plain(_said(mine)) == plain else 0
        late = mine is not None and not sequence and (number < mine.sequence or mine.sequence >= HIGHEST_SEQUENCE)
        for one in found:
            said = one.unsigned.said
            if _plain(said) != plain or late:
                yield Outcome("older")
            elif sequence:
                yield Outcome("same", signed=self._signed(secret, said, sequence))
            else:
                sequence = max(mine.sequence + 1, number) if mine else number
                yield Outcome("replaced" if mine else "accepted", signed=self._signed(secret, said, sequence))

    def _signed(self, secret: bytes, said: Said, sequence: int) -> SignedReturn:
        network = self._network
        invitation = invitation_key(secret, network.questionnaire, network.id, network.round)
        parts = (network.questionnaire, network.id, network.round, public_text(invitation))
        return sign_for(said, unsigned_key(self._home.secret(), *parts), invitation, sequence)


def _tied(one: Found, newest: int, known: bytes | None) -> Outcome:
    """Judge a file where two with the highest number differ: only what was imported before holds."""
    if _plain(one.unsigned.said) == known:
        return Outcome("same")
    if one.unsigned.said.sequence < newest:
        return Outcome("older")
    return Outcome(fault=fault("unsigned-differs", one.file, one.place))


def _claims(pool: Pool, network: Network) -> Mapping[str, list[Return]]:
    """Map each invitation to the returns that it endorsed in this round, whatever their keys."""
    place = (network.questionnaire, network.id, network.round)
    here = [row.content() for row in pool.rows if row.slot[:3] == place]
    found: dict[str, list[Return]] = {}
    for content, fits in zip(here, endorsements_fit(here), strict=True):
        if fits and isinstance(content.endorsement, Endorsement):
            found.setdefault(content.endorsement.invitation, []).append(content)
    return found


def _said(content: Return) -> Said:
    """Give what a return says besides its key, as an unsigned one holds it."""
    return Said(**{name: getattr(content, name) for name in Said.__struct_fields__})


def _plain(said: Said) -> bytes:
    """Write what was said without its number: the same answers again are the same return."""
    return _encoder.encode(msgspec.structs.replace(said, sequence=1))


_encoder = msgspec.json.Encoder(order="sorted")

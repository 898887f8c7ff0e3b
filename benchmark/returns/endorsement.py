"""An invitation's word for a return's key: made by the council that was invited, verified by whoever counts."""

from datetime import date
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import UNSET

from benchmark.returns.keys import decode, encode, public_text, verify_many
from benchmark.returns.model import Endorsement, Return

_INVITATION: Final = "council-invitation/1"
_ENDORSEMENT: Final = "council-endorsement/1"


class InvitedGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many of the invited councils share these attributes."""

    attributes: dict[str, str]
    councils: int


class StoredInvitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a council keeps of its invitation: the secret of its code, and what the network agreed on."""

    secret: str
    # None: all shared attributes of the question set.
    attributes: tuple[str, ...] | None = None
    named: bool = False
    invited: tuple[InvitedGroup, ...] = ()
    # By when returns should come; None where only a code was typed.
    deadline: date | None = None

    def key(self, questionnaire: str, network: str, round_id: str) -> Ed25519PrivateKey:
        """Give the key of this invitation."""
        return invitation_key(decode(self.secret) or b"", questionnaire, network, round_id)

    def uses(self, attribute: str) -> bool:
        """Say whether an attribute is used in this network."""
        return self.attributes is None or attribute in self.attributes

    def councils(self) -> list[dict[str, str]]:
        """Give the invited councils as rows of a table, so that look-alikes can be counted."""
        return [{**group.attributes, "councils": str(group.councils)} for group in self.invited]


def invitation_key(secret: bytes, questionnaire: str, network: str, round_id: str) -> Ed25519PrivateKey:
    """Derive an invitation's key from the secret of its code. It holds for one network, round and question set."""
    info = f"{_INVITATION}\0{network}\0{round_id}\0{questionnaire}".encode("ascii")
    return Ed25519PrivateKey.from_private_bytes(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)
    )


def endorse(key: Ed25519PrivateKey, questionnaire: str, network: str, round_id: str, return_key: str) -> Endorsement:
    """Sign a return's key with an invitation's key."""
    message = _message(questionnaire, network, round_id, return_key)
    return Endorsement(invitation=public_text(key), signature=encode(key.sign(message)))


def endorsements_fit(returns: list[Return]) -> list[bool]:
    """Say of each return whether its endorsement was made by its invitation for this very key and place."""
    endorsed = [(at, item.endorsement, item) for at, item in enumerate(returns) if item.endorsement is not UNSET]
    fits = verify_many(
        [
            (word.invitation, word.signature, _message(item.questionnaire, item.network, item.round, item.key))
            for _, word, item in endorsed
            if isinstance(word, Endorsement)
        ]
    )
    good = {at for (at, _, _), fit in zip(endorsed, fits, strict=True) if fit}
    return [at in good for at in range(len(returns))]


def _message(questionnaire: str, network: str, round_id: str, return_key: str) -> bytes:
    return f"{_ENDORSEMENT}\0{questionnaire}\0{network}\0{round_id}\0{return_key}".encode("ascii")

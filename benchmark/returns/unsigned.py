"""A return without a signature, from a form in a browser that cannot sign: read as strictly as any other.

It names its invitation by the code. Whoever issued the invitation can import it, and then signs in the council's place.
"""

from typing import Annotated, Final, Literal

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import UNSET, Meta, UnsetType

from benchmark.faults import Fault, fault, printable
from benchmark.returns.endorsement import endorse
from benchmark.returns.keys import public_text, sign
from benchmark.returns.model import AnswerValue, Count, Digest, Id, Return, Sequence, SignedReturn, Version, Whole
from benchmark.returns.read import RETURN_LIMIT, says_more

_LONGEST_CODE: Final = 80


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a return says besides its key: no text, and no name."""

    questionnaire: Id
    version: Version
    fingerprint: Digest
    network: Id
    round: Id
    home: bool
    sequence: Sequence
    attributes: dict[Id, Id]
    answers: dict[Id, AnswerValue]
    targets: dict[Id, Whole]
    evidenced: dict[Id, Count]
    withdrawn: Literal[True] | UnsetType = UNSET


class UnsignedReturn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"said": "return"}):
    """A return that nobody signed, with the code of the invitation that it was made with."""

    format: Literal["unsigned-return/1"]
    said: Said
    code: Annotated[str, Meta(max_length=_LONGEST_CODE)]


_decoder = msgspec.json.Decoder(UnsignedReturn)
_encoder = msgspec.json.Encoder(order="sorted")


def parse_unsigned(data: bytes, file: str, place: str = "") -> UnsignedReturn | Fault:
    """Read an unsigned return from bytes; give the fault where it is not one."""
    if len(data) > RETURN_LIMIT:
        return fault("too-large", file, place, size=len(data), limit=RETURN_LIMIT)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        found = _decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        why = printable(str(error).rstrip(".").replace("`", '"'))[:200]
        return fault("not-unsigned", file, place, why=why or "it is nested too deeply")
    if says_more(data, _encoder.encode(found)):
        return fault("more-than-read", file, place)
    said = found.said
    if said.withdrawn is True and (said.answers or said.targets or said.evidenced or said.attributes):
        return fault("full-withdrawal", file, place)
    return found


def sign_for(said: Said, key: Ed25519PrivateKey, invitation: Ed25519PrivateKey, sequence: int) -> SignedReturn:
    """Sign what was said with an importer's key, and endorse that key with the invitation's; it says it is imported."""
    content = Return(
        format="council-return/1",
        **{**msgspec.structs.asdict(said), "sequence": sequence},
        key=public_text(key),
        origin="imported",
        endorsement=endorse(invitation, said.questionnaire, said.network, said.round, public_text(key)),
    )
    return sign(content, key)

"""Keys and signatures. One secret a council; from it one key for each question set, network and round.

Keys of different rounds cannot be linked by anyone who does not hold the secret.
"""

import base64
import binascii
import os
import re
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from benchmark import console
from benchmark.returns.model import Return, SignedReturn, canonical

SECRET_BYTES: Final = 32
_FIELD: Final = 2**255 - 19
# The y coordinates of the points of low order (RFC 7748, section 6; Curve25519's cofactor is 8). With such a key
# anyone can make a "signature" that verifies. With the sign bit and unreduced forms these are 14 encodings.
_LOW_ORDER: Final = frozenset(
    {
        0,
        1,
        _FIELD - 1,
        int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"),
        int.from_bytes(bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little"),
    }
)
# The last sign stands for four bits, and two that must be nought.
_KEY_TEXT: Final = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")
# Below this many, starting threads costs more than it saves.
_THREADS_FROM: Final = 64
_STANDARD: Final = bytes.maketrans(b"-_", b"+/")


def new_secret() -> bytes:
    """Make a council's secret."""
    return secrets.token_bytes(SECRET_BYTES)


def signing_key(secret: bytes, questionnaire: str, network: str, round_id: str) -> Ed25519PrivateKey:
    """Derive the key for one question set, network and round."""
    return _derive(secret, f"council-return/1\0{questionnaire}\0{network}\0{round_id}")


def import_key(secret: bytes, questionnaire: str, network: str, round_id: str, respondent: str) -> Ed25519PrivateKey:
    """Derive, from the secret of whoever imports a table, the key of one respondent of it."""
    return _derive(secret, f"council-import/1\0{questionnaire}\0{network}\0{round_id}\0{respondent}")


def unsigned_key(secret: bytes, questionnaire: str, network: str, round_id: str, invitation: str) -> Ed25519PrivateKey:
    """Derive, from the secret of whoever imports an unsigned return, the key for its invitation's public key."""
    return _derive(secret, f"council-unsigned/1\0{questionnaire}\0{network}\0{round_id}\0{invitation}")


def public_text(key: Ed25519PrivateKey) -> str:
    """Write the public half of a key: the pseudonym."""
    return encode(key.public_key().public_bytes_raw())


def sign(content: Return, key: Ed25519PrivateKey) -> SignedReturn:
    """Sign the canonical bytes of a return."""
    return SignedReturn(content, encode(key.sign(canonical(content))))


def key_is_sound(text: str) -> bool:
    """Say whether a public key could have been made by an honest program: canonical, and not of low order."""
    return _KEY_TEXT.fullmatch(text) is not None and text not in _unsound_keys()


@cache
def _unsound_keys() -> frozenset[str]:
    """List the keys that are well written but no honest ones: of low order, or not reduced; with either sign."""
    numbers = [*_LOW_ORDER, *range(_FIELD, 2**255)]
    return frozenset(encode((y | sign << 255).to_bytes(32, "little")) for y in numbers for sign in (0, 1))


def _sound_key(text: str) -> bytes | None:
    return decode(text) if key_is_sound(text) else None


def verifies(signed: SignedReturn) -> bool:
    """Say whether the signature fits the return and its key."""
    return _fits(signed.content.key, signed.signature, canonical(signed.content))


def verify_many(items: Sequence[tuple[str, str, bytes]]) -> list[bool]:
    """Verify many (key, signature, canonical bytes of the return) at once; the library works outside Python's lock."""
    cores = os.cpu_count() or 1
    if len(items) < _THREADS_FROM or cores == 1:
        return [_fits(*item) for item in items]
    # Python runs one thread at a time. What needs it is done before, so that the threads seldom wait for each other.
    raw = [_raw(*item) for item in items]
    size = -(-len(raw) // (cores * 4))
    chunks = [raw[start : start + size] for start in range(0, len(raw), size)]
    with ThreadPoolExecutor(cores) as pool:
        checked = pool.map(lambda part: [_holds(*item) for item in part], chunks)
        watched = console.watched("Signatures checked, in parts", checked, len(chunks))
        return [fits for chunk in watched for fits in chunk]


def encode(raw: bytes) -> str:
    """Write bytes in base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes | None:
    """Read base64url, or None where it is not written in its one canonical way."""
    try:
        raw = binascii.a2b_base64((text + "=" * (-len(text) % 4)).encode("ascii").translate(_STANDARD))
    except (binascii.Error, ValueError):
        return None
    # This alone decides. The library passes over foreign signs, and the last character has spare bits: several texts
    # would give the same bytes.
    return raw if encode(raw) == text else None


def _derive(secret: bytes, info: str) -> Ed25519PrivateKey:
    seed = HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode("utf-8")).derive(secret)
    return Ed25519PrivateKey.from_private_bytes(seed)


def _fits(key: str, signature: str, message: bytes) -> bool:
    return _holds(*_raw(key, signature, message))


def _raw(key: str, signature: str, message: bytes) -> tuple[bytes | None, bytes | None, bytes]:
    """Read a key and a signature; None where one is not sound."""
    return _sound_key(key), decode(signature), message


def _holds(key: bytes | None, signature: bytes | None, message: bytes) -> bool:
    if key is None or signature is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True

"""Returns for tests: made from plain dictionaries, signed with keys that are the same in every run."""

import hashlib
import json

import msgspec

from benchmark.faults import Fault
from benchmark.returns.keys import public_text, sign, signing_key, verifies
from benchmark.returns.model import Return, SignedReturn, pretty
from benchmark.returns.read import parse_return

SECRET = bytes(range(32))
SET, NETWORK, ROUND = "quick-check", "north-west", "2026-autumn"


def secret(number: int = 0) -> bytes:
    """Give the secret of one of many councils."""
    return hashlib.sha256(f"council {number}".encode()).digest()


def plain(number: int = 0, **changes: object) -> dict[str, object]:
    """Write a return as a plain dictionary, with the key of a council; `changes` replace keys or add them."""
    content: dict[str, object] = {
        "format": "council-return/1",
        "questionnaire": SET,
        "version": "2026.1",
        "fingerprint": "0123456789abcdef" * 4,
        "network": NETWORK,
        "round": ROUND,
        "home": True,
        "sequence": 1,
        "attributes": {"tier": "single", "population": "100k-400k"},
        "answers": {"contract-register": 3, "telecare": "not-asked", "care-sharing": "not-applicable", "late": -12},
        "targets": {"contract-register": 4},
        "evidenced": {"procurement": 1},
    }
    content.update(changes)
    if "key" not in content:
        content["key"] = public_text(
            signing_key(secret(number), str(content["questionnaire"]), str(content["network"]), str(content["round"]))
        )
    return content


def signed(number: int = 0, **changes: object) -> SignedReturn:
    """Make and sign a return with a council's own key."""
    content = msgspec.convert(plain(number, **changes), Return)
    return sign(content, signing_key(secret(number), content.questionnaire, content.network, content.round))


def file_of(number: int = 0, **changes: object) -> dict[str, object]:
    """Give the file of a signed return as plain data, to be damaged."""
    return json.loads(pretty(signed(number, **changes)))


def reserved(number: int = 0) -> dict[str, object]:
    """Give every reserved key, with a value that it may have."""
    return {
        "withdrawn": True,
        "origin": "imported",
        "endorsement": {"invitation": "A" * 43, "signature": "B" * 86},
        "previous": {"round": "2025-autumn", "key": "C" * 43, "signature": "D" * 86},
        "name": "Borsetshire County Council",
    }


def verdict(data: bytes) -> str:
    """Say what becomes of a file: the code of its fault, or `accepted`."""
    found = parse_return(data, "return.json")
    if isinstance(found, Fault):
        return found.code
    return "accepted" if verifies(found) else "bad-signature"

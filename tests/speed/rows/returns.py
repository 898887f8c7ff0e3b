"""Reading and validating return files, and verifying their signatures."""

import os
from collections.abc import Callable, Iterator
from unittest import mock

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from benchmark.files import read_bytes
from benchmark.returns.keys import decode, verify_many
from benchmark.returns.model import SignedReturn, canonical
from benchmark.returns.read import RETURN_LIMIT, parse_return
from tests.speed import plain
from tests.speed.inputs import Inputs
from tests.speed.measure import Row, compare

COUNCILS = 10_000


def rows(inputs: Callable[[int], Inputs]) -> Iterator[Row]:
    """Measure both, on one core and on all."""
    made = inputs(COUNCILS)
    files = sorted(made.files.iterdir())
    yield compare(
        "reading and validating 10,000 return files, without signatures",
        "open and read the same files",
        {
            "floor": lambda: [path.open("rb").read() and None for path in files],
            "ours": lambda: [parse_return(read_bytes(path, RETURN_LIMIT), str(path)) and None for path in files],
            "msgspec, types only": lambda: [plain.decoder.decode(path.open("rb").read()) and None for path in files],
            "json, nothing checked": lambda: [plain.loads(path.open("rb").read()) and None for path in files],
        },
        reach=4,
    )
    decoder = msgspec.json.Decoder(SignedReturn)
    returns = [decoder.decode(line) for line in made.pool.read_bytes().splitlines()]
    items = [(signed.content.key, signed.signature, canonical(signed.content)) for signed in returns]
    raw = [(decode(key) or b"", decode(signature) or b"", message) for key, signature, message in items]
    cores = min(os.cpu_count() or 1, 4)
    ways = {"floor": lambda: loop(raw), "ours": lambda: on_cores(items, cores)}
    yield compare(f"signatures of 10,000 returns, {cores} cores", VERIFY, ways, reach=0.45)
    ways = {"floor": lambda: loop(raw), "ours": lambda: on_cores(items, 1)}
    yield compare("signatures of 10,000 returns, one core", VERIFY, ways, reach=1.1)


VERIFY = "the library's verify in a loop, on one core"


def loop(raw: list[tuple[bytes, bytes, bytes]]) -> None:
    """Verify every signature with the library."""
    for key, signature, message in raw:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)


def on_cores(items: list[tuple[str, str, bytes]], cores: int) -> None:
    """Verify as we do, as if the machine had so many cores."""
    with mock.patch("os.cpu_count", return_value=cores):
        assert all(verify_many(items))

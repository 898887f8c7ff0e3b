"""Read a return strictly: a file that says anything else, or says it in another way, is refused with its reason."""

from pathlib import Path
from typing import Final

import msgspec

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault, printable
from benchmark.files import read_bytes
from benchmark.returns.keys import key_is_sound, verifies
from benchmark.returns.model import FORMAT, SignedReturn, canonical

RETURN_LIMIT: Final = 256_000
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_SPACE: Final = b" \t\r\n"
# Other files of a form, which may come in its place: a return without a signature, and what never leaves a council.
UNSIGNED: Final = "unsigned-return/1"
PRIVATE: Final = "answers-form/"

_decoder = msgspec.json.Decoder(SignedReturn)


def read_return(path: Path) -> SignedReturn:
    """Read a return from a file and verify it, or raise FaultsError."""
    signed = parse_return(read_bytes(path, RETURN_LIMIT), str(path))
    if isinstance(signed, Fault):
        raise FaultsError([signed])
    if not verifies(signed):
        raise FaultsError([fault("bad-signature", str(path))])
    return signed


def parse_return(data: bytes, file: str, place: str = "") -> SignedReturn | Fault:
    """Read a return from bytes, without checking its signature; give the fault where it is not one."""
    if len(data) > RETURN_LIMIT:
        return fault("too-large", file, place, size=len(data), limit=RETURN_LIMIT)
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        signed = _decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        return _why_not(data, file, place, error)
    understood = canonical(signed)
    if data != understood and says_more(data, understood):
        return fault("more-than-read", file, place)
    return _check(signed, file, place)


def says_more(data: bytes, understood: bytes) -> bool:
    """Say whether a text holds more than what was understood of it.

    Without white space both must be equally long. A repeated key, an escape or a number written another way would
    make the text longer: two programs could then read two different returns.
    """
    return len(data.translate(None, _SPACE)) != len(understood.translate(None, _SPACE))


def _check(signed: SignedReturn, file: str, place: str) -> SignedReturn | Fault:
    content = signed.content
    if not key_is_sound(content.key):
        return fault("bad-key", file, place)
    if content.is_withdrawal and (content.answers or content.targets or content.evidenced or content.attributes):
        return fault("full-withdrawal", file, place)
    return signed


def _why_not(data: bytes, file: str, place: str, error: Exception) -> Fault:
    """Say why it is not a return; name the format where it is one that we do not know."""
    try:
        loose = msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as json_error:
        return fault("not-json", file, place, why=_words(json_error))
    inside = loose.get("return") if isinstance(loose, dict) else None
    found = inside.get("format") if isinstance(inside, dict) else None
    outside = loose.get("format") if isinstance(loose, dict) else None
    if outside == UNSIGNED:
        return fault("unsigned", file, place)
    if isinstance(outside, str) and outside.startswith(PRIVATE):
        return fault("private-answers", file, place)
    if isinstance(found, str) and found != FORMAT:
        remedy = "Use the version of this program that wrote it, or a newer one."
        return fault("unknown-format", file, place, found=printable(found)[:40], wanted=FORMAT, remedy=remedy)
    return fault("not-a-return", file, place, why=_words(error))


def _words(error: Exception) -> str:
    """Give a library's reason as part of a sentence."""
    return printable(str(error).rstrip(".").replace("`", '"'))[:200] or "it is nested too deeply"

"""Open a zip file that came by e-mail, without trusting it: nothing is unpacked to the disk, and names lead nowhere."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from benchmark.faults import Fault, fault
from benchmark.files import MEGABYTE

MOST_MEMBERS: Final = 2_000
MOST_INFLATED: Final = 50 * MEGABYTE
MOST_RATIO: Final = 100
_ENTRY: Final = b"PK\x01\x02"
_LOCKED: Final = 0x1
_NAMELESS: Final = "a file without a name"
_SIMPLE: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_zip(data: bytes, file: str) -> Iterator[tuple[str, bytes] | Fault]:
    """Give the members of a zip file with their shown names, or one fault where it is refused as a whole."""
    # Every member has an entry in the list at the end. Counted in the bytes, before anything is built from them.
    if data.count(_ENTRY) > MOST_MEMBERS:
        yield _refused(file, f"it holds more than {MOST_MEMBERS:,} files")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.filename.endswith("/")]
            why = _why_refused(members)
            if why:
                yield _refused(file, why)
                return
            for member in members:
                with archive.open(member) as inside:
                    content = inside.read(member.file_size + 1)
                # The place tells the reader that it is inside a zip, so there must be one.
                yield shown(member.filename) or _NAMELESS, content
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        yield _refused(file, "it is damaged")


def shown(name: str) -> str:
    """Write a member's name so that it can do no harm in a message; it is used for nothing else."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in name)
    return plain if len(plain) <= 80 else f"{plain[:60]}...{plain[-17:]}"


def _why_refused(members: list[zipfile.ZipInfo]) -> str:
    if any(member.flag_bits & _LOCKED for member in members):
        return "it is locked with a password"
    if any(member.compress_type not in _SIMPLE for member in members):
        return "it is packed in an unusual way"
    if sum(member.file_size for member in members) > MOST_INFLATED:
        return f"unpacked it would be larger than {MOST_INFLATED // MEGABYTE} MB"
    if any(member.file_size > MOST_RATIO * max(member.compress_size, 1) for member in members):
        return f"something in it unpacks to more than {MOST_RATIO} times its size"
    return ""


def _refused(file: str, why: str) -> Fault:
    return fault("bad-zip", file, why=why)

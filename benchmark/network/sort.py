"""Tell what a file is by what is in it: names of attachments say little, and are often changed on the way."""

from typing import Final, Literal

import msgspec

from benchmark.faults import Fault, fault
from benchmark.returns.read import RETURN_LIMIT, UNSIGNED

Kind = Literal["return", "unsigned", "pool", "zip"]

_MARK: Final = b"\xef\xbb\xbf"
_SIGNS: Final = (
    (b"\x89PNG", "a picture, such as a screenshot"),
    (b"\xff\xd8\xff", "a picture, such as a screenshot"),
    (b"GIF8", "a picture, such as a screenshot"),
    (b"BM", "a picture, such as a screenshot"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office file or a saved Outlook e-mail"),
    (b"{\\rtf", "a text document"),
)
_MAIL: Final = (
    b"received:",
    b"return-path:",
    b"from:",
    b"delivered-to:",
    b"mime-version:",
    b"x-",
    b"date:",
    b"subject:",
)
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


class _Head(msgspec.Struct):
    format: str = ""


def kind_of(data: bytes, file: str, place: str = "") -> Kind | Fault:
    """Say what a file is, or why it is of no use here. `file` and `place` are for the message."""
    text = data.removeprefix(_MARK).strip(b" \t\r\n\0")
    if not text:
        return fault("empty-file", file, place)
    if data.startswith(b"PK"):
        what = _office(data)
        return fault("not-a-file-for-us", file, place, what=what) if what else "zip"
    what = next((words for sign, words in _SIGNS if data.startswith(sign)), "")
    if what:
        return fault("not-a-file-for-us", file, place, what=what)
    if text.startswith(b"{"):
        return "pool" if _has_lines(text) else "unsigned" if _is_unsigned(text) else "return"
    if text.lower().startswith(_MAIL):
        return fault("an-email", file, place)
    named = (place or file).lower()
    words = "a spreadsheet" if named.endswith(_WORKBOOKS) else "another kind of file"
    return fault("not-a-file-for-us", file, place, what=words)


def _has_lines(text: bytes) -> bool:
    """Say whether each line is an object of its own, as in a pool; a return is one object over many lines."""
    first, _, rest = text.partition(b"\n")
    if not rest.strip():
        return False
    try:
        msgspec.json.decode(first)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return False
    return True


def _is_unsigned(text: bytes) -> bool:
    """Say whether it names the format of a return without a signature; a return names none at the top."""
    try:
        return len(text) <= RETURN_LIMIT and msgspec.json.decode(text, type=_Head).format == UNSIGNED
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return False


def _office(data: bytes) -> str:
    """Say which Office file a zip is; nothing where it is an ordinary one, or cannot be opened."""
    # The list of names stands at the end, uncompressed: looked at in the bytes, so that nothing is opened yet.
    tail = data[-100_000:]
    for name, words in ((b"xl/", "a workbook"), (b"word/", "a Word document"), (b"ppt/", "a presentation")):
        if b"[Content_Types].xml" in tail and name in tail:
            return words
    return "a spreadsheet" if b"mimetypeapplication/vnd.oasis" in data[:200] else ""

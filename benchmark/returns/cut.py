"""A canonical line in pieces: what is a return's own, and the frame around it, which many returns share.

A frame is decoded strictly, without what is a return's own, and written again; from then on it is known by its text.
"""

import re
from typing import Final, NamedTuple

import msgspec

from benchmark.returns.keys import key_is_sound
from benchmark.returns.model import Endorsement, Previous, Return, SignedReturn, canonical

# The text between the answers, the evidence, the key, the targets and the signature.
Around = tuple[bytes, bytes, bytes, bytes]

BEGIN: Final = b'{"return":{"answers":{'
_EVIDENCED, _KEY, _TARGETS, END = b'"evidenced":{', b'"key":"', b'"targets":{', b'"}'
_KEY_LENGTH, _SIGNATURE_LENGTH = 43, 86
_SIGNATURE: Final = re.compile(rb"[A-Za-z0-9_-]{86}")
_ENDORSEMENT: Final = re.compile(
    rb'"endorsement":\{"invitation":"([A-Za-z0-9_-]{43})","signature":"[A-Za-z0-9_-]{86}"\},'
)
_PREVIOUS: Final = re.compile(
    rb'"previous":\{"key":"[A-Za-z0-9_-]{43}",("round":"[^"]*"),"signature":"[A-Za-z0-9_-]{86}"\}'
)
# What stands around the return itself, and around the signature.
_BEFORE, _AFTER = len(b'{"return":'), len(b',"signature":"') + _SIGNATURE_LENGTH + len(END)
_SIGNED: Final = slice(-_SIGNATURE_LENGTH - len(END), -len(END))
# What stands in a frame for a key and a signature.
_NO_KEY, _NO_SIGNATURE = "A" * _KEY_LENGTH, "A" * _SIGNATURE_LENGTH
_ENDORSED: Final = f'"endorsement":{{"invitation":"{_NO_KEY}","signature":"{_NO_SIGNATURE}"}},'.encode()
_LINKED: Final = rf'"previous":{{"key":"{_NO_KEY}",\1,"signature":"{_NO_SIGNATURE}"}}'.encode()
# What is remembered stays small, whoever sends what.
_MOST_FRAMES, _LONGEST_FRAME = 4_096, 2_000
UNREADABLE: Final = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)

# A frame, with the text that it was read from.
_Framed = tuple[Return, Around]

_decoder = msgspec.json.Decoder(SignedReturn)
_frames: dict[Around, _Framed] = {}


def signed_part(line: bytes) -> bytes:
    """Give the canonical bytes of the return without its signature, out of its canonical line."""
    return line[_BEFORE:-_AFTER]


class Cut(NamedTuple):
    """A line that was cut: which one it is, its frame, and what is its own."""

    at: int
    frame: Return
    around: Around
    key: str
    invitation: str | None
    answers: bytes
    evidenced: bytes
    targets: bytes
    signature: bytes


def cut_line(at: int, line: bytes) -> Cut | None:
    """Cut a line; None where what is left when its own is cut out is no frame, or its key is not sound.

    It may be cut anywhere: only a frame, and lists that can be packed, make a row.
    """
    if not line.startswith(BEGIN) or not line.endswith(END):
        return None
    answers = line.find(b"}")
    evidence = line.find(_EVIDENCED, answers) + len(_EVIDENCED)
    evidence_end = line.find(b"}", evidence)
    key = line.find(_KEY, evidence_end) + len(_KEY)
    key_end = key + _KEY_LENGTH
    targets = line.find(_TARGETS, key_end) + len(_TARGETS)
    targets_end = line.find(b"}", targets)
    around = line[answers:evidence], line[evidence_end:key], line[key_end:targets], line[targets_end : _SIGNED.start]
    shared, invitation = around, None
    if b"endorsement" in around[0] or b"previous" in around[2]:
        shared, invitation = _anyones(around)
    framed = _frames.get(shared) or _frame(shared)
    name, signature = line[key:key_end].decode("latin-1"), line[_SIGNED]
    if framed is None or not key_is_sound(name) or not _SIGNATURE.fullmatch(signature):
        return None
    own = line[len(BEGIN) : answers], line[evidence:evidence_end], line[targets:targets_end], signature
    return Cut(at, framed[0], framed[1] if shared is around else around, name, invitation, *own)


def _anyones(around: Around) -> tuple[Around, str | None]:
    """Put other keys and signatures in the place of an endorsement's and a link's; give the invitation's key too."""
    first, second, third, last = around
    endorsed = _ENDORSEMENT.search(first)
    invitation = endorsed[1].decode("ascii") if endorsed else None
    return (_ENDORSEMENT.sub(_ENDORSED, first, 1), second, _PREVIOUS.sub(_LINKED, third, 1), last), invitation


def _frame(around: Around) -> _Framed | None:
    """Give the frame that stands around what is a return's own; None where it is none, or withdraws."""
    first, second, third, last = around
    text = b"".join((BEGIN, first, second, _NO_KEY.encode(), third, last, _NO_SIGNATURE.encode(), END))
    frame = _read_frame(text)
    if frame is None:
        return None
    if len(_frames) >= _MOST_FRAMES:
        _frames.clear()
    if len(text) <= _LONGEST_FRAME:
        _frames[around] = frame, around
    return frame, around


def _read_frame(text: bytes) -> Return | None:
    """Read a line without what is a return's own."""
    try:
        signed = _decoder.decode(text)
    except UNREADABLE:
        return None
    frame = signed.content
    return frame if canonical(signed) == text and frame == blank(frame) and not frame.is_withdrawal else None


def blank(content: Return) -> Return:
    """Leave out of a return what its frame does not hold."""
    endorsement, previous = content.endorsement, content.previous
    if isinstance(endorsement, Endorsement):
        endorsement = Endorsement(_NO_KEY, _NO_SIGNATURE)
    if isinstance(previous, Previous):
        previous = Previous(previous.round, _NO_KEY, _NO_SIGNATURE)
    nothing: dict[str, int] = {}
    return msgspec.structs.replace(
        content,
        answers=nothing,
        targets=nothing,
        evidenced=nothing,
        key=_NO_KEY,
        endorsement=endorsement,
        previous=previous,
    )

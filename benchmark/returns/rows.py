"""A return as it is held by the hundred thousand: its canonical line, and what it shares with others read once.

A line that is written exactly as we write it is proved part by part. Its answers, targets and evidence are lists of
parts such as `"q1":3`; each is decoded strictly and written again the first time, and known from then on. What is
left when those lists, the key and the signature are cut out, the frame, is decoded strictly and written again as a
whole, and known from then on too. Parts in the order of their ids, each id once, in a canonical frame are a canonical
return. Any other line is read as a file is, and refused with its reason or held as we write it.
"""

import hashlib
import re
from collections.abc import Iterable
from operator import lt
from typing import Final

import msgspec

from benchmark.faults import Fault
from benchmark.returns.keys import key_is_sound
from benchmark.returns.model import AnswerValue, Count, Id, Return, SignedReturn, Whole, canonical
from benchmark.returns.read import RETURN_LIMIT, parse_return

# No list holds a brace, and a name is passed over as a whole: there is one way only to cut a canonical line. Each piece
# ends at the first brace or quote, so that no line of any length takes long.
_LINE: Final = re.compile(
    rb'\{"return":\{"answers":\{([^}]*)\},'
    rb'("attributes":\{[^}]*\},(?:"endorsement":\{[^}]*\},)?)"evidenced":\{([^}]*)\},'
    rb'("fingerprint":"[^"]*","format":"[^"]*","home":[a-z]*),"key":"([A-Za-z0-9_-]{43})",'
    rb'((?:"name":"(?:[^"\\]|\\.)*+",)?[^{}]*(?:"previous":\{[^}]*\}[^{}]*)?),'
    rb'"targets":\{([^}]*)\},("version":"[^"]*"(?:,"withdrawn":true)?)\},"signature":"[A-Za-z0-9_-]{86}"\}'
)
# Where the answers begin, and what stands around the return itself.
_ANSWERS: Final = len(b'{"return":{"answers":{')
_BEFORE, _AFTER = len(b'{"return":'), len(b',"signature":"') + 86 + len(b'"}')
_KEY, _SIGNATURE = "A" * 43, "A" * 86
# What is remembered stays small, whoever sends what.
_MOST_FRAMES, _LONGEST_FRAME, _MOST_PARTS = 4_096, 2_000, 20_000
_UNREADABLE: Final = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)

_decoder = msgspec.json.Decoder(SignedReturn)
_frames: dict[bytes, Return] = {}


class _Parts(dict[bytes, str]):
    """The id in every part of a list that was seen before; msgspec's errors or ValueError for what is none."""

    def __init__(self, kind: object) -> None:
        super().__init__()
        self._decoder = msgspec.json.Decoder(dict[Id, kind])  # type: ignore[valid-type]

    def __missing__(self, part: bytes) -> str:
        text = b"{" + part + b"}"
        found = self._decoder.decode(text)
        if len(found) != 1 or msgspec.json.encode(found) != text:
            raise msgspec.ValidationError("one id and its value, as we write them")
        if len(self) >= _MOST_PARTS:
            self.clear()
        return self.setdefault(part, *found)


_answers, _targets, _evidenced = _Parts(AnswerValue), _Parts(Whole), _Parts(Count)


# Nothing here can refer to itself, so the collector of circles need not look through a hundred thousand of them.
class Row(msgspec.Struct, frozen=True, gc=False):
    """A return in a pool, by its canonical line."""

    line: bytes
    key: str
    # The return without its answers, targets, evidence, key and signature; many rows share one.
    frame: Return

    @property
    def slot(self) -> tuple[str, str, str, str]:
        """Give what a key may fill once: the question set, network, round and key."""
        return (self.frame.questionnaire, self.frame.network, self.frame.round, self.key)

    @property
    def signature(self) -> str:
        """Give the signature."""
        return self.line[-88:-2].decode("ascii")

    @property
    def signed_bytes(self) -> bytes:
        """Give the canonical bytes of the return without its signature: what was signed, and what is hashed."""
        return self.line[_BEFORE:-_AFTER]

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the canonical bytes of the return without its signature, in hexadecimal."""
        return hashlib.sha256(self.signed_bytes).hexdigest()

    @property
    def answers(self) -> list[bytes]:
        """List the answers as parts, such as `"q1":3`."""
        return _split(self.line[_ANSWERS : self.line.index(b"}", _ANSWERS)])

    @property
    def targets(self) -> list[bytes]:
        """List the targets as parts."""
        end = self.line.rindex(b'},"version":"')
        return _split(self.line[self.line.rindex(b"{", 0, end) + 1 : end])

    def signed(self) -> SignedReturn:
        """Give the return with its signature."""
        return _decoder.decode(self.line)

    def content(self) -> Return:
        """Give the return."""
        return self.signed().content


def parse_row(line: bytes, file: str, place: str = "") -> Row | Fault:
    """Read a return from bytes as `parse_return` does, to hold it as a row."""
    row = _known(line)
    if row and key_is_sound(row.key) and not row.frame.is_withdrawal:
        return row
    parsed = parse_return(line, file, place)
    return parsed if isinstance(parsed, Fault) else row_of(parsed)


def row_of(signed: SignedReturn) -> Row:
    """Give the row of a return that was read or made."""
    row = _known(canonical(signed))
    if row is None:
        raise ValueError("This is no return.")
    return row


def _known(line: bytes) -> Row | None:
    """Give the row of a canonical line without a fault; None for any other."""
    cut = _LINE.fullmatch(line) if len(line) <= RETURN_LIMIT else None
    if cut is None:
        return None
    answers, before, evidenced, middle, key, after, targets, end = cut.groups()
    try:
        for parts, known in ((answers, _answers), (targets, _targets), (evidenced, _evidenced)):
            if parts and not _in_order(parts.split(b","), known):
                return None
        frame = _frame(before, middle, after, end)
    except _UNREADABLE:
        return None
    return Row(line, key.decode("ascii"), frame)


def _in_order(parts: list[bytes], known: _Parts) -> bool:
    """Say whether parts stand in the order of their ids, each id once."""
    ids = list(map(known.__getitem__, parts))
    return all(map(lt, ids, ids[1:]))


def _frame(before: bytes, middle: bytes, after: bytes, end: bytes) -> Return:
    """Give what is left of a line without its lists, key and signature; msgspec's errors where it is no return."""
    text = b'{"return":{"answers":{},%b"evidenced":{},%b,"key":"%b",%b,"targets":{},%b},"signature":"%b"}' % (
        before, middle, _KEY.encode(), after, end, _SIGNATURE.encode(),
    )  # fmt: skip
    frame = _frames.get(text)
    if frame is None:
        signed = _decoder.decode(text)
        frame = signed.content
        if canonical(signed) != text or frame.key != _KEY or frame.answers or frame.targets or frame.evidenced:
            raise msgspec.ValidationError("a canonical return")
        if len(_frames) >= _MOST_FRAMES:
            _frames.clear()
        if len(text) <= _LONGEST_FRAME:
            _frames[text] = frame
    return frame


def _split(parts: bytes) -> list[bytes]:
    return parts.split(b",") if parts else []


def rows_of(returns: Iterable[SignedReturn | Row]) -> Iterable[Row]:
    """Give returns as rows, those that are rows already as they are."""
    return (one if isinstance(one, Row) else row_of(one) for one in returns)

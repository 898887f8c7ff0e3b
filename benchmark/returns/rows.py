"""Returns as they are held by the hundred thousand: their answers packed, and what they share with others read once.

Lines that are written exactly as we write them are proved together, piece by piece. Answers, targets and counts of
evidence are packed: `benchmark.returns.shape` takes just what is canonical. What is left, the frame, is proved by
`benchmark.returns.cut`. Canonical lists in a canonical frame are a canonical return. Any other line is read as a file
is, and refused with its reason or held as we write it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from benchmark.returns.cut import BEGIN, END, UNREADABLE, Around, Cut, blank, cut_line, signed_part
from benchmark.returns.model import MOST_EVIDENCE, Endorsement, Return, SignedReturn, canonical
from benchmark.returns.read import RETURN_LIMIT
from benchmark.returns.shape import Shape

# What is remembered stays small, whoever sends what. A shape takes much memory, and lives as long as a row of it: once
# there are many, only a question set that so many lines share gets one, in the place of the oldest.
_MOST_SHAPES: Final = 64
_WORTH_A_SHAPE: Final = 200
# By the fingerprint of a question set; and one for the ids of sections, whose packed form nobody keeps.
_shapes: dict[str, Shape] = {}
_of_sections: list[Shape] = [Shape()]

_decoder = msgspec.json.Decoder(SignedReturn)


# Nothing here can refer to itself, so the collector of circles need not look through a hundred thousand of them.
class Row(msgspec.Struct, frozen=True, gc=False, eq=False):
    """A return in a pool."""

    # The return without lists, keys and signatures, and the text around those that are its own. Many rows share both.
    frame: Return
    around: Around
    key: str
    # The public key of the invitation that endorsed the key, if one did.
    invitation: str | None
    # The SHA-256 of what was signed.
    sha256: bytes
    signature: str
    # Answers and targets are packed in a shape. Without one, the answers are all of the canonical line.
    shape: Shape | None
    answers: bytes
    targets: bytes
    evidenced: bytes

    @property
    def slot(self) -> tuple[str, str, str, str]:
        """Give what a key may fill once: the question set, network, round and key."""
        return (self.frame.questionnaire, self.frame.network, self.frame.round, self.key)

    @property
    def line(self) -> bytes:
        """Give the canonical line."""
        if self.shape is None:
            return self.answers
        first, second, third, last = self.around
        key, signature = self.key.encode(), self.signature.encode()
        answers, targets = self.shape.text(self.answers), self.shape.text(self.targets)
        return b"".join((BEGIN, answers, first, self.evidenced, second, key, third, targets, last, signature, END))

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the canonical bytes of the return without its signature, in hexadecimal."""
        return self.sha256.hex()

    def signed(self) -> SignedReturn:
        """Give the return with its signature."""
        return _decoder.decode(self.line)

    def content(self) -> Return:
        """Give the return."""
        return self.signed().content

    def __eq__(self, other: object) -> bool:
        """Compare by what was signed and the signature: the same return may be packed in several ways."""
        return isinstance(other, Row) and (self.sha256, self.signature) == (other.sha256, other.signature)

    def __hash__(self) -> int:
        return hash(self.sha256)


def read_rows(lines: Sequence[bytes]) -> list[Row | None]:
    """Read canonical lines, all together; None for any other, for a return with a fault and for a withdrawal."""
    rows: list[Row | None] = [None] * len(lines)
    cuts: dict[str, list[Cut]] = {}
    for at, line in enumerate(lines):
        cut = cut_line(at, line) if len(line) <= RETURN_LIMIT else None
        if cut:
            cuts.setdefault(cut.frame.fingerprint, []).append(cut)
    for fingerprint, together in cuts.items():
        shape = _shape(fingerprint, len(together))
        if shape:
            for cut, row in zip(together, _rows(together, shape, lines), strict=True):
                rows[cut.at] = row
    return rows


def _rows(cuts: Sequence[Cut], shape: Shape, lines: Sequence[bytes]) -> Iterator[Row | None]:
    """Pack lines that answer the same question set."""
    answers = shape.pack([cut.answers for cut in cuts])
    targets = shape.pack([cut.targets for cut in cuts], words=False)
    evidenced = _sections().pack([cut.evidenced for cut in cuts], words=False, highest=MOST_EVIDENCE)
    for cut, answered, aimed, proved in zip(cuts, answers, targets, evidenced, strict=True):
        if answered is None or aimed is None or proved is None:
            yield None
        else:
            yield Row(
                cut.frame, cut.around, cut.key, cut.invitation, _sha256(lines[cut.at]), cut.signature.decode("ascii"),
                shape, answered, aimed, cut.evidenced,
            )  # fmt: skip


def _sha256(line: bytes) -> bytes:
    return hashlib.sha256(signed_part(line)).digest()


def rows_of(returns: Iterable[SignedReturn | Row]) -> list[Row]:
    """Give returns as rows, those that are rows already as they are; ValueError for what is no return."""
    given = list(returns)
    made = iter(rows_of_lines([canonical(one) for one in given if isinstance(one, SignedReturn)]))
    return [one if isinstance(one, Row) else next(made) for one in given]


def rows_of_lines(lines: Sequence[bytes]) -> list[Row]:
    """Give the rows of returns by their canonical lines."""
    return [row or _whole(line) for row, line in zip(read_rows(lines), lines, strict=True)]


def _whole(line: bytes) -> Row:
    """Give the row of a return that is not packed."""
    try:
        signed = _decoder.decode(line)
    except UNREADABLE as error:
        raise ValueError("This is no return.") from error
    content = signed.content
    invitation = content.endorsement.invitation if isinstance(content.endorsement, Endorsement) else None
    around = (b"", b"", b"", b"")
    return Row(blank(content), around, content.key, invitation, _sha256(line), signed.signature, None, line, b"", b"")


def _shape(fingerprint: str, lines: int) -> Shape | None:
    """Give the shape of the returns to a question set, of which there are so many lines; None where there is none."""
    known = _shapes.get(fingerprint)
    if known:
        return known
    if len(_shapes) >= _MOST_SHAPES:
        if lines < _WORTH_A_SHAPE:
            return None
        del _shapes[next(iter(_shapes))]
    return _shapes.setdefault(fingerprint, Shape())


def _sections() -> Shape:
    """Give the shape of the counts of evidence, an empty one when it is full."""
    if _of_sections[0].is_full:
        _of_sections[0] = Shape()
    return _of_sections[0]

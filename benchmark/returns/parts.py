"""Lists such as `"q1":3,"q2":"not-asked"` taken apart, many at once: where each part stands, and what value it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from benchmark.returns.model import NOT_APPLICABLE, NOT_ASKED
from scoring import codes

# What stands for no answer, and for the two answers that are words: the codes of an answer table.
NONE: Final = int(codes.UNANSWERED)
WORDS: Final = {int(codes.NOT_APPLICABLE): NOT_APPLICABLE, int(codes.NOT_ASKED): NOT_ASKED}
LONGEST_NAME: Final = 82
WORD: Final = 8
# How many words a name may take, and a value: a whole number has at most sixteen digits.
NAME_WORDS: Final = -(-LONGEST_NAME // WORD)
_VALUE_WORDS: Final = 2
_LONGEST_VALUE: Final = WORD * _VALUE_WORDS
_COMMA, _COLON, _NOUGHT = b",:0"
# A read of whole words may go beyond the end of the last part.
_ROOM: Final = b"\0" * (NAME_WORDS * WORD)
_KEEP: Final = np.array([(1 << 8 * count) - 1 for count in range(WORD + 1)], dtype=np.uint64)

Numbers = npt.NDArray[np.int64]
Words = list[npt.NDArray[np.uint64]]


@dataclass(frozen=True)
class Parts:
    """Where the parts of several lists stand in one text: each begins at its name, and has one colon and an end."""

    text: bytes
    begins: Numbers
    colons: Numbers
    ends: Numbers
    # How many parts each list has.
    counts: Numbers

    def words(self, begins: Numbers, lengths: Numbers, count: int) -> Words:
        """Read pieces of the text as so many numbers of eight bytes; what lies beyond the end of a piece is nought."""
        shape = (len(self.text) - WORD + 1,)
        text: npt.NDArray[np.uint64] = np.ndarray(shape, dtype="<u8", buffer=self.text, strides=(1,))
        return [text[begins + WORD * at] & _KEEP[np.clip(lengths - WORD * at, 0, WORD)] for at in range(count)]


def cut_lists(lists: Sequence[bytes]) -> Parts | None:
    """Find the parts of lists; None where not every part has exactly one colon."""
    text = b",".join(lists) + b"," + _ROOM
    letters = np.frombuffer(text, dtype=np.uint8)
    ends, colons = np.flatnonzero(letters == _COMMA), np.flatnonzero(letters == _COLON)
    begins = np.concatenate(([0], ends[:-1] + 1))
    if len(ends) != len(colons) or not np.all((begins < colons) & (colons < ends)):
        return None
    lasts = np.searchsorted(ends, np.cumsum([len(one) + 1 for one in lists]) - 1)
    return Parts(text, begins, colons, ends, np.diff(lasts, prepend=-1))


def values_of(parts: Parts) -> Numbers:
    """Give the value of every part; -1 where it is not written as we write it, or too long."""
    letters = np.frombuffer(parts.text, dtype=np.uint8)
    lengths = parts.ends - parts.colons - 1
    values = letters[parts.colons + 1].astype(np.int64) - _NOUGHT
    values[(values < 0) | (values > 9)] = NONE
    longer = np.flatnonzero(lengths > 1)
    if len(longer):
        values[longer] = _longer_values(parts, letters, parts.colons[longer] + 1, lengths[longer])
    return values


def _longer_values(parts: Parts, letters: npt.NDArray[np.uint8], begins: Numbers, lengths: Numbers) -> Numbers:
    """Give the words, and the whole numbers of two to sixteen digits."""
    digits = np.zeros(len(begins), dtype=np.int64)
    # A larger one, or a nought in front, is no such number.
    good = (lengths <= _LONGEST_VALUE) & (letters[begins] != _NOUGHT)
    for at in range(min(int(lengths.max()), _LONGEST_VALUE)):
        inside = at < lengths
        digit = letters[begins + at].astype(np.int64) - _NOUGHT
        good &= ~inside | ((digit >= 0) & (digit <= 9))
        digits = np.where(inside, digits * 10 + digit, digits)
    values = np.where(good, digits, NONE)
    words = parts.words(begins, np.minimum(lengths, _LONGEST_VALUE), _VALUE_WORDS)
    for code, word in WORDS.items():
        quoted = msgspec.json.encode(word)
        wanted = np.frombuffer(quoted.ljust(_LONGEST_VALUE, b"\0"), dtype="<u8")
        is_word = lengths == len(quoted)
        for one, other in zip(words, wanted, strict=True):
            is_word &= one == other
        values[is_word] = code
    return values

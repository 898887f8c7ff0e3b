"""The answers of many returns as rows of small numbers, cut out of their canonical text many at a time.

`"q1":3,"q2":"not-asked"` becomes one number for each id that this question set's returns were seen to answer. What is
not written exactly so (an id out of order, a nought before a number, a space) is not packed: nothing else has a packed
form, so what comes out as text is what came in.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from benchmark.returns.model import HIGHEST_WHOLE, Id
from benchmark.returns.parts import (
    LONGEST_NAME,
    NAME_WORDS,
    NONE,
    WORD,
    WORDS,
    Numbers,
    Parts,
    Words,
    cut_lists,
    values_of,
)

# Whoever sends ever new ids gets no place for them: such returns are held as their text.
MOST_IDS: Final = 2_000
# Multiplied, and the highest bits taken: parts that fall together are only slower.
_FACTOR, _BITS = np.uint64(0x9E3779B97F4A7C15), 12
_SIZES: Final = (np.int8, np.int16, np.int32, np.int64)
_LARGEST: Final = np.array([np.iinfo(size).max for size in _SIZES[:-1]])
# A list of small numbers is always packed. One that takes more bytes than these, and more than its text, is not:
# whoever sends many ids with large numbers once makes no short list after it as long.
_ALWAYS: Final = MOST_IDS


class Shape:
    """A place for each id that returns answer, given when it is first seen."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._places: dict[bytes, int] = {}
        self._heads: list[bytes] = []
        # The names as words, their lengths, and where each stands in the order of names.
        self._words = np.zeros((MOST_IDS, NAME_WORDS), dtype=np.uint64)
        self._lengths = np.zeros(MOST_IDS, dtype=np.int64)
        self._ranks = np.zeros(0, dtype=np.int64)
        # By the highest bits of a name's product: the place of the last name that had them.
        self._quick = np.zeros(1 << _BITS, dtype=np.int64)

    @property
    def is_full(self) -> bool:
        """Say whether there is no room for another id."""
        return len(self.ids) >= MOST_IDS

    def pack(self, lists: Sequence[bytes], *, words: bool = True, highest: int = HIGHEST_WHOLE) -> list[bytes | None]:
        """Pack lists such as `"q1":3,"q2":4`; None for a list that is not canonical or has no room here.

        An empty list gives no bytes; any other one number for each place, and before them the bytes that each takes.

        Args:
            lists: what stands between the braces.
            words: whether an answer may be a word, such as "not-asked".
            highest: the largest number that may stand.
        """
        packed: list[bytes | None] = [b""] * len(lists)
        filled = [at for at, text in enumerate(lists) if text]
        for at, held in zip(filled, self._pack([lists[at] for at in filled], words, highest), strict=True):
            packed[at] = held
        return packed

    def _pack(self, lists: Sequence[bytes], words: bool, highest: int) -> Iterator[bytes | None]:
        if not lists:
            return
        parts = cut_lists(lists)
        if parts is None and len(lists) > 1:
            # Somewhere a comma or a colon stands where none may: the halves without it go on together.
            half = len(lists) // 2
            yield from self._pack(lists[:half], words, highest)
            yield from self._pack(lists[half:], words, highest)
        elif parts is None:
            yield None
        else:
            values = values_of(parts)
            values[(values > highest) | ((values < NONE) & (not words))] = NONE
            yield from self._rows(parts, values)

    def _rows(self, parts: Parts, values: Numbers) -> list[bytes | None]:
        places = self._find(parts)
        count = len(parts.counts)
        rows = np.repeat(np.arange(count), parts.counts)
        wrong = (places < 0) | (values == NONE)
        ranks = self._ranks[places] if self.ids else places
        # The ids of a list rise.
        wrong[1:] |= (ranks[1:] <= ranks[:-1]) & (rows[1:] == rows[:-1])
        lasts = np.cumsum(parts.counts)
        firsts = lasts - parts.counts
        # Each list by its own largest number: others do not make it longer.
        kinds = np.searchsorted(_LARGEST, np.maximum.reduceat(values, firsts))
        texts = parts.ends[lasts - 1] - parts.begins[firsts]
        longest = np.maximum(texts, _ALWAYS)
        longest[rows[wrong]] = -1
        packed: list[bytes | None] = [None] * count
        for kind, size in enumerate(_SIZES):
            length = len(self.ids) * np.dtype(size).itemsize
            fitting = (kinds == kind) & (length <= longest)
            if fitting.any():
                self._put(packed, fitting, (rows, places, values), size)
        return packed

    def _put(
        self, packed: list[bytes | None], chosen: npt.NDArray[np.bool_], parts: tuple[Numbers, ...], size: type
    ) -> None:
        """Pack the lists that are chosen in numbers of this size."""
        rows, places, values = parts if chosen.all() else (of_part[chosen[parts[0]]] for of_part in parts)
        width = len(self.ids)
        block: npt.NDArray[np.signedinteger] = np.full((int(chosen.sum()), width), NONE, dtype=size)
        block.reshape(-1)[(np.cumsum(chosen) - 1)[rows] * width + places] = values
        kind, whole, length = b"%d" % block.itemsize, block.tobytes(), width * block.itemsize
        for at, row in enumerate(np.flatnonzero(chosen).tolist()):
            packed[row] = kind + whole[at * length : (at + 1) * length]

    def _find(self, parts: Parts) -> Numbers:
        """Give the place of every part's id; -1 where it is no id, or there is no room for it."""
        lengths = parts.colons - parts.begins
        count = -(-min(int(lengths.max()), LONGEST_NAME) // WORD)
        words = parts.words(parts.begins, np.minimum(lengths, LONGEST_NAME), count)
        bins = _bins(words)
        places = self._quick[bins]
        same = self._lengths[places] == lengths
        for at, word in enumerate(words):
            same &= self._words[places, at] == word
        for part in np.flatnonzero(~same).tolist():
            name = parts.text[parts.begins[part] : parts.colons[part]]
            places[part] = place = self._learn(name)
            if place >= 0:
                self._quick[bins[part]] = place
        if len(self._ranks) < len(self.ids):
            self._ranks = np.argsort(np.argsort(np.array(self.ids)))
        return places

    def _learn(self, name: bytes) -> int:
        """Give the place of a name in quotation marks, a new one if need be; -1 where there is none for it."""
        if name in self._places:
            return self._places[name]
        if self.is_full or not _is_id(name):
            return -1
        place = self._places[name] = len(self.ids)
        self.ids.append(name[1:-1].decode("ascii"))
        self._heads.append(name + b":")
        self._lengths[place] = len(name)
        padded = name.ljust(NAME_WORDS * WORD, b"\0")
        self._words[place] = np.frombuffer(padded, dtype="<u8")
        return place

    def text(self, held: bytes) -> bytes:
        """Write what was packed as it was."""
        if not held:
            return b""
        said = [(at, value) for at, value in enumerate(unpack([held])[0].tolist()) if value != NONE]
        said.sort(key=lambda one: self._ranks[one[0]])
        return b",".join(self._heads[at] + msgspec.json.encode(WORDS.get(value, value)) for at, value in said)


def unpack(held: Sequence[bytes]) -> npt.NDArray[np.signedinteger]:
    """Give what was packed alike (with one first byte and one length) as one row each, one column a place."""
    kind, length = f"i{held[0][:1].decode()}", len(held[0])
    rows = np.frombuffer(b"".join(held), dtype=np.uint8).reshape(len(held), length)
    return np.ascontiguousarray(rows[:, 1:]).view(kind)


def _is_id(name: bytes) -> bool:
    try:
        return msgspec.json.encode(_ids.decode(name)) == name
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False


_ids = msgspec.json.Decoder(Id)


def _bins(words: Words) -> npt.NDArray[np.intp]:
    product = words[0] * _FACTOR
    for word in words[1:]:
        product = (product ^ word) * _FACTOR
    return (product >> np.uint64(64 - _BITS)).astype(np.intp)

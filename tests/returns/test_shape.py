"""Packing: just the lists that are canonical are packed, and come out as they went in; against a slow way, one by one."""

import json

import msgspec
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmark.returns import shape as module
from benchmark.returns.model import HIGHEST_WHOLE, NOT_APPLICABLE, NOT_ASKED, Id
from benchmark.returns.shape import Shape, unpack

CODES = {NOT_APPLICABLE: -2, NOT_ASKED: -3}
NAMES = [
    '"a"',
    '"a1"',
    '"a-b"',
    '"b"',
    f'"{"l" * 80}"',
    f'"{"l" * 81}"',
    '"A"',
    '""',
    "a",
    '"a',
    '"a"\0',
    '"a\0"',
    '"a":"b"',
    '"\\u0061"',
    '"é"',
]
VALUES = ["0", "3", "9", "10", "255", "65536", "4294967296", str(HIGHEST_WHOLE), str(HIGHEST_WHOLE + 1), "1" * 16, "1" * 17, '"not-asked"', '"not-applicable"', '"not-askes"', '"not-asked', "", "00", "01", "-1", "+1", "1.0", "1e2", "true", ":", "3:", "3 ", " 3", '"3"', "3\0"]  # fmt: skip
PARTS = st.builds("{}:{}".format, st.sampled_from(NAMES), st.sampled_from(VALUES))
# Mostly what is right, so that long lists are packed too.
GOOD = st.builds("{}:{}".format, st.sampled_from(NAMES[:5]), st.sampled_from([*VALUES[:8], *VALUES[11:13]]))
LISTS = st.lists(PARTS | GOOD, max_size=4).map(",".join) | st.lists(GOOD, max_size=5, unique=True).map(
    lambda parts: ",".join(sorted(parts))
)


def slowly(text, words=True, highest=HIGHEST_WHOLE):
    """Decode a list and write it again; None where it does not say the same, or says what may not be packed."""
    try:
        pairs = json.loads("{" + text + "}", object_pairs_hook=lambda found: found)
        said = msgspec.convert(dict(pairs), dict[Id, int | str])
    except (ValueError, RecursionError):
        return None
    if "{" + text + "}" != json.dumps(said, separators=(",", ":"), sort_keys=True) or "{" in text:
        return None
    for value in said.values():
        if isinstance(value, str) and not (words and value in CODES):
            return None
        if isinstance(value, int) and not (0 <= value <= highest and value is not True):
            return None
    return said


def meaning(shape, held):
    """Say what was packed, by the ids of the shape."""
    values = unpack([held])[0].tolist() if held else []
    return {name: value for name, value in zip(shape.ids, values, strict=False) if value != -1}


@given(st.lists(st.lists(LISTS, max_size=5), max_size=4), st.booleans(), st.sampled_from([0, 9, 10_000, HIGHEST_WHOLE]))
@example([['"a":3', '"a":3,"b":4', '"a":3,"a":3', '"b":3,"a":3', ""]], True, 9)
def test_just_canonical_lists_are_packed_and_come_out_as_they_were(together, words, highest):
    """Some lists after others, because a shape grows."""
    shape = Shape()
    kept = []
    for lists in together:
        for text, held in zip(
            lists, shape.pack([text.encode() for text in lists], words=words, highest=highest), strict=True
        ):
            said = slowly(text, words, highest)
            assert (held is None) == (said is None), text
            if said is not None:
                kept.append((text, held, said))
    for text, held, said in kept:
        assert shape.text(held) == text.encode()
        assert meaning(shape, held) == {name: CODES.get(value, value) for name, value in said.items()}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("name", NAMES)
def test_every_part_is_judged_by_itself(name, value):
    """Beside one that is known, and under the same names."""
    shape = Shape()
    part = f"{name}:{value}"
    said = slowly(part)
    assert shape.text(shape.pack([b'"a":3'])[0]) == b'"a":3'
    for _ in range(2):
        [held] = shape.pack([part.encode()])
        assert (held is None) == (said is None)
        assert held is None or shape.text(held) == part.encode()


def test_ids_whose_names_fall_together_are_told_apart(monkeypatch):
    monkeypatch.setattr(module, "_BITS", 1)
    shape = Shape()
    texts = [",".join(f'"q{at:03d}":{(at + row) % 7}' for at in range(100)).encode() for row in range(50)]
    for _ in range(2):
        assert [shape.text(held) for held in shape.pack(texts)] == texts
    assert shape.ids == [f"q{at:03d}" for at in range(100)]


def test_there_is_room_for_so_many_ids_and_no_more(monkeypatch):
    monkeypatch.setattr(module, "MOST_IDS", 3)
    shape = Shape()
    packed = shape.pack([b'"a":1,"b":2', b'"c":3,"d":4', b'"a":5', b'"d":1'])
    assert [held and shape.text(held) for held in packed] == [b'"a":1,"b":2', None, b'"a":5', None]
    assert shape.is_full
    assert shape.ids == ["a", "b", "c"]


@pytest.mark.parametrize(("highest", "size"), [(127, 1), (128, 2), (2**15, 4), (2**31, 8), (HIGHEST_WHOLE, 8)])
def test_numbers_take_no_more_room_than_they_need(highest, size):
    shape = Shape()
    [held, other] = shape.pack([f'"a":{highest}'.encode(), b'"b":"not-asked"'])
    assert (len(held), len(other)) == (1 + 2 * size, 1 + 2)
    assert np.array_equal(unpack([held]), [[highest, -1]])
    assert np.array_equal(unpack([other]), [[-1, -3]])


@pytest.mark.parametrize("number", [3, 2**50])
def test_a_short_list_takes_little_room_whatever_others_say(number):
    """Otherwise one list with all ids and large numbers made thousands of short ones as long as itself."""
    shape = Shape()
    long = ",".join(f'"q{at:03d}":{number}' for at in range(500)).encode()
    short = [b'"q499":3', f'"q499":{2**50}'.encode()]
    packed = shape.pack([long, *short])
    assert [held and shape.text(held) for held in packed] == [long, short[0], None]
    assert len(packed[1]) == 1 + 500


def test_one_bad_list_among_many_spoils_no_other():
    shape = Shape()
    lists = [f'"a":{at % 5}'.encode() for at in range(200)]
    for at in (0, 77, 199):
        lists[at] = b'"a":1,,"b":2::'
    assert [at for at, held in enumerate(shape.pack(lists)) if held is None] == [0, 77, 199]

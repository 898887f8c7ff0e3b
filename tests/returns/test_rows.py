"""Returns as rows: the quick way takes just the lines that are canonical returns, and says of each what the slow one says."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.faults import Fault
from benchmark.returns import cut, rows
from benchmark.returns.cut import signed_part
from benchmark.returns.model import canonical, digest
from benchmark.returns.read import RETURN_LIMIT, parse_return
from benchmark.returns.rows import read_rows, rows_of
from benchmark.returns.shape import Shape
from tests.returns.build import reserved, signed

PACKED = {"answers": {"care-sharing": "not-applicable", "contract-register": 3, "late": 12}}
LINE = canonical(signed(**PACKED))
LINKED = {name: value for name, value in reserved().items() if name != "withdrawn"}
NOTHING = {"attributes": {}, "answers": {}, "targets": {}, "evidenced": {}}
GOOD = {
    "plain": LINE,
    "empty": canonical(signed(1, **NOTHING)),
    "all keys": canonical(signed(3, **{**LINKED, **PACKED})),
    "endorsed": canonical(signed(4, endorsement=LINKED["endorsement"], **PACKED)),
    "linked": canonical(signed(4, previous=LINKED["previous"], **PACKED)),
    "a name like a line": canonical(
        signed(5, name='"},"evidenced":{},"key":"A","targets":{},"version":"1"},\\', **PACKED)
    ),
    "not home": canonical(signed(6, home=False, sequence=999, **PACKED)),
}
# What is canonical and yet not packed: it is held as it stands.
WHOLE = {
    "withdrawn": canonical(signed(2, **NOTHING, withdrawn=True)),
    "less than nothing": canonical(signed(7, answers={"late": -12})),
    "a target below nothing": canonical(signed(8, targets={"late": -1})),
}
# What is written in another way, or is no return at all: the piece of a good line, and what stands in its place.
BAD = {
    "an id twice": ('"late":12', '"late":-12,"late":12'),
    "an id twice, two answers": ('"late":12', '"late":12,"late":3'),
    "out of order": ('"care-sharing":"not-applicable","contract-register":3', '"contract-register":3,"care-sharing":"not-applicable"'),
    "white space": ('"late":12', '"late": 12'),
    "an escape": ('"late":12', '"l\\u0061te":12'),
    "minus nothing": ('"late":12', '"late":-0'),
    "a nought in front": ('"late":12', '"late":012'),
    "a plus in front": ('"late":12', '"late":+12'),
    "no number": ('"late":12', '"late":'),
    "a sign in a number": ('"late":12', '"late":1:2'),
    "no quotation marks": ('"late":12', "late:12"),
    "a byte of nought": ('"late":12', '"late"\0:12'),
    "a fraction": ('"late":12', '"late":1.0'),
    "an exponent": ('"late":12', '"late":1e2'),
    "true": ('"late":12', '"late":true'),
    "null": ('"late":12', '"late":null'),
    "too large": ('"late":12', '"late":9007199254740992'),
    "words": ('"late":12', '"late":"soon"'),
    "inside": ('"late":12', '"late":{"a":1}'),
    "a comma": ('"late":12', '"late":12,'),
    "no id": ('"late":12', '"Late":12'),
    "a long id": ('"late":12', f'"{"l" * 81}":12'),
    "bytes that are no text": ('"late":12', '"l\udcff":12'),
    "a word as a target": ('"targets":{"contract-register":4}', '"targets":{"contract-register":"not-asked"}'),
    "too much evidence": ('"procurement":1', '"procurement":10001'),
    "less than no evidence": ('"procurement":1', '"procurement":-1'),
    "another format": ("council-return/1", "council-return/2"),
    "an unknown key": ('"sequence":1', '"remark":1,"sequence":1'),
    "a key twice": ('"sequence":1', '"sequence":1,"sequence":1'),
    "no sequence": ('"sequence":1,', ""),
    "sequence nought": ('"sequence":1', '"sequence":0'),
    "an attribute twice": ('"tier":"single"', '"tier":"single","tier":"single"'),
    "a brace in an attribute": ('"tier":"single"', '"tier":"}"'),
    "a list of attributes": ('"tier":"single"', '"tier":["single"]'),
    "home in words": ('"home":true', '"home":yes'),
    "withdrawn and full": ('"version":"2026.1"', '"version":"2026.1","withdrawn":true'),
    "not withdrawn": ('"version":"2026.1"', '"version":"2026.1","withdrawn":false'),
    "a key of low order": (signed().content.key, "A" * 43),
    "a key spelt otherwise": (signed().content.key, "_" * 43),
    "a foreign sign in a signature": (signed(**PACKED).signature, "A" * 85 + "!"),
    "a short signature": (signed(**PACKED).signature, "A" * 85),
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_shapes():
    """Begin without the question sets of other tests: once there are many, a single line gets no shape."""
    rows._shapes.clear()


def agree(line):
    """Read a line both ways; give the row where the quick way takes it."""
    slow, quick = parse_return(line, "f", "line 1"), read_rows([line])[0]
    if isinstance(slow, Fault):
        assert quick is None
        return None
    for row in (quick, rows_of([slow])[0]):
        if row:
            says_the_same(row, slow)
    return quick


def says_the_same(row, slow):
    assert (row.line, row.signed(), row.content()) == (canonical(slow), slow, slow.content)
    assert (row.key, row.slot, row.signature) == (slow.content.key, slow.content.slot, slow.signature)
    assert (row.digest, signed_part(row.line)) == (digest(slow.content), canonical(slow.content))
    endorsement = slow.content.endorsement
    assert row.invitation == (endorsement.invitation if endorsement else None)
    assert row.frame == cut.blank(slow.content)


@pytest.mark.parametrize("name", GOOD)
def test_a_canonical_line_is_packed(name):
    row = agree(GOOD[name])
    assert row.shape
    assert row.line == GOOD[name]


@pytest.mark.parametrize("name", WHOLE)
def test_what_cannot_be_packed_is_held_as_it_stands(name):
    assert agree(WHOLE[name]) is None
    [row] = rows_of([parse_return(WHOLE[name], "f")])
    assert not row.shape
    assert row.line == WHOLE[name]


@pytest.mark.parametrize("name", BAD)
def test_every_other_line_is_not_taken_quickly(name):
    old, new = BAD[name]
    text = LINE.decode()
    assert text.count(old) == 1
    line = text.replace(old, new).encode(errors="surrogateescape")
    for _ in range(2):
        # The second time what was seen the first time is known.
        assert agree(line) is None


def test_many_lines_are_read_together_each_for_itself():
    lines = [*GOOD.values(), *WHOLE.values()]
    for old, new in BAD.values():
        lines += [LINE.decode().replace(old, new).encode(errors="surrogateescape"), LINE]
    together = [row and row.line for row in read_rows(lines)]
    assert together == [row and row.line for line in lines for row in read_rows([line])]
    assert together.count(LINE) == len(BAD) + 1


def test_another_key_order_is_held_as_we_write_it():
    assert agree(LINE.replace(b'{"return":{', b'{ "return":{')) is None
    assert agree(b"\xef\xbb\xbf" + LINE) is None
    assert agree(LINE + b" " * RETURN_LIMIT) is None


def test_rows_are_equal_by_what_was_signed_and_its_signature(monkeypatch):
    [packed] = rows_of([signed(1)])
    monkeypatch.setattr(rows, "read_rows", lambda lines: [None] * len(lines))
    [whole] = rows_of([signed(1)])
    assert packed == whole
    assert hash(packed) == hash(whole)
    assert packed != rows_of([signed(2)])[0]
    assert packed != "a row"


@given(
    st.sampled_from(list(GOOD.values())),
    st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 40), st.binary(max_size=3))),
)
def test_a_damaged_line_is_judged_alike(line, edits):
    for at, length, new in edits:
        line = line[:at] + new + line[at + length :]
    agree(line)


@given(
    st.lists(
        st.sampled_from([b'"a":1', b'"a":22', b'"a-b":1', b'"a1":1', b'"b":"not-asked"', b'"b":01', b'"b":-1', b""]),
        max_size=4,
    )
)
def test_parts_in_any_order_are_judged_alike(parts):
    end = LINE.index(b"}")
    for line in (LINE[:22] + b",".join(parts) + LINE[end:], LINE.replace(b'"contract-register":4', b",".join(parts))):
        agree(line)


@pytest.mark.parametrize("piece", [',"targets":{', '"previous":{', "{", "}", ",", '"', "\\\\", '"a":1,', '"name":"'])
@pytest.mark.parametrize("before", ['"network"', '"late"', '"evidenced"', '"version"', '"name"'])
def test_no_line_takes_long(before, piece):
    """Were a piece of a line looked through again from each place in it, this would take minutes."""
    line = canonical(signed(name="Borsetshire"))
    again = piece.encode() * (200_000 // len(piece))
    long = line.replace(before.encode(), again + before.encode())
    agree(long)
    agree(long.replace(b'"signature":"', b'"signature":"!'))


def test_what_is_remembered_stays_small(monkeypatch):
    monkeypatch.setattr(rows, "_MOST_SHAPES", 5)
    monkeypatch.setattr(cut, "_MOST_FRAMES", 3)
    cut._frames.clear()
    for number in range(10):
        row = agree(canonical(signed(1, fingerprint=f"{number:064d}", attributes={"a": f"o{number}"}, **PACKED)))
        assert (row is not None) == (number < 5)
        assert len(rows._shapes) <= 5
        assert len(cut._frames) <= 3
    rows._shapes.clear()
    cut._frames.clear()
    assert agree(canonical(signed(1, attributes={f"a{at:03d}": "o" * 40 for at in range(100)}, **PACKED)))
    assert not cut._frames


def test_ever_new_question_sets_get_no_shape_for_a_line(monkeypatch):
    """A shape takes two hundred thousand bytes, and lives as long as its rows: a small file filled the memory."""
    monkeypatch.setattr(rows, "_MOST_SHAPES", 3)
    monkeypatch.setattr(rows, "_WORTH_A_SHAPE", 4)
    strange = [canonical(signed(1, fingerprint=f"{number:064d}", **PACKED)) for number in range(10)]
    ours = [canonical(signed(number, sequence=number, **PACKED)) for number in range(1, 5)]
    read = read_rows([*strange, *ours])
    assert [row is not None for row in read] == [True] * 3 + [False] * 7 + [True] * 4
    assert [row.line for row in rows.rows_of_lines([*strange, *ours])] == [*strange, *ours]
    assert len(rows._shapes) == 3


def test_returns_of_one_question_set_share_their_frame_and_their_shape():
    lines = [
        canonical(signed(number, endorsement={"invitation": letter * 43, "signature": letter * 86}, **PACKED))
        for number, letter in enumerate("BCD")
    ]
    one, *others = read_rows(lines)
    assert all(other.frame is one.frame and other.shape is one.shape for other in others)
    assert [row.invitation for row in (one, *others)] == ["B" * 43, "C" * 43, "D" * 43]


def test_ever_new_sections_make_room_for_themselves(monkeypatch):
    monkeypatch.setattr(rows, "_of_sections", [Shape()])
    first = rows._sections()
    monkeypatch.setattr(type(first), "is_full", property(lambda shape: len(shape.ids) >= 3))
    for number in range(10):
        agree(canonical(signed(1, evidenced={f"s{number}": 1, f"t{number}": 2}, **PACKED)))
    assert rows._sections() is not first
    assert agree(LINE)


def test_what_is_no_return_has_no_row():
    wrong = msgspec.structs.replace(signed(), signature="short")
    with pytest.raises(ValueError, match="no return"):
        rows_of([wrong])

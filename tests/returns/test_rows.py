"""Returns as rows: the quick way takes just the lines that are canonical returns, and says of each what the slow one says."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.faults import Fault
from benchmark.returns import rows
from benchmark.returns.model import canonical, digest
from benchmark.returns.read import RETURN_LIMIT, parse_return
from benchmark.returns.rows import parse_row, row_of
from tests.returns.build import reserved, signed

LINE = canonical(signed())
LINKED = {name: value for name, value in reserved().items() if name != "withdrawn"}
NOTHING = {"attributes": {}, "answers": {}, "targets": {}, "evidenced": {}}
GOOD = {
    "plain": LINE,
    "empty": canonical(signed(1, **NOTHING)),
    "withdrawn": canonical(signed(2, **NOTHING, withdrawn=True)),
    "all keys": canonical(signed(3, **LINKED)),
    "each alone": canonical(signed(4, endorsement=LINKED["endorsement"])),
    "a name like a line": canonical(signed(5, name='"},"evidenced":{},"key":"A","targets":{},"version":"1"},\\')),
    "not home": canonical(signed(6, home=False, sequence=999)),
}
# What is written in another way, or is no return at all: the piece of a good line, and what stands in its place.
BAD = {
    "an id twice": ('"late":-12', '"late":-12,"late":-12'),
    "an id twice, two answers": ('"late":-12', '"late":-12,"late":3'),
    "out of order": ('"care-sharing":"not-applicable","contract-register":3', '"contract-register":3,"care-sharing":"not-applicable"'),
    "white space": ('"late":-12', '"late": -12'),
    "an escape": ('"late":-12', '"l\\u0061te":-12'),
    "minus nothing": ('"late":-12', '"late":-0'),
    "a fraction": ('"late":-12', '"late":1.0'),
    "an exponent": ('"late":-12', '"late":1e2'),
    "true": ('"late":-12', '"late":true'),
    "null": ('"late":-12', '"late":null'),
    "too large": ('"late":-12', '"late":9007199254740992'),
    "words": ('"late":-12', '"late":"soon"'),
    "inside": ('"late":-12', '"late":{"a":1}'),
    "a comma": ('"late":-12', '"late":-12,'),
    "no id": ('"late":-12', '"Late":-12'),
    "a long id": ('"late":-12', f'"{"l" * 81}":-12'),
    "bytes that are no text": ('"late":-12', '"l\udcff":-12'),
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
    "a short signature": (signed().signature, "A" * 85),
}  # fmt: skip


def agree(line):
    """Read a line both ways; give the row where it is a return."""
    slow, quick = parse_return(line, "f", "line 1"), parse_row(line, "f", "line 1")
    if isinstance(slow, Fault):
        assert quick == slow
        return None
    assert not isinstance(quick, Fault)
    assert (quick.line, quick.signed(), quick.content()) == (canonical(slow), slow, slow.content)
    assert (quick.key, quick.slot, quick.signature) == (slow.content.key, slow.content.slot, slow.signature)
    assert (quick.digest, quick.signed_bytes) == (digest(slow.content), canonical(slow.content))
    for parts, said in ((quick.answers, slow.content.answers), (quick.targets, slow.content.targets)):
        assert msgspec.json.decode(b"{" + b",".join(parts) + b"}") == said
    nothing = {"answers": {}, "targets": {}, "evidenced": {}, "key": "A" * 43}
    assert quick.frame == msgspec.structs.replace(slow.content, **nothing)
    return quick


@pytest.mark.parametrize("name", GOOD)
def test_a_canonical_line_is_held_as_it_stands(name):
    assert agree(GOOD[name]).line == GOOD[name]
    assert row_of(parse_return(GOOD[name], "f")).line == GOOD[name]


@pytest.mark.parametrize("name", BAD)
def test_every_other_line_is_judged_as_a_file_is(name):
    old, new = BAD[name]
    text = LINE.decode()
    assert text.count(old) == 1
    line = text.replace(old, new).encode(errors="surrogateescape")
    for _ in range(2):
        # The second time what was seen the first time is known.
        row = agree(line)
        assert row is None or row.line != line


def test_another_key_order_is_held_as_we_write_it():
    assert agree(LINE.replace(b'{"return":{', b'{ "return":{')).line == LINE
    assert agree(b"\xef\xbb\xbf" + LINE).line == LINE
    assert agree(LINE + b" " * RETURN_LIMIT) is None


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
        st.sampled_from([b'"a":1', b'"a":2', b'"a-b":1', b'"a1":1', b'"b":"not-asked"', b'"b":01', b""]), max_size=4
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
    monkeypatch.setattr(rows, "_MOST_PARTS", 5)
    monkeypatch.setattr(rows, "_MOST_FRAMES", 3)
    for known in (rows._answers, rows._targets, rows._evidenced, rows._frames):
        known.clear()
    for number in range(10):
        assert agree(canonical(signed(1, answers={f"q{number}": number, "z": 1}, attributes={"a": f"o{number}"})))
        assert len(rows._answers) <= 5
        assert len(rows._frames) <= 3
    rows._frames.clear()
    assert agree(canonical(signed(1, attributes={f"a{at:03d}": "o" * 40 for at in range(100)})))
    assert not rows._frames


def test_what_is_no_return_has_no_row():
    wrong = msgspec.structs.replace(signed(), signature="short")
    with pytest.raises(ValueError, match="no return"):
        row_of(wrong)

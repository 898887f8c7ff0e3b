"""What the reader of returns refuses, and with which words: everything that is not exactly a return."""

import copy
import json
import random
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.errors import FaultsError
from benchmark.faults import Fault
from benchmark.returns.model import SignedReturn, canonical, pretty
from benchmark.returns.read import RETURN_LIMIT, parse_return, read_return
from tests.returns.build import file_of, reserved, signed, verdict

GOOD = signed()
TEXT = pretty(GOOD)
LINE = canonical(GOOD).decode()
REQUIRED = list(file_of()["return"])


def changed(*path, value=None, remove=False):
    """Write the file of a good return with one thing in it replaced, added or removed."""
    data = file_of()
    inside = data
    for name in path[:-1]:
        inside = inside[name]
    if remove:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return json.dumps(data, indent=2, ensure_ascii=False).encode()


def replaced(old, new, text=TEXT):
    """Replace a piece of the text of a good return."""
    assert text.count(old) == 1, old
    return text.replace(old, new).encode()


# ---- what is accepted


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        LINE.encode(),
        LINE.encode() + b"\n",
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("  ", "\t").encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        json.dumps(json.loads(TEXT), sort_keys=True, indent=7).encode(),
        json.dumps(dict(reversed(json.loads(TEXT).items()))).encode(),
        TEXT.encode() + b" " * (RETURN_LIMIT - len(TEXT)),
    ],
    ids=["readable", "line", "line with end", "windows", "tabs", "byte-order mark", "sorted", "reversed", "full size"],
)
def test_white_space_and_order_make_no_difference(data):
    assert verdict(data) == "accepted"
    assert parse_return(data, "") == GOOD


# ---- what is refused

WRONG_VALUES = {
    "format": [None, 1, "", "council-return", ["council-return/1"]],
    "questionnaire": [None, 1, True, [], {}],
    "version": [None, 2026.1, 2026],
    "fingerprint": [None, 0],
    "network": [None, 7, ["north-west"]],
    "round": [None, 2026],
    "home": [None, 1, 0, "true", "yes", []],
    "sequence": [None, True, "1", 1.0, 1.5, [1]],
    "attributes": [None, [], "tier", [["tier", "single"]], {"tier": None}, {"tier": True}],
    "answers": [None, [], 3, {"a": None}, {"a": True}, {"a": 1.0}, {"a": "3"}, {"a": [3]}, {"a": {}}, {"a": "skipped"}],
    "targets": [None, [], {"a": True}, {"a": 2.0}, {"a": None}],
    "evidenced": [None, [], {"a": True}, {"a": 2.0}, {"a": None}],
    "key": [None, 0, ["A" * 43]],
    "withdrawn": [None, False, 1, "true"],
    "origin": [None, True],
    "endorsement": [None, {}, True, {"invitation": "A" * 43}, {"signature": "A" * 86}],
    "previous": [None, {}, "2025-autumn", {"round": "a", "key": "A" * 43, "signature": 1}],
    "name": [None, 1, ["A"]],
}
HOSTILE = {
    "an empty file": (b"", "not-json"),
    "only white space": (b" \n ", "not-json"),
    "no JSON": (b"Dear coordinator, here is our return", "not-json"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-json"),
    "a workbook": (b"PK\x03\x04\x14\0\6\0\x08\0", "not-json"),
    "a list": (b"[]", "not-a-return"),
    "null": (b"null", "not-a-return"),
    "a number": (b"1", "not-a-return"),
    "a text": (b'"return"', "not-a-return"),
    "an empty object": (b"{}", "not-a-return"),
    "half a file": (TEXT[: len(TEXT) // 2].encode(), "not-json"),
    "two returns": ((LINE + LINE).encode(), "not-json"),
    "something after the end": ((TEXT + "x").encode(), "not-json"),
    "a NUL after the end": ((TEXT + "\0").encode(), "not-json"),
    "a comment": (replaced('"home": true', '/* so */ "home": true'), "not-json"),
    "a comma too many": (replaced('"late": -12', '"late": -12,'), "not-json"),
    "single quotes": (TEXT.replace('"', "'").encode(), "not-json"),
    "two byte-order marks": (b"\xef\xbb\xbf" * 2 + TEXT.encode(), "not-json"),
    "UTF-16": (TEXT.encode("utf-16"), "not-json"),
    "UTF-32": (TEXT.encode("utf-32"), "not-json"),
    "a benchmark": (b'{"format": "council-benchmark/1"}', "not-a-return"),
    "a later format": (changed("return", "format", value="council-return/2"), "unknown-format"),
    "another format": (changed("return", "format", value="cheese/1"), "unknown-format"),
    "no signature": (changed("signature", remove=True), "not-a-return"),
    "no return": (changed("return", remove=True), "not-a-return"),
    "a key beside the return": (changed("note", value="hello"), "not-a-return"),
    "a key in the return": (changed("return", "notes", value={}), "not-a-return"),
    "a score": (changed("return", "scores", value={"overall": 99}), "not-a-return"),
    "a key in an endorsement": (
        changed("return", "endorsement", value={**reserved()["endorsement"], "by": "me"}),
        "not-a-return",
    ),
    "a key in a link": (changed("return", "previous", value={**reserved()["previous"], "by": "me"}), "not-a-return"),
    "another case": (replaced('"sequence"', '"Sequence"'), "not-a-return"),
    # Numbers
    "true for 1": (replaced('"contract-register": 3', '"contract-register": true'), "not-a-return"),
    "3.0": (replaced('"contract-register": 3', '"contract-register": 3.0'), "not-a-return"),
    "3e0": (replaced('"contract-register": 3', '"contract-register": 3e0'), "not-a-return"),
    "1e15, shorter than its canonical form": (
        replaced('"contract-register": 3', '"contract-register": 1e15, "contract-register": 3'),
        "not-a-return",
    ),
    "1e400": (replaced('"contract-register": 3', '"contract-register": 1e400'), "not-json"),
    "-1e400": (replaced('"contract-register": 3', '"contract-register": -1e400'), "not-json"),
    "NaN": (replaced('"contract-register": 3', '"contract-register": NaN'), "not-json"),
    "Infinity": (replaced('"contract-register": 3', '"contract-register": Infinity'), "not-json"),
    "minus zero": (replaced('"contract-register": 3', '"contract-register": -0'), "more-than-read"),
    "a leading zero": (replaced('"contract-register": 3', '"contract-register": 03'), "not-json"),
    "a plus": (replaced('"contract-register": 3', '"contract-register": +3'), "not-json"),
    "hexadecimal": (replaced('"contract-register": 3', '"contract-register": 0x3'), "not-json"),
    "2 to the power of 53": (replaced('"contract-register": 3', f'"contract-register": {2**53}'), "not-a-return"),
    "2 to the power of 64": (replaced('"contract-register": 3', f'"contract-register": {2**64}'), "not-a-return"),
    "5,000 digits": (replaced('"contract-register": 3', '"contract-register": ' + "9" * 5000), "not-json"),
    # Keys that stand twice: which of the two counts differs from reader to reader
    "an answer twice": (replaced('"late": -12', '"late": -12,\n      "late": -12'), "more-than-read"),
    "an answer twice, differently": (replaced('"late": -12', '"late": 4, "late": -12'), "more-than-read"),
    "an attribute twice": (replaced('"tier": "single"', '"tier": "lower", "tier": "single"'), "more-than-read"),
    "a target twice": (
        replaced('"contract-register": 4', '"contract-register": 1, "contract-register": 4'),
        "more-than-read",
    ),
    "evidence twice": (replaced('"procurement": 1', '"procurement": 9, "procurement": 1'), "more-than-read"),
    "the signature twice": (
        replaced('"signature"', '"signature": "' + "A" * 86 + '", "signature"'),
        "more-than-read",
    ),
    "the return twice": ((LINE[:-1] + "," + LINE[1:]).encode(), "more-than-read"),
    "an inner key of two kinds": (replaced('"home": true', '"home": 1, "home": true'), "not-a-return"),
    # Texts
    "an escape in a value": (replaced('"north-west"', r'"north\u002dwest"'), "more-than-read"),
    "an escape in a key": (replaced('"sequence"', r'"\u0073equence"'), "more-than-read"),
    "an escape in an answer's id": (replaced('"late"', r'"l\u0061te"'), "more-than-read"),
    "an escaped line end": (replaced('"north-west"', r'"north-west\n"'), "not-a-return"),
    "a line end": (replaced('"north-west"', '"north-west\n"'), "not-json"),
    "a NUL": (replaced('"north-west"', '"north\0west"'), "not-json"),
    "an escaped NUL": (replaced('"north-west"', r'"north\u0000west"'), "not-a-return"),
    "an escape sequence of terminals": (replaced('"north-west"', r'"\u001b[31mnorth-west"'), "not-a-return"),
    "a delete character": (replaced('"north-west"', '"north-west\x7f"'), "not-a-return"),
    "a lone surrogate": (replaced('"north-west"', r'"north\ud800"'), "not-json"),
    "a pair of surrogates": (replaced('"north-west"', r'"north\ud83d\ude00"'), "not-a-return"),
    "a raw surrogate": (TEXT.encode().replace(b"north-west", b"north\xed\xa0\x80west"), "not-json"),
    "bytes that are no UTF-8": (TEXT.encode().replace(b"north-west", b"north\xff"), "not-json"),
    "an overlong slash": (TEXT.encode().replace(b"north-west", b"north\xc0\xaf"), "not-json"),
    "a text that turns direction": (replaced('"north-west"', '"north\u202ewest"'), "not-a-return"),
    "a character without width": (replaced('"north-west"', '"north\u200bwest"'), "not-a-return"),
    "a letter that looks like another": (replaced('"north-west"', '"n\u043erth-west"'), "not-a-return"),
    "a full-width digit": (replaced('"2026-autumn"', '"\uff12026-autumn"'), "not-a-return"),
    "a path": (replaced('"north-west"', '"../../etc/passwd"'), "not-a-return"),
    "capitals": (replaced('"north-west"', '"North-West"'), "not-a-return"),
    # Depth and size
    "deep lists": (b"[" * 100_000, "not-json"),
    "deep objects": (b'{"return":' * 20_000, "not-json"),
    "depth in an answer": (
        replaced('"late": -12', '"late": ' + "[" * 3_000 + "]" * 3_000),
        "not-json",
    ),
    "one byte too many": (TEXT.encode() + b" " * (RETURN_LIMIT - len(TEXT) + 1), "too-large"),
    "a megabyte": (b" " * 1_000_000, "too-large"),
    # A withdrawal takes back; it says nothing
    "a withdrawal with answers": (changed("return", "withdrawn", value=True), "full-withdrawal"),
    # Base64 and keys
    "padding": (replaced(GOOD.content.key, GOOD.content.key + "="), "not-a-return"),
    "a key that is too short": (changed("return", "key", value=GOOD.content.key[:-1]), "not-a-return"),
    "a signature that is too short": (changed("signature", value=GOOD.signature[:-1]), "not-a-return"),
    "a signature of nothing": (changed("signature", value="A" * 86), "bad-signature"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_each_with_its_reason(name):
    data, code = HOSTILE[name]
    assert verdict(data) == code


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, bad in WRONG_VALUES.items() for value in bad])
def test_a_value_of_the_wrong_kind_is_refused(name, value):
    code = "unknown-format" if name == "format" and isinstance(value, str) else "not-a-return"
    assert verdict(changed("return", name, value=value)) == code


@pytest.mark.parametrize("name", REQUIRED)
def test_every_key_is_needed(name):
    assert verdict(changed("return", name, remove=True)) == "not-a-return"


@pytest.mark.parametrize("name", [*REQUIRED, *reserved()])
def test_no_key_of_a_return_may_stand_twice(name):
    data = file_of(**({} if name in REQUIRED or name == "withdrawn" else {name: reserved()[name]}))
    if name == "withdrawn":
        data = file_of(withdrawn=True, answers={}, targets={}, evidenced={}, attributes={})
    inside = json.dumps(data["return"])
    twice = f"{inside[:-1]}, {json.dumps(name)}: {json.dumps(data['return'][name])}}}"
    assert verdict(json.dumps(data).encode()) == "accepted"
    assert verdict(f'{{"return": {twice}, "signature": "{data["signature"]}"}}'.encode()) == "more-than-read"


@pytest.mark.parametrize("part", ["answers", "targets", "evidenced", "attributes"])
def test_a_withdrawal_may_hold_nothing_that_was_taken_back(part):
    empty = {"answers": {}, "targets": {}, "evidenced": {}, "attributes": {}}
    held = {**empty, part: file_of()["return"][part]}
    assert verdict(pretty(signed(withdrawn=True, **empty)).encode()) == "accepted"
    assert verdict(pretty(signed(withdrawn=True, **held)).encode()) == "full-withdrawal"


# ---- what was changed after it was signed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("questionnaire", "digital-maturity"),
        ("version", "2026.2"),
        ("fingerprint", "f" * 64),
        ("network", "south-east"),
        ("round", "2027-autumn"),
        ("home", False),
        ("sequence", 2),
        ("attributes", {}),
        ("answers", {}),
        ("targets", {}),
        ("evidenced", {}),
        ("key", signed(1).content.key),
        ("origin", "own"),
        ("name", "Borsetshire"),
        ("endorsement", reserved()["endorsement"]),
        ("previous", reserved()["previous"]),
    ],
)
def test_a_return_for_another_place_or_with_other_words_does_not_verify(name, value):
    assert verdict(changed("return", name, value=value)) == "bad-signature"


def test_another_councils_signature_does_not_fit():
    assert verdict(changed("signature", value=signed(1).signature)) == "bad-signature"


def test_every_single_bit_of_a_file_matters():
    data = TEXT.encode()
    for at in range(len(data)):
        for bit in range(8):
            flipped = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            assert verdict(flipped) != "accepted", (at, bit)


def alike(text, spare_bits):
    """Give every text that a lenient reader decodes to the same bytes: those that differ in the last spare bits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(text[-1])
    assert last % 2**spare_bits == 0
    return [text[:-1] + alphabet[last + more] for more in range(2**spare_bits)]


def test_a_signature_has_one_spelling():
    spellings = alike(GOOD.signature, 4)
    assert [verdict(changed("signature", value=text)) for text in spellings] == ["accepted"] + ["bad-signature"] * 15


def test_a_key_has_one_spelling():
    spellings = alike(GOOD.content.key, 2)
    assert [verdict(changed("return", "key", value=text)) for text in spellings] == ["accepted"] + ["bad-key"] * 3


# ---- nothing but faults comes out

BIT_OF_JSON = st.sampled_from(
    [*'{}[]",:', "null", "true", "NaN", "1e999", "\\u0000", "\\ud800", "\x00", "\u202e", "-0"]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def one_answer(data):
    """Read a file; whatever is accepted says the same to any other reader of JSON."""
    found = parse_return(data, "return.json")
    if isinstance(found, Fault):
        assert str(found).isprintable()
        assert len(str(found)) < 600
    else:
        pairs = json.loads(data, object_pairs_hook=no_repeats, parse_constant=pytest.fail)
        assert pairs == json.loads(canonical(found))


def no_repeats(pairs):
    assert len({name for name, _ in pairs}) == len(pairs)
    return dict(pairs)


@settings(max_examples=300)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_return_or_a_fault(data):
    one_answer(data)


@settings(max_examples=400)
@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12), BIT_OF_JSON | st.text(max_size=3)),
        min_size=1,
        max_size=3,
    )
)
def test_a_damaged_return_gives_a_fault_or_says_one_thing(edits):
    text = TEXT
    for at, length, new in edits:
        text = text[:at] + new + text[at + length :]
    one_answer(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=300)
@given(st.sampled_from(["return", "signature", *REQUIRED, *reserved()]), JUNK)
def test_any_value_anywhere_gives_a_return_or_a_fault(name, value):
    data = copy.deepcopy(file_of())
    inside = data if name in ("return", "signature") else data["return"]
    inside[name] = value
    one_answer(json.dumps(data).encode("utf-8", "surrogatepass"))


def test_what_a_fault_quotes_cannot_move_a_cursor():
    for hostile in ("\x1b[2J\x1b[1;31mpaid", "\u202eexe", "\r\noverwritten"):
        for data in (
            changed("return", "format", value=hostile),
            changed("return", hostile, value=1),
            changed("return", "answers", value={hostile: 1}),
        ):
            found = parse_return(data, "return.json")
            assert isinstance(found, Fault)
            assert str(found).isprintable()


WORST = {
    "open lists": b"[" * RETURN_LIMIT,
    "open objects": b'{"a":' * (RETURN_LIMIT // 5),
    "digits": b'{"return":' + b"9" * (RETURN_LIMIT - 20),
    "digits of a fraction": b'{"return":0.' + b"1" * (RETURN_LIMIT - 20),
    "escapes": b'{"' + b"\\u0061" * (RETURN_LIMIT // 6 - 5) + b'":1}',
    "a long text": b'{"return":"' + b"a" * (RETURN_LIMIT - 20) + b'"}',
    "many keys": b"{" + b",".join(b'"k%d":1' % at for at in range(24_000)) + b"}",
    "one key, often": b"{" + b",".join([b'"return":{}'] * 21_000) + b"}",
    "many answers": changed("return", "answers", value={f"question-{at}": 1 for at in range(9_000)}),
    "a long id": changed("return", "network", value="a-" * 100_000),
    "an id that is slow to match": changed("return", "network", value="a" * 200_000 + "!"),
    "white space": b" " * RETURN_LIMIT,
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_files_are_judged_in_a_second_and_little_memory(name):
    tracemalloc.start()
    start = time.perf_counter()
    code = verdict(WORST[name])
    took, (_, peak) = time.perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code in ("not-json", "not-a-return", "bad-signature", "more-than-read")
    assert took < 1
    assert peak < 64_000_000


# ---- files


def test_a_file_is_read_and_verified(tmp_path):
    path = tmp_path / "return (1).json"
    path.write_text(TEXT, encoding="utf-8-sig")
    assert isinstance(read_return(path), SignedReturn)
    for data in (changed("return", "home", value=False), b"{}", b"x" * 300_000):
        path.write_bytes(data)
        with pytest.raises(FaultsError) as caught:
            read_return(path)
        (found,) = caught.value.faults
        assert (found.code, found.file) == (verdict(data), str(path))
    with pytest.raises(FaultsError, match="There is no such file"):
        read_return(tmp_path / "missing.json")
    with pytest.raises(FaultsError, match="This is a folder"):
        read_return(tmp_path)


def test_random_damage_of_many_returns_is_refused():
    """Two thousand seeded damages of other returns: bytes lost, doubled, swapped."""
    dice = random.Random(20)
    for number in range(20):
        data = pretty(signed(number)).encode()
        for _ in range(100):
            at, other = sorted(dice.sample(range(len(data)), 2))
            swapped = data[:at] + data[other : other + 1] + data[at + 1 : other] + data[at : at + 1] + data[other + 1 :]
            for damaged in (data[:at] + data[other:], data[:other] + data[at:], swapped):
                if damaged.split() != data.split():
                    assert verdict(damaged) != "accepted"

"""A return: its canonical bytes, its readable form, and that it cannot carry anything but ids and whole numbers."""

import hashlib
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.returns import model
from benchmark.returns.model import Return, SignedReturn, canonical, digest, pretty
from benchmark.returns.read import parse_return
from tests.returns.build import file_of, plain, reserved, signed

IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.one_of(WHOLE, st.sampled_from(["not-asked", "not-applicable"]))
KEYS = st.text("abcXYZ019-_", min_size=43, max_size=43)
SIGNATURES = st.text("abcXYZ019-_", min_size=86, max_size=86)
RETURNS = st.fixed_dictionaries(
    {
        "format": st.just("council-return/1"),
        "questionnaire": IDS,
        "version": st.sampled_from(["1", "2026.1", "2026.10-draft"]),
        "fingerprint": st.text("0123456789abcdef", min_size=64, max_size=64),
        "network": IDS,
        "round": IDS,
        "home": st.booleans(),
        "sequence": st.integers(1, 999),
        "attributes": st.dictionaries(IDS, IDS, max_size=4),
        "answers": st.dictionaries(IDS, VALUES, max_size=8),
        "targets": st.dictionaries(IDS, WHOLE, max_size=4),
        "evidenced": st.dictionaries(IDS, st.integers(0, 10_000), max_size=4),
        "key": KEYS,
    },
    optional={
        "withdrawn": st.just(True),
        "origin": st.sampled_from(["own", "imported"]),
        "endorsement": st.fixed_dictionaries({"invitation": KEYS, "signature": SIGNATURES}),
        "previous": st.fixed_dictionaries({"round": IDS, "key": KEYS, "signature": SIGNATURES}),
        "name": st.sampled_from(["Borsetshire County Council", "St. Mary's & Ely", '"\\/<>']),
    },
)


def rfc_8785(data: object) -> bytes:
    """Write canonical JSON by the standard, for ASCII and whole numbers: sorted keys, no white space."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


@settings(max_examples=50)
@given(RETURNS, SIGNATURES)
def test_canonical_bytes_are_those_of_the_standard(content, signature):
    made = msgspec.convert(content, Return)
    assert canonical(made) == rfc_8785(content)
    assert canonical(SignedReturn(made, signature)) == rfc_8785({"return": content, "signature": signature})
    assert digest(made) == hashlib.sha256(rfc_8785(content)).hexdigest()


@settings(max_examples=50)
@given(RETURNS, SIGNATURES)
def test_the_readable_form_says_the_same(content, signature):
    written = pretty(SignedReturn(msgspec.convert(content, Return), signature))
    assert json.loads(written) == {"return": content, "signature": signature}
    assert written.isascii()
    assert written.endswith("}\n")


def test_the_readable_form_has_one_answer_a_line():
    lines = [line.strip() for line in pretty(signed()).splitlines()]
    for expected in (
        '"contract-register": 3,',
        '"telecare": "not-asked",',
        '"care-sharing": "not-applicable",',
        '"late": -12',
        '"tier": "single",',
        '"sequence": 1,',
    ):
        assert lines.count(expected) == 1


def test_what_is_reserved_is_absent_unless_used():
    assert not set(reserved()) & set(file_of()["return"])


@pytest.mark.parametrize("name", reserved())
def test_what_is_reserved_makes_a_round_trip(name):
    emptied = {"answers": {}, "targets": {}, "evidenced": {}, "attributes": {}} if name == "withdrawn" else {}
    made = signed(**{name: reserved()[name]}, **emptied)
    assert file_of(**{name: reserved()[name]}, **emptied)["return"][name] == reserved()[name]
    assert parse_return(pretty(made).encode(), "") == made
    assert parse_return(canonical(made), "") == made


def test_only_a_withdrawal_says_that_it_is_one():
    assert signed(answers={}, targets={}, evidenced={}, attributes={}, withdrawn=True).content.is_withdrawal
    assert not signed().content.is_withdrawal
    with pytest.raises(msgspec.ValidationError):
        signed(withdrawn=False)


@pytest.mark.parametrize("change", [{"questionnaire": "other"}, {"network": "other"}, {"round": "other"}])
def test_a_key_fills_a_slot_once_for_each_question_set_network_and_round(change):
    key = signed().content.key
    assert signed(key=key).content.slot == signed(key=key, sequence=2, version="2").content.slot
    assert signed(key=key).content.slot != signed(key=key, **change).content.slot


LIMITS = {
    "sequence": ([1, 999], [0, 1000, -1]),
    "network": (
        ["a", "north-west", "a" * 80],
        ["", "a" * 81, "-a", "a-", "a--b", "A", "a b", "a_b", "é", "a.b", "a\n"],
    ),
    "version": (["1", "2026.1", "1-rc.2", "a" * 40], ["", "a" * 41, "1..2", ".1", "1 ", "1\n"]),
    "fingerprint": (["0" * 64], ["0" * 63, "0" * 65, "F" * 64, "g" * 64, "0" * 64 + "\n"]),
    "key": (["A" * 43], ["A" * 42, "A" * 44, "A" * 42 + "=", "A" * 42 + "+", "A" * 42 + "/"]),
    "name": (["A", "Town of X", "~" * 100], ["", " A", "A ", "A  B", "é", "A\tB", "A\nB", "\x1b[1m", "~" * 101]),
    "answers": ([{"a": 2**53 - 1}, {"a": 1 - 2**53}], [{"a": 2**53}, {"a": -(2**53)}, {"a": "yes"}, {"": 1}, {"A": 1}]),
    "targets": ([{"a": 0}], [{"a": "not-asked"}, {"a": 2**53}]),
    "evidenced": ([{"a": 0}, {"a": 10_000}], [{"a": -1}, {"a": 10_001}]),
    "attributes": ([{"a": "b"}], [{"a": 1}, {"a": "B"}, {"a": "b c"}]),
    "origin": (["own", "imported"], ["other", ""]),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, (good, _) in LIMITS.items() for value in good])
def test_what_a_field_may_hold(name, value):
    assert getattr(msgspec.convert(plain(**{"key": "A" * 43, name: value}), Return), name) == value


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, (_, bad) in LIMITS.items() for value in bad])
def test_what_a_field_may_not_hold(name, value):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(plain(**{"key": "A" * 43, name: value}), Return)


def test_nothing_in_a_return_can_carry_a_sentence_a_time_or_a_fraction():
    """Every text is an id, a digest, a key, or a word of a closed list; every number is whole and bounded."""
    info, seen = msgspec.inspect, []

    def walk(kind):
        seen.append(kind)
        match kind:
            case info.StructType():
                assert kind.forbid_unknown_fields
                for field in kind.fields:
                    walk(field.type)
            case info.UnionType():
                for part in kind.types:
                    walk(part)
            case info.DictType():
                walk(kind.value_type)
                # The ids of questions and sections are looked at together: see the next test.
                if kind.key_type != info.StrType():
                    walk(kind.key_type)
            case info.StrType():
                assert kind.pattern.endswith(r"\Z")
            case info.IntType():
                assert None not in (kind.ge, kind.le)
            case _:
                assert isinstance(kind, info.LiteralType | info.BoolType), kind

    walk(info.type_info(SignedReturn))
    assert len(seen) > 10


@pytest.mark.parametrize("name", ["answers", "targets", "evidenced"])
@pytest.mark.parametrize("key", ["", "A sentence.", "a b", "a\n", "-a", "a--b", "é", "a" * 81, "2026-11-22T10:00"])
def test_nothing_but_an_id_names_a_question_or_a_section(name, key):
    assert getattr(msgspec.convert(plain(**{name: {"a-1": 1}}), Return), name) == {"a-1": 1}
    for _ in range(2):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(plain(**{name: {"a-1": 1, key: 1}}), Return)


def test_ever_new_ids_are_not_remembered_for_ever(monkeypatch):
    monkeypatch.setattr(model, "_MOST_IDS", 3)
    for at in range(10):
        msgspec.convert(plain(answers={f"q{at}": 1}), Return)
    assert len(model._sound_ids) <= 5

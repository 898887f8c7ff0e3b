"""Keys and signatures: one key a place, no key that anybody could sign for, one spelling of everything."""

import base64
import hashlib
import hmac
import os

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from benchmark.returns import keys
from benchmark.returns.keys import (
    SECRET_BYTES,
    decode,
    encode,
    key_is_sound,
    new_secret,
    public_text,
    sign,
    signing_key,
    verifies,
    verify_many,
)
from benchmark.returns.model import Return, SignedReturn, canonical
from tests.returns import curve
from tests.returns.build import SECRET, plain, secret, signed, verdict

PLACE = ("quick-check", "north-west", "2026-autumn")
LOW_ORDER = curve.encodings(curve.low_order())


# ---- derivation


def hkdf(material, info):
    """Derive 32 bytes by RFC 5869, without salt."""
    inner = hmac.new(bytes(32), material, "sha256").digest()
    return hmac.new(inner, info + b"\x01", "sha256").digest()


def test_the_same_secret_gives_the_same_key_for_the_same_place_on_any_machine():
    """A withdrawal made years later must have the key of what it takes back: this text may never change."""
    seed = hkdf(SECRET, b"council-return/1\0quick-check\0north-west\x002026-autumn")
    assert public_text(signing_key(SECRET, *PLACE)) == public_text(Ed25519PrivateKey.from_private_bytes(seed))
    assert public_text(signing_key(SECRET, *PLACE)) == "crtYhvyt_r2EgoILNZ0UBzkRvq8Nw3d_Pm_2yqBe5-8"


@pytest.mark.parametrize(
    "place",
    [("digital-maturity", "north-west", "2026-autumn"), ("quick-check", "south", "2026-autumn"), (*PLACE[:2], "2027")],
)
def test_another_question_set_network_or_round_has_another_key(place):
    assert public_text(signing_key(SECRET, *place)) != public_text(signing_key(SECRET, *PLACE))


def test_ids_cannot_run_into_one_another():
    assert public_text(signing_key(SECRET, "a-b", "c", "d")) != public_text(signing_key(SECRET, "a", "b-c", "d"))


def test_a_thousand_councils_have_a_thousand_keys_in_two_rounds():
    places = (PLACE, (*PLACE[:2], "2027-autumn"))
    assert len({public_text(signing_key(secret(number), *place)) for number in range(1000) for place in places}) == 2000


def test_a_new_secret_is_new():
    assert len({new_secret() for _ in range(100)}) == 100
    assert {len(new_secret()) for _ in range(10)} == {SECRET_BYTES}


# ---- which keys are accepted


def test_a_thousand_honest_keys_are_accepted():
    for number in range(1000):
        assert key_is_sound(public_text(signing_key(secret(number), *PLACE)))


def test_the_fourteen_encodings_of_low_order_are_refused():
    assert len(LOW_ORDER) == 14
    for raw in LOW_ORDER:
        assert not key_is_sound(encode(raw))
        assert verdict(canonical(SignedReturn(low_order_return(raw), "A" * 86))) == "bad-key"


@pytest.mark.parametrize("sign_bit", [0, 1])
def test_a_coordinate_beyond_the_field_is_refused(sign_bit):
    """The 19 smallest y have a second spelling; two programs could take the two for two councils."""
    for y in range(19):
        raw = (y + curve.P | sign_bit << 255).to_bytes(32, "little")
        assert not key_is_sound(encode(raw))


@pytest.mark.parametrize(
    "text", ["", "A", "A" * 42, "A" * 44, "!" * 43, "é" * 43, "A" * 42 + "=", encode(b"x" * 31), encode(b"x" * 33)]
)
def test_what_is_no_key_is_refused(text):
    assert not key_is_sound(text)


def low_order_return(raw, sequence=1):
    return msgspec.convert(plain(key=encode(raw), sequence=sequence), Return)


def forged(raw):
    """Make a return and a signature that fit a key of low order, without any secret.

    With S = 0 the equation is R = -hA. A has an order of at most 8, so one of the few points of low order is a right R
    for one return in eight or so; `h` changes with the sequence.
    """
    key = Ed25519PublicKey.from_public_bytes(raw)
    for sequence in range(1, 200):
        content = low_order_return(raw, sequence)
        for point in LOW_ORDER:
            try:
                key.verify(point + bytes(32), canonical(content))
            except InvalidSignature:
                continue
            return SignedReturn(content, encode(point + bytes(32)))
    return None


@pytest.mark.parametrize("raw", LOW_ORDER, ids=bytes.hex)
def test_a_signature_that_nobody_made_is_refused(raw):
    made = forged(raw)
    if made is None:
        pytest.skip("The library refuses this key by itself")
    assert not verifies(made)
    assert verify_many([(made.content.key, made.signature, canonical(made.content))] * 100) == [False] * 100


def test_a_signature_has_no_second_form():
    """S + L signs the same for a lenient verifier: a third person could make a second signature."""
    raw = decode(signed().signature)
    other = raw[:32] + (int.from_bytes(raw[32:], "little") + curve.ORDER).to_bytes(32, "little")
    assert not verifies(SignedReturn(signed().content, encode(other)))


# ---- signing and verifying


def test_what_is_signed_verifies_and_nothing_else_does():
    good, other = signed(), signed(1)
    assert verifies(good)
    assert not verifies(SignedReturn(good.content, other.signature))
    assert not verifies(SignedReturn(other.content, good.signature))
    assert not verifies(sign(good.content, signing_key(secret(1), *PLACE)))
    assert not verifies(SignedReturn(good.content, encode(bytes(64))))


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 200, 1001])
@pytest.mark.parametrize("cores", [1, 4, None])
def test_many_are_verified_each_in_its_place(monkeypatch, count, cores):
    """Every seventh signature belongs to another return; threads must not mix the answers up."""
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    good = [(item.content.key, item.signature, canonical(item.content)) for item in map(signed, range(7))]
    items = [(*good[at % 7][:2], good[(at + 1) % 7][2] if at % 7 == 3 else good[at % 7][2]) for at in range(count)]
    assert verify_many(items) == [at % 7 != 3 for at in range(count)]


def test_threads_start_only_where_they_pay(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    monkeypatch.setattr(keys, "ThreadPoolExecutor", pytest.fail)
    item = signed()
    assert verify_many([(item.content.key, item.signature, canonical(item.content))] * 63) == [True] * 63


# ---- base64


@given(st.binary(max_size=80))
def test_bytes_make_a_round_trip(raw):
    assert decode(encode(raw)) == raw
    assert set(encode(raw)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text("AZaz09-_+/= \n", max_size=12))
def test_bytes_have_one_spelling(text):
    found = decode(text)
    assert found is None or encode(found) == text


@given(st.text("AQgw-_+/= \n\0é\ud800", max_size=90) | st.binary(max_size=66).map(encode))
def test_bytes_are_read_as_the_strict_reader_does(text):
    """The oracle checks every sign for itself; ours reads leniently and compares what it would write."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raw = None
    assert decode(text) == (raw if raw is not None and encode(raw) == text else None)


@pytest.mark.parametrize("text", ["A", "AA==", "AB", "AA\n", " AA", "+A", "/A", "A\0", "é", "AAAAA"])
def test_other_spellings_are_refused(text):
    assert decode(text) is None


def test_an_honest_key_from_another_program_is_accepted():
    """Any Ed25519 key will do: derivation is a matter of the council alone."""
    for number in range(20):
        key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(bytes([number])).digest())
        made = sign(msgspec.convert(plain(key=public_text(key)), Return), key)
        assert verdict(canonical(made)) == "accepted"

"""What stays in the user's profile: the secret, made once and readable by its owner only, and the sequences used."""

import json
import os
import stat
import sys

import pytest

from benchmark.errors import FaultsError
from benchmark.returns.home import VARIABLE, Home, default_home

SLOT = "quick-check|north-west|2026-autumn"
OTHER = "quick-check|north-west|2027-autumn"


def codes(action):
    """Give the codes of the faults that an action raises."""
    with pytest.raises(FaultsError) as caught:
        action()
    return [fault.code for fault in caught.value.faults]


def test_the_folder_is_the_users_own_unless_another_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere"))
    assert default_home() == tmp_path / "elsewhere"
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert default_home().name == "council-benchmark"


def test_a_secret_is_made_at_the_first_need_and_once(tmp_path):
    home = Home(tmp_path, "a1b2")
    assert not home.secret_path.exists()
    first = home.secret()
    written = home.secret_path.read_bytes()
    assert len(first) == 32
    assert home.secret() == Home(tmp_path, "a1b2").secret() == first
    assert home.secret_path.read_bytes() == written


def test_a_secret_that_is_given_is_kept_and_none_is_ever_replaced(tmp_path):
    home = Home(tmp_path, "a1b2")
    home.keep_secret(bytes(32))
    assert home.secret() == bytes(32)
    with pytest.raises(FileExistsError):
        home.keep_secret(b"\1" * 32)
    assert home.secret() == bytes(32)


def test_two_councils_have_two_secrets(tmp_path):
    assert Home(tmp_path, "a1b2").secret() != Home(tmp_path, "c3d4").secret()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps profiles apart by other means")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_may_read_what_is_written(tmp_path, mask):
    home = Home(tmp_path, "a1b2")
    before = os.umask(mask)
    try:
        home.secret()
        home.note_sequence(SLOT, 1)
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*.json")}
    assert modes == {0o600}


def test_nothing_is_written_outside_the_folder(tmp_path):
    home = Home(tmp_path / "profile", "a1b2")
    home.secret()
    home.note_sequence(SLOT, 1)
    assert {path.name for path in tmp_path.iterdir()} == {"profile"}
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../a",
        "a/b",
        "a\\b",
        "/etc/passwd",
        "C:",
        "a.b",
        "A",
        "a b",
        "a\n",
        "a\0",
        "é",
        "~",
        "a" * 81,
        "con",
        "nul",
        "com1",
    ],
)
def test_an_id_cannot_lead_out_of_the_folder(tmp_path, name):
    assert codes(lambda: Home(tmp_path, name)) == ["bad-id"]


GOOD = {"format": "council-secret/1", "secret": "A" * 43}
DAMAGED = {
    "empty": b"",
    "half": b'{"format": "council-secr',
    "not an object": b"[]",
    "null": b"null",
    "no secret": json.dumps({"format": GOOD["format"]}).encode(),
    "no format": json.dumps({"secret": GOOD["secret"]}).encode(),
    "a later format": json.dumps({**GOOD, "format": "council-secret/2"}).encode(),
    "a number": json.dumps({**GOOD, "secret": 7}).encode(),
    "too short": json.dumps({**GOOD, "secret": "A" * 42}).encode(),
    "too long": json.dumps({**GOOD, "secret": "A" * 46}).encode(),
    "another spelling": json.dumps({**GOOD, "secret": "A" * 42 + "B"}).encode(),
    "no base64": json.dumps({**GOOD, "secret": "\u00e9" * 43}).encode(),
    "deep": b"[" * 200_000,
    "no text": b"\xff\xfe\0",
    "too large": b" " * 1_000_001,
}
EXPECTED = {"no text": "not-utf8", "too large": "too-large"}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_secret_is_a_fault_and_is_never_replaced(tmp_path, name):
    home = Home(tmp_path, "a1b2")
    home.secret()
    home.secret_path.write_bytes(DAMAGED[name])
    assert codes(home.secret) == [EXPECTED.get(name, "bad-secret")]
    assert home.secret_path.read_bytes() == DAMAGED[name]


def test_a_good_secret_is_read(tmp_path):
    home = Home(tmp_path, "a1b2")
    home.secret()
    home.secret_path.write_text(json.dumps(GOOD))
    assert home.secret() == bytes(32)


# ---- sequences


def test_sequences_are_remembered_for_each_slot_and_council(tmp_path):
    home = Home(tmp_path, "a1b2")
    assert home.last_sequence(SLOT) == 0
    home.note_sequence(SLOT, 3)
    home.note_sequence(OTHER, 1)
    assert (home.last_sequence(SLOT), home.last_sequence(OTHER)) == (3, 1)
    assert Home(tmp_path, "c3d4").last_sequence(SLOT) == 0


def test_the_highest_sequence_stays(tmp_path):
    home = Home(tmp_path, "a1b2")
    for sequence in (2, 7, 5, 7, 1):
        home.note_sequence(SLOT, sequence)
    assert home.last_sequence(SLOT) == 7


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"a": "3"}', b'{"a": true}', b'{"a": 0}', b'{"a": -1}', b'{"a": 1.5}', b'{"a": null}']
)
def test_damaged_sequences_are_a_fault_and_not_forgotten(tmp_path, data):
    """Starting again at 1 would make a second return with a sequence that is used: a conflict in the pool."""
    home = Home(tmp_path, "a1b2")
    home.note_sequence(SLOT, 3)
    (path,) = (tmp_path / "sequences").iterdir()
    path.write_bytes(data)
    assert len(codes(lambda: home.last_sequence(SLOT))) == 1
    assert len(codes(lambda: home.note_sequence(SLOT, 4))) == 1
    assert path.read_bytes() == data

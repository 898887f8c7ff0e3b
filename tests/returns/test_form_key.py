"""The key of a form's return comes into the user's profile where there is none yet; another one is never replaced."""

import pytest

from benchmark.council.form_file import FormReturns, MadeReturn
from benchmark.council.profile import CouncilProfile
from benchmark.questions.library import find_questionnaire
from benchmark.returns.endorsement import StoredInvitation
from benchmark.returns.form_key import take_over
from benchmark.returns.home import Home
from benchmark.returns.keys import encode

SET = find_questionnaire("quick-check")
ROUND = "2026-autumn"
SLOT = f"quick-check|north-west|{ROUND}"
SECRET = bytes(range(32))
SIGNED = MadeReturn("north-west", ROUND, 3, invited=True, digest="0" * 64)
UNSIGNED = MadeReturn("north-west", ROUND, 1, invited=True)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path, "one")


def told(home, *made, secret=SECRET, round_id=ROUND):
    profile = CouncilProfile("one", "Ambleford", "north-west", round_id)
    return " ".join(take_over(home, SET, profile, FormReturns(made, encode(secret))))


def test_the_key_and_the_sequence_come_in_where_there_is_none(home):
    said = told(home, SIGNED)
    assert home.secret() == SECRET
    assert home.last_sequence(SLOT) == 3
    assert "`export` and `returns withdraw` go on from it." in said
    assert "Join with the same invitation" in said
    # A second time nothing changes, nor does an older file take a sequence back.
    told(home, MadeReturn("north-west", ROUND, 1, invited=True, digest="0" * 64))
    assert (home.secret(), home.last_sequence(SLOT)) == (SECRET, 3)


def test_who_joined_already_is_not_told_to(home):
    home.keep_invitation(SLOT, StoredInvitation(encode(b"\1" * 17)))
    assert "Join" not in told(home, SIGNED)
    assert "Join" not in told(home, MadeReturn("north-west", ROUND, 1, invited=False, digest="0" * 64))


def test_a_folder_of_another_round_is_named(home):
    assert "This folder is for another round: join that one first" in told(home, SIGNED, round_id="2027-autumn")


def test_another_key_stays_and_the_council_is_told_not_to_send_two(home):
    home.keep_secret(bytes(32))
    said = told(home, SIGNED)
    assert "under another key than the one in your user profile, which stays." in said
    assert "Do not export another" in said
    assert (home.secret(), home.last_sequence(SLOT)) == (bytes(32), 0)


def test_what_was_not_signed_brings_no_key(home):
    assert "without a signature. One that you export takes its place." in told(home, UNSIGNED, secret=b"")
    assert not home.secret_path.exists()

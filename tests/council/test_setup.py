"""Making a council's folder: what is asked, what may be given, what is explained."""

import re
from datetime import date

import pytest

from benchmark.council.setup import (
    Given,
    about,
    check_id,
    check_name,
    is_complete,
    make_profile,
    missing_options,
    read_attributes,
    refuse_second,
    season,
)
from benchmark.errors import FaultsError, UsageError
from benchmark.questions.ids import is_id
from tests.council.small import ScriptedAsker, council_folder, small_set

SET = small_set()
WHOLE = Given("Ambleford", "north", "2026-autumn", {"council-type": "district"})


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ((2026, 3, 1), "2026-spring"),
        ((2026, 5, 31), "2026-spring"),
        ((2026, 6, 1), "2026-summer"),
        ((2026, 9, 1), "2026-autumn"),
        ((2026, 11, 30), "2026-autumn"),
        ((2026, 12, 1), "2026-winter"),
        ((2027, 2, 28), "2026-winter"),
    ],
)
def test_a_round_is_named_by_its_season(day, name):
    assert season(date(*day)) == name
    assert is_id(name)


def test_everything_that_is_not_given_is_asked():
    asker = ScriptedAsker("Ambleford", "2", "south", "2027-spring")
    profile = make_profile(asker, Given(), SET, "2026-autumn")
    assert (profile.name, profile.network, profile.round) == ("Ambleford", "south", "2027-spring")
    assert profile.attributes == {"council-type": "county"}
    assert profile.home
    assert asker.starts == ["", "", "my-network", "2026-autumn"]


def test_nothing_that_is_given_is_asked():
    asker = ScriptedAsker()
    profile = make_profile(asker, WHOLE, SET, "2027-spring")
    assert asker.menus == asker.prompts == []
    assert (profile.network, profile.round) == ("north", "2026-autumn")
    assert is_complete(WHOLE, SET)


@pytest.mark.parametrize("missing", [{"name": None}, {"network": None}, {"round": None}, {"attributes": {}}])
def test_it_is_complete_only_with_everything(missing):
    assert not is_complete(Given(**{**vars(WHOLE), **missing}), SET)


def test_where_nobody_can_be_asked_the_network_and_round_have_defaults():
    profile = make_profile(None, Given("Ambleford", attributes={"council-type": "district"}), SET, "2026-autumn")
    assert (profile.network, profile.round) == ("my-network", "2026-autumn")


def test_where_nobody_can_be_asked_the_missing_options_are_named():
    with pytest.raises(UsageError) as found:
        make_profile(None, Given(), SET, "2026-autumn")
    assert "--name" in str(found.value)
    assert "--attribute council-type=... (one of district, county)" in str(found.value)
    assert missing_options(WHOLE, SET) == []


def test_every_council_gets_an_id_of_its_own():
    ids = {make_profile(None, WHOLE, SET, "2026-autumn").id for _ in range(20)}
    assert len(ids) == 20
    assert all(re.fullmatch("council-[0-9a-f]{8}", council_id) for council_id in ids)


def test_attributes_are_read_from_options():
    assert read_attributes(SET, ["council-type=county"]) == {"council-type": "county"}


def test_wrong_attributes_are_reported_all_at_once():
    with pytest.raises(FaultsError) as found:
        read_attributes(SET, ["council-type=parish", "size=big", "tier=lower"])
    assert [fault.code for fault in found.value.faults] == ["not-one-of", "unknown-key", "unknown-key"]


@pytest.mark.parametrize(
    "given",
    [Given("", "north", "r", {"council-type": "county"}), Given("A", "North West", "r", {"council-type": "county"})],
)
def test_an_option_that_cannot_be_is_refused(given):
    with pytest.raises(UsageError):
        make_profile(None, given, SET, "2026-autumn")


@pytest.mark.parametrize(
    ("check", "text", "complains"),
    [
        (check_name, "Ambleford", False),
        (check_name, " ", True),
        (check_name, "x" * 201, True),
        (check_id, "north-west", False),
        (check_id, "North West", True),
        (check_id, "", True),
        (check_id, "../x", True),
    ],
)
def test_what_is_typed_is_checked(check, text, complains):
    assert bool(check(text)) == complains


def test_a_second_council_in_one_folder_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="--folder"):
        refuse_second(council_folder(tmp_path))


def test_what_is_private_and_what_can_leave_fits_one_screen_with_the_first_question():
    lines = about(80).splitlines()
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 80
    assert "Stays here, always" in lines
    assert any("only if you say so" in line for line in lines)

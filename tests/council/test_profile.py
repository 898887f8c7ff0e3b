"""`council.toml`: what is read, what is refused, and that everything written is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.council.profile import CouncilProfile, read_profile, write_profile
from benchmark.errors import FaultsError
from benchmark.questions.ids import DEVICES, ID, is_id

GOOD = """\
format = "council/1"
id = "council-0a1b2c3d"
name = "Ambleford"
network = "north"
round = "2026-autumn"
"""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def test_a_council_says_when_it_ends_and_who_follows(tmp_path):
    path = tmp_path / "council.toml"
    path.write_text(GOOD + 'ends = "2028-04-01"\nsuccessors = ["East", "West"]\n', encoding="utf-8")
    profile = read_profile(path)
    assert (profile.ends, profile.successors) == ("2028-04-01", ("East", "West"))
    write_profile(path, profile)
    assert read_profile(path) == profile


def codes(tmp_path, text):
    path = tmp_path / "council.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as found:
        read_profile(path)
    assert all(fault.file == str(path) for fault in found.value.faults)
    return [(fault.code, fault.place) for fault in found.value.faults]


def test_home_and_attributes_may_be_left_out(tmp_path):
    (tmp_path / "council.toml").write_text(GOOD, encoding="utf-8")
    expected = CouncilProfile("council-0a1b2c3d", "Ambleford", "north", "2026-autumn", True, {})
    assert read_profile(tmp_path / "council.toml") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.replace("council/1", "council/2"), [("unknown-format", "")]),
        (GOOD.replace('name = "Ambleford"\n', ""), [("missing-key", "top of the file")]),
        (GOOD.replace('"Ambleford"', "3"), [("wrong-kind", "top of the file")]),
        (GOOD + "nmae = 1\n", [("unknown-key", "top of the file")]),
        (GOOD.replace('"north"', '"North West"'), [("bad-id", "network")]),
        (GOOD.replace('"2026-autumn"', '"../elsewhere"'), [("bad-id", "round")]),
        (GOOD.replace('"council-0a1b2c3d"', '"a/b"'), [("bad-id", "id")]),
        (GOOD.replace('"north"', f'"{"n" * 61}"'), [("bad-id", "network")]),
        (GOOD.replace('"2026-autumn"', '"con"'), [("reserved-id", "round")]),
        (GOOD + "[attributes]\ncouncil-type = 3\n", [("wrong-kind", "[attributes]")]),
        (GOOD + 'ends = "soon"\n', [("not-a-day", "ends")]),
        (GOOD + 'ends = "2028-W14-6"\n', [("not-a-day", "ends")]),
        (GOOD + "ends = 2028-04-01\n", [("wrong-kind", "top of the file")]),
        (GOOD + 'successors = ["New", ""]\n', [("not-one-line", "successors")]),
        (GOOD + f'successors = ["{"n" * 201}", "a\\nb"]\n', [("not-one-line", "successors")] * 2),
        (GOOD + 'successors = "New"\n', [("wrong-kind", "top of the file")]),
        ("format = ", [("not-toml", "")]),
        ("", [("missing-key", "top of the file")] * 5),
    ],
)
def test_each_mistake_is_a_fault_with_its_place(tmp_path, text, expected):
    assert codes(tmp_path, text) == expected


def test_all_mistakes_are_reported_at_once(tmp_path):
    text = GOOD.replace('"north"', '"North"').replace('"2026-autumn"', '"Autumn"') + "extra = 1\n"
    assert {code for code, _ in codes(tmp_path, text)} == {"unknown-key", "bad-id"}
    assert len(codes(tmp_path, text)) == 3


@given(
    name=TEXTS.filter(str.strip),
    network=st.from_regex(ID, fullmatch=True).filter(lambda text: is_id(text) and text not in DEVICES),
    home=st.booleans(),
    attributes=st.dictionaries(TEXTS, TEXTS, max_size=3),
)
def test_what_is_written_is_read_again(tmp_path_factory, name, network, home, attributes):
    path = tmp_path_factory.mktemp("council") / "council.toml"
    profile = CouncilProfile("council-0a1b2c3d", name, network, "2026-autumn", home, attributes)
    write_profile(path, profile)
    assert read_profile(path) == profile


def test_the_file_says_at_its_top_what_is_private(tmp_path):
    write_profile(tmp_path / "council.toml", CouncilProfile("council-0a1b2c3d", "A", "north", "2026-autumn"))
    comments = [line for line in (tmp_path / "council.toml").read_text().splitlines() if line.startswith("#")]
    assert "private" in comments[0] + comments[1]
    assert any("name        stays in this folder unless you choose to be named" in line for line in comments)

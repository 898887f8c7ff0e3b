"""Roles, the files in which they answer, and copies of these."""

import pytest

from benchmark.council.copies import stray_copies
from benchmark.council.roles import check_role, check_roles, listed, owner_of, roles_in, sets_in, stem_of
from benchmark.errors import FaultsError, UsageError
from tests.council.several import SET, Answer, colleague, council_folder, round_answers


@pytest.fixture
def folder(tmp_path):
    return council_folder(tmp_path)


def test_a_role_is_written_like_an_id():
    assert check_role(" Housing ") == "housing"
    assert check_role("head-of-it") == "head-of-it"


@pytest.mark.parametrize("text", ["", "Ann Smith", "ann@ambleford.gov.uk", "con", "a.b", "x" * 61, "../it"])
def test_what_is_no_role_is_refused_and_told_never_a_name(text):
    with pytest.raises(UsageError, match="never the name or the address of a person"):
        check_role(text)


def test_a_workshop_needs_two_roles():
    assert check_roles("it, housing,it") == ("it", "housing")
    with pytest.raises(UsageError, match="two roles or more"):
        check_roles("it,")


def test_roles_are_listed_in_a_sentence():
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("stem", "owner"),
    [
        ("small", ("small", "")),
        ("small.as-it", ("small", "it")),
        ("small.as-head-of-it", ("small", "head-of-it")),
        ("small.as-it.last-good", None),
        ("small.as-it (copy)", None),
        ("small.hand-out", None),
    ],
)
def test_a_file_says_by_its_name_whose_answers_it_holds(stem, owner):
    assert owner_of(stem) == owner
    assert owner is None or stem_of(*owner) == stem


def test_a_colleague_answers_beside_the_round_and_neither_sees_the_other(folder):
    round_answers(folder, owners=Answer(3))
    colleague(folder, "it", owners=1)
    assert folder.read_assessment(SET).answers == {"owners": Answer(3)}
    assert folder.as_role("it").read_assessment(SET).answers == {"owners": Answer(1)}
    assert folder.started_sets() == folder.as_role("it").started_sets() == ["small"]
    assert roles_in(folder.round_folder, "small") == ["it"]
    assert sets_in(folder.round_folder) == ["small"]
    assert folder.as_role("it").as_begun().role == "it"
    assert folder.as_role("housing").as_begun().role == ""


def test_a_damaged_file_of_a_colleague_has_its_own_way_back(folder):
    colleague(folder, "it", owners=1)
    own = folder.as_role("it")
    own.assessment_path("small").write_text("answers = ")
    with pytest.raises(FaultsError, match="--set small --as it --restore"):
        own.read_assessment(SET)
    own.restore_assessment(SET)
    assert own.read_assessment(SET).answers == {"owners": Answer(1)}


def test_a_renamed_file_of_a_colleague_is_a_fault(folder):
    colleague(folder, "it", owners=1)
    path = folder.as_role("it").assessment_path("small")
    path.rename(folder.as_role("housing").assessment_path("small"))
    with pytest.raises(FaultsError) as found:
        folder.as_role("housing").read_assessment(SET)
    assert [fault.code for fault in found.value.faults] == ["other-role"]


def test_a_copy_of_a_colleagues_file_is_told_to_that_colleague_only(folder):
    round_answers(folder, owners=Answer(3))
    for role in ("it", "housing"):
        colleague(folder, role, owners=1)
    text = folder.as_role("it").assessment_path("small").read_text()
    (folder.round_folder / "small.as-it (conflicted copy).toml").write_text(text)
    (folder.round_folder / "small.as-it~1.toml").write_text("damaged =")
    told = {role: len(stray_copies(folder.as_role(role).assessment_path("small"))) for role in ("", "it", "housing")}
    assert told == {"": 0, "it": 2, "housing": 0}
    assert stray_copies(folder.round_folder / "Notes of mine.toml") == []

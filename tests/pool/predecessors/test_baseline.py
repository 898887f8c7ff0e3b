"""The new council's folder: it starts from its predecessors, says so, and replaces nothing."""

import pytest

from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.errors import UsageError
from benchmark.pool.predecessors.baseline import make_baseline, new_profile, refuse_answered, write_baseline
from benchmark.pool.predecessors.side import lay_side_by_side
from scoring.codes import NOT_APPLICABLE, NOT_ASKED
from tests.council import registers
from tests.council.small import small_set
from tests.pool.predecessors.made import council

SET = small_set()
NEW = CouncilProfile("council-1", "New Ambleshire", "north", "2028-spring", True, {"council-type": "county"})


def side():
    return lay_side_by_side(
        SET,
        [
            council("Ambleford", SET, owners=3, uses=3, late=12.5, early=3, how_early=1, districts=NOT_ASKED),
            council("Ambleshire", SET, owners=1, uses=6, late=50.0, early=1, districts=2, sharing=NOT_APPLICABLE),
        ],
    )


def begun(path, profile=NEW):
    found = side()
    made = make_baseline(found, SET, path, new_profile(profile, found))
    write_baseline(made, SET)
    return made, CouncilFolder(path)


def test_the_first_round_holds_the_lowest_with_a_note_that_names_each_predecessor(tmp_path):
    made, folder = begun(tmp_path / "new")
    answers = folder.read_assessment(SET).answers
    assert {name: answer.code for name, answer in answers.items()} == {
        "owners": 1,
        "sharing": NOT_APPLICABLE,
        "uses": 2,
        "late": 50.0,
        "early": 1,
        "districts": 2,
    }
    assert {answer.carried for answer in answers.values()} == {"2026-autumn"}
    assert len(folder.read_assessment(SET).unconfirmed()) == made.asked
    note = answers["owners"].note
    assert note.startswith("Baseline, to be confirmed.")
    assert "Ambleford: Level 3. Ambleshire: Level 1." in note
    assert answers["sharing"].reason.startswith("Not applicable in all predecessors that answered")
    assert (made.asked, made.open) == (6, 0)


def test_a_question_that_a_start_closes_has_none(tmp_path):
    # Ambleford alone starts early; the new council starts from "not", so how early is not asked of it.
    made, _ = begun(tmp_path / "new")
    assert "how-early" not in made.answers


def test_what_nobody_answered_is_left_open(tmp_path):
    found = lay_side_by_side(SET, [council("A", SET, owners=1)])
    made = make_baseline(found, SET, tmp_path, NEW)
    assert list(made.answers) == ["owners"]
    assert made.open == made.asked - 1 == 5


def test_what_the_new_council_is_not_asked_is_not_in_its_folder(tmp_path):
    district = CouncilProfile("council-1", "New", "north", "2028-spring", True, {"council-type": "district"})
    made, _ = begun(tmp_path / "new", district)
    assert "districts" not in made.answers


def test_its_own_file_says_where_it_came_from_and_since_when(tmp_path):
    _, folder = begun(tmp_path / "new")
    assert folder.profile.predecessors == ("Ambleford", "Ambleshire")
    (changed,) = folder.profile.changed
    assert (changed.round, changed.why) == ("2028-spring", "it was formed from Ambleford and Ambleshire")


def test_answers_that_are_there_are_never_replaced(tmp_path):
    _, folder = begun(tmp_path / "new")
    before = folder.assessment_path(SET.id).read_bytes()
    with pytest.raises(UsageError, match="never replaces answers"):
        refuse_answered(folder, SET)
    with pytest.raises(UsageError, match="never replaces answers"):
        begun(tmp_path / "new")
    assert folder.assessment_path(SET.id).read_bytes() == before


def test_a_folder_that_is_there_keeps_its_own_file(tmp_path):
    folder = CouncilFolder(tmp_path / "new")
    folder.save_profile(NEW)
    before = folder.profile_path.read_bytes()
    refuse_answered(folder, SET)
    made = make_baseline(side(), SET, folder.path, folder.profile)
    write_baseline(made, SET)
    assert folder.profile_path.read_bytes() == before
    assert folder.assessment_path(SET.id).exists()


def test_a_register_starts_from_no_answers_because_they_follow_from_rows(tmp_path):
    with pytest.raises(UsageError, match="which stay with each council"):
        make_baseline(side(), registers.SET, tmp_path, NEW)

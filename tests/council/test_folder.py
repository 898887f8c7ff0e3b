"""A council's folder: where its files are, what it refuses, and that nobody's answer is lost."""

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.errors import FaultsError
from tests.council.small import council_folder, small_set

SET = small_set()


def fault_codes(action):
    with pytest.raises(FaultsError) as found:
        action()
    return [fault.code for fault in found.value.faults]


def test_a_round_has_a_folder_and_a_question_set_a_file(tmp_path):
    folder = council_folder(tmp_path)
    assert folder.round_folder == tmp_path / "2026-autumn"
    assert folder.assessment_path("small") == tmp_path / "2026-autumn" / "small.toml"


def test_answers_are_read_as_they_were_saved_with_completed_attributes(tmp_path):
    folder = council_folder(tmp_path)
    assessment = folder.new_assessment(SET)
    assessment.answers["owners"] = Answer(2, note="Of 2025")
    folder.save_assessment(assessment)
    found = CouncilFolder(tmp_path).read_assessment(SET)
    assert found.answers == {"owners": Answer(2, note="Of 2025")}
    assert found.attributes == {"council-type": "district", "tier": "lower"}


def test_a_folder_that_is_no_councils_says_so(tmp_path):
    assert fault_codes(lambda: CouncilFolder(tmp_path).profile) == ["no-council"]


def test_no_answers_yet_is_said_plainly(tmp_path):
    assert fault_codes(lambda: council_folder(tmp_path).read_assessment(SET)) == ["no-assessment"]


def test_an_attribute_that_the_question_set_does_not_know_is_a_fault(tmp_path):
    folder = council_folder(tmp_path, {"council-type": "parish", "unrelated": "x"})
    assert fault_codes(lambda: folder.new_assessment(SET)) == ["not-one-of"]


def test_missing_attributes_are_those_that_are_asked_for(tmp_path):
    assert [a.id for a in council_folder(tmp_path, {}).missing_attributes(SET)] == ["council-type"]
    assert council_folder(tmp_path).missing_attributes(SET) == []


def test_started_sets_are_files_of_answers_damaged_ones_among_them(tmp_path):
    folder = council_folder(tmp_path)
    assert folder.started_sets() == []
    folder.save_assessment(folder.new_assessment(SET))
    (folder.round_folder / "broken.toml").write_text("format = ")
    (folder.round_folder / "plan.toml").write_text('format = "plan/1"')
    (folder.round_folder / "Notes of mine.toml").write_text('format = "assessment/1"')
    (folder.round_folder / "small.toml.txt").write_text('format = "assessment/1"')
    assert folder.started_sets() == ["broken", "small"]


def test_two_people_in_one_file_lose_nothing(tmp_path):
    """Each opened the file before the other had saved."""
    mine, yours = council_folder(tmp_path), council_folder(tmp_path)
    my_answers, your_answers = mine.new_assessment(SET), yours.new_assessment(SET)
    my_answers.answers["owners"] = Answer(1)
    mine.save_answer(my_answers, "owners")
    your_answers.answers["early"] = Answer(2)
    yours.save_answer(your_answers, "early")
    my_answers.answers["sharing"] = Answer(0)
    mine.save_answer(my_answers, "sharing")
    expected = {"owners": Answer(1), "early": Answer(2), "sharing": Answer(0)}
    assert CouncilFolder(tmp_path).read_assessment(SET).answers == expected
    assert my_answers.answers == expected


def test_a_file_damaged_meanwhile_is_reported_and_left_alone(tmp_path):
    folder = council_folder(tmp_path)
    assessment = folder.new_assessment(SET)
    folder.save_assessment(assessment)
    damaged = '[answers.owners]\nanswer = "half'
    folder.assessment_path("small").write_text(damaged)
    assessment.answers["early"] = Answer(1)
    assert fault_codes(lambda: folder.save_answer(assessment, "early")) == ["not-toml"]
    assert folder.assessment_path("small").read_text() == damaged
    assert assessment.answers == {"early": Answer(1)}


def test_a_saved_profile_is_used_from_then_on(tmp_path):
    folder = council_folder(tmp_path, {})
    profile = folder.profile
    folder.save_profile(
        type(profile)(profile.id, profile.name, "south", profile.round, True, {"council-type": "county"})
    )
    assert folder.profile.network == CouncilFolder(tmp_path).profile.network == "south"
    assert folder.new_assessment(SET).attributes["tier"] == "upper"

"""A council that merged or changed its type: its trend ends there, and says why."""

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.changed import Changed, why_broken
from benchmark.council.earlier import earlier_rounds
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile, read_profile, write_profile
from benchmark.council.summary import summarise
from benchmark.errors import FaultsError
from tests.council.small import DISTRICT, small_set

MERGED = Changed("2028-spring", "it was formed from Ambleford and Bexford")


def save(path, round_id, kind="district", changed=(), **levels):
    folder = CouncilFolder(path)
    facts = {"council-type": kind}
    folder.save_profile(CouncilProfile("council-1", "New", "north", round_id, True, facts, changed=changed))
    assessment = folder.new_assessment(small_set())
    assessment.answers = {name: Answer(level) for name, level in levels.items()}
    folder.save_assessment(assessment)
    return folder, summarise(assessment)


@pytest.mark.parametrize(
    ("then", "now", "broken"),
    [
        ("2027-autumn", "2028-spring", True),
        ("2027-autumn", "2028-autumn", True),
        ("2028-spring", "2028-autumn", False),
        ("2026-spring", "2027-autumn", False),
    ],
)
def test_only_rounds_with_the_change_between_them_are_apart(then, now, broken):
    assert bool(why_broken([MERGED], then, now)) is broken


def test_of_two_changes_the_later_is_said():
    type_changed = Changed("2029-spring", "it became a county")
    assert "2029-spring the council changed: it became a county." in why_broken(
        [type_changed, MERGED], "2027-spring", "2029-autumn"
    )


def test_a_trend_ends_where_the_council_changed_with_the_reason_and_nothing_older(tmp_path):
    for round_id in ("2026-autumn", "2027-autumn", "2028-spring"):
        save(tmp_path, round_id, owners=1, sharing=1, late=1, early=1)
    found = earlier_rounds(*save(tmp_path, "2028-autumn", changed=(MERGED,), owners=2, sharing=1, late=1, early=1))
    assert [past.round for past in found] == ["2028-spring", "2027-autumn"]
    assert found[0].nodes
    assert (found[1].nodes, found[1].compared, found[1].moved) == ({}, 0, ())
    assert found[1].note == (
        "In 2028-spring the council changed: it was formed from Ambleford and Bexford. Rounds before that are of "
        "another council, so nothing is compared."
    )


def test_answers_to_what_is_not_asked_now_tell_of_another_type(tmp_path):
    save(tmp_path, "2027-autumn", "county", owners=1, districts=2, early=1)
    (past,) = earlier_rounds(*save(tmp_path, "2028-spring", owners=2, early=1))
    assert (past.nodes, past.compared) == ({}, 0)
    assert "1 question that this council is not asked now (districts)" in past.note


def test_a_file_keeps_its_changes_and_predecessors(tmp_path):
    profile = CouncilProfile("council-1", "New", "north", "2028-spring", True, DISTRICT, "", ("A", "B"), (MERGED,))
    write_profile(tmp_path / "council.toml", profile)
    assert read_profile(tmp_path / "council.toml") == profile


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("predecessors = 3", ["wrong-kind"]),
        ('changed = "2028"', ["wrong-kind"]),
        ("changed = [{}]", ["missing-key", "missing-key"]),
        ('changed = [{ round = "Spring 2028", why = "merged" }]', ["bad-id"]),
        ('changed = [{ round = "2028", why = "a\\nb" }]', ["not-one-line"]),
        ('changed = [{ round = "2028", why = "merged", when = "x" }]', ["unknown-key"]),
    ],
)
def test_a_change_that_is_written_wrongly_is_a_fault(tmp_path, line, codes):
    text = f'format = "council/1"\nid = "a"\nname = "A"\nnetwork = "n"\nround = "2028"\n{line}\n'
    (tmp_path / "council.toml").write_text(text)
    with pytest.raises(FaultsError) as caught:
        read_profile(tmp_path / "council.toml")
    assert [fault.code for fault in caught.value.faults] == codes

"""Earlier rounds beside this one: scores only by the same version, answers only where the question is the same."""

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.earlier import earlier_rounds
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.council.rounds import round_order
from benchmark.council.summary import summarise
from tests.council.small import DISTRICT, SMALL, small_set


def save(path, round_id: str, levels: dict[str, int], questionnaire=None):
    """Answer a round, and give its folder and its summary."""
    folder = CouncilFolder(path)
    folder.save_profile(CouncilProfile("council-0a1b2c3d", "Ambleford", "north", round_id, True, DISTRICT))
    assessment = folder.new_assessment(questionnaire or small_set())
    assessment.answers = {name: Answer(level) for name, level in levels.items()}
    folder.save_assessment(assessment)
    return folder, summarise(assessment)


THEN = {"owners": 1, "sharing": 0, "early": 1}
NOW = {"owners": 3, "sharing": 0, "early": 0}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2025-autumn", "2026-spring"),
        ("2026-spring", "2026-autumn"),
        ("2026-autumn", "2026-winter"),
        ("2025", "2026"),
        ("2026-01", "2026-02"),
        ("pilot", "2026-spring"),
    ],
)
def test_rounds_are_sorted_by_year_and_season(first, second):
    assert round_order(first) < round_order(second)


def test_without_an_earlier_round_there_is_nothing(tmp_path):
    assert earlier_rounds(*save(tmp_path, "2026-autumn", NOW)) == ()


def test_an_earlier_round_gives_scores_and_the_answers_that_moved(tmp_path):
    _, then = save(tmp_path, "2025-autumn", THEN)
    (found,) = earlier_rounds(*save(tmp_path, "2026-spring", NOW))
    assert (found.round, found.version, found.note) == ("2025-autumn", "1.0", "")
    assert found.nodes["data"].shown == next(row.shown for row in then.sections if row.id == "data")
    assert found.nodes["overall"].shown == then.overall.shown
    assert found.compared == 3
    assert [(move.text, move.up) for move in found.moved] == [
        ("Does key data have owners?", True),
        ("Does planning start early?", False),
    ]
    assert found.up == 1


def test_the_latest_comes_first_and_later_rounds_do_not_count(tmp_path):
    for round_id in ("2024-winter", "2027-spring", "2025-spring", "2025-autumn"):
        save(tmp_path, round_id, THEN)
    found = earlier_rounds(*save(tmp_path, "2026-spring", NOW))
    assert [past.round for past in found] == ["2025-autumn", "2025-spring", "2024-winter"]


def changed_set():
    """An earlier version, in which one question meant something else."""
    text = SMALL.replace('version = "1.0"', 'version = "0.9"').replace(
        'title = "In files", points = 1', 'title = "In files", points = 2'
    )
    return small_set(text)


def test_another_version_that_is_not_here_is_named_and_not_compared(tmp_path):
    save(tmp_path, "2025-autumn", THEN, changed_set())
    (found,) = earlier_rounds(*save(tmp_path, "2026-spring", NOW))
    assert (found.nodes, found.compared, found.moved) == ({}, 0, ())
    assert found.note.startswith("It used version 0.9 of the question set; this round uses 1.0.")


def test_another_version_that_is_given_compares_only_questions_that_mean_the_same(tmp_path):
    save(tmp_path, "2025-autumn", {**THEN, "sharing": 1}, changed_set())
    (found,) = earlier_rounds(*save(tmp_path, "2026-spring", NOW), [changed_set()])
    assert found.nodes == {}
    assert found.compared == 2
    assert "Does key data have owners?" in [move.text for move in found.moved]
    assert "How is data shared?" not in [move.text for move in found.moved]
    assert "Scores of different versions cannot be compared" in found.note


def test_a_damaged_earlier_round_is_named_and_stops_nothing(tmp_path):
    folder, _ = save(tmp_path, "2025-autumn", THEN)
    folder.assessment_path("small").write_text("answers = [", encoding="utf-8")
    (found,) = earlier_rounds(*save(tmp_path, "2026-spring", NOW))
    assert found.note.startswith("Its answers could not be read.")
    assert found.nodes == {}

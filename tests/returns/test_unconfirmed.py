"""Nothing that was carried over and not confirmed can enter a return, nor what would tell of it."""

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.errors import UsageError
from benchmark.returns.export import draft_return
from benchmark.returns.home import Home
from benchmark.returns.make import make_return, place_of
from benchmark.returns.words import preview
from tests.council.small import DISTRICT, small_set

BEFORE = "2025-autumn"
SET = small_set()


def council(path, answers):
    folder = CouncilFolder(path)
    folder.save_profile(CouncilProfile("council-0a1b2c3d", "Ambleford", "north", "2026-autumn", True, DISTRICT))
    assessment = folder.new_assessment(SET)
    assessment.answers = answers
    folder.save_assessment(assessment)
    return folder, Home(path / "homes", folder.profile.id)


def returned(path, answers):
    folder, home = council(path, answers)
    return make_return(folder.read_assessment(SET), place_of(folder.profile), home, [], 1).content


def test_neither_the_answer_nor_its_target_nor_its_evidence_leaves(tmp_path):
    content = returned(
        tmp_path,
        {
            "owners": Answer(1, 3, evidence="A list", carried=BEFORE),
            "sharing": Answer(1, evidence="A page"),
            "late": Answer(20.0),
        },
    )
    assert content.answers == {"sharing": 1, "late": 40, "districts": "not-asked"} | {"how-early": "not-asked"}
    assert content.targets == {}
    assert content.evidenced == {"data": 1}


@pytest.mark.parametrize(("gate", "level"), [(3, 2), (0, None)])
def test_what_is_asked_only_after_it_stays_too(tmp_path, gate, level):
    answers = {"owners": Answer(1), "early": Answer(gate, carried=BEFORE)}
    if level is not None:
        answers["how-early"] = Answer(level)
    content = returned(tmp_path, answers)
    assert "early" not in content.answers
    assert "how-early" not in content.answers


def test_a_target_alone_that_is_carried_over_stays(tmp_path):
    content = returned(tmp_path, {"owners": Answer(target=2, carried=BEFORE), "sharing": Answer(1)})
    assert content.targets == {}


def test_the_preview_says_so_and_a_return_of_nothing_is_refused(tmp_path):
    answers = {"owners": Answer(1), "early": Answer(3, carried=BEFORE), "how-early": Answer(2)}
    folder, home = council(tmp_path, answers)
    table = tmp_path / "councils.csv"
    table.write_text("council,council-type\nA,district\n", encoding="utf-8")
    said = " ".join(preview(draft_return(folder, SET, home, councils=table)).split())
    assert "not confirmed: 1, and what hangs on them (1 more). They count as not answered." in said
    folder, home = council(tmp_path, {"owners": Answer(1, carried=BEFORE)})
    with pytest.raises(UsageError, match="Nothing is confirmed yet"):
        draft_return(folder, SET, home, councils=table)

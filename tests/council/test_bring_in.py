"""Answers of a file come into the council's folder: nothing replaced unsaid, nothing taken away, nothing lost meanwhile."""

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.bring_in import Said, bring_in, plan_merge
from benchmark.council.bring_in_words import preview_lines, result_lines
from benchmark.council.copies import good_copy_path
from benchmark.council.folder import CouncilFolder
from benchmark.errors import FaultsError
from scoring.codes import NOT_APPLICABLE
from tests.council.small import council_folder, small_set

SMALL = small_set()
HERE = {"owners": Answer(1, 2, "A note ", "Minutes", by="Head of data"), "late": Answer(5.0), "uses": Answer(0b1)}


@pytest.fixture
def folder(tmp_path):
    found = council_folder(tmp_path / "council")
    assessment = found.new_assessment(SMALL)
    assessment.answers = dict(HERE)
    found.save_assessment(assessment)
    return found


def bring(folder, answers, *, agree=True, keep=False, attributes=None):
    told = []
    said = Said(attributes or {}, answers)
    done = bring_in(folder.path, SMALL, said, lambda m: (told.extend(preview_lines(m, "it")), agree)[1], keep=keep)
    return done, told


def now(folder):
    return folder.read_assessment(SMALL).answers


def test_what_is_new_goes_in_and_what_is_left_open_takes_nothing_away(folder):
    (merge, aside), told = bring(folder, {"sharing": Answer(2), "owners": Answer(by="Head of data"), "late": Answer()})
    assert now(folder) == {**HERE, "sharing": Answer(2)}
    assert (aside, told, merge.needs_a_yes, merge.kept) == (None, ["New: 1 answer."], False, 2 + 1)
    assert good_copy_path(folder.assessment_path("small")).read_bytes() == (
        folder.assessment_path("small").read_bytes()
    )


def test_what_differs_is_told_before_and_kept_aside(folder):
    changed = Answer(NOT_APPLICABLE, 3, "Other", reason="None here")
    (merge, aside), told = bring(folder, {"owners": changed})
    assert now(folder)["owners"] == Answer(NOT_APPLICABLE, 3, "Other", "Minutes", "None here", "Head of data")
    assert told == [
        "Replaced: something recorded here, for 1 question.",
        "  - owners: Does key data have owners?",
        "      answer: Level 1: Some of it is there. -> not applicable",
        "      target: Level 2: Most of it is there. -> Level 3: All of it is there.",
        '      note: "A note" -> "Other"',
    ]
    assert aside.name == "small.earlier-1.toml"
    assert f"The answers as they were before are kept as {aside}." in list(result_lines(merge, aside, aside))


def test_a_no_changes_nothing(folder):
    before = folder.assessment_path("small").read_bytes()
    assert bring(folder, {"owners": Answer(3), "sharing": Answer(1)}, agree=False)[0] is None
    assert folder.assessment_path("small").read_bytes() == before


def test_to_keep_takes_what_is_new_and_names_what_differs(folder):
    (merge, _), told = bring(folder, {"owners": Answer(3, note="X"), "sharing": Answer(1)}, keep=True)
    assert now(folder) == {**HERE, "sharing": Answer(1)}
    assert told == ["New: 1 answer."]
    path = folder.assessment_path("small")
    assert "Kept as recorded here, and different in it: owners." in list(result_lines(merge, path, None, "it"))


def test_a_text_that_differs_only_in_what_nobody_sees_is_the_same(folder):
    (merge, _), told = bring(folder, {"owners": Answer(1, 2, "A note", "Minutes", by="Head of data")})
    assert (merge.nothing, merge.same, told) == (True, 1, [])


@pytest.mark.parametrize(("keep", "kind"), [(False, "county"), (True, "district")])
def test_a_fact_that_differs_is_replaced_or_kept(folder, keep, kind):
    (merge, _), told = bring(folder, {}, attributes={"council-type": "county"}, keep=keep)
    assert CouncilFolder(folder.path).profile.attributes == {"council-type": kind}
    assert told == ([] if keep else ["Type of council: County. In place of: District."])
    assert merge.needs_a_yes is not keep


def test_somebody_who_answers_meanwhile_is_not_overwritten(folder):
    def quicker(_):
        assessment = folder.read_assessment(SMALL)
        assessment.answers["sharing"] = Answer(0)
        folder.save_answer(assessment, "sharing")
        return True

    with pytest.raises(FaultsError) as caught:
        bring_in(folder.path, SMALL, Said({}, {"sharing": Answer(2)}), quicker)
    assert [fault.code for fault in caught.value.faults] == ["changed-meanwhile"]
    assert now(folder)["sharing"] == Answer(0)


def test_to_bring_in_twice_is_to_bring_in_once(folder):
    said = Said({}, {"owners": Answer(3), "districts": Answer(1)})
    bring_in(folder.path, SMALL, said, lambda _: True)
    assert plan_merge(folder.path, SMALL, said).nothing

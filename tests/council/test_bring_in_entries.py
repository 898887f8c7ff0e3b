"""Lines of a register come into the council's folder: nothing replaced unsaid, nothing taken away, nothing lost meanwhile."""

from dataclasses import replace

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.bring_in import Said, bring_in, plan_merge
from benchmark.council.bring_in_words import preview_lines, result_lines
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.council.register import refresh
from benchmark.errors import FaultsError
from scoring.codes import NOT_APPLICABLE
from scoring.register import Entry
from tests.council.workbook.registers import ENTRIES, FULL, PLAIN, SPORTS

POOL = Entry((FULL, PLAIN))
WEST = ENTRIES["slipway"].rows[0]


@pytest.fixture
def folder(tmp_path):
    found = CouncilFolder(tmp_path / "council")
    found.save_profile(CouncilProfile("ambleford", "Ambleford", "north", "2026-autumn", attributes={"kind": "coast"}))
    keep(found, {"pool": POOL})
    return found


def keep(folder, entries):
    assessment = folder.new_assessment(SPORTS)
    assessment.entries = dict(entries)
    assessment.answers["pool-repair"] = Answer(target=2, note="Ask Jo")
    refresh(assessment)
    folder.save_assessment(assessment)


def bring(folder, entries, *, agree=True, keep=False):
    told = []
    said = Said(entries=entries)
    done = bring_in(folder.path, SPORTS, said, lambda m: (told.extend(preview_lines(m, "it")), agree)[1], keep=keep)
    return done, told


def now(folder):
    return folder.read_assessment(SPORTS).entries


def test_what_is_new_goes_in_and_answers_follow(folder):
    (merge, aside), told = bring(folder, {"slipway": Entry((WEST,)), "pitch": Entry(none=True), "pool": Entry()})
    assert now(folder) == {"pool": POOL, "slipway": Entry((WEST,)), "pitch": Entry(none=True)}
    assert (aside, told) == (None, ["New: 1 place in 1 line, and 1 line that does not exist here."])
    after = folder.read_assessment(SPORTS)
    assert after.answers["pitch-repair"].code is NOT_APPLICABLE
    assert (after.answers["slipway-repair"].code, after.answers["pool-repair"].target) == (2, 2)
    lines = list(result_lines(merge, folder.assessment_path("sports-places"), aside, "it"))
    assert "Not in it, and kept as recorded here: 1 line." in lines
    assert "3 of 3 lines are filled in." in lines


def test_the_same_rows_in_another_order_change_nothing(folder):
    before = folder.assessment_path("sports-places").read_bytes()
    (merge, _), told = bring(folder, {"pool": Entry((PLAIN, FULL))})
    assert (merge.nothing, told, folder.assessment_path("sports-places").read_bytes()) == (True, [], before)
    assert next(result_lines(merge, folder.path, None, "it")) == (
        "Everything in it is here already; nothing was changed."
    )


def test_what_differs_is_told_row_by_row_and_kept_aside(folder):
    changed = {**FULL, "repair": 2, "lease-end": FULL["lease-end"] + 1}
    changed.pop("cost")
    (merge, aside), told = bring(folder, {"pool": Entry((changed, {"name": "New"}))})
    assert now(folder)["pool"] == Entry((changed, {"name": "New"}))
    assert told == [
        "Replaced: what is recorded here for 1 line.",
        "  - Swimming pool",
        "      =Old & <new> pool, 007",
        "        State of repair: Level 1: It is open, and some of it is broken. -> Level 2: It is open, and all of it works.",
        "        Cost: 12,500.5 -> nothing",
        "        End of the lease: 2027-Q3 -> 2027-Q4",
        "      goes: Lido",
        "      comes: New",
    ]
    assert aside.name == "sports-places.earlier-1.toml"
    assert merge.needs_a_yes


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (POOL, Entry(none=True), ["=Old & <new> pool, 007; Lido -> does not exist here"]),
        (Entry(none=True), Entry((PLAIN,)), ["does not exist here -> Lido"]),
        (Entry((PLAIN, PLAIN)), Entry((PLAIN,)), ["2 places -> 1 place"]),
        (Entry((PLAIN,)), Entry((PLAIN, PLAIN)), ["1 place -> 2 places"]),
    ],
)
def test_each_kind_of_difference_has_its_words(folder, before, after, told):
    keep(folder, {"pool": before})
    _, lines = bring(folder, {"pool": after})
    assert [line.strip() for line in lines[2:]] == told
    assert now(folder) == {"pool": after}


def test_a_no_changes_nothing_and_keep_keeps_what_is_recorded(folder):
    entries = {"pool": Entry((PLAIN,)), "slipway": Entry((WEST,))}
    done, _ = bring(folder, entries, agree=False)
    assert (done, now(folder)) == (None, {"pool": POOL})
    (merge, aside), told = bring(folder, entries, keep=True)
    assert (now(folder), aside, told) == ({"pool": POOL, "slipway": Entry((WEST,))}, None, ["New: 1 place in 1 line."])
    assert "Kept as recorded here, and different in it: Swimming pool." in result_lines(merge, folder.path, None, "it")
    (merge, _), _ = bring(folder, {"pool": Entry((PLAIN,))}, keep=True)
    assert next(result_lines(merge, folder.path, None, "it")) == "Nothing was changed."


def test_lines_of_an_earlier_round_are_confirmed(folder):
    keep(folder, {"pool": replace(POOL, carried="2025-autumn")})
    (merge, aside), told = bring(folder, {"pool": Entry((PLAIN, FULL))})
    assert told == ["Confirmed, as carried over from an earlier round: 1 line."]
    assert (now(folder), aside, merge.needs_a_yes) == ({"pool": POOL}, None, False)


def test_a_line_that_this_council_is_not_asked_about_is_kept_and_told(folder):
    folder.save_profile(folder.profile._replace(attributes={"kind": "town"}))
    (merge, _), _ = bring(folder, {"slipway": Entry((WEST,)), "pool": POOL})
    lines = list(result_lines(merge, folder.path, None, "it"))
    assert "The same here already: 1 line." in lines
    assert "Not asked of this council, so kept and not counted: Slipway." in lines
    assert "1 of 2 lines are filled in." in lines


def test_what_somebody_wrote_meanwhile_is_not_lost(folder):
    def meanwhile(merge):
        other = folder.read_assessment(SPORTS)
        other.entries["pitch"] = Entry(none=True)
        folder.save_entry(other, "pitch")
        return True

    with pytest.raises(FaultsError, match="Somebody answered here"):
        bring_in(folder.path, SPORTS, Said(entries={"pitch": Entry((PLAIN,))}), meanwhile)
    assert now(folder)["pitch"] == Entry(none=True)


def test_a_merge_of_answers_leaves_the_lines_alone(folder):
    merge = plan_merge(folder.path, SPORTS, Said(answers={"open-day": Answer(1)}))
    assert merge.assessment.entries == {"pool": POOL}

"""A form's file comes into the council's folder: every fault at once, nothing replaced unsaid, nothing taken away."""

import json
import os

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.bring_in import bring_in, plan_merge
from benchmark.council.bring_in_words import preview_lines, result_lines
from benchmark.council.folder import CouncilFolder
from benchmark.council.form_file import read_form, read_form_file
from benchmark.errors import FaultsError
from scoring.codes import NOT_APPLICABLE
from scoring.fingerprint import fingerprint
from tests.council.small import DISTRICT, council_folder, small_set

SMALL = small_set()
TOP = {
    "format": "answers-form/1",
    "questionnaire": "small",
    "version": "1.0",
    "fingerprint": fingerprint(SMALL),
    "saved": "2026-11-21T22:33:00.123Z",
    "attributes": {},
    "answers": {},
}


MADE = {"network": "north-west", "round": "2026-autumn", "sequence": 2, "invited": True}


def write(tmp_path, answers=None, /, **top):
    path = tmp_path / "small-answers.json"
    path.write_text(json.dumps({**TOP, **({"answers": answers} if answers else {}), **top}), encoding="utf-8")
    return path


def form_of(tmp_path, answers=None, **top):
    path = write(tmp_path, answers, **top)
    return read_form(read_form_file(path), SMALL, path.name)


def faults_of(path):
    with pytest.raises(FaultsError) as caught:
        read_form(read_form_file(path), SMALL, path.name)
    return [(fault.code, fault.place) for fault in caught.value.faults]


def recorded(tmp_path, **answers):
    """Make a council's folder with these answers in it."""
    folder = council_folder(tmp_path / "council", DISTRICT)
    if answers:
        assessment = folder.new_assessment(SMALL)
        assessment.answers = answers
        folder.save_assessment(assessment)
    return folder


def bring(folder, form, *, agree=True):
    asked = []
    done = bring_in(folder.path, SMALL, form, lambda merge: (asked.append(list(preview_lines(merge))), agree)[1])
    return done, asked


# ---- reading


def test_every_kind_of_answer_is_read_by_the_one_parser(tmp_path):
    form = form_of(
        tmp_path,
        {
            "owners": {"answer": 2, "target": 3, "note": "N", "evidence": "E", "by": "Head of data"},
            "sharing": {"answer": "api", "target": "api"},
            "uses": {"answer": ["plans", "streets"]},
            "late": {"answer": 12.5},
            "early": {"answer": "not-applicable", "reason": "None here"},
            "how-early": {"note": "Only a note"},
        },
        attributes={"council-type": "county"},
    )
    assert form.attributes == {"council-type": "county"}
    assert form.answers == {
        "owners": Answer(2, 3, "N", "E", "", "Head of data"),
        "sharing": Answer(2, 2),
        "uses": Answer(0b101),
        "late": Answer(12.5),
        "early": Answer(NOT_APPLICABLE, reason="None here"),
        "how-early": Answer(note="Only a note"),
    }


def test_a_choice_of_none_of_these_is_an_answer(tmp_path):
    assert form_of(tmp_path, {"uses": {"answer": []}}).answers["uses"] == Answer(0)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "assessment/1"}, "unknown-format"),
        ({"format": 3}, "not-a-form"),
        ({"questionnaire": "other"}, "other-set"),
        ({"version": "2.0"}, "other-version"),
        ({"fingerprint": "0" * 64}, "other-edition"),
        ({"fingerprint": "0"}, "not-a-form"),
        ({"saved": "yesterday"}, "not-a-form"),
        ({"saved": "2026-13-40T22:33:00Z"}, "not-a-form"),
        ({"answers": []}, "not-a-form"),
        ({"more": 1}, "not-a-form"),
        ({"returns": []}, "not-a-form"),
        ({"returns": {"secret": "short", "made": []}}, "not-a-form"),
        # Its last sign has bits to spare: two texts would be one key.
        ({"returns": {"secret": "A" * 42 + "B", "made": []}}, "not-a-form"),
        ({"returns": {"made": [{**MADE, "sequence": 0}]}}, "not-a-form"),
        ({"returns": {"made": [{**MADE, "digest": "x"}]}}, "not-a-form"),
        ({"returns": {"made": [{**MADE, "network": "North West"}]}}, "not-a-form"),
    ],
)
def test_what_does_not_fit_as_a_whole_is_refused_with_its_reason(tmp_path, change, code):
    assert faults_of(write(tmp_path, **change)) == [(code, "")]


def test_what_the_form_keeps_of_its_returns_is_read(tmp_path):
    found = read_form_file(write(tmp_path, returns={"secret": "A" * 43, "made": [{**MADE, "digest": "0" * 64}, MADE]}))
    assert found.returns.secret == "A" * 43
    assert [(made.sequence, made.digest) for made in found.returns.made] == [(2, "0" * 64), (2, "")]
    assert read_form_file(write(tmp_path)).returns is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 100_000, '{"format": "\\ud800"}', "{}"])
def test_what_is_no_file_of_a_form_is_refused(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    assert faults_of(path)[0][0] in {"not-json", "not-a-form", "unknown-format"}


def test_all_faults_are_reported_at_once(tmp_path):
    path = write(
        tmp_path,
        {
            "owners": {"answer": 9, "target": 7},
            "sharing": {"answer": True},
            "uses": {"answer": ["plans", "more"]},
            "late": {"answer": "twelve"},
            "early": {"answer": 1, "note": "x" * 2001},
            "how-early": 3,
            "districts": {"answer": 1, "colour": "red"},
            "no-such": {"answer": 1},
        },
        attributes={"council-type": "parish", "tier": "lower", "size": 3},
    )
    assert faults_of(path) == [
        ("not-one-of", "attributes"),
        ("no-such-id", "attributes"),
        ("no-such-id", "attributes"),
        ("bad-level", "answers, owners"),
        ("bad-target", "answers, owners"),
        ("bad-entry", "answers, sharing"),
        ("bad-choice", "answers, uses"),
        ("bad-amount", "answers, late"),
        ("bad-entry", "answers, early"),
        ("bad-entry", "answers, how-early"),
        ("bad-entry", "answers, districts"),
        ("no-such-question", "answers, no-such"),
    ]


def test_what_stands_twice_is_refused_because_nobody_knows_which_is_meant(tmp_path):
    path = write(tmp_path)
    text = path.read_text().replace('"answers": {}', '"answers": {"owners": {"answer": 1}, "owners": {"answer": 2}}')
    path.write_text(text)
    assert faults_of(path) == [("repeated-entry", "")]


def test_a_file_of_many_megabytes_is_not_read(tmp_path):
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(5_000_000)
    assert faults_of(path) == [("too-large", "")]


# ---- bringing in


def test_the_first_form_fills_an_empty_folder_without_a_question(tmp_path):
    folder = recorded(tmp_path)
    done, _ = bring(folder, form_of(tmp_path, {"owners": {"answer": 2, "note": "N"}, "early": {"answer": 0}}))
    assert not done[0].needs_a_yes
    assert folder.read_assessment(SMALL).answers == {"owners": Answer(2, note="N"), "early": Answer(0)}


def test_the_form_adds_to_what_is_recorded_and_takes_nothing_away(tmp_path):
    folder = recorded(tmp_path, owners=Answer(2, note="Mine", by="Clerk"), early=Answer(3, target=3))
    form = form_of(tmp_path, {"owners": {"evidence": "The register"}, "sharing": {"answer": "api"}})
    done, asked = bring(folder, form)
    assert not done[0].needs_a_yes
    assert asked == [
        ["New: 1 answer.", "Beside answers that stay: notes, evidence, targets or roles for 1 question."],
    ]
    assert folder.read_assessment(SMALL).answers == {
        "owners": Answer(2, note="Mine", evidence="The register", by="Clerk"),
        "sharing": Answer(2),
        "early": Answer(3, target=3),
    }
    assert "Left open in the form, and kept as recorded here: 2 answers." in list(result_lines(*args(folder, done)))


def args(folder, done):
    return done[0], folder.assessment_path("small"), done[1]


FORM = {"owners": {"answer": 1, "target": 3, "note": "Theirs"}, "late": {"answer": 0}}
HERE = {"owners": Answer(2, target=2, note="Mine"), "late": Answer(NOT_APPLICABLE, reason="R")}


def test_what_gives_way_is_said_before_it_does_and_the_file_before_is_kept(tmp_path):
    folder = recorded(tmp_path, **HERE)
    before = folder.assessment_path("small").read_bytes()
    done, asked = bring(folder, form_of(tmp_path, FORM, attributes={"council-type": "county"}))
    assert asked == [
        [
            "Type of council: County. In place of: District.",
            "Replaced: something recorded here, for 2 questions.",
            "  - owners: Does key data have owners?",
            "      answer: Level 2: Most of it is there. -> Level 1: Some of it is there.",
            "      target: Level 2: Most of it is there. -> Level 3: All of it is there.",
            '      note: "Mine" -> "Theirs"',
            "  - late: How many renewals were late, in per cent?",
            "      answer: not applicable -> 0",
            "The answers here were saved after the form was.",
        ]
    ]
    assert done[1].read_bytes() == before
    fresh = CouncilFolder(folder.path)
    assert fresh.profile.attributes == {"council-type": "county"}
    assert fresh.read_assessment(SMALL).answers == {
        "owners": Answer(1, target=3, note="Theirs"),
        "late": Answer(0.0, reason="R"),
    }


def test_a_no_leaves_every_byte_as_it_was(tmp_path):
    folder = recorded(tmp_path, **HERE)
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    done, _ = bring(folder, form_of(tmp_path, FORM, attributes={"council-type": "county"}), agree=False)
    assert done is None
    assert {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()} == before


def test_the_same_form_twice_changes_nothing_the_second_time(tmp_path):
    folder, form = recorded(tmp_path), form_of(tmp_path, FORM)
    bring(folder, form)
    before = folder.assessment_path("small").stat().st_mtime_ns
    done, asked = bring(folder, form)
    assert done[0].nothing
    assert asked == []
    assert folder.assessment_path("small").stat().st_mtime_ns == before


def test_an_older_folder_is_not_called_newer(tmp_path):
    folder = recorded(tmp_path, **HERE)
    os.utime(folder.assessment_path("small"), (1_000_000, 1_000_000))
    assert not plan_merge(folder.path, SMALL, form_of(tmp_path, FORM)).newer
    os.utime(folder.assessment_path("small"), (4_000_000_000, 4_000_000_000))
    assert plan_merge(folder.path, SMALL, form_of(tmp_path, FORM)).newer


def test_what_a_colleague_answers_while_somebody_thinks_is_not_overwritten(tmp_path):
    folder, form = recorded(tmp_path, **HERE), form_of(tmp_path, FORM)

    def agree(merge):
        assessment = folder.read_assessment(SMALL)
        assessment.answers["owners"] = Answer(3)
        folder.save_assessment(assessment)
        return True

    with pytest.raises(FaultsError, match="Somebody answered here"):
        bring_in(folder.path, SMALL, form, agree)
    assert folder.read_assessment(SMALL).answers["owners"] == Answer(3)


def test_an_answer_to_another_question_meanwhile_is_kept(tmp_path):
    folder, form = recorded(tmp_path, **HERE), form_of(tmp_path, FORM)

    def agree(merge):
        assessment = folder.read_assessment(SMALL)
        assessment.answers["early"] = Answer(3)
        folder.save_assessment(assessment)
        return True

    bring_in(folder.path, SMALL, form, agree)
    found = folder.read_assessment(SMALL).answers
    assert (found["early"], found["owners"].code) == (Answer(3), 1)


def test_what_a_reader_should_know_is_said(tmp_path):
    folder = recorded(tmp_path)
    form = form_of(tmp_path, {"districts": {"answer": 1}, "early": {"answer": "not-applicable"}})
    done, _ = bring(folder, form)
    lines = list(result_lines(*args(folder, done)))
    assert "Not asked of this council, so kept and not counted: districts." in lines
    assert "Not applicable, without a reason: early." in lines
    assert lines[-1] == "1 of 5 questions are answered."


def test_signs_that_turn_a_terminal_do_not_come_in(tmp_path):
    form = form_of(tmp_path, {"owners": {"note": "a\x1b[2J\u202eb\nc "}})
    assert form.answers["owners"].note == "a[2Jb\nc"

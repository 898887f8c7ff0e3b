"""Question sets that can be read, and those that cannot: each case is a file in `valid` or `invalid`.

An invalid file begins with one or more lines `# expects: code at place; code at place`: every fault that it has.
"""

from pathlib import Path

import numpy as np
import pytest

from benchmark.errors import FaultsError
from benchmark.faults import CATALOGUE
from benchmark.questions.read import read_questionnaire
from scoring.answers import build_table
from scoring.score import score

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").glob("*.toml"))
INVALID = sorted((HERE / "invalid").glob("*.toml"))
EXPECTS = "# expects: "


def expected_faults(path):
    """Read the codes and places that a file says it should be refused with."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(EXPECTS)]
    found = [fault for line in lines for fault in line.removeprefix(EXPECTS).split("; ")]
    return sorted((code, place) for code, _, place in (fault.partition(" at ") for fault in found))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_set_is_read_and_can_be_scored(path):
    questionnaire = read_questionnaire(path)
    best = {
        question.id: question.number.best if question.number else len(question.options) - 1
        for question in questionnaire.questions
        if question.choose == "one"
    }
    scores = score(questionnaire, build_table(questionnaire, [{}, best]))
    for node in questionnaire.nodes:
        value = scores.values[node.id][1]
        assert np.isnan(value) or node.scale.start <= value <= node.scale.stop


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_set_is_refused_with_every_fault_at_once(path):
    with pytest.raises(FaultsError) as refused:
        read_questionnaire(path)
    assert sorted((fault.code, fault.place) for fault in refused.value.faults) == expected_faults(path)
    assert {fault.file for fault in refused.value.faults} == {str(path)}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("unknown-format", 'top of the file: The format is "questionnaire/2"; this program reads "questionnaire/1".'),
        ("unknown-key", 'question "lit": "wieght" is not known here. Did you mean "weight"?'),
        ("unknown-key", '[scoring], scale: "start" is not known here. Remove it. Known here: from, to, decimals.'),
        ("missing-key", 'section number 2: "id" is missing. Add it.'),
        ("wrong-kind", 'section "shelters": "weight" should be a number or a word. Correct it.'),
        ("wrong-kind", 'question "lit": "choose" should be one of "one", "many". Correct it.'),
        ("too-many-sections", '"section" should be a list of at most 500 tables.'),
        ("one-way-to-answer", 'question "lit": A question needs exactly one way to answer; this one has none.'),
        ("one-way-to-answer", "this one has levels and number."),
        ("one-way-to-answer", "this one has levels and options and scale."),
        ("repeated-id", '"lit": The id "lit" is used twice.'),
        ("unknown-section", 'section "shelters": There is no section "stops".'),
        ("unknown-scale", 'question "lit": There is no answer scale "share". Add [scales.share], or'),
        ("too-few-levels", 'question "clean": The number of levels or options is 0.'),
        ("wrong-next", 'question "lit": There are 1 next steps for 3 levels. Give one for each step up: 2.'),
        ("too-many-options", 'question "lit": There are 101 options. Use at most 100.'),
        ("too-many-options", 'question "clean": There are 31 options. Use at most 30.'),
        ("only-for-many", 'question "lit": "cap" is only for questions where several options may be chosen.'),
        ("bad-number", 'question "cost": The number rule cannot work: worst and best are the same.'),
        ("bad-number", 'question "wait": The number rule cannot work: the step is not above 0.'),
        ("bad-number", 'question "close": The number rule cannot work: worst and best are too close.'),
        ("bad-number", 'question "fine": The number rule cannot work: the step is too small.'),
        ("bad-weight", "The weight -0.5 cannot be used."),
        ("bad-stage", "The stage 101 cannot be used."),
        ("bad-coverage", "The coverage 80 cannot be used."),
        ("bad-scale", 'section "signs": The scale cannot work: decimals runs from 0 to 9.'),
        ("bad-band", "The band starts at 50, which another band does too."),
        ("unknown-attribute", 'question "lit": There is no attribute "council-type".'),
        ("unknown-option", '"parish" is not an option of "kind". Use one of: district, county.'),
        ("unknown-option", '"higher" is not an option of "tier". Use one of: lower, upper.'),
        ("unknown-option", '"all" is not an option of "lit". Use one of: 0, 1, 2.'),
        ("unmapped-option", 'Nothing is said for "county".'),
        ("asked-later", 'question "lit": "clean" is asked later than this question.'),
    ],
)
def test_a_message_names_what_stands_in_the_file(name, message):
    with pytest.raises(FaultsError) as refused:
        read_questionnaire(HERE / "invalid" / f"{name}.toml")
    assert message in str(refused.value)


def test_every_fault_of_a_question_set_has_a_file():
    codes = list(CATALOGUE)
    about_sets = codes[codes.index("bad-id") : codes.index("bad-band") + 1]
    about_any_file = ["not-toml", "unknown-format", "unknown-key", "missing-key", "wrong-kind"]
    shown = {code for path in INVALID for code, _ in expected_faults(path)}
    assert set(about_sets + about_any_file) - shown == set()


def test_a_file_with_many_faults_names_them_all():
    """Whoever mends a file wants to hear everything in one go."""
    several = [path for path in INVALID if path.stem.startswith("everything-")]
    assert len(several) == 3
    assert all(len({code for code, _ in expected_faults(path)}) >= 4 for path in several)


def test_a_folder_stands_for_the_file_in_it(tmp_path):
    (tmp_path / "questionnaire.toml").write_bytes(VALID[0].read_bytes())
    assert read_questionnaire(tmp_path) == read_questionnaire(VALID[0])


def test_a_byte_order_mark_is_accepted(tmp_path):
    marked = tmp_path / "marked.toml"
    marked.write_bytes(b"\xef\xbb\xbf" + VALID[0].read_bytes())
    assert read_questionnaire(marked) == read_questionnaire(VALID[0])

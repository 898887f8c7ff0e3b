"""A new question set works as it stands, and so does every rule that its author can switch on."""

import re

import pytest
import tomli

from benchmark.errors import FaultsError, UsageError
from benchmark.questions.keys import QUESTION, SECTION
from benchmark.questions.new import new_set
from benchmark.questions.read import find_faults, parse_questionnaire, read_questionnaire
from benchmark.questions.template import TEMPLATE, id_from, render_template, title_from

TEXT = TEMPLATE.read_text(encoding="utf-8")
OFF = re.compile(r"(?:^#[^ \n].*\n)+", re.MULTILINE)
BLOCKS = OFF.findall(TEXT)
LINES = [line for block in BLOCKS if "[[" not in block for line in block.splitlines(keepends=True)]


def switched_on(part):
    return TEXT.replace(part, re.sub("^#", "", part, flags=re.MULTILINE), 1)


def faults(text):
    return find_faults(tomli.loads(text), "template.toml")


def test_the_template_has_no_fault():
    assert faults(TEXT) == []


@pytest.mark.parametrize("part", [*BLOCKS, *LINES], ids=lambda part: part.splitlines()[-1][:40])
def test_each_rule_can_be_switched_on_alone(part):
    text = switched_on(part)
    assert tomli.loads(text) != tomli.loads(TEXT)
    assert faults(text) == []


def test_all_rules_can_be_switched_on_together():
    assert faults(OFF.sub(lambda found: re.sub("^#", "", found[0], flags=re.MULTILINE), TEXT)) == []


def test_every_key_of_a_question_and_of_a_section_is_shown():
    shown = set(re.findall(r"^#?([a-z_]+) *=", TEXT, re.MULTILINE))
    assert set(QUESTION) - shown <= {"number"}
    rules_of_the_whole = {"not_applicable", "unanswered", "scale", "coverage", "rounding"}
    assert set(SECTION) - shown - rules_of_the_whole == set()


def test_every_kind_of_question_stands_in_it():
    questions = parse_questionnaire(tomli.loads(TEXT), "template.toml").questions
    kinds = {(q.levels, q.choose, q.number is not None, bool(q.options), q.scored) for q in questions}
    assert kinds == {
        (True, "one", False, True, True),
        (False, "one", False, True, True),
        (False, "many", False, True, True),
        (False, "one", True, False, True),
        (False, "one", True, True, True),
        (False, "one", False, True, False),
    }
    assert any(q.applies_to for q in questions)
    assert any(q.asked_if for q in questions)


@pytest.mark.parametrize(
    ("title", "set_id"),
    [
        ("Bus stops & shelters", "bus-stops-shelters"),
        ("Gorsafoedd bysiau: Ynys Môn", "gorsafoedd-bysiau-ynys-mon"),
        ("Straße", "strasse"),
        ("x" * 80, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
        ("?!", ""),
    ],
)
def test_an_id_is_made_of_the_title(title, set_id):
    assert id_from(title) == set_id


@pytest.mark.parametrize(("name", "title"), [("bus-stops", "Bus stops"), ("2027_plans", "2027 plans"), ("...", "")])
def test_a_title_is_made_of_the_name_of_the_place(name, title):
    assert title_from(name) == title


@pytest.mark.parametrize(
    "title", ['A "quoted" title', "back\\slash", "two\nlines", 'id      = "my-questions"', "é\u202e"]
)
def test_any_title_is_written_as_it_is(title):
    data = tomli.loads(render_template(title, "mine"))
    assert (data["title"], data["id"]) == (title, "mine")


@pytest.mark.parametrize(
    ("place", "file", "title"),
    [("stops", "stops/questionnaire.toml", "Stops"), ("my-stops.toml", "my-stops.toml", "My stops")],
)
def test_a_folder_or_a_file(tmp_path, place, file, title):
    path = new_set(tmp_path / place, None, None)
    assert path == tmp_path / file
    assert read_questionnaire(tmp_path / place).title == title


def test_nothing_is_overwritten(tmp_path):
    path = new_set(tmp_path / "stops", "One", None)
    before = path.read_bytes()
    for place in (tmp_path / "stops", path):
        with pytest.raises(UsageError, match="is there already"):
            new_set(place, "Two", None)
    (tmp_path / "link.toml").symlink_to(tmp_path / "nowhere.toml")
    with pytest.raises(UsageError, match="is there already"):
        new_set(tmp_path / "link.toml", "Two", None)
    assert path.read_bytes() == before
    assert not (tmp_path / "nowhere.toml").exists()


@pytest.mark.parametrize(
    ("title", "set_id", "code"),
    [
        (None, "Bus", "bad-id"),
        (None, "overall", "reserved-id"),
        ("Coverage", None, "reserved-id"),
        (None, "x" * 61, "bad-id"),
        ("Con", None, "reserved-id"),
    ],
)
def test_an_id_that_cannot_be_is_refused(tmp_path, title, set_id, code):
    with pytest.raises(FaultsError) as refused:
        new_set(tmp_path / "stops", title, set_id)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert not (tmp_path / "stops").exists()


def test_a_title_without_letters_needs_an_id(tmp_path):
    with pytest.raises(UsageError, match="--id bus-stops"):
        new_set(tmp_path / "stops", "???", None)
    assert new_set(tmp_path / "stops", "???", "odd").exists()

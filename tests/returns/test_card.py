"""A mentoring card holds what its council chose, section by section, and nothing else; its reader takes nothing else."""

from pathlib import Path

import pytest
import tomli

from benchmark.council.assessment import Answer, Assessment
from benchmark.errors import FaultsError, UsageError
from benchmark.questions.library import find_questionnaire
from benchmark.returns.card import make_card, named_ids, open_ids
from benchmark.returns.card_file import card_text, read_card, read_head, write_card
from benchmark.returns.card_words import card_preview
from scoring.codes import NOT_APPLICABLE, NOT_ASKED
from tests.council.small import SMALL, small_set

SET = small_set()
FULL = find_questionnaire("digital-maturity")
SECRET = "planted-secret"
WHO = {"council": "Ambleford", "contact": "Head of digital, digital@ambleford.example"}
WORDS = {"note": SECRET, "evidence": SECRET, "reason": SECRET, "by": SECRET}


def assessment(questionnaire=SET) -> Assessment:
    answers = {
        "owners": Answer(1, target=3, **WORDS),
        "sharing": Answer(2, target=2, **WORDS),
        "uses": Answer(5, **WORDS),
        "late": Answer(12.5, **WORDS),
        "early": Answer(NOT_APPLICABLE, **WORDS),
    }
    return Assessment(questionnaire, {"council-type": "district", "tier": "lower"}, answers)


def full() -> Assessment:
    answers = {question.id: Answer(2, target=3, **WORDS) for question in FULL.questions}
    return Assessment(FULL, {"council-type": "unitary"}, answers)


def test_a_card_holds_the_chosen_sections_and_nothing_of_the_others():
    card = make_card(assessment(), ["data"], **WHO)
    assert dict(card.answers) == {"owners": 1, "sharing": 2, "uses": 5}
    assert dict(card.targets) == {"owners": 3, "sharing": 2}
    text = card_text(card, "card.toml")
    assert not any(f"{question.id} =" in text for question in SET.questions if question.section != "data")


@pytest.mark.parametrize("sections", [["data"], ["buying"], ["data", "buying"]])
def test_no_note_evidence_reason_or_role_is_on_a_card_or_in_its_preview(tmp_path, sections):
    card = make_card(assessment(), sections, **WHO, serves_inside="Borsetshire")
    assert SECRET not in card_text(card, "card.toml")
    assert SECRET not in card_preview(card, tmp_path / "card.toml")


def test_a_card_says_what_was_not_asked_and_what_does_not_apply():
    card = make_card(assessment(), ["buying"], **WHO)
    assert dict(card.answers) == {
        "late": 12.5,
        "early": NOT_APPLICABLE,
        "how-early": NOT_ASKED,
        "districts": NOT_ASKED,
    }


def test_a_question_that_hangs_on_an_answer_that_stays_is_not_on_the_card():
    text = SMALL.replace('id = "how-early"\nsection = "buying"', 'id = "how-early"\nsection = "data"')
    found = make_card(assessment(small_set(text)), ["data"], **WHO)
    assert "how-early" not in found.answers


def test_all_means_all_but_security_which_must_be_named():
    assert "security" not in open_ids(FULL)
    assert len(open_ids(FULL)) == len(FULL.sections) - 1
    assert named_ids(FULL, ["security"]) == ("security",)
    preview = card_preview(make_card(full(), open_ids(FULL), **WHO), Path("card.toml"))
    assert "Security and resilience: only if you name it" in " ".join(preview.split())
    assert "security" not in tomli.loads(card_text(make_card(full(), open_ids(FULL), **WHO), "c.toml"))["sections"]


NESTED = SMALL.replace(
    '[[section]]\nid = "buying"\ntitle = "Buying"',
    '[[section]]\nid = "buying"\ntitle = "Buying"\nparent = "data"\nleaves = "ask"',
)


def test_a_section_brings_those_inside_it_but_not_what_is_on_demand():
    open_inside = small_set(NESTED.replace('leaves = "ask"', ""))
    assert named_ids(open_inside, ["data"]) == ("data", "buying")
    assert named_ids(small_set(NESTED), ["data"]) == ("data",)
    assert named_ids(small_set(NESTED), ["data", "buying"]) == ("data", "buying")
    assert open_ids(small_set(NESTED)) == ("data",)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"council": " "}, "--name: Write something"),
        ({"contact": "a\nb"}, "--contact: Use one line"),
        ({"contact": "a" * 201}, "--contact: Shorten it"),
        ({"serves_inside": "\x1b[2J"}, "--serves-inside: Use one line"),
    ],
)
def test_what_is_typed_must_fit_a_line(changes, words):
    with pytest.raises(UsageError, match=words):
        make_card(assessment(), ["data"], **{**WHO, **changes})


def test_a_card_without_sections_is_none():
    with pytest.raises(UsageError, match="No section is chosen"):
        make_card(assessment(), [], **WHO)
    with pytest.raises(UsageError, match='no section "nowhere"'):
        named_ids(SET, ["nowhere"])


def test_a_card_comes_back_as_it_was_written(tmp_path):
    path = tmp_path / "card.toml"
    for card in (
        make_card(assessment(), ["data", "buying"], **WHO, serves_inside="Borsetshire"),
        make_card(assessment(), ["data"], **WHO),
    ):
        write_card(card, path)
        assert read_card(path, SET) == card
        assert read_head(path) == (SET.id, SET.version)


def text_of_card() -> str:
    return card_text(make_card(assessment(), ["data"], **WHO), "card.toml")


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ('format = "mentoring-card/1"', 'format = "mentoring-card/2"', ["unknown-format"]),
        ('contact = "Head', 'conntact = "Head', ["unknown-key", "missing-key"]),
        ('council = "Ambleford"', 'council = "\\u202eAmbleford"', ["wrong-kind"]),
        ('council = "Ambleford"', f'council = "{"a" * 201}"', ["too-long"]),
        ('fingerprint = "', 'fingerprint = "0', ["other-fingerprint"]),
        ('    "data",', '    "data", "nowhere",', ["unknown-section"]),
        (
            'tier = "lower"',
            'tier = "middle"\nkind = "x"\ncouncil-size = 3',
            ["unknown-option", *["unknown-attribute"] * 2],
        ),
        ('tier = "lower"', "tier = 3", ["wrong-kind"]),
        ("owners = 1", "owners = 9\nnothing = 1", ["bad-level", "no-such-question"]),
        ("owners = 1", "early = 1", ["not-on-card"]),
        ("owners = 3", "owners = 9\nlate = 2\nnothing = 2", ["bad-target", "not-on-card", "no-such-question"]),
    ],
)
def test_every_fault_of_a_card_is_reported_at_once(tmp_path, old, new, codes):
    path = tmp_path / "card.toml"
    text = text_of_card()
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read_card(path, SET)
    assert sorted(fault.code for fault in caught.value.faults) == sorted(codes)


def test_an_empty_target_is_none(tmp_path):
    path = tmp_path / "card.toml"
    path.write_text(text_of_card().replace("owners = 3", 'owners = ""'), encoding="utf-8")
    assert dict(read_card(path, SET).targets) == {"sharing": 2}


def test_what_is_wrong_at_the_top_is_found_before_the_question_set_is_looked_for(tmp_path):
    path = tmp_path / "card.toml"
    path.write_text("a = 1\n", encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read_head(path)
    assert {fault.code for fault in caught.value.faults} == {"unknown-key", "missing-key"}

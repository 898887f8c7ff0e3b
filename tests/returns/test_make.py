"""What enters a return, and what never does: answers as codes leave; words, withheld sections and what would tell of them stay."""

import json

import pytest
import tomli

from benchmark.council.assessment import Answer, Assessment
from benchmark.errors import WithheldError
from benchmark.pool.fit import return_codes, return_misfits
from benchmark.questions.library import find_questionnaire
from benchmark.questions.read import parse_questionnaire
from benchmark.returns.home import Home
from benchmark.returns.keys import public_text, signing_key, verifies
from benchmark.returns.make import Place, asking_sections, make_return, make_withdrawal, next_sequence
from benchmark.returns.model import SignedReturn, canonical, pretty
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from scoring.fingerprint import fingerprint

SET = parse_questionnaire(
    tomli.loads("""
format = "questionnaire/1"
id = "mixed"
version = "1.0"
title = "Mixed"
attribute = [
  { id = "council-type", title = "Type", options = [{ id = "district", title = "District" }, { id = "county", title = "County" }] },
  { id = "region", title = "Region", options = [{ id = "north", title = "North" }, { id = "south", title = "South" }] },
  { id = "tier", title = "Tier", shared = true, from = { council-type = { district = "lower", county = "upper" } }, options = [{ id = "lower", title = "Lower" }, { id = "upper", title = "Upper" }] },
]
section = [
  { id = "data", title = "Data" },
  { id = "security", title = "Security", leaves = "ask" },
  { id = "incidents", title = "Incidents", parent = "security" },
  { id = "after", title = "After" },
]
question = [
  { id = "owners", section = "data", text = "?", levels = ["No", "Some", "Most", "All"] },
  { id = "uses", section = "data", text = "?", choose = "many", options = [{ id = "a", title = "A", points = 1 }, { id = "b", title = "B", points = 1 }, { id = "c", title = "C", points = 1 }] },
  { id = "late", section = "data", text = "?", number = { worst = 100, best = 0, step = 0.5 } },
  { id = "cost", section = "data", text = "?", number = { worst = 0, best = 10 } },
  { id = "care", section = "data", text = "?", levels = ["No", "Yes"], applies_to = { council-type = ["county"] } },
  { id = "backups", section = "security", text = "?", levels = ["No", "Some", "All"] },
  { id = "ransomware", section = "incidents", text = "?", levels = ["No", "Yes"] },
  { id = "recovered", section = "after", text = "?", asked_if = { ransomware = [1] }, levels = ["No", "Yes"] },
  { id = "recovered-how", section = "after", text = "?", asked_if = { recovered = [1] }, levels = ["Slowly", "Fast"] },
  { id = "lessons", section = "after", text = "?", levels = ["No", "Yes"] },
]
"""),
    "mixed.toml",
)
PLACE = Place("north-west", "2026-autumn", home=True)
COUNTY = {"council-type": "county", "region": "north", "tier": "upper"}
DISTRICT = {"council-type": "district", "region": "north", "tier": "lower"}
ANSWERS = {
    "owners": Answer(2, target=3, evidence="the list"),
    "uses": Answer(0b101, evidence="the plan"),
    "late": Answer(12.5),
    "cost": Answer(3.3),
    "care": Answer(1),
    "backups": Answer(0, target=2, evidence="none"),
    "ransomware": Answer(1, evidence="the report"),
    "recovered": Answer(0, target=1, evidence="the review"),
    "lessons": Answer(1),
}


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "profile", "a1b2")


def made(home, answers=ANSWERS, attributes=COUNTY, stay_home=(), sequence=1, place=PLACE) -> SignedReturn:
    return make_return(Assessment(SET, attributes, dict(answers)), place, home, stay_home, sequence)


def test_a_return_says_where_it_belongs_and_verifies(home):
    signed = made(home, sequence=7, place=Place("south", "2027", home=False))
    content = signed.content
    assert (content.questionnaire, content.version, content.fingerprint) == ("mixed", "1.0", fingerprint(SET))
    assert (content.network, content.round, content.home, content.sequence) == ("south", "2027", False, 7)
    assert content.key == public_text(signing_key(home.secret(), "mixed", "south", "2027"))
    assert verifies(signed)


def test_every_kind_of_answer_is_a_whole_number(home):
    """The level; 2 to the power of each choice, added up; whole steps, the smallest a millionth of the range."""
    assert made(home).content.answers == {
        "owners": 2,
        "uses": 5,
        "late": 25,
        "cost": 330_000,
        "care": 1,
        "backups": 0,
        "ransomware": 1,
        "recovered": 0,
        "recovered-how": "not-asked",
        "lessons": 1,
    }


def test_the_pool_reads_the_same_answers(home):
    codes = return_codes(SET, made(home).content.answers)
    assert codes["late"] == 12.5
    assert codes["cost"] == pytest.approx(3.3, abs=1e-5)
    assert (codes["owners"], codes["uses"]) == (2, 0b101)
    assert not list(return_misfits(made(home).content, SET, fingerprint(SET), "", ""))


def test_not_asked_and_not_applicable_are_said_and_no_answer_is_left_out(home):
    answers = {"owners": Answer(NOT_APPLICABLE, reason="none"), "late": Answer(UNANSWERED, note="later")}
    assert made(home, answers, DISTRICT).content.answers == {
        "owners": "not-applicable",
        "care": "not-asked",
        "recovered": "not-asked",
        "recovered-how": "not-asked",
    }


def test_an_answer_to_what_is_no_longer_asked_stays(home):
    """The council was a county when it answered; its answer is kept in its folder, and does not count."""
    assert made(home, attributes=DISTRICT).content.answers["care"] == "not-asked"


def test_only_the_shared_attributes_leave(home):
    assert made(home).content.attributes == {"tier": "upper"}


def test_targets_leave_where_they_are_asked_for(home):
    assert made(home).content.targets == {"owners": 3, "backups": 2, "recovered": 1}
    gone = {**ANSWERS, "ransomware": Answer(0)}
    assert made(home, gone).content.targets == {"owners": 3, "backups": 2}


def test_evidence_leaves_as_a_count(home):
    assert made(home).content.evidenced == {"data": 2, "security": 1, "incidents": 1, "after": 1}


def test_words_never_leave(home):
    """Every free text of an assessment, and the council's id in the profile, is planted and looked for."""
    full = find_questionnaire("digital-maturity")
    planted = [f"planted-{kind}-{at}" for at in range(3) for kind in ("note", "evidence", "reason", "role")]
    answers = {
        question.id: Answer(
            NOT_APPLICABLE if at % 5 == 0 else at % 4,
            target=4,
            note=f"planted-note-{at % 3}",
            evidence=f"planted-evidence-{at % 3}",
            reason=f"planted-reason-{at % 3}",
            by=f"planted-role-{at % 3}",
        )
        for at, question in enumerate(full.questions)
    }
    assessment = Assessment(full, {"council-type": "county", "population-band": "over-400k"}, answers)
    signed = make_return(assessment, PLACE, home, (), 1)
    assert len(signed.content.answers) == len(full.questions)
    assert sum(signed.content.evidenced.values()) > 30
    for data in (canonical(signed), pretty(signed).encode()):
        found = [word for word in [*planted, "planted", "a1b2", "profile", "county"] if word.encode() in data]
        assert not found


# ---- sections that stay home

SECRETS = {"backups", "ransomware", "recovered", "recovered-how"}


def test_a_section_that_asks_is_listed_with_the_sections_inside_it():
    assert [section.id for section in asking_sections(SET)] == ["security", "incidents"]


@pytest.mark.parametrize("stay_home", [["security"], ["security", "incidents"]])
def test_a_section_stays_home_with_all_that_is_inside_it_and_all_that_would_tell_of_it(home, stay_home):
    """Whether `recovered` was asked says whether there was ransomware: it stays home too, and so on."""
    content = made(home, stay_home=stay_home).content
    assert set(content.answers) == {q.id for q in SET.questions} - SECRETS
    assert set(content.targets) == {"owners"}
    assert content.evidenced == {"data": 2}


def test_what_is_withheld_makes_no_difference_to_the_return(home):
    """Whatever a council answers at home, the bytes that leave are the same."""
    other = {**ANSWERS, "backups": Answer(2), "ransomware": Answer(0, evidence="x"), "recovered": Answer(1)}
    fewer = {name: answer for name, answer in ANSWERS.items() if name not in SECRETS}
    returns = {canonical(made(home, answers, stay_home=["security"])) for answers in (ANSWERS, other, fewer)}
    assert len(returns) == 1


def test_an_inner_section_may_stay_home_alone(home):
    content = made(home, stay_home=["incidents"]).content
    assert set(content.answers) == {q.id for q in SET.questions} - SECRETS | {"backups"}
    assert content.evidenced == {"data": 2, "security": 1}


# ---- sequences and withdrawals


def test_the_same_answers_make_the_same_return(home):
    assert made(home) == made(home)
    assert made(home, sequence=2) != made(home)


@pytest.mark.parametrize(("used", "expected"), [(0, 1), (1, 2), (998, 999)])
def test_sequences_run_to_999(used, expected):
    assert next_sequence(used) == expected


@pytest.mark.parametrize("used", [999, 1000])
def test_after_999_there_are_none_left(used):
    with pytest.raises(WithheldError, match="all 999 sequences"):
        next_sequence(used)


def test_a_withdrawal_has_the_key_of_what_it_takes_back_and_says_nothing_else(home):
    taken, signed = made(home), make_withdrawal(SET, PLACE, home, 2)
    content = signed.content
    assert verifies(signed)
    assert content.is_withdrawal
    assert content.slot == taken.content.slot
    assert content.sequence == 2
    assert (content.answers, content.targets, content.evidenced, content.attributes) == ({}, {}, {}, {})
    said = json.loads(canonical(content))
    assert set(said) - set(json.loads(canonical(taken.content))) == {"withdrawn"}

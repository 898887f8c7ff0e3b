"""What a council's scores say, as rows, as JSON data and as a screen."""

import json

import pytest

from benchmark import console
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.summary import next_step, summarise
from benchmark.council.summary_data import summary_data
from benchmark.outputs.terminal import score_screen
from scoring.codes import NOT_APPLICABLE
from tests.council.small import SMALL, small_set

SET = small_set()
DISTRICT = {"council-type": "district", "tier": "lower"}
GOOD = {
    "owners": Answer(1, target=3, evidence="A register"),
    "sharing": Answer(2),
    "uses": Answer(0b001),
    "late": Answer(NOT_APPLICABLE, reason="Nothing is bought"),
    "early": Answer(0, evidence="Minutes"),
}


def summary(answers, questionnaire=SET):
    return summarise(Assessment(questionnaire, DISTRICT, answers))


def screen(answers, questionnaire=SET, plain=False):
    return score_screen(summary(answers, questionnaire), "2026-autumn", plain)


def test_a_section_row_counts_and_scores():
    data, buying = summary(GOOD).sections
    assert (data.score, data.shown) == (pytest.approx(100 * (1 / 3 + 1 + 1 / 3) / 3), "56")
    assert (data.answered, data.asked, data.evidenced, data.evidence_share) == (3, 3, 1, 1 / 3)
    assert (buying.score, buying.answered, buying.asked, buying.not_applicable) == (0, 2, 2, 1)
    assert buying.evidence_share == 1
    assert (data.needed, buying.needed) == (0, 0)


def test_the_whole_stands_beside_the_lowest_section():
    found = summary(GOOD)
    assert found.overall.shown == "28"
    assert found.overall.band == "Low"
    assert found.lowest is not None
    assert found.lowest.id == "buying"


def test_targets_are_scored_beside_the_answers():
    found = summary(GOOD)
    assert found.sections[0].target == pytest.approx(100 * (1 + 1 + 1 / 3) / 3)
    assert (found.overall.target_shown, found.overall.target_band) == ("39", "Low")
    assert summary({**GOOD, "owners": Answer(1)}).overall.target is None


@pytest.mark.parametrize(
    ("answers", "needed"),
    [({}, 3), ({"owners": Answer(1)}, 2), ({"owners": Answer(1), "uses": Answer(1), "late": Answer(1.0)}, 0)],
)
def test_what_is_missing_for_a_score_is_counted(answers, needed):
    found = summary(answers)
    assert found.overall.needed == needed
    assert (found.overall.score is None) == (needed > 0)


def test_a_required_question_is_named():
    required = small_set(SMALL.replace('id = "early"', 'id = "early"\nrequired = true'))
    found = summary({name: answer for name, answer in GOOD.items() if name != "early"}, required)
    assert found.required == ("early",)
    assert (found.overall.score, found.overall.needed) == (None, 1)


def test_strongest_and_weakest_are_apart_and_the_weak_have_a_next_step():
    found = summary(GOOD)
    assert [row.id for row in found.strongest] == ["sharing", "owners"]
    assert [row.id for row in found.weakest] == ["early", "uses"]
    assert found.weakest[0].next_step == "Begin with a list."


def test_the_heavier_question_comes_first_among_equals():
    heavy = small_set(SMALL.replace('id = "early"', 'id = "early"\nweight = 3'))
    equal = {"owners": Answer(1), "early": Answer(1)}
    assert [row.id for row in summary(equal, heavy).strongest] == ["early"]
    assert [row.id for row in summary(equal).strongest] == ["owners"]


def test_full_marks_are_no_weakness_and_nothing_is_no_strength():
    best = {
        "owners": Answer(3),
        "sharing": Answer(2),
        "uses": Answer(7),
        "late": Answer(0.0),
        "early": Answer(3),
        "how-early": Answer(3),
    }
    assert summary(best).weakest == ()
    worst = {"owners": Answer(0), "sharing": Answer(0), "uses": Answer(0), "late": Answer(100.0), "early": Answer(0)}
    assert summary(worst).strongest == ()


@pytest.mark.parametrize(
    ("question", "answer", "step"),
    [
        ("owners", Answer(0), "Begin with a list."),
        ("owners", Answer(2), "Finish the list."),
        ("owners", Answer(3), None),
        ("owners", Answer(), None),
        ("owners", Answer(NOT_APPLICABLE), None),
        ("sharing", Answer(0), None),
        ("late", Answer(1.0), None),
    ],
)
def test_the_next_step_leads_to_the_level_above(question, answer, step):
    assert next_step(SET.question(question), answer) == step


def test_json_holds_exact_and_shown_values_the_working_coverage_and_evidence():
    data = json.loads(json.dumps(summary_data(summary(GOOD), "2026-autumn"), allow_nan=False))
    section = data["sections"][0]
    assert section["score"] == pytest.approx(500 / 9, rel=1e-15)
    assert (section["shown"], section["coverage"], section["evidence_share"]) == (56, 1.0, 1 / 3)
    assert (data["overall"]["band"], data["lowest"], data["round"]) == ("Low", "buying", "2026-autumn")
    assert data["working"][0] == {
        "section": "overall",
        "part": "data",
        "weight": 1.0,
        "share": pytest.approx(5 / 9, rel=1e-15),
        "contribution": pytest.approx(5 / 18, rel=1e-15),
    }
    assert data["questions"][0]["value"] == 1
    assert data["questions"][0]["target"] == "Level 3: All of it is there."
    assert data["weakest"] == ["early", "uses"]


def test_json_has_null_where_there_is_no_score():
    data = summary_data(summary({}), "2026-autumn")
    assert data["overall"]["score"] is data["overall"]["shown"] is data["overall"]["band"] is None
    assert data["questions"][0]["value"] is None


def test_the_screen_says_it_all_in_eighty_columns():
    assert (
        screen(GOOD)
        == """\
A small set, version 1.0, 2026-autumn

Section                        Score  Aim                     Answered  Evidence
Data                              56   78  █████████░░░░░░░     3 of 3       33%
Buying                             0       ░░░░░░░░░░░░░░░░     2 of 2      100%

Overall         28 out of 100, Low
Lowest section  0, Buying
Not applicable  1 of 5 questions (20%)

Strongest
  - How is data shared? (By API)
  - Does key data have owners? (Level 1)

Weakest, and what to do next
  - Does planning start early? (Level 0)
    Next: Begin with a list.
  - Where is joined data used? (Plans)

1 target is set. Reaching all would make the overall score 39, Low. You are at
71% of it."""
    )
    assert max(map(len, screen(GOOD).splitlines())) <= 80


def test_too_few_answers_are_said_plainly():
    text = " ".join(screen({"owners": Answer(1)}).split())
    assert "No overall score yet: 1 of 5 questions are answered. It needs 2 more answers" in text
    assert "50% of the questions must be answered" in text
    assert "council-benchmark assess" in text


def test_a_section_without_a_score_is_named_beside_the_overall_score():
    partly = small_set(
        SMALL.replace("coverage = 0.5", "coverage = 0.4").replace('id = "data"\n', 'id = "data"\ncoverage = 1\n', 1)
    )
    text = " ".join(screen({name: answer for name, answer in GOOD.items() if name != "uses"}, partly).split())
    assert "No score yet for: Data (1 more to answer)" in text


def test_a_set_without_an_overall_score_says_so():
    none = small_set(SMALL.replace("coverage = 0.5", 'coverage = 0.5\nmethod = "none"'))
    text = screen(GOOD, none)
    assert "This question set gives no overall score." in text
    assert "out of" not in text


def test_a_scale_that_does_not_start_at_zero_is_named():
    text = screen(
        GOOD, small_set(SMALL.replace("coverage = 0.5", "coverage = 0.5\nscale = { from = 1, to = 5, decimals = 1 }"))
    )
    assert "Overall         2.1 on a scale from 1.0 to 5.0" in text


def test_sections_inside_sections_are_indented():
    nested = small_set(SMALL.replace('id = "buying"\ntitle', 'id = "buying"\nparent = "data"\ntitle'))
    assert "\n  Buying  " in screen(GOOD, nested)
    assert [row.evidenced for row in summary(GOOD, nested).sections] == [2, 1]


def test_plain_has_no_bars():
    text = screen(GOOD, plain=True)
    assert "█" not in text
    assert "░" not in text
    assert "Data: 56 of 100, aim 78, 3 of 3 answered, 33% with evidence." in text


def test_an_old_console_gets_plain_signs(monkeypatch):
    monkeypatch.setattr(console, "can_draw", lambda *_: False)
    assert "#########......." in screen(GOOD)


def test_long_words_still_fit():
    long = small_set(
        SMALL.replace('title = "Buying"', f'title = "{"Buying and more of it " * 5}"').replace(
            "Does planning start early?", "word " * 60
        )
    )
    assert max(map(len, screen(GOOD, long).splitlines())) <= 80


def test_the_answers_themselves_are_not_changed():
    assessment = Assessment(SET, DISTRICT, dict(GOOD))
    summarise(assessment)
    assert assessment.answers == GOOD

"""Frameworks that others have published, written as question sets, give the figures that others have published.

Each framework is an example set of the documentation, and goes through our own reader. The cases stand beside this
repository, since some of them may not be passed on.
"""

import csv
import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

from scoring.progress import percent_to_target, progress_to_date
from scoring.score import score
from scoring.shown import band_of, half_up
from tests.scoring.oracle import NA, OVERALL
from tests.scoring.question_sets import number, options, parse, question_set, scores_of, shown_of, table_of

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the published cases are not in ../shared/cases")


def read_json(name):
    return json.loads((CASES / name).read_text(encoding="utf-8")) if CASES.is_dir() else {"cases": []}


def read_csv(name):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def example(name):
    """Read one of the example sets of the documentation, as its author wrote it."""
    return tomllib.loads((EXAMPLES / name / "questionnaire.toml").read_text(encoding="utf-8"))


# ---- OWASP SAMM: a mean of means on a scale from 0 to 3

SAMM_ANSWERS = {"no": 0, "some": 0.25, "most": 0.5, "all": 1}


def samm(**rules):
    data = example("samm")
    return data | {"scoring": {**data["scoring"], **rules}}


def test_samm_has_the_published_structure():
    published = read_json("samm/samm_structure.json")["questions"]
    assert all(entry["answer_values"] == list(SAMM_ANSWERS.values()) for entry in published)
    questionnaire = parse(samm())
    assert [question.id for question in questionnaire.questions] == [samm_id(entry["id"]) for entry in published]
    for question, entry in zip(questionnaire.questions, published, strict=True):
        practice = questionnaire.section(question.section)
        assert [option.points for option in question.options] == entry["answer_values"]
        assert (practice.title, practice.parent) == (entry["practice"], samm_id(entry["function"]))
        assert question.themes == (f"level-{entry['level']}",)


def samm_id(name):
    return name.lower()


def samm_answers(answers, blank=None):
    words = {points: key for key, points in SAMM_ANSWERS.items()}
    written = {samm_id(key): blank if points is None else words[points] for key, points in answers.items()}
    return {key: value for key, value in written.items() if value is not None}


def test_samm_vectors_to_ten_decimals():
    cases = [case for case in read_json("samm/samm_oracle_cases.json")["cases"] if None not in case["answers"].values()]
    scores = scores_of(samm(), *(samm_answers(case["answers"]) for case in cases))
    assert len(cases) == 205
    for column, case in enumerate(cases):
        expected = {**case["expected"]["practices"], **case["expected"]["functions"]}
        expected[OVERALL] = case["expected"]["overall"]
        assert len(expected) == 15 + 5 + 1
        for node, value in expected.items():
            found = half_up(float(scores.values[samm_id(node)][column]), 10)
            assert found == pytest.approx(value, abs=1e-12), (case["name"], node)


def test_samm_practice_without_any_answer_scores_zero():
    cases = {case["name"]: case for case in read_json("samm/samm_oracle_cases.json")["cases"]}
    case = cases["whole_practice_3_unanswered"]
    scores = scores_of(samm(), samm_answers(case["answers"]))
    assert scores.values["g-eg"][0] == 0
    assert half_up(float(scores.values["governance"][0]), 10) == case["expected"]["functions"]["Governance"]
    assert half_up(float(scores.values[OVERALL][0]), 10) == case["expected"]["overall"]


def published_samm():
    return {case["name"]: case for case in read_json("samm/samm_published_examples.json")["cases"]}


@pytest.mark.parametrize("name", ["baseline", "target", "max_when_3B_na"])
def test_samm_not_applicable_scores_zero_and_stays(name):
    case = published_samm()[f"security_architecture_{name}"]
    scores = scores_of(samm(), samm_answers(case["answers"], blank=NA))
    assert scores.values["d-sa"][0] == pytest.approx(case["expected_practice"], abs=1e-12)


def test_samm_current_and_target_scores_and_the_percent_to_target():
    case = published_samm()["secure_build_current"]
    scores = scores_of(samm(), samm_answers(case["answers"]), samm_answers(case["targets"]))
    current, target = scores.values["i-sb"]
    assert (current, target) == (case["expected_practice"], case["expected_target_practice"])
    scores = scores_of(samm(), samm_answers(case["answers"])), scores_of(samm(), samm_answers(case["targets"]))
    reached = percent_to_target(*(found.values["i-sb"] for found in scores))
    assert reached[0] == pytest.approx(case["expected_percent_to_target"], abs=1e-15)
    assert half_up(float(reached[0]), 3) == 0.357
    # A gap in SAMM is a difference of the six answers' sum; a practice's score is half of that sum.
    assert 2 * (target - current) == case["expected_absolute_gap"]
    assert 2 * target == case["expected_absolute_target"]


def test_samm_progress_to_date():
    case = published_samm()["secure_build_after_quarter"]
    current = scores_of(samm(), samm_answers(case["answers"])).values["i-sb"][0]
    assert current == case["expected_practice"]
    progress = progress_to_date(*(np.array([value]) for value in (case["baseline"], current, case["target"])))[0]
    assert progress == pytest.approx(case["expected_progress_to_date"], abs=1e-15)


def test_samm_progress_half_way():
    published = published_samm()
    halfway = published["progress_half_way"]
    baseline, target = (
        scores_of(samm(), samm_answers(published[name]["answers"], blank=NA)).values["d-sa"][0]
        for name in ("security_architecture_baseline", "security_architecture_target")
    )
    assert (baseline, target) == pytest.approx((halfway["baseline"], halfway["target"]), abs=1e-12)
    progress = progress_to_date(*(np.array([value]) for value in (baseline, halfway["current"], target)))[0]
    assert progress == pytest.approx(halfway["expected_progress_to_date"], abs=1e-12)


def test_samm_benchmark_overall_is_the_mean_of_its_five_functions():
    case = published_samm()["samm_benchmark_v24_1_1_published_means"]
    functions = [number(samm_id(name), worst=0, best=3, step=0.01) for name in case["functions"]]
    data = question_set(*functions, scoring={"scale": {"from": 0, "to": 3, "decimals": 3}})
    answers = {samm_id(name): value for name, value in case["functions"].items()}
    scores = scores_of(data, answers)
    assert half_up(float(scores.values[OVERALL][0]), 3) == case["recomputed_mean_of_rounded"]


# ---- GovTech Maturity Index: a mean of four numbers, with bands

INDICES = ("cgsi", "psdi", "dcei", "gtei")


@pytest.fixture(scope="module")
def govtech_scores():
    rows = read_csv("gtmi/gtmi_2020_2022_2025.csv")
    questionnaire = parse(example("govtech"))
    answers = [{f"{index}-index": row[index] for index in INDICES} for row in rows]
    return questionnaire, rows, score(questionnaire, table_of(questionnaire, answers))


def test_govtech_index_of_every_country_and_year(govtech_scores):
    _, rows, scores = govtech_scores
    published = np.array([float(row["gtmi"]) for row in rows])
    assert len(published) == 593
    np.testing.assert_allclose(scores.values[OVERALL], published, rtol=0, atol=2e-16)


def test_govtech_group_letters_are_bands(govtech_scores):
    questionnaire, rows, scores = govtech_scores
    found = [band_of(float(v), questionnaire.root.scale, questionnaire.bands) for v in scores.values[OVERALL]]
    assert found == [row["grp"] for row in rows]


def test_govtech_means_and_group_shares_published_for_2022(govtech_scores):
    questionnaire, rows, scores = govtech_scores
    about = read_json("gtmi/about.json")
    in_2022 = np.array([row["year"] == "2022" for row in rows])
    for name, mean in about["published_means_2022"].items():
        values = scores.values[OVERALL if name == "gtmi" else name][in_2022]
        assert half_up(float(values.mean()), 3) == mean, name
    overall = scores.values[OVERALL][in_2022]
    letters = [band_of(float(value), questionnaire.root.scale, questionnaire.bands) for value in overall]
    for letter, share in about["published_group_shares_2022_pct"].items():
        assert half_up(100 * letters.count(letter) / len(letters)) == share, letter


# ---- SPRS (NIST SP 800-171): from 110 downwards, and no score without a system security plan

PLAN = "3.12.4"


def test_sprs_has_the_published_weights():
    questionnaire = parse(example("sprs"))
    assert len(questionnaire.questions) == 110
    for row in read_csv("sprs/weights.csv"):
        question = questionnaire.question(requirement_id(row["requirement"]))
        points = {option.id: option.points for option in question.options}
        if row["requirement"] == PLAN:
            assert (question.scored, question.required) == (False, True)
        else:
            assert points["met"] - points["not-met"] == int(row["value_not_met"])
            assert ("partial" in points) == bool(row["value_partial"])
            assert points["met"] - points.get("partial", 0) == int(row["value_partial"] or row["value_not_met"])


def requirement_id(number_of_requirement):
    return "r-" + number_of_requirement.replace(".", "-")


def sprs_answers(case, plan="yes"):
    answers = {requirement_id(row["requirement"]): "met" for row in read_csv("sprs/weights.csv")}
    answers |= {requirement_id(name): "not-met" for name in case["not_met"]}
    answers |= {requirement_id(name): "partial" for name in case["partial"]}
    answers[requirement_id(PLAN)] = plan
    return answers


@pytest.mark.parametrize("case", read_json("sprs/cases.json")["cases"], ids=lambda case: case["name"])
def test_sprs_case(case):
    if PLAN in case["not_met"]:
        assert case["expected"] is None
        assert shown_of(example("sprs"), sprs_answers(case, plan="")) is None
    else:
        assert shown_of(example("sprs"), sprs_answers(case)) == case["expected"]


def test_sprs_takes_no_as_an_answer_that_leaves_no_score():
    """A "no" to the plan closes all other questions, so that nothing is left to score."""
    case = {"not_met": [], "partial": []}
    assert shown_of(example("sprs"), sprs_answers(case, plan="no")) is None
    assert shown_of(example("sprs"), sprs_answers(case, plan="yes")) == 110


# ---- C2M2: stages, of which every practice must be largely or fully implemented

LEVELS = {"ni": 0, "pi": 1, "li": 2, "fi": 3}


def c2m2(practices, **rules):
    """Write practices as (section, id, stage) as a question set; it has no overall score."""
    questions = [
        options(practice.lower(), LEVELS, section.lower(), stage=stage, met_from=2)
        for section, practice, stage in practices
    ]
    sections = {section.lower(): {"id": section.lower(), "method": "staged"} for section, _, _ in practices}
    return question_set(
        *questions,
        sections=tuple(sections.values()),
        scoring={"method": "none", "unanswered": "zero", **rules},
    )


@pytest.mark.parametrize("case", read_json("c2m2/cases.json").get("synthetic_cases", []), ids=lambda case: case["name"])
def test_c2m2_synthetic_case(case):
    practices = [("t", entry["id"], entry["mil"]) for entry in read_json("c2m2/cases.json")["synthetic_practices"]]
    answers = {key.lower(): value.lower() for key, value in case["answers"].items()}
    assert scores_of(c2m2(practices), answers).values["t"][0] == case["expected_mil"]


def test_c2m2_domains_of_the_whole_model():
    published = read_csv("c2m2/c2m2_v2_1_structure.csv")
    questionnaire = parse(example("c2m2"))
    stages = [(question.section, question.id, question.stage) for question in questionnaire.questions]
    assert stages == [(row["domain"].lower(), row["practice"].lower(), int(row["mil"])) for row in published]
    assert len(stages) == 356
    full = {question.id: "fi" for question in questionnaire.questions}
    cases = read_json("c2m2/cases.json")["domain_cases"]["cases"]
    rows = [full | {key.lower(): value.lower() for key, value in case["not_fully"].items()} for case in cases]
    scores = scores_of(example("c2m2"), *rows)
    domains = {section.id for section in questionnaire.sections}
    assert {case["domain"].lower() for case in cases} == domains
    for column, case in enumerate(cases):
        for domain in domains:
            expected = case["expected_mil"] if domain == case["domain"].lower() else 3
            assert scores.values[domain][column] == pytest.approx(expected, abs=1e-12), (column, domain)


@pytest.mark.parametrize(
    ("empty_stage", "expected"), [("pass", (3, 3, 1)), ("block", (0, 1, 1)), ("follow", (0, 3, 1))]
)
def test_c2m2_readings_of_a_stage_in_which_nothing_applies(empty_stage, expected):
    """Public programs disagree. The cumulative rule of the model counts from the bottom: an empty stage is reached
    where there was something to meet at or below it; another program skips it anyhow."""
    data = c2m2([("t", "t-1a", 1), ("t", "t-1b", 2), ("t", "t-1c", 3)], empty_stage=empty_stage)
    nothing_first = {"t-1a": NA, "t-1b": "fi", "t-1c": "fi"}
    nothing_second = {"t-1a": "fi", "t-1b": NA, "t-1c": "fi"}
    stopped = {"t-1a": "fi", "t-1b": "pi", "t-1c": NA}
    assert tuple(scores_of(data, nothing_first, nothing_second, stopped).values["t"]) == expected

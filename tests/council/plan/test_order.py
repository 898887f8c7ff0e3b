"""The order of the plan: one rule, followed step by step; and each line says why it stands where it does."""

import pytest

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.plan.order import PeerShare, best_steps, build_plan
from benchmark.council.plan.why import why
from benchmark.council.summary import lowest_sections, summarise
from benchmark.questions.library import find_questionnaire
from scoring.codes import NOT_APPLICABLE
from tests.council.small import small_set
from tests.scoring.question_sets import levels, options, parse, question_set


def plan_of(questionnaire, answers, peers=None):
    return build_plan(summarise(Assessment(questionnaire, {}, answers)), peers)


def full(changed: dict[str, int], targets: dict[str, int] | None = None, evidence=(), peers=None):
    """The plan of a council that answered the full set: level 3 everywhere but where `changed` says otherwise."""
    questionnaire = find_questionnaire("digital-maturity")
    answers = {
        q.id: Answer(changed.get(q.id, 3), (targets or {}).get(q.id), evidence="Minutes" if q.id in evidence else "")
        for q in questionnaire.questions
    }
    return plan_of(questionnaire, answers, peers)


def ids(plan) -> list[str]:
    return [line.question.id for line in plan.lines]


def ids_of(section: str) -> list[str]:
    return [q.id for q in find_questionnaire("digital-maturity").by_section[section]]


def test_what_lifts_the_lowest_section_comes_first_and_then_another_section():
    one, other = ids_of("data")[:2]
    found = ids(full({one: 0, other: 0, ids_of("skills")[0]: 2}))
    assert found[0] in ids_of("data")
    sections = [find_questionnaire("digital-maturity").question(name).section for name in found]
    assert len(set(sections[:11])) == 11
    assert set(sections[11:13]) <= set(sections[:11])


def test_then_comes_what_moves_the_overall_score_most():
    heavy = parse(question_set(levels("light", "a"), levels("heavy", "b"), levels("least", "c"), sections=[
        {"id": "a"}, {"id": "b", "weight": 5}, {"id": "c"}]))  # fmt: skip
    found = plan_of(heavy, {"light": Answer(2), "heavy": Answer(2), "least": Answer(1)})
    assert ids(found) == ["least", "heavy", "light"]
    assert found.lines[1].effects.overall.lift == pytest.approx(5 / 7 / 4)


@pytest.mark.parametrize(
    ("better", "worse", "peers"),
    [
        ({"target": 3}, {}, None),
        ({}, {}, {"y": PeerShare("9 of 15", 0.6), "x": PeerShare("8 of 15", 0.5)}),
        # A share that is withheld comes after every one that is shown.
        ({}, {}, {"y": PeerShare("none of 15", 0.0), "x": PeerShare("too few")}),
        ({"code": 1}, {"code": 2}, None),
        ({"evidence": "Minutes"}, {}, None),
    ],
)
def test_of_equal_steps_a_target_peers_a_low_answer_and_evidence_decide(better, worse, peers):
    questionnaire = parse(question_set(levels("x"), levels("y"), levels("z")))
    base = {"code": 1}
    answers = {"x": Answer(**{**base, **worse}), "y": Answer(**{**base, **better}), "z": Answer(4)}
    assert ids(plan_of(questionnaire, answers, peers)) == ["y", "x"]
    # The other way round, the order of the question set does not decide either.
    mirrored = {"x": answers["y"], "y": answers["x"], "z": Answer(4)}
    turned = peers and {"x": peers["y"], "y": peers["x"]}
    assert ids(plan_of(questionnaire, mirrored, turned)) == ["x", "y"]


def test_nothing_is_advised_at_the_top_without_an_answer_or_where_a_target_is_reached():
    questionnaire = find_questionnaire("digital-maturity")
    assert full({q.id: 4 for q in questionnaire.questions}).lines == ()
    empty = plan_of(questionnaire, {})
    assert (empty.lines, empty.together, len(empty.open)) == ((), (), 55)
    assert plan_of(questionnaire, {q.id: Answer(NOT_APPLICABLE) for q in questionnaire.questions}).lines == ()
    one = ids_of("data")[0]
    assert one not in ids(full({one: 2}, {one: 2}))
    assert one in ids(full({one: 2}, {one: 3}))


def test_the_first_five_are_the_best_steps():
    summary = summarise(Assessment(find_questionnaire("quick-check"), {}, {
        q.id: Answer(2) for q in find_questionnaire("quick-check").questions}))  # fmt: skip
    assert best_steps(summary) == build_plan(summary).lines[:5]


WHY = [
    # One question a section: the lowest one is lifted alone.
    ({"x": 1, "y": 2}, "x", "Level 1 to 2; lifts the lowest section from 25 to 50; overall 38 to 50; no evidence yet"),
    ({"x": 1, "y": 2}, "y", "Level 2 to 3; overall 38 to 50; no evidence yet"),
    (
        {"x": 1, "y": 1},
        "x",
        "Level 1 to 2; with 1 other, lifts the lowest sections from 25 to 50; overall 25 to 38; no evidence yet",
    ),
]


@pytest.mark.parametrize(("answers", "question", "words"), WHY)
def test_each_line_says_why(answers, question, words):
    questionnaire = parse(question_set(levels("x", "one"), levels("y", "two"), sections=("one", "two")))
    plan = plan_of(questionnaire, {name: Answer(level) for name, level in answers.items()})
    assert why(plan.line(question)) == words


def test_a_line_says_the_way_to_the_target_who_is_there_and_the_evidence():
    questionnaire = parse(question_set(levels("x")))
    peers = {"x": PeerShare("9 of 15 peers are there", 0.6)}
    plan = plan_of(questionnaire, {"x": Answer(1, 3, evidence="Minutes")}, peers)
    assert why(plan.lines[0]) == (
        "Level 1 to 2 towards the target, Level 3; overall 25 to 50; 9 of 15 peers are there; its answer has evidence"
    )
    assert "Level 1 to 2, the target;" in why(plan_of(questionnaire, {"x": Answer(1, 2)}).lines[0])


def test_what_is_too_small_to_be_shown_is_said_in_words():
    many = [levels(f"q{at}", "big") for at in range(150)]
    questionnaire = parse(question_set(*many, levels("x", "small"), sections=("big", "small")))
    plan = plan_of(questionnaire, {**{q["id"]: Answer(2) for q in many}, "x": Answer(3)})
    line = next(line for line in plan.lines if line.section.id == "big")
    assert why(line) == (
        "Level 2 to 3; lifts the lowest section by less than is shown; overall up by less than is shown; "
        "no evidence yet"
    )


def test_a_section_is_shown_where_the_whole_moves_too_little_to_be_seen():
    others = [levels(f"q{at}", f"s{at}") for at in range(60)]
    questionnaire = parse(question_set(*others, sections=[f"s{at}" for at in range(60)]))
    plan = plan_of(questionnaire, {q["id"]: Answer(3) for q in others})
    assert "; its section 75 to 100; " in why(plan.line("q7"))


def test_a_set_without_an_overall_score_and_a_step_that_moves_nothing():
    questionnaire = parse(question_set(levels("x"), levels("y", weight=0), scoring={"method": "none"}))
    plan = plan_of(questionnaire, {"x": Answer(1), "y": Answer(1)})
    assert [why(line) for line in plan.lines] == [
        "Level 1 to 2; its section 25 to 50; no evidence yet",
        "Level 1 to 2; moves no score by itself; no evidence yet",
    ]


def test_a_question_that_is_not_scored_has_a_step_only_where_the_set_says_what_to_do():
    told = levels("told", count=3, scored=False, next=["Ask around.", "Write it down."])
    questionnaire = parse(question_set(levels("x"), told, levels("untold", count=3, scored=False)))
    plan = plan_of(questionnaire, {"x": Answer(4), "told": Answer(1), "untold": Answer(1)})
    assert [(line.question.id, line.text) for line in plan.lines] == [("told", "Write it down.")]


def test_questions_that_open_are_counted_and_a_score_that_goes_away_is_said():
    asked = {"asked_if": {"x": [2, 3, 4]}, "required": True}
    questionnaire = parse(question_set(levels("x"), levels("y", **asked)))
    assert why(plan_of(questionnaire, {"x": Answer(1)}).lines[0]) == (
        "Level 1 to 2; overall has no score then, until more is answered; opens 1 more question; no evidence yet"
    )
    lower = {"asked_if": {"x": [2, 3, 4]}, "unanswered": "zero"}
    questionnaire = parse(question_set(levels("x"), levels("y", **lower), levels("z", **lower)))
    assert "overall 25 to 17; opens 2 more questions" in why(plan_of(questionnaire, {"x": Answer(1)}).lines[0])


def test_a_question_that_is_answered_at_last_gives_a_score():
    questionnaire = parse(question_set(
        options("x", {"no": 0, "yes": 1}), levels("y", required=True, asked_if={"x": ["no"]})))  # fmt: skip
    assert "overall gets a score, 100" in why(plan_of(questionnaire, {"x": Answer(0)}).lines[0])


def test_several_sections_or_none_can_be_the_lowest():
    questionnaire = small_set()
    summary = summarise(Assessment(questionnaire, {"council-type": "district"}, {"owners": Answer(0, target=1)}))
    assert lowest_sections(summary) == ()
    both = {"owners": Answer(0), "early": Answer(0)}
    summary = summarise(Assessment(questionnaire, {"council-type": "district"}, both))
    assert len(lowest_sections(summary)) in (0, 2)

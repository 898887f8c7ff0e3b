"""What only moves together: the questions of a stage, one step in each of several lowest parts."""

import pytest

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.plan.order import build_plan
from benchmark.council.plan.why import together_words, why
from benchmark.council.summary import summarise
from tests.scoring.question_sets import levels, options, parse, question_set

STAGED = {"method": "staged"}


def plan_of(written, **answers):
    questionnaire = parse(written)
    return build_plan(summarise(Assessment(questionnaire, {}, {name: Answer(code) for name, code in answers.items()})))


def needed(found):
    return [(need.question.id, need.goal) for need in found.needs], found.enough


def staged(*stages: int, count: int = 3, **rules):
    asked = [levels(f"q{at}", count=count, stage=stage) for at, stage in enumerate(stages)]
    return question_set(*asked, scoring={**STAGED, **rules})


def test_a_stage_needs_all_its_questions_at_their_best():
    plan = plan_of(staged(1, 1, 2), q0=1, q1=0, q2=1)
    (found,) = plan.together
    # What is one step away stands first.
    assert needed(found) == ([("q0", 2), ("q1", 2)], 2)
    assert together_words(found).startswith("stage 1 of ")
    assert [line.question.id for line in plan.lines] == ["q1", "q0", "q2"]
    assert "with 1 other, reaches stage 1" in why(plan.lines[0])


def test_a_later_stage_that_is_met_already_is_reached_too():
    (found,) = plan_of(staged(1, 1, 2, 3), q0=1, q1=1, q2=2, q3=0).together
    assert found.stage == 1
    assert (found.move.before_shown, found.move.after_shown) == ("0", "2")


def test_one_step_that_reaches_a_stage_alone_is_no_set_and_more_than_one_step_is():
    assert plan_of(staged(1, 2), q0=1, q1=0).together == ()
    (found,) = plan_of(staged(1, 2), q0=0, q1=0).together
    assert needed(found) == ([("q0", 2)], 1)
    assert "on the way to stage 1" in why(plan_of(staged(1, 2), q0=0, q1=0).line("q0"))


def test_a_share_of_a_stage_may_be_enough():
    plan = plan_of(staged(1, 1, 1, 1, stage_share=0.5), q0=2, q1=0, q2=0, q3=1)
    assert plan.together == ()
    plan = plan_of(staged(1, 1, 1, 1, stage_share=0.75), q0=2, q1=0, q2=1, q3=0)
    (found,) = plan.together
    assert needed(found) == ([("q2", 2), ("q1", 2), ("q3", 2)], 2)
    assert "one of 3, of which 2 reach stage 1" in why(plan.line("q1"))


def test_what_is_not_answered_is_needed_too():
    plan = plan_of(staged(1, 1), q0=1)
    assert needed(plan.together[0]) == ([("q0", 2), ("q1", 2)], 2)
    assert [question.id for question in plan.open] == ["q1"]


def test_nothing_is_needed_at_the_top_or_where_a_stage_blocks():
    assert plan_of(staged(1, 2), q0=2, q1=2).together == ()
    blocked = question_set(
        levels("q0", stage=2), levels("q1", scored=False, stage=1), scoring={**STAGED, "empty_stage": "block"}
    )
    assert plan_of(blocked, q0=0, q1=0).together == ()


def test_a_stage_that_no_answer_can_reach_is_not_promised():
    chosen = options("q0", {"good": 1, "bad": -2}, choose="many", stage=1)
    assert plan_of(question_set(chosen, scoring=STAGED), q0=0b10).together == ()


def two_sections(method="mean"):
    parts = [levels("x", "one"), levels("y", "one", weight=3), levels("z", "two")]
    sections = [{"id": name, "method": "mean"} for name in ("one", "two")]
    return question_set(*parts, sections=sections, scoring={"method": method})


@pytest.mark.parametrize("method", ["mean", "minimum", "geometric"])
def test_of_several_lowest_sections_each_needs_its_strongest_step(method):
    plan = plan_of(two_sections(method), x=1, y=1, z=1)
    (found,) = plan.together
    assert needed(found) == ([("y", 2), ("z", 2)], 2)
    assert together_words(found) == "the lowest sections from 25 to 44"
    assert [line.question.id for line in plan.lines] == ["z", "y", "x"]


def test_a_lowest_section_without_a_step_holds_the_others_back():
    written = two_sections()
    written["question"][2]["levels"] = ["Level 0", "Level 1"]
    assert plan_of(written, x=4, y=4, z=1).together == ()
    assert plan_of(question_set(levels("x", "one"), levels("z", "two"), sections=("one", "two")), x=4, z=4).lines == ()


@pytest.mark.parametrize(("method", "level", "sets"), [("minimum", 1, 1), ("geometric", 0, 1), ("geometric", 1, 0)])
def test_equally_low_answers_hold_a_section_down(method, level, sets):
    written = question_set(levels("x"), levels("y"), levels("z"), scoring={"method": "none"}, sections=[
        {"id": "a", "method": method}])  # fmt: skip
    plan = plan_of(written, x=level, y=level, z=3)
    assert len(plan.together) == sets
    assert [needed(found) for found in plan.together] == [([("x", level + 1), ("y", level + 1)], 2)] * sets
    assert all(together_words(found).startswith("a from ") for found in plan.together)

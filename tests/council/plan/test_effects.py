"""What a step moves is what happens when it is taken: each step by hand, scored alone, for any question set."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.plan.effects import LOWEST, measure_steps
from benchmark.council.plan.order import build_plan
from benchmark.council.plan.step import find_steps, worth
from benchmark.council.summary import summarise
from scoring.points import MissingRules, shares
from scoring.questionnaire import OVERALL
from tests.council.plan.random_assessments import assessments
from tests.scoring.question_sets import levels, parse, question_set

COUNTED = MissingRules("exclude", "exclude")


def taken(assessment: Assessment, changes) -> Assessment:
    """The assessment with some answers changed, as if somebody had typed them."""
    answers = {**assessment.answers, **{name: Answer(code) for name, code in changes.items()}}
    return Assessment(assessment.questionnaire, assessment.attributes, answers)


def seen(assessment: Assessment):
    """Every score of a summary, exact and shown, and the lowest top-level section: by another way than the plan's."""
    summary = summarise(assessment)
    rows = {row.id: (row.score, row.shown) for row in (*summary.sections, *summary.themes, summary.overall)}
    return rows, summary.lowest, summary.overall.asked


def shares_of(assessment: Assessment):
    """How far up each section, theme and the whole are, and the lowest of the top-level sections."""
    summary = summarise(assessment)
    rows = {row.id: row.share for row in (*summary.sections, *summary.themes, summary.overall)}
    return {**rows, LOWEST: summary.lowest.share if summary.lowest else None}


def top_of(questionnaire, section_id):
    parents = {section.id: section.parent for section in questionnaire.sections}
    while parents[section_id] not in (None, OVERALL):
        section_id = parents[section_id]
    return section_id


@settings(max_examples=50, deadline=None)
@given(assessments())
def test_each_step_moves_what_it_moves_when_it_is_taken(assessment):
    steps = find_steps(assessment)
    _, effects = measure_steps(assessment, steps)
    now, lowest, asked = seen(assessment)
    for step, moved in zip(steps, effects, strict=True):
        then, lowest_then, asked_then = seen(taken(assessment, {step.question.id: step.goal}))
        top = top_of(assessment.questionnaire, step.question.section)
        for node, move in ((OVERALL, moved.overall), (top, moved.section)):
            assert (move.before, move.before_shown) == now[node]
            # A section in which nothing is asked has no row.
            assert (move.after, move.after_shown) == then.get(node, (None, "-"))
            if None not in (move.before, move.after):
                scale = assessment.questionnaire.section(node).scale
                assert math.isclose(move.lift, (move.after - move.before) / (scale.stop - scale.start), abs_tol=1e-8)
            else:
                assert move.lift == 0
        if lowest and lowest_then:
            same = {assessment.questionnaire.section(row.id).scale for row in (lowest, lowest_then)}
            if len(same) == 1:
                assert (moved.lowest.before_shown, moved.lowest.after_shown) == (lowest.shown, lowest_then.shown)
            assert math.isclose(moved.lowest.lift, lowest_then.share - lowest.share, abs_tol=1e-8)
        else:
            assert moved.lowest is None
        assert moved.opens == asked_then - asked


@settings(max_examples=60, deadline=None)
@given(assessments())
def test_a_step_leads_to_a_better_answer_that_can_be_given_and_only_where_there_is_one(assessment):
    found = {step.question.id: step for step in find_steps(assessment)}
    for question in assessment.asked():
        answer = assessment.answer(question)
        row = assessment.questionnaire.question_index[question.id]
        if question.id in found:
            step = found[question.id]
            assert step.text
            assert worth(question, step.goal) > worth(question, step.now)
            table = taken(assessment, {question.id: step.goal}).table()
            before = float(shares(question, assessment.table(), row, COUNTED)[0])
            assert float(shares(question, table, row, COUNTED)[0]) > before
        elif answer.valued and question.scored and answer.target is None:
            best = float(shares(question, assessment.table(), row, COUNTED)[0])
            # What is chosen and earns less than nothing stays chosen.
            negative = any(option.points < 0 for option in question.options) and question.choose == "many"
            assert best > 1 - 1e-9 or negative, question.id


@settings(max_examples=60, deadline=None)
@given(assessments(), st.randoms(use_true_random=False))
def test_what_moves_together_does_and_nothing_less_of_it(assessment, random):
    now = shares_of(assessment)
    # To leave one out is to miss it, unless what it opens or closes has changed the questions.
    hangs = any(question.asked_if for question in assessment.questionnaire.questions)
    for found in build_plan(summarise(assessment)).together:
        node, needs = found.move.node, list(found.needs)
        then = shares_of(taken(assessment, {need.question.id: need.goal for need in needs[: found.enough]}))
        assert math.isclose(then[node] - now[node], found.move.lift, abs_tol=1e-8)
        assert found.move.lift > 0
        random.shuffle(needs)
        fewer = {need.question.id: need.goal for need in needs[: found.enough - 1]}
        still = shares_of(taken(assessment, fewer))[node]
        assert hangs or still is None or still <= now[node] + 1e-9, found


def test_a_step_that_opens_questions_may_lower_a_score_and_says_so():
    asked = {"asked_if": {"one": [2, 3, 4]}, "unanswered": "zero"}
    questionnaire = parse(question_set(levels("one"), levels("two", **asked), levels("three", **asked)))
    plan = build_plan(summarise(Assessment(questionnaire, {}, {"one": Answer(1)})))
    (line,) = plan.lines
    assert (line.effects.opens, line.effects.overall.lift < 0) == (2, True)

"""Assessments of random question sets: every method, kind of question and rule; some of the answers have targets."""

from hypothesis import assume
from hypothesis import strategies as st

from benchmark.council.assessment import Answer, Assessment
from benchmark.errors import FaultsError
from tests.scoring.oracle import NOT_ASKED
from tests.scoring.question_sets import METHODS, code_of, parse, random_answers, random_sets


@st.composite
def assessments(draw, methods=METHODS, conditions=True):
    written = draw(random_sets(methods=methods, conditions=conditions))
    try:
        questionnaire = parse(written)
    except FaultsError:
        assume(False)
    answers = {}
    for question_id, raw in draw(random_answers(written)).items():
        if raw == NOT_ASKED:
            continue
        question = questionnaire.question(question_id)
        target = None
        if question.target_levels and draw(st.integers(1, 4)) == 1:
            target = draw(st.integers(0, len(question.options) - 1))
        evidence = draw(st.sampled_from(["", "Minutes"]))
        answers[question_id] = Answer(code_of(question, raw), target, evidence=evidence)
    return Assessment(questionnaire, {}, answers)

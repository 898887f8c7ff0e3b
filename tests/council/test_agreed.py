"""What stands beside an agreed answer in the round's file, and what becomes of it when the answer changes."""

import pytest
import tomli

from benchmark.council.agreed import Agreed
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.assessment_file import parse_assessment, render_assessment
from benchmark.council.bring_in import Said, plan_merge
from benchmark.council.interview import Interview
from benchmark.council.route import Scope
from benchmark.errors import FaultsError
from scoring.codes import NOT_APPLICABLE
from scoring.spread import Spread
from tests.council.several import SET, council_folder, round_answers
from tests.council.small import DISTRICT, ScriptedAsker

SPREAD = Spread(3, 2, 1, 0.6667, 1, 3)
AGREED = Agreed(("housing", "it"), SPREAD)
TOP = 'format = "assessment/1"\nquestionnaire = "small"\nversion = "1.0"\n[answers.owners]\nanswer = 1\n'


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("owners", Answer(2, agreed=AGREED)),
        ("owners", Answer(2, agreed=Agreed(("it",)))),
        ("owners", Answer(2, agreed=Agreed((), SPREAD))),
        ("owners", Answer(NOT_APPLICABLE, reason="None", agreed=Agreed(("a", "b"), Spread(2, 1, 2)))),
        ("sharing", Answer(1, agreed=Agreed(("a", "b"), Spread(2, 2, 0, 1.0, 0, 2)))),
        ("uses", Answer(5, agreed=Agreed(("a", "b"), Spread(2, 2, 0, 0.3333)))),
        ("late", Answer(12.5, agreed=Agreed(("a", "b"), Spread(2, 2, 0, 0.1, 20.5, 10.5)))),
    ],
)
def test_an_agreed_answer_is_read_as_it_was_written(question, answer):
    text = render_assessment(Assessment(SET, DISTRICT, {question: answer}))
    assert parse_assessment(tomli.loads(text), SET, DISTRICT, "small.toml").answers == {question: answer}


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ('agreed_by = ["Ann Smith"]', ["wrong-kind"]),
        ("agreed_by = []", ["wrong-kind"]),
        ("spread = 3", ["wrong-kind"]),
        ("spread = {}", ["missing-key", "missing-key"]),
        ("spread = { answered = -1, different = true }", ["wrong-kind", "wrong-kind"]),
        ("spread = { answered = 2, different = 2, distance = 1.5 }", ["wrong-kind"]),
        ("spread = { answered = 2, different = 2, lowest = 9, highest = 3, who = 1 }", ["unknown-key", "bad-level"]),
    ],
)
def test_what_is_wrong_beside_an_agreed_answer_is_a_fault(lines, codes):
    with pytest.raises(FaultsError) as found:
        parse_assessment(tomli.loads(TOP + lines), SET, DISTRICT, "small.toml")
    assert [fault.code for fault in found.value.faults] == codes


def test_an_answer_that_is_changed_later_keeps_the_finding_and_loses_the_roles():
    before = Answer(2, agreed=AGREED)
    assert Answer(1, agreed=AGREED).after(before).agreed == Agreed((), SPREAD)
    assert Answer(2, note="More", agreed=AGREED).after(before).agreed == AGREED
    assert Answer(1, agreed=Agreed(("it",))).after(before).agreed is None


def test_the_interview_changes_an_agreed_answer_in_that_way():
    assessment = Assessment(SET, DISTRICT, {"owners": Answer(2, agreed=AGREED)})
    # At the first open question: more, go back; then another level, and stop.
    Interview(assessment, ScriptedAsker("m", "b", "1", "q"), lambda _: None, Scope()).run()
    assert assessment.answers["owners"] == Answer(1, agreed=Agreed((), SPREAD))


def test_a_form_changes_an_agreed_answer_in_that_way(tmp_path):
    round_answers(council_folder(tmp_path), owners=Answer(2, agreed=AGREED))
    merge = plan_merge(tmp_path, SET, Said(answers={"owners": Answer(0)}))
    assert merge.assessment.answers["owners"] == Answer(0, agreed=Agreed((), SPREAD))
    same = plan_merge(tmp_path, SET, Said(answers={"owners": Answer(2, note="N")}))
    assert same.assessment.answers["owners"] == Answer(2, note="N", agreed=AGREED)

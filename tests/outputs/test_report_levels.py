"""The report lists every level of every question, and marks the one that is reached."""

import re

from benchmark.council.assessment import Answer
from benchmark.council.summary import summarise
from benchmark.outputs.report import build_report, render_report
from tests.council.small import DISTRICT, council_folder, small_set


def test_every_level_is_listed_and_the_one_reached_is_marked_wherever_the_question_stands(tmp_path):
    questionnaire = small_set()
    folder = council_folder(tmp_path, DISTRICT)
    assessment = folder.new_assessment(questionnaire)
    asked = [question for question in assessment.asked() if question.levels]
    for question, level in zip(asked, (2, 3, 1, 0), strict=False):
        assessment.answers[question.id] = Answer(code=level)
    page = render_report(build_report(summarise(assessment), "Ambleford", "2026-autumn"))
    shown = re.findall(r'<li( class="here")?>(<span class="tag">Here:</span> )?<strong>Level ([0-9])\.</strong>', page)
    wanted = []
    for question, level in zip(asked, (2, 3, 1, 0), strict=False):
        wanted += [(at == level, at == level, str(at)) for at in range(len(question.options))]
    assert len(asked) > 1
    assert [(bool(here), bool(tag), number) for here, tag, number in shown] == wanted

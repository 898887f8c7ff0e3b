"""The report shows, for every question of levels, the level that is reached and the one above it."""

import re

from benchmark.council.assessment import Answer
from benchmark.council.summary import summarise
from benchmark.outputs.report import build_report, render_report
from tests.council.small import DISTRICT, council_folder, small_set


def test_the_level_reached_and_the_one_above_it_wherever_the_question_stands(tmp_path):
    questionnaire = small_set()
    folder = council_folder(tmp_path, DISTRICT)
    assessment = folder.new_assessment(questionnaire)
    asked = [question for question in assessment.asked() if question.levels]
    for question, level in zip(asked, (2, 3, 1, 0), strict=False):
        assessment.answers[question.id] = Answer(code=level)
    page = render_report(build_report(summarise(assessment), "Ambleford", "2026-autumn"))
    shown = re.findall(r"<strong>(Here: level|Level) ([0-9])\.</strong>", page)
    wanted = []
    for question, level in zip(asked, (2, 3, 1, 0), strict=False):
        wanted.append(("Here: level", str(level)))
        wanted += [("Level", str(level + 1))] * (level + 1 < len(question.options))
    assert len(asked) > 1
    assert shown == wanted

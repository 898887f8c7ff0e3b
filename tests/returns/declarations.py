"""A council with a page in two rounds, and pages of other councils as they would come in."""

from pathlib import Path

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.past import Past
from benchmark.outputs.rows import write_csv
from benchmark.questions.editions import Way
from benchmark.questions.library import find_questionnaire
from benchmark.returns.declaration import Choice, Page, choose_questions, make_page
from benchmark.returns.declaration_file import page_rows

SET = find_questionnaire("declaration")
IDS = tuple(question.id for question in SET.questions)
SECRET = "planted-secret"
LINK = "https://ambleford.example/done"
WORDS = {"note": SECRET, "reason": SECRET, "by": SECRET}
DISTRICT = {"council-type": "district", "tier": "lower"}


def answers(level=2, **more):
    return {name: Answer(level, target=3, evidence=f"{SECRET} {LINK}/{name}", **WORDS) for name in IDS} | more


def assessment(found=None, questionnaire=SET):
    return Assessment(questionnaire, DISTRICT, answers() if found is None else found)


def past(level=1, round_id="2025-autumn", **more):
    way = Way({name: name for name in IDS}, scores=True, source="the same version")
    return Past(round_id, SET.version, assessment(answers(level, **more)), way)


def page(name="Ambleford", level=2, before=1, round_id="2026-autumn", links=(), **more) -> Page:
    then = None if before is None else past(before)
    options = {"contact": "", "address": ""} | more
    choice = Choice(choose_questions(SET, (), options.pop("without", ())), links)
    found = assessment(answers(level, **options.pop("answers", {})))
    return make_page(found, round_id, then, choice, council=name, **options)


def write(folder: Path, made: Page, name="page.csv") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / name, list(page_rows(made)))
    return folder / name

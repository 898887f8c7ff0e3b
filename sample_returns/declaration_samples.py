"""Make the samples of the Declaration: the example council's answers in two rounds, and pages of other councils.

Each page is made by the program itself, from an assessment as a council would fill it in.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from draw_answers import draw_answers

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.copies import good_copy_path
from benchmark.council.folder import CouncilFolder
from benchmark.council.past import Past
from benchmark.council.profile import CouncilProfile
from benchmark.outputs.rows import write_csv
from benchmark.questions.answer import BadAnswer, Code, parse_answer, parse_target
from benchmark.questions.editions import Way
from benchmark.questions.library import find_questionnaire
from benchmark.returns.declaration import SET, Choice, Page, choose_questions, found_links, make_page
from benchmark.returns.declaration_file import page_rows
from scoring.applicability import complete_attributes
from scoring.questionnaire import Question, Questionnaire

EXAMPLE_ANSWERS: Final = Path(__file__).resolve().parent / "example-declaration.csv"
PAGES: Final = "declaration-pages"
LAST_ROUND: Final = "2025-autumn"
ROUND: Final = "2026-autumn"


@dataclass(frozen=True, slots=True)
class Publisher:
    """An invented council with a page: its number and attributes, and what it says of itself."""

    number: int
    name: str
    attributes: Mapping[str, str]
    place: str
    contact: str = ""
    round: str = ROUND
    last: str = LAST_ROUND
    without: tuple[str, ...] = ()


# By their numbers in councils.csv.
PUBLISHERS: Final = {
    2: ("thistlewick", "Head of digital, digital@thistlewick.example", ROUND, LAST_ROUND, ()),
    27: ("brackenshire", "Chief digital officer, digital@brackenshire.example", ROUND, LAST_ROUND, ()),
    33: ("saltmallow", "", LAST_ROUND, "", ()),
    44: (
        "nine-lanterns",
        "Digital team, digital@nine-lanterns.example",
        ROUND,
        LAST_ROUND,
        ("information", "supplier-challenge"),
    ),
}


def write_example(folder: Path, profile: CouncilProfile) -> None:
    """Write the example council's answers to the Declaration, of the last round and of this one."""
    questionnaire = find_questionnaire(SET)
    with EXAMPLE_ANSWERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    example = CouncilFolder(folder)
    for round_id, column in ((LAST_ROUND, "last"), (ROUND, "answer")):
        there = CouncilFolder(folder)
        there.__dict__["profile"] = profile._replace(round=round_id)
        assessment = there.new_assessment(questionnaire)
        for row in rows:
            question = questionnaire.question(row["question"])
            assessment.answers[question.id] = _answer(question, row, column)
        there.save_assessment(assessment)
        good_copy_path(there.assessment_path(SET)).unlink(missing_ok=True)
    example.save_profile(profile)


def write_pages(folder: Path, councils: Mapping[int, tuple[str, Mapping[str, str]]]) -> None:
    """Write the tables of the other councils' pages; `councils` gives names and attributes by number."""
    for publisher in _publishers(councils):
        write_csv(folder / PAGES / f"{publisher.place}.csv", list(page_rows(_page(publisher))))


def _publishers(councils: Mapping[int, tuple[str, Mapping[str, str]]]) -> Iterator[Publisher]:
    for number, (place, contact, round_id, last, without) in PUBLISHERS.items():
        yield Publisher(number, *councils[number], place, contact, round_id, last, without)


def _page(publisher: Publisher) -> Page:
    questionnaire = find_questionnaire(SET)
    attributes = complete_attributes(questionnaire, publisher.attributes)
    drawn = draw_answers(publisher.number, publisher.attributes, questionnaire)
    now = {name: _with_address(answer, publisher, name) for name, answer in drawn.items()}
    assessment = Assessment(questionnaire, attributes, now)
    before = Assessment(questionnaire, attributes, dict(_earlier(publisher, drawn)))
    questions = choose_questions(questionnaire, (), publisher.without)
    return make_page(
        assessment,
        publisher.round,
        _past(publisher, before, questionnaire) if publisher.last else None,
        Choice(questions, tuple(found_links(assessment, questions))),
        council=publisher.name,
        contact=publisher.contact,
        address=f"https://{publisher.place}.example/declaration" if publisher.contact else "",
    )


def _past(publisher: Publisher, before: Assessment, questionnaire: Questionnaire) -> Past:
    way = Way(
        {question.id: question.id for question in questionnaire.questions}, scores=True, source="the same version"
    )
    return Past(publisher.last, questionnaire.version, before, way)


def _with_address(answer: Answer, publisher: Publisher, name: str) -> Answer:
    """Give every answer of a high level a page that shows it."""
    code: Code = answer.code
    link = f"https://{publisher.place}.example/declaration/{name}" if answer.valued and code >= 3 else ""
    return replace(answer, evidence=link)


def _earlier(publisher: Publisher, drawn: Mapping[str, Answer]) -> Iterator[tuple[str, Answer]]:
    """Give answers of a year before: a third of them one level lower."""
    for at, (name, answer) in enumerate(drawn.items(), start=publisher.number):
        code = answer.code
        lower = answer.valued and code > 0 and at % 3 == 0
        yield name, Answer(code - 1 if lower else code)


def _answer(question: Question, row: Mapping[str, str], column: str) -> Answer:
    now = column == "answer"
    code, target = parse_answer(question, row[column]), parse_target(question, row["target"] if now else "")
    if isinstance(code, BadAnswer) or isinstance(target, BadAnswer):
        message = f"{EXAMPLE_ANSWERS.name}: {question.id} has an answer or a target that is not one of its levels"
        raise TypeError(message)
    said = {name: row[name] if now else "" for name in ("note", "evidence", "by")}
    return Answer(code, target, **said)

"""The part of an assessment that may be published: without the sections that leave only if the council says so.

A score over all sections would let a reader work out a section that is left out. So everything is scored again, on what
is left.
"""

from dataclasses import dataclass, replace
from typing import Final

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.summary import Summary, summarise
from benchmark.errors import WithheldError
from scoring.questionnaire import OVERALL, Question, Questionnaire, Section

# Stands for evidence, whose own words stay at home.
_SOME: Final = "recorded"


@dataclass(frozen=True)
class OpenPart:
    """What may be published of an assessment, scored by itself, and the titles of the sections that are left out."""

    summary: Summary
    left_out: tuple[str, ...]


def closed_sections(questionnaire: Questionnaire) -> frozenset[str]:
    """List the ids of the sections that leave only if the council says so, and of all that stand inside them."""
    closed = {section.id for section in questionnaire.sections if section.leaves == "ask"}
    inner = {section.id for section in questionnaire.sections if _is_inside(questionnaire, section, closed)}
    return frozenset(closed | inner)


def touched_sections(questionnaire: Questionnaire) -> frozenset[str]:
    """List the closed sections, and those that hold one: a score of these tells of it."""
    touched = set(closed_sections(questionnaire))
    for section_id in list(touched):
        parent = questionnaire.section(section_id).parent
        while parent not in (None, OVERALL):
            touched.add(parent or OVERALL)
            parent = questionnaire.section(parent or OVERALL).parent
    return frozenset(touched)


def open_part(assessment: Assessment) -> OpenPart:
    """Leave out the sections that may not be published, and the texts that never are; or raise WithheldError."""
    questionnaire = assessment.questionnaire
    closed = closed_sections(questionnaire)
    # What is asked was decided by all answers, some of which are left out here.
    questions = tuple(replace(q, asked_if={}) for q in assessment.asked() if q.section not in closed)
    if not questions:
        raise WithheldError(
            "Nothing was written: every section of this question set is one that is not published without being asked."
        )
    sections = tuple(section for section in questionnaire.sections if section.id not in closed)
    answers = {q.id: _published(assessment, questionnaire.question(q.id)) for q in questions}
    part = replace(questionnaire, sections=sections, questions=questions)
    titles = tuple(s.title for s in questionnaire.sections if s.id in closed and s.parent not in closed)
    return OpenPart(summarise(Assessment(part, assessment.attributes, answers)), titles)


def _published(assessment: Assessment, question: Question) -> Answer:
    """Keep of an answer what may be published: its code, and whether there is evidence."""
    answer = assessment.answer(question)
    return Answer(answer.code, evidence=_SOME if assessment.is_evidenced(question) else "", carried=answer.carried)


def _is_inside(questionnaire: Questionnaire, section: Section, closed: set[str]) -> bool:
    parent = section.parent
    while parent not in (None, OVERALL):
        if parent in closed:
            return True
        parent = questionnaire.section(parent or OVERALL).parent
    return False

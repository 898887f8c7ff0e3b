"""Carry answers over: what one question set asks word for word need not be answered again in another."""

from typing import NamedTuple

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.folder import CouncilFolder
from benchmark.errors import UserError
from benchmark.questions.library import find_questionnaire
from scoring.applicability import applies
from scoring.questionnaire import Question, Questionnaire


class Carried(NamedTuple):
    """Answers from other question sets of the round, how many came from each, and the files that could not be read."""

    answers: dict[str, Answer]
    counts: dict[str, int]
    unread: list[str]

    def sentences(self) -> list[str]:
        """Say what was carried over, and what could not be."""
        told = [
            f'Your answers to "{title}" already answer {count} of these questions.'
            for title, count in self.counts.items()
        ]
        return told + [
            f"The answers to {set_id} could not be read, so none were carried over." for set_id in self.unread
        ]


def carry_over(folder: CouncilFolder, assessment: Assessment) -> Carried:
    """Find answers of this round, in other sets, to questions of this assessment that mean the same."""
    questionnaire = assessment.questionnaire
    wanted = [question for question in questionnaire.questions if applies(question, assessment.attributes)]
    carried = Carried({}, {}, [])
    for set_id in folder.started_sets():
        try:
            other = find_questionnaire(set_id)
            answers = folder.read_assessment(other).answers
        except UserError:
            carried.unread.append(set_id)
            continue
        found = {
            question.id: answers[question.id]
            for question in wanted
            if question.id not in carried.answers and _same(question, other) and _answered(answers.get(question.id))
        }
        if found:
            carried.answers.update(found)
            carried.counts[other.title] = len(found)
    return carried


def _same(question: Question, other: Questionnaire) -> bool:
    """Say whether the other set has the same question, with the same answers that mean the same."""
    # Most sittings carry nothing over, and hashing takes time to load before the first question.
    from scoring.fingerprint import question_fingerprint  # noqa: PLC0415

    if question.id not in other.question_index:
        return False
    return question_fingerprint(question) == question_fingerprint(other.question(question.id))


def _answered(answer: Answer | None) -> bool:
    return answer is not None and answer.answered

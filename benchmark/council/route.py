"""The way through the questions: which is first, next, before, and which are still open."""

from typing import NamedTuple

from benchmark.council.assessment import Assessment
from benchmark.questions.languages import words_of
from scoring.questionnaire import Question


class Scope(NamedTuple):
    """What is gone through: everything, one section (and those inside it), only what is open, or what was handed out.

    `handed` are the ids of the questions that were handed to somebody; None where everything is asked.
    """

    section: str | None = None
    only_unanswered: bool = False
    handed: frozenset[str] | None = None

    def holds(self, question: Question) -> bool:
        """Say whether a question was handed out to whoever is asked."""
        return self.handed is None or question.id in self.handed


class Route:
    """Finds the way. What is asked may change with every answer, so nothing is worked out beforehand."""

    def __init__(self, assessment: Assessment, scope: Scope) -> None:
        self._assessment = assessment
        self.scope = scope
        self._visited: list[str] = []

    def questions(self) -> list[Question]:
        """List the questions in the scope that are asked."""
        return self._within(self.scope.section)

    def open(self) -> list[Question]:
        """List the questions in the scope that have no answer, or one that is carried over."""
        return [question for question in self.questions() if self._is_open(question)]

    def passed(self, question: Question) -> None:
        """Remember that a question was left behind, for the way back."""
        self._visited.append(question.id)

    def after(self, current: Question) -> Question | None:
        """Give the next question in the order of the set, or None past the last one."""
        candidates = self.open() if self.scope.only_unanswered else self.questions()
        return next((q for q in candidates if self._place(q) > self._place(current)), None)

    def before(self, current: Question) -> Question | None:
        """Give the question that one came from, or else the one before in the set."""
        asked = {question.id: question for question in self._assessment.asked_of_people() if self.scope.holds(question)}
        while self._visited:
            last = self._visited.pop()
            if last in asked:
                return asked[last]
        earlier = [q for q in asked.values() if self._place(q) < self._place(current)]
        return earlier[-1] if earlier else None

    def enter(self, section: str) -> Question | None:
        """Give a section's first open question, or its first. A jump out of the scope widens it to everything."""
        here = self._within(section)
        if not {q.id for q in here} & {q.id for q in self.questions()}:
            # What was not handed out may be answered too.
            here = self._below(section)
            self.scope = Scope(None, self.scope.only_unanswered)
        return next((q for q in here if self._is_open(q)), here[0] if here else None)

    def heading(self, question: Question) -> str:
        """Say how far a question is, such as "12 of 52, Procurement and market"."""
        asked = [other for other in self._assessment.asked_of_people() if self.scope.holds(other)]
        questionnaire = self._assessment.questionnaire
        of = words_of(questionnaire.language).of
        return f"{asked.index(question) + 1} {of} {len(asked)}, {questionnaire.section(question.section).title}"

    def _within(self, section: str | None) -> list[Question]:
        return [question for question in self._below(section) if self.scope.holds(question)]

    def _below(self, section: str | None) -> list[Question]:
        asked = self._assessment.asked_of_people()
        if section is None:
            return asked
        inside = {question.id for question in self._assessment.questionnaire.questions_below(section)}
        return [question for question in asked if question.id in inside]

    def _is_open(self, question: Question) -> bool:
        answer = self._assessment.answer(question)
        return not answer.answered or bool(answer.carried)

    def _place(self, question: Question) -> int:
        return self._assessment.questionnaire.question_index[question.id]

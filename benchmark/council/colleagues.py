"""The answers of several colleagues to one question set: read them all, each fault beside them, and how far each is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.copies import stray_copies
from benchmark.council.folder import CouncilFolder
from benchmark.council.hand_out import HandOut, read_hand_out
from benchmark.council.roles import roles_in
from benchmark.errors import FaultsError
from benchmark.faults import Fault
from benchmark.questions.answer import chosen_ids
from scoring.applicability import asked_questions
from scoring.questionnaire import Question, Questionnaire


@dataclass(frozen=True)
class Colleague:
    """One role's own answers, and the questions that it was handed; None where it is asked everything."""

    role: str
    assessment: Assessment
    handed: frozenset[str] | None = None
    begun: bool = True

    def asked(self) -> list[Question]:
        """List the questions that are asked of this role, by what it answered so far."""
        return [question for question in self.assessment.asked() if self.handed is None or question.id in self.handed]

    def open(self) -> list[Question]:
        """List the questions that this role has still to answer."""
        return [question for question in self.asked() if not self.assessment.answer(question).answered]

    def answer(self, question: Question) -> Answer | None:
        """Give this role's answer, also to what it was not handed; None where there is none, or it is not asked."""
        found = self.assessment.answer(question)
        return found if found.answered and question in self.assessment.asked() else None


@dataclass(frozen=True)
class Colleagues:
    """All colleagues of a council and one question set.

    `faults` are those of files that cannot be read: the other colleagues go on. `strays` tells of other copies.
    """

    questionnaire: Questionnaire
    found: tuple[Colleague, ...] = ()
    hand_out: HandOut = field(default_factory=HandOut)
    faults: tuple[Fault, ...] = ()
    strays: tuple[str, ...] = ()

    @property
    def begun(self) -> tuple[Colleague, ...]:
        """List those who have answered something."""
        return tuple(colleague for colleague in self.found if colleague.begun)


def read_colleagues(folder: CouncilFolder, questionnaire: Questionnaire) -> Colleagues:
    """Read every colleague's answers, and add the roles that were handed something and have not begun."""
    hand_out = read_hand_out(folder, questionnaire)
    faults: list[Fault] = []
    strays: list[str] = []
    found: list[Colleague] = []
    for role in sorted({*roles_in(folder.round_folder, questionnaire.id), *hand_out.sections}):
        own = folder.as_role(role)
        path = own.assessment_path(questionnaire.id)
        handed = hand_out.questions_for(questionnaire, role)
        strays += stray_copies(path)
        try:
            begun = path.exists()
            answers = own.read_assessment(questionnaire) if begun else own.new_assessment(questionnaire)
            found.append(Colleague(role, answers, handed, begun))
        except FaultsError as error:
            faults += error.faults
    return Colleagues(questionnaire, tuple(found), hand_out, tuple(faults), tuple(strays))


def in_question(agreed: Assessment, colleagues: Sequence[Colleague]) -> list[Question]:
    """List the questions that the agreed answers open; while one is not agreed, any colleague's answer to it may."""
    chosen: dict[str, frozenset[str]] = {}
    for question in agreed.questionnaire.questions:
        own = agreed.answer(question)
        answers = [own] if own.answered else filter(None, (each.answer(question) for each in colleagues))
        chosen[question.id] = _chosen(question, answers)
    return asked_questions(agreed.questionnaire, agreed.attributes, chosen)


def _chosen(question: Question, answers: Iterable[Answer]) -> frozenset[str]:
    return frozenset(option for answer in answers for option in chosen_ids(question, answer.code))

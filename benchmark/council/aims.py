"""The last round's targets, as this round finds them: reached, on the way, not moved, or not to be told."""

from dataclasses import dataclass

from benchmark.council.assessment import Answer, Assessment, aims_higher
from benchmark.council.past import Past
from scoring.questionnaire import Question


@dataclass(frozen=True, slots=True)
class Aim:
    """One target of the last round: positions of the answer then, of the target, and of the answer now."""

    question: Question
    then: int
    target: int
    now: int

    @property
    def how(self) -> str:
        """Say how far it is: reached, partly, or not moved (which is also where it fell)."""
        then, target, now = (self.question.options[at].points for at in (self.then, self.target, self.now))
        return "reached" if now >= target else "partly" if now > then else "not moved"


@dataclass(frozen=True)
class Aims:
    """The targets of a round that were above its answers. `unknown` are questions without a confirmed answer now.

    `gone` counts the targets on questions that cannot be compared any more.
    """

    round: str
    reached: tuple[Aim, ...]
    partly: tuple[Aim, ...]
    not_moved: tuple[Aim, ...]
    unknown: tuple[Question, ...]
    gone: int

    @property
    def set(self) -> int:
        """Count all of them."""
        return len(self.reached) + len(self.partly) + len(self.not_moved) + len(self.unknown) + self.gone


def read_aims(past: Past, now: Assessment) -> Aims:
    """Follow the targets of an earlier round that were above its answers."""
    found: dict[str, list[Aim]] = {"reached": [], "partly": [], "not moved": []}
    unknown: list[Question] = []
    asked, aimed = {question.id for question in now.asked()}, _targets(past)
    for question in (q for q in now.questionnaire.questions if q.id in aimed):
        then, answer = aimed[question.id], now.answer(question)
        if question.id not in asked or not answer.valued or answer.carried:
            unknown.append(question)
        else:
            aim = Aim(question, int(then.code), then.target or 0, int(answer.code))
            found[aim.how].append(aim)
    reached, partly, not_moved = (tuple(aims) for aims in found.values())
    return Aims(past.round, reached, partly, not_moved, tuple(unknown), len(_aimed(past)) - len(aimed))


def _targets(past: Past) -> dict[str, Answer]:
    """Map questions of this version to the answers that aimed higher then."""
    same = past.way.same if past.way else {}
    return {same[name]: answer for name, answer in _aimed(past).items() if name in same}


def _aimed(past: Past) -> dict[str, Answer]:
    """Map the questions that an earlier round asked to its answers, where these aimed higher."""
    if past.assessment is None:
        return {}
    answers = [(question, past.assessment.answer(question)) for question in past.assessment.asked()]
    return {question.id: answer for question, answer in answers if aims_higher(question, answer)}

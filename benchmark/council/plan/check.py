"""Look at the plan before the next round: what was done, what moved, and what moved although nobody planned it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.council.assessment import Assessment
from benchmark.council.earlier import EarlierRound, Moved
from benchmark.council.plan.kept import DONE, Kept, PlannedStep
from benchmark.council.plan.step import goal_words, way_words, worth
from benchmark.council.rounds import round_order
from benchmark.questions.answer import BadAnswer, Code, parse_answer
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED, Special
from scoring.questionnaire import Question

# What became of a step: a word for programs, and the words for people.
OUTCOMES: Final = {
    "reached": "Done, and reached.",
    "reached-not-marked": "Reached, but not marked as done.",
    "done-part-way": "Marked as done; the answer moved part of the way.",
    "done-not-moved": "Marked as done, but the answer has not moved: answer it again, or say what is left.",
    "part-way": "On the way: the answer moved, and is not there yet.",
    "not-moved": "The answer has not moved.",
    "fell": "The answer is lower than when it was planned.",
    "no-answer": "No answer in this round yet.",
    "not-applicable": "Not applicable in this round.",
    "not-asked": "Not asked in this round.",
    "not-in-set": "Not in this version of the question set. The step is kept.",
    "other-answers": "This version of the question set has other answers to it. The step is kept.",
}
# Nothing more is asked of these.
_OVER: Final = frozenset({"reached", "not-in-set"})
REACHED: Final = frozenset({"reached", "reached-not-marked"})


@dataclass(frozen=True, slots=True)
class Checked:
    """One planned step: what became of it, the answer now in words, and whether its round has come or gone by."""

    question: str
    text: str
    step: PlannedStep
    way: str
    now: str
    outcome: str
    due: str = ""
    other_version: bool = False

    @property
    def words(self) -> str:
        """Say what became of it."""
        return OUTCOMES[self.outcome]


@dataclass(frozen=True)
class PlanCheck:
    """The whole plan, looked at; and which answers moved since `since` without being in it."""

    steps: tuple[Checked, ...]
    unplanned: tuple[Moved, ...]
    since: str

    def count(self, *outcomes: str) -> int:
        """Count the steps with one of these outcomes."""
        return sum(checked.outcome in outcomes for checked in self.steps)


def check_plan(kept: Kept, assessment: Assessment, round_id: str, earlier: Sequence[EarlierRound] = ()) -> PlanCheck:
    """Compare each planned step with the answers of this round; `earlier` are the rounds before, the latest first."""
    order = assessment.questionnaire.question_index
    ids = sorted(kept, key=lambda name: (order.get(name, len(order)), name))
    steps = tuple(_check(question_id, kept[question_id], assessment, round_id) for question_id in ids)
    last = next((each for each in earlier if each.compared), None)
    unplanned = tuple(move for move in last.moved if move.question not in kept) if last else ()
    return PlanCheck(steps, unplanned, last.round if last else "")


def _check(question_id: str, step: PlannedStep, assessment: Assessment, round_id: str) -> Checked:
    questionnaire = assessment.questionnaire
    other = step.version != questionnaire.version
    if question_id not in questionnaire.question_index:
        return Checked(question_id, question_id, step, written(step), "", "not-in-set", other_version=other)
    question = questionnaire.question(question_id)
    code = assessment.code(question)
    now = goal_words(question, UNANSWERED, code, questionnaire.language) if not isinstance(code, Special) else ""
    start, goal = (parse_answer(question, value) for value in (step.start, step.goal))
    if isinstance(start, BadAnswer | Special) or isinstance(goal, BadAnswer | Special):
        return Checked(question_id, question.text, step, written(step), now, "other-answers", other_version=other)
    outcome = _outcome(question, code, (start, goal), done=step.status == DONE)
    due = "" if outcome in _OVER else due_words(step.due, round_id)
    way = way_words(question, start, goal, questionnaire.language)
    return Checked(question_id, question.text, step, way, now, outcome, due, other)


def _outcome(question: Question, code: Code, way: tuple[Code, Code], *, done: bool) -> str:
    if isinstance(code, Special):
        return {UNANSWERED: "no-answer", NOT_APPLICABLE: "not-applicable", NOT_ASKED: "not-asked"}[code]
    now, start, goal = (worth(question, value) for value in (code, *way))
    if now >= goal:
        return "reached" if done else "reached-not-marked"
    if now < start:
        return "fell"
    if now > start:
        return "done-part-way" if done else "part-way"
    return "done-not-moved" if done else "not-moved"


def due_words(due: str, round_id: str) -> str:
    """Say whether a step is due in this round, or was in an earlier one; nothing where rounds have no years."""
    then, here = round_order(due), round_order(round_id)
    if due == round_id:
        return "due now"
    return "overdue" if due and then[0] and here[0] and then < here else ""


def written(step: PlannedStep) -> str:
    """Say from where to where a step leads, where the question itself cannot be asked any more."""
    start, goal = (
        ", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in (step.start, step.goal)
    )
    return f"{start} to {goal}"

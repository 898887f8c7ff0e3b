"""Go through the questions: ask, have every answer on the disk before the next one shows, go where the person wants."""

from collections.abc import Callable
from functools import partial
from typing import Final

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.follow_up import follow_up
from benchmark.council.moves import NEXT, STOP, Move, ask_section
from benchmark.council.one_question import ask_question
from benchmark.council.route import Route, Scope
from benchmark.council.saving import save_or_ask
from benchmark.questions.answer import answer_words
from scoring.questionnaire import Question

Save = Callable[[str], None]

_STOP: Final = Choice("q", "Stop here", ("stop",))
_JUMP: Final = Choice("j", "Jump to a section", ("jump",))


class Interview:
    """One sitting. `save` writes the answer to the question with the given id; `done` is the word for that."""

    def __init__(self, assessment: Assessment, asker: Asker, save: Save, scope: Scope, done: str = "Saved") -> None:
        self._assessment = assessment
        self._asker = asker
        self._save = save
        self._route = Route(assessment, scope)
        self._by = ""
        self._done = done

    def run(self) -> bool:
        """Ask until the person stops or nothing is left; say whether the end was reached.

        KeyboardInterrupt passes through; all answers are saved.
        """
        current = self._begin()
        move = NEXT
        while current is not None:
            move = self._visit(current)
            current = self._follow(current, move)
        return move != STOP

    def left(self) -> bool:
        """Say whether a question is open, or carried over and not confirmed."""
        return bool(self._route.open())

    def _visit(self, question: Question) -> Move:
        """Ask one question, save what was answered, and offer to say more."""
        heading = self._route.heading(question)
        carried = self._assessment.answer(question).carried
        told = f" (carried over from {carried}: Enter keeps it)" if carried else ""
        reply = ask_question(self._asker, self._assessment, question, heading + told)
        if isinstance(reply, Move):
            return reply
        reply = reply.confirmed()
        self._keep(question, reply)
        words = answer_words(question, reply.code, self._assessment.questionnaire.language)
        self._asker.note(f"{heading}. {words[:1].upper()}{words[1:]}")
        if not reply.answered:
            return NEXT
        keep = partial(self._keep, question)
        return follow_up(self._asker, self._assessment, question, keep, self._by, self._done)

    def _follow(self, current: Question, move: Move) -> Question | None:
        """Find the question that a move leads to, or None at the end."""
        if move.to in ("next", "section"):
            self._route.passed(current)
        if move.to == "next":
            return self._route.after(current) or self._end()
        if move.to == "section":
            return self._route.enter(move.section)
        if move.to == "back":
            before = self._route.before(current)
            if before is None:
                self._asker.say("This is the first question.")
            return before or current
        return current if move.to == "again" else None

    def _keep(self, question: Question, answer: Answer) -> None:
        """Save an answer; where that fails, keep it in hand until it works or the person stops."""
        before = self._assessment.answer(question)
        answer = answer.after(before)
        self._assessment.answers[question.id] = answer
        self._by = answer.by or self._by
        if answer != before:
            take_back = partial(self._assessment.answers.__setitem__, question.id, before)
            save_or_ask(self._asker, partial(self._save, question.id), take_back)

    def _begin(self) -> Question | None:
        """Find where to start and say so; where everything is answered, ask what to do."""
        questions, left = self._route.questions(), self._route.open()
        if not questions:
            self._asker.say("No question here applies to this council.")
            return None
        if not left:
            return self._all_answered(questions)
        found = [self._assessment.answer(q) for q in self._assessment.asked() if self._route.scope.holds(q)]
        done = sum(answer.answered and not answer.carried for answer in found)
        waiting = sum(answer.answered for answer in found) - done
        if waiting:
            said = f"{done} answered so far, {waiting} carried over and to be confirmed."
            self._asker.say(f"{said} Going on with the first question that is open or to be confirmed.")
        elif done:
            self._asker.say(f"{done} answered so far. Going on with the first open question.")
        return left[0]

    def _all_answered(self, questions: list[Question]) -> Question | None:
        where = " in this section" if self._route.scope.section else ""
        said = f"All {len(questions)} questions{where} are answered."
        if len(questions) == 1:
            said = f"The one question{where} is answered."
        if self._route.scope.only_unanswered:
            self._asker.say(said)
            return None
        again = Choice("g", "Go through the questions again")
        while True:
            key = self._asker.choose(Menu(said, "", (_STOP, again, _JUMP), _STOP.key, brief=True))
            if key == again.key:
                return questions[0]
            move = ask_section(self._asker, self._assessment, questions[0]) if key == _JUMP.key else None
            if move is None:
                return None
            if move.to == "section":
                return self._route.enter(move.section)

    def _end(self) -> Question | None:
        """At the end of the questions: where some were left open, offer them."""
        left = self._route.open()
        if not left or self._route.scope.only_unanswered:
            return None
        go = Choice("g", "Go to the first of them", ("go",))
        count = "1 question is" if len(left) == 1 else f"{len(left)} questions are"
        waiting = any(self._assessment.answer(question).answered for question in left)
        said = f"That was the last question. {count} still open{' or not confirmed' if waiting else ''}."
        key = self._asker.choose(Menu(said, "", (_STOP, go), _STOP.key, brief=True))
        return left[0] if key == go.key else None

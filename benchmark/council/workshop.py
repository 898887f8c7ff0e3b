"""A workshop: colleagues before one screen. One question at a time; what others said shows once all have answered."""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from benchmark import console
from benchmark.council.agreeing import (
    Progress,
    Shown,
    Wish,
    agreed_words,
    ask_agreed,
    newer_words,
    show,
    walk,
)
from benchmark.council.asking import Asker
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.folder import CouncilFolder
from benchmark.council.opinions import Opinions, make_opinions
from benchmark.council.sitting import open_assessment
from benchmark.council.spread_words import picture, rows_of
from benchmark.council.typed import complain, read_signs, signs
from benchmark.questions.answer import BadAnswer
from scoring.questionnaire import Question, Questionnaire

_SKIP: Final = "s"
_BACK: Final = "b"
_STOP: Final = "q"
_NOT_KNOWN: Final = "d"
_WISHES: Final[dict[str, Wish]] = {_SKIP: "open", _BACK: "back", _STOP: "stop"}
# Lines of the screen that the answers do not have: the heading, what may be typed, and what stands between.
_OTHER_LINES: Final = 10

Hidden = Callable[[str], str]
Told = Wish | Literal["said"]


@dataclass(frozen=True)
class Circle:
    """Who sits together, on which question set, and on which section of it; all sections where none is named."""

    questionnaire: Questionnaire
    roles: Sequence[str]
    section: str | None = None
    plain: bool = False


class Workshop:
    """One sitting before a shared screen. `hidden` asks for a line that nobody sees while it is typed."""

    def __init__(self, folder: CouncilFolder, circle: Circle, asker: Asker, hidden: Hidden) -> None:
        self._folder = folder
        self._circle = circle
        self._set = circle.questionnaire
        self._asker = asker
        self._hidden = hidden
        self._left_open: set[str] = set()
        self._done = 0

    def run(self) -> Progress:
        """Go through what is not agreed yet. KeyboardInterrupt passes through; every answer is saved."""
        # What another set of the round has agreed on already need not be asked again.
        open_assessment(self._folder, self._set)
        walk(self._asker, self._visit, self._following)
        return self.progress()

    def progress(self) -> Progress:
        """Say how far it is."""
        asked = self._asked()
        return Progress(self._done, len(asked) - len(self._waiting()), len(self._waiting()))

    def _visit(self, question_id: str) -> Wish | None:
        """Ask every role, then show the spread, then ask for what they agree on."""
        question = self._set.question(question_id)
        self._left_open.discard(question_id)
        heading = f"{self._set.section(question.section).title}. {len(self._waiting())} left to agree."
        self._ask(question, heading)
        for role in self._circle.roles:
            told = self._ask_role(question, role)
            if told != "said":
                self._left_open.update({question_id} if told == "open" else ())
                return None if told == "open" else told
        opinions = self._opinions(question)
        if not opinions.answers:
            self._left_open.add(question_id)
            return None
        if not self._circle.plain:
            console.clear()
        # Notes were written for `agree`; here people speak for themselves.
        shown = Shown(notes=False, plain=self._circle.plain, airy=self._airy(question))
        show(self._asker, opinions, heading, self._set.language, shown)
        return self._agree(opinions)

    def _agree(self, opinions: Opinions) -> Wish | None:
        reply = ask_agreed(self._asker, opinions, "asks everybody again")
        if reply == "back":
            return self._visit(opinions.question.id)
        if not isinstance(reply, Answer):
            self._left_open.update({opinions.question.id} if reply == "open" else ())
            return None if reply == "open" else reply
        newer = self._folder.save_over(self._set, opinions.question.id, reply, opinions.recorded)
        if newer is not None:
            self._asker.say(newer_words(opinions, newer, self._set.language))
        else:
            self._done += 1
            self._asker.note(f"Saved: {agreed_words(opinions, reply, self._set.language)}")
        return None

    def _ask(self, question: Question, heading: str) -> None:
        """Show a question large, without anybody's answer."""
        if not self._circle.plain:
            console.clear()
        self._asker.say(heading)
        self._asker.say("")
        self._asker.say(question.text if self._circle.plain else console.styled(question.text, "bold", sys.stderr))
        self._asker.say("")
        rows = [(sign, text, ()) for sign, text, _ in rows_of(question, {}, self._set.language)]
        airy = self._airy(question)
        for line in picture(rows, console.width(), people=0, plain=self._circle.plain, named=False, airy=airy):
            console.talk(line)
        if not airy:
            self._asker.say("")
        self._asker.say(
            f"One after the other, type {signs(question)}, and press Enter. Nobody sees what you type. "
            f"{_NOT_KNOWN}: don't know. {_SKIP}: skip this question. {_BACK}: back. {_STOP}: stop."
        )

    def _ask_role(self, question: Question, role: str) -> Told:
        """Ask one role, unseen, and save what it says at once; or give where to go instead."""
        own = self._folder.as_role(role)
        assessment = _answers(own, self._set)
        before = assessment.answer(question)
        kept = ", Enter keeps what was answered before" if before.answered else ""
        while True:
            typed = self._hidden(f"{role}{kept}: ").strip().lower()
            if typed in _WISHES:
                return _WISHES[typed]
            if typed == _NOT_KNOWN or (not typed and before.answered):
                return "said"
            complaint = complain(question, typed)
            code = read_signs(question, typed)
            if not complaint and not isinstance(code, BadAnswer):
                assessment.answers[question.id] = replace(before, code=code)
                own.save_answer(assessment, question.id)
                return "said"
            self._asker.say(complaint)

    def _opinions(self, question: Question) -> Opinions:
        """Gather what those in the room said, also where an earlier answer of their own would have closed it."""
        said = {role: _answers(self._folder.as_role(role), self._set).answer(question) for role in self._circle.roles}
        answers = {role: answer for role, answer in said.items() if answer.answered}
        return make_opinions(question, _answers(self._folder, self._set), answers)

    def _following(self) -> str | None:
        return next((q.id for q in self._waiting() if q.id not in self._left_open), None)

    def _waiting(self) -> list[Question]:
        agreed = _answers(self._folder, self._set)
        return [question for question in self._asked() if not _is_agreed(agreed.answer(question))]

    def _asked(self) -> list[Question]:
        asked = _answers(self._folder, self._set).asked()
        if self._circle.section is None:
            return asked
        below = {question.id for question in self._set.questions_below(self._circle.section)}
        return [question for question in asked if question.id in below]

    def _airy(self, question: Question) -> bool:
        """Say whether there is room for a line between the answers."""
        size = shutil.get_terminal_size((80, 24))
        width = console.width() - _OTHER_LINES
        lines = sum(len(option.title) // width + 2 for option in question.options)
        return not self._circle.plain and lines + len(self._circle.roles) + _OTHER_LINES <= size.lines


def _answers(folder: CouncilFolder, questionnaire: Questionnaire) -> Assessment:
    begun = folder.assessment_path(questionnaire.id).exists()
    return folder.read_assessment(questionnaire) if begun else folder.new_assessment(questionnaire)


def _is_agreed(answer: Answer) -> bool:
    return answer.answered and answer.agreed is not None and bool(answer.agreed.by)

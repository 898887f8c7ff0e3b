"""Try a question set: the interview as a council gets it, in memory only. Nothing is written anywhere."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from benchmark.council.asking import Asker, Check, EndOfInput, Menu, ask_option
from benchmark.council.assessment import Assessment
from benchmark.council.interview import Interview
from benchmark.council.moves import QUIT
from benchmark.council.route import Scope
from benchmark.council.setup import asked_attributes
from scoring.applicability import complete_attributes
from scoring.questionnaire import Questionnaire

BEFORE: Final = "This is a preview: nothing that you answer is kept. Stop with Ctrl-C whenever you like."
AFTER: Final = "That was a preview: nothing was kept."
_STOP: Final = QUIT._replace(title="Stop the preview")


class Tried(NamedTuple):
    """What was answered, and whether it was broken off: with Ctrl-C, or by the end of the input."""

    assessment: Assessment
    broken_off: bool


class PreviewAsker:
    """An asker that does not promise, where the interview offers to stop, that anything is saved."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def say(self, text: str = "") -> None:
        """Tell something."""
        self._asker.say(text)

    def note(self, text: str) -> None:
        """Leave a line about what was chosen."""
        self._asker.note(text)

    def choose(self, menu: Menu) -> str:
        """Ask for one choice."""
        choices = tuple(_STOP if choice == QUIT else choice for choice in menu.choices)
        return self._asker.choose(menu._replace(choices=choices))

    def tick(self, menu: Menu, ticked: Sequence[str]) -> list[str]:
        """Ask for one or more choices."""
        return self._asker.tick(menu, ticked)

    def write(self, prompt: str, start: str = "", check: Check | None = None) -> str:
        """Ask for a text."""
        return self._asker.write(prompt, start, check)


def hold_preview(questionnaire: Questionnaire, asker: Asker, scope: Scope) -> Tried:
    """Ask for the facts of an invented council, then the questions. Whatever stops it, the answers so far are given."""
    assessment = Assessment(questionnaire, {})
    broken_off = ended = False
    try:
        asker.say(BEFORE)
        attributes = asked_attributes(questionnaire)
        if attributes:
            asker.say("First invent a council: what it is decides what it is asked.")
        given = {a.id: ask_option(asker, a.title, a.options) for a in attributes}
        assessment.attributes = complete_attributes(questionnaire, given)
        asker.say(f"{questionnaire.title}: {len(assessment.asked())} questions.")
        Interview(assessment, PreviewAsker(asker), _keep_nothing, scope, "Noted").run()
    except EndOfInput:
        ended = True
    except KeyboardInterrupt:
        broken_off = True
    return Tried(assessment, broken_off or (ended and bool(assessment.open())))


def _keep_nothing(_question_id: str) -> None:
    """Save no answer."""

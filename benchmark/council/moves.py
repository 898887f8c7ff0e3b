"""Where an interview goes next."""

from typing import Final, Literal, NamedTuple

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.council.assessment import Assessment
from scoring.questionnaire import Question, Section


class Move(NamedTuple):
    """One step of the interview; a jump also names its section."""

    to: Literal["next", "back", "again", "stop", "section"]
    section: str = ""


NEXT: Final = Move("next")
BACK: Final = Move("back")
AGAIN: Final = Move("again")
STOP: Final = Move("stop")

_SIGNS: Final = tuple("123456789abcdefghijklmnopqrstuvwxyz")

# The same signs wherever they are offered.
GO_BACK: Final = Choice("b", "Go back one question", ("back",))
JUMP: Final = Choice("j", "Jump to a section", ("jump",))
QUIT: Final = Choice("q", "Stop for now; everything is saved", ("quit", "stop"))
MOVES: Final = {"b": BACK, "q": STOP}


def ask_section(asker: Asker, assessment: Assessment, here: Question) -> Move:
    """Ask which section to jump to, showing how far each is; the one of the question `here` is pointed at."""
    sections = sections_asked(assessment)
    # One sign each, so that it can be typed beside the arrow keys too.
    signs = _SIGNS if len(sections) <= len(_SIGNS) else tuple(str(number + 1) for number in range(len(sections)))
    choices = [
        Choice(sign, f"{section.title} ({done} of {asked} answered)", (section.id, str(number)))
        for number, (sign, (section, done, asked)) in enumerate(zip(signs, sections, strict=False), start=1)
    ]
    stay = Choice("0", "Stay here")
    start = next((c.key for c in choices if here.section in c.also), stay.key)
    key = asker.choose(Menu("Jump to a section", "", (*choices, stay), start))
    return next((Move("section", choice.also[0]) for choice in choices if choice.key == key), AGAIN)


def sections_asked(assessment: Assessment) -> list[tuple[Section, int, int]]:
    """List the sections with questions that are asked: the section, how many are answered, and how many asked."""
    asked = assessment.asked_of_people()
    open_ids = {question.id for question in assessment.open()}
    found = []
    for section in assessment.questionnaire.sections:
        here = [question.id for question in asked if question.section == section.id]
        if here:
            found.append((section, len(here) - len(open_ids.intersection(here)), len(here)))
    return found

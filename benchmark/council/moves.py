"""Where an interview goes next."""

from dataclasses import dataclass
from typing import Final, Literal

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.council.assessment import Assessment
from scoring.questionnaire import Section


@dataclass(frozen=True, slots=True)
class Move:
    """One step of the interview; a jump also names its section."""

    to: Literal["next", "back", "again", "stop", "section"]
    section: str = ""


NEXT: Final = Move("next")
BACK: Final = Move("back")
AGAIN: Final = Move("again")
STOP: Final = Move("stop")

# The same signs wherever they are offered.
GO_BACK: Final = Choice("b", "Go back one question", ("back",))
JUMP: Final = Choice("j", "Jump to a section", ("jump",))
QUIT: Final = Choice("q", "Stop for now; everything is saved", ("quit", "stop"))
MOVES: Final = {"b": BACK, "q": STOP}


def ask_section(asker: Asker, assessment: Assessment) -> Move:
    """Ask which section to jump to, showing how far each is."""
    sections = sections_asked(assessment)
    choices = [
        Choice(str(number), f"{section.title} ({done} of {asked} answered)", (section.id,))
        for number, (section, done, asked) in enumerate(sections, start=1)
    ]
    stay = Choice("0", "Stay here")
    key = asker.choose(Menu("Jump to a section", "", (*choices, stay)))
    return AGAIN if key == stay.key else Move("section", sections[int(key) - 1][0].id)


def sections_asked(assessment: Assessment) -> list[tuple[Section, int, int]]:
    """List the sections with questions that are asked: the section, how many are answered, and how many asked."""
    asked = assessment.asked()
    open_ids = {question.id for question in assessment.open()}
    found = []
    for section in assessment.questionnaire.sections:
        here = [question.id for question in asked if question.section == section.id]
        if here:
            found.append((section, len(here) - len(open_ids.intersection(here)), len(here)))
    return found

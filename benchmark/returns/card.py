"""A mentoring card: what one council shows to one other, section by section as it chooses, with its name on it.

Unlike a return it is not anonymous. It holds levels and targets: never a note, evidence, a reason or a role.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from benchmark.council.assessment import Assessment
from benchmark.council.open_part import closed_sections
from benchmark.errors import UsageError
from benchmark.questions.answer import Code
from scoring.codes import UNANSWERED
from scoring.questionnaire import OVERALL, Questionnaire, Section

LONGEST: Final = 200


@dataclass(frozen=True)
class Card:
    """What a mentoring card says. `answers` and `targets` are codes, by the ids of the questions."""

    council: str
    contact: str
    questionnaire: Questionnaire
    sections: tuple[str, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Code] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    serves_inside: str = ""


def one_line(text: str) -> str:
    """Complain about a text that cannot stand on a card; nothing where it can."""
    if not text.strip():
        return "Write something."
    if not text.isprintable():
        return "Use one line of plain text."
    return "" if len(text) <= LONGEST else f"Shorten it to {LONGEST} characters."


def card_sections(questionnaire: Questionnaire) -> list[Section]:
    """List the sections that a council chooses among: those that hold questions of their own."""
    return [section for section in questionnaire.sections if questionnaire.by_section[section.id]]


def open_ids(questionnaire: Questionnaire) -> tuple[str, ...]:
    """List the sections that "all" means: without those that leave only if they are named."""
    closed = closed_sections(questionnaire)
    return tuple(section.id for section in card_sections(questionnaire) if section.id not in closed)


def named_ids(questionnaire: Questionnaire, names: Collection[str]) -> tuple[str, ...]:
    """Give the sections that are named, and those inside them; of what is on demand only what is named itself."""
    known = {section.id for section in questionnaire.sections}
    for name in names:
        if name not in known:
            raise UsageError(f'There is no section "{name}". Use one of: {", ".join(known)}.')
    closed = closed_sections(questionnaire)
    return tuple(
        section.id
        for section in card_sections(questionnaire)
        if section.id in names or (section.id not in closed and _above(questionnaire, section) & set(names))
    )


def make_card(
    assessment: Assessment, sections: Collection[str], *, council: str, contact: str, serves_inside: str = ""
) -> Card:
    """Make the card of a council from its answers: of the chosen sections, and nothing but levels and targets."""
    for what, text in (("--name", council), ("--contact", contact), ("--serves-inside", serves_inside or "none")):
        if complaint := one_line(text):
            raise UsageError(f"{what}: {complaint}")
    if not sections:
        raise UsageError("No section is chosen, so there is nothing to put on a card.")
    questionnaire = assessment.questionnaire
    leaving = list(leaving_ids(questionnaire, sections))
    codes, targets = assessment.codes(), assessment.targets()
    return Card(
        council.strip(),
        contact.strip(),
        questionnaire,
        tuple(section.id for section in card_sections(questionnaire) if section.id in sections),
        {a.id: assessment.attributes[a.id] for a in questionnaire.attributes if a.id in assessment.attributes},
        {name: codes[name] for name in leaving if codes[name] is not UNANSWERED},
        {name: targets[name] for name in leaving if name in targets},
        serves_inside.strip(),
    )


def leaving_ids(
    questionnaire: Questionnaire, sections: Collection[str], without: Collection[str] = ()
) -> Iterator[str]:
    """List the questions of the chosen sections, without those that are named.

    One that hangs on an answer that stays tells of it, and stays too.
    """
    staying = set(without)
    for question in questionnaire.questions:
        if question.id in staying:
            continue
        if question.section not in sections or not staying.isdisjoint(question.asked_if):
            staying.add(question.id)
        else:
            yield question.id


def _above(questionnaire: Questionnaire, section: Section) -> set[str]:
    """List the sections that a section stands in."""
    found = set()
    parent = section.parent
    while parent not in (None, OVERALL):
        found.add(parent or OVERALL)
        parent = questionnaire.section(parent or OVERALL).parent
    return found

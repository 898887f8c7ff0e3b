"""What is said before a mentoring card is written: all that it shows, to whom, and the file itself."""

from collections.abc import Iterator
from pathlib import Path

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.council.open_part import closed_sections
from benchmark.returns.card import Card, card_sections
from benchmark.returns.card_file import card_text

NAMED = (
    "A card is named: whoever gets it knows that these are your answers, and can find your return in a pool that they "
    "hold. Give it only to the council that you mean to meet."
)
CONTACT = "Use a role and an address of the council, such as Head of digital, digital@ambleford.example."


def card_preview(card: Card, path: Path) -> str:
    """Say what the card would show and what stays, and show its file."""
    lines = card_text(card, path.name).splitlines()
    parts = [
        _block("What the card shows", _shown(card)),
        _block("What stays here", _staying(card)),
        _block("Who can read it", [NAMED, "Freedom of information law applies to what you hold, and what they hold."]),
        "The file, whole:\n\n" + "\n".join(f"  {line}".rstrip() for line in lines),
    ]
    return "\n\n".join(parts)


def _shown(card: Card) -> Iterator[str]:
    questionnaire = card.questionnaire
    yield f"Your council: {card.council}"
    yield f"Contact: {card.contact}"
    if card.serves_inside:
        yield f"It serves inside: {card.serves_inside}"
    for attribute in questionnaire.attributes:
        if attribute.id in card.attributes:
            yield f"{attribute.title}: {dict(attribute.options)[card.attributes[attribute.id]]}"
    titles = [questionnaire.section(section).title for section in card.sections]
    yield f"Levels ({len(card.answers)} answers) and targets ({len(card.targets)}) of: {', '.join(titles)}"


def _staying(card: Card) -> Iterator[str]:
    yield "All notes, evidence, reasons and roles; everything about this computer"
    closed = closed_sections(card.questionnaire)
    for section in card_sections(card.questionnaire):
        if section.id not in card.sections:
            why = ": only if you name it, because its answers leave only on demand" if section.id in closed else ""
            yield f"{section.title}{why}"


def _block(title: str, lines: Iterator[str] | list[str]) -> str:
    return "\n".join([title, *(wrap(line, console.width(), "    ", "  - ") for line in lines)])

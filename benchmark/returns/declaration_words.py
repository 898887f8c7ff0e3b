"""What is said before a council's page is written: every word that it shows, what stays, and who can read it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.questions.answer import answer_words, brief_words
from benchmark.returns.declaration import Commitment, Page
from scoring.codes import UNANSWERED

NAMED: Final = (
    "A page is named and public: everybody can read it and keep a copy, also after you take it down. Who reads it can "
    "find your return to this question set in a pool that they hold."
)


def page_preview(page: Page, paths: Sequence[Path]) -> str:
    """Say what the page would show, commitment by commitment, and what stays."""
    parts = [
        _block("What the page shows", _top(page)),
        *(_block(title, lines) for title, lines in _commitments(page)),
        _block("What stays here", _staying(page)),
        _block("Who can read it", [NAMED, "It is your own word: the page says so, and that nobody checked it."]),
        _block("The files", [str(path) for path in paths]),
    ]
    return "\n\n".join(parts)


def _top(page: Page) -> Iterator[str]:
    yield f"Your council: {page.council}"
    yield f"Contact: {page.contact or 'none'}"
    yield f"Where the page will be: {page.address or 'not said'}"
    questionnaire = page.questionnaire
    yield f"{questionnaire.title}, version {questionnaire.version}, round {page.round}"
    links = sum(bool(commitment.link) for commitment in page.commitments)
    answered = sum(commitment.code is not UNANSWERED for commitment in page.commitments)
    yield (
        f"{len(page.commitments)} questions, {answered} of them answered in this round, and {links} web addresses of "
        "evidence, as follows"
    )


def _commitments(page: Page) -> Iterator[tuple[str, list[str]]]:
    by_id = page.by_id
    for section in page.questionnaire.sections:
        here = [by_id[q.id] for q in page.questionnaire.by_section[section.id] if q.id in by_id]
        if here:
            yield section.title, ["\n".join(_lines(page, commitment)) for commitment in here]


def _lines(page: Page, commitment: Commitment) -> Iterator[str]:
    """Say all that the page shows of one commitment, a thing a line."""
    question, language = page.questionnaire.question(commitment.id), page.questionnaire.language
    yield question.text
    yield answer_words(question, commitment.code, language)
    beside = []
    if commitment.before is not None:
        beside.append(f"In {page.last_round}: {brief_words(question, commitment.before, language)}.")
    if commitment.target is not None:
        beside.append(f"Aims at: {brief_words(question, commitment.target, language)}.")
    if beside:
        yield " ".join(beside)
    if commitment.link:
        yield f"Evidence: {commitment.link}"


def _staying(page: Page) -> Iterator[str]:
    yield "All notes, reasons and roles; all evidence but the addresses above; every score"
    yield "Everything about this computer"
    yield from page.left_out


def _block(title: str, lines: Iterator[str] | Sequence[str]) -> str:
    return "\n".join([title, *(wrap(line, console.width(), "    ", "  - ") for line in lines)])

"""A council's own page, for everybody to read: each commitment, how far it has come, and where that can be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.outputs.page import page_environment, spoken
from benchmark.questions.answer import answer_words, brief_words
from benchmark.returns.declaration import SET, Commitment, Page
from scoring.codes import UNANSWERED
from scoring.questionnaire import Questionnaire

OWN_WORD: Final = "This is the council's own word. Nobody else has checked it."
_SAME: Final = "the same"


@dataclass(frozen=True, slots=True)
class Entry:
    """One commitment as the page shows it, all in words. `moved` is up, down, the same, or empty."""

    id: str
    text: str
    now: str
    words: str
    before: str
    target: str
    target_words: str
    link: str
    moved: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the page."""

    title: str
    about: str
    entries: tuple[Entry, ...]


def noun(questionnaire: Questionnaire, count: int) -> str:
    """Call what the set asks by its name, with its number: a commitment of the Declaration, or else a question."""
    name = "commitment" if questionnaire.id == SET else "question"
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def highest_level(questionnaire: Questionnaire) -> str:
    """Give the highest level, where every question has the same levels; else nothing."""
    highest = {question.options[-1].id if question.levels else "" for question in questionnaire.questions}
    return highest.pop() if len(highest) == 1 else ""


def moves(page: Page) -> Mapping[str, str]:
    """Say of each commitment how its answer moved since the last round, where that can be said."""
    from benchmark.council.opinions import shares_of  # noqa: PLC0415 - heavy: only pages that are written need it

    found = {}
    for commitment in page.commitments:
        if commitment.before is None or commitment.code is UNANSWERED:
            continue
        question = page.questionnaire.question(commitment.id)
        then, now = shares_of(page.questionnaire, question, [commitment.before, commitment.code])
        if then is not None and now is not None:
            found[commitment.id] = "up" if now > then else "down" if now < then else _SAME
    return found


def page_parts(page: Page) -> tuple[Part, ...]:
    """Put the page together, section by section."""
    moved, by_id, questionnaire = moves(page), page.by_id, page.questionnaire
    parts = (
        Part(
            section.title,
            section.about,
            tuple(
                _entry(page, by_id[question.id], moved.get(question.id, ""))
                for question in questionnaire.by_section[section.id]
                if question.id in by_id
            ),
        )
        for section in questionnaire.sections
    )
    return tuple(part for part in parts if part.entries)


def moved_words(page: Page) -> str:
    """Say how the answers moved since the last round; nothing where there is none to compare with."""
    found = list(moves(page).values())
    if not found:
        return ""
    counts = [(found.count(kind), words) for kind, words in (("up", "higher"), ("down", "lower"), (_SAME, "the same"))]
    return f"Since {page.last_round}: {', '.join(f'{count} {words}' for count, words in counts)}."


def render_page(page: Page, table: str) -> str:
    """Write the page. `table` is the name of the file that holds the same as a table, in the same folder."""
    answered = sum(commitment.code is not UNANSWERED for commitment in page.commitments)
    environment = page_environment()
    environment.filters["spoken"] = lambda text: spoken(text, page.questionnaire.language)
    return environment.get_template("declaration-page.html").render(
        page=page,
        set=page.questionnaire,
        parts=page_parts(page),
        own_word=OWN_WORD,
        noun=noun(page.questionnaire, 1).split()[1],
        highest=highest_level(page.questionnaire),
        shown=f"{noun(page.questionnaire, len(page.commitments))} shown, {answered} answered in this round.",
        moved=moved_words(page),
        aims=any(commitment.target is not None for commitment in page.commitments),
        left_out=_listed(page.left_out),
        table=table,
    )


def _entry(page: Page, commitment: Commitment, moved: str) -> Entry:
    question, language = page.questionnaire.question(commitment.id), page.questionnaire.language
    before, target = commitment.before, commitment.target
    answered = commitment.code is not UNANSWERED
    return Entry(
        question.id,
        question.text,
        brief_words(question, commitment.code, language) if answered else "No answer yet",
        answer_words(question, commitment.code, language) if answered else "There is no answer in this round yet.",
        "" if before is None else brief_words(question, before, language),
        "" if target is None else brief_words(question, target, language),
        "" if target is None else answer_words(question, target, language),
        commitment.link,
        moved,
    )


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names)

"""A spread in words and as a small picture of bars: how many gave which answer; who, only where that is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from benchmark import console
from benchmark.council.asking import shorten, wrap
from benchmark.council.one_question import option_choices
from benchmark.council.opinions import Opinions
from benchmark.council.roles import listed
from benchmark.council.typed import NONE, NOT_HERE
from benchmark.questions.answer import Code, answer_words, brief_words, chosen_ids, write_answer
from benchmark.questions.languages import words_of
from scoring.codes import NOT_APPLICABLE, Special
from scoring.questionnaire import Question
from scoring.spread import Spread

_WIDEST_BAR: Final = 8

Row = tuple[str, str, Sequence[str]]


def rows_of(question: Question, said: Mapping[str, Code], language: str) -> list[Row]:
    """Give what could be answered: its sign, its words, and the roles that said so; only numbers that were said."""
    words = words_of(language)
    away = [role for role, code in said.items() if code is NOT_APPLICABLE]
    last: list[Row] = [(NOT_HERE, words.not_applicable, away)] if away else []
    if question.number is not None:
        codes = sorted({float(code) for code in said.values() if not isinstance(code, Special)})
        shown = [(code, str(write_answer(question, code))) for code in codes]
        return [("", text, [role for role, own in said.items() if _is(own, code)]) for code, text in shown] + last
    chosen = {role: chosen_ids(question, code) for role, code in said.items()}
    found: list[Row] = [
        (choice.key, option.title, [role for role, ids in chosen.items() if option.id in ids])
        for choice, option in zip(option_choices(question), question.options, strict=True)
    ]
    if question.choose == "many":
        nothing = [role for role, ids in chosen.items() if not ids and role not in away]
        found += [(NONE, words.none, nothing)] if nothing else []
    return found + last


def picture(rows: Sequence[Row], width: int, *, people: int, plain: bool, named: bool, airy: bool) -> Iterator[str]:
    """Draw the answers below each other with a bar for how many gave each; in plain text with the number in words.

    `named` adds the roles; `airy` leaves a line between the answers.
    """
    cells = min(people, _WIDEST_BAR)
    for sign, text, roles in rows:
        count = len(roles)
        if plain or not people:
            yield wrap(f"{text}{_in_words(count)}", width, "     ", f"{sign:>3}  ")
        else:
            drawn = console.bar(1, max(round(count * cells / people), 1)) if count else ""
            label = f"{drawn:<{cells}} {count or '':>2}"
            indent = " " * (len(label) + 7)
            yield wrap(text, width, indent, f"{sign:>3}  {label}  ")
        if named and roles:
            yield wrap(listed(roles), width, "       ", "       ")
        if airy:
            yield ""


def notes_of(opinions: Opinions, *, named: bool) -> Iterator[str]:
    """Give what colleagues noted beside their answers; in the order of the alphabet where nobody is to be named."""
    texts = [(role, text) for role, answer in opinions.answers.items() for text in (answer.note, answer.reason) if text]
    if named:
        yield from (f"{role}: {text}" for role, text in texts)
    else:
        yield from sorted(text for _, text in texts)


def spread_words(question: Question, spread: Spread, language: str) -> str:
    """Say a spread in a line, such as "Level 1 to Level 3; 4 roles, 2 different answers"."""
    different = f"{spread.answered} roles, {spread.different} different answers"
    if not spread.differs:
        return f"all {spread.answered} the same"
    away = f", {spread.not_applicable} not applicable" if spread.not_applicable else ""
    if spread.lowest is None or spread.highest is None:
        return different + away
    low, high = (shorten(brief_words(question, code, language), 30) for code in (spread.lowest, spread.highest))
    return f"{low} to {high}; {different}{away}"


def recorded_words(opinions: Opinions, language: str) -> str:
    """Say what is recorded in the round; nothing where nothing is."""
    recorded = opinions.recorded
    if not recorded.answered:
        return ""
    said = shorten(answer_words(opinions.question, recorded.code, language), 60).removesuffix(".")
    if recorded.agreed and recorded.agreed.by:
        since = " Other answers have come in." if opinions.reopened else ""
        return f"Recorded now: {said}, agreed by {listed(recorded.agreed.by)}.{since}"
    return f"Recorded now, without asking colleagues: {said}."


def _in_words(count: int) -> str:
    return "" if not count else " (1 answer)" if count == 1 else f" ({count} answers)"


def _is(code: Code, value: float) -> bool:
    return not isinstance(code, Special) and float(code) == value

"""Advice on the words of a question set: short, plain, and levels that can be told apart."""

import difflib
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from benchmark.questions.advice import Advice, advise
from scoring.questionnaire import Question, Questionnaire

QUESTION_WORDS: Final = 25
LEVEL_WORDS: Final = 30
SENTENCE_WORDS: Final = 25
BARE_WORDS: Final = 3
# Two people would read these as different amounts.
VAGUE: Final = re.compile(
    r"\b(some|most|mostly|fully|partly|partially|largely|many|several|few|various|often|sometimes|usually|generally"
    r"|regularly|limited|significant|appropriate|adequate|good|robust|effective)\b",
    re.IGNORECASE,
)
NEGATIVE: Final = re.compile(
    r"\b(not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['\u2019]t)\b", re.IGNORECASE
)
_ALIKE: Final = 0.9
# Comparing takes long: only what could be a level is compared.
_LONGEST_COMPARED: Final = 60
_MOST_COMPARED: Final = 12
_PARTS: Final = (("why", "why"), ("next", "next_steps"), ("source", "sources"))


def text_advice(questionnaire: Questionnaire) -> Iterator[Advice]:
    """Give advice on the words of every question, in their order."""
    lacking = {key: [q for q in questionnaire.questions if _lacks(q, key, name)] for key, name in _PARTS}
    everywhere = {
        key for key, _ in _PARTS if len(lacking[key]) == len([q for q in questionnaire.questions if _wants(q, key)])
    }
    for key in sorted(everywhere):
        if lacking[key]:
            yield advise("none-says", "the whole set", key=key)
    for question in questionnaire.questions:
        place = f'question "{question.id}"'
        yield from _question_advice(question, place)
        yield from _level_advice(question, place)
        keys = [f"`{key}`" for key, _ in _PARTS if question in lacking[key] and key not in everywhere]
        if keys:
            yield advise("says-nothing-about", place, keys=" and no ".join(keys))


def _wants(question: Question, key: str) -> bool:
    return key != "next" or (question.levels and question.scored)


def _lacks(question: Question, key: str, name: str) -> bool:
    return _wants(question, key) and not getattr(question, name)


def _question_advice(question: Question, place: str) -> Iterator[Advice]:
    words = len(question.text.split())
    if words > QUESTION_WORDS:
        yield advise("long-question", place, words=words, limit=QUESTION_WORDS)
    else:
        yield from _sentences(question.text, place)
    if "?" not in question.text:
        yield advise("no-question-mark", place)
    for sentence in sentences(question.text):
        negatives = NEGATIVE.findall(sentence)
        if len(negatives) > 1:
            yield advise("two-negatives", place, first=negatives[0], second=negatives[1])


def _level_advice(question: Question, place: str) -> Iterator[Advice]:
    """Give advice on the titles of options; only levels are held to describe something."""
    for option in question.options:
        words = len(option.title.split())
        if words > LEVEL_WORDS:
            yield advise("long-level", place, id=option.id, words=words, limit=LEVEL_WORDS)
        else:
            yield from _sentences(option.title, place)
        vague = VAGUE.search(option.title) if question.levels else None
        if vague:
            yield advise("vague-word", place, id=option.id, word=vague[0])
    bare = [option.id for option in question.options if len(option.title.split()) <= BARE_WORDS]
    if question.levels and bare:
        yield advise("bare-levels", place, limit=BARE_WORDS, ids=", ".join(bare))
    for one, other in combinations(question.options[:_MOST_COMPARED], 2):
        if _alike(one.title, other.title):
            yield advise("alike", place, first=one.id, second=other.id)


def _sentences(text: str, place: str) -> Iterator[Advice]:
    for sentence in sentences(text):
        words = sentence.split()
        if len(words) > SENTENCE_WORDS:
            yield advise("long-sentence", place, words=len(words), start=" ".join(words[:4]), limit=SENTENCE_WORDS)


def sentences(text: str) -> list[str]:
    """Split a text after each full stop, question mark or exclamation mark that a space follows."""
    return re.split(r"(?<=[.?!])\s+", text.strip())


def _alike(one: str, other: str) -> bool:
    """Say whether two texts differ in less than a tenth of their words, and in no number."""
    first, second = (re.findall(r"\w+", text.casefold()) for text in (one, other))
    if first == second:
        return True
    if max(len(first), len(second)) > _LONGEST_COMPARED or any(map(_has_digit, set(first) ^ set(second))):
        return False
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() > _ALIKE


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)

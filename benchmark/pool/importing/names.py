"""The words by which the questions and attributes of a set are found."""

from benchmark.tables.names import words_of
from scoring.questionnaire import Questionnaire


def known_words(questionnaire: Questionnaire) -> dict[str, frozenset[str]]:
    """Give the words by which every question and attribute is found."""
    found = {q.id: words_of(q.text) | words_of(q.id.replace("-", " ")) for q in questionnaire.questions}
    return found | {a.id: words_of(a.title) | words_of(a.id.replace("-", " ")) for a in questionnaire.attributes}

"""Check a question set against an earlier version: a version that should have been raised, ids that changed meaning."""

from collections.abc import Iterator, Sequence

from benchmark.faults import Fault, fault
from benchmark.questions.advice import Advice, advise
from benchmark.questions.change_words import change_words
from benchmark.questions.difference import Change, Difference, compare_editions
from scoring.questionnaire import Questionnaire

_MOST_NAMED = 5


def version_faults(questionnaire: Questionnaire, other: Questionnaire, where: str, file: str) -> Iterator[Fault]:
    """Report that scores can move between two editions with the same id and version; `where` is the other's place."""
    if (questionnaire.id, questionnaire.version) != (other.id, other.version):
        return
    difference = compare_editions(other, questionnaire)
    if difference.moves:
        what = "; ".join(_what_moves(difference))
        yield fault("version-not-raised", file, "version", version=questionnaire.version, where=where, what=what)


def meaning_advice(questionnaire: Questionnaire, old: Questionnaire) -> Iterator[Advice]:
    """Report the questions whose answers mean something else than under the same id before."""
    for item in compare_editions(old, questionnaire).questions:
        if not item.same_meaning:
            what = "; ".join(change_words(change) for change in item.changes if _is_meaning(change))
            yield advise("means-something-else", f'question "{item.id}"', version=old.version, what=what)


def _is_meaning(change: Change) -> bool:
    return change.what in ("options", "choose", "cap") or change.what.startswith(("points of", "number: "))


def _what_moves(difference: Difference) -> Sequence[str]:
    """Name what can move a score; where that is much, the first of it."""
    named = [change.what for change in difference.whole if change.moves]
    for kind in ("attributes", "sections", "themes", "questions"):
        one = kind.removesuffix("s")
        for item in getattr(difference, kind):
            if item.moves:
                whats = ", ".join(change.what for change in item.changes if change.moves) or item.status
                named.append(f'{one} "{item.id}" ({whats})')
    return named if len(named) <= _MOST_NAMED else [*named[:_MOST_NAMED], f"and {len(named) - _MOST_NAMED} more"]

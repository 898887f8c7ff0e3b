"""Write a crosswalk for an author to complete: what is sure as entries, what is guessed as comments."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import tomli_w

from benchmark.questions.crosswalk import FORMAT
from benchmark.questions.difference import Edition, Item, compare_editions, status_of
from scoring.questionnaire import Question, Questionnaire

_HEADER: Final = """\
# What became of each question, from one version to the next. Rounds are compared across versions by this file.
#
# status    same      the same question; small corrections of the text count as the same
#           reworded  other words; an answer still means the same, so that rounds can be compared
#           changed   an answer means something else now, so that rounds cannot be compared
#           split     one question became several:  from = "a"         to = ["b", "c"]
#           merged    several questions became one: from = ["a", "b"]  to = "c"
#           dropped   it is gone: only `from`
#           new       it was not there before: only `to`
# note      anything that a reader should know
#
# Every question of both versions stands in exactly one entry. Nobody but the author can know what was split, merged or
# renamed: read each entry, and the guesses, which are comments. They rest on alike words and nothing else.
"""
_ALIKE: Final = 0.6
# Comparing texts takes long: of many pairs, or of long texts, nothing is guessed.
_MOST_PAIRS: Final = 2_000
_LONGEST: Final = 300


def draft_crosswalk(before: Questionnaire, after: Questionnaire) -> str:
    """Write the draft: one entry for each question, in the new order; those that are gone come last."""
    difference = compare_editions(before, after)
    items = {item.id: item for item in difference.questions}
    gone = [question for question in before.questions if question.id not in after.question_index]
    fresh = [question for question in after.questions if question.id not in before.question_index]
    guesses = _guesses(gone, fresh)
    parts = [_HEADER, tomli_w.dumps({"format": FORMAT, **_editions(difference.before, difference.after)})]
    every = (*after.questions, *gone)
    parts += [_entry(question.id, items.get(question.id), guesses.get(question.id, ())) for question in every]
    return "\n".join(parts)


def _editions(before: Edition, after: Edition) -> dict[str, Any]:
    return {
        side: {"questionnaire": edition.id, "version": edition.version, "fingerprint": edition.fingerprint}
        for side, edition in (("from", before), ("to", after))
    }


def _entry(name: str, item: Item | None, guesses: Sequence[str]) -> str:
    """Write one entry, with its guesses as comments above it."""
    status = status_of(item)
    sides = {"dropped": ("from",), "new": ("to",)}.get(status, ("from", "to"))
    entry = {**dict.fromkeys(sides, name), "status": status}
    return "".join(f"# {line}\n" for line in [*_comments(item), *guesses]) + "[[question]]\n" + tomli_w.dumps(entry)


def _comments(item: Item | None) -> Iterator[str]:
    if item is not None and item.changes:
        yield f"What differs: {', '.join(change.what for change in item.changes)}."
    if item is not None and status_of(item) == "reworded":
        yield 'Check: if an answer means something else now, the status is "changed".'


def _guesses(gone: Sequence[Question], fresh: Sequence[Question]) -> dict[str, list[str]]:
    """Guess what was renamed, split or merged, from words that are alike: comments by the id that they stand above."""
    if len(gone) * len(fresh) > _MOST_PAIRS:
        return {}
    pairs = [(old.id, new.id) for old in gone for new in fresh if _alike(old, new)]
    becomes, comes_from = _grouped(pairs), _grouped([(new, old) for old, new in pairs])
    guesses: dict[str, list[str]] = {}
    for old, new in becomes.items():
        if len(new) > 1:
            guesses[old] = [_guess("split", f'from = "{old}"', f"to = {_listed(new)}")]
        elif len(comes_from[new[0]]) == 1:
            guesses[old] = [_guess("reworded, or changed", f'from = "{old}"', f'to = "{new[0]}"')]
    for name, several in comes_from.items():
        if len(several) > 1:
            guesses[name] = [_guess("merged", f"from = {_listed(several)}", f'to = "{name}"')]
    return guesses


def _guess(status: str, before: str, after: str) -> str:
    return f"A guess: {status}, {before}, {after}. If so, write that as one entry, and remove those that it replaces."


def _listed(names: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _grouped(pairs: Sequence[tuple[str, str]]) -> Mapping[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for one, other in pairs:
        grouped.setdefault(one, []).append(other)
    return grouped


def _alike(one: Question, other: Question) -> bool:
    first, second = (" ".join(question.text.casefold().split())[:_LONGEST] for question in (one, other))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE

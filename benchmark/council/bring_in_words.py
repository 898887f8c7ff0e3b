"""Say what a form or a workbook would change in a council's folder, and what it did."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmark.council.asking import shorten
from benchmark.council.assessment import Answer
from benchmark.council.bring_in import Change, Fact, Merge
from benchmark.questions.answer import answer_words
from scoring.codes import NOT_APPLICABLE
from scoring.questionnaire import Question

if TYPE_CHECKING:
    from types import ModuleType

_LONGEST: Final = 60
_NAMES: Final = {"answer": "answer", "target": "target", "note": "note", "evidence": "evidence"}
_NAMES_TOO: Final = {"reason": "reason", "by": "who answered"}


def preview_lines(merge: Merge, file: str = "the form") -> Iterator[str]:
    """Say all that bringing a file in would change, before it does. `file` is what to call it."""
    if merge.new:
        yield f"New: {_answers(len(merge.new))}."
    if merge.confirmed:
        yield f"Confirmed, as carried over from an earlier round: {_answers(len(merge.confirmed))}."
    if merge.lines:
        yield from _words_of_lines().preview(merge.lines)
    if merge.added:
        yield f"Beside answers that stay: notes, evidence, targets or roles for {_questions(len(merge.added))}."
    for fact in merge.facts:
        yield _fact_line(fact)
    if merge.replaced:
        yield f"Replaced: something recorded here, for {_questions(len(merge.replaced))}."
        for change in merge.replaced:
            yield f"  - {change.question.id}: {change.question.text}"
            yield from (f"      {line}" for line in _change_lines(change))
    if merge.newer and merge.needs_a_yes:
        yield f"The answers here were saved after {file} was."


def result_lines(merge: Merge, path: Path, aside: Path | None, file: str = "the form") -> Iterator[str]:
    """Say what was done."""
    kept_lines = merge.lines.left if merge.lines else ()
    if merge.nothing and (merge.left or kept_lines):
        yield "Nothing was changed."
    elif merge.nothing:
        yield f"Everything in {file} is here already; nothing was changed."
    else:
        yield f"Written: {path}"
    if aside is not None:
        yield f"The answers as they were before are kept as {aside}."
    yield from merge.carried
    if merge.same and not merge.nothing:
        yield f"The same here already: {_questions(merge.same)}."
    if merge.kept:
        yield f"Left open in {file}, and kept as recorded here: {_answers(merge.kept)}."
    if merge.left:
        yield f"Kept as recorded here, and different in {file}: {', '.join(c.question.id for c in merge.left)}."
    if merge.lines:
        yield from _words_of_lines().result(merge.lines, merge.assessment, file, nothing=merge.nothing)
    yield from _remarks(merge)
    asked, left = len(merge.assessment.asked()), len(merge.assessment.open())
    yield f"{asked - left} of {asked} questions are answered."


def _remarks(merge: Merge) -> Iterator[str]:
    """Say what a reader of the answers should know of them."""
    asked = {question.id for question in merge.assessment.asked()}
    away = [c.question.id for c in merge.changes if c.question.id not in asked and c.after.answered]
    if away:
        yield f"Not asked of this council, so kept and not counted: {', '.join(away)}."
    bare = [c.question.id for c in merge.changes if c.after.code is NOT_APPLICABLE and not c.after.reason]
    if bare:
        yield f"Not applicable, without a reason: {', '.join(bare)}."


def _fact_line(fact: Fact) -> str:
    titles = dict(fact.attribute.options)
    now = f" In place of: {titles.get(fact.before, fact.before)}." if fact.before is not None else ""
    return f"{fact.attribute.title}: {titles[fact.after]}.{now}"


def _change_lines(change: Change) -> Iterator[str]:
    names = {**_NAMES, **_NAMES_TOO}
    for part in change.replaces:
        before, after = (_words(change.question, answer, part) for answer in (change.before, change.after))
        yield f"{names[part]}: {before} -> {after}"


def _words(question: Question, answer: Answer, part: str) -> str:
    if part == "answer":
        return shorten(answer_words(question, answer.code), _LONGEST)
    if part == "target":
        return "none" if answer.target is None else shorten(answer_words(question, answer.target), _LONGEST)
    return f'"{shorten(getattr(answer, part), _LONGEST)}"'


def _words_of_lines() -> "ModuleType":
    from benchmark.council import entries_words  # noqa: PLC0415 - few sets have a register

    return entries_words


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"

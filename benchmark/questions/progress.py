"""How far a translation is: what is translated, what is not, and whose original has changed since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmark.questions.languages import MARK, english_name
from benchmark.questions.originals import Data, Path, find, original_words, scale_of_questions, walk
from benchmark.questions.translation import Translation

# More than these are counted, not listed.
_SHOWN = 12


@dataclass(frozen=True)
class Progress:
    """What of a question set is translated. Each list names texts by their way, such as question.reuse.text."""

    language: str
    reviewed: bool
    questions: tuple[int, int]
    answers: tuple[int, int]
    texts: tuple[int, int]
    missing: tuple[str, ...]
    changed: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Say it in words: a line of counts, then advice."""
        parts = [_share(self.questions, "questions"), _share(self.answers, "levels and options")]
        review = "reviewed" if self.reviewed else "not reviewed"
        counts = ", ".join([*(part for part in parts if part), _share(self.texts, "texts in all")])
        yield f"{english_name(self.language)} ({self.language}): {counts}; {review}."
        if self.missing:
            yield f"Not translated, so shown with {MARK.strip()} in front: {_listed(self.missing)}."
        if self.changed:
            yield f"The original has changed since: {_listed(self.changed)}."


def progress(translation: Translation, original: Data, changed: Sequence[Path] = ()) -> Progress:
    """Count what is translated. `changed` lists the texts whose original is no longer what the translator saw."""
    done: dict[Path, bool] = {path: bool(find(translation.given, path).strip()) for path, _ in countable(original)}
    questions = [told for path, told in done.items() if path[0] == "question" and path[-1] == "text"]
    answers = [told for path, told in done.items() if _is_answer(path)]
    return Progress(
        translation.language,
        translation.reviewed,
        (sum(questions), len(questions)),
        (sum(answers), len(answers)),
        (sum(done.values()), len(done)),
        tuple(name_of(path) for path, told in done.items() if not told),
        tuple(name_of(path) for path in changed),
    )


def countable(original: Data) -> Iterator[tuple[Path, str]]:
    """List the texts that a whole translation has: an answer scale counts once, however many questions use it."""
    return ((path, text) for path, text in walk(original_words(original)) if text and not is_shared(path, original))


def is_shared(path: Path, original: Data) -> bool:
    """Say whether a text is that of an answer scale, repeated in a question that uses it."""
    return path[0] == "question" and path[2:3] == ("options",) and path[1] in scale_of_questions(original)


def name_of(path: Path) -> str:
    """Name a text by its way."""
    return ".".join(path)


def _is_answer(path: Path) -> bool:
    """Say whether a text is a level or an option that may be chosen."""
    return path[0] == "scale" or (path[0] == "question" and path[2] in ("levels", "options"))


def _share(counts: tuple[int, int], what: str) -> str:
    return f"{counts[0]} of {counts[1]} {what}" if counts[1] else ""


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more

"""What a merged council starts from, question by question: the lowest of its predecessors.

Until services are joined, some residents have no more than what the weakest predecessor does. So the answer that is
true of the whole new council is the lowest; of several choices, what all of them chose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Final

from benchmark.questions.answer import Code, write_answer
from scoring.codes import NOT_APPLICABLE, Special
from scoring.questionnaire import Question

NOBODY: Final = "nobody answered"
NO_ORDER: Final = "the answers differ, and none of them is lower"
_HAIR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Start:
    """Where the new council starts. `code` is None where it is left open; `why` then says so."""

    code: Code | None
    why: str = ""


def start_of(question: Question, codes: Sequence[Code], shares: Sequence[float | None]) -> Start:
    """Find the start from the predecessors' answers, each with its share where it has one."""
    valued = [(code, share) for code, share in zip(codes, shares, strict=True) if not isinstance(code, Special)]
    if not valued:
        return Start(NOT_APPLICABLE) if NOT_APPLICABLE in codes else Start(None, NOBODY)
    if question.choose == "many":
        return Start(reduce(and_, (int(code) for code, _ in valued)))
    lowest = min((share for _, share in valued if share is not None), default=None)
    found = {code for code, share in valued if lowest is None or (share is not None and share <= lowest + _HAIR)}
    # Options that are worth the same, and questions that are not scored, have no lowest.
    return Start(found.pop()) if len(found) == 1 else Start(None, NO_ORDER)


def next_of_all(question: Question, codes: Sequence[Code]) -> tuple[str, ...]:
    """List what none of them does yet: the option above the best, or the options that nobody chose."""
    valued = [int(code) for code in codes if not isinstance(code, Special)]
    if not valued or question.number is not None or not question.scored:
        return ()
    if question.choose == "many":
        return tuple(
            option.title
            for at, option in enumerate(question.options)
            if option.points > 0 and not any(code >> at & 1 for code in valued)
        )
    best = max(question.options[code].points for code in valued)
    above = sorted((option for option in question.options if option.points > best), key=lambda option: option.points)
    return (f"Level {above[0].id}: {above[0].title}" if question.levels else above[0].title,) if above else ()


def start_value(question: Question, start: Start) -> object:
    """Write a start as a file of answers holds it; None where it is left open."""
    return None if start.code is None else write_answer(question, start.code)

"""Where colleagues differ, in words: a few lines for the score screen, and tables for the private report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from benchmark.council.asking import wrap
from benchmark.council.findings import FEWEST, Finding, RoleFinding
from benchmark.council.opinions import Opinions
from benchmark.council.roles import listed
from benchmark.council.spread_words import spread_words
from benchmark.questions.answer import brief_words
from scoring.spread import Standing, Tally

_INDENT: Final = " " * 16


@dataclass(frozen=True)
class ColleaguesView:
    """What the report shows of colleagues: rows of texts; `single` has each role's answers, where it was asked for."""

    lines: tuple[str, ...]
    sections: tuple[tuple[str, ...], ...]
    widest: tuple[tuple[str, ...], ...]
    roles: tuple[str, ...]
    across: tuple[str, ...] = ()
    single: tuple[tuple[str, ...], ...] = ()


def score_lines(finding: Finding, width: int, again: str) -> Iterator[str]:
    """Say in a line how far colleagues differ, and how many answers are not agreed; `again` is how they agree."""
    yield wrap(_brief(finding), width, _INDENT, f"{'Colleagues':<{len(_INDENT)}}")
    for line in _open(finding, again):
        yield wrap(line, width, _INDENT, _INDENT)


def colleagues_view(finding: Finding, *, with_colleagues: bool = False) -> ColleaguesView:
    """Gather what the report shows."""
    language = finding.language
    return ColleaguesView(
        lines=(*_whole(finding), *_open(finding, "council-benchmark agree")),
        sections=tuple((each.title, *_counts(each.tally)) for each in finding.sections),
        widest=tuple(
            (each.question.text, each.section, spread_words(each.question, each.spread, language), each.agreed)
            for each in finding.widest
        ),
        roles=tuple(_role_words(each) for each in finding.by_role),
        across=finding.roles if with_colleagues else (),
        single=tuple(_single(each, finding) for each in finding.opinions if each.answers) if with_colleagues else (),
    )


def _brief(finding: Finding) -> str:
    """Say it in one line."""
    whole, count = finding.whole, len(finding.roles)
    if not whole.compared:
        return f"{'1 role' if count == 1 else f'{count} roles'} answered; no question was answered by two."
    # Who it was is not known any more where every answer was changed later.
    who = f"{count} roles" if count else "They"
    apart = f"; mean distance {whole.distance:.0%}" if whole.distance is not None else ""
    return f"{who} differed on {whole.differ} of {whole.compared} questions{apart}."


def _whole(finding: Finding) -> Iterator[str]:
    whole = finding.whole
    if finding.roles:
        yield f"Answered for the council: {listed(finding.roles)}."
    if not whole.compared:
        yield "No question was answered by two of them."
        return
    yield f"They differed on {whole.differ} of the {whole.compared} questions that two or more answered."
    if whole.distance is not None:
        yield f"From the lowest to the highest answer it is {_percent(whole.distance)}, on average."


def _open(finding: Finding, again: str) -> Iterator[str]:
    if finding.open:
        count = "1 question is" if finding.open == 1 else f"{finding.open} questions are"
        yield f"{count} not agreed yet: {again}"


def _counts(counted: Tally) -> tuple[str, str, str]:
    apart = "" if counted.distance is None else f"{counted.distance:.0%}"
    return str(counted.compared), f"{counted.differ} ({counted.share or 0:.0%})", apart


def _percent(distance: float) -> str:
    return f"{distance:.0%} of the range of a question"


def _role_words(found: RoleFinding) -> str:
    """Say how a role stands to what was agreed. It says nothing of who is right."""
    answered = "1 question" if found.answered == 1 else f"{found.answered} questions"
    if found.standing is None:
        return f"{found.role}: answered {answered}; fewer than {FEWEST} can be compared with agreed answers."
    return f"{found.role}: answered {answered}. {_standing_words(found.standing)}"


def _standing_words(stands: Standing) -> str:
    mean = stands.mean or 0.0
    whole = "" if not stands.below + stands.above else f" On average {abs(mean):.0%} of the range {_side(mean)}."
    return (
        f"Of {stands.compared} agreed answers, {stands.same} as agreed, {stands.below} lower and "
        f"{stands.above} higher.{whole}"
    )


def _side(mean: float) -> str:
    return "lower" if mean < 0 else "higher"


def _single(opinions: Opinions, finding: Finding) -> tuple[str, ...]:
    said = {role: brief_words(opinions.question, a.code, finding.language) for role, a in opinions.answers.items()}
    return (opinions.question.text, *(said.get(role, "") for role in finding.roles))

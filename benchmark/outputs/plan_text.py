"""The plan in the terminal, in at most 80 columns: what to do next, in order, and who does it by when."""

from collections.abc import Iterator
from typing import Final

from benchmark import console
from benchmark.council.asking import shorten, wrap
from benchmark.council.plan.check import REACHED, Checked, PlanCheck
from benchmark.council.plan.kept import DONE
from benchmark.council.plan.order import RULE, Line
from benchmark.council.plan.step import goal_words
from benchmark.council.plan.together import Together
from benchmark.council.plan.why import together_words, why
from benchmark.outputs.plan_view import PlanView
from scoring.codes import UNANSWERED

WIDTH: Final = 79
FIRST: Final = 10
_LISTED: Final = 8
_INDENT: Final = "    "


def plan_screen(view: PlanView, *, everything: bool = False, plain: bool = False) -> str:
    """Write the whole screen: the first steps or all of them. `plain` leaves styles out."""
    questionnaire = view.summary.assessment.questionnaire
    title = shorten(f"{questionnaire.title}, version {questionnaire.version}, {view.round}: what to do next", _width())
    lines = view.plan.lines if everything else view.plan.lines[:FIRST]
    parts = [
        [title if plain else console.styled(title, "bold"), *(wrap(line, _width()) for line in view.peers.lines)],
        ["\n".join(_line(line, view.checked(line.question.id))) for line in lines] or list(_nothing(view)),
        list(_together(view)),
        list(_others(view)),
        list(_rest(view, len(lines))),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _line(line: Line, kept: Checked | None) -> Iterator[str]:
    yield wrap(line.text, _width(), _INDENT, f"{line.number:>2}. ")
    yield wrap(f"{line.question.id}, {line.section.title}: {why(line)}.", _width(), _INDENT)
    if kept:
        yield wrap(f"Planned: {who(kept)}.{_concern(kept)}", _width(), _INDENT)


def who(kept: Checked) -> str:
    """Say who does a step, by when, and how far it is."""
    step = kept.step
    due = f"due {step.due}{f' ({kept.due})' if kept.due else ''}" if step.due else "no due round"
    return f"{step.owner or 'no owner'}, {due}, {step.status}"


def _concern(kept: Checked) -> str:
    """Say what somebody should look at."""
    return f" {kept.words}" if kept.step.status == DONE or kept.outcome == "fell" else ""


def _nothing(view: PlanView) -> Iterator[str]:
    if view.summary.overall.answered == 0:
        yield "No question is answered yet, so there is no step. Begin with: council-benchmark assess"
    else:
        yield "There is no step: every answer is at its best, has reached its target, or has none above it."


def _together(view: PlanView) -> Iterator[str]:
    if not view.plan.together:
        return
    yield "What moves only together"
    for found in view.plan.together:
        yield wrap(f"{together_words(found)}: {_needs(found, view)}.", _width(), "    ", "  - ")


def _needs(found: Together, view: PlanView) -> str:
    language = view.summary.assessment.questionnaire.language
    names = [
        f"{need.question.id} ({goal_words(need.question, UNANSWERED, need.goal, language)})" for need in found.needs
    ]
    some = f"any {found.enough} of " if found.enough < len(names) else ""
    return some + listed(names)


def _others(view: PlanView) -> Iterator[str]:
    if not view.others:
        return
    yield "Planned, and not in this list"
    for found in view.others:
        yield wrap(f"{found.question}: {found.way}. {who(found)}. {found.words}", _width(), "    ", "  - ")


def _rest(view: PlanView, shown: int) -> Iterator[str]:
    steps = len(view.plan.lines)
    if steps > shown:
        yield f"{steps - shown} more steps: --all shows them."
    if view.plan.open and view.summary.overall.answered:
        names = listed([question.id for question in view.plan.open])
        count = "1 question has" if len(view.plan.open) == 1 else f"{len(view.plan.open)} questions have"
        yield wrap(f"{count} no answer yet, and so no step: {names}.", _width())
    if steps:
        yield wrap(f"The order: {RULE}", _width())


def listed(names: list[str]) -> str:
    """List names; many of them are counted."""
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def check_screen(check: PlanCheck, title: str, version: str, *, plain: bool = False) -> str:
    """Write what became of the plan: step by step, then what moved without being planned."""
    head = shorten(title, _width())
    parts = [
        [head if plain else console.styled(head, "bold"), *_counts(check)],
        ["\n".join(_checked(found, version)) for found in check.steps],
        list(_unplanned(check)),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _counts(check: PlanCheck) -> Iterator[str]:
    steps, done = len(check.steps), sum(found.step.status == DONE for found in check.steps)
    planned = "1 step is planned" if steps == 1 else f"{steps} steps are planned"
    late = sum(found.due == "overdue" for found in check.steps)
    overdue = f" {late} overdue." if late else ""
    yield wrap(f"{planned}: {done} marked as done, {check.count(*REACHED)} reached.{overdue}", _width())


def _checked(found: Checked, version: str) -> Iterator[str]:
    yield (
        wrap(f"{found.question}: {found.text}", _width(), _INDENT, "  - ")
        if found.text != found.question
        else (f"  - {found.question}")
    )
    now = f", now {found.now}" if found.now else ""
    yield wrap(f"{found.way}{now}. {found.words}", _width(), _INDENT)
    yield wrap(f"{who(found)}. Planned in {found.step.round}.", _width(), _INDENT)
    if found.other_version and found.outcome != "not-in-set":
        words = f"Planned with version {found.step.version}; this is {version}. Check that it still means the same."
        yield wrap(words, _width(), _INDENT)


def _unplanned(check: PlanCheck) -> Iterator[str]:
    if not check.unplanned:
        return
    yield f"Moved since {check.since} without being in the plan"
    for move in check.unplanned:
        direction = "higher" if move.up else "lower"
        yield wrap(f"{move.question}: {direction}. {move.text}", _width(), "    ", "  - ")


def _width() -> int:
    """Give the columns that the screen takes: the same in every terminal that has them, fewer where it is narrower."""
    return min(WIDTH, console.width())

"""Ask which step is meant, and who does it by when; what was given as an option is not asked."""

from dataclasses import replace
from typing import Final

from benchmark.council.asking import Asker, ask_option, shorten
from benchmark.council.plan.change import Wanted
from benchmark.council.plan.kept import PLANNED, STATUSES, Kept
from benchmark.council.plan.order import build_plan
from benchmark.council.summary import Summary
from benchmark.errors import UsageError
from benchmark.questions.ids import name_fault

# More would not fit one screen; others can be named.
_OFFERED: Final = 10
_TITLE: Final = 60


def ask_step(asker: Asker, summary: Summary, kept: Kept, wanted: Wanted) -> tuple[list[str], Wanted]:
    """Ask for a step, of the first of the list and those that are planned; then for owner, due round and status."""
    lines = build_plan(summary).lines
    first = [line for line in lines if line.question.id in kept] + [
        line for line in lines[:_OFFERED] if line.question.id not in kept
    ]
    if not first:
        raise UsageError("There is no step to plan: answer first, or every answer is at its best.")
    options = [(line.question.id, shorten(f"{line.question.id}: {line.text}", _TITLE)) for line in first[:_OFFERED]]
    question_id = ask_option(asker, "Which step?", options)
    before = kept.get(question_id)
    owner, due, status = (before.owner, before.due, before.status) if before else ("", "", PLANNED)
    if wanted.owner is None:
        text = "Who answers for it? A role, such as Head of procurement. Never a name. It stays with the council."
        wanted = replace(wanted, owner=asker.write(text, owner))
    if wanted.due is None:
        text = "By which round should it be done? Such as 2027-spring."
        wanted = replace(wanted, due=asker.write(text, due, _complain))
    if wanted.status is None:
        states = [status, *(name for name in STATUSES if name != status)]
        wanted = replace(wanted, status=ask_option(asker, "How far is it?", [(name, name) for name in states]))
    return [question_id], wanted


def _complain(text: str) -> str:
    """Complain about what cannot be the name of a round."""
    found = name_fault(text, "") if text else None
    return f"{found.rule} {found.remedy}" if found else ""

"""The plan as every output shows it: the ordered steps, what is kept of them, whom it looks at, and its rows."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from benchmark.council.plan.check import Checked, PlanCheck, check_plan
from benchmark.council.plan.effects import Move
from benchmark.council.plan.kept import Kept
from benchmark.council.plan.order import RULE, Line, Plan, build_plan
from benchmark.council.plan.step import goal_words
from benchmark.council.plan.together import Together
from benchmark.council.plan.why import together_words, why
from benchmark.council.summary import Summary
from benchmark.pool.peers import Peers
from benchmark.questions.answer import Code
from scoring.codes import UNANSWERED
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

FORMAT: Final = "council-plan/1"
CHECK_FORMAT: Final = "council-plan-check/1"
NOBODY: Final = Peers((), used=False)


@dataclass(frozen=True)
class PlanView:
    """The plan with all that is shown beside it."""

    summary: Summary
    round: str
    plan: Plan
    check: PlanCheck
    peers: Peers

    def checked(self, question_id: str) -> Checked | None:
        """Give what is kept of the step of a question, with what became of it."""
        return next((checked for checked in self.check.steps if checked.question == question_id), None)

    @property
    def others(self) -> tuple[Checked, ...]:
        """List what is kept although there is no step of it in the list."""
        listed = {line.question.id for line in self.plan.lines}
        return tuple(checked for checked in self.check.steps if checked.question not in listed)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One step as a row of a table. Scores are as they are shown; empty where there is none."""

    number: int | None
    question: str
    section: str
    text: str
    step: str
    now: str
    to: str = ""
    target: str = ""
    overall_now: str = ""
    overall_then: str = ""
    section_now: str = ""
    section_then: str = ""
    lowest_now: str = ""
    lowest_then: str = ""
    together: str = ""
    peers: str = ""
    evidence: bool | None = None
    why: str = ""
    owner: str = ""
    due: str = ""
    status: str = ""
    state: str = ""
    note: str = ""


def view_plan(summary: Summary, round_id: str, kept: Kept, peers: Peers = NOBODY) -> PlanView:
    """Put the steps in order, and lay what is kept of them beside it."""
    plan = build_plan(summary, peers.shares)
    return PlanView(summary, round_id, plan, check_plan(kept, summary.assessment, round_id), peers)


def plan_rows(view: PlanView) -> list[PlanRow]:
    """Give a row for each step in order, and then for each that is kept without being in the list."""
    listed = [_row(line, view.checked(line.question.id)) for line in view.plan.lines]
    others = [
        _with_kept(PlanRow(None, found.question, "", found.text, found.way, found.now), found) for found in view.others
    ]
    return listed + others


def _row(line: Line, kept: Checked | None) -> PlanRow:
    effects = line.effects
    row = PlanRow(
        number=line.number,
        question=line.question.id,
        section=line.section.title,
        text=line.question.text,
        step=line.text,
        now=_answer(line, line.step.now),
        to=_answer(line, line.step.goal),
        target="" if line.target is None else _answer(line, line.target),
        overall_now=effects.overall.before_shown,
        overall_then=effects.overall.after_shown,
        section_now=effects.section.before_shown,
        section_then=effects.section.after_shown,
        lowest_now=effects.lowest.before_shown if effects.lowest else "",
        lowest_then=effects.lowest.after_shown if effects.lowest else "",
        together="; ".join(together_words(found) for found in line.together),
        peers=line.peers.words if line.peers else "",
        evidence=line.evidenced,
        why=why(line),
    )
    return _with_kept(row, kept) if kept else row


def _answer(line: Line, code: Code) -> str:
    return goal_words(line.question, UNANSWERED, code, line.language)


def _with_kept(row: PlanRow, found: Checked) -> PlanRow:
    step = found.step
    state = f"{found.words} {found.due.capitalize()}." if found.due else found.words
    return replace(row, owner=step.owner, due=step.due, status=step.status, state=state, note=step.note)


def plan_data(view: PlanView) -> dict[str, Any]:
    """Give the plan as plain data, for `plan --json`: exact scores beside those that are shown."""
    questionnaire = view.summary.assessment.questionnaire
    return {
        "format": FORMAT,
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "language": questionnaire.language,
        "fingerprint": fingerprint(questionnaire),
        "round": view.round,
        "rule": RULE,
        "peers": {"used": view.peers.used, "invited_only": view.peers.invited_only, "lines": list(view.peers.lines)},
        "steps": [_line_data(line, view.checked(line.question.id)) for line in view.plan.lines],
        "together": [_together_data(found) for found in view.plan.together],
        "open": [question.id for question in view.plan.open],
        "kept_without_a_step": [checked_data(found) for found in view.others],
    }


def _line_data(line: Line, kept: Checked | None) -> dict[str, Any]:
    return {
        **{
            name: value
            for name, value in asdict(_row(line, kept)).items()
            if name in ("number", "question", "section", "text", "step", "now", "to", "target", "why")
        },
        "moves": {
            "overall": _move_data(line.effects.overall),
            "section": _move_data(line.effects.section),
            "lowest": _move_data(line.effects.lowest) if line.effects.lowest else None,
        },
        "opens": line.effects.opens,
        "together": [_together_data(found) for found in line.together],
        "peers": asdict(line.peers) if line.peers else None,
        "evidence": line.evidenced,
        "kept": checked_data(kept) if kept else None,
    }


def _move_data(move: Move) -> dict[str, Any]:
    return asdict(move)


def _together_data(found: Together) -> dict[str, Any]:
    return {
        "words": together_words(found),
        "stage": found.stage,
        "move": _move_data(found.move),
        "questions": [need.question.id for need in found.needs],
        "enough": found.enough,
    }


def checked_data(found: Checked) -> dict[str, Any]:
    """Give one kept step and what became of it, as plain data."""
    return {
        "question": found.question,
        "text": found.text,
        **asdict(found.step),
        "now": found.now,
        "outcome": found.outcome,
        "words": found.words,
        "due_state": found.due,
        "other_version": found.other_version,
    }


def check_data(check: PlanCheck, questionnaire: Questionnaire, round_id: str) -> dict[str, Any]:
    """Give what became of the plan as plain data, for `plan check --json`."""
    return {
        "format": CHECK_FORMAT,
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "round": round_id,
        "steps": [checked_data(found) for found in check.steps],
        "since": check.since,
        "moved_without_a_plan": [asdict(move) for move in check.unplanned],
    }

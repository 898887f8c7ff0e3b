"""Put steps into the plan, and change them: an owner, a due round, a status, an aim."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmark.council.asking import check_text, clean
from benchmark.council.assessment import Assessment, aims_higher
from benchmark.council.folder import CouncilFolder
from benchmark.council.plan.kept import PLANNED, STATUSES, Kept, PlannedStep
from benchmark.council.plan.step import next_code, worth
from benchmark.council.plan.store import change_kept
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault
from benchmark.questions.answer import BadAnswer, Code, parse_answer, write_answer
from benchmark.questions.ids import name_fault
from scoring.questionnaire import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be said of steps; None leaves what is there."""

    owner: str | None = None
    due: str | None = None
    status: str | None = None
    to: str | None = None
    note: str | None = None


def set_steps(
    folder: CouncilFolder, assessment: Assessment, question_ids: Sequence[str], wanted: Wanted
) -> tuple[Kept, list[str]]:
    """Put the steps of questions into the plan, or change those that are there; give the plan and what is new in it.

    All of them or none: a mistake in one is raised before anything is written.
    """
    check(wanted)
    added: list[str] = []

    def change(kept: Kept) -> Kept:
        changed = dict(kept)
        for question_id in question_ids:
            before = kept.get(question_id)
            if before is None:
                added.append(question_id)
            changed[question_id] = _changed(folder, assessment, question_id, before, wanted)
        return changed

    return change_kept(folder, assessment.questionnaire, change), added


def remove_steps(folder: CouncilFolder, questionnaire: Questionnaire, question_ids: Sequence[str]) -> Kept:
    """Take steps out of the plan."""

    def change(kept: Kept) -> Kept:
        for question_id in question_ids:
            if question_id not in kept:
                raise UsageError(f'"{question_id}" is not in the plan.{_near(question_id, list(kept))}')
        return {name: step for name, step in kept.items() if name not in question_ids}

    return change_kept(folder, questionnaire, change)


def check(wanted: Wanted) -> None:
    """Raise what is wrong with what is to be said, before anything is read."""
    if wanted.status is not None and wanted.status not in STATUSES:
        raise UsageError(f'There is no status "{wanted.status}". Use one of: {", ".join(STATUSES)}.')
    if wanted.due and (bad := name_fault(wanted.due, "--due")):
        raise FaultsError([bad])
    for text in (wanted.owner, wanted.note):
        if text is not None and (complaint := check_text(text)):
            raise UsageError(complaint)


def _changed(
    folder: CouncilFolder, assessment: Assessment, question_id: str, before: PlannedStep | None, wanted: Wanted
) -> PlannedStep:
    step = before if before and not wanted.to else _begun(folder, assessment, question_id, before, wanted.to)
    return replace(
        step,
        owner=step.owner if wanted.owner is None else clean(wanted.owner),
        due=step.due if wanted.due is None else wanted.due,
        status=step.status if wanted.status is None else wanted.status,
        note=step.note if wanted.note is None else clean(wanted.note),
    )


def _begun(
    folder: CouncilFolder, assessment: Assessment, question_id: str, before: PlannedStep | None, to: str | None
) -> PlannedStep:
    """Begin a step, or give one that is there another aim."""
    questionnaire = assessment.questionnaire
    if question_id not in questionnaire.question_index:
        near = _near(question_id, list(questionnaire.question_index))
        raise UsageError(
            f'There is no question "{question_id}" in "{questionnaire.id}".{near} '
            "`council-benchmark plan --all` shows the id of each."
        )
    question = questionnaire.question(question_id)
    goal = _aim(assessment, question, to)
    if before is not None:
        return replace(before, goal=write_answer(question, goal))
    start = write_answer(question, assessment.answer(question).code)
    return PlannedStep(start, write_answer(question, goal), folder.profile.round, questionnaire.version, status=PLANNED)


def _aim(assessment: Assessment, question: Question, to: str | None) -> Code:
    """Give the answer to reach: as said, or the target, or the next one up."""
    answer = assessment.answer(question)
    if question not in assessment.asked() or not answer.valued:
        raise UsageError(f'"{question.id}" has no level to start from yet. Answer it: council-benchmark assess')
    if to is not None:
        goal = parse_answer(question, to)
        if isinstance(goal, BadAnswer):
            raise FaultsError([fault(goal.code, "--to", question.id, **goal.values)])
        if worth(question, goal) <= worth(question, answer.code):
            raise UsageError(f'"{question.id}" is as good as that already. Give a better answer with --to.')
        return goal
    if aims_higher(question, answer) and answer.target is not None:
        return answer.target
    following = next_code(question, answer.code)
    if following is None:
        raise UsageError(f'"{question.id}" has its best answer: there is no step to plan.')
    return following


def _near(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f' Did you mean "{near[0]}"?' if near else ""

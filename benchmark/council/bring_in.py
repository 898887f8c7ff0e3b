"""Bring answers of another file into a council's folder: what is new goes in, what differs only after a yes.

A form and a workbook come in this way. What they leave open takes nothing away.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.carry import carry_over
from benchmark.council.copies import set_aside
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.council.tidy import tidy
from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.lock import alone_in
from scoring.applicability import complete_attributes
from scoring.questionnaire import Attribute, Question, Questionnaire

if TYPE_CHECKING:
    from benchmark.council.entries import LineMerge
    from scoring.register import Entry, Register

TEXTS = ("note", "evidence", "reason", "by")


@dataclass(frozen=True)
class Said:
    """What a file says: facts about the council, answers by question, and when it was saved, where that is known.

    `entries` are the lines of the register that it says something about.
    """

    attributes: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    saved: datetime | None = None
    entries: "Mapping[str, Entry]" = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """What is recorded for a question, and what will be."""

    question: Question
    before: Answer
    after: Answer

    @property
    def replaces(self) -> tuple[str, ...]:
        """Name the parts in which something that is recorded gives way to something else."""
        before, after = self.before, self.after
        parts = ["answer"] if before.answered and not before.same_code(after) else []
        parts += ["target"] if before.target not in (None, after.target) else []
        return (*parts, *(name for name in TEXTS if getattr(before, name) not in ("", getattr(after, name))))


@dataclass(frozen=True)
class Fact:
    """A fact about the council, as the folder has it (or not yet) and as the file says it."""

    attribute: Attribute
    before: str | None
    after: str


@dataclass(frozen=True)
class Merge:
    """What bringing a file in does: the changes, and what stands in the folder afterwards.

    `left` are the changes that are not made, because what is recorded is to be kept. `lines` is about the register.
    """

    profile: CouncilProfile
    assessment: Assessment
    changes: tuple[Change, ...]
    facts: tuple[Fact, ...]
    same: int
    kept: int
    carried: tuple[str, ...]
    newer: bool
    left: tuple[Change, ...] = ()
    lines: "LineMerge | None" = None

    @property
    def new(self) -> tuple[Change, ...]:
        """List the answers where there was none."""
        return tuple(c for c in self.changes if not c.before.answered and c.after.answered and not c.replaces)

    @property
    def added(self) -> tuple[Change, ...]:
        """List where something is said beside an answer, and nothing is replaced."""
        rest = (*self.new, *self.confirmed)
        return tuple(c for c in self.changes if not c.replaces and c not in rest)

    @property
    def confirmed(self) -> tuple[Change, ...]:
        """List the answers that were carried over, and stand as they are from now on."""
        marked = (c for c in self.changes if c.before.answered and c.before.carried and not c.after.carried)
        return tuple(c for c in marked if not c.replaces)

    @property
    def replaced(self) -> tuple[Change, ...]:
        """List where something recorded gives way."""
        return tuple(c for c in self.changes if c.replaces)

    @property
    def needs_a_yes(self) -> bool:
        """Say whether anything recorded gives way."""
        lines = self.lines is not None and bool(self.lines.replaced)
        return lines or bool(self.replaced) or any(fact.before is not None for fact in self.facts)

    @property
    def nothing(self) -> bool:
        """Say whether the folder has all of it already."""
        return not self.changes and not self.facts and not (self.lines and self.lines.changes)


def plan_merge(path: Path, questionnaire: Questionnaire, said: Said, *, keep: bool = False, role: str = "") -> Merge:
    """Work out what a file would change in a council's folder, without changing it; or raise FaultsError.

    With `keep`, nothing that is recorded gives way. With a `role`, the answers are that colleague's own.
    """
    folder = CouncilFolder(path, role)
    file = folder.assessment_path(questionnaire.id)
    begun = file.exists()
    here = folder.read_assessment(questionnaire) if begun else folder.new_assessment(questionnaire)
    carried = None if begun else carry_over(folder, here)
    answers = dict(here.answers)
    # What another set of the round has answered is taken over as in a sitting, where the file says nothing.
    own = {key: answer for key, answer in said.answers.items() if answer != Answer()}
    answers.update({key: answer for key, answer in (carried.answers if carried else {}).items() if key not in own})
    wished = list(_changes(questionnaire, answers, own))
    left = [change for change in wished if keep and change.replaces]
    changes = [change for change in wished if change not in left]
    answers.update({change.question.id: change.after for change in changes})
    facts = tuple(fact for fact in _facts(folder.profile, questionnaire, said) if not (keep and fact.before))
    given = {**folder.profile.attributes, **{fact.attribute.id: fact.after for fact in facts}}
    after = Assessment(questionnaire, complete_attributes(questionnaire, given), answers)
    return Merge(
        profile=folder.profile._replace(attributes=given),
        assessment=after,
        changes=tuple(changes),
        facts=facts,
        same=len(own) - len(wished),
        kept=sum(here.answer(q).answered and not own.get(q.id, Answer()).answered for q in questionnaire.typed),
        carried=tuple(carried.sentences()) if carried else (),
        newer=begun and said.saved is not None and _changed(file) > _aware(said.saved),
        left=tuple(left),
        lines=_merge_lines(after, questionnaire.register, here.entries, said, keep=keep)
        if questionnaire.register
        else None,
    )


def bring_in(
    path: Path,
    questionnaire: Questionnaire,
    said: Said,
    agree: Callable[[Merge], bool],
    *,
    keep: bool = False,
    role: str = "",
) -> tuple[Merge, Path | None] | None:
    """Bring a file in, once `agree` says yes to what it replaces. Give what was done, and the copy of the file before.

    None where the answer was no. Raises FaultsError, also where somebody answered in the folder meanwhile.
    """
    plan = plan_merge(path, questionnaire, said, keep=keep, role=role)
    if plan.nothing:
        return plan, None
    if not agree(plan):
        return None
    folder = CouncilFolder(path, role)
    with alone_in(folder.round_folder):
        # The lock was not held while somebody thought about it.
        fresh = plan_merge(path, questionnaire, said, keep=keep, role=role)
        if (fresh.changes, fresh.facts, fresh.lines) != (plan.changes, plan.facts, plan.lines):
            raise FaultsError([fault("changed-meanwhile", str(folder.assessment_path(questionnaire.id)))])
        replaced = fresh.replaced or (fresh.lines and fresh.lines.replaced)
        aside = set_aside(folder.assessment_path(questionnaire.id)) if replaced else None
        if fresh.facts:
            folder.save_profile(fresh.profile)
        if fresh.changes or (fresh.lines and fresh.lines.changes):
            folder.save_assessment(fresh.assessment)
    return fresh, aside


def _merge_lines(
    after: Assessment, register: "Register", before: "Mapping[str, Entry]", said: Said, *, keep: bool
) -> "LineMerge":
    """Put the lines of a file over those that are recorded, in place, and work out what follows from them."""
    from benchmark.council.entries import merge_lines  # noqa: PLC0415 - few sets have a register
    from benchmark.council.register import refresh  # noqa: PLC0415

    lines, after.entries = merge_lines(register, before, said.entries, keep=keep)
    refresh(after)
    return lines


def _changes(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], own: Mapping[str, Answer]
) -> Iterator[Change]:
    """List what a file would change, in the order of the question set."""
    for question in questionnaire.questions:
        if question.id in own:
            before = answers.get(question.id, Answer())
            after = _joined(before, own[question.id])
            if before != after:
                yield Change(question, before, after)


def _joined(before: Answer, said: Answer) -> Answer:
    """Put what a file says over what is recorded. What the file leaves open takes nothing away."""
    texts: dict[str, Any] = {name: _text(getattr(before, name), getattr(said, name)) for name in TEXTS}
    code = said.code if said.answered else before.code
    target = before.target if said.target is None else said.target
    # What is brought in confirms what was carried over; a note alone does not.
    carried = "" if said.answered else before.carried
    return Answer(code, target, **texts, agreed=before.agreed, carried=carried).after(before)


def _text(before: str, said: str) -> str:
    """Take the text of the file, unless it differs only in what nobody sees."""
    return before if not said or tidy(before) == tidy(said) else said


def _facts(profile: CouncilProfile, questionnaire: Questionnaire, said: Said) -> tuple[Fact, ...]:
    return tuple(
        Fact(attribute, profile.attributes.get(attribute.id), said.attributes[attribute.id])
        for attribute in questionnaire.attributes
        if attribute.id in said.attributes and said.attributes[attribute.id] != profile.attributes.get(attribute.id)
    )


def _changed(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)

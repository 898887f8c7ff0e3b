"""A new round starts from the last: its answers, marked as carried over until somebody confirms them.

Only what means the same is carried over, and what is not is said, with the reason.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from benchmark.council.assessment import Answer, Assessment, aims_higher
from benchmark.council.folder import CouncilFolder
from benchmark.council.past import Past, Sets, read_past
from benchmark.council.rounds import earlier_names
from benchmark.lock import alone_in
from scoring.questionnaire import Questionnaire

if TYPE_CHECKING:
    from scoring.register import Entry

_MOST: Final = 5
_STATUS: Final = {
    "changed": "Means something else now, so not carried over",
    "split": "Now several questions, so not carried over",
    "merged": "Now one question, so not carried over",
    "dropped": "No longer asked",
    "new": "New",
}


@dataclass(frozen=True)
class Start:
    """What a round can start from: the answers of the last one, as they are carried over; and reached targets."""

    past: Past
    answers: dict[str, Answer]
    reached: tuple[str, ...] = ()
    entries: "dict[str, Entry]" = field(default_factory=dict)


def find_start(folder: CouncilFolder, questionnaire: Questionnaire, sets: Sets | None = None) -> Start | None:
    """Find the latest earlier round with answers to a question set, and what of it can be carried over."""
    names = [] if folder.role else earlier_names(folder.path, folder.profile.round, questionnaire.id)
    if not names:
        return None
    past = read_past(folder, questionnaire, names[0], sets)
    answers, reached = {}, []
    for question_id, then in past.answers().items():
        question = questionnaire.question(question_id)
        # An answer that was itself never confirmed is as old as it says.
        kept = replace(then, agreed=None, carried=then.carried or past.round)
        if then.target is not None and then.valued and not aims_higher(question, then):
            kept = replace(kept, target=None)
            reached.append(question_id)
        answers[question_id] = kept
    return Start(past, answers, tuple(reached), _entries(past, questionnaire))


def _entries(past: Past, questionnaire: Questionnaire) -> "dict[str, Entry]":
    """Carry the rows of the register over, where there is one."""
    before = past.assessment.questionnaire.register if past.assessment else None
    if before is None or questionnaire.register is None or past.assessment is None:
        return {}
    from benchmark.council.register import carried_entries  # noqa: PLC0415

    return carried_entries(before, questionnaire.register, past.assessment.entries, past.round)


def start_lines(start: Start, assessment: Assessment) -> Iterator[str]:
    """Say what was carried over, and what was not and why."""
    asked = {question.id for question in assessment.asked()}
    texts = {question.id: question.text for question in assessment.questionnaire.questions}
    carried = sum(name in asked and answer.answered for name, answer in start.answers.items())
    yield (
        f"{_count(carried, 'answer is', 'answers are')} carried over from {start.past.round}, with notes and evidence. "
        "Until it is confirmed, each is marked as carried over, and leaves in no return."
    )
    if start.reached:
        named = listed_texts([f'"{texts[name]}"' for name in start.reached])
        yield f"Targets that were reached by then, so not carried over: {named}. Set new ones where you want more."
    yield from _versions(start.past, texts)


def _versions(past: Past, texts: dict[str, str]) -> Iterator[str]:
    """Say what another version of the question set stands in the way of."""
    if past.note:
        yield past.note
    if past.way is None or past.way.scores or past.assessment is None:
        return
    yield f"That round used version {past.version}. What is carried over rests on {past.way.source}."
    before = {question.id: question.text for question in past.assessment.questionnaire.questions}
    for status, words in _STATUS.items():
        steps = [step for step in past.way.steps if step.status == status]
        named = [
            f'"{" / ".join(before[name] for name in step.before) or texts[step.after[0]]}"'
            + (f" ({step.note.rstrip('.')})" if step.note else "")
            for step in steps
        ]
        if named:
            yield f"{words}: {listed_texts(named)}."


def confirm(folder: CouncilFolder, questionnaire: Questionnaire, section: str | None) -> tuple[int, int]:
    """Confirm all carried answers, or those of a section and the ones inside it; give how many, and how many are left.

    What is carried over without an answer, such as a target, stays so: there is nothing to confirm yet.
    """
    with alone_in(folder.round_folder):
        assessment = folder.read_assessment(questionnaire)
        inside = None if section is None else {question.id for question in questionnaire.questions_below(section)}
        done = [q.id for q in assessment.unconfirmed() if inside is None or q.id in inside]
        confirm_in(assessment, done)
        if questionnaire.register:
            from benchmark.council.register import confirm_lines  # noqa: PLC0415

            confirm_lines(assessment, done)
        if done:
            folder.save_assessment(assessment)
    return len(done), len(assessment.unconfirmed())


def confirm_in(assessment: Assessment, question_ids: Collection[str]) -> None:
    """Take the marks off answers."""
    for question_id in question_ids:
        assessment.answers[question_id] = assessment.answers[question_id].confirmed()


def unconfirmed_words(assessment: Assessment) -> str:
    """Say how many answers are carried over and not confirmed yet; nothing where there are none."""
    found = assessment.unconfirmed()
    if not found:
        return ""
    rounds = sorted({assessment.answer(question).carried for question in found})
    answered = sum(assessment.answer(question).answered for question in assessment.asked())
    verb = "is" if len(found) == 1 else "are"
    return (
        f"{len(found)} of the {answered} answers {verb} carried over from {' and '.join(rounds)} and not confirmed yet."
    )


def listed_texts(texts: list[str]) -> str:
    """Name a few texts, and say how many more there are."""
    named = "; ".join(texts[:_MOST])
    return f"{named}; and {len(texts) - _MOST} more" if len(texts) > _MOST else named


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"

"""Where colleagues differ, as plain data for `agree --json`, and the agreed answer that is given as an option."""

from collections.abc import Sequence
from typing import Any, Final

from benchmark.council.agreeing import read_both
from benchmark.council.assessment import Answer
from benchmark.council.colleagues import Colleagues
from benchmark.council.findings import spread_data
from benchmark.council.folder import CouncilFolder
from benchmark.council.opinions import Opinions, gather
from benchmark.council.spread_words import notes_of
from benchmark.errors import UsageError
from benchmark.questions.answer import BadAnswer, answer_words, choices, parse_answer, write_answer
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from scoring.questionnaire import Questionnaire

FORMAT: Final = "colleague-differences/1"


def differences_data(
    colleagues: Colleagues, found: Sequence[Opinions], round_id: str, *, named: bool
) -> dict[str, Any]:
    """Give what was answered, question by question. `named` adds which role said what."""
    return {
        "format": FORMAT,
        "questionnaire": colleagues.questionnaire.id,
        "version": colleagues.questionnaire.version,
        "round": round_id,
        "roles": [colleague.role for colleague in colleagues.begun],
        "questions": [_question(each, named=named) for each in found],
        "faults": [str(each) for each in colleagues.faults],
    }


def record_one(
    folder: CouncilFolder, questionnaire: Questionnaire, question_id: str, answer: str, reason: str, *, replace: bool
) -> Opinions:
    """Record the agreed answer that was given as an option; or raise UsageError. Give what it was agreed from."""
    colleagues, agreed = read_both(folder, questionnaire)
    if question_id not in questionnaire.question_index:
        raise UsageError(f'There is no question "{question_id}" in {questionnaire.id}.')
    opinions = next((each for each in gather(colleagues, agreed) if each.question.id == question_id), None)
    if opinions is None or not opinions.answers:
        raise UsageError(
            f'No colleague has answered "{question_id}", or it is not asked: there is nothing to agree on.'
        )
    made = _made(opinions, answer, reason)
    recorded = opinions.recorded
    if recorded.answered and not recorded.same_code(made) and not replace:
        said = answer_words(opinions.question, recorded.code, questionnaire.language)
        raise UsageError(f'"{said}" is recorded already. Add --yes to replace it.')
    if folder.save_over(questionnaire, question_id, made, recorded) is not None:
        raise UsageError("Somebody answered here meanwhile. Nothing was changed; run the command again.")
    return opinions


def _made(opinions: Opinions, text: str, reason: str) -> Answer:
    code = parse_answer(opinions.question, text)
    if isinstance(code, BadAnswer) or code is UNANSWERED:
        wanted = "a number" if opinions.question.number is not None else choices(opinions.question)
        raise UsageError(f'"{text}" is no answer to "{opinions.question.id}". Give {wanted}, or not-applicable.')
    made = opinions.agree(code)
    if code is NOT_APPLICABLE and not (reason or made.reason):
        raise UsageError("Not applicable needs a reason: add --reason.")
    return Answer(code, made.target, made.note, made.evidence, reason or made.reason, made.by, made.agreed)


def _question(opinions: Opinions, *, named: bool) -> dict[str, Any]:
    question, recorded = opinions.question, opinions.recorded
    agreed = recorded.agreed
    data: dict[str, Any] = {
        "id": question.id,
        "section": question.section,
        "text": question.text,
        "spread": spread_data(question, opinions.spread) if opinions.spread else None,
        "recorded": write_answer(question, recorded.code) if recorded.answered else None,
        "agreed_by": list(agreed.by) if agreed else [],
        "settled": opinions.settled,
        "answered": list(opinions.roles),
        "waiting": list(opinions.waiting),
        "not_asked": list(opinions.closed),
        "notes": list(notes_of(opinions, named=False)),
    }
    if named:
        data["answers"] = {role: _answer(opinions, answer) for role, answer in opinions.answers.items()}
    return data


def _answer(opinions: Opinions, answer: Answer) -> dict[str, Any]:
    written = write_answer(opinions.question, answer.code)
    return {"answer": written, "note": answer.note, "reason": answer.reason, "evidence": answer.evidence}

"""Which questions stand side by side: not those of sections that leave only if a council says so, unless chosen."""

from collections.abc import Collection

from benchmark.council.open_part import closed_sections
from benchmark.errors import UsageError
from scoring.questionnaire import Question, Questionnaire


def left_out(questionnaire: Questionnaire, chosen: Collection[str] = ()) -> tuple[str, ...]:
    """List the ids of the sections that stay out, without those that were chosen outright."""
    known = [section.id for section in questionnaire.sections]
    for name in chosen:
        if name not in known:
            raise UsageError(f'There is no section "{name}". Use one of: {", ".join(known)}.')
    closed = closed_sections(questionnaire) - set(chosen)
    return tuple(name for name in known if name in closed)


def shown_questions(questionnaire: Questionnaire, chosen: Collection[str] = ()) -> tuple[Question, ...]:
    """List the questions to show. One that hangs on an answer that stays out would tell of it, and stays out too."""
    out = set(left_out(questionnaire, chosen))
    hidden: set[str] = set()
    for question in questionnaire.questions:
        if question.section in out or not hidden.isdisjoint(question.asked_if):
            hidden.add(question.id)
    return tuple(question for question in questionnaire.questions if question.id not in hidden)

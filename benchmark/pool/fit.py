"""How one return fits its question set: its answers as codes, and every fault it has."""

from collections.abc import Iterable, Mapping

from benchmark.faults import Fault, fault
from benchmark.questions.answer import number_of
from benchmark.returns import model
from benchmark.returns.model import Return
from scoring.codes import NOT_APPLICABLE, NOT_ASKED
from scoring.questionnaire import Question, Questionnaire


def return_codes(questionnaire: Questionnaire, answers: Mapping[str, int | str]) -> dict[str, float]:
    """Turn the answers of a return into codes for an answer table."""
    return {name: _code(questionnaire.question(name), value) for name, value in answers.items()}


def _code(question: Question, value: int | str) -> float:
    if value == model.NOT_ASKED:
        return NOT_ASKED
    if value == model.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return number_of(question.number, int(value)) if question.number else int(value)


def return_misfits(
    content: Return, questionnaire: Questionnaire, wanted: str, file: str, place: str
) -> Iterable[Fault]:
    """Report every answer, target and attribute of a return that its question set does not know."""
    if content.fingerprint != wanted:
        yield fault("other-fingerprint", file, place, id=content.questionnaire, version=content.version)
        return
    for name, value in [*content.answers.items(), *content.targets.items()]:
        if name not in questionnaire.question_index:
            yield fault("no-such-question", file, place, id=name)
        elif isinstance(value, int) and not _in_range(questionnaire.question(name), value):
            yield fault("answer-out-of-range", file, place, id=name, value=value)
    for name, value in content.targets.items():
        if name in questionnaire.question_index and not questionnaire.question(name).target_levels:
            yield fault("bad-target", file, f"{place}, {name}", value=value, choices="no target for this question")
    known = {a.id: a.option_ids for a in questionnaire.shared_attributes}
    for name, option in content.attributes.items():
        if name not in known:
            yield fault("unknown-attribute", file, place, id=name)
        elif option not in known[name]:
            yield fault("unknown-option", file, place, id=name, value=option, choices=", ".join(known[name]))


def _in_range(question: Question, value: int) -> bool:
    return question.number is not None or 0 <= value < code_limit(question)


def code_limit(question: Question) -> int:
    """Give the first number that is no code of a question with options."""
    return 2 ** len(question.options) if question.choose == "many" else len(question.options)

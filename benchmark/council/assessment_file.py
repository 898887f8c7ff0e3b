"""A round's answers to one question set as a TOML file that a person can read."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from benchmark.council.agreed import KEYS, read_agreed, write_agreed
from benchmark.council.assessment import Answer, Assessment
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.questions.answer import BadAnswer, parse_answer, parse_target, write_answer
from benchmark.questions.kinds import A_ROUND, TABLE, TEXT, Key, Kind
from benchmark.questions.shape import check_entry, other_format
from scoring.questionnaire import Question, Questionnaire

FORMAT: Final = "assessment/1"

ANY = Kind("an answer", lambda value: not isinstance(value, dict))
ANY_TEXT = Kind("text in quotes", lambda value: isinstance(value, str))

TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "questionnaire": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "as": Key(TEXT),
    "answers": Key(TABLE),
    "lines": Key(TABLE),
}
TEXTS: Final = ("reason", "note", "evidence", "by")
ANSWER: Mapping[str, Key] = {
    "answer": Key(ANY),
    "target": Key(ANY),
    **{name: Key(ANY_TEXT) for name in TEXTS},
    **KEYS,
    "carried": Key(A_ROUND),
}

HEADER: Final = """\
# Answers to the question set "{id}". Private: this file stays with the council.
# `council-benchmark export` makes the return that may leave, and shows you every line of it first. A return
# holds answers, targets and how many answers have evidence: never a note, evidence, a reason or a role.
#
# answer    the level, the option, the number, or "not-applicable" (with a reason)
# target    the level that you want to reach
# by        the role of whoever answered, never a name
# lines     for a set with a register: its rows. The answers that a return holds follow from them; the rows stay
# agreed_by the roles that agreed on it with `council-benchmark agree`; spread says how far apart they had been
# carried   the round that the answer comes from, until it is confirmed in this one: such an answer is never exported

"""
OF_A_ROLE: Final = """\
# The answers of one colleague, as {role}, to the question set "{id}". Private: this file stays with the council.
# They are not the council's answers: `council-benchmark agree` makes these, and only these are scored and exported.
#
# as        the role, never a name
# answer    the level, the option, the number, or "not-applicable" (with a reason)
# target    the level that you want to reach

"""


def render_assessment(assessment: Assessment, role: str = "") -> str:
    """Write the file's text: every recorded answer, in the order of the question set; of a role, or of the round."""
    import tomli_w  # noqa: PLC0415 - the first question should not wait for what writes answers

    questionnaire = assessment.questionnaire
    made = questionnaire.register.made if questionnaire.register else {}
    data = {
        "format": FORMAT,
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        **({"as": role} if role else {}),
        "answers": {
            question.id: entry
            for question in questionnaire.questions
            if (entry := _write(question, assessment.answers.get(question.id, Answer()), made=question.id in made))
        },
    }
    if questionnaire.register:
        from benchmark.council.register import write_entries  # noqa: PLC0415

        data["lines"] = write_entries(questionnaire.register, assessment.entries)
    header = OF_A_ROLE if role else HEADER
    return header.format(id=questionnaire.id, role=role) + tomli_w.dumps(data)


def parse_assessment(
    data: Mapping[str, Any], questionnaire: Questionnaire, attributes: Mapping[str, str], file: str, role: str = ""
) -> Assessment:
    """Make an assessment from a parsed file, that of a role or the round's, or raise FaultsError with every fault."""
    faults = list(_check_top(data, questionnaire, file, role))
    made = frozenset(questionnaire.register.made if questionnaire.register else ())
    answers: dict[str, Answer] = {}
    if not faults:
        for question_id, entry in data.get("answers", {}).items():
            place = f"[answers.{question_id}]"
            found = list(_check_place(questionnaire, question_id, entry, file, place))
            if not found:
                answers[question_id], found = _read(questionnaire.question(question_id), entry, file, place)
                if question_id in made and "answer" in entry:
                    found.append(fault("made-answer", file, place))
            faults += found
    assessment = Assessment(questionnaire, attributes, answers)
    if questionnaire.register or "lines" in data:
        faults += _read_lines(assessment, data.get("lines"), file)
    if faults:
        raise FaultsError(faults)
    return assessment


def _read_lines(assessment: Assessment, data: object, file: str) -> list[Fault]:
    """Read the rows of the register, and make the answers that follow from them; give what is wrong."""
    # Most sets have no register, and the first question should not wait for it.
    from benchmark.council.register import read_entries, refresh  # noqa: PLC0415

    assessment.entries, faults = read_entries(assessment.questionnaire, data, file)
    refresh(assessment)
    return faults


def _write(question: Question, answer: Answer, *, made: bool) -> dict[str, Any]:
    """Write what is recorded; of an answer that is made from rows, only what somebody added to it."""
    if made:
        answer = Answer(target=answer.target, note=answer.note, by=answer.by)
    entry: dict[str, Any] = {}
    if answer.answered:
        entry["answer"] = write_answer(question, answer.code)
    if answer.target is not None:
        entry["target"] = write_answer(question, answer.target)
    entry.update({name: getattr(answer, name) for name in TEXTS if getattr(answer, name)})
    entry.update(write_agreed(question, answer.agreed))
    return {**entry, "carried": answer.carried} if answer.carried else entry


def _check_top(data: Mapping[str, Any], questionnaire: Questionnaire, file: str, role: str) -> Iterator[Fault]:
    top = "top of the file"
    if other := other_format(data, FORMAT, file, place=top):
        yield other
        return
    yield from check_entry(data, TOP, file, top)
    found = data.get("questionnaire")
    if isinstance(found, str) and found != questionnaire.id:
        yield fault("other-set", file, top, found=found, wanted=questionnaire.id)
        return
    found = data.get("version")
    if isinstance(found, str) and found != questionnaire.version:
        yield fault("other-version", file, top, found=found, id=questionnaire.id, wanted=questionnaire.version)
    found = data.get("as", "")
    if isinstance(found, str) and found != role:
        yield fault("other-role", file, top, found=_whose(found), wanted=_whose(role))


def _check_place(
    questionnaire: Questionnaire, question_id: str, entry: object, file: str, place: str
) -> Iterator[Fault]:
    if question_id not in questionnaire.question_index:
        yield fault("no-such-question", file, place, id=question_id)
    elif not isinstance(entry, dict):
        yield fault("wrong-kind", file, place, key=question_id, wanted=TABLE.words)
    else:
        yield from check_entry(entry, ANSWER, file, place)


def _read(question: Question, entry: Mapping[str, Any], file: str, place: str) -> tuple[Answer, list[Fault]]:
    """Read one answer through the one parser; its faults, if any, stand beside it."""
    code = parse_answer(question, entry.get("answer"))
    target = parse_target(question, entry.get("target"))
    bad = [value for value in (code, target) if isinstance(value, BadAnswer)]
    if isinstance(code, BadAnswer) or isinstance(target, BadAnswer):
        return Answer(), [fault(value.code, file, place, **value.values) for value in bad]
    agreed, faults = read_agreed(question, entry, file, place)
    texts = {name: entry.get(name, "") for name in (*TEXTS, "carried")}
    return Answer(code, target, **texts, agreed=agreed), faults


def _whose(role: str) -> str:
    return f'the colleague "{role[:60]}"' if role else "the council"

"""Read the cells of one question as an answer, through the one parser."""

from collections.abc import Mapping
from typing import Any

from benchmark.council.assessment import Answer
from benchmark.council.workbook import plan
from benchmark.council.workbook.cells import Row, as_text
from benchmark.council.workbook.words import by_label, folded
from benchmark.faults import Fault, fault
from benchmark.questions.answer import BadAnswer, Code, choices, parse_answer, parse_target
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from scoring.questionnaire import Question

_LONGEST_QUOTE = 60


def read_answer(question: Question, row: Row | None, options: Mapping[str, Row]) -> tuple[Answer, list[Fault]]:
    """Read what a row says, and the rows of its options where several can be chosen; faults stand beside it."""
    faults: list[Fault] = []
    code: Code = UNANSWERED
    target, texts = None, dict[str, Any]()
    if row is not None:
        code = _code(question, row, faults)
        target = _target(question, row, faults)
        for column, name in plan.TEXTS.items():
            texts[name], wrong = row.text(column.title)
            faults += wrong
    chosen = _chosen(question, options, faults)
    if chosen is not UNANSWERED and code is not UNANSWERED and row is not None:
        faults.append(fault("two-answers", row.file, row.place(plan.NOT_HERE.title)))
    return Answer(chosen if code is UNANSWERED else code, target, **texts), faults


def _code(question: Question, row: Row, faults: list[Fault]) -> Code:
    """Read the answer of a row, or that it is not applicable."""
    not_here = yes_or_no(row, plan.NOT_HERE.title, faults)
    raw, wrong = row.value(plan.ANSWER.title)
    faults += wrong
    if raw is not None and question.choose == "many":
        faults.append(_bad(row, plan.ANSWER.title, "nothing: answer yes or no to each option below", "something"))
        raw = None
    code = parse_answer(question, _named(question, raw))
    if isinstance(code, BadAnswer):
        values = dict(code.values)
        if "choices" in values:
            values.update(value=as_text(raw or "")[:_LONGEST_QUOTE], choices=_choices(question))
        faults.append(fault(code.code, row.file, row.place(plan.ANSWER.title), **values))
        return UNANSWERED
    if not_here and code not in (UNANSWERED, NOT_APPLICABLE):
        faults.append(fault("two-answers", row.file, row.place(plan.NOT_HERE.title)))
    return NOT_APPLICABLE if not_here else code


def _target(question: Question, row: Row, faults: list[Fault]) -> int | None:
    raw, wrong = row.value(plan.TARGET.title)
    faults += wrong
    target = parse_target(question, _named(question, raw) if question.target_levels else raw)
    if isinstance(target, BadAnswer):
        values = {**target.values, "value": as_text(raw or "")[:_LONGEST_QUOTE]}
        if question.target_levels:
            values["choices"] = _choices(question)
        faults.append(fault(target.code, row.file, row.place(plan.TARGET.title), **values))
        return None
    return target


def _chosen(question: Question, options: Mapping[str, Row], faults: list[Fault]) -> Code:
    """Read yes or no to each option. Any yes is an answer; a no to some and nothing to the others is none yet."""
    said = {name: yes_or_no(row, plan.ANSWER.title, faults) for name, row in options.items()}
    if any(said.values()):
        return sum(1 << at for at, option in enumerate(question.options) if said.get(option.id))
    no = [name for name, value in said.items() if value is False]
    if not no:
        return UNANSWERED
    if len(no) < len(question.options):
        row = next((row for name, row in options.items() if said[name] is None), options[no[0]])
        faults.append(fault("half-answered", row.file, row.place(plan.ANSWER.title)))
        return UNANSWERED
    return 0


def yes_or_no(row: Row, column: str, faults: list[Fault]) -> bool | None:
    """Read yes, no or nothing; anything else is added to the faults."""
    raw, wrong = row.value(column)
    faults += wrong
    word = "" if raw is None else folded(as_text(raw))
    if word in ("", plan.YES, plan.NO):
        return {"": None, plan.YES: True, plan.NO: False}[word]
    choice = {"value": as_text(raw or "")[:_LONGEST_QUOTE], "key": column, "choices": f"{plan.YES}, {plan.NO}"}
    faults.append(fault("not-one-of", row.file, row.place(column), **choice))
    return None


def _named(question: Question, raw: str | float | None) -> object:
    """Give the id of the option that the words of a drop-down stand for, else what was typed.

    The parser takes a bare number for a place from 0. In a workbook somebody may count from 1, so it is no answer.
    """
    if raw is None or question.number is not None:
        return raw
    text = as_text(raw)
    found = by_label(plan.option_labels(question)).get(folded(text))
    if found is not None:
        return found
    known = {option.id for option in question.options}
    return f"{text}?" if text.isdigit() and text not in known else text


def _choices(question: Question) -> str:
    return choices(question) if question.levels else "; ".join(plan.option_labels(question))


def _bad(row: Row, column: str, wanted: str, found: str) -> Fault:
    remedy = "Empty it."
    return fault("bad-cell", row.file, row.place(column), wanted=wanted, found=found, remedy=remedy)

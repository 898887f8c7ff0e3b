"""What stands in the cells of a question, for an answer that is recorded; and what has no room there."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from benchmark.council.asking import LONGEST_TEXT
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.tidy import tidy
from benchmark.council.workbook import plan
from benchmark.council.workbook.plan import Column
from benchmark.faults import Fault, fault
from benchmark.questions.answer import chosen_ids, write_answer
from scoring.codes import NOT_APPLICABLE
from scoring.questionnaire import Question

CellValue = str | int | float


class Values(NamedTuple):
    """The values of a question's own row by column, and yes or no by the id of an option."""

    main: Mapping[Column, CellValue]
    options: Mapping[str, str]


def answer_cells(question: Question, answer: Answer) -> Values:
    """Write a recorded answer as cells."""
    main: dict[Column, CellValue] = {
        column: text for column, name in plan.TEXTS.items() if (text := tidy(getattr(answer, name)))
    }
    if answer.code is NOT_APPLICABLE:
        main[plan.NOT_HERE] = plan.YES
    if answer.target is not None and question.target_levels:
        main[plan.TARGET] = _option(question, answer.target)
    if not answer.valued:
        return Values(main, {})
    if question.choose == "many":
        chosen = chosen_ids(question, answer.code)
        return Values(main, {o.id: plan.YES if o.id in chosen else plan.NO for o in question.options})
    main[plan.ANSWER] = kept_number(answer.code) if question.number is not None else _option(question, int(answer.code))
    return Values(main, {})


def too_long(assessment: Assessment, file: str) -> Iterator[Fault]:
    """List the texts that are longer than what is read back."""
    for question in assessment.questionnaire.questions:
        for column, name in plan.TEXTS.items():
            if len(tidy(getattr(assessment.answer(question), name))) > LONGEST_TEXT:
                yield fault("too-long", file, f'question "{question.id}"', key=column.title, limit=LONGEST_TEXT)


def _option(question: Question, at: int) -> CellValue:
    written = write_answer(question, at)
    if question.levels:
        return int(str(written))
    return next(label for label, option_id in plan.option_labels(question).items() if option_id == written)


def kept_number(code: float) -> CellValue:
    """Give a number that a workbook keeps whole: it writes 16 digits, and few numbers need a 17th."""
    value = int(code) if float(code).is_integer() else float(code)
    return value if float(f"{value:.16g}") == value else repr(value)

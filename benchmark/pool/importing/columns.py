"""Read the cells of one mapped column. Whatever a cell says goes through the one parser of answers."""

from typing import Final

import numpy as np

from benchmark.council.many_columns import Column, parse_cell
from benchmark.pool.importing.mapping import ColumnMap
from benchmark.questions.answer import NONE_CHOSEN, BadAnswer, Code
from benchmark.tables.names import normal
from scoring.codes import UNANSWERED
from scoring.questionnaire import Attribute, Question

_LONGEST_QUOTE: Final = 60
# Far more than a question has options, even where each of their texts holds the separator.
_MOST_PARTS: Final = 300


def mapped_question(question: Question, column: ColumnMap, kind: type[np.signedinteger]) -> Column:
    """Make the column of a question."""

    def parse(text: str) -> Code | BadAnswer:
        plain = normal(text)
        if column.values and plain in column.values.answers:
            return parse_cell(question, column.values.answers[plain])
        absent = column.words.meaning(plain)
        if absent is not None:
            return absent
        if question.number is not None:
            return _number(question, column, text)
        if question.choose == "many":
            return _choices(question, column, text)
        return _unlisted(text) if column.values else parse_cell(question, text)

    return Column(question.id, parse, kind)


def mapped_attribute(attribute: Attribute, column: ColumnMap) -> Column:
    """Make the column of an attribute. Whatever stands for no answer says nothing of it."""

    def parse(text: str) -> Code | BadAnswer:
        plain = normal(text)
        option = column.values.answers.get(plain) if column.values else None
        if option is None:
            if column.words.meaning(plain) is not None:
                return UNANSWERED
            if column.values:
                return _unlisted(text)
            option = text.strip()
        if not option:
            return UNANSWERED
        if option in attribute.option_ids:
            return attribute.option_ids.index(option)
        choices = ", ".join(attribute.option_ids)
        return BadAnswer("not-one-of", {"key": attribute.id, "value": _quoted(option), "choices": choices})

    return Column(attribute.id, parse, np.int16)


def split_choices(column: ColumnMap, text: str) -> list[str]:
    """Split a cell into what was chosen. A listed text that itself holds the separator stays whole."""
    parts = [part for part in text.split(column.separator) if part.strip()]
    if len(parts) > _MOST_PARTS:
        return [text]
    listed = column.values.answers if column.values else {}
    found = []
    at = 0
    while at < len(parts):
        ends = range(min(len(parts), at + 20), at, -1)
        end = next((end for end in ends if normal(column.separator.join(parts[at:end])) in listed), at + 1)
        found.append(column.separator.join(parts[at:end]))
        at = end
    return found


def _choices(question: Question, column: ColumnMap, text: str) -> Code | BadAnswer:
    if normal(text) == NONE_CHOSEN:
        return 0
    code = 0
    for part in split_choices(column, text):
        if column.values and normal(part) not in column.values.answers:
            return _unlisted(part)
        answer = column.values.answers[normal(part)] if column.values else part.strip()
        chosen = parse_cell(question, answer)
        if isinstance(chosen, BadAnswer):
            return chosen
        if chosen < 0:
            return BadAnswer("mixed-choice", {"value": _quoted(text)})
        code |= int(chosen)
    return code


def _number(question: Question, column: ColumnMap, text: str) -> Code | BadAnswer:
    rule = question.number
    written = column.numbers.read(text, rule) if rule else None
    if written is None:
        form = column.numbers
        percent = " without a % sign" if "%" in text and not form.percent else ""
        return BadAnswer("other-number", {"value": _quoted(text), "decimal": form.decimal, "percent": percent})
    found = parse_cell(question, written)
    if isinstance(found, BadAnswer) and found.code == "not-a-step":
        return BadAnswer("finer-number", found.values)
    return found


def _unlisted(text: str) -> BadAnswer:
    return BadAnswer("unlisted-value", {"value": _quoted(text.strip())})


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "..."

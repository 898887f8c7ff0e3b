"""Answers that are typed as signs: for many kinds of question one line, which also works where nothing is echoed."""

import re
from typing import Final

from benchmark.council.one_question import option_choices
from benchmark.faults import fault
from benchmark.questions.answer import NOT_APPLICABLE_WORDS, BadAnswer, Code, parse_answer
from scoring.codes import NOT_APPLICABLE
from scoring.questionnaire import Question

NOT_HERE: Final = "n"
NONE: Final = "0"


def signs(question: Question) -> str:
    """Say what may be typed, such as "0 to 4, or n for not applicable"."""
    keys = [choice.key for choice in option_choices(question)]
    away = f"or {NOT_HERE} for not applicable"
    if question.number is not None:
        return f"a number, {away}"
    if question.choose == "many":
        return f"one or more of {keys[0]} to {keys[-1]} with commas between them, {NONE} for none of these, {away}"
    return f"{keys[0]} to {keys[-1]}, {away}"


def read_signs(question: Question, text: str) -> Code | BadAnswer:
    """Read what was typed: the sign of an option or its id, several of them, or a number."""
    typed = text.strip().lower()
    if typed == NOT_HERE or typed in NOT_APPLICABLE_WORDS:
        return NOT_APPLICABLE
    if question.number is not None:
        return parse_answer(question, typed)
    known = {choice.key: option.id for choice, option in zip(option_choices(question), question.options, strict=True)}
    if question.choose != "many":
        # A sign counts from 1, and the parser takes a bare number for a place from 0.
        found = known.get(typed, typed if typed in known.values() else "?")
        return parse_answer(question, found)
    if typed in (NONE, "none"):
        return 0
    return parse_answer(question, [known.get(word, f"{word}?") for word in re.split(r"[,;\s]+", typed)])


def complain(question: Question, text: str) -> str:
    """Complain about what is no answer; nothing where it is one. What was typed is not repeated: others may look on."""
    code = read_signs(question, text)
    if not isinstance(code, BadAnswer):
        return ""
    if code.code in ("bad-level", "bad-choice", "bad-amount"):
        return f"That is not one of the answers. Type {signs(question)}."
    found = fault(code.code, "", "", **{**code.values, "value": "It"})
    return f"{found.rule} {found.remedy}"

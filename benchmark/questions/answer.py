"""The one parser of answers. Prompt, plain text, CSV and saved files all come through here.

A parsed answer is a code (see `scoring.answers`): an option's position, a sum of powers of 2 for several choices,
a float for a number question, or one of the special codes.
"""

import math
import re
from bisect import bisect_right
from typing import Final, NamedTuple

from benchmark.questions.languages import ORIGINAL, words_of
from scoring.codes import NOT_APPLICABLE, UNANSWERED, Special
from scoring.questionnaire import NumberRule, Question

Code = int | float | Special

NOT_APPLICABLE_WORDS = frozenset({"na", "n/a", "not-applicable", "not applicable"})
NONE_CHOSEN = "none"
# No council means a larger number, and whole numbers above it do not fit a float.
_TOO_LARGE: Final = 1e15
_LONGEST_QUOTE: Final = 60


class BadAnswer(NamedTuple):
    """Why a text is not an answer: a code of the catalogue of faults, and the values for its words."""

    code: str
    values: dict[str, object]


def parse_answer(question: Question, raw: object) -> Code | BadAnswer:
    """Read an answer from text, a number or a list: an option's id, a position from 0, a number, NA, or nothing."""
    text = raw.strip() if isinstance(raw, str) else raw
    if text is None or text == "":
        return UNANSWERED
    if isinstance(text, str) and text.lower() in NOT_APPLICABLE_WORDS:
        return NOT_APPLICABLE
    if question.number is not None:
        return _parse_number(question.number, text)
    if question.choose == "many":
        return _parse_choices(question, text)
    position = _position(question, text)
    if position is None:
        return BadAnswer("bad-level", {"value": _quoted(text), "choices": choices(question)})
    return position


def parse_target(question: Question, raw: object) -> int | BadAnswer | None:
    """Read a target: one of the options of a question where one is chosen, or nothing."""
    text = raw.strip() if isinstance(raw, str) else raw
    if text is None or text == "":
        return None
    position = _position(question, text) if question.target_levels else None
    if position is None:
        wanted = choices(question) if question.target_levels else "no target for this kind of question"
        return BadAnswer("bad-target", {"value": _quoted(text), "choices": wanted})
    return position


def choices(question: Question) -> str:
    """List what may be answered, in words."""
    ids = [option.id for option in question.options]
    return f"{ids[0]} to {ids[-1]}" if question.levels else ", ".join(ids)


def write_answer(question: Question, code: Code) -> int | float | str | list[str]:
    """Write an answer as a saved file or a CSV holds it: a level's number, an option's id, ids, or a number."""
    if isinstance(code, Special):
        return "not-applicable" if code == NOT_APPLICABLE else ""
    if question.number is not None:
        return int(code) if float(code).is_integer() else float(code)
    if question.choose == "many":
        return [option.id for at, option in enumerate(question.options) if int(code) >> at & 1]
    return int(code) if question.levels else question.options[int(code)].id


def chosen_ids(question: Question, code: Code) -> frozenset[str]:
    """Give the ids of the options that an answer chooses; a number's band; none for a missing answer."""
    if isinstance(code, Special):
        return frozenset()
    if question.number is not None:
        return frozenset({question.options[band_at(question.number, code)].id}) if question.options else frozenset()
    written = write_answer(question, code)
    return frozenset(written) if isinstance(written, list) else frozenset({str(written)})


def answer_words(question: Question, code: Code, language: str = ORIGINAL) -> str:
    """Say an answer in words, as a person reads it; `language` is that of the question's own words."""
    words = words_of(language)
    if isinstance(code, Special):
        return {
            "UNANSWERED": words.no_answer,
            "NOT_APPLICABLE": words.not_applicable,
            "NOT_ASKED": words.not_asked,
        }[code.name]
    if question.number is not None:
        return str(write_answer(question, code))
    if question.choose == "many":
        titles = [o.title for at, o in enumerate(question.options) if int(code) >> at & 1]
        return "; ".join(titles) or words.none
    option = question.options[int(code)]
    return f"{words.level} {option.id}: {option.title}" if question.levels else option.title


def brief_words(question: Question, code: Code, language: str = ORIGINAL) -> str:
    """Say an answer in few words: a level by its number, anything else as it is."""
    if question.levels and not isinstance(code, Special):
        return f"{words_of(language).level} {question.options[int(code)].id}"
    return answer_words(question, code, language)


def band_at(rule: NumberRule, value: float) -> int:
    """Give the position of the band that a number lies in; a hair is forgiven, as in scoring."""
    return max(bisect_right(rule.starts, value + 1e-9) - 1, 0)


def steps_of(rule: NumberRule, value: float) -> int:
    """Give a number in the whole steps in which it is written in a return."""
    return math.floor(value / rule.return_step + 0.5)


def number_of(rule: NumberRule, steps: int) -> float:
    """Give the number that so many whole steps stand for."""
    return steps * rule.return_step


def _position(question: Question, raw: object) -> int | None:
    """Find an option by its id, or by its position from 0 where no id is itself a number."""
    text = _plain(raw)
    for position, option in enumerate(question.options):
        if option.id == text:
            return position
    if any(option.id.isdigit() for option in question.options):
        return None
    if text.isascii() and text.isdigit() and len(text) <= 3 and int(text) < len(question.options):
        return int(text)
    return None


def _plain(raw: object) -> str:
    """Write the name of an option as text, or nothing where it cannot be one."""
    text = "" if isinstance(raw, bool) else _text(raw).strip()
    # A spreadsheet writes a whole number as 3.0.
    return text[:-2] if re.fullmatch("[0-9]+[.]0", text) else text


def _quoted(raw: object) -> str:
    """Write what was refused so that it fits a line."""
    text = _text(raw)
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "..."


def _text(raw: object) -> str:
    """Write any value as text; Python refuses to write a whole number of thousands of digits."""
    try:
        return str(raw)
    except ValueError:
        return "a number of thousands of digits"


def _parse_choices(question: Question, text: object) -> int | BadAnswer:
    names = text if isinstance(text, list) else _text(text).split(";")
    if not isinstance(text, list) and _text(text).strip().lower() == NONE_CHOSEN:
        return 0
    code = 0
    for name in names:
        position = _position(question, name)
        if position is None:
            return BadAnswer("bad-choice", {"value": _quoted(text), "choices": choices(question)})
        code |= 1 << position
    return code


def _parse_number(rule: NumberRule, raw: object) -> float | BadAnswer:
    value = _amount(raw)
    # A return holds whole steps, which must fit.
    if math.isnan(value) or abs(value) >= _TOO_LARGE or abs(value / rule.return_step) >= _TOO_LARGE:
        return BadAnswer("bad-amount", {"value": _quoted(raw)})
    least, most = (bound if bound is None else float(bound) for bound in (rule.least, rule.most))
    if (least is not None and value < least) or (most is not None and value > most):
        ends = {"least": "-" if least is None else f"{least:g}", "most": "-" if most is None else f"{most:g}"}
        return BadAnswer("outside", {"value": _quoted(raw), **ends})
    if rule.step is not None:
        steps = value / rule.step
        # Forgive what floats cannot hold: a hair, and more of it where the steps are many.
        if abs(steps - round(steps)) > max(1e-6, abs(steps) * 1e-15):
            return BadAnswer("not-a-step", {"value": _quoted(raw), "step": rule.step})
    return value


def _amount(raw: object) -> float:
    """Give the number that was written, or not-a-number. Python reads 1_000, which no council means."""
    try:
        text = "" if isinstance(raw, bool) else str(raw)
        return float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        return math.nan

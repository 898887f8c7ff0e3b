"""The next step of a question: from its answer to the next better one, and the answer that meets a stage.

One level up where levels or options are chosen; one more option where several are; the next band of a number, or the
next fifth of its way from worst to best.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmark.council.asking import shorten
from benchmark.council.assessment import Answer, Assessment, aims_higher
from benchmark.questions.answer import Code, answer_words, band_at
from benchmark.questions.languages import ORIGINAL, words_of
from scoring.codes import Special
from scoring.points import number_shares
from scoring.questionnaire import NumberRule, Question
from scoring.shown import NUDGE

_FIFTHS: Final = 5
# What is left of a number after sums of floats.
_DECIMALS: Final = 12
_BRIEF: Final = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the question, its answer now, the answer that comes next, and what to do in words."""

    question: Question
    now: Code
    goal: Code
    text: str


def find_steps(assessment: Assessment) -> tuple[Step, ...]:
    """List the next step of every question that is asked and answered, in the order of the question set.

    None where nothing is better, or where the council has reached what it aims at.
    """
    found = []
    for question in assessment.asked():
        answer = assessment.answer(question)
        goal = None if is_reached(question, answer) else next_code(question, answer.code)
        if goal is not None:
            text = _words(question, answer.code, goal, assessment.questionnaire.language)
            found.append(Step(question, answer.code, goal, text))
    return tuple(found)


def is_reached(question: Question, answer: Answer) -> bool:
    """Say whether a target is set, and the answer is as good."""
    return answer.target is not None and answer.valued and not aims_higher(question, answer)


def next_code(question: Question, code: Code) -> Code | None:
    """Give the next better answer; None where there is none, or no answer to start from."""
    if isinstance(code, Special):
        return None
    if not question.scored:
        # Nothing is better where nothing is scored, but the question set may say what to do next.
        return int(code) + 1 if question.target_levels and int(code) < len(question.next_steps) else None
    if question.choose == "many":
        return _one_more(question, int(code))
    if question.number is None:
        return _next_up(question, int(code))
    return _next_band(question, question.number, code) if question.options else _next_fifth(question.number, code)


def meeting_code(question: Question, code: Code) -> Code | None:
    """Give the least answer that meets the question's stage, whatever is answered now; None where none can."""
    wanted = question.highest if question.met_from is None else question.met_from
    if question.choose == "many":
        chosen: Code | None = 0 if isinstance(code, Special) else int(code)
        while chosen is not None and _points(question, int(chosen)) < wanted - NUDGE:
            chosen = _one_more(question, int(chosen))
        return chosen
    if question.number is not None and not question.options:
        return question.number.best if question.met_from is None else question.met_from
    fitting = [at for at, option in enumerate(question.options) if option.points >= wanted - NUDGE]
    position = min(fitting, key=lambda at: question.options[at].points)
    return position if question.number is None else _in_band(question.number, position, code)


def worth(question: Question, code: Code) -> float:
    """Give how good an answer is, to compare it with another one to the same question; below all without one."""
    if isinstance(code, Special):
        return -math.inf
    if not question.options and question.number is not None:
        return float(number_shares(question.number, np.array([float(code)]))[0])
    if question.choose == "many":
        return _points(question, int(code))
    position = int(code) if question.number is None else band_at(question.number, code)
    return question.options[position].points if question.scored else position


def way_words(question: Question, now: Code, goal: Code, language: str = ORIGINAL) -> str:
    """Say from where to where a step leads, in few words."""
    if question.levels and not isinstance(now, Special):
        level = words_of(language).level
        return f"{level} {question.options[int(now)].id} to {question.options[int(goal)].id}"
    if question.choose == "many":
        return f"with {goal_words(question, now, goal, language)}"
    return f"{_named(question, now, language)} to {_named(question, goal, language)}"


def goal_words(question: Question, now: Code, goal: Code, language: str = ORIGINAL) -> str:
    """Say where a step leads, in few words: a level, an option, what is added, or a number."""
    if question.choose == "many":
        had = 0 if isinstance(now, Special) else int(now)
        return answer_words(question, int(goal) & ~had, language)
    return _named(question, goal, language)


def _named(question: Question, code: Code, language: str) -> str:
    if isinstance(code, Special):
        return answer_words(question, code, language)
    if question.levels:
        return f"{words_of(language).level} {question.options[int(code)].id}"
    if not question.options:
        return f"{float(code):g}"
    position = int(code) if question.number is None else band_at(question.number, code)
    return f'"{shorten(question.options[position].title, _BRIEF)}"'


def _words(question: Question, now: Code, goal: Code, language: str) -> str:
    """Say what to do: as the question set says it, or by what the next answer is."""
    if question.target_levels and int(now) < len(question.next_steps):
        return question.next_steps[int(now)]
    if question.choose == "many":
        return f"Add this: {goal_words(question, now, goal, language)}."
    if not question.options:
        return f"Bring the number from {float(now):g} to {float(goal):g}."
    position = int(goal) if question.number is None else band_at(question.number, goal)
    return f"Reach this: {question.options[position].title}"


def _next_up(question: Question, position: int) -> int | None:
    """Give the option with the fewest points above those of this one."""
    now = question.options[position].points
    better = [at for at, option in enumerate(question.options) if option.points > now]
    return min(better, key=lambda at: question.options[at].points, default=None)


def _one_more(question: Question, code: int) -> int | None:
    """Add the option that earns most of those that are not chosen, where it earns anything."""
    points = [option.points for option in question.options]
    missing = [at for at, worth in enumerate(points) if worth > 0 and not code >> at & 1]
    if not missing:
        return None
    more = code | 1 << max(missing, key=lambda at: points[at])
    return more if _points(question, more) > _points(question, code) else None


def _points(question: Question, code: int) -> float:
    """Add up the points of the chosen options, up to the cap."""
    earned = sum(option.points for at, option in enumerate(question.options) if code >> at & 1)
    return min(earned, question.highest)


def _next_band(question: Question, rule: NumberRule, value: float) -> float | None:
    goal = _next_up(question, band_at(rule, value))
    return None if goal is None else _in_band(rule, goal, value)


def _in_band(rule: NumberRule, goal: int, value: Code) -> float | None:
    """Give the number at the near end of a band. None where a number there may not be answered."""
    start = rule.starts[goal]
    if math.isfinite(start) and (isinstance(value, Special) or value < start):
        return _allowed(rule, _on_a_step(rule, start, up=True))
    # From above, or from nowhere into the lowest band: just below where the next one starts.
    end = rule.starts[goal + 1]
    below = _on_a_step(rule, end, up=True) - (rule.step or 1)
    return _allowed(rule, max(below, start) if math.isfinite(start) else below)


def _next_fifth(rule: NumberRule, value: float) -> float | None:
    share = float(number_shares(rule, np.array([value]))[0])
    if share >= 1 - NUDGE:
        return None
    aim = (math.floor(share * _FIFTHS + NUDGE) + 1) / _FIFTHS
    if rule.curve == "log":
        wanted = rule.worst * (rule.best / rule.worst) ** aim
    else:
        wanted = rule.worst + aim * (rule.best - rule.worst)
    return _allowed(rule, _on_a_step(rule, wanted, up=rule.best > rule.worst))


def _on_a_step(rule: NumberRule, value: float, *, up: bool) -> float:
    """Give the nearest number that may be answered, not short of this one."""
    if rule.step is None:
        return round(value, _DECIMALS)
    steps = value / rule.step
    return round((math.ceil(steps - NUDGE) if up else math.floor(steps + NUDGE)) * rule.step, _DECIMALS)


def _allowed(rule: NumberRule, value: float) -> float | None:
    low = -math.inf if rule.least is None else rule.least
    return value if low <= value <= (math.inf if rule.most is None else rule.most) else None

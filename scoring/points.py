"""From an answer to its share: where its points lie between the least and the most the question can give."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from scoring.answers import AnswerTable, Codes, Floats
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.questionnaire import MissingRule, NumberRule, Question, Section
from scoring.shown import NUDGE


@dataclass(frozen=True)
class MissingRules:
    """What a section does with questions that have no answer."""

    not_applicable: MissingRule
    unanswered: MissingRule

    def share_of(self, special: int, zero: float) -> float:
        """Give the share that stands for a missing answer: `zero`, or not-a-number where it does not count."""
        if special == UNANSWERED and self.unanswered == "zero":
            return zero
        if special == NOT_APPLICABLE and self.not_applicable == "zero":
            return zero
        return np.nan


def rules_of(question: Question, node: Section) -> MissingRules:
    """Give the rules for a question's missing answers: its own, or else those of the node that it counts in."""
    return MissingRules(question.not_applicable or node.not_applicable, question.unanswered or node.unanswered)


def size(question: Question) -> float:
    """Give the possible range of a question's points."""
    return question.highest - question.lowest


def shares(question: Question, table: AnswerTable, row: int, rules: MissingRules) -> Floats:
    """Give each respondent's share of the possible range (0 to 1), or not-a-number where it does not count."""
    codes = positions(question, table, row)
    if not question.options and question.number is not None:
        answered = number_shares(question.number, table.numbers[row])
        return _with_missing(answered, codes, rules, zero=0.0)
    zero, *levels = _shares_of_points(question, [0.0, *(option.points for option in question.options)])
    if question.choose == "many":
        return _with_missing(_choices_shares(question, codes), codes, rules, zero)
    # Negative codes index a lookup table from its end: not asked, not applicable, unanswered.
    missing = [rules.share_of(special, zero) for special in (NOT_ASKED, NOT_APPLICABLE, UNANSWERED)]
    looked_up: Floats = np.array(levels + missing)[codes]
    return looked_up


def positions(question: Question, table: AnswerTable, row: int) -> Codes:
    """Give each respondent's code; where a number lies in a band, the band's position."""
    codes: Codes = table.codes[row]
    if question.number is None or not question.options:
        return codes
    # What should be exactly at a threshold may lie a hair below it.
    found = np.searchsorted(question.number.starts, table.numbers[row] + NUDGE, side="right") - 1
    in_bands: Codes = np.where(codes >= 0, np.maximum(found, 0), codes).astype(codes.dtype)
    return in_bands


def reached(question: Question, table: AnswerTable, row: int, threshold: float | None) -> npt.NDArray[np.bool_]:
    """Say whose answer reaches a threshold: so many points, or a number as good as this one; by default the best."""
    answered = shares(question, table, row, MissingRules("exclude", "exclude"))
    if threshold is None:
        wanted = 1.0
    elif not question.options and question.number is not None:
        wanted = float(number_shares(question.number, np.array([threshold]))[0])
    else:
        wanted = (threshold - question.lowest) / size(question) if size(question) else 1.0
    return np.asarray(answered >= wanted - NUDGE, dtype=np.bool_)


def number_shares(rule: NumberRule, values: Floats) -> Floats:
    """Give where numbers lie between the worst (0) and the best (1), along the rule's curve; capped outside."""
    low, high = sorted((rule.worst, rule.best))
    within = np.clip(values, low, high)
    if rule.curve == "log":
        return cast(Floats, np.log(within / rule.worst) / np.log(rule.best / rule.worst))
    return (within - rule.worst) / (rule.best - rule.worst)


def _shares_of_points(question: Question, points: Sequence[float]) -> list[float]:
    """Map points to the possible range; zero points outside the range count as its nearer end."""
    lowest, length = question.lowest, size(question)
    return [min(max((some - lowest) / length, 0.0), 1.0) if length else 1.0 for some in points]


def _choices_shares(question: Question, codes: Codes) -> Floats:
    """Add up the points of the chosen options, up to the cap."""
    points = np.zeros(codes.shape)
    for position, option in enumerate(question.options):
        points += option.points * ((codes >> position) & 1)
    points = np.minimum(points, question.highest)
    return (points - question.lowest) / size(question) if size(question) else np.ones(codes.shape)


def _with_missing(answered: Floats, codes: Codes, rules: MissingRules, zero: float) -> Floats:
    """Put the share that stands for a missing answer wherever the code says that there is none."""
    result = answered
    for special in (UNANSWERED, NOT_APPLICABLE, NOT_ASKED):
        result = np.where(codes == special, rules.share_of(special, zero), result)
    return result

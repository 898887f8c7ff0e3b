"""From an answer to its share: where its points lie between the least and the most the question can give."""

from dataclasses import dataclass
from typing import cast

import numpy as np

from scoring.answers import AnswerTable, Codes, Floats
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.questionnaire import MissingRule, NumberRule, Question


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


def size(question: Question) -> float:
    """Give the possible range of a question's points."""
    return question.highest - question.lowest


def shares(question: Question, table: AnswerTable, row: int, rules: MissingRules) -> Floats:
    """Give each respondent's share of the possible range (0 to 1), or not-a-number where it does not count."""
    codes = table.codes[row]
    if question.number is not None:
        answered = _number_shares(question.number, table.numbers[row])
        return _with_missing(answered, codes, rules, zero=0.0)
    zero = _share_of_points(question, 0.0)
    if question.choose == "many":
        return _with_missing(_choices_shares(question, codes), codes, rules, zero)
    levels = [_share_of_points(question, option.points) for option in question.options]
    # Negative codes index a lookup table from its end: not asked, not applicable, unanswered.
    missing = [rules.share_of(special, zero) for special in (NOT_ASKED, NOT_APPLICABLE, UNANSWERED)]
    looked_up: Floats = np.array(levels + missing)[codes]
    return looked_up


def points_of(question: Question, table: AnswerTable, row: int) -> Floats:
    """Give each respondent's points, or not-a-number where nothing was answered."""
    answered = shares(question, table, row, MissingRules("exclude", "exclude"))
    return question.lowest + answered * size(question)


def _share_of_points(question: Question, points: float) -> float:
    """Map points to the possible range; zero points outside the range count as its nearer end."""
    if not size(question):
        return 1.0
    return min(max((points - question.lowest) / size(question), 0.0), 1.0)


def _number_shares(rule: NumberRule, values: Floats) -> Floats:
    return cast(Floats, np.clip((values - rule.worst) / (rule.best - rule.worst), 0.0, 1.0))


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

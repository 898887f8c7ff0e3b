"""From an answer to its share: where its points lie between the least and the most the question can give."""

from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from scoring.answers import AnswerTable, Codes, Floats
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.questionnaire import MissingRule, NumberRule, Question, Section
from scoring.shown import NUDGE

# From the least code up: what stands before the levels where shares are looked up by the code.
_SPECIAL = (int(NOT_ASKED), int(NOT_APPLICABLE), int(UNANSWERED))


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


@dataclass(frozen=True, slots=True)
class Shares:
    """Respondents' shares: the few that there are and which of them each respondent has, or each respondent's own."""

    found: Floats
    places: npt.NDArray[np.intp] | None = None

    def look_up(self, made: Floats) -> Floats:
        """Give each respondent what was made of their share."""
        return made if self.places is None else made.take(self.places, axis=0)


def question_shares(question: Question, table: AnswerTable, row: int, rules: MissingRules) -> Shares:
    """Give the shares of a question: looked up by the code where there are only so many, or each worked out."""
    codes = positions(question, table, row)
    if not question.options and question.number is not None:
        answered = number_shares(question.number, table.numbers[row])
        return Shares(_with_missing(answered, codes, rules, zero=0.0))
    zero, *levels = question.shares
    if question.choose == "many":
        return Shares(_with_missing(_choices_shares(question, codes), codes, rules, zero))
    missing = [rules.share_of(special, zero) for special in _SPECIAL]
    return Shares(np.array(missing + levels), np.subtract(codes, _SPECIAL[0], dtype=np.intp))


def shares(question: Question, table: AnswerTable, row: int, rules: MissingRules) -> Floats:
    """Give each respondent's share of the possible range (0 to 1), or not-a-number where it does not count."""
    of_question = question_shares(question, table, row, rules)
    return of_question.look_up(of_question.found)


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

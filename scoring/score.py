"""The scorer: from a table of answers to the scores of every section and of the whole.

One walk up the tree of sections, each step on all respondents at once; then the themes, each over its own questions.
Every part (a question, or a section inside the section) has a share between 0 and 1, a size, and counts or does not.
With W the weights times the sizes:

    mean      share = sum(W x share) / sum(W), each size taken as 1
    geometric the weighted geometric mean of the shares, each size taken as 1; 0 where a part is 0
    sum       the same, with the part's possible range of points as its size. A section's range is that of its scale
              where it has one of its own; a sum without one hands on its points as they are
    subtract  starts from the top of the scale and takes away W x (1 - share); never below the scale's start
    minimum   the least share of the parts; maximum the greatest
    staged    the highest stage met, as a share of the highest stage there is (see `scoring.staged`)

Sums run over the parts that count, so a part that is left out also leaves the denominator.
The score is the share mapped linearly to the section's scale, then rounded where the section says so; what stands above
it goes on with the rounded score.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import cast

import numpy as np
import numpy.typing as npt

from scoring.answers import AnswerTable, Floats
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.conditions import close_questions
from scoring.points import rules_of, shares, size
from scoring.questionnaire import Questionnaire, Section
from scoring.shown import rounded
from scoring.staged import staged_shares

# Half of what is usual: a table of many respondents has more counts than answers.
Counts = npt.NDArray[np.int32]
# As plain numbers: compared with an enumeration, all codes are first made eight times as large.
_UNANSWERED, _NOT_APPLICABLE, _NOT_ASKED = int(UNANSWERED), int(NOT_APPLICABLE), int(NOT_ASKED)


@dataclass(frozen=True)
class Scores:
    """Scores of every node for every respondent; not-a-number where no score is given.

    Each mapping goes from a node's id (`overall`, or a section's id) to an array with one value a respondent.
    """

    values: dict[str, Floats]
    shares: dict[str, Floats]
    possible: dict[str, Floats]
    asked: dict[str, Counts]
    answered: dict[str, Counts]
    not_applicable: dict[str, Counts]

    def coverage(self, node_id: str) -> Floats:
        """Give the share of asked questions that were answered; not applicable is an answer, none asked is 1."""
        asked = self.asked[node_id]
        return np.where(asked > 0, self.answered[node_id] / np.maximum(asked, 1), 1.0)


@dataclass(frozen=True)
class Part:
    """A question or a section inside a section: its id, its weight times its size, and every respondent's share.

    The weight is one number, or one for each respondent where it depends on what counts for them.
    """

    id: str
    weight: float | Floats
    share: Floats


def score(questionnaire: Questionnaire, table: AnswerTable) -> Scores:
    """Score every section and the whole, for all respondents of the table at once."""
    table = close_questions(questionnaire, table)
    result = Scores({}, {}, {}, {}, {}, {})
    for node in (*questionnaire.bottom_up(), *questionnaire.groupings):
        _count(questionnaire, table, node, result)
        share = _share(questionnaire, table, node, result)
        share[~_may_be_shown(questionnaire, table, node, result)] = np.nan
        length = node.scale.stop - node.scale.start
        value = node.scale.start + share * length
        if node.rounding:
            value = rounded(value, node.rounding)
            share = (value - node.scale.start) / length
        result.shares[node.id], result.values[node.id] = share, value
    return result


def parts(questionnaire: Questionnaire, table: AnswerTable, node: Section, below: Scores) -> Iterator[Part]:
    """List what a section's score is made of; `below` already holds the sections inside it."""
    ranged = node.method in ("sum", "subtract")
    for question in questionnaire.by_section[node.id]:
        if question.scored and question.weight:
            row = questionnaire.question_index[question.id]
            weight = question.weight * (size(question) if ranged else 1)
            yield Part(question.id, weight, shares(question, table, row, rules_of(question, node)))
    for child in questionnaire.children.get(node.id, ()):
        if child.method != "none" and child.weight:
            yield Part(child.id, child.weight * (_range(child, below) if ranged else 1), below.shares[child.id])


def _range(section: Section, below: Scores) -> float | Floats:
    """Give the possible range of a section's points, as a sum counts it."""
    if section.method == "sum" and not section.own_scale:
        return below.possible[section.id]
    return section.scale.stop - section.scale.start


def _share(questionnaire: Questionnaire, table: AnswerTable, node: Section, below: Scores) -> Floats:
    """Give a node's share by its own method, or not-a-number where nothing counts."""
    if node.method == "none":
        return np.full(table.respondents, np.nan)
    if node.method == "staged":
        return staged_shares(questionnaire, table, node)
    found = parts(questionnaire, table, node, below)
    if node.method in ("minimum", "maximum"):
        pick = np.fmin if node.method == "minimum" else np.fmax
        nobody = np.full(table.respondents, np.nan)
        return cast(Floats, reduce(pick, (part.share for part in found), nobody))
    if node.method == "geometric":
        found = (replace(part, share=_logarithms(part.share)) for part in found)
    earned, possible, of_part = (np.zeros(table.respondents) for _ in range(3))
    for part in found:
        away = np.isnan(part.share)
        np.multiply(part.weight, part.share, out=of_part)
        np.putmask(of_part, away, 0)
        earned += of_part
        of_part[:] = part.weight
        np.putmask(of_part, away, 0)
        possible += of_part
    below.possible[node.id] = possible
    counted = possible > 0
    if node.method == "subtract":
        full = node.scale.stop - node.scale.start
        left: Floats = np.maximum(full - (possible - earned), 0) / full
        return np.where(counted, left, np.nan)
    mean: Floats = np.divide(earned, possible, out=np.full(table.respondents, np.nan), where=counted)
    return np.exp(mean) if node.method == "geometric" else mean


def _logarithms(share: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return np.log(share)


def _count(questionnaire: Questionnaire, table: AnswerTable, node: Section, result: Scores) -> None:
    """Count the questions asked, answered and not applicable in a node and everything inside it."""
    asked, answered, away = np.zeros((3, table.respondents), dtype=np.int32)
    for question in questionnaire.by_section[node.id]:
        codes = table.codes[questionnaire.question_index[question.id]]
        is_asked = codes != _NOT_ASKED
        asked += is_asked
        answered += is_asked & (codes != _UNANSWERED)
        away += codes == _NOT_APPLICABLE
    for child in questionnaire.children.get(node.id, ()):
        asked += result.asked[child.id]
        answered += result.answered[child.id]
        away += result.not_applicable[child.id]
    result.asked[node.id], result.answered[node.id], result.not_applicable[node.id] = asked, answered, away


def _may_be_shown(
    questionnaire: Questionnaire, table: AnswerTable, node: Section, result: Scores
) -> npt.NDArray[np.bool_]:
    """Say where enough was answered: the coverage is reached and every required question has its answer."""
    # In whole numbers, with a nudge, so that 4 of 5 is exactly a coverage of 0.8.
    enough = result.answered[node.id] >= node.coverage * result.asked[node.id] - 1e-9
    for question in questionnaire.questions_below(node.id):
        if question.required:
            enough &= table.codes[questionnaire.question_index[question.id]] != _UNANSWERED
    return enough

"""The scorer: from a table of answers to the scores of every section and of the whole.

One walk up the tree of sections, each step on a whole block of respondents; then the themes, each over its own
questions.
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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final, cast

import numpy as np

from scoring.answers import AnswerTable, Floats
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.conditions import close_questions
from scoring.points import Shares, question_shares, rules_of, size
from scoring.questionnaire import Questionnaire, Section
from scoring.scores import Scores, hands_on_points, not_scored_yet, on_scale
from scoring.shown import rounded
from scoring.staged import staged_shares

# So many respondents at a time: what is made on the way to their scores stays near the processor.
BLOCK: Final = 32_768
# As plain numbers: compared with an enumeration, all codes are first made eight times as large.
_UNANSWERED, _NOT_APPLICABLE, _NOT_ASKED = int(UNANSWERED), int(NOT_APPLICABLE), int(NOT_ASKED)


@dataclass(frozen=True)
class Part:
    """A question or a section inside a section: its id, its weight times its size, and every respondent's share.

    The weight is one number, or one for each respondent where it depends on what counts for them.
    """

    id: str
    weight: float | Floats
    shares: Shares

    @property
    def share(self) -> Floats:
        """Give every respondent's share."""
        return self.shares.look_up(self.shares.found)

    def earned_and_possible(self) -> Floats:
        """Give two columns: what each respondent earns, and what was possible; nothing where the part is left out."""
        away = np.isnan(self.shares.found)
        earned = self.weight * self.shares.found
        np.putmask(earned, away, 0)
        both = np.empty((len(earned), 2))
        both[:, 0], both[:, 1] = earned, ~away * self.weight
        return self.shares.look_up(both)


def score(questionnaire: Questionnaire, table: AnswerTable) -> Scores:
    """Score every section and the whole, for all respondents of the table."""
    nodes = (*questionnaire.bottom_up(), *questionnaire.groupings)
    result = not_scored_yet(nodes, len(questionnaire.questions), table.respondents)
    for start in range(0, table.respondents, BLOCK):
        block = slice(start, start + BLOCK)
        _score(questionnaire, nodes, close_questions(questionnaire, table.of(block)), result.of(block))
    return result


def _score(questionnaire: Questionnaire, nodes: Sequence[Section], table: AnswerTable, result: Scores) -> None:
    """Write the scores of one block of respondents."""
    for node in nodes:
        _count(questionnaire, table, node, result)
        share = result.shares[node.id]
        share[:] = _share(questionnaire, table, node, result)
        _hide(questionnaire, table, node, result)
        if node.rounding:
            value = result.rounded[node.id]
            value[:] = rounded(on_scale(node, share), node.rounding)
            share[:] = (value - node.scale.start) / (node.scale.stop - node.scale.start)


def parts(questionnaire: Questionnaire, table: AnswerTable, node: Section, below: Scores) -> Iterator[Part]:
    """List what a section's score is made of; `below` already holds the sections inside it."""
    ranged = node.method in ("sum", "subtract")
    for question in questionnaire.by_section[node.id]:
        if question.scored and question.weight:
            row = questionnaire.question_index[question.id]
            weight = question.weight * (size(question) if ranged else 1)
            yield Part(question.id, weight, question_shares(question, table, row, rules_of(question, node)))
    for child in questionnaire.children.get(node.id, ()):
        if child.method != "none" and child.weight:
            weighed = child.weight * (_range(child, below) if ranged else 1)
            yield Part(child.id, weighed, Shares(below.shares[child.id]))


def _range(section: Section, below: Scores) -> float | Floats:
    """Give the possible range of a section's points, as a sum counts it."""
    if hands_on_points(section):
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
        found = (replace(part, shares=_logarithms(part.shares)) for part in found)
    both = np.zeros((table.respondents, 2))
    for part in found:
        both += part.earned_and_possible()
    earned, possible = both.T
    if hands_on_points(node):
        below.possible[node.id][:] = possible
    if node.method == "subtract":
        full = node.scale.stop - node.scale.start
        left: Floats = np.maximum(full - (possible - earned), 0) / full
        return np.where(possible > 0, left, np.nan)
    with np.errstate(invalid="ignore"):
        # Nothing of nothing is not a number.
        mean: Floats = earned / possible
    return np.exp(mean) if node.method == "geometric" else mean


def _logarithms(shares: Shares) -> Shares:
    with np.errstate(divide="ignore"):
        return replace(shares, found=np.log(shares.found))


def _count(questionnaire: Questionnaire, table: AnswerTable, node: Section, result: Scores) -> None:
    """Count the questions asked, answered and not applicable in a node and everything inside it."""
    codes = table.codes[[questionnaire.question_index[question.id] for question in questionnaire.by_section[node.id]]]
    asked, answered, away = (held[node.id] for held in (result.asked, result.answered, result.not_applicable))
    np.add.reduce(codes != _NOT_ASKED, axis=0, dtype=asked.dtype, out=asked)
    np.add.reduce(codes == _NOT_APPLICABLE, axis=0, dtype=away.dtype, out=away)
    np.add.reduce(codes == _UNANSWERED, axis=0, dtype=answered.dtype, out=answered)
    np.subtract(asked, answered, out=answered)
    for child in questionnaire.children.get(node.id, ()):
        asked += result.asked[child.id]
        answered += result.answered[child.id]
        away += result.not_applicable[child.id]


def _hide(questionnaire: Questionnaire, table: AnswerTable, node: Section, result: Scores) -> None:
    """Give no share where too little was answered for the node's coverage, or a required question was not."""
    share = result.shares[node.id]
    if node.coverage:
        # In whole numbers, with a nudge, so that 4 of 5 is exactly a coverage of 0.8.
        share[result.answered[node.id] < node.coverage * result.asked[node.id] - 1e-9] = np.nan
    for row in questionnaire.required_below[node.id]:
        share[table.codes[row] == _UNANSWERED] = np.nan

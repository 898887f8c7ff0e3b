"""Who of many respondents is asked what: answers to questions that are not asked are left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.answers import AnswerTable, Codes
from scoring.applicability import attributes_needed, complete_attributes, pattern
from scoring.codes import NOT_ASKED, UNANSWERED
from scoring.conditions import close_questions
from scoring.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A derived attribute that is given and does not follow from its source: whose, which, what it says and should."""

    position: int
    attribute: str
    value: str
    wanted: str


@dataclass(frozen=True)
class AskedOf:
    """The answers that count; how many were left out, and the first of these: the position of whose, the question."""

    table: AnswerTable
    left_out: int
    first: tuple[int, str]
    disagreements: list[Disagreement]


def keep_asked(questionnaire: Questionnaire, table: AnswerTable, attributes: Mapping[str, Codes]) -> AskedOf:
    """Mark as not asked what a respondent's attributes, or earlier answers, leave out.

    Args:
        questionnaire: the question set.
        table: the answers as they were read.
        attributes: the position of each respondent's option, -1 where it is not known, by attribute id.
    """
    codes = table.codes.copy()
    disagreements: list[Disagreement] = []
    for given, positions in _combinations(questionnaire, attributes, table.respondents):
        asked = np.array(pattern(questionnaire, given))
        codes[np.ix_(~asked, positions)] = NOT_ASKED
        for name, value, wanted in _disagreeing(questionnaire, given):
            disagreements += [Disagreement(int(position), name, value, wanted) for position in positions]
    kept = close_questions(questionnaire, AnswerTable(codes, table.numbers))
    left_out = (kept.codes == NOT_ASKED) & (table.codes != UNANSWERED) & (table.codes != NOT_ASKED)
    position, row = divmod(int(np.argmax(left_out.T)), len(questionnaire.questions))
    return AskedOf(kept, int(left_out.sum()), (position, questionnaire.questions[row].id), disagreements)


def unknown_attributes(questionnaire: Questionnaire, given: set[str]) -> list[str]:
    """List the attributes that decide what is asked and that no column tells, not even one they follow from."""
    by_id = {attribute.id: attribute for attribute in questionnaire.attributes}
    missing = []
    for name in attributes_needed(questionnaire):
        at: str | None = name
        above: set[str] = set()
        while at is not None and at not in above and at not in given:
            above.add(at)
            at = by_id[at].source
        if at not in given:
            missing.append(name)
    return missing


def _combinations(
    questionnaire: Questionnaire, attributes: Mapping[str, Codes], respondents: int
) -> Iterator[tuple[dict[str, str], npt.NDArray[np.intp]]]:
    """Give every combination of attributes that occurs, with the respondents that have it."""
    if not attributes:
        yield {}, np.arange(respondents)
        return
    options = {attribute.id: attribute.option_ids for attribute in questionnaire.attributes}
    distinct, inverse = np.unique(np.stack(list(attributes.values())), axis=1, return_inverse=True)
    for number, combination in enumerate(distinct.T):
        given = {name: options[name][code] for name, code in zip(attributes, combination, strict=True) if code >= 0}
        yield given, np.flatnonzero(inverse.ravel() == number)


def _disagreeing(questionnaire: Questionnaire, given: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    completed = complete_attributes(questionnaire, given)
    for name, value in given.items():
        if completed[name] != value:
            yield name, value, completed[name]

"""What colleagues answered, question by question: how far apart they are, and what is recorded."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmark.council.agreed import Agreed
from benchmark.council.asking import LONGEST_TEXT
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.colleagues import Colleague, Colleagues, in_question
from benchmark.questions.answer import Code
from scoring.answers import build_table
from scoring.codes import NOT_APPLICABLE
from scoring.points import MissingRules, shares, size
from scoring.questionnaire import Question, Questionnaire
from scoring.spread import Given, Spread, spread_of


@dataclass(frozen=True)
class Opinions:
    """What colleagues said on one question, by role, and what is recorded in the round.

    `waiting` are roles that were asked and have not answered; `closed` those that an earlier answer of their own kept
    from being asked.
    """

    question: Question
    answers: Mapping[str, Answer]
    recorded: Answer
    waiting: tuple[str, ...]
    closed: tuple[str, ...]
    live: Spread

    @property
    def roles(self) -> tuple[str, ...]:
        """List the roles that answered."""
        return tuple(self.answers)

    @property
    def spread(self) -> Spread | None:
        """Give the spread that counts: the one of when it was agreed, or else the present one; None for one answer."""
        kept = self.recorded.agreed.spread if self.recorded.agreed else None
        if kept is not None and not self.reopened:
            return kept
        return self.live if self.live.answered > 1 else kept

    @property
    def settled(self) -> bool:
        """Say whether an answer was agreed, by everybody who has answered, and nobody has another one since."""
        agreed = self.recorded.agreed
        return agreed is not None and bool(agreed.by) and not self.reopened

    @property
    def reopened(self) -> bool:
        """Say whether somebody answered, or answered otherwise, after it was agreed."""
        agreed = self.recorded.agreed
        if agreed is None or not agreed.by:
            return False
        newcomers = set(self.roles) - set(agreed.by)
        everybody = set(self.roles) == set(agreed.by)
        return bool(newcomers) or (everybody and agreed.spread is not None and agreed.spread != self.live)

    def proposal(self) -> Answer | None:
        """Give the answer that all who answered gave; None where they differ."""
        return None if self.live.differs or not self.answers else self.agree(next(iter(self.answers.values())).code)

    def agree(self, code: Code) -> Answer:
        """Make the agreed answer. Evidence and reasons are the council's and come along; notes stay with colleagues."""
        targets = {answer.target for answer in self.answers.values() if answer.target is not None}
        target = next(iter(targets)) if len(targets) == 1 else None
        away = code is NOT_APPLICABLE
        return Answer(
            code,
            self.recorded.target if self.recorded.target is not None else target,
            self.recorded.note,
            self.recorded.evidence or _joined(answer.evidence for answer in self.answers.values()),
            self.recorded.reason or (_joined(answer.reason for answer in self.answers.values()) if away else ""),
            self.recorded.by,
            self._agreed(),
        )

    def _agreed(self) -> Agreed:
        """Say who agrees. Whoever agreed before and whose own file is gone since stays; so does that spread."""
        before = self.recorded.agreed or Agreed()
        gone = set(before.by) - set(self.roles)
        live = self.live if self.live.answered > 1 else None
        return Agreed(tuple(sorted(gone.union(self.roles))), (before.spread or live) if gone else live)


def gather(colleagues: Colleagues, agreed: Assessment) -> list[Opinions]:
    """Give what was said on each question that is asked and that somebody answered or agreed on, in order."""
    everybody = colleagues.found
    found = (opinions_on(question, agreed, everybody) for question in in_question(agreed, everybody))
    return [each for each in found if each.answers or each.recorded.agreed]


def opinions_on(question: Question, agreed: Assessment, colleagues: Sequence[Colleague]) -> Opinions:
    """Give what was said on one question."""
    said = {colleague.role: colleague.answer(question) for colleague in colleagues}
    answers = {role: answer for role, answer in said.items() if answer is not None}
    handed = [each for each in colleagues if each.handed is None or question.id in each.handed]
    closed = tuple(each.role for each in handed if question not in each.assessment.asked())
    waiting = tuple(each.role for each in handed if each.role not in answers and each.role not in closed)
    return make_opinions(question, agreed, answers, waiting, closed)


def make_opinions(
    question: Question,
    agreed: Assessment,
    answers: Mapping[str, Answer],
    waiting: tuple[str, ...] = (),
    closed: tuple[str, ...] = (),
) -> Opinions:
    """Put together what was said on one question, by role."""
    codes = [answer.code for answer in answers.values()]
    given = [Given(*pair) for pair in zip(codes, shares_of(agreed.questionnaire, question, codes), strict=True)]
    return Opinions(question, answers, agreed.answer(question), waiting, closed, _measured(question, given))


def shares_of(questionnaire: Questionnaire, question: Question, codes: Sequence[Code]) -> list[float | None]:
    """Give how good each answer is, from 0 to 1; None where it has no level, or every answer is worth the same."""
    if not codes:
        return []
    table = build_table(questionnaire, [{question.id: code} for code in codes])
    row = questionnaire.question_index[question.id]
    found = shares(question, table, row, MissingRules("exclude", "exclude"))
    return [None if math.isnan(share) or not size(question) else float(share) for share in found]


def _measured(question: Question, given: Sequence[Given]) -> Spread:
    """Measure a spread. Of several choices no lowest is named: sets of choices have no order of their own."""
    spread = spread_of(given)
    return spread._replace(lowest=None, highest=None) if question.choose == "many" else spread


def _joined(texts: Iterator[str]) -> str:
    """Put texts together, each once, as far as there is room."""
    joined = ""
    for text in dict.fromkeys(text.strip() for text in texts if text.strip()):
        longer = f"{joined}; {text}" if joined else text
        joined = longer if len(longer) <= LONGEST_TEXT else joined
    return joined

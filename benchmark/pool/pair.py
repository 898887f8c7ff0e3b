"""Two councils side by side, on what both were asked and both answered."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.pool.items import restrict
from scoring.answers import AnswerTable
from scoring.codes import NOT_ASKED
from scoring.conditions import close_questions
from scoring.points import MissingRules, shares
from scoring.questionnaire import Question, Questionnaire
from scoring.score import score
from scoring.shown import half_up


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question that both answered: where each stands. `lead` is above 0 where mine is further.

    `mine_share` and `theirs_share` say how far up its range each answer is, from 0 to 1.
    """

    id: str
    section: str
    text: str
    mine: str
    theirs: str
    lead: float
    mine_share: float
    theirs_share: float


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section, scored for both over the questions that both answered; None where there are none."""

    id: str
    title: str
    questions: int
    mine: float | None
    theirs: float | None
    decimals: int

    @property
    def lead(self) -> float | None:
        """Give how far mine is ahead, as the scores are shown; None where one has no score."""
        if self.mine is None or self.theirs is None:
            return None
        return half_up(self.mine, self.decimals) - half_up(self.theirs, self.decimals)


@dataclass(frozen=True)
class Pair:
    """Everything that a pair can compare, and what only one of them was asked.

    `note` says what stands in the way where the two answered different versions; then there are no scores.
    """

    sections: tuple[SectionRow, ...]
    questions: tuple[QuestionRow, ...]
    only_mine: tuple[str, ...]
    only_theirs: tuple[str, ...]
    note: str = ""

    @property
    def i_could_help(self) -> list[QuestionRow]:
        """List the questions where mine is ahead, furthest first."""
        return sorted((row for row in self.questions if row.lead > 0), key=lambda row: -row.lead)

    @property
    def they_could_help(self) -> list[QuestionRow]:
        """List the questions where theirs is ahead, furthest first."""
        return sorted((row for row in self.questions if row.lead < 0), key=lambda row: row.lead)


def compare_pair(questionnaire: Questionnaire, mine: AnswerTable, theirs: AnswerTable, note: str = "") -> Pair:
    """Lay two councils side by side, each a table of one column; without scores where a `note` says why.

    A mean over different questions would be unfair: only those that both answered are scored.
    """
    tables = [close_questions(questionnaire, table) for table in (mine, theirs)]
    # As each says itself: where an earlier answer is not shared, nobody knows whether a question was asked.
    asked = [
        [table.codes[row, 0] != NOT_ASKED for row in range(len(questionnaire.questions))] for table in (mine, theirs)
    ]
    both = [
        question
        for row, question in enumerate(questionnaire.questions)
        if all(table.codes[row, 0] >= 0 for table in tables)
    ]
    only = [
        tuple(q.text for q, here, there in zip(questionnaire.questions, *sides, strict=True) if here and not there)
        for sides in (asked, asked[::-1])
    ]
    return Pair(
        () if note else tuple(_sections(questionnaire, tables, both)),
        tuple(_row(questionnaire, question, tables) for question in both),
        only[0],
        only[1],
        note,
    )


def _sections(
    questionnaire: Questionnaire, tables: Sequence[AnswerTable], both: Sequence[Question]
) -> list[SectionRow]:
    ids = tuple(question.id for question in both)
    scored = []
    for table in tables:
        part, part_table = restrict(questionnaire, table, ids)
        scored.append(score(part, part_table).values)
    rows = []
    for node in questionnaire.nodes:
        inside = {question.id for question in questionnaire.questions_below(node.id)}
        values = [None if math.isnan(values[node.id][0]) else float(values[node.id][0]) for values in scored]
        rows.append(
            SectionRow(
                node.id, node.title, sum(name in inside for name in ids), values[0], values[1], node.scale.decimals
            )
        )
    return rows[1:] + rows[:1]


def _row(questionnaire: Questionnaire, question: Question, tables: Sequence[AnswerTable]) -> QuestionRow:
    row = questionnaire.question_index[question.id]
    rules = MissingRules("exclude", "exclude")
    mine, theirs = (float(shares(question, table, row, rules)[0]) for table in tables)
    words = [_short(question, table, row) for table in tables]
    lead = round(mine - theirs, 9)
    return QuestionRow(question.id, question.section, question.text, words[0], words[1], lead, mine, theirs)


def _short(question: Question, table: AnswerTable, row: int) -> str:
    """Say an answer in a word: the level, the option, the number."""
    if question.number:
        return f"{table.numbers[row][0]:g}"
    code = int(table.codes[row, 0])
    if question.choose == "many":
        return "; ".join(o.title for at, o in enumerate(question.options) if code >> at & 1) or "none"
    return question.options[code].id if question.levels else question.options[code].title

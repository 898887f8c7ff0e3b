"""An agenda for two hours: three things where one can help, three where the other can, three to do together.

The same two councils always get the same agenda. It has never more than there is to talk about.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from benchmark.pool.pair import Pair, QuestionRow
from benchmark.pool.sides import Side
from scoring.questionnaire import Question, Questionnaire

Kind = Literal["mine helps", "theirs helps", "together"]
Reason = Literal["same residents", "both aim higher", "both low", "both behind"]

EACH: Final = 3
MINUTES: Final = 120
OPENING: Final = 10
CLOSING: Final = 15
# What the topics share between them; what they leave is for a break and for what else comes up.
_FOR_TOPICS: Final = 90
_LONGEST: Final = 15
# At or below the middle of its range an answer is called low.
_LOW: Final = 0.5
# Ids are not translated. These are of sections and questions about working with others.
_WITH_OTHERS: Final = re.compile(r"collaborat|partner|shar(?:e|ed|ing)\b|joint|neighbour")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one council stands on a question: in a word, the words of its answer, its target, its next step."""

    short: str
    words: str
    target: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to talk about, for so many minutes; `reasons` say why, where it is to be done together."""

    kind: Kind
    question: str
    section: str
    text: str
    mine: Stand
    theirs: Stand
    minutes: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting of two hours. `spare` minutes are for a break and for what else comes up."""

    topics: tuple[Topic, ...]
    spare: int
    same_residents: bool = False

    def of(self, kind: Kind) -> list[Topic]:
        """List the topics of one kind."""
        return [topic for topic in self.topics if topic.kind == kind]


@dataclass(frozen=True)
class _Facts:
    """What a topic is chosen by. Below the level in `behind` a council is behind the middle of a benchmark."""

    questionnaire: Questionnaire
    mine: Side
    theirs: Side
    behind: Mapping[str, float]
    same_residents: bool


def make_agenda(
    questionnaire: Questionnaire,
    pair: Pair,
    mine: Side,
    theirs: Side,
    *,
    behind: Mapping[str, float] | None = None,
    same_residents: bool = False,
) -> Agenda:
    """Choose what to talk about.

    Args:
        questionnaire: in the words that are shown.
        pair: what both answered.
        mine: one council.
        theirs: the other council.
        behind: the level on each question below which a council is behind the middle of a benchmark, if there is one.
        same_residents: whether one council serves inside the other.
    """
    facts = _Facts(questionnaire, mine, theirs, behind or {}, same_residents)
    chosen: list[tuple[Kind, QuestionRow, tuple[Reason, ...]]] = []
    chosen += [("mine helps", row, ()) for row in _most(pair.i_could_help, lambda row: _aims(facts, theirs, row))]
    chosen += [("theirs helps", row, ()) for row in _most(pair.they_could_help, lambda row: _aims(facts, mine, row))]
    used = {row.id for _, row, _ in chosen}
    left = [row for row in pair.questions if row.id not in used and min(row.mine_share, row.theirs_share) < 1]
    chosen += [("together", row, reasons) for row, reasons in _together(facts, left)]
    minutes = min(_LONGEST, _FOR_TOPICS // len(chosen)) if chosen else 0
    topics = tuple(_topic(facts, kind, row, minutes, reasons) for kind, row, reasons in chosen)
    return Agenda(topics, MINUTES - OPENING - CLOSING - minutes * len(topics), same_residents)


def _most(rows: Sequence[QuestionRow], aims: Callable[[QuestionRow], bool]) -> list[QuestionRow]:
    """Take those furthest apart; of equal ones first what the council behind aims at, then in the set's order."""
    return sorted(rows, key=lambda row: (-abs(row.lead), not aims(row)))[:EACH]


def _together(facts: _Facts, rows: Sequence[QuestionRow]) -> list[tuple[QuestionRow, tuple[Reason, ...]]]:
    """Take what has most reasons; with the same residents, what is about working with others first."""
    found = [(row, reasons) for row in rows if (reasons := _reasons(facts, row))]
    found.sort(
        key=lambda entry: (
            "same residents" not in entry[1],
            -len(entry[1]),
            max(entry[0].mine_share, entry[0].theirs_share),
        )
    )
    return found[:EACH]


def _reasons(facts: _Facts, row: QuestionRow) -> tuple[Reason, ...]:
    middle = facts.behind.get(row.id)
    codes = [_code(facts, side, row) for side in (facts.mine, facts.theirs)]
    found: dict[Reason, bool] = {
        "same residents": facts.same_residents and bool(_WITH_OTHERS.search(f"{row.section} {row.id}")),
        "both aim higher": all(_aims(facts, side, row) for side in (facts.mine, facts.theirs)),
        "both low": max(row.mine_share, row.theirs_share) <= _LOW,
        "both behind": middle is not None and all(code < middle for code in codes),
    }
    return tuple(reason for reason, true in found.items() if true)


def _aims(facts: _Facts, side: Side, row: QuestionRow) -> bool:
    """Say whether a council aims above where it stands."""
    question, target = facts.questionnaire.question(row.id), side.targets.get(row.id)
    if target is None or not question.target_levels:
        return False
    return question.options[target].points > question.options[_code(facts, side, row)].points


def _code(facts: _Facts, side: Side, row: QuestionRow) -> int:
    return int(side.table.codes[facts.questionnaire.question_index[row.id], 0])


def _topic(facts: _Facts, kind: Kind, row: QuestionRow, minutes: int, reasons: tuple[Reason, ...]) -> Topic:
    question = facts.questionnaire.question(row.id)
    section = facts.questionnaire.section(question.section).title
    mine = _stand(facts, facts.mine, row, row.mine, question)
    theirs = _stand(facts, facts.theirs, row, row.theirs, question)
    return Topic(kind, row.id, section, row.text, mine, theirs, minutes, reasons)


def _stand(facts: _Facts, side: Side, row: QuestionRow, short: str, question: Question) -> Stand:
    if not question.target_levels:
        return Stand(short, short, "", "")
    code, target = _code(facts, side, row), side.targets.get(row.id)
    steps = question.next_steps
    return Stand(
        short,
        question.options[code].title,
        _name(question, target) if target is not None and _aims(facts, side, row) else "",
        steps[code] if code < len(steps) else "",
    )


def _name(question: Question, position: int) -> str:
    option = question.options[position]
    return option.id if question.levels else option.title

"""The items that a benchmark compares: every question, every section, and the whole, each with its bins.

Beside a question stands its target, where enough councils set one: the levels that they want to reach. Beside any
of these stands how councils moved since an earlier round, where enough linked their returns.

A question where one option is chosen has its options as bins. Everything else (scores, numbers, several choices)
is binned in fifths of its range.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from scoring.answers import AnswerTable, Floats
from scoring.codes import NOT_ASKED
from scoring.conditions import close_questions
from scoring.points import MissingRules, positions, shares
from scoring.questionnaire import Question, Questionnaire, Section
from scoring.score import score

Kind = Literal["question", "section", "theme", "overall", "target", "moved"]
FIFTHS = 5
_COUNTED = MissingRules("exclude", "exclude")


@dataclass(frozen=True)
class Item:
    """One thing that is compared. `start` and `stop` are the ends of its scale.

    `ordered` says whether its bins run from less to more, so that quartiles and a mean have a meaning. `rests` are the
    questions that a score rests on, and of a question itself.
    """

    id: str
    kind: Kind
    section: str
    title: str
    bins: tuple[str, ...]
    start: float
    stop: float
    ordered: bool = True
    rests: tuple[str, ...] = ()

    @property
    def only(self) -> str | None:
        """Give the one item that this one rests on, if that is another one: both tell of the same answers."""
        return self.rests[0] if len(self.rests) == 1 and self.rests != (self.id,) else None

    @property
    def levels(self) -> bool:
        """Say whether the bins are the options of a question, and not fifths of a range."""
        return self.kind in ("target", "moved") or (self.kind == "question" and self.stop == len(self.bins) - 1)


@dataclass(frozen=True)
class Measured:
    """Every council's place on every item: the bin, -1 where there is none, and the exact value.

    `bins` has the shape (items, councils); `values` too, in the units of the item's scale.
    """

    items: tuple[Item, ...]
    bins: npt.NDArray[np.int8]
    values: Floats


def common_questions(questionnaire: Questionnaire, table: AnswerTable) -> tuple[str, ...]:
    """List the questions that every council of the table was asked.

    Scores are compared over these only: a mean over different questions would be unfair to whoever was asked the
    harder ones.
    """
    codes = close_questions(questionnaire, table).codes
    asked = ~(codes == NOT_ASKED).any(axis=1)
    return tuple(q.id for q, everywhere in zip(questionnaire.questions, asked, strict=True) if everywhere)


def measure(questionnaire: Questionnaire, table: AnswerTable, common: tuple[str, ...]) -> Measured:
    """Place every council of the table on every item; scores use the common questions only."""
    table = close_questions(questionnaire, table)
    items: list[Item] = []
    bins: list[npt.NDArray[np.int8]] = []
    values: list[Floats] = []
    for item, item_bins, item_values in [
        *_scores(questionnaire, table, common),
        *(_question(question, table, row) for row, question in enumerate(questionnaire.questions)),
    ]:
        items.append(item)
        bins.append(item_bins)
        values.append(item_values)
    return Measured(tuple(items), np.array(bins, dtype=np.int8), np.array(values))


Placed = tuple[Item, npt.NDArray[np.int8], Floats]


def _scores(questionnaire: Questionnaire, table: AnswerTable, common: tuple[str, ...]) -> list[Placed]:
    part, part_table = restrict(questionnaire, table, common)
    scores = score(part, part_table)
    return [
        (_score_item(node, part), fifths(scores.shares[node.id]), scores.values[node.id])
        for node in (*questionnaire.nodes, *questionnaire.themes)
        if node.method != "none" and any(True for _ in part.questions_below(node.id))
    ]


def restrict(
    questionnaire: Questionnaire, table: AnswerTable, question_ids: tuple[str, ...]
) -> tuple[Questionnaire, AnswerTable]:
    """Keep only some questions, in the question set and in the table. Earlier answers have been looked at already."""
    rows = [questionnaire.question_index[name] for name in question_ids]
    kept = tuple(replace(questionnaire.questions[row], asked_if={}) for row in rows)
    numbers = {at: table.numbers[row] for at, row in enumerate(rows) if row in table.numbers}
    return replace(questionnaire, questions=kept), AnswerTable(table.codes[rows], numbers)


def _score_item(node: Section, part: Questionnaire) -> Item:
    themes = {theme.id for theme in part.themes}
    kind: Kind = "overall" if node.parent is None else "theme" if node.id in themes else "section"
    section = node.id if kind == "section" else ""
    rests = tuple(sorted(q.id for q in part.questions_below(node.id) if q.scored and q.weight))
    return Item(node.id, kind, section, node.title, _ranges(node), node.scale.start, node.scale.stop, rests=rests)


def _ranges(node: Section) -> tuple[str, ...]:
    """Name the fifths of a scale."""
    step = (node.scale.stop - node.scale.start) / FIFTHS
    edges = [node.scale.start + step * at for at in range(FIFTHS + 1)]
    return tuple(f"{low:g} to {high:g}" for low, high in pairwise(edges))


def _question(question: Question, table: AnswerTable, row: int) -> Placed:
    share = shares(question, table, row, _COUNTED)
    if question.options and question.choose == "one":
        codes = positions(question, table, row)
        points = [option.points for option in question.options]
        item = Item(
            question.id,
            "question",
            question.section,
            question.text,
            tuple(option.title for option in question.options),
            0,
            len(question.options) - 1,
            ordered=points == sorted(points) and points[0] < points[-1],
            rests=(question.id,),
        )
        level = np.where(codes >= 0, codes, -1)
        return item, level.astype(np.int8), np.where(level >= 0, level, np.nan)
    bins = tuple(f"{at * 20}% to {at * 20 + 20}%" for at in range(FIFTHS))
    item = Item(question.id, "question", question.section, question.text, bins, 0, 100, rests=(question.id,))
    return item, fifths(share), share * 100


def fifths(share: Floats) -> npt.NDArray[np.int8]:
    """Give the fifth (0 to 4) that a share lies in, or -1; a share of 1 lies in the last."""
    # A share that should be exactly 0.6 may lie a hair below it.
    place = np.floor(np.nan_to_num(share, nan=-1.0) * FIFTHS + 1e-9)
    return np.where(np.isnan(share), -1, np.minimum(place, FIFTHS - 1)).astype(np.int8)

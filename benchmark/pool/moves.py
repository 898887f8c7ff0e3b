"""How councils moved since an earlier round, as items of a benchmark: lower, the same, higher.

Only councils that linked their returns are counted. Everybody else has no place on these items, and they obey all
rules of disclosure control as answers do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmark.pool import benchmark as model
from benchmark.pool.benchmark import moved_id
from benchmark.pool.count import Choice, Counted, Selection, choose, count
from benchmark.pool.items import Item, Measured, common_questions, measure
from benchmark.pool.pool import Pool
from benchmark.pool.rules import Rules
from benchmark.questions.editions import find_edition, find_way
from scoring.answers import Floats
from scoring.conditions import close_questions
from scoring.points import MissingRules, shares

BINS: Final = ("Lower", "The same", "Higher")
_COUNTED: Final = MissingRules("exclude", "exclude")
_HAIR: Final = 1e-9
Linked = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]


@dataclass(frozen=True)
class Earlier:
    """An earlier round: its returns, which questions mean the same (old id to new), and whether scores do."""

    counted: Counted
    same: Mapping[str, str]
    scores: bool

    def columns(self, now: Counted) -> Linked:
        """Give the places of the linked councils now, and then."""
        places = {key: at for at, key in enumerate(self.counted.keys)}
        found = [
            (at, places[now.previous[key][1]])
            for at, key in enumerate(now.keys)
            if key in now.previous
            and now.previous[key][0] == self.counted.choice.round
            and now.previous[key][1] in places
        ]
        pairs = np.array(found, dtype=np.intp).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def digests(self, now: Counted) -> list[str]:
        """Give the digest of each council's earlier return; empty where it has linked none."""
        found = dict(zip(*(places.tolist() for places in self.columns(now)), strict=True))
        return [self.counted.digests[found[at]] if at in found else "" for at in range(now.councils)]


def find_earlier(pool: Pool, now: Counted, questions: str | None = None) -> Earlier | None:
    """Find, in the pool of an earlier round, the round to which most returns are linked; None where none is."""
    rounds = Counter(round_id for round_id, _ in now.previous.values())
    held = {row.frame.round for row in pool.rows if row.frame.questionnaire == now.questionnaire.id}
    linked = [round_id for round_id, _ in sorted(rounds.items(), key=lambda one: (-one[1], one[0])) if round_id in held]
    if not linked:
        return None
    choice = choose(pool, Selection(now.choice.questionnaire, linked[0]))
    networks = tuple(name for name in choice.networks if name in now.choice.networks)
    before = find_edition(choice.questionnaire, choice.version, questions)
    way = find_way(before, now.questionnaire, questions)
    counted = count(pool, before, Choice(choice.questionnaire, choice.version, choice.round, networks))
    return Earlier(counted, way.same, way.scores)


def add_moves(measured: Measured, now: Counted, earlier: Earlier, rules: Rules) -> Measured:
    """Add how linked councils moved, on every item on which enough of them can be compared."""
    columns = earlier.columns(now)
    found = [
        (item, bins)
        for item, bins in (*_scores(now, earlier, columns), *_questions(now, earlier, columns))
        if (bins >= 0).sum() >= rules.minimum
    ]
    if not found:
        return measured
    bins = np.stack([bins for _, bins in found])
    return Measured(
        (*measured.items, *(item for item, _ in found)),
        np.concatenate([measured.bins, bins]),
        np.concatenate([measured.values, np.where(bins >= 0, bins, np.nan)]),
    )


def since(earlier: Earlier, cells: Iterable[model.Cell]) -> model.Since | None:
    """Say since which round councils moved, and how many: the most of any figure, and nothing where none is shown.

    A number of its own would change by one where one council links its return, whatever becomes of the figures.
    """
    shown = [cell.councils for cell in cells if cell.group == model.ALL and cell.item.endswith(model.MOVED)]
    most = max((councils for councils in shown if councils is not None), default=None)
    choice = earlier.counted.choice
    return None if most is None else model.Since(choice.round, choice.version, most)


Placed = tuple[Item, npt.NDArray[np.int8]]


def _questions(now: Counted, earlier: Earlier, columns: Linked) -> Iterator[Placed]:
    after, before = now.questionnaire, earlier.counted.questionnaire
    table, old_table = close_questions(after, now.table), close_questions(before, earlier.counted.table)
    for old, new in earlier.same.items():
        question = after.question(new)
        if not question.scored:
            continue
        share = shares(question, table, after.question_index[new], _COUNTED)[columns[0]]
        old_share = shares(before.question(old), old_table, before.question_index[old], _COUNTED)[columns[1]]
        item = Item(moved_id(new), "moved", question.section, question.text, BINS, 0, 2, ordered=False)
        yield replace(item, rests=(item.id,)), _bins(old_share, share, columns, now.councils)


def _scores(now: Counted, earlier: Earlier, columns: Linked) -> Iterator[Placed]:
    """Compare scores over the questions that all linked councils were asked both times."""
    if not (earlier.scores and len(columns[0])):
        return
    questionnaire = now.questionnaire
    tables = now.table.of(columns[0].tolist()), earlier.counted.table.of(columns[1].tolist())
    both = set(common_questions(questionnaire, tables[0])) & set(common_questions(questionnaire, tables[1]))
    common = tuple(question.id for question in questionnaire.questions if question.id in both)
    later, first = (measure(questionnaire, table, common) for table in tables)
    for at, item in enumerate(later.items):
        if item.kind != "question":
            moved = Item(moved_id(item.id), "moved", item.section, item.title, BINS, 0, 2, ordered=False)
            rests = tuple(moved_id(question) for question in item.rests)
            yield replace(moved, rests=rests), _bins(first.values[at], later.values[at], columns, now.councils)


def _bins(before: Floats, after: Floats, columns: Linked, councils: int) -> npt.NDArray[np.int8]:
    """Place each linked council: 0 lower, 1 the same, 2 higher; -1 for who has no figure in both rounds."""
    change = after - before
    moved = np.where(np.isnan(change), -1, 1 + (change > _HAIR).astype(np.int8) - (change < -_HAIR).astype(np.int8))
    bins = np.full(councils, -1, dtype=np.int8)
    bins[columns[0]] = moved
    return bins

"""Progress as plain data: for `progress --json`, and as rows for a table."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from benchmark.council.trend import NodeTrend, Trend
from benchmark.outputs import progress_words as words

FORMAT: Final = "council-progress/1"


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One section or question in one round. `change` stands in the last round only."""

    kind: str
    item: str
    title: str
    round: str
    version: str
    score: float | None
    shown: str
    change: str
    questions_compared: int


def progress_rows(trend: Trend) -> Iterator[ProgressRow]:
    """Give a row for each section, the whole and each question, in each round."""
    compared = len(trend.compared)
    last = len(trend.rounds) - 1
    for node in trend.nodes:
        kind = "overall" if node.id == "overall" else "section"
        for at, column in enumerate(trend.rounds):
            said = words.change_words(node) if at == last else ""
            score = node.scores[at]
            told = node.shown[at] if score is not None else ""
            yield ProgressRow(kind, node.id, node.title, column.round, column.version, score, told, said, compared)
    for row in trend.questions:
        for at, column in enumerate(trend.rounds):
            said = row.moved if at == last else ""
            share, answer = row.shares[at], row.answers[at]
            yield ProgressRow("question", row.id, row.text, column.round, column.version, share, answer, said, compared)


def progress_data(trend: Trend) -> dict[str, Any]:
    """Give everything that progress says. Scores are exact; `shown` is what a person reads."""
    texts = words.texts_of(trend)
    aims = trend.aims
    return {
        "format": FORMAT,
        "questionnaire": trend.questionnaire.id,
        "version": trend.questionnaire.version,
        "rounds": [asdict(column) for column in trend.rounds],
        "left_out": [{"round": name, "why": why} for name, why in trend.left_out],
        "same_version": trend.whole,
        "compared": list(trend.compared),
        "rests_on": list(words.basis(trend)),
        "scores": [_node(row) for row in trend.nodes],
        "questions": [asdict(row) for row in trend.questions],
        "targets": None
        if aims is None
        else {
            "round": aims.round,
            "set": aims.set,
            "reached": [aim.question.id for aim in aims.reached],
            "partly": [aim.question.id for aim in aims.partly],
            "not_moved": [aim.question.id for aim in aims.not_moved],
            "unknown": [question.id for question in aims.unknown],
            "not_comparable": aims.gone,
        },
        "versions": [
            {
                "version": change.version,
                "rounds": list(change.rounds),
                "rests_on": change.way.source,
                "crosswalk": change.way.told,
                "questions": [asdict(step) for step in change.way.steps],
                "counts": {status: count for status, count, _ in words.status_rows(change, texts)},
            }
            for change in trend.changes
        ],
    }


def _node(row: NodeTrend) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "scores": list(row.scores),
        "shown": list(row.shown),
        "change": row.change,
        "confirmed": row.confirmed,
        "target": row.target,
        "way": row.way,
    }

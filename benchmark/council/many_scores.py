"""The scores of many respondents as CSV: a row each, a column a section, then the whole, its band and the coverage."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from benchmark import formulas
from benchmark.council.many import RESPONDENT, ManyAnswers
from scoring.answers import AnswerTable, Floats
from scoring.progress import percent_to_target, progress_to_date
from scoring.questionnaire import OVERALL, Band, Scale, Section
from scoring.score import score
from scoring.scores import Scores
from scoring.shown import band_of, half_up, shown_text

_NUMBER: Final = re.compile(r"[+-]?[0-9]+([.][0-9]+)?\Z")
_COVERAGE_DECIMALS: Final = 2
_SHARE_DECIMALS: Final = 3


@dataclass(frozen=True)
class Aims:
    """What the scores are measured against: the targets, and perhaps the answers of an earlier time.

    Both have the respondents of the answers, in the same order.
    """

    targets: AnswerTable
    baseline: AnswerTable | None = None


def scores_csv(answers: ManyAnswers, rounded: bool, aims: Aims | None = None) -> str:
    """Score the answers and write them as CSV: exact values, or as they are shown. Empty where no score is given.

    With aims, three more columns follow for every score: `.target`, `.to-target` and `.progress`, the last two as
    shares (see `scoring.progress`).
    """
    questionnaire = answers.questionnaire
    scores = score(questionnaire, answers.table)
    nodes = [*questionnaire.sections, *questionnaire.groupings, questionnaire.root]
    columns = [_cells(scores.values[node.id], node.scale, rounded) for node in nodes]
    more = _aimed(answers, scores, aims, nodes, rounded) if aims else {}
    overall, scale = scores.values[OVERALL], questionnaire.root.scale
    coverage = scores.coverage(OVERALL)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([RESPONDENT, *(node.id for node in nodes), "band", "coverage", *more])
    writer.writerows(
        zip(
            (formulas.even_lines(guarded(name)) for name in answers.respondents),
            *columns,
            _bands(overall, scale, questionnaire.bands),
            [half_up(value, _COVERAGE_DECIMALS) for value in coverage] if rounded else coverage.tolist(),
            *more.values(),
            strict=True,
        )
    )
    return out.getvalue()


def _aimed(
    answers: ManyAnswers, scores: Scores, aims: Aims, nodes: Sequence[Section], rounded: bool
) -> dict[str, list[Any]]:
    """Give the columns that measure every score against its target."""
    aimed = score(answers.questionnaire, aims.targets)
    earlier = score(answers.questionnaire, aims.baseline) if aims.baseline else None
    share = Scale(0, 1, _SHARE_DECIMALS)
    columns = {}
    for node in nodes:
        current, target = scores.values[node.id], aimed.values[node.id]
        columns[f"{node.id}.target"] = _cells(target, node.scale, rounded)
        columns[f"{node.id}.to-target"] = _cells(percent_to_target(current, target, node.scale.start), share, rounded)
        if earlier:
            progress = progress_to_date(earlier.values[node.id], current, target)
            columns[f"{node.id}.progress"] = _cells(progress, share, rounded)
    return columns


def guarded(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula. A number is no formula."""
    return text if _NUMBER.match(text) else formulas.guarded(text)


def _cells(values: Floats, scale: Scale, rounded: bool) -> list[Any]:
    """Give each value as its cell: exact, or as it is shown; empty where there is none."""
    if rounded:
        return _of_each(values, lambda value: shown_text(value, scale))
    cells: list[Any] = np.where(np.isnan(values), "", values.astype(object)).tolist()
    return cells


def _bands(values: Floats, scale: Scale, bands: tuple[Band, ...]) -> list[Any]:
    return _of_each(values, lambda value: band_of(value, scale, bands) or "")


def _of_each(values: Floats, words: Callable[[float], str]) -> list[Any]:
    """Put each value into words, every distinct value once; empty where there is none."""
    distinct, inverse = np.unique(values, return_inverse=True)
    texts = np.array(["" if np.isnan(value) else words(float(value)) for value in distinct], dtype=object)
    found: list[Any] = texts[inverse].tolist()
    return found

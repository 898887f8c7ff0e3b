"""The scores of many respondents as CSV: a row each, a column a section, then the whole, its band and the coverage."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from benchmark import formulas
from benchmark.council.many import RESPONDENT, ManyAnswers
from scoring.answers import Floats
from scoring.questionnaire import OVERALL, Band, Scale
from scoring.score import score
from scoring.shown import band_of, half_up, shown_text

_NUMBER: Final = re.compile(r"[+-]?[0-9]+([.][0-9]+)?\Z")
_COVERAGE_DECIMALS: Final = 2


def scores_csv(answers: ManyAnswers, rounded: bool) -> str:
    """Score the answers and write them as CSV: exact values, or as they are shown. Empty where no score is given."""
    questionnaire = answers.questionnaire
    scores = score(questionnaire, answers.table)
    nodes = [*questionnaire.sections, questionnaire.root]
    columns = [_cells(scores.values[node.id], node.scale, rounded) for node in nodes]
    overall, scale = scores.values[OVERALL], questionnaire.root.scale
    coverage = scores.coverage(OVERALL)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([RESPONDENT, *(node.id for node in nodes), "band", "coverage"])
    writer.writerows(
        zip(
            (formulas.even_lines(guarded(name)) for name in answers.respondents),
            *columns,
            _bands(overall, scale, questionnaire.bands),
            [half_up(value, _COVERAGE_DECIMALS) for value in coverage] if rounded else coverage.tolist(),
            strict=True,
        )
    )
    return out.getvalue()


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

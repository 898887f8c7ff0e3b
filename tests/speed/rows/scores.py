"""Scores of many councils in a tree of three levels, against one copy of the matrix and the analyst's script."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pandas as pd

from scoring.answers import AnswerTable
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from scoring.questionnaire import OVERALL, Questionnaire
from scoring.score import score
from tests.speed.inputs import AREAS, LEVELS, QUESTIONS, SECTIONS, Inputs
from tests.speed.measure import Row, compare

SIZES = (30, 400, 10_000, 100_000)


def rows(inputs: Callable[[int], Inputs]) -> Iterator[Row]:
    """Measure at every size."""
    for councils in SIZES:
        made = inputs(councils)
        table = AnswerTable(
            np.select([made.answers == -2, made.answers == -1], [NOT_APPLICABLE, UNANSWERED], made.answers).astype(
                np.int8
            )
        )
        frame = pd.DataFrame(np.where(made.answers >= 0, made.answers, np.nan).T)
        ours, theirs = overall(made.questionnaire, table), analyst(frame)
        assert np.allclose(ours, theirs, equal_nan=True)
        yield compare(
            f"scores of {councils:,} councils, three-level tree",
            "one copy of the int8 matrix",
            {
                "floor": table.codes.copy,
                "ours": partial(overall, made.questionnaire, table),
                "pandas, as an analyst would": partial(analyst, frame),
            },
            reach=60 if councils == max(SIZES) else None,
        )


def overall(questionnaire: Questionnaire, table: AnswerTable) -> np.ndarray:
    """Score everything; give the overall scores."""
    return score(questionnaire, table).values[OVERALL]  # noqa: PD011 - no table of pandas


def analyst(frame: pd.DataFrame) -> np.ndarray:
    """Score as a careful analyst would: weighted means of what was answered, section by section, area by area."""
    weights = pd.Series([1 + at % 3 for at in range(QUESTIONS)], dtype=float)
    shares = frame / (LEVELS - 1)
    sections = pd.DataFrame(index=frame.index)
    for at in range(SECTIONS):
        columns = [question for question in range(QUESTIONS) if question % SECTIONS == at]
        part, weight = shares[columns], weights[columns]
        possible = part.notna().mul(weight, axis=1).sum(axis=1)
        sections[at] = part.mul(weight, axis=1).sum(axis=1) / possible.where(possible > 0)
    areas = pd.DataFrame(
        {area: sections[[at for at in range(SECTIONS) if at % AREAS == area]].mean(axis=1) for area in range(AREAS)}
    )
    return (areas.mean(axis=1) * 100).to_numpy()

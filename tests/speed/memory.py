"""Tasks whose peak memory is measured, each in a fresh process: what they import counts as the interpreter's."""

from pathlib import Path

import numpy as np

from benchmark.pool import gather
from benchmark.pool.count import Selection
from benchmark.pool.open import count_pool, open_pool
from scoring.answers import AnswerTable
from scoring.score import score
from tests.speed.inputs import QUESTIONS, Inputs


def pool_into_matrix(pool: str, questions: str) -> None:
    """Read a pool and count it, without signatures: to verify them takes time, and no memory that lasts."""
    gather.verify_many = lambda items: [True] * len(items)
    count_pool(open_pool(Path(pool)), Selection(questions=questions))


def scores(councils: str) -> None:
    """Score so many councils."""
    questionnaire = Inputs(Path(), 1).questionnaire
    rng = np.random.default_rng(1)
    score(questionnaire, AnswerTable(rng.integers(-3, 5, (QUESTIONS, int(councils)), dtype=np.int8)))

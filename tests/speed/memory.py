"""Tasks whose peak memory is measured, each in a fresh process: what they import counts as the interpreter's."""

from pathlib import Path

import numpy as np

from benchmark.pool import gather
from benchmark.pool.count import Selection
from benchmark.pool.open import count_pool, open_pool
from benchmark.pool.tally import tally
from scoring.answers import AnswerTable
from scoring.score import score
from tests.speed.inputs import LEVELS, QUESTIONS, Inputs


def pool_into_matrix(pool: str, questions: str) -> None:
    """Read a pool and count it, without signatures: to verify them takes time, and no memory that lasts."""
    gather.verify_many = lambda items: [True] * len(items)
    count_pool(open_pool(Path(pool)), Selection(questions=questions))


def counts(councils: str) -> None:
    """Count so many councils in thirty groups."""
    tally(_matrix(councils), np.arange(int(councils)) % 30, 30, LEVELS)


def scores(councils: str) -> None:
    """Score so many councils."""
    score(Inputs(Path(), 1).questionnaire, AnswerTable(_matrix(councils)))


def _matrix(councils: str) -> np.ndarray:
    return np.random.default_rng(1).integers(-1, LEVELS, (QUESTIONS, int(councils)), dtype=np.int8)

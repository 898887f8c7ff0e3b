"""How our time grows from 400 councils to 100,000: the exponent, 1 where it is linear."""

import math
import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np

from benchmark.pool.tally import tally
from scoring.answers import AnswerTable
from scoring.score import score
from tests.speed.inputs import LEVELS, Inputs
from tests.speed.measure import Ratio, Row
from tests.speed.rows.pools import matrix

SIZES = (400, 10_000, 100_000)


def rows(inputs: Callable[[int], Inputs]) -> Iterator[Row]:
    """Measure reading, counting and scoring."""
    tasks: dict[str, Callable[[Inputs], object]] = {
        "a pool into the matrix": lambda made: matrix(made.pool, made.set_folder),
        "counts in 30 groups": lambda made: tally(_bins(made), np.arange(made.councils) % 30, 30, LEVELS),
        "scores": lambda made: score(made.questionnaire, AnswerTable(_bins(made))),
    }
    for name, task in tasks.items():
        times = [_seconds(task, inputs(councils)) for councils in SIZES]
        slopes = [
            math.log(later / before) / math.log(more / fewer)
            for before, later, fewer, more in zip(times, times[1:], SIZES, SIZES[1:], strict=False)
        ]
        overall = math.log(times[-1] / times[0]) / math.log(SIZES[-1] / SIZES[0])
        # A tenth above 1 is within what a busy machine does to three sizes.
        spread = Ratio(overall, min(slopes), max(slopes))
        yield Row(f"growth from 400 to 100,000: {name}", "1 is linear", 1.1, spread, times[-1])


def _bins(made: Inputs) -> np.ndarray:
    return np.where(made.answers >= 0, made.answers, -1).astype(np.int8)


def _seconds(task: Callable[[Inputs], object], made: Inputs) -> float:
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        own = task(made)
        taken.append(own if isinstance(own, float) else time.perf_counter() - start)
    return statistics.median(taken)

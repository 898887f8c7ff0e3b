"""Peak memory for each answer, above the interpreter with its imports."""

from collections.abc import Callable, Iterator

from tests.speed.inputs import QUESTIONS, Inputs
from tests.speed.measure import Ratio, Row, peak_kilobytes

SMALL, LARGE = 10_000, 100_000


def rows(inputs: Callable[[int], Inputs]) -> Iterator[Row]:
    """Measure reading, counting and scoring."""
    small, large = inputs(SMALL), inputs(LARGE)
    tasks = {
        "a pool into the matrix": [("pool_into_matrix", made.pool, made.set_folder) for made in (small, large)],
        "counts in 30 groups": [("counts", councils) for councils in (SMALL, LARGE)],
        "scores": [("scores", councils) for councils in (SMALL, LARGE)],
    }
    for name, (less, more) in tasks.items():
        # What does not grow with the councils, such as a module that is first imported then, is in both.
        grown = peak_kilobytes(*more) - peak_kilobytes(*less)
        each = grown * 1024 / (LARGE - SMALL) / QUESTIONS
        what = f"memory up to {LARGE:,} councils, bytes for each answer: {name}"
        yield Row(what, "the matrix itself is 1", 6, Ratio(each, each, each), None)

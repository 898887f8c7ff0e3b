"""A pool into its matrix against decoding its lines, and reading it again."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest import mock

import duckdb

from benchmark.pool.count import Selection
from benchmark.pool.exporting import export_pool
from benchmark.pool.open import count_pool, open_pool
from tests.speed import plain
from tests.speed.inputs import Inputs
from tests.speed.measure import Row, compare

SIZES = (30, 400, 10_000, 100_000)
DECODE = "msgspec decoding the same lines by their types"


def rows(inputs: Callable[[int], Inputs]) -> Iterator[Row]:
    """Measure at every size, without signatures, which have rows of their own."""
    for councils in SIZES:
        made = inputs(councils)
        lines = made.pool.read_bytes().splitlines()
        last = councils == max(SIZES)
        yield compare(
            f"a pool of {councils:,} returns into the matrix, without signatures",
            DECODE,
            {"floor": partial(decoded, lines), "ours": partial(matrix, made.pool, made.set_folder)},
            reach=1.3 if last else None,
            most=3 if last else 15,
        )
    yield again(inputs(10_000))


def again(made: Inputs) -> Row:
    """Measure what an engine needs to count the Parquet of a pool, against reading the pool."""
    path = made.folder / "again.parquet"
    pool = open_pool(made.pool)
    export_pool(pool, count_pool(pool, Selection(questions=str(made.set_folder))), path, every=False)
    return compare(
        "all answers of 10,000 returns again, from their Parquet",
        "the pool into the matrix",
        {
            "floor": partial(matrix, made.pool, made.set_folder),
            "ours": lambda: duckdb.read_parquet(str(path)).fetchnumpy(),
        },
        reach=0.1,
        most=5,
    )


def decoded(lines: list[bytes]) -> None:
    """Decode every line, and keep nothing."""
    for line in lines:
        plain.decoder.decode(line)


def matrix(pool: Path, questions: Path) -> float:
    """Read a pool and count it, all but the signatures; give the seconds."""
    with mock.patch("benchmark.pool.gather.verify_many", lambda items: [True] * len(items)):
        start = time.perf_counter()
        count_pool(open_pool(pool), Selection(questions=str(questions)))
        return time.perf_counter() - start

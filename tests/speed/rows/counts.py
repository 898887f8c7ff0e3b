"""Counts of levels by group, against one copy of the matrix and against other libraries on the same question."""

from collections.abc import Callable, Iterator
from functools import partial

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from benchmark.pool.tally import tally
from tests.speed.inputs import LEVELS, QUESTIONS, Inputs
from tests.speed.measure import Row, compare

GROUPS = 30
SIZES = (30, 400, 10_000, 100_000)


def rows(inputs: Callable[[int], Inputs]) -> Iterator[Row]:
    """Measure at every size."""
    for councils in SIZES:
        made = inputs(councils)
        bins = np.where(made.answers >= 0, made.answers, -1).astype(np.int8)
        groups = np.random.default_rng(councils).integers(0, GROUPS, councils)
        names = [f"q{at:02d}" for at in range(QUESTIONS)]
        wide = pd.DataFrame(dict(zip(names, bins, strict=True)) | {"place": groups})
        ways: dict[str, Callable[[], np.ndarray]] = {
            "ours": partial(tally, bins, groups.astype(np.intp), GROUPS, LEVELS),
            "numpy bincount": partial(by_bincount, bins, groups),
            "pandas": partial(by_pandas, wide, names),
            "polars": partial(by_polars, pl.from_pandas(wide), names),
            "duckdb": partial(by_duckdb, wide, names),
        }
        wanted = ways["numpy bincount"]()
        for name, way in ways.items():
            assert np.array_equal(way(), wanted), name
        yield compare(
            f"counts, {councils:,} × {QUESTIONS} × {GROUPS} groups",
            "one copy of the int8 matrix",
            {"floor": bins.copy, **ways},
            reach=20 if councils == max(SIZES) else None,
        )


def by_bincount(bins: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Count question by question."""
    counts = [
        np.bincount(groups[row >= 0] * LEVELS + row[row >= 0], minlength=GROUPS * LEVELS).reshape(GROUPS, LEVELS)
        for row in bins
    ]
    return np.stack(counts, axis=1)


def by_pandas(wide: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Count as an analyst would: a table of groups and levels for each question."""
    every = pd.MultiIndex.from_product([range(GROUPS), range(LEVELS)])
    counts = [wide.groupby(["place", name]).size().reindex(every, fill_value=0).to_numpy() for name in names]
    return np.stack(counts, axis=1).reshape(GROUPS, LEVELS, len(names)).swapaxes(1, 2)


def by_polars(wide: pl.DataFrame, names: list[str]) -> np.ndarray:
    """Count the long table."""
    long = wide.unpivot(names, index="place", variable_name="question", value_name="level")
    found = long.group_by("place", "question", "level").len()
    return filled(
        found["place"].to_numpy(), found["question"].to_list(), found["level"].to_numpy(), found["len"].to_numpy()
    )


def by_duckdb(wide: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Count the long table in SQL."""
    connection = connected(wide)
    query = (
        "SELECT place, question, level, count(*) AS n FROM "
        f"(UNPIVOT wide ON {', '.join(names)} INTO NAME question VALUE level) GROUP BY ALL"
    )
    found = connection.execute(query).fetchnumpy()
    return filled(found["place"], list(found["question"]), found["level"], found["n"])


_connections: dict[int, duckdb.DuckDBPyConnection] = {}


def connected(wide: pd.DataFrame) -> duckdb.DuckDBPyConnection:
    """Give a database that holds the table already."""
    if len(wide) not in _connections:
        connection = duckdb.connect()
        connection.register("given", wide)
        connection.execute("CREATE TABLE wide AS SELECT * FROM given")
        _connections[len(wide)] = connection
    return _connections[len(wide)]


def filled(places: np.ndarray, questions: list[str], levels: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Put counts into the shape that ours have."""
    result = np.zeros((GROUPS, QUESTIONS, LEVELS), dtype=np.int64)
    at = np.array([int(name[1:]) for name in questions])
    there = levels >= 0
    result[places[there], at[there], levels[there].astype(int)] = counts[there]
    return result

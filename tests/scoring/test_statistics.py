"""Quartiles of type 7, means and mid-ranks, all from counts."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.statistics import QUARTILES, mean, mid_rank, quantile

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
published = pytest.mark.skipif(not CASES.is_dir(), reason="the published cases are not in ../shared/cases")
TYPE_7 = 6  # the position of type 7 in the published lists of nine


def counted(data):
    """Turn a list into its distinct values and how often each stands."""
    return np.unique(np.array(data, dtype=float), return_counts=True)


def read_cases():
    path = CASES / "statistics" / "quantiles_percentile_ranks.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"quantile_cases": []}


@pytest.mark.parametrize("case", read_cases()["quantile_cases"], ids=lambda case: f"{len(case['data'])}-{case['p']}")
def test_published_quantiles_of_type_7(case):
    assert quantile(*counted(case["data"]), case["p"]) == pytest.approx(case["expected"][TYPE_7], abs=case["tol"])


@published
def test_published_percentile_ranks():
    """Where a source gives the mid-rank, ours is it; its "rank" counts the value itself once more in full."""
    cases = read_cases()["percentile_rank_cases"]["cases"]
    assert sum("mean" in case for case in cases) == 1
    for case in cases:
        rank = 100 * mid_rank(*counted(case["data"]), case["score"])
        assert rank == pytest.approx(case.get("mean", rank), abs=1e-12)
        assert rank + 50 / len(case["data"]) == pytest.approx(case["rank"], abs=1e-12)


@published
def test_published_peer_statistics():
    with (CASES / "gtmi" / "gtmi_2020_2022_2025.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (CASES / "gtmi" / "peer_stats_numpy.csv").open(encoding="utf-8", newline="") as file:
        groups = list(csv.DictReader(file))
    assert len(groups) == 24
    for group in groups:
        values = [
            float(row["gtmi"])
            for row in rows
            if row["year"] == group["year"] and group["group"] in (row["region"], "ALL")
        ]
        assert len(values) == int(group["n"])
        found = [mean(*counted(values)), *(quantile(*counted(values), share) for share in QUARTILES)]
        expected = [float(group[name]) for name in ("mean", "q1_type7", "median", "q3_type7")]
        assert found == pytest.approx(expected, abs=1e-15), group


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([3], (3, 3, 3)),
        ([0, 4], (1, 2, 3)),
        ([1, 2, 3, 4], (1.75, 2.5, 3.25)),
        ([0, 0, 0, 0, 4], (0, 0, 0)),
        ([0, 1, 2, 3, 4], (1, 2, 3)),
    ],
)
def test_quartiles_lie_between_neighbours(data, expected):
    assert tuple(quantile(*counted(data), share) for share in QUARTILES) == expected


def test_a_position_that_is_whole_is_taken_as_whole():
    """100 x 0.29 is 29, though as floats it falls just short."""
    assert 100 * 0.29 < 29
    assert quantile(np.array([0.0, 1e9]), np.array([29, 72]), 0.29) == 1e9


def test_levels_that_nobody_has_do_not_count():
    values = np.arange(5.0)
    assert quantile(values, np.array([0, 2, 0, 2, 0]), 0.5) == 2
    assert quantile(values, np.array([0, 0, 0, 1, 0]), 0.5) == 3


def test_nothing_gives_no_figure():
    values, counts = np.arange(3.0), np.zeros(3, dtype=int)
    assert np.isnan([quantile(values, counts, 0.5), mean(values, counts), mid_rank(values, counts, 1)]).all()


def test_one_alone_is_its_own_mean_and_its_own_middle():
    values, counts = np.arange(3.0), np.array([0, 0, 1])
    assert (mean(values, counts), mid_rank(values, counts, 2), quantile(values, counts, 0.25)) == (2, 0.5, 2)


def test_many_rows_of_counts_at_once():
    values, counts = np.arange(3.0), np.array([[1, 1, 2], [0, 0, 0], [4, 0, 0]])
    np.testing.assert_array_equal(quantile(values, counts, 0.5), [1.5, np.nan, 0])
    np.testing.assert_array_equal(mean(values, counts), [1.25, np.nan, 0])
    np.testing.assert_array_equal(mid_rank(values, counts, 1), [0.375, np.nan, 1])


@pytest.mark.parametrize(("value", "expected"), [(0, 0.125), (1, 0.25), (2, 0.5), (3, 0.875), (4, 1), (-1, 0)])
def test_the_mid_rank_counts_half_of_those_who_are_level(value, expected):
    assert mid_rank(*counted([0, 2, 2, 3]), value) == expected


def test_values_that_differ_only_by_float_dust_are_level():
    assert mid_rank(np.array([0.1 + 0.2]), np.array([2]), 0.3) == 0.5


COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=8).filter(any)


@given(COUNTS, st.sampled_from([0, 0.05, 0.1, 0.25, 0.3, 0.5, 0.7, 0.75, 0.9, 1]))
def test_quantiles_are_those_of_numpy(counts, share):
    values = np.arange(len(counts)) * 2.5 - 3
    expected = np.quantile(np.repeat(values, counts), share, method="linear")
    assert quantile(values, np.array(counts), share) == pytest.approx(expected, abs=1e-12)


@given(COUNTS, st.integers(-1, 8))
def test_mid_ranks_are_those_of_counting_one_by_one(counts, value):
    each = [at for at, count in enumerate(counts) for _ in range(count)]
    slow = sum(1.0 if one < value else 0.5 if one == value else 0 for one in each) / len(each)
    assert mid_rank(np.arange(len(counts), dtype=float), np.array(counts), value) == pytest.approx(slow, abs=1e-12)


@given(COUNTS)
def test_the_mean_is_that_of_numpy(counts):
    values = np.arange(len(counts), dtype=float)
    assert mean(values, np.array(counts)) == pytest.approx(np.repeat(values, counts).mean(), abs=1e-12)

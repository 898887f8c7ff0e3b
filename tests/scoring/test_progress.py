"""How far there is still to go: the two measures that OWASP SAMM publishes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.progress import percent_to_target, progress_to_date

NONE = math.nan


@pytest.mark.parametrize(
    ("current", "target", "start", "expected"),
    [
        (0.625, 1.75, 0, 0.625 / 1.75),
        (3, 3, 0, 1),
        (3, 2, 0, 1.5),
        (0, 2, 0, 0),
        # A score counts from the start of its scale: 2 on a scale from 1 is one step, of three to 4.
        (2, 4, 1, 1 / 3),
        (0, 0, 0, NONE),
        (NONE, 2, 0, NONE),
        (1, NONE, 0, NONE),
    ],
)
def test_the_share_of_a_target_that_is_reached(current, target, start, expected):
    found = percent_to_target(np.array([current]), np.array([target]), start)
    assert found[0] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("baseline", "current", "target", "expected"),
    [
        (0.625, 1.25, 1.75, 5 / 9),
        (0.5, 1.25, 2.0, 0.5),
        (1, 1, 2, 0),
        (1, 2, 2, 1),
        (1, 0.5, 2, -0.5),
        (2, 2, 2, NONE),
        (NONE, 1, 2, NONE),
    ],
)
def test_the_share_of_the_way_from_an_earlier_score(baseline, current, target, expected):
    found = progress_to_date(np.array([baseline]), np.array([current]), np.array([target]))
    assert found[0] == pytest.approx(expected, nan_ok=True)


SCORES = st.floats(0, 100).map(lambda value: round(value, 6))


@given(SCORES, SCORES, SCORES)
def test_progress_from_the_start_of_the_scale_is_the_share_of_the_target(current, target, start):
    args = np.array([current]), np.array([target])
    np.testing.assert_array_equal(progress_to_date(np.array([start]), *args), percent_to_target(*args, start))

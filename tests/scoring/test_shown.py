"""What is shown of a score: halves upwards, the dash, and the name of its band."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.questionnaire import Band, Scale
from scoring.shown import band_of, half_up, shown, shown_text
from tests.scoring import oracle

JUST_UNDER_A_HALF = math.nextafter(0.5, 0)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, 0, 0),
        (0.5, 0, 1),
        (1.5, 0, 2),
        (2.5, 0, 3),
        (2.49, 0, 2),
        (2.5 - 1e-8, 0, 2),  # less than a half by more than dust
        (99.5, 0, 100),
        (-0.5, 0, 0),
        (-1.5, 0, -1),
        (-2.5, 0, -2),
        (-2.51, 0, -3),
        (JUST_UNDER_A_HALF, 0, 1),
        (2.4999999999999996, 0, 3),
        (100 * 0.285, 0, 29),  # 28.499999999999996 as a float
        (0.285, 2, 0.29),
        (1.005, 2, 1.01),  # 1.00499999999999989 as a float
        (2.675, 2, 2.68),
        (-1.005, 2, -1.0),
        (0.125, 2, 0.13),
        (1 / 3, 4, 0.3333),
        (2 / 3, 4, 0.6667),
        (0.1234567895, 9, 0.12345679),
        (7, 2, 7),
    ],
)
def test_halves_are_rounded_upwards_also_below_zero(value, decimals, expected):
    assert half_up(value, decimals) == expected


@given(st.integers(-(10**6), 10**6), st.integers(1, 1000), st.integers(0, 6))
def test_rounding_is_that_of_the_exact_fraction(top, bottom, decimals):
    assert half_up(top / bottom, decimals) == float(oracle.half_up(Fraction(top, bottom), decimals))


@pytest.mark.parametrize(
    ("value", "decimals", "number", "text"),
    [
        (62.5, 0, 63, "63"),
        (62.5, 1, 62.5, "62.5"),
        (3, 2, 3, "3.00"),
        (-1.25, 1, -1.2, "-1.2"),
        (math.nan, 0, None, "-"),
        (math.nan, 2, None, "-"),
    ],
)
def test_a_score_is_shown_with_the_decimals_of_its_scale_and_a_dash_where_there_is_none(value, decimals, number, text):
    scale = Scale(0, 100, decimals)
    assert shown(value, scale) == number
    assert shown_text(value, scale) == text


BANDS = (Band(75, "Leading"), Band(0, "Starting"), Band(50, "Growing"), Band(62.5, "Halfway up"))


@pytest.mark.parametrize(
    ("value", "decimals", "title"),
    [
        (0, 0, "Starting"),
        (49.4, 0, "Starting"),
        (49.5, 0, "Growing"),  # shown as 50: the band fits what is read
        (49.99, 2, "Starting"),
        (62.4, 0, "Growing"),
        (62.49, 1, "Halfway up"),  # shown as 62.5
        (74.4, 0, "Halfway up"),
        (75, 0, "Leading"),
        (100, 0, "Leading"),
        (-3, 0, None),  # below the first band
        (math.nan, 0, None),
    ],
)
def test_a_band_is_found_by_the_shown_score_and_includes_its_start(value, decimals, title):
    assert band_of(value, Scale(0, 100, decimals), BANDS) == title


def test_a_set_without_bands_names_none():
    assert band_of(50, Scale(), ()) is None


def test_a_band_may_start_at_a_decimal_that_a_float_cannot_hold():
    assert band_of(0.1 + 0.2, Scale(0, 1, 1), (Band(0.3, "Third"),)) == "Third"

"""Quartiles, means and ranks from counts. The values stand in ascending order; counts may have many rows."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

from scoring.answers import Floats

Counts = npt.NDArray[np.integer]
QUARTILES = (0.25, 0.5, 0.75)


def quantile(values: Floats, counts: Counts, share: float) -> Floats:
    """Give one quantile; see `quantiles`."""
    return quantiles(values, counts, (share,))[..., 0]


def quantiles(values: Floats, counts: Counts, shares: Sequence[float] = QUARTILES) -> Floats:
    """Give quantiles by type 7 (Hyndman and Fan 1996): position (n - 1) x share, linear between neighbours.

    Args:
        values: the distinct values, ascending, shape (k,).
        counts: how many times each value stands, shape (..., k).
        shares: each between 0 and 1.

    Returns:
        Shape (..., shares): the quantiles, or not-a-number where there is nothing.
    """
    running = counts.cumsum(axis=-1)
    total = running[..., -1:]
    position = np.maximum(total - 1, 0) * np.array(shares)
    # A float product such as 9 x 0.7 may fall a hair short of the whole number that it is.
    lower = np.floor(position + 1e-9)
    part = np.clip(position - lower, 0, 1)
    low = values[_index(running, lower)]
    high = values[_index(running, np.minimum(lower + 1, total - 1))]
    return cast(Floats, np.where(total > 0, low + part * (high - low), np.nan))


def _index(running: Counts, position: npt.NDArray[np.floating]) -> npt.NDArray[np.intp]:
    """Find which distinct value stands at each position (from 0) of the sorted list."""
    found = np.stack([(running <= position[..., at, None]).sum(axis=-1) for at in range(position.shape[-1])], axis=-1)
    last = running.shape[-1] - 1
    return cast(npt.NDArray[np.intp], np.minimum(found, last))


def mean(values: Floats, counts: Counts) -> Floats:
    """Give the mean of the values by their counts, or not-a-number where there is nothing."""
    total = counts.sum(axis=-1)
    return np.where(total > 0, (counts * values).sum(axis=-1) / np.maximum(total, 1), np.nan)


def mid_rank(values: Floats, counts: Counts, value: float) -> Floats:
    """Give the percentile rank of a value from 0 to 1: the share below it plus half of the share that equals it."""
    total = counts.sum(axis=-1)
    below = (counts * (values < value - 1e-9)).sum(axis=-1)
    equal = (counts * (np.abs(values - value) <= 1e-9)).sum(axis=-1)
    return np.where(total > 0, (below + equal / 2) / np.maximum(total, 1), np.nan)

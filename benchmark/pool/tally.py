"""Exact counts, before disclosure control: how many councils of each group sit in each bin of each item."""

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]


def tally(bins: npt.NDArray[np.integer], groups: npt.NDArray[np.intp], group_count: int, bin_count: int) -> Counts:
    """Count in one pass over the bins.

    Args:
        bins: shape (items, councils), -1 where a council has no place.
        groups: each council's group, from 0, shape (councils,).
        group_count: how many groups there are.
        bin_count: the most bins that an item has.

    Returns:
        Shape (groups, items, bins).
    """
    width = bin_count + 1
    offset = groups * width + 1
    counts = np.empty((len(bins), group_count, width), dtype=np.int64)
    for row, places in enumerate(bins):
        counts[row] = np.bincount(offset + places, minlength=group_count * width).reshape(group_count, width)
    # The first column counts those without a place.
    return counts[:, :, 1:].swapaxes(0, 1)

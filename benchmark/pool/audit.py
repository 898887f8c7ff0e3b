"""The audit of what is published together: no combination of published groups may isolate too few councils.

Groups of one attribute never overlap, so their own rules suffice. Groups of different attributes do: where one group
lies inside another, or in the union of another attribute's groups, subtraction shows the difference.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]


def groups_that_isolate(published: Sequence[Mask], added: Sequence[Mask], minimum: int) -> bool:
    """Say whether adding groups would let somebody isolate fewer councils than the minimum by subtraction.

    Looks at every difference between two groups, or unions of two groups of one attribute, where one lies inside
    the other.
    """
    for outer in [*published, *_unions(added)]:
        for inner in [*published, *_unions(added)]:
            if not (inner & ~outer).any():
                left = int((outer & ~inner).sum())
                if 0 < left < minimum:
                    return True
    return False


def _unions(groups: Sequence[Mask]) -> list[Mask]:
    """Give the groups and the unions of every two of them."""
    return [*groups, *(first | second for first, second in combinations(groups, 2))]

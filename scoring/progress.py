"""How far there is still to go: as a share of the target, and as a share of the way from an earlier score to it.

Both as OWASP SAMM publishes them for scores that start at 0; here a score counts from the start of its scale.
"""

import numpy as np

from scoring.answers import Floats


def percent_to_target(current: Floats, target: Floats, start: float = 0) -> Floats:
    """Give the share of the target that is reached: 1 where it is met; not-a-number where the target is the start."""
    return _ratio(current - start, target - start)


def progress_to_date(baseline: Floats, current: Floats, target: Floats) -> Floats:
    """Give the share of the way from an earlier score to the target: 0 where nothing moved, below 0 where it fell.

    Not-a-number where the target is the earlier score, so that there is no way to go.
    """
    return _ratio(current - baseline, target - baseline)


def _ratio(part: Floats, whole: Floats) -> Floats:
    ratio: Floats = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) != 0)
    return ratio

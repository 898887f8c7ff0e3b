"""How a score is shown: rounded half up on the exact value, and named by its band."""

import math

import numpy as np

from scoring.answers import Floats
from scoring.questionnaire import Band, Rounding, Scale

# A float that should be exactly one half may lie just under it; this much is forgiven.
NUDGE = 1e-9


def half_up(value: float, decimals: int = 0) -> float:
    """Round to so many decimals, halves upwards (also below zero): 2.5 to 3, -2.5 to -2."""
    factor = 10.0**decimals
    return math.floor(value * factor + 0.5 + NUDGE) / factor


def shown(value: float, scale: Scale) -> float | None:
    """Give a score as it is shown on its scale, or None where there is none."""
    return None if math.isnan(value) else half_up(value, scale.decimals)


def shown_text(value: float, scale: Scale) -> str:
    """Write a score as it is shown, or a dash where there is none."""
    rounded = shown(value, scale)
    return "-" if rounded is None else f"{rounded:.{scale.decimals}f}"


def band_of(value: float, scale: Scale, bands: tuple[Band, ...]) -> str | None:
    """Name the band of a shown score; each band starts at its own `start`, included."""
    rounded = shown(value, scale)
    if rounded is None:
        return None
    below = [band for band in bands if band.start <= rounded + NUDGE]
    return max(below, key=lambda band: band.start).title if below else None


def rounded(values: Floats, rounding: Rounding) -> Floats:
    """Round many scores at once, the way that a section says; a hair is forgiven in each direction."""
    factor = 10.0**rounding.decimals
    scaled = values * factor
    if rounding.direction == "up":
        return np.ceil(scaled - NUDGE) / factor
    half = 0.5 if rounding.direction == "nearest" else 0.0
    return np.floor(scaled + half + NUDGE) / factor

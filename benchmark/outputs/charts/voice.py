"""Whom the words of a chart speak of: the reader whose council it is, or a council that others read about."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Voice:
    """How a council is named in a chart: by itself, with its verb, and as the owner of something."""

    name: str
    verb: str
    its: str
    # Above the figures beside the rows.
    score: str
    # In the title of its own scores.
    whose: str
    scores: str


YOU: Final = Voice("You", "are", "your", "Your score", "Our scores", "We score")
# In a paper that others read, "you" are its readers.
THE_COUNCIL: Final = Voice("The council", "is", "its", "Its score", "The council's scores", "The council scores")

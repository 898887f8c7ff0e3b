"""The three ways of having no level. Kept apart from numpy, so that an interview starts quickly."""

from enum import IntEnum


class Special(IntEnum):
    """What stands in an answer table in place of a level. Missing is not zero; zero is an answer."""

    UNANSWERED = -1
    NOT_APPLICABLE = -2
    NOT_ASKED = -3


UNANSWERED = Special.UNANSWERED
NOT_APPLICABLE = Special.NOT_APPLICABLE
NOT_ASKED = Special.NOT_ASKED

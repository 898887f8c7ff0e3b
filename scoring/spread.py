"""How far the answers of several people to the same question lie apart.

An answer is a code (see `scoring.codes`), and a share where it is worth points: where these lie between the least (0)
and the most (1) that the question can give. Plain numbers: an interview that keeps what was found must start quickly.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from scoring.codes import NOT_APPLICABLE, Special

# Shares are kept to so many decimals, so that what a file holds is equal to what is worked out again.
_DECIMALS: Final = 4

Code = int | float | Special


class Given(NamedTuple):
    """One person's answer to a question: its code, and its share where it has one. Not applicable is an answer."""

    code: Code
    share: float | None


class Spread(NamedTuple):
    """How far the answers to one question lie apart, without saying who said what.

    `answered` counts the people, `different` the different answers, not applicable among them. `distance` is what
    lies between the lowest and the highest answer, as a share of the question's range; None for fewer than two shares.
    `lowest` and `highest` are the codes of these two.
    """

    answered: int
    different: int
    not_applicable: int = 0
    distance: float | None = None
    lowest: Code | None = None
    highest: Code | None = None

    @property
    def differs(self) -> bool:
        """Say whether not all said the same."""
        return self.different > 1


class Tally(NamedTuple):
    """What several questions say together: how many were answered by two or more, and on how many of them they differ.

    `distance` is the mean of the distances, of the questions that have one; the others count in `compared` only.
    """

    compared: int
    differ: int
    distance: float | None

    @property
    def share(self) -> float | None:
        """Give the share of the compared questions on which the answers differ."""
        return self.differ / self.compared if self.compared else None


class Standing(NamedTuple):
    """How one person's answers stand to those that were agreed: how many are below, the same and above.

    `mean` is the mean of their shares less the agreed ones: below 0 where this person answered lower.
    """

    compared: int
    below: int
    same: int
    above: int
    mean: float | None


def spread_of(given: Sequence[Given]) -> Spread:
    """Measure how far answers to one question lie apart."""
    valued = sorted((found for found in given if found.share is not None), key=_share)
    apart = len(valued) > 1
    return Spread(
        answered=len(given),
        different=len({(isinstance(found.code, Special), found.code) for found in given}),
        not_applicable=sum(found.code is NOT_APPLICABLE for found in given),
        distance=round(_share(valued[-1]) - _share(valued[0]), _DECIMALS) if apart else None,
        lowest=valued[0].code if apart else None,
        highest=valued[-1].code if apart else None,
    )


def tally(spreads: Iterable[Spread]) -> Tally:
    """Put the spreads of several questions together; those that fewer than two people answered say nothing."""
    compared = [spread for spread in spreads if spread.answered > 1]
    distances = [spread.distance for spread in compared if spread.distance is not None]
    return Tally(
        compared=len(compared),
        differ=sum(spread.differs for spread in compared),
        distance=sum(distances) / len(distances) if distances else None,
    )


def standing(pairs: Iterable[tuple[float, float]]) -> Standing:
    """Compare one person's shares with the agreed ones, in pairs of the two."""
    apart = [round(own - agreed, _DECIMALS) for own, agreed in pairs]
    return Standing(
        compared=len(apart),
        below=sum(distance < 0 for distance in apart),
        same=sum(distance == 0 for distance in apart),
        above=sum(distance > 0 for distance in apart),
        mean=sum(apart) / len(apart) if apart else None,
    )


def _share(given: Given) -> float:
    return given.share or 0.0

"""What the scorer gives: every node's scores and counts for every respondent, in arrays that are made once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from scoring.answers import Floats
from scoring.questionnaire import Section

# Small: a table of many respondents has more counts than answers.
Counts = npt.NDArray[np.signedinteger]
_Number = TypeVar("_Number", bound=np.number)


class Values(Mapping[str, Floats]):
    """Every node's scores on its scale, made from the shares when they are first asked for.

    Rounded ones are given: a share does not always lead back to the very same number.
    """

    def __init__(self, nodes: Sequence[Section], shares: Mapping[str, Floats], rounded: Mapping[str, Floats]) -> None:
        self._nodes = {node.id: node for node in nodes}
        self._shares, self._known = shares, dict(rounded)

    def __getitem__(self, node_id: str) -> Floats:
        if node_id not in self._known:
            self._known[node_id] = on_scale(self._nodes[node_id], self._shares[node_id])
        return self._known[node_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)


@dataclass(frozen=True)
class Scores:
    """Scores of every node for every respondent; not-a-number where no score is given.

    Each mapping goes from a node's id (`overall`, or a section's id) to an array with one value a respondent: all nodes
    but in `rounded`, which has the scores of the nodes that round, and in `possible`, which has what could be earned in
    a sum that hands on its points.
    """

    nodes: tuple[Section, ...]
    shares: dict[str, Floats]
    rounded: dict[str, Floats]
    possible: dict[str, Floats]
    asked: dict[str, Counts]
    answered: dict[str, Counts]
    not_applicable: dict[str, Counts]

    @cached_property
    def values(self) -> Values:
        """Give the scores on their scales."""
        return Values(self.nodes, self.shares, self.rounded)

    def coverage(self, node_id: str) -> Floats:
        """Give the share of asked questions that were answered; not applicable is an answer, none asked is 1."""
        asked = self.asked[node_id]
        return np.where(asked > 0, self.answered[node_id] / np.maximum(asked, 1), 1.0)

    def of(self, columns: slice) -> "Scores":
        """Give the same arrays, seen for some respondents: what is written there is written here."""
        return Scores(
            self.nodes,
            _columns(self.shares, columns),
            _columns(self.rounded, columns),
            _columns(self.possible, columns),
            _columns(self.asked, columns),
            _columns(self.answered, columns),
            _columns(self.not_applicable, columns),
        )


def _columns(held: Mapping[str, npt.NDArray[_Number]], columns: slice) -> dict[str, npt.NDArray[_Number]]:
    return {node_id: values[columns] for node_id, values in held.items()}


def not_scored_yet(nodes: tuple[Section, ...], questions: int, respondents: int) -> Scores:
    """Make the arrays that scores are written into, for so many questions and respondents."""
    every = [node.id for node in nodes]
    rounding = [node.id for node in nodes if node.rounding]
    handing_on = [node.id for node in nodes if hands_on_points(node)]
    # As rows of a few large arrays: the system gives their memory faster than that of many.
    shares, rounded, possible = (
        dict(zip(names, np.empty((len(names), respondents)), strict=True)) for names in (every, rounding, handing_on)
    )
    counts = np.empty((3, len(every), respondents), count_type(questions))
    asked, answered, away = (dict(zip(every, rows, strict=True)) for rows in counts)
    return Scores(nodes, shares, rounded, possible, asked, answered, away)


def count_type(questions: int) -> type[np.signedinteger]:
    """Choose the smaller whole-number type that counts so many questions."""
    return np.int16 if questions <= np.iinfo(np.int16).max else np.int32


def hands_on_points(section: Section) -> bool:
    """Say whether a section is a sum without a scale of its own: its points then count as they are."""
    return section.method == "sum" and not section.own_scale


def on_scale(node: Section, share: Floats) -> Floats:
    """Map shares to a node's scale."""
    return node.scale.start + share * (node.scale.stop - node.scale.start)

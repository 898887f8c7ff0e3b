"""A question set as plain data: what is asked, of whom, and how answers become scores.

Everything is resolved here (inherited rules, weights in words, shared scales), so that the scorer
meets explicit values only. `benchmark.questions` builds these from a file and reports its faults.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Method = Literal["mean", "sum", "minimum", "staged", "subtract", "none"]
MissingRule = Literal["exclude", "zero"]

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Scale:
    """The range a score is shown on, and how many decimals are shown."""

    start: float = 0
    stop: float = 100
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """A name for a range of the shown overall score; `start` is included."""

    start: float
    title: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen: its id, its words and its points."""

    id: str
    title: str
    points: float


@dataclass(frozen=True, slots=True)
class NumberRule:
    """How a number becomes a share: 0 at `worst`, 1 at `best`, linear between, capped outside."""

    worst: float
    best: float
    step: float | None = None

    @property
    def return_step(self) -> float:
        """Give the step in which the number is written in a return, where only whole numbers leave."""
        return self.step if self.step is not None else abs(self.best - self.worst) / 1_000_000


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact about a council from a closed list: private, or shared in a return."""

    id: str
    title: str
    options: tuple[tuple[str, str], ...]
    shared: bool = False
    source: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def option_ids(self) -> tuple[str, ...]:
        """List the ids that this attribute may take, in order."""
        return tuple(option_id for option_id, _ in self.options)


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the score tree. The root is a section too, with the id `overall`."""

    id: str
    title: str
    parent: str | None
    about: str = ""
    weight: float = 1
    method: Method = "mean"
    not_applicable: MissingRule = "exclude"
    unanswered: MissingRule = "exclude"
    scale: Scale = Scale()
    own_scale: bool = False
    coverage: float = 0
    empty_stage: Literal["pass", "block"] = "pass"
    leaves: Literal["yes", "ask"] = "yes"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. It has `options` (choose one or many) or a `number` rule, never both."""

    id: str
    section: str
    text: str
    options: tuple[Option, ...] = ()
    choose: Literal["one", "many"] = "one"
    number: NumberRule | None = None
    cap: float | None = None
    weight: float = 1
    why: str = ""
    next_steps: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    levels: bool = False
    applies_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stage: int | None = None
    met_from: float | None = None
    required: bool = False
    scored: bool = True

    @property
    def lowest(self) -> float:
        """Give the least points that an answer can earn."""
        if self.number:
            return 0
        if self.choose == "many":
            return sum(min(option.points, 0) for option in self.options)
        return min(option.points for option in self.options)

    @property
    def highest(self) -> float:
        """Give the most points that an answer can earn: 1 for a number, or the cap where there is one."""
        if self.number:
            return 1
        if self.choose == "many":
            most = sum(max(option.points, 0) for option in self.options)
            return most if self.cap is None else min(most, self.cap)
        return max(option.points for option in self.options)

    @property
    def target_levels(self) -> bool:
        """Say whether a council can aim at one of the options."""
        return bool(self.options) and self.choose == "one"


@dataclass(frozen=True)
class Questionnaire:
    """A whole question set."""

    id: str
    version: str
    title: str
    root: Section
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    about: str = ""
    licence: str = ""
    minutes: int | None = None
    bands: tuple[Band, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    @cached_property
    def question_index(self) -> dict[str, int]:
        """Map each question's id to its row in an answer table."""
        return {question.id: row for row, question in enumerate(self.questions)}

    @cached_property
    def by_section(self) -> dict[str, tuple[Question, ...]]:
        """Map each section's id to the questions that stand directly in it."""
        grouped: dict[str, list[Question]] = {section.id: [] for section in self.nodes}
        for question in self.questions:
            grouped[question.section].append(question)
        return {key: tuple(values) for key, values in grouped.items()}

    @cached_property
    def nodes(self) -> tuple[Section, ...]:
        """List the root and then every section, in the order of the file."""
        return (self.root, *self.sections)

    @cached_property
    def children(self) -> dict[str, tuple[Section, ...]]:
        """Map each node's id to the sections directly inside it."""
        grouped: dict[str, list[Section]] = {node.id: [] for node in self.nodes}
        for section in self.sections:
            grouped[section.parent or OVERALL].append(section)
        return {key: tuple(values) for key, values in grouped.items()}

    @cached_property
    def shared_attributes(self) -> tuple[Attribute, ...]:
        """List the attributes that may leave in a return."""
        return tuple(attribute for attribute in self.attributes if attribute.shared)

    def question(self, question_id: str) -> Question:
        """Give the question with this id, or raise KeyError."""
        return self.questions[self.question_index[question_id]]

    def section(self, section_id: str) -> Section:
        """Give the section (or the root) with this id, or raise KeyError."""
        return self.section_index[section_id]

    @cached_property
    def section_index(self) -> dict[str, Section]:
        """Map each node's id to the node."""
        return {node.id: node for node in self.nodes}

    def questions_below(self, section_id: str) -> Iterator[Question]:
        """List the questions of a section and of every section inside it."""
        yield from self.by_section[section_id]
        for child in self.children[section_id]:
            yield from self.questions_below(child.id)

    def bottom_up(self) -> Iterator[Section]:
        """List the nodes so that each comes after every section inside it; the root is last."""
        yield from self._walk(self.root)

    def _walk(self, node: Section) -> Iterator[Section]:
        for child in self.children[node.id]:
            yield from self._walk(child)
        yield node

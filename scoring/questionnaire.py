"""A question set as plain data: what is asked, of whom, and how answers become scores.

Everything is resolved here (inherited rules, weights in words, shared scales), so that the scorer
meets explicit values only. `benchmark.questions` builds these from a file and reports its faults.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from scoring.register import Register

Method = Literal["mean", "geometric", "sum", "minimum", "maximum", "staged", "subtract", "none"]
MissingRule = Literal["exclude", "zero"]
Direction = Literal["nearest", "down", "up"]
Curve = Literal["linear", "log"]

OVERALL = "overall"
_NONE: Final[Mapping[str, str]] = {}


class Scale(NamedTuple):
    """The range a score is shown on, and how many decimals are shown."""

    start: float = 0
    stop: float = 100
    decimals: int = 0


class Rounding(NamedTuple):
    """To how many decimals a section's score is rounded before anything is made of it, and which way."""

    decimals: int
    direction: Direction = "nearest"


class Band(NamedTuple):
    """A name for a range of the shown overall score; `start` is included."""

    start: float
    title: str


class Option(NamedTuple):
    """One answer that may be chosen: its id, its words and its points."""

    id: str
    title: str
    points: float


class NumberRule(NamedTuple):
    """How a number becomes points: 0 at `worst`, 1 at `best`, in between along the curve, capped outside.

    Or by thresholds: the question's options are then the bands that the number may lie in, and `starts` says where
    each begins, itself included; what lies below the first start is in the first band too. Numbers below `least` or
    above `most` are mistakes.
    """

    worst: float = 0
    best: float = 1
    step: float | None = None
    curve: Curve = "linear"
    starts: tuple[float, ...] = ()
    least: float | None = None
    most: float | None = None

    @property
    def return_step(self) -> float:
        """Give the step in which the number is written in a return, where only whole numbers leave."""
        if self.step is not None:
            return self.step
        length = max(map(abs, self.starts[1:])) if self.starts else abs(self.best - self.worst)
        return (length or 1) / 1_000_000


class Attribute(NamedTuple):
    """A fact about a council from a closed list: private, or shared in a return."""

    id: str
    title: str
    options: tuple[tuple[str, str], ...]
    shared: bool = False
    source: str | None = None
    mapping: Mapping[str, str] = _NONE

    @property
    def option_ids(self) -> tuple[str, ...]:
        """List the ids that this attribute may take, in order."""
        return tuple(option_id for option_id, _ in self.options)


class Section(NamedTuple):
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
    rounding: Rounding | None = None
    empty_stage: Literal["pass", "block", "follow"] = "pass"
    stage_share: float = 1
    leaves: Literal["yes", "ask"] = "yes"


@dataclass(frozen=True)
class Question:
    """One question. It has `options` (choose one or many), or a `number` rule, or both: a number in bands."""

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
    not_applicable: MissingRule | None = None
    unanswered: MissingRule | None = None
    themes: tuple[str, ...] = ()

    @cached_property
    def lowest(self) -> float:
        """Give the least points that an answer can earn."""
        if not self.options:
            return 0
        if self.choose == "many":
            return sum(min(option.points, 0) for option in self.options)
        return min(option.points for option in self.options)

    @cached_property
    def highest(self) -> float:
        """Give the most points that an answer can earn: 1 for a number, or the cap where there is one."""
        if not self.options:
            return 1
        if self.choose == "many":
            most = sum(max(option.points, 0) for option in self.options)
            return most if self.cap is None else min(most, self.cap)
        return max(option.points for option in self.options)

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """Give where no points, and then each option's, lie between the least and the most that can be earned.

        No points count as the nearer end where they lie outside.
        """
        length = self.highest - self.lowest
        points = (0.0, *(option.points for option in self.options))
        return tuple(min(max((some - self.lowest) / length, 0.0), 1.0) if length else 1.0 for some in points)

    @property
    def target_levels(self) -> bool:
        """Say whether a council can aim at one of the options."""
        return bool(self.options) and self.choose == "one" and self.number is None


@dataclass(frozen=True)
class Questionnaire:
    """A whole question set. `language` says what its words are written in; nothing that scores depends on it.

    `caution` is what a reader should know of the words themselves: that nobody has reviewed a translation, say. The
    questions that are answered from the rows of a `register` are among the `questions`.
    """

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
    themes: tuple[Section, ...] = ()
    register: "Register | None" = None
    language: str = "en"
    caution: str = ""

    @cached_property
    def question_index(self) -> dict[str, int]:
        """Map each question's id to its row in an answer table."""
        return {question.id: row for row, question in enumerate(self.questions)}

    @cached_property
    def by_section(self) -> dict[str, tuple[Question, ...]]:
        """Map each section's id to the questions that stand directly in it; themes and cells too."""
        grouped: dict[str, list[Question]] = {section.id: [] for section in self.nodes}
        for question in self.questions:
            grouped[question.section].append(question)
        for theme in self.themes:
            grouped[theme.id] = [question for question in self.questions if theme.id in question.themes]
        for cell in self.cells:
            section, theme_id = cell.id.split(".")
            grouped[cell.id] = [q for q in grouped[theme_id] if self._top_of[q.section] == section]
        return {key: tuple(values) for key, values in grouped.items()}

    @cached_property
    def cells(self) -> tuple[Section, ...]:
        """List where a top-level section and a theme meet: nodes with the id `section.theme` and the theme's rules."""
        stages: dict[tuple[str, str], int] = {}
        for question in self.questions:
            for place in ((self._top_of[question.section], theme_id) for theme_id in question.themes):
                stages[place] = max(stages.get(place, 1), (question.scored and question.stage) or 1)
        return tuple(
            _cell(section, theme, stages[section.id, theme.id])
            for section in self.children[OVERALL]
            for theme in self.themes
            if (section.id, theme.id) in stages
        )

    @cached_property
    def _top_of(self) -> dict[str, str]:
        """Map each section's id to the top-level section that it stands in, or is."""
        tops: dict[str, str] = {}
        pending = [(top.id, top.id) for top in self.children[OVERALL]]
        while pending:
            section_id, top = pending.pop()
            tops[section_id] = top
            pending += [(child.id, top) for child in self.children[section_id]]
        return tops

    @cached_property
    def nodes(self) -> tuple[Section, ...]:
        """List the root and then every section, in the order of the file."""
        return (self.root, *self.sections)

    @cached_property
    def groupings(self) -> tuple[Section, ...]:
        """List what is scored beside the tree of sections: the themes, and where they meet the top-level sections."""
        return (*self.themes, *self.cells)

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

    @cached_property
    def typed(self) -> tuple[Question, ...]:
        """List the questions that somebody answers; the others are answered from the rows of the register."""
        made = self.register.made if self.register else {}
        return tuple(question for question in self.questions if question.id not in made)

    def question(self, question_id: str) -> Question:
        """Give the question with this id, or raise KeyError."""
        return self.questions[self.question_index[question_id]]

    def section(self, section_id: str) -> Section:
        """Give the section (or the root, a theme or a cell) with this id, or raise KeyError."""
        return self.section_index[section_id]

    @cached_property
    def section_index(self) -> dict[str, Section]:
        """Map the id of each node, theme and cell to it."""
        return {node.id: node for node in (*self.nodes, *self.groupings)}

    def questions_below(self, section_id: str) -> Iterator[Question]:
        """List the questions of a section and of every section inside it."""
        yield from self.by_section[section_id]
        for child in self.children.get(section_id, ()):
            yield from self.questions_below(child.id)

    @cached_property
    def required_below(self) -> dict[str, tuple[int, ...]]:
        """Map each node, theme and cell to the rows of the required questions in it, and in every section inside it."""
        return {
            name: tuple(self.question_index[q.id] for q in self.questions_below(name) if q.required)
            for name in self.section_index
        }

    def bottom_up(self) -> Iterator[Section]:
        """List the nodes so that each comes after every section inside it; the root is last."""
        yield from self._walk(self.root)

    def _walk(self, node: Section) -> Iterator[Section]:
        for child in self.children[node.id]:
            yield from self._walk(child)
        yield node


def _cell(section: Section, theme: Section, stages: int) -> Section:
    """Make the node in which a section and a theme meet. As everywhere, stages are shown where there is no scale."""
    staged = theme.method == "staged" and not theme.own_scale
    return theme._replace(
        id=f"{section.id}.{theme.id}",
        title=f"{section.title}: {theme.title}",
        scale=theme.scale._replace(stop=stages) if staged else theme.scale,
    )

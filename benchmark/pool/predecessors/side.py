"""The predecessors of one future council side by side: scores by section, and every question with each one's answer."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from benchmark.pool.items import restrict
from benchmark.pool.predecessors.councils import Council
from benchmark.pool.predecessors.shown import left_out, shown_questions
from benchmark.pool.predecessors.start import Start, next_of_all, start_of
from benchmark.questions.answer import Code, answer_words, brief_words, write_answer
from scoring.answers import AnswerTable, build_table
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED, Special
from scoring.points import MissingRules, shares
from scoring.questionnaire import Question, Questionnaire, Section
from scoring.score import score
from scoring.spread import Given, spread_of

State = Literal["answered", "unanswered", "not-applicable", "not-asked", "other-version"]
_STATES: Final[dict[Code, State]] = {
    UNANSWERED: "unanswered",
    NOT_APPLICABLE: "not-applicable",
    NOT_ASKED: "not-asked",
}
_COUNTED: Final = MissingRules("exclude", "exclude")
_DECIMALS: Final = 9


@dataclass(frozen=True, slots=True)
class Cell:
    """One council's answer to one question: as a file holds it, in a word, in full; and its share of the points."""

    council: str
    state: State
    value: object = None
    brief: str = ""
    words: str = ""
    share: float | None = None
    evidence: bool | None = None


@dataclass(frozen=True)
class Row:
    """One question and what each council answered. `distance` is what lies between the lowest and the highest.

    `keep` are the councils at the highest answer, where the answers are worth different points. `nobody` is what
    none of them does yet.
    """

    id: str
    section: str
    text: str
    cells: tuple[Cell, ...]
    differs: bool
    distance: float | None
    keep: tuple[Cell, ...]
    start: Start
    start_words: str
    nobody: tuple[str, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """Name the councils that were asked."""
        return tuple(cell.council for cell in self.cells if cell.state not in ("not-asked", "other-version"))

    @property
    def answered(self) -> int:
        """Count the councils with an answer; not applicable is one."""
        return sum(cell.state in ("answered", "not-applicable") for cell in self.cells)

    @property
    def best(self) -> float | None:
        """Give the highest share."""
        return max((cell.share for cell in self.cells if cell.share is not None), default=None)

    @property
    def only_some(self) -> bool:
        """Say whether some councils were asked and others, of another type, were not."""
        return bool(self.asked) and any(cell.state == "not-asked" for cell in self.cells)


@dataclass(frozen=True)
class Part:
    """One section, or the whole: its score for each council and for the start, and the questions directly in it.

    Scores rest on `common` questions, those that all councils were asked. None where there is no score.
    """

    id: str
    title: str
    common: int
    scores: tuple[float | None, ...]
    start: float | None
    decimals: int
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class SideBySide:
    """Everything that stands side by side. What else is known by section can be laid beside `parts`."""

    councils: tuple[Council, ...]
    parts: tuple[Part, ...]
    overall: Part
    left_out: tuple[str, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """List all questions."""
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def apart(self) -> tuple[Row, ...]:
        """List the questions whose answers lie apart, furthest first."""
        return tuple(sorted((row for row in self.rows if row.distance), key=lambda row: -(row.distance or 0)))

    @property
    def nobody(self) -> tuple[Row, ...]:
        """List what none of them does yet, beginning where the best of them is lowest."""
        return tuple(sorted((row for row in self.rows if row.nobody), key=lambda row: row.best or 0.0))

    @property
    def only_some(self) -> dict[tuple[str, ...], tuple[Row, ...]]:
        """Map the names of councils to the questions that they alone were asked."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in self.rows:
            if row.only_some:
                found.setdefault(row.asked, []).append(row)
        return {names: tuple(rows) for names, rows in found.items()}


def lay_side_by_side(
    questionnaire: Questionnaire, councils: Sequence[Council], chosen: Collection[str] = ()
) -> SideBySide:
    """Lay councils side by side. `chosen` are sections that are shown although they leave only on demand."""
    shown = shown_questions(questionnaire, chosen)
    table = build_table(questionnaire, [{q.id: _code(council, q) for q in shown} for council in councils])
    rows = {question.id: _row(questionnaire, question, councils, table) for question in shown}
    common = [q.id for q in shown if len(rows[q.id].asked) == len(councils)]
    starts = {q.id: rows[q.id].start.code for q in shown}
    answers = [
        *({name: council.codes[name] for name in common} for council in councils),
        {name: _or_open(starts[name]) for name in common},
    ]
    part, part_table = restrict(questionnaire, build_table(questionnaire, answers), tuple(common))
    scores = score(part, part_table).values
    inside = {q.section for q in shown}
    parts = {
        node.id: _part(
            questionnaire, node, scores[node.id].tolist(), common, [rows[q.id] for q in shown if q.section == node.id]
        )
        for node in questionnaire.nodes
    }
    sections = [
        s for s in questionnaire.sections if any(q.section in inside for q in questionnaire.questions_below(s.id))
    ]
    out = set(left_out(questionnaire, chosen))
    return SideBySide(
        tuple(councils),
        tuple(parts[section.id] for section in sections if section.id not in out),
        parts[questionnaire.root.id],
        tuple(section.title for section in questionnaire.sections if section.id in out),
    )


def _part(
    questionnaire: Questionnaire, node: Section, values: Sequence[float], common: Sequence[str], rows: Sequence[Row]
) -> Part:
    below = {question.id for question in questionnaire.questions_below(node.id)}
    found = [None if math.isnan(value) else round(float(value), _DECIMALS) for value in values]
    count = sum(name in below for name in common)
    return Part(node.id, node.title, count, tuple(found[:-1]), found[-1], node.scale.decimals, tuple(rows))


def _row(questionnaire: Questionnaire, question: Question, councils: Sequence[Council], table: AnswerTable) -> Row:
    found = shares(question, table, questionnaire.question_index[question.id], _COUNTED)
    given = [_share(question, value) for value in found]
    cells = tuple(_cell(question, council, share) for council, share in zip(councils, given, strict=True))
    codes = [_code(council, question) for council in councils]
    answered = [(c, s) for c, s in zip(codes, given, strict=True) if c is NOT_APPLICABLE or not isinstance(c, Special)]
    spread = spread_of([Given(code, share) for code, share in answered])
    best = max((share for share in given if share is not None), default=None)
    start = start_of(question, [code for code, _ in answered], [share for _, share in answered])
    return Row(
        id=question.id,
        section=question.section,
        text=question.text,
        cells=cells,
        differs=spread.differs,
        distance=spread.distance,
        keep=tuple(cell for cell in cells if cell.share == best) if spread.distance else (),
        start=start,
        start_words=f"left open: {start.why}" if start.code is None else brief_words(question, start.code),
        nobody=next_of_all(question, codes),
    )


def _cell(question: Question, council: Council, share: float | None) -> Cell:
    if question.id not in council.codes:
        return Cell(council.name, "other-version", brief="not in its version", words="Not in its version")
    code = council.codes[question.id]
    if code in _STATES and isinstance(code, Special):
        words = answer_words(question, code)
        return Cell(council.name, _STATES[code], write_answer(question, code) or None, words.lower(), words)
    return Cell(
        council.name,
        "answered",
        write_answer(question, code),
        brief_words(question, code),
        answer_words(question, code),
        share,
        None if council.evidenced is None else question.id in council.evidenced,
    )


def _share(question: Question, value: float) -> float | None:
    """Give a share, rounded as scores are; None where there is none, or nothing is scored."""
    return None if math.isnan(value) or not question.scored else round(float(value), _DECIMALS)


def _code(council: Council, question: Question) -> Code:
    return council.codes.get(question.id, NOT_ASKED)


def _or_open(code: Code | None) -> Code:
    return UNANSWERED if code is None else code

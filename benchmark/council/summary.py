"""What the scores of one council say: rows first; the terminal, JSON and reports each show the same rows."""

import math
from collections.abc import Collection
from dataclasses import dataclass

from benchmark.council.assessment import Answer, Assessment
from benchmark.questions.answer import answer_words, write_answer
from scoring.answers import AnswerTable
from scoring.points import MissingRules, shares
from scoring.progress import percent_to_target
from scoring.questionnaire import OVERALL, Question, Section
from scoring.score import score
from scoring.scores import Scores
from scoring.shown import band_of, shown_text
from scoring.working import WorkingRow, working

# So many of the strongest and of the weakest questions are shown.
EXTREMES = 3
_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A section's score, or the whole's. `score` and `share` are exact, and None where no score is given.

    `needed` counts the answers that are still missing for a score. `target` is the score once every target is met,
    None where no target changes anything; `to_target` is the share of it that is reached.
    """

    id: str
    title: str
    parent: str | None
    depth: int
    score: float | None
    share: float | None
    shown: str
    band: str | None
    coverage: float
    asked: int
    answered: int
    not_applicable: int
    evidenced: int
    needed: int
    target: float | None
    target_shown: str | None
    target_band: str | None
    to_target: float | None

    @property
    def evidence_share(self) -> float | None:
        """Give the share of answers that have evidence; not applicable needs none."""
        valued = self.answered - self.not_applicable
        return self.evidenced / valued if valued else None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One asked question: its answer as it is saved and in words, how good it is from 0 to 1, and what to do next."""

    id: str
    section: str
    text: str
    value: object
    answer: str
    share: float | None
    target: str | None
    next_step: str | None


@dataclass(frozen=True)
class Summary:
    """Everything that one council's scores say. `sections` are in the order of the set, `lowest` is the gated view.

    `cells` are where a top-level section and a theme meet.
    """

    assessment: Assessment
    sections: tuple[NodeRow, ...]
    themes: tuple[NodeRow, ...]
    cells: tuple[NodeRow, ...]
    overall: NodeRow
    lowest: NodeRow | None
    questions: tuple[QuestionRow, ...]
    strongest: tuple[QuestionRow, ...]
    weakest: tuple[QuestionRow, ...]
    working: tuple[WorkingRow, ...]
    required: tuple[str, ...]


def summarise(assessment: Assessment) -> Summary:
    """Score an assessment and gather what the scores say."""
    questionnaire = assessment.questionnaire
    table = assessment.table()
    scores = score(questionnaire, table)
    aimed = score(questionnaire, assessment.target_table())
    evidenced = {question.id for question in assessment.asked() if assessment.is_evidenced(question)}
    nodes = (*questionnaire.nodes, *questionnaire.groupings)
    rows = {node.id: _node_row(assessment, node, scores, aimed, evidenced) for node in nodes}
    tops = [rows[child.id] for child in questionnaire.children[OVERALL] if rows[child.id].share is not None]
    questions = tuple(_question_row(assessment, question, table) for question in assessment.asked())
    strongest, weakest = _extremes(assessment, questions)
    return Summary(
        assessment=assessment,
        sections=tuple(rows[section.id] for section in questionnaire.sections if rows[section.id].asked),
        themes=tuple(rows[theme.id] for theme in questionnaire.themes if rows[theme.id].asked),
        cells=tuple(rows[cell.id] for cell in questionnaire.cells if rows[cell.id].asked),
        overall=rows[OVERALL],
        lowest=min(tops, key=lambda row: row.share or 0.0) if len(tops) > 1 else None,
        questions=questions,
        strongest=strongest,
        weakest=weakest,
        working=tuple(working(questionnaire, table, scores)),
        required=tuple(question.id for question in assessment.open() if question.required),
    )


def _node_row(
    assessment: Assessment, node: Section, scores: Scores, aimed: Scores, evidenced: Collection[str]
) -> NodeRow:
    value, target = float(scores.values[node.id][0]), float(aimed.values[node.id][0])
    reached = percent_to_target(scores.values[node.id], aimed.values[node.id], node.scale.start)
    bands = assessment.questionnaire.bands if node.id == OVERALL else ()
    changed = not math.isnan(target) and target != value
    asked, answered = int(scores.asked[node.id][0]), int(scores.answered[node.id][0])
    return NodeRow(
        id=node.id,
        title=node.title,
        parent=node.parent,
        depth=_depth(assessment, node),
        score=_number(value),
        share=_number(float(scores.shares[node.id][0])),
        shown=shown_text(value, node.scale),
        band=band_of(value, node.scale, bands),
        coverage=float(scores.coverage(node.id)[0]),
        asked=asked,
        answered=answered,
        not_applicable=int(scores.not_applicable[node.id][0]),
        evidenced=sum(question.id in evidenced for question in assessment.questionnaire.questions_below(node.id)),
        needed=_needed(assessment, node, asked, answered),
        target=target if changed else None,
        target_shown=shown_text(target, node.scale) if changed else None,
        target_band=band_of(target, node.scale, bands) if changed else None,
        to_target=_number(float(reached[0])) if changed else None,
    )


def _needed(assessment: Assessment, node: Section, asked: int, answered: int) -> int:
    """Count the answers that are missing until the coverage is reached and every required question has its own."""
    enough = math.ceil(node.coverage * asked - 1e-9) - answered
    below = {question.id for question in assessment.questionnaire.questions_below(node.id)}
    required = [question for question in assessment.open() if question.required and question.id in below]
    # Coverage 0 asks for nothing, but a score needs at least one answer to rest on.
    return max(enough, len(required), 1 if asked and not answered else 0)


def _depth(assessment: Assessment, node: Section) -> int:
    depth = 0
    while node.parent not in (None, OVERALL):
        node = assessment.questionnaire.section(node.parent or OVERALL)
        depth += 1
    return depth


def _question_row(assessment: Assessment, question: Question, table: AnswerTable) -> QuestionRow:
    answer, language = assessment.answer(question), assessment.questionnaire.language
    row = assessment.questionnaire.question_index[question.id]
    share = float(shares(question, table, row, MissingRules("exclude", "exclude"))[0]) if question.scored else math.nan
    return QuestionRow(
        id=question.id,
        section=question.section,
        text=question.text,
        value=write_answer(question, answer.code) if answer.answered else None,
        answer=answer_words(question, answer.code, language),
        share=_number(share),
        target=None if answer.target is None else answer_words(question, answer.target, language),
        next_step=next_step(question, answer),
    )


def lowest_sections(summary: Summary) -> tuple[NodeRow, ...]:
    """List the top-level sections with the least score: several where they are equal, none where only one has any."""
    if summary.lowest is None:
        return ()
    tops = [row for row in summary.sections if row.depth == 0 and row.share is not None]
    return tuple(row for row in tops if (row.share or 0.0) <= (summary.lowest.share or 0.0) + _HAIR)


def next_step(question: Question, answer: Answer) -> str | None:
    """Give what to do to get from the answer to the level above, where the question set says it."""
    if not question.target_levels or not answer.valued or int(answer.code) >= len(question.next_steps):
        return None
    return question.next_steps[int(answer.code)]


def _extremes(
    assessment: Assessment, rows: tuple[QuestionRow, ...]
) -> tuple[tuple[QuestionRow, ...], tuple[QuestionRow, ...]]:
    """Pick the strongest and the weakest questions, the heavier first among equals. None is in both lists."""
    weights = {question.id: question.weight for question in assessment.questionnaire.questions}
    ranked = sorted((row for row in rows if row.share is not None), key=lambda row: -weights[row.id])
    half = min(EXTREMES, len(ranked) // 2)
    strongest = sorted(ranked, key=lambda row: -(row.share or 0.0))[:half]
    chosen = {row.id for row in strongest}
    weakest = sorted((row for row in ranked if row.id not in chosen), key=lambda row: row.share or 0.0)
    # A question at the top of its scale is nobody's weakness, nor one at the bottom a strength.
    return (
        tuple(row for row in strongest if row.share),
        tuple(row for row in weakest[: max(half, 1)] if row.share is not None and row.share < 1),
    )


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value

"""The report for the senior team: one HTML file that needs nothing from outside and holds no script.

It is private: it names the council. Notes and evidence appear only if they are asked for.
"""

from dataclasses import dataclass

from markupsafe import Markup

from benchmark.console import visible
from benchmark.council.assessment import Assessment
from benchmark.council.summary import NodeRow, QuestionRow, Summary
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.page import page_environment
from benchmark.questions.answer import answer_words
from benchmark.questions.languages import MARK, ORIGINAL, words_of
from scoring.questionnaire import Question, Questionnaire, Section

NEXT_STEPS = 5


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in the report: its drawing, its words, and its rows as a table."""

    title: str
    alt: str
    svg: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as the report shows it."""

    text: str
    answer: str
    level: int | None
    levels: tuple[str, ...]
    target: str
    next_step: str
    has_evidence: bool
    note: str
    evidence: str
    reason: str

    @property
    def shown_levels(self) -> tuple[tuple[int, str], ...]:
        """Give the level that is reached and the one above it, each with its number."""
        return () if self.level is None else tuple(enumerate(self.levels))[self.level : self.level + 2]


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section as the report shows it."""

    row: NodeRow
    about: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True)
class Report:
    """Everything that the template needs."""

    council: str
    round: str
    summary: Summary
    sections: tuple[SectionView, ...]
    next_steps: tuple[QuestionRow, ...]
    with_notes: bool
    peers: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


def build_report(
    summary: Summary,
    council: str,
    round_id: str,
    *,
    with_notes: bool = False,
    peers: tuple[str, ...] = (),
    pictures: tuple[Picture, ...] = (),
) -> Report:
    """Gather what the report shows. `peers` says in lines whom the pictures compare with."""
    assessment = summary.assessment
    sections = tuple(
        SectionView(row, section.about, _questions(assessment, section, with_notes=with_notes))
        for row in summary.sections
        for section in (assessment.questionnaire.section(row.id),)
    )
    return Report(council, round_id, summary, sections, _next_steps(summary), with_notes, peers, pictures)


def render_report(report: Report) -> str:
    """Write the page."""
    questionnaire = report.summary.assessment.questionnaire
    spoken = _Spoken(questionnaire)
    environment = page_environment()
    environment.filters["percent"] = lambda share: "-" if share is None else f"{share:.0%}"
    environment.filters["spoken"] = spoken.mark
    environment.filters["cell"] = spoken.mark_known
    return environment.get_template("report.html").render(
        report=report, set=questionnaire, words=words_of(questionnaire.language)
    )


class _Spoken:
    """Marks the texts of a translated question set with their language, so that they are read aloud in it."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._language = questionnaire.language
        nodes = (*questionnaire.nodes, *questionnaire.groupings)
        self._known = {node.title for node in nodes} | {question.text for question in questionnaire.questions}

    def mark(self, text: str) -> str | Markup:
        """Mark a text with its language; not one that is English, as the whole page is."""
        words, mark, original = visible(text).partition(MARK)
        if self._language == ORIGINAL or not words:
            return text
        return Markup('<span lang="{}">{}</span>{}').format(self._language, words, mark + original)

    def mark_known(self, text: str) -> str | Markup:
        """Mark a text where it is one of the question set's; a figure, or a word of the program's, is not."""
        return self.mark(text) if text in self._known else text


def picture_of(chart: Chart, svg: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Picture:
    """Put a drawn chart into the report."""
    return Picture(chart.title, chart.alt, svg, header, rows)


def _next_steps(summary: Summary) -> tuple[QuestionRow, ...]:
    """Pick the steps that start from the lowest answers, one for each section before a second for any."""
    waiting = sorted((row for row in summary.questions if row.next_step), key=lambda row: row.share or 0.0)
    chosen: list[QuestionRow] = []
    while waiting and len(chosen) < NEXT_STEPS:
        seen: set[str] = set()
        for row in list(waiting):
            if row.section not in seen and len(chosen) < NEXT_STEPS:
                seen.add(row.section)
                chosen.append(row)
                waiting.remove(row)
    return tuple(chosen)


def _questions(assessment: Assessment, section: Section, *, with_notes: bool) -> tuple[QuestionView, ...]:
    asked = {question.id for question in assessment.asked()}
    return tuple(
        _question(assessment, question, with_notes=with_notes)
        for question in assessment.questionnaire.by_section[section.id]
        if question.id in asked
    )


def _question(assessment: Assessment, question: Question, *, with_notes: bool) -> QuestionView:
    answer, language = assessment.answer(question), assessment.questionnaire.language
    level = int(answer.code) if question.levels and answer.valued else None
    step = question.next_steps[level] if level is not None and level < len(question.next_steps) else ""
    return QuestionView(
        text=question.text,
        answer=answer_words(question, answer.code, language),
        level=level,
        levels=tuple(option.title for option in question.options) if question.levels else (),
        target="" if answer.target is None else answer_words(question, answer.target, language),
        next_step=step,
        has_evidence=bool(answer.evidence.strip()),
        note=answer.note if with_notes else "",
        evidence=answer.evidence if with_notes else "",
        reason=answer.reason if with_notes else "",
    )

"""The report for the senior team: one HTML file that needs nothing from outside and holds no script.

It is private: it names the council. Notes and evidence appear only if they are asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from benchmark.council.assessment import Answer, Assessment, aims_higher
from benchmark.council.earlier import EarlierRound
from benchmark.council.from_last import unconfirmed_words
from benchmark.council.plan.order import FIRST, RULE, Line
from benchmark.council.plan.why import why
from benchmark.council.summary import NodeRow, Summary, lowest_sections, next_step
from benchmark.outputs import theme
from benchmark.outputs.charts.scores import build_scores
from benchmark.outputs.colleagues_words import ColleaguesView
from benchmark.outputs.html_page import Picture, draw_picture
from benchmark.outputs.page import page_environment, spoken
from benchmark.outputs.plan_view import PlanView, view_plan
from benchmark.outputs.trend_view import TrendView
from benchmark.questions.answer import answer_words, chosen_ids
from benchmark.questions.languages import words_of
from scoring.questionnaire import OVERALL, Question, Questionnaire, Section


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer that could be given: its words, and whether it is the council's, or its target."""

    name: str
    text: str
    here: bool
    target: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as the report shows it."""

    text: str
    answer: str
    options: tuple[OptionView, ...]
    several: bool
    next_step: str
    has_evidence: bool
    valued: bool
    note: str
    evidence: str
    reason: str
    carried: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section as the report shows it."""

    row: NodeRow
    about: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Sections by themes: the names across, and for each section its name and its shown scores."""

    across: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Report:
    """Everything that the template needs."""

    council: str
    round: str
    summary: Summary
    profile: Picture | None
    lowest: tuple[NodeRow, ...]
    sections: tuple[SectionView, ...]
    next_steps: tuple[Line, ...]
    plan: PlanView
    rule: str
    grid: Grid | None
    earlier: tuple[EarlierRound, ...]
    with_notes: bool
    peers: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    colleagues: ColleaguesView | None = None
    trend: TrendView | None = None

    @property
    def unconfirmed(self) -> str:
        """Say how many answers are carried over and not confirmed."""
        return unconfirmed_words(self.summary.assessment)

    @property
    def rows(self) -> tuple[NodeRow, ...]:
        """Give every section, and the whole last where the question set scores it."""
        overall = self.summary.overall
        scored = self.summary.assessment.questionnaire.root.method != "none"
        return (*self.summary.sections, *([overall] if scored else []))


def build_report(
    summary: Summary,
    council: str,
    round_id: str,
    *,
    with_notes: bool = False,
    peers: tuple[str, ...] = (),
    pictures: tuple[Picture, ...] = (),
    earlier: tuple[EarlierRound, ...] = (),
    colleagues: ColleaguesView | None = None,
    plan: PlanView | None = None,
    trend: TrendView | None = None,
) -> Report:
    """Gather what the report shows. `peers` says in lines whom the pictures compare with; `plan` is the council's."""
    assessment = summary.assessment
    plan = plan or view_plan(summary, round_id, {})
    sections = tuple(
        SectionView(row, section.about, _questions(assessment, section, with_notes=with_notes))
        for row in summary.sections
        for section in (assessment.questionnaire.section(row.id),)
    )
    return Report(
        council=council,
        round=round_id,
        summary=summary,
        profile=_profile(summary, earlier),
        lowest=lowest_sections(summary),
        sections=sections,
        next_steps=plan.plan.lines[:FIRST],
        plan=plan,
        rule=RULE,
        grid=_grid(summary),
        earlier=earlier,
        with_notes=with_notes,
        peers=peers,
        pictures=pictures,
        colleagues=colleagues,
        trend=trend,
    )


def render_report(report: Report) -> str:
    """Write the page."""
    questionnaire = report.summary.assessment.questionnaire
    marker = _Spoken(questionnaire)
    environment = page_environment()
    environment.filters["spoken"] = marker.mark
    environment.filters["cell"] = marker.mark_known
    environment.filters["why"] = why
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
        return spoken(text, self._language)

    def mark_known(self, text: str) -> str | Markup:
        """Mark a text where it is one of the question set's; a figure, or a word of the program's, is not."""
        return self.mark(text) if text in self._known else text


def _profile(summary: Summary, earlier: Sequence[EarlierRound]) -> Picture | None:
    last = next((found for found in earlier if found.nodes), None)
    chart = build_scores(summary, earlier=last.round, before=last.nodes) if last else build_scores(summary)
    return draw_picture(chart, "p-", theme.SUMMARY) if chart else None


def _grid(summary: Summary) -> Grid | None:
    """Lay out where sections and themes meet; None in a set without themes."""
    if not summary.themes:
        return None
    shown = {cell.id: cell.shown for cell in summary.cells}
    tops = _tops(summary.assessment.questionnaire, summary.sections)
    rows = tuple((row.title, tuple(shown.get(f"{row.id}.{theme.id}", "") for theme in summary.themes)) for row in tops)
    return Grid(tuple(theme.title for theme in summary.themes), rows)


def _tops(questionnaire: Questionnaire, rows: Sequence[NodeRow]) -> list[NodeRow]:
    tops = {section.id for section in questionnaire.children[OVERALL]}
    return [row for row in rows if row.id in tops]


def _questions(assessment: Assessment, section: Section, *, with_notes: bool) -> tuple[QuestionView, ...]:
    asked = {question.id for question in assessment.asked()}
    return tuple(
        _question(assessment, question, with_notes=with_notes)
        for question in assessment.questionnaire.by_section[section.id]
        if question.id in asked
    )


def _question(assessment: Assessment, question: Question, *, with_notes: bool) -> QuestionView:
    answer, language = assessment.answer(question), assessment.questionnaire.language
    return QuestionView(
        text=question.text,
        answer=answer_words(question, answer.code, language),
        options=_options(question, answer, words_of(language).level),
        several=question.choose == "many",
        next_step=next_step(question, answer) or "",
        has_evidence=assessment.is_evidenced(question),
        valued=answer.valued,
        note=answer.note if with_notes else "",
        evidence=answer.evidence if with_notes else "",
        reason=answer.reason if with_notes else "",
        carried=answer.carried if answer.answered else "",
    )


def _options(question: Question, answer: Answer, level: str) -> tuple[OptionView, ...]:
    """List what could be answered; nothing for a number, which is said in figures."""
    if question.number is not None:
        return ()
    chosen = chosen_ids(question, answer.code)
    aims = aims_higher(question, answer) or (answer.target is not None and not answer.valued)
    return tuple(
        OptionView(
            name=f"{level} {option.id}." if question.levels else "",
            text=option.title,
            here=option.id in chosen,
            target=aims and at == answer.target,
        )
        for at, option in enumerate(question.options)
    )

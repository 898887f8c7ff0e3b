"""The scores of one council as an Excel workbook. It is private: it holds its answers, though no note or evidence."""

from pathlib import Path

from benchmark.council.plan.kept import Kept
from benchmark.council.summary import NodeRow, Summary
from benchmark.outputs.plan_view import view_plan
from benchmark.outputs.plan_workbook import as_number, offer_statuses, plan_table
from benchmark.outputs.tidy_charts import Bars, add_bars
from benchmark.outputs.tidy_sheets import PERCENT, TENTHS, WHOLE, Field, Table, Value, make_book
from benchmark.workbooks.results import save_book

_SECTION_FIELDS = (
    Field("Id", "The id of the section, for ever the same."),
    Field("Section", "The section in words; the whole comes last."),
    Field("Inside", "The id of the section that it stands in."),
    Field("Score", "The score; empty where too little is answered for one.", TENTHS),
    Field("Band", "The name of the range that the score lies in."),
    Field("Once targets are met", "The score once every target is met; empty where none changes it.", TENTHS),
    Field("Share answered", "The share of the questions asked that have an answer.", PERCENT),
    Field("Asked", "How many questions are asked.", WHOLE),
    Field("Answered", "How many have an answer.", WHOLE),
    Field("Not applicable", "How many of these are not applicable.", WHOLE),
    Field("With evidence", "How many answers have evidence.", WHOLE),
    Field("Answers missing for a score", "How many more are needed for a score.", WHOLE),
)
_THEME_FIELDS = (
    Field("Id", "The id of the theme; where a section and a theme meet, of both."),
    Field("Theme", "The theme in words, or the section and the theme."),
    *_SECTION_FIELDS[2:],
)
_QUESTION_FIELDS = (
    Field("Id", "The id of the question, for ever the same."),
    Field("Section", "The id of its section."),
    Field("Question", "The question."),
    Field("Answer", "Your answer in words; empty where there is none."),
    Field("How good", "What the answer earns, from 0% to 100%; empty where it is not scored.", PERCENT),
    Field("Target", "What you aim at."),
    Field("Next step", "What to do next."),
)


def write_score_workbook(summary: Summary, round_id: str, path: Path, kept: Kept | None = None) -> None:
    """Write the scores of one council to a workbook; and the plan, where something is planned."""
    questionnaire = summary.assessment.questionnaire
    sections = Table("Sections", _SECTION_FIELDS, [_section(row) for row in (*summary.sections, summary.overall)])
    facts: list[tuple[str, Value]] = [
        ("Question set", f"{questionnaire.title} {questionnaire.version}"),
        ("Round", round_id),
        ("Overall score", as_number(summary.overall.shown)),
        ("Band", summary.overall.band),
        ("Questions asked", summary.overall.asked),
        ("Questions answered", summary.overall.answered),
        ("Private", "This workbook holds your answers. Only `export` makes a file that is meant to leave."),
    ]
    fields = (Field("What", "A fact about these scores."), Field("Value", "What it is."))
    themes = Table("Themes", _THEME_FIELDS, [_section(row) for row in (*summary.themes, *summary.cells)])
    plan = [plan_table(view_plan(summary, round_id, kept))] if kept else []
    book = make_book([Table("Summary", fields, facts), sections, themes, _questions(summary), *plan])
    for table in plan:
        offer_statuses(book, table)
    values = ("Score", "Once targets are met") if any(r.target is not None for r in summary.sections) else ("Score",)
    bars = Bars("Scores of the sections", "Section", values, len(sections.rows), _ends(summary))
    add_bars(book, sections, bars)
    save_book(book, path)


def _ends(summary: Summary) -> tuple[float, float] | None:
    """Give the ends of the scale on which all sections and the whole are measured, if it is one."""
    questionnaire = summary.assessment.questionnaire
    scales = {questionnaire.section(row.id).scale for row in (*summary.sections, summary.overall)}
    ends = {(scale.start, scale.stop) for scale in scales}
    return ends.pop() if len(ends) == 1 else None


def _section(row: NodeRow) -> tuple[Value, ...]:
    return (
        row.id,
        row.title,
        row.parent,
        row.score,
        row.band,
        row.target,
        row.coverage,
        row.asked,
        row.answered,
        row.not_applicable,
        row.evidenced,
        row.needed,
    )


def _questions(summary: Summary) -> Table:
    answered = {question.id: summary.assessment.answer(question).answered for question in summary.assessment.asked()}
    rows = [
        (r.id, r.section, r.text, r.answer if answered[r.id] else None, r.share, r.target, r.next_step)
        for r in summary.questions
    ]
    return Table("Questions", _QUESTION_FIELDS, rows)

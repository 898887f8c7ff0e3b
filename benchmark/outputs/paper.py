"""The paper for a committee as data: what stands in it, before it becomes a file. It is meant to be published.

So it holds the figures that may be public and no others: nothing of the sections that leave only if the council says
so, no note, no evidence, no rank, and of other councils only what a public benchmark shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.console import visible
from benchmark.council.from_last import unconfirmed_words
from benchmark.council.open_part import OpenPart
from benchmark.council.plan.order import Line, best_steps
from benchmark.council.summary import NodeRow, Summary
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.scores import build_scores
from benchmark.outputs.charts.voice import THE_COUNCIL
from benchmark.outputs.charts.words import listed, some
from benchmark.outputs.paper_comparison import PaperComparison
from benchmark.outputs.paper_questions import councillors_questions
from scoring.shown import band_of

RECOMMENDATIONS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered part of the paper: paragraphs, then a list, a table, and charts, each where there is one."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    numbered: bool = False
    after: tuple[str, ...] = ()
    caption: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]


def build_paper(part: OpenPart, council: str, round_id: str, compared: PaperComparison) -> Paper:
    """Draft the paper from what may be published."""
    summary = part.summary
    steps = best_steps(summary, RECOMMENDATIONS)
    questionnaire = summary.assessment.questionnaire
    parts = (
        _purpose(council, questionnaire.title),
        _summary(summary, part.left_out),
        _decisions(steps),
        _sections(summary),
        *_beside(compared),
        _questions(summary),
        _help(summary, compared),
        _measured(part, round_id, compared),
    )
    return Paper(
        visible(f"{questionnaire.title}: where {council} stands, and what to do next"),
        visible(f"{council}. Round {round_id}. Question set {questionnaire.id}, version {questionnaire.version}."),
        parts,
    )


def _purpose(council: str, title: str) -> Part:
    text = (
        f'{council} has assessed itself with the question set "{title}". This paper says what was found, asks for '
        "decisions, and suggests what councillors may want to ask."
    )
    return Part("Purpose", (text,))


def _summary(summary: Summary, left_out: Sequence[str]) -> Part:
    overall = summary.overall
    sections = _ranked(summary)
    lines = [_whole(summary, len(sections))]
    if len(sections) > 1:
        low, high = (_alike(sections, end) for end in (sections[0], sections[-1]))
        lines.append(f"We stand best in {high}. We have furthest to go in {low}.")
    lines.append(
        f"{overall.answered} of {overall.asked} questions are answered. For {_percent(overall.evidence_share)} of the "
        "answers it is written down where the proof can be found."
    )
    if words := unconfirmed_words(summary.assessment):
        lines.append(f"{words} They count here as they were then.")
    if left_out:
        lines.append(f"{_not_reported(left_out)} No figure in this paper includes it.")
    return Part("Summary", tuple(lines))


def _whole(summary: Summary, sections: int) -> str:
    overall, scale = summary.overall, summary.assessment.questionnaire.root.scale
    if overall.score is None:
        return "There is no score for all sections together. The sections below stand for themselves."
    band = f', which is called "{overall.band}"' if overall.band else ""
    start, stop = (f"{end:.{scale.decimals}f}" for end in (scale.start, scale.stop))
    over = "In the one section" if sections == 1 else f"Over the {sections} sections"
    return f"{over} in this paper we score {overall.shown} on a scale from {start} to {stop}{band}."


def _not_reported(left_out: Sequence[str]) -> str:
    some, verb = ("One section", "is") if len(left_out) == 1 else ("Some sections", "are")
    return f"{some}, {listed(left_out)}, {verb} not reported in public."


def _decisions(steps: Sequence[Line]) -> Part:
    heading = "What we ask you to decide"
    if not steps:
        return Part(heading, ("We ask you to note this paper. The question set gives no next step from here.",))
    why = (
        "They come first because they lift the lowest section or move the overall score most, with one from each "
        "section before a second from any. We also ask you to note the rest of this paper."
    )
    return Part(
        heading,
        ("We ask you to agree these steps, to name who answers for each, and to set a date for each:",),
        tuple(f"{step.section.title}: {step.text}" for step in steps),
        numbered=True,
        after=(why,),
    )


def _sections(summary: Summary) -> Part:
    tops = [row for row in summary.sections if row.depth == 0]
    banded = [(row, _band(summary, row)) for row in tops]
    words = any(band for _, band in banded)
    header = ("Section", "Score", *(("In words",) if words else ()), "Answers with evidence")
    rows = tuple(
        (
            row.title,
            row.shown if row.score is not None else "no score",
            *((band,) if words else ()),
            _percent(row.evidence_share),
        )
        for row, band in banded
    )
    chart = build_scores(summary, targets=False, voice=THE_COUNCIL)
    return Part(
        "Section by section", caption="Scores by section", header=header, rows=rows, charts=(chart,) if chart else ()
    )


def _band(summary: Summary, row: NodeRow) -> str:
    """Give the words for a section's score, where it is measured on the scale that the bands were made for."""
    questionnaire = summary.assessment.questionnaire
    scale, root = questionnaire.section(row.id).scale, questionnaire.root.scale
    if row.score is None or (scale.start, scale.stop) != (root.start, root.stop):
        return ""
    return band_of(row.score, scale, questionnaire.bands) or ""


def _beside(compared: PaperComparison) -> tuple[Part, ...]:
    if compared.chart is None:
        return ()
    text = (
        "The others are shown as a group, so that no council can be made out. The council's own score is the diamond."
    )
    return (Part("Beside other councils", (text,), charts=(compared.chart,)),)


def _questions(summary: Summary) -> Part:
    return Part(
        "Five questions that you may want to ask",
        ("They follow from the sections in which we have furthest to go.",),
        councillors_questions(summary, _ranked(summary)),
        numbered=True,
    )


def _help(summary: Summary, compared: PaperComparison) -> Part:
    sections = _ranked(summary)
    others = (
        "Other councils have taken steps like these, and many are willing to show how. Our network's coordinator can "
        "put us in touch with one. Two councils can lay their results side by side, as far as both choose to."
    )
    easiest = (
        f"In {listed(compared.below)} at least half of the councils compared score higher than we do: help is easiest "
        "to find there."
        if compared.below
        else ""
    )
    offer = f"In return we can offer what we have learned in {sections[-1].title}." if len(sections) > 1 else ""
    return Part("Who may help", tuple(line for line in (others, easiest, offer) if line))


def _measured(part: OpenPart, round_id: str, compared: PaperComparison) -> Part:
    how = (
        f"Officers answered in round {round_id}. Most questions have levels, from the lowest to the highest, each "
        "described in words; the level was chosen whose whole description is true. Each answer is worth its points, "
        "a section's score comes from its questions, and questions that do not apply are left out."
    )
    whose = (
        "The answers are the council's own judgement. Nobody outside has checked them. The share with evidence says "
        "how many of them somebody could check."
    )
    without = (
        f"{_not_reported(part.left_out)} What it says could help somebody who means harm. All scores here were worked "
        "out without it."
        if part.left_out
        else ""
    )
    return Part(
        "How this was measured, and what not to conclude",
        tuple(line for line in (how, whose, without, *compared.method) if line),
        (
            "It says how the council works, not what residents need or get.",
            "It is not a league table, and it gives no place in one.",
            "A low score does not mean that a service is bad, nor a high one that it is good.",
            "A difference of a few points means little.",
        ),
    )


def _ranked(summary: Summary) -> list[NodeRow]:
    """List the top-level sections that have a score, the lowest first."""
    rows = [row for row in summary.sections if row.depth == 0 and row.share is not None]
    return sorted(rows, key=lambda row: row.share or 0.0)


def _alike(rows: Sequence[NodeRow], end: NodeRow) -> str:
    """Name the sections that score as one does, with the score."""
    return f"{some([row.title for row in rows if row.share == end.share], 'section')} ({end.shown})"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"

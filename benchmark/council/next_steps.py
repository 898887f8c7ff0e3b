"""The best next steps of one council: which, and why these."""

from dataclasses import dataclass
from typing import Final

from benchmark.council.summary import NodeRow, QuestionRow, Summary
from scoring.questionnaire import OVERALL, Question, Section

STEPS: Final = 5
_HAIR: Final = 1e-9
# The rule below, in words for whoever reads the list.
RULE: Final = (
    "These start from the lowest answers, one from each section before a second from any. Of answers that are equally "
    "low, those in the lowest sections come first, then those with a target, then those that count most."
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the question that it belongs to, that question's section, and why it was chosen (goes on from it)."""

    row: QuestionRow
    section: str
    why: str

    @property
    def text(self) -> str:
        """Give what to do."""
        return self.row.next_step or ""


def best_steps(summary: Summary, most: int = STEPS) -> tuple[Step, ...]:
    """Pick the steps that start from the lowest answers, one from each section before a second from any."""
    weights = {question.id: question.weight for question in summary.assessment.questionnaire.questions}
    sections = {row.id: 1.0 if row.share is None else row.share for row in summary.sections}
    waiting = sorted(
        (row for row in summary.questions if row.next_step),
        key=lambda row: (row.share or 0.0, sections[row.section], row.target is None, -weights[row.id]),
    )
    chosen: list[QuestionRow] = []
    while waiting and len(chosen) < most:
        seen: set[str] = set()
        for row in list(waiting):
            if row.section not in seen and len(chosen) < most:
                seen.add(row.section)
                chosen.append(row)
                waiting.remove(row)
    return tuple(_step(summary, row) for row in chosen)


def top_section(summary: Summary, section_id: str) -> Section:
    """Give the top-level section that a section stands in, or is."""
    section = summary.assessment.questionnaire.section(section_id)
    while section.parent not in (None, OVERALL):
        section = summary.assessment.questionnaire.section(section.parent or OVERALL)
    return section


def lowest_sections(summary: Summary) -> tuple[NodeRow, ...]:
    """List the top-level sections with the least score: several where they are equal, none where only one has any."""
    if summary.lowest is None:
        return ()
    tops = [row for row in summary.sections if row.depth == 0 and row.share is not None]
    return tuple(row for row in tops if (row.share or 0.0) <= (summary.lowest.share or 0.0) + _HAIR)


def _step(summary: Summary, row: QuestionRow) -> Step:
    question = summary.assessment.questionnaire.question(row.id)
    section = summary.assessment.questionnaire.section(row.section)
    top = top_section(summary, row.section)
    lowest = [found.id for found in lowest_sections(summary)]
    said = (
        "" if top.id not in lowest else ", our lowest section" if len(lowest) == 1 else ", one of our lowest sections"
    )
    low = ", the lowest answer there" if _is_lowest(summary, row) else ""
    answer = summary.assessment.answer(question)
    aim = "" if answer.target is None else f" Target: {_brief(question, answer.target)}."
    return Step(row, section.title, f"{said}: now {_brief(question, int(answer.code))}{low}.{aim}")


def _is_lowest(summary: Summary, row: QuestionRow) -> bool:
    """Say whether no answer of the section is lower, and at least one is higher."""
    shares = [other.share for other in summary.questions if other.section == row.section and other.share is not None]
    return row.share is not None and row.share == min(shares) < max(shares)


def _brief(question: Question, position: int) -> str:
    """Say an answer in a few words: a level by its number, an option by its title."""
    option = question.options[position]
    return f"level {option.id} of {len(question.options) - 1}" if question.levels else f'"{option.title}"'

"""The new council's folder: its first round starts from the answers of its predecessors, each to be confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmark.council.asking import shorten
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.changed import Changed
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.council.roles import listed
from benchmark.council.rounds import round_order
from benchmark.errors import UsageError
from benchmark.pool.predecessors.side import Cell, Row, SideBySide
from scoring.applicability import applies, complete_attributes
from scoring.codes import NOT_APPLICABLE
from scoring.questionnaire import Questionnaire

TO_CONFIRM: Final = "Baseline, to be confirmed. It starts from the lowest of the predecessors."
_LONGEST_ANSWER: Final = 60


@dataclass(frozen=True)
class Baseline:
    """What was, or would be, written: where, and how many questions have a start, and how many are left open."""

    path: Path
    profile: CouncilProfile
    answers: Mapping[str, Answer]
    asked: int

    @property
    def open(self) -> int:
        """Count the questions that the new council is asked and that nobody's answer starts."""
        return self.asked - len(self.answers)


def refuse_answered(folder: CouncilFolder, questionnaire: Questionnaire) -> None:
    """Refuse a folder that has answers to this question set in its round already: none is ever replaced."""
    if folder.profile_path.exists() and folder.assessment_path(questionnaire.id).exists():
        raise UsageError(
            f"{folder.assessment_path(questionnaire.id)} is there already. Nothing was written: a baseline never "
            "replaces answers. Give another folder with --baseline."
        )


def new_profile(profile: CouncilProfile, side: SideBySide) -> CouncilProfile:
    """Say in the new council's own file where it came from, so that a trend ends there with an explanation."""
    names = tuple(council.name for council in side.councils)
    why = f"it was formed from {listed(names)}"
    return profile._replace(predecessors=names, changed=(Changed(profile.round, why),))


def make_baseline(side: SideBySide, questionnaire: Questionnaire, path: Path, profile: CouncilProfile) -> Baseline:
    """Work out the first answers of the new council, without writing them; refuse a set with a register.

    The answers of a register follow from rows, which no predecessor's return holds.
    """
    if questionnaire.register is not None:
        raise UsageError(
            f"{questionnaire.title} starts from no answers: they follow from rows, which stay with each council. Bring "
            "each predecessor's workbook into the new council's folder, with assess --from-workbook."
        )
    attributes = complete_attributes(questionnaire, profile.attributes)
    rows = {row.id: row for row in side.rows}
    asked = [question for question in questionnaire.questions if applies(question, attributes)]
    rounds = [council.round for council in side.councils if council.round]
    # Until somebody confirms it, it neither counts as an answer of this round nor leaves in a return.
    carried = max(rounds, key=round_order, default=profile.round)
    starts = {question.id: _answer(rows[question.id], carried) for question in asked if question.id in rows}
    answers = {name: answer for name, answer in starts.items() if answer is not None}
    found = Assessment(questionnaire, attributes, answers)
    kept = {question.id for question in found.asked()}
    return Baseline(path, profile, {name: a for name, a in answers.items() if name in kept}, len(kept))


def write_baseline(baseline: Baseline, questionnaire: Questionnaire) -> None:
    """Write the folder of the new council. What is there already stays as it is; answers are never replaced."""
    folder = CouncilFolder(baseline.path)
    if not folder.profile_path.exists():
        folder.save_profile(baseline.profile)
    assessment = folder.new_assessment(questionnaire)
    assessment.answers.update(baseline.answers)
    if not folder.save_first(assessment):
        refuse_answered(folder, questionnaire)


def _answer(row: Row, carried: str) -> Answer | None:
    """Make the first answer to a question; None where it is left open."""
    if row.start.code is None:
        return None
    said = ". ".join(f"{cell.council}: {_said(cell)}" for cell in row.cells)
    if row.start.code is NOT_APPLICABLE:
        return Answer(
            NOT_APPLICABLE, reason=f"Not applicable in all predecessors that answered. {said}.", carried=carried
        )
    return Answer(row.start.code, note=f"{TO_CONFIRM} {said}.", carried=carried)


def _said(cell: Cell) -> str:
    evidence = ", with evidence" if cell.evidence else ""
    return f"{shorten(cell.brief, _LONGEST_ANSWER)}{evidence}"

"""Earlier rounds in a council's folder: the same answers, scored again, or as many of them as can be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmark.council.folder import CouncilFolder
from benchmark.council.past import Past, Sets, past_rounds
from benchmark.council.summary import NodeRow, QuestionRow, Summary, summarise
from scoring.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Moved:
    """One question whose answer is another one now."""

    question: str
    text: str
    section: str
    then: str
    now: str
    up: bool


@dataclass(frozen=True)
class EarlierRound:
    """One earlier round. `nodes` are its scores by section and overall; empty where scores cannot be compared.

    `compared` counts the questions that were answered both times, confirmed this time, and mean the same; `note` says
    what is missing.
    """

    round: str
    version: str
    nodes: Mapping[str, NodeRow] = field(default_factory=dict)
    compared: int = 0
    moved: tuple[Moved, ...] = ()
    note: str = ""

    @property
    def up(self) -> int:
        """Count the answers that are higher now."""
        return sum(move.up for move in self.moved)


def earlier_rounds(
    folder: CouncilFolder, now: Summary, older_sets: Sequence[Questionnaire] = (), name: str | None = None
) -> tuple[EarlierRound, ...]:
    """Read the earlier rounds of the same question set, the latest first.

    Args:
        folder: the council's folder.
        now: this round.
        older_sets: earlier versions of the question set, besides those that stand in its folder `earlier`.
        name: what the question set was found by, if not its id.
    """
    found = past_rounds(folder, now.assessment.questionnaire, Sets(name, tuple(older_sets)))
    return tuple(_compare(past, now) for past in found)


def _compare(past: Past, now: Summary) -> EarlierRound:
    if past.assessment is None or past.way is None:
        return EarlierRound(past.round, past.version, note=past.note)
    old, way = summarise(past.assessment), past.way
    before = {way.same[row.id]: row for row in old.questions if row.id in way.same}
    waiting = {question.id for question in now.assessment.unconfirmed()}
    pairs = [
        (before[row.id], row)
        for row in now.questions
        if row.id in before and row.id not in waiting and None not in (row.share, before[row.id].share)
    ]
    nodes = {row.id: row for row in (*old.sections, old.overall)} if way.scores else {}
    note = "" if way.scores else _fewer(past, now.assessment.questionnaire, len(pairs))
    moved = tuple(_moved(now, earlier, later) for earlier, later in pairs if earlier.share != later.share)
    return EarlierRound(past.round, past.version, nodes, len(pairs), moved, note)


def _fewer(past: Past, questionnaire: Questionnaire, compared: int) -> str:
    questions = "1 question that means" if compared == 1 else f"{compared} questions that mean"
    rests = f" This rests on {past.way.source}." if past.way else ""
    return (
        f"It used version {past.version} of the question set; this round uses {questionnaire.version}. Scores of "
        f"different versions cannot be compared. The answers to the {questions} the same in both can.{rests}"
    )


def _moved(now: Summary, then: QuestionRow, row: QuestionRow) -> Moved:
    section = now.assessment.questionnaire.section(row.section).title
    return Moved(row.id, row.text, section, then.answer, row.answer, (row.share or 0) > (then.share or 0))

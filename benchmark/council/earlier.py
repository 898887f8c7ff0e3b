"""Earlier rounds in a council's folder: the same answers, scored again, or as many of them as can be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmark.council.assessment import Assessment
from benchmark.council.assessment_file import parse_assessment
from benchmark.council.changed import why_broken, why_other_type
from benchmark.council.folder import CouncilFolder
from benchmark.council.rounds import round_order
from benchmark.council.summary import NodeRow, QuestionRow, Summary, summarise
from benchmark.errors import FaultsError
from benchmark.files import read_toml
from benchmark.questions.ids import is_id
from scoring.applicability import complete_attributes
from scoring.fingerprint import question_fingerprint
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

    `compared` counts the questions that were answered both times and mean the same; `note` says what is missing.
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
    folder: CouncilFolder, now: Summary, older_sets: Sequence[Questionnaire] = ()
) -> tuple[EarlierRound, ...]:
    """Read the earlier rounds of the same question set, the latest first.

    Args:
        folder: the council's folder.
        now: this round.
        older_sets: earlier versions of the question set. Without its version, a round cannot be read.
    """
    set_id = now.assessment.questionnaire.id
    here = round_order(folder.profile.round)
    found = [
        path
        for path in folder.path.iterdir()
        if path.is_dir() and is_id(path.name) and round_order(path.name) < here and (path / f"{set_id}.toml").exists()
    ]
    found.sort(key=lambda path: round_order(path.name), reverse=True)
    known = (now.assessment.questionnaire, *older_sets)
    rounds = []
    for path in found:
        # Where the council became another one, the trend ends: what is older is not told again.
        if why := why_broken(folder.profile.changed, path.name, folder.profile.round):
            rounds.append(EarlierRound(path.name, "", note=why))
            break
        rounds.append(_read(path.name, path / f"{set_id}.toml", folder.profile.attributes, now, known))
    return tuple(rounds)


def _read(
    name: str, path: Path, attributes: Mapping[str, str], now: Summary, known: Sequence[Questionnaire]
) -> EarlierRound:
    try:
        data = read_toml(path)
        version = str(data.get("version", ""))
        fitting = next((each for each in known if (each.id, each.version) == (known[0].id, version)), None)
        if fitting is None:
            return EarlierRound(name, version, note=_other_version(version, known[0]))
        then = parse_assessment(data, fitting, complete_attributes(fitting, attributes), str(path))
    except FaultsError as error:
        return EarlierRound(name, "", note=f"Its answers could not be read. {error.faults[0]}")
    if why := why_other_type(then):
        return EarlierRound(name, version, note=why)
    return _compare(name, then, now)


def _other_version(version: str, questionnaire: Questionnaire) -> str:
    return (
        f"It used version {version or 'unknown'} of the question set; this round uses {questionnaire.version}. That "
        "version was not given, so nothing is compared. Scores of different versions never are."
    )


def _compare(name: str, then: Assessment, now: Summary) -> EarlierRound:
    old, questionnaire = summarise(then), now.assessment.questionnaire
    same_version = then.questionnaire.version == questionnaire.version
    before = {row.id: row for row in old.questions if _same(row.id, then.questionnaire, questionnaire)}
    pairs = [
        (before[row.id], row)
        for row in now.questions
        if row.id in before and None not in (row.share, before[row.id].share)
    ]
    nodes = {row.id: row for row in (*old.sections, old.overall)} if same_version else {}
    note = "" if same_version else _fewer(then.questionnaire.version, questionnaire, len(pairs))
    moved = tuple(_moved(now, earlier, later) for earlier, later in pairs if earlier.share != later.share)
    return EarlierRound(name, then.questionnaire.version, nodes, len(pairs), moved, note)


def _same(question_id: str, old: Questionnaire, new: Questionnaire) -> bool:
    """Say whether a question means the same in both versions."""
    if question_id not in old.question_index or question_id not in new.question_index:
        return False
    return question_fingerprint(old.question(question_id)) == question_fingerprint(new.question(question_id))


def _fewer(version: str, questionnaire: Questionnaire, compared: int) -> str:
    questions = "1 question that means" if compared == 1 else f"{compared} questions that mean"
    return (
        f"It used version {version} of the question set; this round uses {questionnaire.version}. Scores of different "
        f"versions cannot be compared. The answers to the {questions} the same in both can."
    )


def _moved(now: Summary, then: QuestionRow, row: QuestionRow) -> Moved:
    section = now.assessment.questionnaire.section(row.section).title
    return Moved(row.id, row.text, section, then.answer, row.answer, (row.share or 0) > (then.share or 0))

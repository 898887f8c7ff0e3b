"""One council's own trend: its scores and answers over its rounds, apart from any rank and from any other council.

Scores are compared over the same questions only. Where the rounds used one version of the question set, that is all of
it. Else every round is scored again, by the rules of the present version, over the questions that mean the same in all
of them; such scores are not those that `score` shows.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from benchmark.council.aims import Aims, read_aims
from benchmark.council.assessment import Assessment
from benchmark.council.folder import CouncilFolder
from benchmark.council.past import Past, Sets, past_rounds
from benchmark.council.rounds import round_order
from benchmark.errors import UsageError
from benchmark.questions.answer import Code, answer_words
from benchmark.questions.editions import Way
from scoring.answers import Floats, build_table
from scoring.codes import NOT_ASKED, UNANSWERED
from scoring.points import MissingRules, shares
from scoring.progress import progress_to_date
from scoring.questionnaire import OVERALL, Question, Questionnaire, Scale, Section
from scoring.score import score
from scoring.shown import shown, shown_text

Moved = Literal["higher", "lower", "same", "other", "not confirmed", ""]
_HAIR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class RoundColumn:
    """One round of the trend. `unconfirmed` counts its answers that were carried over and never confirmed."""

    round: str
    version: str
    answered: int
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class NodeTrend:
    """A section, or the whole, over the rounds: exact scores, None where there is none, and as they are shown.

    `change` is between the last two rounds as shown; None where one has no score, or nothing in it is confirmed yet.
    `target` is the score once the last round's targets are met, `way` the share of the way to it that is done.
    """

    id: str
    title: str
    depth: int
    section: Section
    scores: tuple[float | None, ...]
    shown: tuple[str, ...]
    change: float | None
    confirmed: bool
    target: float | None = None
    way: float | None = None


@dataclass(frozen=True, slots=True)
class QuestionTrend:
    """A question over the rounds: the answers in words, how good each is from 0 to 1, and how the last one moved."""

    id: str
    section: str
    text: str
    answers: tuple[str, ...]
    shares: tuple[float | None, ...]
    moved: Moved


@dataclass(frozen=True, slots=True)
class VersionChange:
    """An earlier version of the question set, the rounds that used it, and what became of its questions."""

    version: str
    rounds: tuple[str, ...]
    way: Way
    before: Questionnaire


@dataclass(frozen=True)
class Trend:
    """Everything that a council's rounds say, the oldest first and this one last.

    `compared` lists the questions that the scores rest on; `whole` says whether these are all. `left_out` are rounds
    with the reason why.
    """

    questionnaire: Questionnaire
    rounds: tuple[RoundColumn, ...]
    whole: bool
    compared: tuple[str, ...]
    nodes: tuple[NodeTrend, ...]
    questions: tuple[QuestionTrend, ...]
    aims: Aims | None
    changes: tuple[VersionChange, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def nothing_confirmed(self) -> bool:
        """Say whether every answer of this round is carried over and none is confirmed."""
        return bool(self.rounds[-1].answered) and self.rounds[-1].answered == self.rounds[-1].unconfirmed

    def moved(self, how: Moved) -> list[QuestionTrend]:
        """List the questions whose answer moved in a way since the last round."""
        return [row for row in self.questions if row.moved == how]


@dataclass(frozen=True)
class _Column:
    """One round as it is scored: this version's questions, their codes then, and once its targets are met."""

    about: RoundColumn
    codes: Mapping[str, Code]
    aimed: Mapping[str, Code]


def build_trend(
    folder: CouncilFolder, assessment: Assessment, sets: Sets | None = None, since: str | None = None
) -> Trend:
    """Lay this round beside the earlier ones of the same question set; `since` names the first one to take."""
    found = past_rounds(folder, assessment.questionnaire, sets)
    _check_since(since, found)
    if since is not None:
        found = tuple(past for past in found if round_order(past.round) >= round_order(since))
    return trend_of(assessment, folder.profile.round, found)


def trend_of(assessment: Assessment, round_id: str, found: Sequence[Past]) -> Trend:
    """Lay a round beside earlier ones, of which the latest comes first."""
    questionnaire = assessment.questionnaire
    kept, names, left_out = _comparable(questionnaire, found)
    whole = all(past.way is not None and past.way.scores for past in kept)
    part = questionnaire if whole else _part(questionnaire, names)
    columns = [*(_past_column(past) for past in reversed(kept)), _column(round_id, assessment)]
    waiting = {question.id for question in assessment.carried()}
    changed = [past for past in found if past.way is not None and not past.way.scores]
    return Trend(
        questionnaire=questionnaire,
        rounds=tuple(column.about for column in columns),
        whole=whole,
        compared=tuple(names),
        nodes=tuple(_nodes(part, columns, waiting)),
        questions=tuple(_questions(part, columns, waiting)) if kept else (),
        aims=read_aims(kept[0], assessment) if kept else None,
        changes=tuple(_changes(changed)),
        left_out=tuple(left_out),
    )


def _check_since(since: str | None, found: Sequence[Past]) -> None:
    known = [past.round for past in found]
    if since is not None and since not in known:
        rounds = f"Use one of: {', '.join(reversed(known))}." if known else "There is no earlier round here."
        raise UsageError(f'There are no answers of the round "{since}" here. {rounds}')


def _comparable(
    questionnaire: Questionnaire, found: Sequence[Past]
) -> tuple[list[Past], list[str], list[tuple[str, str]]]:
    """Choose the rounds that can stand beside each other, from the latest back, and the questions they share."""
    names = [question.id for question in questionnaire.questions]
    kept, left_out = [], []
    for past in found:
        same = set(past.way.same.values()) if past.way else set()
        fewer = [name for name in names if name in same]
        if past.way is None:
            left_out.append((past.round, past.note))
        elif not fewer:
            left_out.append((past.round, "No question means the same in it and in all later rounds."))
        else:
            kept.append(past)
            names = fewer
    return kept, names, left_out


def _part(questionnaire: Questionnaire, names: Sequence[str]) -> Questionnaire:
    """Keep only some questions. What is asked was decided by the answers of each round already."""
    kept = tuple(replace(questionnaire.question(name), asked_if={}) for name in names)
    return replace(questionnaire, questions=kept)


def _past_column(past: Past) -> _Column:
    """Score an earlier round by this version's questions: those that mean the same have its answers."""
    if past.assessment is None or past.way is None:
        message = "a round that cannot be read has no column"
        raise ValueError(message)
    column = _column(past.round, past.assessment)
    way = past.way.same
    return replace(
        column,
        codes={new: column.codes[old] for old, new in way.items()},
        aimed={new: column.aimed[old] for old, new in way.items()},
    )


def _column(round_id: str, assessment: Assessment) -> _Column:
    answered = sum(assessment.answer(question).answered for question in assessment.asked())
    about = RoundColumn(round_id, assessment.questionnaire.version, answered, len(assessment.unconfirmed()))
    return _Column(about, assessment.codes(), assessment.target_codes())


def _nodes(part: Questionnaire, columns: Sequence[_Column], waiting: set[str]) -> Iterator[NodeTrend]:
    """Score all rounds at once, and beside them the last round as if its targets were met."""
    last = columns[-2] if len(columns) > 1 else columns[-1]
    every = (*(column.codes for column in columns), last.aimed)
    rows = [{question.id: codes[question.id] for question in part.questions} for codes in every]
    scores = score(part, build_table(part, rows))
    now = columns[-1].codes
    for node in part.nodes:
        if node.method == "none" or not scores.asked[node.id].any():
            continue
        answered = [q.id for q in part.questions_below(node.id) if not _is_missing(now[q.id])]
        confirmed = not answered or any(name not in waiting for name in answered)
        yield _node(part, node, scores.values[node.id], confirmed=confirmed)


def _node(part: Questionnaire, node: Section, values: Floats, *, confirmed: bool) -> NodeTrend:
    """Make the row of a section; the last of the values is the score once the last round's targets are met."""
    *found, aimed = (None if math.isnan(value) else float(value) for value in values)
    aims = len(found) > 1 and aimed is not None and found[-2] is not None and abs(aimed - found[-2]) > _HAIR
    way = float(progress_to_date(values[-3:-2], values[-2:-1], values[-1:])[0]) if aims and confirmed else math.nan
    return NodeTrend(
        id=node.id,
        title=node.title,
        depth=_depth(part, node),
        section=node,
        scores=tuple(found),
        shown=tuple(shown_text(value, node.scale) for value in values[:-1]),
        change=_change(values[:-1], node.scale) if confirmed else None,
        confirmed=confirmed,
        target=aimed if aims else None,
        way=None if math.isnan(way) else way,
    )


def _change(values: Floats, scale: Scale) -> float | None:
    """Give the change between the last two scores as they are shown, so that it adds up on paper."""
    ends = [shown(float(value), scale) for value in values[-2:]]
    first, later = ends if len(ends) > 1 else (None, None)
    return None if first is None or later is None else round(later - first, scale.decimals)


def _is_missing(code: Code) -> bool:
    return code is UNANSWERED or code is NOT_ASKED


def _depth(questionnaire: Questionnaire, node: Section) -> int:
    depth = 0
    while node.parent not in (None, OVERALL):
        node = questionnaire.section(node.parent or OVERALL)
        depth += 1
    return depth


def _questions(part: Questionnaire, columns: Sequence[_Column], waiting: set[str]) -> Iterator[QuestionTrend]:
    rows = [{q.id: column.codes[q.id] for q in part.questions} for column in columns]
    table = build_table(part, rows)
    rules = MissingRules("exclude", "exclude")
    for at, question in enumerate(part.questions):
        codes = [row[question.id] for row in rows]
        if all(_is_missing(code) for code in codes):
            continue
        found = shares(question, table, at, rules) if question.scored else [math.nan] * len(columns)
        values = tuple(None if math.isnan(value) else float(value) for value in found)
        yield QuestionTrend(
            id=question.id,
            section=question.section,
            text=question.text,
            answers=tuple(_said(question, code, part.language) for code in codes),
            shares=values,
            moved=_moved(codes, values, waiting=question.id in waiting),
        )


def _said(question: Question, code: Code, language: str) -> str:
    if code is UNANSWERED:
        return ""
    return "not asked" if code is NOT_ASKED else answer_words(question, code, language)


def _moved(codes: Sequence[Code], values: Sequence[float | None], *, waiting: bool) -> Moved:
    """Say how the last answer moved; nothing where there is none in one of the last two rounds."""
    if any(_is_missing(code) for code in codes[-2:]):
        return ""
    if waiting:
        return "not confirmed"
    before, after = values[-2:]
    if before is None or after is None or abs(after - before) <= _HAIR:
        return "same" if codes[-2] == codes[-1] else "other"
    return "higher" if after > before else "lower"


def _changes(found: Sequence[Past]) -> Iterator[VersionChange]:
    """List each earlier version once, the latest first, with the rounds that used it."""
    versions = {past.version: past for past in reversed(found)}
    for version, past in reversed(versions.items()):
        if past.way is not None and past.assessment is not None:
            rounds = tuple(other.round for other in reversed(found) if other.version == version)
            yield VersionChange(version, rounds, past.way, past.assessment.questionnaire)

"""Where colleagues differ, as a finding of its own: by section, by role, and the questions that lie widest apart.

It names no single answer of a role. Once an answer is agreed, its spread stays in the round's file, also when the
colleagues' own files are gone; how roles stand to the agreed answers is known only while these are there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmark.council.agreed import Agreed
from benchmark.council.assessment import Assessment
from benchmark.council.colleagues import Colleague, read_colleagues
from benchmark.council.folder import CouncilFolder
from benchmark.council.opinions import Opinions, gather, shares_of
from benchmark.errors import FaultsError
from benchmark.faults import Fault
from benchmark.questions.answer import brief_words, write_answer
from scoring.questionnaire import OVERALL, Question, Questionnaire
from scoring.spread import Spread, Standing, Tally, standing, tally

# So many of the questions that lie widest apart are shown.
WIDEST: Final = 5
# Of fewer questions, how a role stands to the agreed answers would tell its single answers.
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class SectionFinding:
    """How far the answers in one top-level section lie apart."""

    id: str
    title: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class QuestionFinding:
    """One question on which colleagues differ, and what was agreed; nothing says who said what."""

    question: Question
    section: str
    spread: Spread
    agreed: str


@dataclass(frozen=True, slots=True)
class RoleFinding:
    """How a role's answers stand to the agreed ones; `standing` is None where too few can be compared."""

    role: str
    answered: int
    standing: Standing | None


@dataclass(frozen=True)
class Finding:
    """Where colleagues differ. `open` counts the questions with several answers that are not agreed yet."""

    roles: tuple[str, ...]
    whole: Tally
    sections: tuple[SectionFinding, ...]
    widest: tuple[QuestionFinding, ...]
    by_role: tuple[RoleFinding, ...]
    open: int
    language: str
    faults: tuple[Fault, ...] = ()
    opinions: tuple[Opinions, ...] = ()


def find_differences(folder: CouncilFolder, agreed: Assessment) -> Finding | None:
    """Find where the colleagues of a council differ; None where nobody answered for a role. Faults stand beside it."""
    try:
        colleagues = read_colleagues(folder, agreed.questionnaire)
    except FaultsError as error:
        # Who was handed what is of no account here; the answers that were agreed still say how far apart they were.
        return _put_together(gather_kept(agreed), agreed, (), error.faults)
    return _put_together(gather(colleagues, agreed), agreed, colleagues.begun, colleagues.faults)


def gather_kept(agreed: Assessment) -> list[Opinions]:
    """Give what the round's own file says of agreed answers."""
    kept = [question for question in agreed.asked() if agreed.answer(question).agreed]
    return [Opinions(question, {}, agreed.answer(question), (), (), Spread(0, 0)) for question in kept]


def _put_together(
    opinions: Sequence[Opinions], agreed: Assessment, colleagues: Sequence[Colleague], faults: Sequence[Fault]
) -> Finding | None:
    roles = {role for each in opinions for role in (*each.roles, *(each.recorded.agreed or Agreed()).by)}
    spreads = {each.question.id: each.spread for each in opinions if each.spread is not None}
    if not (roles or spreads or faults):
        return None
    return Finding(
        roles=tuple(sorted(roles)),
        whole=tally(spreads.values()),
        sections=tuple(_sections(agreed.questionnaire, spreads)),
        widest=_widest(opinions, agreed.questionnaire),
        by_role=tuple(_by_role(colleague, opinions, agreed.questionnaire) for colleague in colleagues),
        open=sum(not each.settled and len(each.answers) > 1 for each in opinions),
        language=agreed.questionnaire.language,
        faults=tuple(faults),
        opinions=tuple(opinions),
    )


def _sections(questionnaire: Questionnaire, spreads: dict[str, Spread]) -> list[SectionFinding]:
    found = []
    for section in questionnaire.children[OVERALL]:
        here = [spreads[q.id] for q in questionnaire.questions_below(section.id) if q.id in spreads]
        counted = tally(here)
        found += [SectionFinding(section.id, section.title, counted)] if counted.compared else []
    return found


def _widest(opinions: Sequence[Opinions], questionnaire: Questionnaire) -> tuple[QuestionFinding, ...]:
    """Pick the questions that lie widest apart; where some said not applicable, behind those with the same distance."""
    differing = [(each, each.spread) for each in opinions if each.spread is not None and each.spread.differs]
    differing.sort(key=lambda pair: (-(pair[1].distance or 0.0), -pair[1].different))
    return tuple(
        QuestionFinding(
            each.question,
            questionnaire.section(each.question.section).title,
            spread,
            brief_words(each.question, each.recorded.code, questionnaire.language) if each.recorded.answered else "",
        )
        for each, spread in differing[:WIDEST]
    )


def _by_role(colleague: Colleague, opinions: Sequence[Opinions], questionnaire: Questionnaire) -> RoleFinding:
    """Compare a role with what it agreed on together with others."""
    pairs = []
    for each in opinions:
        agreed, own = each.recorded.agreed, each.answers.get(colleague.role)
        if agreed is None or own is None or colleague.role not in agreed.by or len(agreed.by) < 2:
            continue
        mine, ours = shares_of(questionnaire, each.question, [own.code, each.recorded.code])
        if mine is not None and ours is not None:
            pairs.append((mine, ours))
    answered = sum(colleague.role in each.answers for each in opinions)
    return RoleFinding(colleague.role, answered, standing(pairs) if len(pairs) >= FEWEST else None)


def finding_data(finding: Finding) -> dict[str, Any]:
    """Give a finding as plain data, for `score --json`."""
    return {
        "roles": list(finding.roles),
        **_tally_data(finding.whole),
        "not_agreed_yet": finding.open,
        "sections": [{"id": each.id, "title": each.title, **_tally_data(each.tally)} for each in finding.sections],
        "widest": [_question_data(each) for each in finding.widest],
        "by_role": [_role_data(each) for each in finding.by_role],
        "faults": [str(each) for each in finding.faults],
    }


def _tally_data(counted: Tally) -> dict[str, Any]:
    return {
        "compared": counted.compared,
        "differ": counted.differ,
        "share": counted.share,
        "distance": counted.distance,
    }


def _question_data(found: QuestionFinding) -> dict[str, Any]:
    return {"id": found.question.id, **spread_data(found.question, found.spread), "agreed": found.agreed or None}


def spread_data(question: Question, spread: Spread) -> dict[str, Any]:
    """Give a spread as plain data, its lowest and highest answer as a file of answers holds them."""
    ends = {"lowest": spread.lowest, "highest": spread.highest}
    return {**spread._asdict(), **{k: None if v is None else write_answer(question, v) for k, v in ends.items()}}


def _role_data(found: RoleFinding) -> dict[str, Any]:
    stands = found.standing._asdict() if found.standing else None
    return {"role": found.role, "answered": found.answered, "beside_agreed": stands}

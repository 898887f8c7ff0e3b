"""How many peers stand where the next step of each question leads, from a benchmark: what it withholds stays so."""

from dataclasses import dataclass, field

from benchmark.council.assessment import Assessment
from benchmark.council.plan.effects import table_with
from benchmark.council.plan.order import PeerShare
from benchmark.council.plan.step import find_steps
from benchmark.pool.benchmark import ANYONE, Benchmark, BinRange, Cell, imported_words, joined_words
from benchmark.pool.comparison import Own, own_group
from benchmark.pool.items import measure
from scoring.applicability import shared_attributes
from scoring.fingerprint import fingerprint

TOO_FEW = "too few councils to say how many peers are there"
MOST_ARE_NOT = "90% or more of peers are not there yet"
NOT_SHOWN = "how many peers are there is not shown"


@dataclass(frozen=True)
class Peers:
    """Whom the plan looks at, in lines, and for each question where they stand. Nothing of another question set."""

    lines: tuple[str, ...]
    shares: dict[str, PeerShare] = field(default_factory=dict)
    used: bool = True
    # Whether only returns of invited councils count; None where nothing is used.
    invited_only: bool | None = None


def find_peers(benchmark: Benchmark, assessment: Assessment, by: str | None) -> Peers:
    """Say for the next step of each question how many peers are there already."""
    questionnaire = assessment.questionnaire
    if fingerprint(questionnaire) != benchmark.fingerprint:
        line = (
            f'The benchmark is of "{benchmark.questionnaire}" {benchmark.version}, these answers are to '
            f'"{questionnaire.id}" {questionnaire.version}: nothing of it is used.'
        )
        return Peers((line,), used=False)
    group = own_group(benchmark, by, Own({}, shared_attributes(questionnaire, assessment.attributes)))
    about = "about " if benchmark.rules.base > 1 else ""
    lines = (
        f"Peers: {group.title}, {about}{group.councils}, round {benchmark.round}, {', '.join(benchmark.networks)}",
        *(() if benchmark.invited_only else (ANYONE,)),
        *(said for said in (imported_words(benchmark), joined_words(benchmark)) if said),
    )
    shares = {
        name: peer_share(benchmark.cell(group.id, name), there, about) for name, there in _goals(assessment).items()
    }
    return Peers(lines, shares, invited_only=benchmark.invited_only)


def peer_share(cell: Cell | None, there: frozenset[int], about: str = "") -> PeerShare:
    """Say how many of the councils of a cell stand in one of some bins, as far as the cell shows it."""
    if cell is None or cell.councils is None:
        return PeerShare(TOO_FEW)
    # Levels that are shown together cannot be taken apart.
    shown = [(found, _inside(found, there)) for found in ([cell.dominant] if cell.dominant else cell.bins)]
    if not there or not shown or any(inside is None for _, inside in shown):
        return PeerShare(NOT_SHOWN)
    if cell.dominant:
        return PeerShare("90% or more of peers are there", 0.9) if shown[0][1] else PeerShare(MOST_ARE_NOT, 0.1)
    # Rounded counts add up to no rounded number of councils, so they are compared with their own sum.
    total = sum(found.councils for found, _ in shown)
    count = sum(found.councils for found, inside in shown if inside)
    verb = "is" if count == 1 else "are"
    return PeerShare(f"{about}{count or 'none'} of {total} peers {verb} there", count / total if total else 0.0)


def _inside(found: BinRange, there: frozenset[int]) -> bool | None:
    """Say whether neighbouring bins all lie in some bins; None where only a part of them does."""
    inside = {at in there for at in range(found.first, found.last + 1)}
    return inside.pop() if len(inside) == 1 else None


def _goals(assessment: Assessment) -> dict[str, frozenset[int]]:
    """Give for each question with a step the bins that are as good as where it leads; none where they cannot tell.

    A step may be too small for the bins: of a number, and where several options are chosen, they are fifths.
    """
    steps = find_steps(assessment)
    table = table_with(assessment, [{}, *({step.question.id: step.goal} for step in steps)])
    measured = measure(assessment.questionnaire, table, ())
    rows = {item.id: (row, item) for row, item in enumerate(measured.items)}
    goals = {}
    for column, step in enumerate(steps, start=1):
        row, item = rows[step.question.id]
        now, then = (int(measured.bins[row, at]) for at in (0, column))
        points = [option.points for option in step.question.options] if item.levels else list(range(len(item.bins)))
        goals[item.id] = frozenset(at for at, worth in enumerate(points) if worth >= points[then] and now != then)
    return goals

"""From a pool to a table: which returns are counted for one question set and round, and what they answered."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from msgspec import UNSET

from benchmark import console
from benchmark.errors import UsageError
from benchmark.faults import Fault, fault
from benchmark.pool.coding import Coded, code_rows
from benchmark.pool.fit import return_misfits
from benchmark.pool.pool import Pool
from benchmark.pool.roster import WORDS, Judged, Roster, judge
from benchmark.returns.link import links_fit
from benchmark.returns.model import Previous, Return
from benchmark.returns.rows import Row
from scoring.answers import AnswerTable
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a pool is meant: one question set, one round, and one network or all of them together."""

    questionnaire: str
    version: str
    round: str
    networks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a user says of which part of a pool is meant; None where it is left to the pool."""

    questionnaire: str | None = None
    round: str | None = None
    network: str | None = None
    # Where the question set is, if it did not come with the program.
    questions: str | None = None
    # Who was invited. Without it, anyone's returns count.
    roster: Roster | None = None
    # Whether returns of earlier versions count too, on the questions that mean the same.
    crosswalk: bool = False


@dataclass
class Counted:
    """The returns that count, as tables of one column a council, and how many did not and why."""

    questionnaire: Questionnaire
    choice: Choice
    table: AnswerTable
    targets: AnswerTable
    attributes: dict[str, list[str]]
    digests: list[str]
    keys: list[str]
    left_out: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    # Whether a roster said whose returns count, and whether only theirs do.
    invited_only: bool = False
    # The digests of the returns that somebody imported.
    imported: frozenset[str] = frozenset()
    # For the keys of returns with a sound link: the round and the key of the return that they are linked to.
    previous: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    # For the keys of returns that answered an earlier version: which one.
    earlier_versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def councils(self) -> int:
        """Count the councils."""
        return self.table.respondents

    @property
    def imports(self) -> int:
        """Count the returns that somebody imported."""
        return sum(found in self.imported for found in self.digests)


def contents(pool: Pool) -> list[Choice]:
    """List the question sets, versions and rounds in a pool, each with its networks."""
    networks: dict[tuple[str, str, str], set[str]] = {}
    for row in pool.rows:
        content = row.frame
        networks.setdefault((content.questionnaire, content.version, content.round), set()).add(content.network)
    return [Choice(*key, networks=tuple(sorted(found))) for key, found in sorted(networks.items())]


def choose(pool: Pool, selection: Selection) -> Choice:
    """Choose the one part of a pool that the user means, or say what there is to choose from."""
    found = contents(pool)
    fitting = [
        choice
        for choice in found
        if selection.questionnaire in (None, choice.questionnaire, f"{choice.questionnaire}@{choice.version}")
        and selection.round in (None, choice.round)
        and (selection.network is None or selection.network in choice.networks)
        and (selection.roster is None or selection.roster.version == choice.version)
    ]
    if len(fitting) == 1:
        only = fitting[0]
        return replace(only, networks=(selection.network,)) if selection.network else only
    listed = "\n".join(
        f"  --set {_named(c, found)} --round {c.round}  (version {c.version}: {', '.join(c.networks)})" for c in found
    )
    if not found:
        raise UsageError("The pool is empty. Merge returns into it first.")
    if not fitting:
        raise UsageError(f"The pool holds no such returns. It holds:\n{listed}")
    raise UsageError(f"The pool holds more than one question set or round. Choose one:\n{listed}{_together(fitting)}")


def _together(fitting: Sequence[Choice]) -> str:
    """Say how versions of one round can be counted together, where nothing else differs."""
    if len({(choice.questionnaire, choice.round) for choice in fitting}) > 1:
        return ""
    return "\nOr count them together, on the questions that mean the same: --crosswalk"


def _named(choice: Choice, found: Sequence[Choice]) -> str:
    """Name a question set as --set takes it: with its version where the round has several."""
    alike = [c for c in found if (c.questionnaire, c.round) == (choice.questionnaire, choice.round)]
    return choice.questionnaire if len(alike) == 1 else f"{choice.questionnaire}@{choice.version}"


def count(pool: Pool, questionnaire: Questionnaire, choice: Choice, roster: Roster | None = None) -> Counted:
    """Make tables of the returns that count.

    Left out, and said so: withdrawals, conflicts, returns that do not fit the question set, and, where networks are
    added together, returns whose home is another network. With a roster also what nobody invited.
    """
    judged = judge(pool, roster) if roster else Judged()
    left_out: Counter[str] = Counter()
    faults: list[Fault] = []
    meant: list[Row] = []
    for slot, group in console.watched("Returns checked", pool.slots(), len(pool.rows)):
        row = group[0]
        # Two returns in conflict may be of two versions: it is reported for both.
        if not any(_is_meant(each.frame, choice) for each in group):
            continue
        verdict = judged.verdicts.get(row.key, "not invited") if roster else "invited"
        if roster and not roster.counts(verdict):
            left_out[WORDS[verdict]] += 1
        elif len(group) > 1:
            left_out["conflict"] += 1
            faults.append(fault("conflict", "the pool", f"key {slot[3][:8]}", sequence=row.frame.sequence))
        elif row.frame.is_withdrawal:
            left_out["withdrawn"] += 1
        elif len(choice.networks) > 1 and not row.frame.home:
            left_out["home elsewhere"] += 1
        else:
            meant.append(row)
    # The order of the keys says nothing of who sent which.
    meant.sort(key=attrgetter("key"))
    coded = code_rows(meant, questionnaire)
    if misfits := [row for row, fits in zip(meant, coded.fits, strict=True) if not fits]:
        left_out["does not fit the question set"] = len(misfits)
        faults += _misfits(misfits, questionnaire)
    faults += [fault("used-twice", "the pool", f"invitation {invitation[:8]}") for invitation in judged.twice]
    kept = [row for row, fits in zip(meant, coded.fits, strict=True) if fits]
    found = _counted(kept, coded, questionnaire, choice, dict(left_out), faults)
    return replace(found, **_as_agreed(found, roster)) if roster else found


def _misfits(rows: Iterable[Row], questionnaire: Questionnaire) -> Iterator[Fault]:
    """Report why returns do not fit."""
    wanted = fingerprint(questionnaire)
    for row in rows:
        yield from return_misfits(row.content(), questionnaire, wanted, "the pool", f"key {row.key[:8]}")


def _is_meant(frame: Return, choice: Choice) -> bool:
    return frame.network in choice.networks and (
        (frame.questionnaire, frame.version, frame.round) == (choice.questionnaire, choice.version, choice.round)
    )


def _as_agreed(found: Counted, roster: Roster) -> dict[str, Any]:
    """Leave the attributes out that the network does not use, whatever returns say of them."""
    blank = [""] * found.councils
    return {
        "attributes": {
            name: values if roster.attributes is None or name in roster.attributes else blank
            for name, values in found.attributes.items()
        },
        "invited_only": not roster.include_uninvited,
    }


def _counted(
    rows: Sequence[Row],
    coded: Coded,
    questionnaire: Questionnaire,
    choice: Choice,
    left_out: dict[str, int],
    faults: list[Fault],
) -> Counted:
    """Put together what is counted."""
    digests = [row.digest for row in rows]
    linked = [row.content() for row in rows if row.frame.previous is not UNSET]
    return Counted(
        questionnaire=questionnaire,
        choice=choice,
        table=coded.answers,
        targets=coded.targets,
        attributes={
            a.id: [row.frame.attributes.get(a.id, "") for row in rows] for a in questionnaire.shared_attributes
        },
        digests=digests,
        keys=[row.key for row in rows],
        left_out=left_out,
        faults=faults,
        imported=frozenset(found for found, row in zip(digests, rows, strict=True) if row.frame.is_imported),
        previous={
            r.key: (r.previous.round, r.previous.key)
            for r, fits in zip(linked, links_fit(linked), strict=True)
            if fits and isinstance(r.previous, Previous)
        },
    )


def keep_councils(counted: Counted, keys: Collection[str]) -> Counted:
    """Keep only the councils with these keys."""
    columns = [at for at, key in enumerate(counted.keys) if key in keys]
    return replace(
        counted,
        table=counted.table.of(columns),
        targets=counted.targets.of(columns),
        attributes={name: [values[at] for at in columns] for name, values in counted.attributes.items()},
        digests=[counted.digests[at] for at in columns],
        keys=[counted.keys[at] for at in columns],
    )

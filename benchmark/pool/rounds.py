"""Publish within a round: interim, final, correction. What was published before limits what may be published now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from benchmark import console
from benchmark.errors import UsageError, WithheldError
from benchmark.pool.benchmark import Benchmark, Cell, Group, Joined, write_benchmark
from benchmark.pool.count import Counted, Selection, keep_councils
from benchmark.pool.items import Item
from benchmark.pool.joint import Answer, audit
from benchmark.pool.ledger import Kind, Ledger, Publication, close_ledger, ledger_path, read_ledger, write_ledger
from benchmark.pool.moves import Earlier, find_earlier, since
from benchmark.pool.open import count_pool, find_rules, open_pool
from benchmark.pool.participation import NOBODY_KNOWS, Attendance, Invited, Types, invitations_by_key, participation
from benchmark.pool.proofs import proved
from benchmark.pool.publish import Draft, draft_benchmark
from benchmark.pool.rules import SETTINGS, Rules, Setting, interim

_SHORTEST_KEY: Final = 8
# Members see what is published for them and what is public; everybody else sees only that.
_SEEN_BY: Final[dict[Setting, tuple[Setting, ...]]] = {"network": ("network", "public"), "public": ("public",)}
# Before the end all councils are one group; in a correction a few newcomers would show by the difference.
_TYPES: Final[dict[Kind, Types]] = {"interim": "none", "final": "all", "correction": "shared"}
Known = dict[tuple[frozenset[frozenset[Answer]], int], bool]


@dataclass(frozen=True, slots=True)
class Changes:
    """Whose answers differ from those of the last publication."""

    came: frozenset[str]
    revised: frozenset[str]
    left: frozenset[str]

    @property
    def councils(self) -> int:
        """Count the councils."""
        return len(self.came | self.revised | self.left)


@dataclass(frozen=True)
class Published:
    """A benchmark that may go out, the ledger with it, and what to tell the publisher."""

    benchmark: Benchmark
    ledger: Ledger
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Issue:
    """What a publisher asks for: who will see it, at what stage, and which keys turned out not to be councils'.

    `ended` is true where the network's own file says that the round is closed.
    """

    setting: str = "network"
    kind: Kind = "final"
    not_councils: tuple[str, ...] = ()
    ended: bool = False
    # The pool of an earlier round, to say how the councils that linked their returns moved since.
    earlier: Path | None = None
    # Who was invited, where that is known.
    invited: Invited | None = None


def publish_pool(pool_file: Path, output: Path, selection: Selection, issue: Issue) -> tuple[Counted, Published]:
    """Publish a benchmark from a pool's file, and write it into the ledger beside the pool."""
    if issue.setting == "circle":
        raise UsageError("The circle's figures are exact and are not published. See them with: compare POOL --circle")
    rules = find_rules(issue.setting)
    pool = open_pool(pool_file)
    counted = count_pool(pool, selection)
    choice = counted.choice
    path = ledger_path(pool_file, choice.questionnaire, choice.round)
    ledger = read_ledger(path, choice.questionnaire, choice.version, choice.round)
    ledger = close_ledger(ledger) if issue.ended else ledger
    keys = _find_keys(issue.not_councils, {*counted.keys, *(key for p in ledger.publications for key, _ in p.answers)})
    earlier = find_earlier(open_pool(issue.earlier), counted, selection.questions) if issue.earlier else None
    attendance = Attendance(issue.invited, invitations_by_key(pool))
    published = publish_round(counted, rules, ledger, issue.kind, keys, earlier, attendance)
    if issue.earlier and published.benchmark.since is None:
        few = f"fewer than {rules.minimum} councils linked their returns to that pool, or subtraction would show some."
        why = "an interim benchmark says nothing of it." if issue.kind == "interim" else few
        published = replace(published, notes=(*published.notes, f"Nothing is said about change: {why}"))
    # The ledger first: a publication that is recorded but was never sent does no harm, the other way round does.
    write_ledger(published.ledger, path)
    write_benchmark(published.benchmark, output)
    return counted, published


def _find_keys(starts: Collection[str], known: Collection[str]) -> list[str]:
    """Find whole keys by how they begin."""
    found = []
    for start in starts:
        fitting = [key for key in known if key.startswith(start)]
        if len(fitting) != 1 or len(start) < _SHORTEST_KEY:
            raise UsageError(f'"{start}" is not the beginning of exactly one key. Give its first 8 characters or more.')
        found += fitting
    return found


def publish_round(
    counted: Counted,
    rules: Rules,
    ledger: Ledger,
    kind: Kind,
    not_councils: Collection[str] = (),
    earlier: Earlier | None = None,
    attendance: Attendance = NOBODY_KNOWS,
) -> Published:
    """Decide what may be published now, beside everything that was published of this round before.

    Args:
        counted: the returns that count.
        rules: the setting's rules.
        ledger: what was published before.
        kind: an interim shows all councils as one, and no level counts; a final closes the round; a correction comes
            after that. Where the network closed the round, only a correction may follow what was published.
        not_councils: keys that turned out not to be councils'. They are left out, and what isolates only them
            isolates nobody.
        earlier: an earlier round, since which councils moved. An interim does not say how.
        attendance: who was invited, and under which invitation each return came.

    Raises:
        WithheldError: where the round is closed, or nothing may be shown.
    """
    counted = keep_councils(counted, set(counted.keys) - set(not_councils))
    changes = _changes(counted, ledger, not_councils)
    _check_open(ledger, kind, changes)
    notes = []
    if 0 < changes.councils < rules.minimum and not (changes.revised or changes.left):
        counted = keep_councils(counted, set(counted.keys) - changes.came)
        notes.append(
            f"{len(changes.came)} of the returns came after the last publication and are not counted: "
            f"fewer than {rules.minimum} new councils would stand out."
        )
    whole_only = kind == "interim"
    earlier = None if whole_only else earlier
    draft = draft_benchmark(
        counted,
        interim(rules) if whole_only else rules,
        whole_only=whole_only,
        earlier=earlier,
    )
    here = _publication(draft, counted, kind, earlier)
    shown = _audit(draft, here, ledger, not_councils)
    held = sum(cell.councils is not None and cell.group not in shown[cell.item] for cell in draft.benchmark.cells)
    # Targets and moves alone are no benchmark.
    if not any(shown[item.id] for item in draft.measured.items if item.kind not in ("target", "moved")):
        raise WithheldError(
            f"Nothing can be published: {changes.councils} councils came, revised or withdrew since the last "
            f"publication, and subtraction would show them. Wait until at least {rules.minimum} have, "
            "or leave the last publication as it is."
        )
    if held:
        notes.append(f"{held} figures are held back because of what was published of this round before.")
    cells = tuple(
        cell if cell.group in shown[cell.item] else Cell(cell.group, cell.item) for cell in draft.benchmark.cells
    )
    told = _tell_versions(here, ledger, not_councils)
    took_part = participation(counted, draft.groups, attendance, rules, types=_TYPES[kind])
    notes += took_part.notes
    benchmark = msgspec.structs.replace(
        draft.benchmark,
        cells=cells,
        since=since(earlier, cells) if earlier else None,
        joined=tuple(
            entry if entry.version in told else Joined(entry.version, None) for entry in draft.benchmark.joined
        ),
        participation=took_part.rows,
    )
    publication = msgspec.structs.replace(
        here, shown={item: tuple(groups) for item, groups in shown.items() if groups}, versions=told
    )
    return Published(
        benchmark, msgspec.structs.replace(ledger, publications=(*ledger.publications, publication)), tuple(notes)
    )


def _changes(counted: Counted, ledger: Ledger, not_councils: Collection[str]) -> Changes:
    if ledger.last is None:
        return Changes(frozenset(), frozenset(), frozenset())
    before = {key: digest for key, digest in ledger.last.answers if key not in not_councils}
    now = dict(zip(counted.keys, counted.digests, strict=True))
    both = before.keys() & now.keys()
    return Changes(
        frozenset(now.keys() - before.keys()),
        frozenset(key for key in both if before[key] != now[key]),
        frozenset(before.keys() - now.keys()),
    )


def _check_open(ledger: Ledger, kind: Kind, changes: Changes) -> None:
    """Refuse another publication of a closed round, unless nothing changed or it is a correction."""
    if ledger.ended and kind != "correction":
        raise WithheldError(
            "The round is closed: its network closed it. Only a correction can still be published, with --correct."
        )
    if ledger.ended and not ledger.publications:
        raise WithheldError("The round is closed, and nothing was published of it: there is nothing to correct.")
    if ledger.closed and kind == "interim":
        raise WithheldError("The round is closed: its final benchmark was published, and an interim comes before that.")
    if ledger.closed and kind == "final" and changes.councils:
        raise WithheldError(
            "The round is closed: its final benchmark was published, and the returns have changed since. "
            "--correct publishes again, as far as that isolates nobody."
        )


def _audit(draft: Draft, here: Publication, ledger: Ledger, not_councils: Collection[str]) -> dict[str, list[str]]:
    """Choose for each item the groups in which it may be shown."""
    benchmark = draft.benchmark
    allowed = {(cell.item, cell.group) for cell in benchmark.cells if cell.councils is not None}
    items = draft.measured.items
    groups = {item.id: [group for group in benchmark.groups if (item.id, group.id) in allowed] for item in items}
    new = {item.id: _sets_in(here, item, groups[item.id]) for item in items}
    told = {
        audience: {item.id: _told(ledger, item, audience, not_councils) for item in items}
        for audience in _audiences(here)
    }
    known = _known(items, new, told)
    shown: dict[str, list[str]] = {}
    # What was shown of the same answers already: a score that rests on one question tells of that question.
    now: dict[tuple[str, ...], list[frozenset[Answer]]] = {}
    for item in console.watched("Figures audited", items, len(items)):
        before = {audience: [*of_item[item.id], *now.get(item.rests, [])] for audience, of_item in told.items()}
        shown[item.id] = _safe_groups(known, groups[item.id], new[item.id], before)
        now[item.rests] = now.get(item.rests, []) + [new[item.id][group_id] for group_id in shown[item.id]]
    return shown


def _sets_in(here: Publication, item: Item, groups: Sequence[Group]) -> dict[str, frozenset[Answer]]:
    """Give the answers behind an item's figure in each of these groups, by the group's id."""
    names = [group.id for group in groups]
    return dict(zip(names, here.sets_in(item.id, names), strict=True))


def _known(
    items: Sequence[Item],
    new: Mapping[str, Mapping[str, frozenset[Answer]]],
    told: Mapping[Setting, Mapping[str, list[frozenset[Answer]]]],
) -> Known:
    """Prove for all items together, as far as that succeeds, that all their groups may be shown.

    Of the items that rest on the same answers, all groups are taken to be shown: that is the most that is asked later.
    """
    known: Known = {}
    for audience, of_item in told.items():
        together: dict[frozenset[frozenset[Answer]], list[frozenset[Answer]]] = {}
        now: dict[tuple[str, ...], list[frozenset[Answer]]] = {}
        for item in items:
            now[item.rests] = [*now.get(item.rests, []), *new[item.id].values()]
            published = [*of_item[item.id], *now[item.rests]]
            together[frozenset(published)] = published
        minimum = SETTINGS[audience].minimum
        proofs = zip(together, proved(list(together.values()), minimum), strict=True)
        known |= {(sets, minimum): True for sets, is_proved in proofs if is_proved}
    return known


def _safe_groups(
    known: Known,
    groups: Sequence[Group],
    new: Mapping[str, frozenset[Answer]],
    told: Mapping[Setting, list[frozenset[Answer]]],
) -> list[str]:
    """Choose the groups whose figures may be told beside what each audience was told: the whole first, then the rest.

    If all of them together isolate nobody, fewer do not either. If not, attribute by attribute.
    """

    def safe(names: Sequence[str]) -> bool:
        sets = [new[name] for name in names]
        return all(_safe(known, [*before, *sets], SETTINGS[audience].minimum) for audience, before in told.items())

    every = [group.id for group in groups]
    if safe(every):
        return every
    chosen: list[str] = []
    for attribute in dict.fromkeys(group.attribute for group in groups):
        more = [group.id for group in groups if group.attribute == attribute]
        if safe([*chosen, *more]):
            chosen += more
        elif attribute is None:
            break  # Without the whole, its parts are not shown either.
    return chosen


def _told(ledger: Ledger, item: Item, audience: Setting, not_councils: Collection[str]) -> list[frozenset[Answer]]:
    """List the answers behind each figure of an item that an audience has seen already.

    Answers that are not a council's are left out: whoever gave them knows them anyway.
    """
    seen = _seen(ledger, audience)
    return [_of_councils(found, not_councils) for old in seen for found in old.sets_about(item.id, item.rests)]


def _tell_versions(here: Publication, ledger: Ledger, not_councils: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Choose whether to tell how many answered each earlier version: not where subtraction would show a few of them."""
    known: Known = {}
    for audience in _audiences(here) if here.versions else ():
        before = [found for old in _seen(ledger, audience) for found in old.version_sets()]
        together = [_of_councils(found, not_councils) for found in (*before, *here.version_sets())]
        if not _safe(known, together, SETTINGS[audience].minimum):
            return {}
    return here.versions


def _audiences(here: Publication) -> list[Setting]:
    """List those who will see a publication."""
    return [audience for audience, seen in _SEEN_BY.items() if here.setting in seen]


def _seen(ledger: Ledger, audience: Setting) -> list[Publication]:
    """List the publications that an audience has seen."""
    return [old for old in ledger.publications if old.setting in _SEEN_BY[audience]]


def _of_councils(found: frozenset[Answer], not_councils: Collection[str]) -> frozenset[Answer]:
    return frozenset(answer for answer in found if answer[0] not in not_councils) if not_councils else found


def _safe(known: Known, together: Collection[frozenset[Answer]], minimum: int) -> bool:
    """Audit figures together, once for all items that the same councils answered."""
    key = (frozenset(together), minimum)
    if key not in known:
        known[key] = audit(together, minimum).safe
    return known[key]


def _publication(draft: Draft, counted: Counted, kind: Kind, earlier: Earlier | None) -> Publication:
    """Note whom each figure of a draft is about; of none is it decided yet that it is shown."""
    benchmark = draft.benchmark
    places = {
        item.id: tuple(np.flatnonzero(draft.measured.bins[row] >= 0).tolist())
        for row, item in enumerate(draft.measured.items)
    }
    return Publication(
        kind=kind,
        setting=benchmark.rules.setting,
        answers=tuple(zip(counted.keys, counted.digests, strict=True)),
        answered=places,
        groups={group.info.id: tuple(np.flatnonzero(group.members).tolist()) for group in draft.groups},
        shown={},
        rests={item.id: item.rests for item in draft.measured.items},
        versions={
            entry.version: tuple(
                at for at, key in enumerate(counted.keys) if counted.earlier_versions.get(key) == entry.version
            )
            for entry in benchmark.joined
            if entry.councils is not None
        },
        before=tuple(earlier.digests(counted)) if earlier else (),
    )

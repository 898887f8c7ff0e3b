"""What the pool commands tell a person, in plain words."""

import hashlib
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.pool.benchmark import (
    ALL,
    ANYONE,
    Benchmark,
    Participation,
    imported_words,
    joined_words,
    participation_words,
)
from benchmark.pool.count import Counted, contents
from benchmark.pool.gather import Gathered
from benchmark.pool.ledger import Ledger
from benchmark.pool.pool import Pool
from benchmark.pool.publish import NOT_SAID
from benchmark.pool.roster import WORDS, Roster, judge

PRIVATE = (
    "A pool holds each council's answers under a pseudonym. It is not anonymous: whoever knows about four of a "
    "council's answers can find it. Keep it with those who need it, and give members the benchmark."
)


def merge_summary(gathered: Gathered, pool: Pool, output: Path) -> str:
    """Say what went in, what was refused and what came out."""
    slots = dict(pool.slots())
    conflicts = sum(len(group) > 1 for group in slots.values())
    withdrawn = sum(group[0].frame.is_withdrawal for group in slots.values())
    replaced = len(gathered.rows) - len(pool.rows)
    accepted = f"{_many(len(gathered.rows), 'return')} accepted, {len(gathered.refused)} refused"
    lines = [
        f"{_many(gathered.files, 'file')} read: {accepted}.",
        f"{output} now holds {_many(len(pool.rows), 'return')} from {_many(len(slots), 'key')}.",
    ]
    if replaced:
        lines.append(f"{_many(replaced, 'return')} left out: repeated, or replaced by a later one from the same key.")
    if withdrawn:
        lines.append(f"{_many(withdrawn, 'council')} withdrew; their answers are gone from this pool.")
    if conflicts:
        lines.append(
            f"{_many(conflicts, 'key')} sent two different returns with the same sequence. "
            "Neither is counted until a later one comes."
        )
    return _wrapped([*lines, PRIVATE])


def pool_summary(pool: Pool, roster: Roster | None = None) -> str:
    """List the question sets, rounds and networks in a pool, with how many returns each holds and who sent them."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    withdrawn: Counter[tuple[str, str, str, str]] = Counter()
    conflicts: Counter[tuple[str, str, str, str]] = Counter()
    imported: Counter[tuple[str, str, str, str]] = Counter()
    for slot, group in pool.slots():
        content = group[0].frame
        place = (slot[0], content.version, content.round, content.network)
        found[place] += 1
        withdrawn[place] += content.is_withdrawal
        conflicts[place] += len(group) > 1
        imported[place] += content.is_imported and not content.is_withdrawal
    lines = [f"{_many(len(pool.rows), 'return')} in {_many(len(contents(pool)), 'round')}."]
    for place, number in sorted(found.items()):
        set_id, version, round_id, network = place
        line = f"  {set_id} {version}, round {round_id}, network {network}: {_many(number, 'council')}"
        line += f", {withdrawn[place]} withdrawn" if withdrawn[place] else ""
        line += f", {imported[place]} imported" if imported[place] else ""
        line += f", {conflicts[place]} in conflict" if conflicts[place] else ""
        lines.append(wrap(line.lstrip(), console.width(), "      ", "  "))
    lines += [wrap(line, console.width()) for line in _senders(pool, roster)]
    return "\n".join(lines)


def _senders(pool: Pool, roster: Roster | None) -> list[str]:
    """Say what a network's roster makes of the keys in a pool; without one, that anyone could have sent."""
    if roster is None:
        return [ANYONE]
    verdicts = Counter(judge(pool, roster).verdicts.values())
    invited = f"By its list of invitations, network {roster.network}, round {roster.round}:"
    lines = [f"{invited} {_many(verdicts.pop('invited', 0), 'key')} of invited councils."]
    lines += [f"Not counted, {WORDS[verdict]}: {_many(number, 'key')}." for verdict, number in sorted(verdicts.items())]
    if not all(roster.concerns(row.frame) for row in pool.rows):
        lines.append(f"That list says nothing of the rest of this pool. {ANYONE}")
    return lines


def left_out_lines(counted: Counted) -> list[str]:
    """Say which returns are not counted, and why."""
    lines = [f"Not counted, {reason}: {_many(number, 'return')}." for reason, number in counted.left_out.items()]
    return [*lines, *(str(fault) for fault in counted.faults)]


def why_no_groups(benchmark: Benchmark, attribute: str) -> str:
    """Say why a benchmark has no groups by an attribute."""
    given = {entry.option: entry.title for entry in benchmark.withheld if entry.attribute == attribute}
    if not given.keys() - {NOT_SAID}:
        return "not used. No return that counts says it."
    if not any(group.attribute for group in benchmark.groups):
        return "not shown. This benchmark shows all councils as one group."
    if len(given) == 1:
        return f"not shown. All councils are alike: {next(iter(given.values()))}."
    minimum = benchmark.rules.minimum
    return f"not shown. A group, what is left, or what subtraction would show has fewer than {minimum} councils."


def publish_summary(benchmark: Benchmark, output: Path, *, judged: bool = False) -> str:
    """Say what a benchmark shows, and what is held back and why; `judged`: the network's own file was given."""
    minimum = benchmark.rules.minimum
    lines = [
        f"{output} written: {benchmark.title} {benchmark.version}, round {benchmark.round}.",
        f"{_many(benchmark.councils, 'council')}, setting {benchmark.rules.setting}.",
    ]
    grouped = any(group.id != ALL for group in benchmark.groups)
    if not grouped:
        lines.append("All councils are shown as one group.")
    for attribute in benchmark.attributes if grouped else ():
        groups = benchmark.groups_of(attribute.id)
        if groups:
            shown = "; ".join(f"{group.title} ({group.councils})" for group in groups)
            lines.append(f"By {attribute.title.lower()}: {shown}.")
        else:
            lines.append(f"By {attribute.title.lower()}: {why_no_groups(benchmark, attribute.id)}")
    lines += [
        f"Shown together, because one alone has fewer than {minimum}: {titles}." for titles in shown_together(benchmark)
    ]
    held_cells = sum(cell.councils is None for cell in benchmark.cells)
    if held_cells:
        lines.append(f"{_many(held_cells, 'figure')} held back, because fewer than {minimum} councils answered.")
    lines += participation_lines(benchmark)
    if not benchmark.invited_only:
        lines.append(ANYONE if judged else f"{ANYONE} With --network-file network.toml only invited councils count.")
    if imported := imported_words(benchmark):
        lines.append(imported)
    if joined := joined_words(benchmark):
        lines.append(joined)
    readers = "anybody" if benchmark.rules.setting == "public" else "every member"
    lines.append(f"You can send this file to {readers}. It holds nothing about any one council.")
    return _wrapped(lines)


def participation_lines(benchmark: Benchmark) -> list[str]:
    """Say how many were invited and returned: all councils, then by each attribute, or why not."""
    by: dict[str, list[Participation]] = {}
    for found in benchmark.participation:
        if found.attribute is not None:
            by.setdefault(found.by, []).append(found)
    lines = [participation_words(benchmark)] if benchmark.participation else []
    for title, rows in by.items():
        shown = [f"{found.title} ({found.returned} of {found.invited})" for found in rows if found.invited is not None]
        said = "; ".join(shown) or participation_withheld(benchmark, rows[0])
        lines.append(f"Returned, by {title.lower()}: {said}{'.' if shown else ''}")
    return lines


def participation_withheld(benchmark: Benchmark, found: Participation) -> str:
    """Say why participation by an attribute is not shown."""
    if found.status == "not-known":
        return "not shown. The list of invitations does not say it of every council as the returns do."
    minimum = benchmark.rules.minimum
    return f"not shown. A type, or what subtraction would show, has fewer than {minimum} councils that returned."


def closed_words(*, told_members: bool | None) -> str:
    """Say that publishing closed the round, and what is left to do.

    `told_members` says whether the network's file says so too; None where there is no such file.
    """
    lines = ["This benchmark closes the round: only a correction can follow, with --correct."]
    if told_members is False:
        lines.append("To close it for your members too: council-benchmark network close")
    return _wrapped(lines)


def explanation(benchmark: Benchmark, pool_file: Path, ledger: Ledger) -> str:
    """List what the figures rest on, so that somebody else can make the same file from the same pool."""
    rules = benchmark.rules
    senders = "those of invited councils" if benchmark.invited_only else "anyone could have sent them"
    lines = [
        f"program: council-benchmark {version('council-benchmark')}",
        f"question set: {benchmark.questionnaire} {benchmark.version}, fingerprint {benchmark.fingerprint}",
        f"round: {benchmark.round}; networks: {', '.join(benchmark.networks)}",
        f"returns that count: {senders}",
        f"pool: {pool_file.name}, SHA-256 {hashlib.sha256(pool_file.read_bytes()).hexdigest()}",
        *(f"rule {name}: {getattr(rules, name)}" for name in rules.__struct_fields__),
        f"publications of this round: {', '.join(publication.kind for publication in ledger.publications)}",
        *(f"return counted: {digest}" for _, digest in sorted(ledger.publications[-1].answers)),
    ]
    return console.folded("\n".join(lines))


def _wrapped(lines: list[str]) -> str:
    return "\n".join(wrap(line, console.width()) for line in lines)


def shown_together(benchmark: Benchmark, attribute: str | None = None) -> list[str]:
    """List the groups that hold several options, because one of them alone would be too small."""
    held: dict[str, list[str]] = {}
    for entry in benchmark.withheld:
        if entry.group and attribute in (None, entry.attribute):
            held.setdefault(entry.group, []).append(entry.title)
    return ["; ".join(titles) for titles in held.values()]


def _many(number: int, thing: str) -> str:
    """Write a number of things."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

"""What the pool commands tell a person, in plain words."""

from collections import Counter
from pathlib import Path

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.pool.benchmark import ALL, Benchmark
from benchmark.pool.count import Counted, contents
from benchmark.pool.gather import Gathered
from benchmark.pool.pool import Pool

PRIVATE = (
    "A pool holds each council's answers under a pseudonym. It is not anonymous: whoever knows about four of a "
    "council's answers can find it. Keep it with those who need it, and give members the benchmark."
)


def merge_summary(gathered: Gathered, pool: Pool, output: Path) -> str:
    """Say what went in, what was refused and what came out."""
    slots = pool.by_slot()
    conflicts = sum(len(group) > 1 for group in slots.values())
    withdrawn = sum(group[0].content.is_withdrawal for group in slots.values())
    replaced = len(gathered.returns) - len(pool.returns)
    accepted = f"{_many(len(gathered.returns), 'return')} accepted, {len(gathered.refused)} refused"
    lines = [
        f"{_many(gathered.files, 'file')} read: {accepted}.",
        f"{output} now holds {_many(len(pool.returns), 'return')} from {_many(len(slots), 'key')}.",
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


def pool_summary(pool: Pool) -> str:
    """List the question sets, rounds and networks in a pool, with how many returns each holds."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    withdrawn: Counter[tuple[str, str, str, str]] = Counter()
    conflicts: Counter[tuple[str, str, str, str]] = Counter()
    for slot, group in pool.by_slot().items():
        content = group[0].content
        place = (slot[0], content.version, content.round, content.network)
        found[place] += 1
        withdrawn[place] += content.is_withdrawal
        conflicts[place] += len(group) > 1
    lines = [f"{_many(len(pool.returns), 'return')} in {_many(len(contents(pool)), 'round')}."]
    for place, number in sorted(found.items()):
        set_id, version, round_id, network = place
        line = f"  {set_id} {version}, round {round_id}, network {network}: {_many(number, 'council')}"
        line += f", {withdrawn[place]} withdrawn" if withdrawn[place] else ""
        line += f", {conflicts[place]} in conflict" if conflicts[place] else ""
        lines.append(line)
    return "\n".join(lines)


def left_out_lines(counted: Counted) -> list[str]:
    """Say which returns are not counted, and why."""
    lines = [f"Not counted, {reason}: {_many(number, 'return')}." for reason, number in counted.left_out.items()]
    return [*lines, *(str(fault) for fault in counted.faults)]


def publish_summary(benchmark: Benchmark, output: Path) -> str:
    """Say what a benchmark shows, and what is held back and why."""
    minimum = benchmark.rules.minimum
    lines = [
        f"{output} written: {benchmark.title} {benchmark.version}, round {benchmark.round}.",
        f"{_many(benchmark.councils, 'council')}, setting {benchmark.rules.setting}.",
    ]
    for attribute in benchmark.attributes:
        groups = benchmark.groups_of(attribute.id)
        if groups:
            shown = "; ".join(f"{group.title} ({group.councils})" for group in groups)
            lines.append(f"By {attribute.title.lower()}: {shown}.")
        else:
            lines.append(f"By {attribute.title.lower()}: not shown. A group, or what is left, would be too small.")
    lines += [
        f"Shown together, because one alone has fewer than {minimum}: {titles}." for titles in shown_together(benchmark)
    ]
    held_cells = sum(cell.councils is None for cell in benchmark.cells)
    if held_cells:
        lines.append(f"{_many(held_cells, 'figure')} held back, because fewer than {minimum} councils answered.")
    if not any(group.id != ALL for group in benchmark.groups):
        lines.append(f"Groups need at least {benchmark.rules.groups_from} returns; all councils are shown as one.")
    readers = "anybody" if benchmark.rules.setting == "public" else "every member"
    lines.append(f"You can send this file to {readers}. It holds nothing about any one council.")
    return _wrapped(lines)


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

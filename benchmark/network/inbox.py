"""Look at an inbox with whatever came by e-mail: say of each file what it is, and merge what is right.

Nothing in the inbox is changed or deleted. Run again, it gives the same pool.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import MEGABYTE, read_bytes
from benchmark.network.archive import read_zip, shown
from benchmark.network.attendance import Attendance, attendance
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.network import Network
from benchmark.network.sort import kind_of
from benchmark.pool.count import return_misfits
from benchmark.pool.pool import Pool, Slot, merge, write_pool
from benchmark.returns.keys import verify_many
from benchmark.returns.model import SignedReturn, canonical
from benchmark.returns.read import parse_return
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

Verdict = Literal["accepted", "same", "replaced", "older", "conflict", "refused"]
MERGED: Final = ("accepted", "replaced", "conflict")
_LIMIT: Final = 50 * MEGABYTE
# In one file: far more than the councils there are, far fewer than would hold up the others.
MOST_PARTS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file, or of one part of it."""

    file: str
    verdict: Verdict
    signed: SignedReturn | None = None
    fault: Fault | None = None


@dataclass
class Looked:
    """What an inbox holds, what the pool holds now, and which councils have sent."""

    lines: list[Line]
    pool: Pool
    attendance: Attendance


@dataclass
class _Memory:
    """What is known of each slot so far: the highest sequence, and the returns that have it."""

    highest: dict[Slot, int] = field(default_factory=dict)
    told: dict[Slot, set[bytes]] = field(default_factory=dict)

    def judge(self, signed: SignedReturn) -> Verdict:
        """Say what a return is beside what came before it, and remember it."""
        content, slot = signed.content, signed.content.slot
        highest, told = self.highest.get(slot, 0), canonical(content)
        if content.sequence < highest:
            return "older"
        if content.sequence > highest:
            self.highest[slot], self.told[slot] = content.sequence, {told}
            return "replaced" if highest else "accepted"
        if told in self.told[slot]:
            return "same"
        self.told[slot].add(told)
        return "conflict"


def look(folder: CoordinatorFolder, inbox: Path | None = None) -> Looked:
    """Look at every file, merge what is right into the round's pool, and say who has sent."""
    network, questionnaire, before = folder.network, folder.questionnaire, folder.pool()
    memory = _Memory()
    for signed in before.returns:
        memory.judge(signed)
    lines = list(_lines(_files(inbox or folder.inbox), network, questionnaire, memory))
    # All that was read is merged, and merging decides: the words of a line never do.
    pool = merge([*before.returns, *(line.signed for line in lines if line.signed)])
    if pool.returns and pool != before:
        write_pool(pool, folder.pool_path)
    return Looked(lines, pool, attendance(pool, network, folder.invited()))


def _lines(
    files: Iterable[tuple[str, bytes | Fault]], network: Network, questionnaire: Questionnaire, memory: _Memory
) -> Iterator[Line]:
    wanted = fingerprint(questionnaire)
    for name, data in files:
        for at, found in enumerate([data] if isinstance(data, Fault) else _returns(data, name)):
            if at == MOST_PARTS:
                yield Line(name, "refused", fault=fault("too-many-parts", name, limit=MOST_PARTS))
                break
            if isinstance(found, Fault):
                yield Line(_where(found), "refused", fault=found)
                continue
            signed, place = found
            wrong = _why_not(signed, network, questionnaire, wanted, name, place)
            where = f"{name}, {place}" if place else name
            if wrong:
                yield Line(where, "refused", fault=wrong)
            else:
                yield Line(where, memory.judge(signed), signed)


def _files(inbox: Path) -> Iterator[tuple[str, bytes | Fault]]:
    """Read every file at any depth; links and hidden files are left out."""
    if not inbox.is_dir():
        raise FaultsError([fault("missing-file", str(inbox))])
    for path in sorted(inbox.rglob("*")):
        inside = path.relative_to(inbox)
        if not path.is_file() or path.is_symlink() or any(part.startswith((".", "~$")) for part in inside.parts):
            continue
        name = shown(inside.as_posix())
        try:
            yield name, read_bytes(path, _LIMIT)
        except FaultsError as error:
            found = error.faults[0]
            yield name, Fault(name, "", found.code, found.rule, found.remedy)


def _returns(data: bytes, name: str, place: str = "") -> Iterator[tuple[SignedReturn, str] | Fault]:
    """Find the returns in a file, a pool or a zip file; a zip inside a zip is refused."""
    kind = kind_of(data, name, place)
    if isinstance(kind, Fault):
        yield kind
    elif kind == "return":
        parsed = parse_return(data, name, place)
        yield parsed if isinstance(parsed, Fault) else (parsed, place)
    elif kind == "pool":
        # Line by line: millions of empty ones should not fill the memory.
        for number, line in enumerate(io.BytesIO(data), start=1):
            if line.strip():
                where = f"{place}, line {number}" if place else f"line {number}"
                parsed = parse_return(line, name, where)
                yield parsed if isinstance(parsed, Fault) else (parsed, where)
    elif place:
        yield fault("bad-zip", name, place, why="it stands inside another zip file")
    else:
        for member in read_zip(data, name):
            if isinstance(member, Fault):
                yield member
            else:
                yield from _returns(member[1], name, member[0])


def _why_not(
    signed: SignedReturn, network: Network, questionnaire: Questionnaire, wanted: str, file: str, place: str
) -> Fault | None:
    """Say why a return cannot be merged into this round's pool, if so."""
    content = signed.content
    if not verify_many([(content.key, signed.signature, canonical(content))])[0]:
        return fault("bad-signature", file, place)
    here = (network.questionnaire, network.version, network.id, network.round)
    there = (content.questionnaire, content.version, content.network, content.round)
    if here != there:
        words = [f"{set_id} {version}, network {net}, round {when}" for set_id, version, net, when in (there, here)]
        return fault("other-place", file, place, found=words[0], wanted=words[1])
    return next(iter(return_misfits(content, questionnaire, wanted, file, place)), None)


def _where(found: Fault) -> str:
    return f"{found.file}, {found.place}" if found.place else found.file

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
from benchmark.network.unsigned import Found, Importer, Outcome
from benchmark.pool.fit import return_misfits
from benchmark.pool.importing.returns import IMPORTER
from benchmark.pool.pool import Pool, Slot, merge, write_pool
from benchmark.returns.home import Home, default_home
from benchmark.returns.keys import verify_many
from benchmark.returns.model import SignedReturn, canonical
from benchmark.returns.read import parse_return
from benchmark.returns.unsigned import UnsignedReturn, parse_unsigned
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

Verdict = Literal["accepted", "same", "replaced", "older", "conflict", "refused"]
Parsed = SignedReturn | UnsignedReturn
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
    # Whether it came without a signature, and is imported on the word of its invitation's code.
    unsigned: bool = False


@dataclass
class Looked:
    """What an inbox holds, what the pool holds now, and which councils have sent.

    `gave_way` are the imported returns that were taken back, because their councils sent signed ones of their own.
    """

    lines: list[Line]
    pool: Pool
    attendance: Attendance
    gave_way: tuple[SignedReturn, ...] = ()


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


def look(folder: CoordinatorFolder, inbox: Path | None = None, home: Home | None = None) -> Looked:
    """Look at every file, merge what is right into the round's pool, and say who has sent.

    `home` holds the secret with which returns that came unsigned are signed; it is the user's own if not said.
    """
    network, questionnaire, before = folder.network, folder.questionnaire, folder.pool()
    memory = _Memory()
    for known in before.returns:
        memory.judge(known)
    entries = list(_lines(_files(inbox or folder.inbox), network, questionnaire, memory))
    signed = [entry.signed for entry in entries if isinstance(entry, Line) and entry.signed]
    # After all that is signed: a council's own return goes before one that is imported for it.
    pool = merge([*before.rows, *signed])
    importer = Importer(network, questionnaire, pool, home or Home(default_home(), IMPORTER))
    outcomes = iter(importer.bring_in([entry for entry in entries if isinstance(entry, Found)]))
    lines = [_imported(entry, next(outcomes)) if isinstance(entry, Found) else entry for entry in entries]
    gave_way = tuple(importer.give_way())
    # All that was read is merged, and merging decides: the words of a line never do.
    pool = merge([*pool.rows, *(line.signed for line in lines if line.signed), *gave_way])
    if pool.rows and pool != before:
        write_pool(pool, folder.pool_path)
    return Looked(lines, pool, attendance(pool, network, folder.invited()), gave_way)


def _imported(found: Found, outcome: Outcome) -> Line:
    """Make the line of an unsigned return."""
    where = f"{found.file}, {found.place}" if found.place else found.file
    return Line(where, outcome.verdict or "refused", outcome.signed, outcome.fault, unsigned=True)


def _lines(
    files: Iterable[tuple[str, bytes | Fault]], network: Network, questionnaire: Questionnaire, memory: _Memory
) -> Iterator[Line | Found]:
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
            if isinstance(signed, UnsignedReturn):
                yield Found(name, place, signed)
                continue
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


def _returns(data: bytes, name: str, place: str = "") -> Iterator[tuple[Parsed, str] | Fault]:
    """Find the returns in a file, a pool or a zip file; a zip inside a zip is refused."""
    kind = kind_of(data, name, place)
    if isinstance(kind, Fault):
        yield kind
    elif kind in ("return", "unsigned"):
        parsed = parse_return(data, name, place) if kind == "return" else parse_unsigned(data, name, place)
        yield parsed if isinstance(parsed, Fault) else (parsed, place)
    elif kind == "pool":
        # Line by line: millions of empty ones should not fill the memory.
        for number, line in enumerate(io.BytesIO(data), start=1):
            if line.strip():
                where = f"{place}, line {number}" if place else f"line {number}"
                signed = parse_return(line, name, where)
                yield signed if isinstance(signed, Fault) else (signed, where)
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

"""Gather returns from any mix of files, pools and folders. What is refused is named, with its reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import msgspec

from benchmark import console
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault, printable
from benchmark.files import POOL_LIMIT, read_bytes, read_lines
from benchmark.pool.pool import SUFFIX
from benchmark.returns.keys import verify_many
from benchmark.returns.model import SignedReturn
from benchmark.returns.read import RETURN_LIMIT
from benchmark.returns.rows import Row, parse_row

# A file in which so many lines are no returns is no pool: the rest of it is not read.
MOST_REFUSED: Final = 1_000
# So many returns are verified together: enough for all cores, and few enough to hold what was signed in memory.
_TOGETHER: Final = 5_000


class Found(msgspec.Struct, frozen=True, gc=False):
    """A return that was read but not verified, and where it stood."""

    row: Row
    file: str
    place: str


@dataclass
class Gathered:
    """What came in, and what was refused."""

    rows: list[Row] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)
    files: int = 0

    @property
    def returns(self) -> list[SignedReturn]:
        """Read the returns out of their rows."""
        return [row.signed() for row in self.rows]


def gather(paths: Iterable[Path]) -> Gathered:
    """Read and verify every return in these files, pools and folders."""
    gathered = Gathered()
    found: list[Found] = []
    files = list(_files(paths))
    for path in console.watched("Files read", files, len(files)):
        gathered.files += 1
        for item in _read(path):
            if isinstance(item, Fault):
                gathered.refused.append(item)
            else:
                found.append(item)
            if len(found) >= _TOGETHER:
                _verify(found, gathered)
                found.clear()
    _verify(found, gathered)
    return gathered


def _verify(found: Sequence[Found], gathered: Gathered) -> None:
    """Keep the returns whose signature fits, and refuse the others."""
    fits = verify_many([(f.row.key, f.row.signature, f.row.signed_bytes) for f in found])
    for item, good in zip(found, fits, strict=True):
        if good:
            gathered.rows.append(item.row)
        else:
            gathered.refused.append(fault("bad-signature", item.file, item.place))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """List the files; a folder stands for all that is in it, at any depth, links and hidden files left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for inside in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inside.relative_to(path).parts)
            if inside.is_file() and not inside.is_symlink() and not hidden:
                yield inside


def _read(path: Path) -> Iterator[Found | Fault]:
    # Whoever sends a file chooses its name.
    name = printable(str(path))
    try:
        if path.suffix.lower() == SUFFIX:
            yield from _read_lines(path, name)
        elif path.suffix.lower() == ".json":
            yield _found(parse_row(read_bytes(path, RETURN_LIMIT), name), name, "")
        elif path.exists():
            yield fault("not-for-pools", name)
        else:
            yield fault("missing-file", name)
    except FaultsError as error:
        yield from (replace(found, file=name) for found in error.faults)


def _read_lines(path: Path, name: str) -> Iterator[Found | Fault]:
    refused = 0
    for number, line in enumerate(read_lines(path, POOL_LIMIT, RETURN_LIMIT), start=1):
        if line.strip():
            place = f"line {number}"
            found = _found(parse_row(line.rstrip(b"\r\n"), name, place), name, place)
            yield found
            refused += isinstance(found, Fault)
        if refused >= MOST_REFUSED:
            yield fault("no-pool-at-all", name, count=refused)
            return


def _found(parsed: Row | Fault, file: str, place: str) -> Found | Fault:
    return parsed if isinstance(parsed, Fault) else Found(parsed, file, place)

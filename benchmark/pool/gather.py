"""Gather returns from any mix of files, pools and folders. What is refused is named, with its reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from benchmark import console
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault, printable
from benchmark.files import MEGABYTE, POOL_LIMIT, read_bytes, read_lines
from benchmark.pool.pool import SUFFIX
from benchmark.returns.cut import signed_part
from benchmark.returns.keys import verify_many
from benchmark.returns.model import SignedReturn, canonical
from benchmark.returns.read import RETURN_LIMIT, parse_return
from benchmark.returns.rows import Row, read_rows, rows_of_lines

# A file in which so many lines are no returns is no pool: the rest of it is not read.
MOST_REFUSED: Final = 1_000
# So many returns are verified together: enough for all cores, and few enough to hold what was signed in memory.
_TOGETHER: Final = 5_000
_TOGETHER_BYTES: Final = 16 * MEGABYTE
# So many lines of a pool are read together: few enough to stay close to the processor.
_LINES, _LINES_BYTES = 1_000, 2 * MEGABYTE


class Found(msgspec.Struct, frozen=True, gc=False):
    """A return that was read but not verified, as its canonical line and perhaps as a row, and where it stood."""

    line: bytes
    file: str
    place: str
    row: Row | None = None


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
    size = 0
    files = list(_files(paths))
    for path in console.watched("Files read", files, len(files)):
        gathered.files += 1
        for item in _read(path):
            if isinstance(item, Fault):
                gathered.refused.append(item)
            else:
                found.append(item)
                size += len(item.line)
            if len(found) >= _TOGETHER or size >= _TOGETHER_BYTES:
                _verify(found, gathered)
                found.clear()
                size = 0
    _verify(found, gathered)
    return gathered


def _verify(found: Sequence[Found], gathered: Gathered) -> None:
    """Keep the returns whose signature fits, and refuse the others."""
    made = iter(rows_of_lines([item.line for item in found if item.row is None]))
    rows = [item.row or next(made) for item in found]
    fits = verify_many([(row.key, row.signature, signed_part(f.line)) for row, f in zip(rows, found, strict=True)])
    for item, row, good in zip(found, rows, fits, strict=True):
        if good:
            gathered.rows.append(row)
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
            yield _parse(read_bytes(path, RETURN_LIMIT), name, "")
        elif path.exists():
            yield fault("not-for-pools", name)
        else:
            yield fault("missing-file", name)
    except FaultsError as error:
        yield from (found._replace(file=name) for found in error.faults)


def _parse(data: bytes, file: str, place: str) -> Found | Fault:
    """Read a return however it is written."""
    parsed = parse_return(data, file, place)
    return parsed if isinstance(parsed, Fault) else Found(canonical(parsed), file, place)


def _read_lines(path: Path, name: str) -> Iterator[Found | Fault]:
    refused = 0
    for together in _together(read_lines(path, POOL_LIMIT, RETURN_LIMIT)):
        rows = read_rows([line for _, line in together])
        for (number, line), row in zip(together, rows, strict=True):
            place = f"line {number}"
            found = Found(line, name, place, row) if row else _parse(line, name, place)
            yield found
            refused += isinstance(found, Fault)
            if refused >= MOST_REFUSED:
                yield fault("no-pool-at-all", name, count=refused)
                return


def _together(lines: Iterable[bytes]) -> Iterator[list[tuple[int, bytes]]]:
    """Number lines, leave empty ones out, and give some hundred at a time."""
    some: list[tuple[int, bytes]] = []
    size = 0
    for number, line in enumerate(lines, start=1):
        if not line.isspace():
            some.append((number, line.rstrip(b"\r\n")))
            size += len(line)
        if len(some) >= _LINES or size >= _LINES_BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some

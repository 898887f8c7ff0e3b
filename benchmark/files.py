"""Read with limits; write so that nothing is ever half there.

A write goes to a temporary file in the same folder, is flushed to the disk, takes the place of the old file in one
step, and then the folder is flushed too. A reader never sees a mixture, and a full disk leaves the old file.
"""

import codecs
import contextlib
import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, TextIO

import tomli

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.toml_limits import intricate, why_not_toml

MEGABYTE: Final = 1_000_000
# A file that people write: far above any real one, far below what could exhaust a laptop.
TOML_LIMIT: Final = 4 * MEGABYTE
CSV_LIMIT: Final = 200 * MEGABYTE
POOL_LIMIT: Final = 1_000 * MEGABYTE

# So begins a workbook, as any zip file.
_ZIPPED: Final = b"PK\x03\x04"
# Windows refuses to replace a file while another program (a virus scanner, say) holds it open for a moment.
_REPLACE_TRIES: Final = 10
_REPLACE_WAIT: Final = 0.05
# A write takes far less than this, so what is older and belongs to no living process was left by a killed run. On a
# shared drive the process may live on another machine: after an hour it does not matter.
_STRAY: Final = re.compile(r"\..+\.([0-9]{1,10})\.tmp\Z")
_STRAY_SECONDS: Final = 60
_SURELY_STRAY_SECONDS: Final = 3600
# Some drives cannot flush, or lock, a folder. What they were given is as safe as they can make it.
CANNOT: Final = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF, errno.ENOLCK, errno.ENOSYS}
)


def exists(path: Path) -> bool:
    """Say whether there is such a file or folder. A name that no file can have is none, and no error."""
    try:
        return path.exists()
    except OSError:
        return False


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a whole file of at most `limit` bytes, or raise FaultsError."""
    try:
        with path.open("rb") as file:
            # Before anything is read: a file of many gigabytes must not reach the memory.
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > limit else file.read(limit + 1)
    except FileNotFoundError:
        raise FaultsError([fault("missing-file", str(path))]) from None
    except OSError as error:
        raise FaultsError([_cannot_read(path, error)]) from None
    if max(size, len(data)) > limit:
        raise FaultsError([fault("too-large", str(path), size=max(size, len(data)), limit=limit)])
    return data


def read_text(path: Path, limit: int) -> str:
    """Read UTF-8 text; a byte-order mark, as Notepad writes, is accepted."""
    data = read_bytes(path, limit)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultsError([_not_text(path, data, error.start)]) from None


@contextmanager
def open_text(path: Path, limit: int) -> Iterator[TextIO]:
    """Open UTF-8 text to be read bit by bit, of at most `limit` bytes. Its faults are raised as FaultsError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise FaultsError([fault("too-large", str(path), size=size, limit=limit)])
            yield file
    except FileNotFoundError:
        raise FaultsError([fault("missing-file", str(path))]) from None
    except UnicodeDecodeError:
        with path.open("rb") as file:
            raise FaultsError([_not_text(path, file.read(len(_ZIPPED)), _first_bad_byte(path))]) from None
    except OSError as error:
        raise FaultsError([_cannot_read(path, error)]) from None


def _not_text(path: Path, data: bytes, byte: int) -> Fault:
    """Say why what a file holds is not text. People give the workbook itself where its sheet is asked for as CSV."""
    return (
        fault("workbook-not-text", str(path)) if data.startswith(_ZIPPED) else fault("not-utf8", str(path), byte=byte)
    )


def _first_bad_byte(path: Path) -> int:
    """Find where a file stops being UTF-8. The error itself only knows the place in the part that was read."""
    decoder, start = codecs.getincrementaldecoder("utf-8")(), 0
    with path.open("rb") as file:
        while part := file.read(MEGABYTE):
            kept = len(decoder.getstate()[0])
            try:
                decoder.decode(part)
            except UnicodeDecodeError as error:
                return start - kept + error.start
            start += len(part)
    return start - len(decoder.getstate()[0])


def read_lines(path: Path, limit: int, longest: int) -> Iterator[bytes]:
    """Read a file line by line. Of a line longer than `longest` only the beginning is given."""
    try:
        with path.open("rb", buffering=MEGABYTE) as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise FaultsError([fault("too-large", str(path), size=size, limit=limit)])
            while line := file.readline(longest + 2):
                yield line
                while line and not line.endswith(b"\n"):
                    line = file.readline(MEGABYTE)
    except FileNotFoundError:
        raise FaultsError([fault("missing-file", str(path))]) from None
    except OSError as error:
        raise FaultsError([_cannot_read(path, error)]) from None


def read_toml(path: Path, limit: int = TOML_LIMIT) -> dict[str, Any]:
    """Read a TOML file, or raise FaultsError with the line that is wrong."""
    text = read_text(path, limit)
    why = intricate(text)
    if why:
        raise FaultsError([fault("not-toml", str(path), why=why)])
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as error:
        # A ValueError that is no TOMLDecodeError: a number of thousands of digits.
        raise FaultsError([fault("not-toml", str(path), why=why_not_toml(error))]) from None


def write_text(path: Path, text: str, *, durable: bool = True) -> None:
    """Write UTF-8 text with plain line ends, whole or not at all."""
    write_bytes(path, text.encode("utf-8"), durable=durable)


def write_bytes(path: Path, data: bytes, mode: int | None = None, *, durable: bool = True) -> None:
    """Write a file whole or not at all. `mode` sets who may read it, from the first moment.

    Without `durable` nothing waits for the disk: for a copy of what is safe already.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        _write_new(temporary, data, mode or 0o666, durable=durable)
        _replace(temporary, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise FaultsError([_cannot_write(path, error)]) from error
        raise
    if durable:
        try:
            _flush_folder(path.parent)
        except OSError as error:
            raise FaultsError([fault("unconfirmed", str(path), why=reason(error))]) from error


def _write_new(path: Path, data: bytes, mode: int, *, durable: bool) -> None:
    """Write a file that nobody else has: never through a link that somebody laid there."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(temporary: Path, path: Path) -> None:
    for attempt in range(_REPLACE_TRIES):
        try:
            os.replace(temporary, path)  # noqa: PTH105 - the tests let each call of `os` fail in turn
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_WAIT)
        else:
            return


def _flush_folder(folder: Path) -> None:
    """Make the new name itself durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in CANNOT:
            raise


@cache
def _sweep(folder: Path) -> None:
    """Remove the temporary files that killed runs left in a folder. Once a run for each folder is enough."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _STRAY.match(entry.name)
            if found and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                    if age > _SURELY_STRAY_SECONDS or (age > _STRAY_SECONDS and not _may_live(int(found[1]))):
                        os.unlink(entry.path)  # noqa: PTH108 - the entry of a scan is no Path


def _may_live(process: int) -> bool:
    """Say whether a process may be running. Windows cannot be asked so: there the signal 0 would stop it."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _cannot_read(path: Path, error: OSError) -> Fault:
    """Say why a file cannot be read; Windows says of a folder only that it may not be opened."""
    if path.is_dir():
        return fault("a-folder", str(path))
    return fault("unreadable", str(path), why=reason(error))


def _cannot_write(path: Path, error: OSError) -> Fault:
    """Say why a file cannot be written: mostly a mistake in its name."""
    if path.is_dir():
        return fault("a-folder", str(path))
    if path.parent.is_file():
        return fault("a-file", str(path.parent))
    return fault("unwritable", str(path), why=reason(error))


def reason(error: OSError) -> str:
    """Say why something could not be read or written."""
    return error.strerror or str(error)

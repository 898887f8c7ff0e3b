"""Read with limits; write so that nothing is ever half there.

A write goes to a temporary file in the same folder, is flushed to the disk, takes the place of the old file in one
step, and then the folder is flushed too. A reader never sees a mixture, and a full disk leaves the old file.
"""

import codecs
import contextlib
import errno
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, TextIO

import tomli

from benchmark.errors import FaultsError
from benchmark.faults import fault

MEGABYTE: Final = 1_000_000
# A file that people write: far above any real one, far below what could exhaust a laptop.
TOML_LIMIT: Final = 4 * MEGABYTE
CSV_LIMIT: Final = 200 * MEGABYTE
POOL_LIMIT: Final = 1_000 * MEGABYTE

_LONGEST_REASON: Final = 200
# A small file can keep a parser busy for minutes with many keys, one endless number, or keys of many parts.
_MOST_PARTS: Final = 30_000
_ENDLESS_NUMBER: Final = re.compile(r"[0-9][0-9_.]{1000}|0x[0-9a-fA-F_]{10000}")
_ENDLESS_KEY: Final = re.compile(r"^[ \t\[]*(?:[\"'A-Za-z0-9_-]+[ \t]*[.][ \t]*){40}", re.MULTILINE)

# Windows refuses to replace a file while another program (a virus scanner, say) holds it open for a moment.
_REPLACE_TRIES: Final = 10
_REPLACE_WAIT: Final = 0.05
# A write takes far less than this, so what is older and belongs to no living process was left by a killed run. On a
# shared drive the process may live on another machine: after an hour it does not matter.
_STRAY: Final = re.compile(r"\..+\.([0-9]{1,10})\.tmp\Z")
_STRAY_SECONDS: Final = 60
_SURELY_STRAY_SECONDS: Final = 3600
# Saving an answer takes milliseconds; whoever holds a folder for longer is stuck.
_LOCK_SECONDS: Final = 10.0
_LOCK_WAIT: Final = 0.01
# Some drives cannot flush, or lock, a folder. What they were given is as safe as they can make it.
_CANNOT: Final = frozenset(
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
        raise FaultsError([fault("unreadable", str(path), why=_reason(error))]) from None
    if max(size, len(data)) > limit:
        raise FaultsError([fault("too-large", str(path), size=max(size, len(data)), limit=limit)])
    return data


def read_text(path: Path, limit: int) -> str:
    """Read UTF-8 text; a byte-order mark, as Notepad writes, is accepted."""
    data = read_bytes(path, limit)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultsError([fault("not-utf8", str(path), byte=error.start)]) from None


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
        raise FaultsError([fault("not-utf8", str(path), byte=_first_bad_byte(path))]) from None
    except OSError as error:
        raise FaultsError([fault("unreadable", str(path), why=_reason(error))]) from None


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
        raise FaultsError([fault("unreadable", str(path), why=_reason(error))]) from None


def read_toml(path: Path, limit: int = TOML_LIMIT) -> dict[str, Any]:
    """Read a TOML file, or raise FaultsError with the line that is wrong."""
    text = read_text(path, limit)
    why = _intricate(text)
    if why:
        raise FaultsError([fault("not-toml", str(path), why=why)])
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as error:
        # A ValueError that is no TOMLDecodeError: a number of thousands of digits.
        raise FaultsError([fault("not-toml", str(path), why=_toml_reason(error))]) from None


def _intricate(text: str) -> str:
    """Say why a text would keep the parser busy for too long; nothing for every file that people write."""
    if any(text.count(sign) > _MOST_PARTS for sign in "\n={["):
        return f"it has more than {_MOST_PARTS:,} lines, keys or lists"
    if _ENDLESS_NUMBER.search(text):
        return "a number has thousands of digits"
    return "a key has too many parts" if _ENDLESS_KEY.search(text) else ""


def _toml_reason(error: Exception) -> str:
    if isinstance(error, tomli.TOMLDecodeError):
        text = str(error).rstrip(".")
        return text if len(text) <= _LONGEST_REASON else text[:_LONGEST_REASON] + "..."
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number has thousands of digits"


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
            raise FaultsError([fault("unwritable", str(path), why=_reason(error))]) from error
        raise
    if durable:
        try:
            _flush_folder(path.parent)
        except OSError as error:
            raise FaultsError([fault("unconfirmed", str(path), why=_reason(error))]) from error


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
        if error.errno not in _CANNOT:
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


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let one process at a time change the files of a folder. The lock ends with the process, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = _lock(folder)
    except OSError as error:
        raise FaultsError([fault("unwritable", str(folder), why=_reason(error))]) from error
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _lock(folder: Path) -> int | None:
    """Wait for the lock of a folder; None where the drive has no locks."""
    end = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            return _try_to_lock(folder)
        except OSError as error:
            # Windows answers PermissionError while the file of the one before is on its way out.
            waiting = isinstance(error, BlockingIOError | FileExistsError) or (
                os.name == "nt" and isinstance(error, PermissionError)
            )
            if not waiting and error.errno in _CANNOT:
                return None
            if not waiting:
                raise
        if time.monotonic() > end:
            raise FaultsError([fault("unwritable", str(folder), why="another program is writing there")])
        time.sleep(_LOCK_WAIT)


def _try_to_lock(folder: Path) -> int:
    """Lock a folder, or raise OSError. The folder itself is locked; on Windows, a file that goes when it is closed."""
    if sys.platform == "win32":
        return os.open(folder / ".writing", os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY)
    import fcntl  # noqa: PLC0415 - Windows has no such module

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _reason(error: OSError) -> str:
    return error.strerror or str(error)

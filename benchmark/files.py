"""Read with limits; write so that nothing is ever half there.

A write goes to a temporary file in the same folder, is flushed to the disk, takes the place of the old file in one
step, and then the folder is flushed too. A reader never sees a mixture, and a full disk leaves the old file.
"""

import contextlib
import os
import time
from pathlib import Path
from typing import Any, Final

import tomli

from benchmark.errors import FaultsError
from benchmark.faults import fault

MEGABYTE: Final = 1_000_000
# A file that people write: far above any real one, far below what could exhaust a laptop.
TOML_LIMIT: Final = 4 * MEGABYTE
CSV_LIMIT: Final = 200 * MEGABYTE
POOL_LIMIT: Final = 1_000 * MEGABYTE

# Windows refuses to replace a file while another program (a virus scanner, say) holds it open for a moment.
_REPLACE_TRIES: Final = 10
_REPLACE_WAIT: Final = 0.05


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a whole file of at most `limit` bytes, or raise FaultsError."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise FaultsError([fault("missing-file", str(path))]) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise FaultsError([fault("unreadable", str(path), why=why)]) from None
    if len(data) > limit:
        raise FaultsError([fault("too-large", str(path), size=path.stat().st_size, limit=limit)])
    return data


def read_text(path: Path, limit: int) -> str:
    """Read UTF-8 text; a byte-order mark, as Notepad writes, is accepted."""
    data = read_bytes(path, limit)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultsError([fault("not-utf8", str(path), byte=error.start)]) from None


def read_toml(path: Path, limit: int = TOML_LIMIT) -> dict[str, Any]:
    """Read a TOML file, or raise FaultsError with the line that is wrong."""
    text = read_text(path, limit)
    try:
        return tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError) as error:
        raise FaultsError([fault("not-toml", str(path), why=str(error).rstrip("."))]) from None


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with plain line ends, whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file whole or not at all. `mode` sets who may read it, from the first moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode or 0o666
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        why = error.strerror or str(error)
        raise FaultsError([fault("unwritable", str(path), why=why)]) from error
    _flush_folder(path.parent)


def _replace(temporary: Path, path: Path) -> None:
    for attempt in range(_REPLACE_TRIES):
        try:
            temporary.replace(path)
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
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

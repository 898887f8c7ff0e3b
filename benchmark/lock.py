"""One process at a time in a folder. The lock ends with the process, however it ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.files import CANNOT, reason

# Saving an answer takes milliseconds; whoever holds a folder for longer is stuck.
_LOCK_SECONDS: Final = 10.0
_LOCK_WAIT: Final = 0.01


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let one process at a time change the files of a folder. The lock ends with the process, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = _lock(folder)
    except OSError as error:
        raise FaultsError([fault("unwritable", str(folder), why=reason(error))]) from error
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
            if not waiting and error.errno in CANNOT:
                return None
            if not waiting:
                raise
        if time.monotonic() > end:
            raise FaultsError([fault("unwritable", str(folder), why="another program is writing there")])
        time.sleep(_LOCK_WAIT)


if sys.platform == "win32":

    def _try_to_lock(folder: Path) -> int:
        """Lock a folder by a file in it that goes when it is closed, or raise OSError."""
        return os.open(folder / ".writing", os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY)

else:

    def _try_to_lock(folder: Path) -> int:
        """Lock the folder itself, or raise OSError."""
        import fcntl  # noqa: PLC0415 - most commands lock nothing

        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

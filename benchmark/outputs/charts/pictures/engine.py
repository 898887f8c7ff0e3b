"""matplotlib, made ready before it is imported: with a folder of its own, and silent."""

import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

import platformdirs

_FOLDER: Final = "MPLCONFIGDIR"


def prepare() -> None:
    """Give matplotlib a folder that it may write to. It keeps a list of the machine's fonts there, nothing else."""
    if _FOLDER not in os.environ and "matplotlib" not in sys.modules:
        os.environ[_FOLDER] = str(_writable_folder())
    # It says on standard error that it reads the list of fonts; that is no concern of a user.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)


def _writable_folder() -> Path:
    folder = platformdirs.user_cache_path("council-benchmark", appauthor=False) / "matplotlib"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="council-benchmark-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="council-benchmark-"))

"""The end of a file's name says what kind it is: what does not fit is refused before anything is read or written."""

from collections.abc import Sequence
from pathlib import Path


def check_endings(paths: Sequence[Path], endings: Sequence[str]) -> None:
    """Refuse names that other programs would take for another kind of file."""
    from benchmark.errors import UsageError

    for path in paths:
        if path.suffix.lower() not in endings:
            raise UsageError(f"The name of {path} has to end in {' or '.join(endings)}.")


def to_workbook(path: Path | None) -> Path | None:
    """Take the name of a workbook that is to be written."""
    check_endings([path] if path else [], (".xlsx",))
    return path


def to_page(path: Path | None) -> Path | None:
    """Take the name of a page for the browser that is to be written."""
    check_endings([path] if path else [], (".html", ".htm"))
    return path


def to_table(path: Path | None) -> Path | None:
    """Take the name of a table that is to be written."""
    check_endings([path] if path else [], (".csv",))
    return path

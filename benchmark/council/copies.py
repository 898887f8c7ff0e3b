"""Copies of a council's answers: the last good one, which the program keeps, and those that a synchronised folder makes.

After every save the same text goes into a second file, without waiting for the disk. Where the first is damaged, the
second still has every answer. It is never used unless the user says so.
"""

import contextlib
from datetime import datetime
from pathlib import Path
from typing import Any

import tomli

from benchmark.council.assessment_file import FORMAT
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault
from benchmark.files import TOML_LIMIT, read_bytes, read_text, read_toml, write_bytes, write_text

# "." stands in no id, so no question set can have a file with one of these names.
_GOOD = ".last-good"
_DAMAGED = ".damaged"


def good_copy_path(path: Path) -> Path:
    """Give the place of the last good copy of a file of answers."""
    return path.with_name(f"{path.stem}{_GOOD}.toml")


def keep_good_copy(path: Path, text: str) -> None:
    """Keep the text of a file of answers that is safe. Where that cannot be done, nothing is lost yet."""
    with contextlib.suppress(FaultsError):
        write_text(good_copy_path(path), text, durable=False)


def refresh_good_copy(path: Path) -> None:
    """Keep what stands in a file of answers that has just been read well: somebody may have edited it."""
    with contextlib.suppress(FaultsError):
        data = read_bytes(path, TOML_LIMIT)
        good = good_copy_path(path)
        if not good.exists() or read_bytes(good, TOML_LIMIT) != data:
            write_bytes(good, data, durable=False)


def with_way_back(error: FaultsError, path: Path, command: str) -> FaultsError:
    """Add to the faults of damaged answers that there is a good copy, where there is one, and how to put it back."""
    copy = good_copy_path(path)
    answers = _answers_in(copy)
    if not error.faults or answers is None:
        return error
    when = datetime.fromtimestamp(copy.stat().st_mtime).astimezone()
    told = fault(
        "good-copy", str(copy), count=answers, when=f"{when.day} {when:%B %Y, %H:%M}", command=f"{command} --restore"
    )
    *before, last = error.faults
    remedy = f"{last.remedy} {told.rule} {told.remedy}"
    return FaultsError([*before, type(last)(last.file, last.place, last.code, last.rule, remedy)])


def restore(path: Path) -> list[str]:
    """Put the last good copy back. The damaged file stays beside it, under another name. Say what was done."""
    copy = good_copy_path(path)
    answers = _answers_in(copy)
    if answers is None:
        raise UsageError(f"There is no good copy of {path}, so nothing was changed.")
    told = []
    if path.exists():
        aside = _free_name(path)
        write_bytes(aside, read_bytes(path, TOML_LIMIT))
        told.append(f"The file as it was is kept as {aside}.")
    write_bytes(path, read_bytes(copy, TOML_LIMIT))
    return [f"{path} has the last good copy again: {_count(answers)}.", *told]


def stray_copies(path: Path) -> list[str]:
    """Tell of each other file in the folder that says it holds the same answers. None is ever read for them."""
    return [
        f"{found} is another copy of {path.name}, perhaps made by a synchronised folder. It is not used: compare the "
        "two, then move it away."
        for found in sorted(path.parent.glob("*.toml"))
        if found != path and not _is_ours(found) and _is_copy(found, path)
    ]


def _is_ours(found: Path) -> bool:
    return found.stem.endswith(_GOOD) or _DAMAGED in found.stem


def _is_copy(found: Path, path: Path) -> bool:
    """Judge by what a file says of itself; where it cannot be read, by a name that no question set can have."""
    try:
        data: dict[str, Any] = tomli.loads(read_text(found, TOML_LIMIT))
    except (FaultsError, ValueError, RecursionError):
        return found.stem.startswith(path.stem) and any(not (c.isalnum() or c == "-") for c in found.stem)
    return data.get("format") == FORMAT and data.get("questionnaire") == path.stem


def _answers_in(copy: Path) -> int | None:
    """Count the answers in a good copy; None where there is none that can be read."""
    try:
        data = read_toml(copy)
    except FaultsError:
        return None
    answers = data.get("answers", {})
    return len(answers) if data.get("format") == FORMAT and isinstance(answers, dict) else None


def _count(answers: int) -> str:
    return "1 answer" if answers == 1 else f"{answers} answers"


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        found = path.with_name(f"{path.stem}{_DAMAGED}-{number}.toml")
        if not found.exists():
            return found
        number += 1

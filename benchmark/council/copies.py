"""Copies of a council's answers: the last good one, kept by the program, and those that a synchronised folder makes.

After every save the same text goes into a second file, without waiting for the disk. Where the first is damaged, the
second still has every answer. It is never used unless the user says so.
"""

import contextlib
import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import tomli

from benchmark.council.assessment_file import FORMAT
from benchmark.council.roles import owner_of
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import TOML_LIMIT, read_bytes, read_text, write_bytes, write_text

# "." stands in no id, so no question set can have a file with one of these names.
_GOOD: Final = ".last-good"
_OURS: Final = re.compile(r"[.](last-good|hand-out|(damaged|earlier)-[0-9]+)\Z")


def good_copy_path(path: Path) -> Path:
    """Give the place of the last good copy of a file of answers."""
    return path.with_name(f"{path.stem}{_GOOD}.toml")


def keep_good_copy(path: Path, text: str) -> None:
    """Keep the text of a file of answers that is safe. Where that cannot be done, nothing is lost yet."""
    with contextlib.suppress(FaultsError):
        write_text(good_copy_path(path), text, durable=False)


def refresh_good_copy(path: Path) -> None:
    """Bring the good copy up to date with a file of answers that was just read without a fault."""
    text = read_text(path, TOML_LIMIT)
    copy = good_copy_path(path)
    if not copy.exists() or read_bytes(copy, TOML_LIMIT) != text.encode("utf-8"):
        keep_good_copy(path, text)


def set_aside(path: Path, mark: str = "earlier") -> Path | None:
    """Keep a file of answers, or a copy of one, under a name of its own before another takes its place."""
    if not path.exists():
        return None
    stem = path.stem.removesuffix(_GOOD)
    number = 1
    while (aside := path.with_name(f"{stem}.{mark}-{number}.toml")).exists():
        number += 1
    write_bytes(aside, read_bytes(path, TOML_LIMIT))
    return aside


def way_back(path: Path, answers: int, command: str) -> Fault:
    """Say that there is a good copy of a file of answers, and how to put it back."""
    copy = good_copy_path(path)
    when = datetime.fromtimestamp(copy.stat().st_mtime).astimezone()
    return fault(
        "good-copy", str(copy), answers=count(answers), when=f"{when.day} {when:%B %Y, %H:%M}", command=command
    )


def with_way_back(error: FaultsError, way: Fault) -> FaultsError:
    """Add the way back to the last of the faults of a damaged file."""
    *before, last = error.faults
    return FaultsError([*before, last._replace(remedy=f"{last.remedy} {way.rule} {way.remedy}")])


def restore(path: Path) -> list[str]:
    """Put the last good copy back. The damaged file stays beside it, under another name. Say what was done."""
    aside = set_aside(path, "damaged")
    write_bytes(path, read_bytes(good_copy_path(path), TOML_LIMIT))
    return [f"The file as it was is kept as {aside}."] if aside else []


def count(answers: int) -> str:
    """Say a number of answers."""
    return "1 answer" if answers == 1 else f"{answers} answers"


def stray_copies(path: Path) -> list[str]:
    """Tell of each other file in the folder that says it holds the same answers. None is ever read for them.

    Those of a colleague are other answers than those of the round.
    """
    owner = owner_of(path.stem)
    if owner is None:
        return []
    return [
        f"{found} is another copy of {path.name}, perhaps made by a synchronised folder. It is not used: compare the "
        "two, then move it away."
        for found in sorted(path.parent.glob("*.toml"))
        if found != path and not _is_ours(found) and _is_copy(found, path, owner)
    ]


def _is_ours(found: Path) -> bool:
    return _OURS.search(found.stem) is not None


def _is_copy(found: Path, path: Path, owner: tuple[str, str]) -> bool:
    """Judge by what a file says of itself; where it cannot be read, by a name that no question set can have."""
    try:
        data: dict[str, Any] = tomli.loads(read_text(found, TOML_LIMIT))
    except (FaultsError, ValueError, RecursionError):
        rest = found.stem.removeprefix(path.stem)
        return rest != found.stem and not rest.startswith(".as-") and any(not (c.isalnum() or c == "-") for c in rest)
    return data.get("format") == FORMAT and (data.get("questionnaire"), data.get("as", "")) == owner

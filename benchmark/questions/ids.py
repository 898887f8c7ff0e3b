"""What an id is, and which ids can name a file or a folder on every kind of computer."""

import re
from typing import Final

from benchmark.faults import Fault, fault

ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
# Ids become names of files and folders: far longer ones cannot be written everywhere.
LONGEST_ID: Final = 60
# Windows takes a file of such a name, whatever its ending, for a device.
DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)


def is_id(text: str) -> bool:
    """Say whether a text is an id: lower-case letters, digits and single hyphens."""
    return len(text) <= LONGEST_ID and ID.match(text) is not None


def is_version(text: str) -> bool:
    """Say whether a text that a file gives as a version is one, and so can stand in the name of a file."""
    return is_id(text.replace(".", "-"))


def name_fault(text: str, file: str, place: str = "") -> Fault | None:
    """Report an id that cannot name a network, a round or a question set: files and folders are named after them."""
    if not is_id(text):
        return fault("bad-id", file, place, id=text)
    return fault("reserved-id", file, place, id=text) if text in DEVICES else None

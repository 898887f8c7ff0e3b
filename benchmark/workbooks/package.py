"""The archive of a workbook: its parts by name, unpacked with bounds, and walked without ever obeying a DTD.

A workbook comes by e-mail. Only the parts that hold cells are unpacked; pictures, macros and links are never touched.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from benchmark.files import MEGABYTE, read_bytes
from benchmark.workbooks.limits import BadWorkbookError, Budget, Limits

_ZIP = b"PK\x03\x04"
# Workbooks of before 2007, and those that are locked with a password.
_OLD = b"\xd0\xcf\x11\xe0"
_ENTRY = b"PK\x01\x02"
_LOCKED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

Start = Callable[[Mapping[str, str]], None]
End = Callable[[], None]
Text = Callable[[str], object]
NO_ENDS: Final[Mapping[str, End]] = {}


class _ByTag(dict[str, Any]):
    """What is to be done at a tag as it is written, with its prefix; it is looked for once."""

    def __init__(self, by_name: Mapping[str, object]) -> None:
        super().__init__()
        self._by_name = by_name

    def __missing__(self, tag: str) -> object:
        self[tag] = found = self._by_name.get(tag.rpartition(":")[2])
        return found


class Package:
    """An opened archive. Every failure is a BadWorkbookError."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.budget = Budget(limits)
        self._unpacked = 0
        data = read_bytes(path, limits.size)
        if not data.startswith(_ZIP):
            why = (
                "it is in the old format, or locked with a password" if data.startswith(_OLD) else "it is another kind"
            )
            raise BadWorkbookError(why)
        # Before the list is read: that alone takes a second for a hundred thousand parts.
        if data.count(_ENTRY) > limits.members:
            raise BadWorkbookError(f"it has more than {limits.members:,} parts")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
            raise BadWorkbookError("it is damaged") from None
        self._parts = {info.filename: info for info in self._archive.infolist()}
        if len(self._parts) < len(self._archive.infolist()):
            raise BadWorkbookError("two of its parts have the same name")

    def has(self, name: str) -> bool:
        """Say whether there is a part of this name."""
        return name in self._parts

    def walk(
        self, name: str, starts: Mapping[str, Start], ends: Mapping[str, End] = NO_ENDS, text: Text | None = None
    ) -> None:
        """Walk the XML of a part, and do what is said where an element starts or ends, by its name without prefix.

        Every element is counted, of whatever name.
        """
        # Without namespaces: the parser would write a long one out again for every name, gigabytes for a small file.
        parser = expat.ParserCreate()
        parser.buffer_text = True
        starting, ending = _ByTag(starts), _ByTag(ends)
        budget, left = self.budget, self.budget.elements

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                budget.refuse_elements()
            act = starting[tag]
            if act is not None:
                act(attributes)

        def end(tag: str) -> None:
            act = ending[tag]
            if act is not None:
                act()

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse
        try:
            parser.Parse(self._read(name), True)
        except (expat.ExpatError, ValueError, LookupError):
            raise BadWorkbookError(f"its part {posixpath.basename(name)[:60]} is damaged") from None
        budget.elements = left

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Map the ids of what a part refers to, to the kind and the name of that part. `name` may be empty: the top."""
        folder, base = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, tuple[str, str]] = {}

        def relationship(attributes: Mapping[str, str]) -> None:
            if attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                found[attributes.get("Id", "")] = (posixpath.basename(attributes.get("Type", "")), target)

        if self.has(part):
            self.walk(part, {"Relationship": relationship})
        return found

    def _read(self, name: str) -> bytes:
        """Unpack a part. What its header says of its size is not believed."""
        limits = self.budget.limits
        info = self._parts.get(name)
        if info is None:
            raise BadWorkbookError(f"its part {posixpath.basename(name)[:60]} is missing")
        if info.flag_bits & _LOCKED or info.compress_type not in _METHODS:
            raise BadWorkbookError("it is packed in a way that spreadsheets do not use")
        most = limits.part
        if info.compress_size * limits.ratio < most:
            most = max(info.compress_size * limits.ratio, MEGABYTE)
        try:
            with self._archive.open(info) as file:
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise BadWorkbookError("it is damaged") from None
        self._unpacked += len(data)
        if len(data) > most or self._unpacked > 2 * limits.part:
            raise BadWorkbookError("it unpacks to far more than its size")
        return data


def _refuse(*_: object) -> None:
    raise BadWorkbookError("it declares a document type, which no spreadsheet writes")

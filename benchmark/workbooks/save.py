"""Write a workbook so that the same cells give the same bytes, with nothing about who made it, where or when."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from benchmark.files import write_bytes

if TYPE_CHECKING:
    from openpyxl import Workbook

# A workbook says when it was made, and by whom, unless it is told something else.
_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone
_ZIP_DAY = (2000, 1, 1, 0, 0, 0)
# With or without lxml, which writes the attributes differently.
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]+")
# A formula as the library writes it, with no value beside it.
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v ?(?:/>|></v>)</c>')
_SHEET = "xl/worksheets/sheet{}.xml"

# The text or the whole number that a formula gives, by the title of the sheet and the place of the cell.
Stored = Mapping[tuple[str, str], str | int]
NOTHING: Final[Stored] = {}


def save_workbook(book: "Workbook", path: Path, stored: Stored = NOTHING) -> None:
    """Write a workbook to a file, whole or not at all; `stored` as in `workbook_bytes`."""
    write_bytes(path, workbook_bytes(book, stored))


def workbook_bytes(book: "Workbook", stored: Stored = NOTHING) -> bytes:
    """Give the bytes of a workbook.

    `stored` is what all of its formulas give, for programs that show a workbook without calculating it. The
    library can write a formula or a value, so they are put in afterwards.
    """
    book.properties.creator = "council-benchmark"
    book.properties.created = _DAY
    buffer = io.BytesIO()
    book.save(buffer)
    sheets = {_SHEET.format(at): sheet.title for at, sheet in enumerate(book.worksheets, start=1)} if stored else {}
    return _finished(buffer.getvalue(), sheets, stored)


def _with_values(part: bytes, title: str, stored: Stored) -> bytes:
    """Put beside every formula what it gives."""

    def both(found: re.Match[str]) -> str:
        value = stored[title, found[1]]
        kind = ' t="str"' if isinstance(value, str) else ""
        return f'<c r="{found[1]}"{found[2]}{kind}>{found[3]}<v>{escape(str(value))}</v></c>'

    return _FORMULA.sub(both, part.decode("utf-8")).encode("utf-8")


def _finished(data: bytes, sheets: Mapping[str, str], stored: Stored) -> bytes:
    """Put in what is stored, and give the workbook, and every part of its archive, the same date.

    The library writes the time of saving.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part = _MODIFIED.sub(_DAY.strftime(r"\g<1>%Y-%m-%dT%H:%M:%SZ").encode("ascii"), old.read(name))
            if name in sheets:
                part = _with_values(part, sheets[name], stored)
            new.writestr(zipfile.ZipInfo(name, _ZIP_DAY), part, zipfile.ZIP_DEFLATED)
    return result.getvalue()

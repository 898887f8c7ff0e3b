"""Write a workbook so that the same cells give the same bytes, with nothing about who made it, where or when."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.files import write_bytes

if TYPE_CHECKING:
    from openpyxl import Workbook

# A workbook says when it was made, and by whom, unless it is told something else.
_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone
_ZIP_DAY = (2000, 1, 1, 0, 0, 0)
# With or without lxml, which writes the attributes differently.
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]+")


def save_workbook(book: "Workbook", path: Path) -> None:
    """Write a workbook to a file, whole or not at all."""
    write_bytes(path, workbook_bytes(book))


def workbook_bytes(book: "Workbook") -> bytes:
    """Give the bytes of a workbook."""
    book.properties.creator = "council-benchmark"
    book.properties.created = _DAY
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_times(buffer.getvalue())


def _without_times(data: bytes) -> bytes:
    """Give the workbook, and every part of its archive, the same date; the library writes the time of saving."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part = _MODIFIED.sub(_DAY.strftime(r"\g<1>%Y-%m-%dT%H:%M:%SZ").encode("ascii"), old.read(name))
            new.writestr(zipfile.ZipInfo(name, _ZIP_DAY), part, zipfile.ZIP_DEFLATED)
    return result.getvalue()

"""Workbooks of results, written in memory: a text is never a formula, and the same cells give the same bytes."""

import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benchmark.files import write_bytes
from benchmark.formulas import guarded
from benchmark.workbooks.garbage import uncollected
from benchmark.workbooks.limits import LONGEST_TEXT

Value = str | int | float | bool | None

# A workbook says when it was made, and by whom, unless it is told something else.
_ABOUT: Final = {"author": "council-benchmark", "created": datetime(2000, 1, 1)}  # noqa: DTZ001 - dates have no zone
# Nothing is written to another folder, and no text is taken for something else.
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# The library takes the first for markup of its own, and puts it into the file as it is; and, in some versions, the
# second for a formula, whatever it was told.
_MISTAKEN: Final = ("<r>", "{=")
_HALVES: Final = re.compile("[\ud800-\udfff]")


class Run(NamedTuple):
    """Cells of a row that lie side by side and look alike. The first column is counted from 0."""

    first: int
    values: Sequence[Value]
    look: Format


class Sheet(Worksheet):
    """A sheet as the library writes it, but for two things."""

    def _escape_attributes(self, attribute: Any) -> Any:
        """Let the place and the look of a cell pass: to search them for signs takes a sixth of the library's time."""
        if not isinstance(attribute, str) or attribute.isalnum():
            return attribute
        return super()._escape_attributes(attribute)  # type: ignore[no-untyped-call] # the library's own

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        """Fix no height of a row: Excel changes it when somebody types more."""
        super()._xml_start_tag_unencoded(tag, [one for one in attributes if one[0] != "customHeight"])


class Book(Workbook):
    """A workbook of results. It is written once, at the end."""

    worksheet_class = Sheet

    def __init__(self) -> None:
        """Begin without sheets."""
        self._file = io.BytesIO()
        self._looks: dict[object, Format] = {}
        super().__init__(self._file, _OPTIONS)
        self.set_properties(_ABOUT)

    def look(self, **parts: object) -> Format:
        """Give the look of these parts; the same parts give the same one."""
        key = tuple(sorted(parts.items()))
        if key not in self._looks:
            self._looks[key] = self.add_format(parts)
        return self._looks[key]

    def sheet(self, title: str) -> Sheet:
        """Give the sheet of this title."""
        return cast(Sheet, self.get_worksheet_by_name(title))

    @uncollected()
    def finish(self) -> bytes:
        """Give the bytes of the workbook."""
        self.close()
        return self._file.getvalue()


def save_book(book: Book, path: Path) -> None:
    """Write a workbook to a file, whole or not at all."""
    write_bytes(path, book.finish())


def held(value: Value) -> Value:
    """Give what a cell may hold of a value: no text begins like a formula, and a number that is none is left out."""
    if isinstance(value, str):
        return _text(value)
    return value if value is None or math.isfinite(value) else None


def _text(text: str) -> str:
    """Write a text so that a spreadsheet can hold it. What XML cannot hold, the library escapes."""
    text = guarded(text)
    if text.startswith(_MISTAKEN):
        text = f"'{text}"
    if not text.isascii():
        text = _HALVES.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    # Excel counts the halves of a character beyond the first 65,536 one by one.
    if len(text) > LONGEST_TEXT // 2:
        text = text.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
    return text


def put_row(sheet: Sheet, at: int, runs: Iterable[Run]) -> None:
    """Write a row, counted from 0. Raise ValueError where a sheet has no room: the library would leave cells out."""
    for start, values, look in runs:
        if sheet.write_row(at, start, values, look):
            raise ValueError(f"A sheet has no room for {len(values)} cells in row {at + 1}.")

"""Tidy sheets of an Excel workbook: a row a thing, a column a fact, numbers as numbers, and what each column means.

Nothing is calculated in them. Charts are Excel's own, so that whoever gets the workbook can edit them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmark.workbooks.garbage import uncollected
from benchmark.workbooks.heights import height_of, lines_of
from benchmark.workbooks.results import Book, Run, Sheet, held, put_row
from benchmark.workbooks.results import Value as Value  # noqa: PLC0414 - whoever makes tables finds it here

if TYPE_CHECKING:
    from xlsxwriter.format import Format

WHOLE: Final = "0"
TENTHS: Final = "0.0"
PERCENT: Final = "0%"
_GENERAL: Final = "General"
DICTIONARY: Final = "Data dictionary"
_WIDEST: Final = 60
_A4: Final = 9
_LEFT: Final = {"align": "left", "valign": "top", "text_wrap": True}
_TOP: Final = {"valign": "top"}
# Of a column, for each character.
_PIXELS: Final = 7


class Field(NamedTuple):
    """A column: its title, what it means, and how its numbers are written."""

    title: str
    about: str
    number_format: str = _GENERAL


@dataclass(frozen=True)
class Table:
    """A sheet as it will be written."""

    title: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[Value]]


@uncollected()
def make_book(tables: Sequence[Table]) -> Book:
    """Make a workbook of tables that hold something, and a last sheet that explains every column."""
    book = Book()
    shown = [table for table in tables if table.rows]
    said = [(table.title, field.title, field.about) for table in shown for field in table.fields]
    fields = (Field("Sheet", "The sheet."), Field("Column", "The column."), Field("Meaning", "What it holds."))
    for table in (*shown, Table(DICTIONARY, fields, said)):
        _add(book, table)
    return book


def _add(book: Book, table: Table) -> None:
    book.add_worksheet(table.title)
    sheet = book.sheet(table.title)
    rows = [[held(value) for value in row] for row in table.rows]
    heights = _set_widths(sheet, table.fields, rows)
    put_row(sheet, 0, [Run(0, [field.title for field in table.fields], book.look(bold=True))])
    runs = list(_runs(book, table.fields))
    for at, (values, lines) in enumerate(zip(rows, heights, strict=True), start=1):
        put_row(sheet, at, [Run(start, values[start:stop], look) for start, stop, look in runs])
        if lines > 1:
            sheet.set_row(at, height_of(lines))
    sheet.autofilter(0, 0, len(rows), len(table.fields) - 1)
    _set_page(sheet)


def _runs(book: Book, fields: Sequence[Field]) -> Iterator[tuple[int, int, "Format"]]:
    """Give the columns that lie side by side and look alike: from which, up to which, and how."""
    start = 0
    for number_format, alike in groupby(field.number_format for field in fields):
        stop = start + len(list(alike))
        yield start, stop, book.look(num_format=number_format, **(_LEFT if number_format == _GENERAL else _TOP))
        start = stop


def _set_widths(sheet: Sheet, fields: Sequence[Field], rows: Sequence[Sequence[Value]]) -> list[int]:
    """Make each column as wide as its longest text, up to a limit; give the lines that each row then has."""
    lines = [1] * len(rows)
    for at, (field, cells) in enumerate(zip(fields, zip(*rows, strict=True), strict=True)):
        texts = {row: text for row, text in enumerate(cells) if isinstance(text, str)}
        width = min(max(_digits(cells), *map(_longest, (field.title, *texts.values()))) + 3, _WIDEST)
        sheet.set_column_pixels(at, at, width * _PIXELS)
        for row, text in texts.items():
            if field.number_format == _GENERAL and (len(text) >= width or "\n" in text):
                lines[row] = max(lines[row], lines_of(text, width))
    return lines


def _digits(cells: Sequence[Value]) -> int:
    """Count the signs of the longest number, with room for two decimals or commas: else only hashes show."""
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    return len(f"{max(numbers, key=abs):.0f}") + 2 if numbers else 0


def _longest(text: str) -> int:
    """Count the characters of the longest line of a text."""
    return max(map(len, text.split("\n"))) if "\n" in text else len(text)


def _set_page(sheet: Sheet) -> None:
    """Keep the titles in sight, on the screen and on paper: as wide as a page, and as long as it is."""
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)

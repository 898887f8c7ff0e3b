"""The text of a table as a spreadsheet of any country wrote it: encoding, separator, rows."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.formulas import guarded

# As the mapping names them, and as Python does.
ENCODINGS: Final = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "windows-1250": "cp1250",
    "windows-1252": "cp1252",
    "iso-8859-1": "latin-1",
    "iso-8859-15": "iso8859-15",
    "macintosh": "mac-roman",
}
SEPARATORS: Final = {",": ",", ";": ";", "tab": "\t"}
# Excel takes this line for a setting, not for a row.
_SAID: Final = {f"sep={sign}": sign for sign in SEPARATORS.values()}
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LOOKED_AT: Final = 50
_BEGINNING: Final = 200_000
_LONGEST_LINE: Final = 1_000_000


def decode(data: bytes, file: str, encoding: str | None) -> tuple[str, str]:
    """Give the text, and the name of its encoding: what is said, else by its mark, else UTF-8, else that of Windows."""
    if data.startswith(_WORKBOOKS):
        raise FaultsError([fault("a-workbook", file)])
    if encoding is None:
        encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
        tries = [encoding, "windows-1252"] if encoding == "utf-8" else [encoding]
    else:
        tries = [encoding]
    for name in tries:
        try:
            text = data.decode(ENCODINGS[name])
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, name
    raise FaultsError([fault("not-text", file, encoding=" or ".join(tries))])


def choose_separator(text: str, said: str | None) -> tuple[str, str]:
    """Give the text without a line that names the separator, and the separator: one that makes even rows."""
    first, _, rest = text.partition("\n")
    if first.rstrip("\r") in _SAID:
        text, said = rest, said or _SAID[first.rstrip("\r")]
    if said:
        return text, said
    return text, max(SEPARATORS.values(), key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> tuple[float, int]:
    """Say how well a separator fits: the share of rows as wide as the header, then how wide that is."""
    widths = []
    try:
        for cells in islice(csv.reader(_lines(text[:_BEGINNING]), delimiter=sign, strict=True), _LOOKED_AT):
            widths += [len(cells)] if cells else []
    except csv.Error:
        # The end of what is looked at may lie within quotes.
        widths = widths if len(text) > _BEGINNING else []
    if not widths or widths[0] == 1:
        return (0, 1)
    return (sum(width == widths[0] for width in widths) / len(widths), widths[0])


def read_records(text: str, sign: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Give every row with its number, the header first."""
    reader = csv.reader(_lines(text), delimiter=sign, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FaultsError([fault("not-csv", file, f"row {number}", why=error)]) from None


def _lines(text: str) -> Iterator[str]:
    """Give every line; one without end would be millions of cells."""
    file = io.StringIO(text, newline="")
    while line := file.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise csv.Error(f"a line is longer than {_LONGEST_LINE:,} characters")
        yield line


def letters(at: int) -> str:
    """Write the place of a column as a spreadsheet does: A to Z, then AA."""
    before, last = divmod(at, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def unguarded(cell: str) -> str:
    """Take away the apostrophe by which this program, and a spreadsheet, keep a text from being a formula."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell

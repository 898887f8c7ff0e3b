"""How much of a workbook is read: far above any real one, far below what could exhaust a laptop."""

from dataclasses import dataclass
from typing import NoReturn

from benchmark.files import MEGABYTE

# Excel holds no longer text in a cell.
LONGEST_TEXT = 32_767


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one workbook. Sizes are in bytes; the last four count over all its sheets."""

    size: int = 10 * MEGABYTE
    members: int = 500
    part: int = 6 * MEGABYTE
    # A real sheet is packed to a tenth, one of equal rows to a fiftieth; zeros alone to a thousandth.
    ratio: int = 150
    rows: int = 20_000
    columns: int = 500
    sheets: int = 50
    elements: int = 500_000
    cells: int = 100_000
    text: int = 3 * MEGABYTE


class BadWorkbookError(Exception):
    """The workbook cannot be read, or is not read for safety. The message says why, to fill a gap in a fault."""


class Budget:
    """What is left of the bounds while a workbook is read; whoever spends too much ends the reading."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        # Counted by whoever walks through them: a call for each would take a tenth of the time.
        self.elements = limits.elements
        self._rows, self._columns = limits.rows, limits.columns
        self._cells = limits.cells
        self._text = limits.text

    def refuse_elements(self) -> NoReturn:
        """Say that there are too many elements of XML."""
        raise BadWorkbookError(f"it has more than {self.limits.elements:,} elements")

    def cell(self, row: int, column: int, text: str) -> None:
        """Count one cell that holds something."""
        if row > self._rows or column > self._columns:
            raise BadWorkbookError(
                f"a cell stands in row {row:,}, column {column:,}; "
                f"{self._rows:,} rows and {self._columns:,} columns are read"
            )
        if len(text) > LONGEST_TEXT:
            raise BadWorkbookError(f"a cell holds more than {LONGEST_TEXT:,} characters")
        self._cells -= 1
        self._text -= len(text)
        if self._cells < 0 or self._text < 0:
            raise BadWorkbookError(f"it has more than {self.limits.cells:,} cells or {self.limits.text:,} characters")

"""The formulas of a workbook of answers, each with what it gives at first."""

from openpyxl.worksheet.worksheet import Worksheet

from benchmark.council.workbook.states import States


class Formulas:
    """Puts formulas into cells, and keeps what each one gives at first."""

    def __init__(self, states: States) -> None:
        self.states = states
        self.stored: dict[tuple[str, str], str | int] = {}

    def put(self, sheet: Worksheet, place: str, formula: str, gives: str | int) -> None:
        """Put a formula into a cell."""
        sheet[place].value = formula
        self.stored[sheet.title, place] = gives

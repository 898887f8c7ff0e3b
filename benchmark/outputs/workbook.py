"""The rows of a comparison as an Excel workbook: one tidy sheet a table. Nothing is calculated in it."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from benchmark.outputs.comparison_text import NOT_RESIDENTS
from benchmark.outputs.comparison_view import View
from benchmark.outputs.rows import guarded
from benchmark.pool.benchmark import ANYONE, imported_words
from benchmark.workbooks.save import save_workbook

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_WIDEST = 60


def write_workbook(view: View, path: Path) -> None:
    """Write every table of a comparison to one workbook."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    _add_sheet(book, "About", pd.DataFrame(_about(view), columns=["What", "Value"]))
    tables: list[tuple[str, Sequence[DataclassInstance]]] = [
        ("Sections", view.profile),
        ("By group", view.by_group),
        ("Levels", view.bins),
        ("Strengths and gaps", view.gaps),
    ]
    for title, rows in tables:
        if rows:
            _add_sheet(book, title, frame(rows))
    save_workbook(book, path)


def frame(rows: Sequence["DataclassInstance"]) -> pd.DataFrame:
    """Give rows as a data frame, one column a field; what is withheld is missing."""
    return pd.DataFrame([asdict(row) for row in rows])


def _about(view: View) -> list[tuple[str, object]]:
    benchmark = view.benchmark
    return [
        ("Question set", f"{benchmark.title} {benchmark.version}"),
        ("Round", benchmark.round),
        ("Networks", ", ".join(benchmark.networks)),
        ("Peers", view.group.title),
        ("Councils", view.group.councils),
        ("Setting", benchmark.rules.setting),
        ("Fewest councils in any figure", benchmark.rules.minimum),
        ("An empty cell", "withheld, or there is none"),
        ("What it compares", NOT_RESIDENTS),
        ("Who could send returns", "invited councils only" if benchmark.invited_only else ANYONE),
        ("Imported returns", imported_words(benchmark) or "none"),
    ]


def _add_sheet(book: Workbook, title: str, table: pd.DataFrame) -> None:
    sheet = book.create_sheet(title)
    sheet.append([str(name).replace("_", " ").capitalize() for name in table.columns])
    for row in table.itertuples(index=False):
        sheet.append([_cell(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for at, column in enumerate(sheet.iter_cols(), start=1):
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(at)].width = min(longest + 3, _WIDEST)


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return guarded(value)
    return None if value is None or pd.isna(value) else value

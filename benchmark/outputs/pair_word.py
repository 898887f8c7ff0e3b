"""The page of a pair as a Word file: one sheet of A4, with Word's own styles. The same pair gives the same bytes."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from benchmark.console import visible
from benchmark.files import write_bytes
from benchmark.outputs.agenda_words import Entry
from benchmark.outputs.pair_page import HEADER, LAST, PRIVATE, PairPage
from benchmark.outputs.word import document_bytes, mark_row, new_document

_SIZES: Final = {"Normal": 8, "Heading 1": 13, "Heading 2": 10, "Heading 3": 8.5, "Caption": 8.5, "List Bullet": 8}
# Where there is room for larger letters.
_ROOMY: Final = {**_SIZES, "Normal": 8.5, "Heading 3": 9, "List Bullet": 8.5}
_SECTION_WIDTHS: Final = (Cm(9), Cm(2.4), Cm(2.2), Cm(2.2), Cm(2.2))
_AGENDA_WIDTHS: Final = (Cm(1.6), Cm(16.4))


def write_pair_word(page: PairPage, path: Path) -> None:
    """Write the page to a Word file, whole or not at all."""
    write_bytes(path, pair_word_bytes(page))


def pair_word_bytes(page: PairPage) -> bytes:
    """Give the Word file of the page."""
    document = new_document(page.title, _ROOMY if page.roomy else _SIZES, Cm(1.5), Cm(0.9))
    _tighten(document)
    document.add_paragraph(PRIVATE).runs[0].bold = True
    document.add_heading(visible(page.title), 1)
    document.add_paragraph(visible(page.subtitle))
    if page.sections:
        document.add_paragraph("Section by section", "Caption")
        rows = [(row.title, row.questions, row.mine, row.theirs, row.ahead) for row in page.sections]
        _table(document, _SECTION_WIDTHS, [(*HEADER, page.names.mine, page.names.theirs, LAST), *rows])
    if page.more_sections:
        document.add_paragraph(f"And {page.more_sections} more sections.")
    document.add_heading(page.agenda_title, 2)
    for heading, entries in groupby(page.agenda, key=lambda entry: entry.heading):
        document.add_heading(visible(heading), 3)
        _agenda(document, list(entries))
    if page.contacts:
        document.add_heading("Whom to ask", 2)
    for contact in page.contacts:
        document.add_paragraph(visible(contact), "List Bullet")
    for note in page.notes:
        document.add_paragraph(visible(note)).runs[0].font.size = Pt(7)
    return document_bytes(document)


def _tighten(document: WordDocument) -> None:
    """Take the space out that the styles leave between paragraphs."""
    for name in _SIZES:
        style: Any = document.styles[name]
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.space_before = Pt(3 if name.startswith("Heading") else 0)
        style.paragraph_format.line_spacing = 1.0
    document.styles["Caption"].font.bold = True


def _table(document: WordDocument, widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
    table = _new_table(document, widths)
    for at, cells in enumerate(rows):
        row = table.add_row()
        mark_row(row, "w:cantSplit")
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].add_run(visible(text)).bold = at in (0, len(rows) - 1)
        if at == 0:
            mark_row(row, "w:tblHeader")


def _new_table(document: WordDocument, widths: Sequence[int]) -> Any:
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _agenda(document: WordDocument, entries: Sequence[Entry]) -> None:
    table = _new_table(document, _AGENDA_WIDTHS)
    for entry in entries:
        row = table.add_row()
        mark_row(row, "w:cantSplit")
        for cell, width in zip(row.cells, _AGENDA_WIDTHS, strict=True):
            cell.width = width
        row.cells[0].paragraphs[0].add_run(f"{entry.minutes} min")
        row.cells[1].paragraphs[0].add_run(visible(entry.title)).bold = True
        for line in entry.lines:
            row.cells[1].add_paragraph(visible(line))

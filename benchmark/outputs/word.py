"""A paper as a Word file, with Word's own styles. The same paper gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from benchmark.console import visible
from benchmark.files import write_bytes
from benchmark.outputs import theme
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.figures import png_bytes
from benchmark.outputs.paper import Paper, Part

# A file says when it was made, and by whom, unless it is told something else.
_DAY: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a document's dates have no zone
_ZIP_DAY: Final = (2000, 1, 1, 0, 0, 0)
_FONT: Final = "Arial"
_WIDTH: Final = Cm(16.5)
# The first column holds names, the others figures.
_FIRST: Final = Cm(7.5)
# A table of so many rows is kept on one page.
_TOGETHER: Final = 20
_SIZES: Final = {"Normal": 11, "Title": 20, "Heading 1": 15, "Heading 2": 12.5, "Caption": 10.5}


def write_paper(paper: Paper, path: Path) -> None:
    """Write a paper to a Word file, whole or not at all."""
    write_bytes(path, paper_bytes(paper))


def paper_bytes(paper: Paper) -> bytes:
    """Give the Word file of a paper."""
    document = new_document(paper.title, _SIZES, Cm(2.25), Cm(2))
    _page_numbers(document.sections[0].footer.paragraphs[0])
    document.add_heading(visible(paper.title), 1)
    document.add_paragraph(visible(paper.subtitle))
    for number, part in enumerate(paper.parts, start=1):
        _write(document, part, number)
    return document_bytes(document)


def document_bytes(document: WordDocument) -> bytes:
    """Give the bytes of a document; the same document gives the same."""
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_dates(buffer.getvalue())


def new_document(title: str, sizes: Mapping[str, float], side: Length, top: Length) -> WordDocument:
    """Begin a document: the page and its margins, the look of the styles, the language, and who made it and when."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = side
    section.top_margin = section.bottom_margin = top
    for name, size in sizes.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor(0x0B, 0x0C, 0x0C)
        _plain_fonts(style.element)
    document.styles["Caption"].font.bold = True
    _language(document)
    core = document.core_properties
    core.title, core.author, core.language = visible(title), "council-benchmark", "en-GB"
    core.last_modified_by, core.comments, core.revision = "council-benchmark", "", 1
    core.created = core.modified = _DAY
    return document


def _plain_fonts(style: Any) -> None:
    """Let a style use its own font: the template's headings name one of a theme, which goes before it."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _language(document: WordDocument) -> None:
    """Say that the text is British English, for whoever has it read aloud or checks the spelling."""
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), "en-GB")


def _page_numbers(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run: Any = paragraph.add_run("Page ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element: Any = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001 - the library has no fields


def _write(document: WordDocument, part: Part, number: int) -> None:
    document.add_heading(f"{number}. {visible(part.heading)}", 2)
    for text in part.paragraphs:
        paragraph = document.add_paragraph(visible(text))
        # What leads up to a chart stands on its page.
        paragraph.paragraph_format.keep_with_next = bool(part.charts) and not part.rows
    _list(document, part)
    for text in part.after:
        document.add_paragraph(visible(text))
    if part.rows:
        _table(document, part)
    for chart in part.charts:
        _picture(document, chart)


def _list(document: WordDocument, part: Part) -> None:
    style = "List Number" if part.numbered else "List Bullet"
    numbers = _new_numbers(document) if part.numbered and part.items else None
    for text in part.items:
        paragraph = document.add_paragraph(visible(text), style)
        if numbers is not None:
            properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - as below
            properties.get_or_add_numId().val = numbers


def _new_numbers(document: WordDocument) -> int:
    """Begin to count from 1 again: without it, a second list goes on from the first."""
    numbering: Any = document.part.numbering_part.element
    style: Any = document.styles["List Number"].element
    first = numbering.num_having_numId(style.pPr.numPr.numId.val)
    added = numbering.add_num(first.abstractNumId.val)
    added.add_lvlOverride(0).add_startOverride(1)
    return int(added.numId)


def _table(document: WordDocument, part: Part) -> None:
    caption = document.add_paragraph(visible(part.caption), "Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(part.header), style="Table Grid")
    table.autofit = False
    widths = [_FIRST, *[(_WIDTH - _FIRST) // (len(part.header) - 1)] * (len(part.header) - 1)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _row(table.rows[0], part.header, widths, bold=True)
    mark_row(table.rows[0], "w:tblHeader")
    for cells in part.rows:
        row = table.add_row()
        _row(row, cells, widths)
        mark_row(row, "w:cantSplit")
    if len(part.rows) <= _TOGETHER:
        for row in table.rows[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    document.add_paragraph()


def _row(row: Any, cells: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, cells, widths, strict=True):
        cell.width = width
        run = cell.paragraphs[0].add_run(visible(text))
        run.bold = bold


def mark_row(row: Any, name: str) -> None:
    """Mark a table's row: to be repeated on each page, or not to be split."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - the library has no such setting


def _picture(document: WordDocument, chart: Chart) -> None:
    """Put a chart in, with its words for who cannot see it."""
    shape: Any = document.add_picture(io.BytesIO(png_bytes(chart, theme.REPORT)), width=_WIDTH)
    named = shape._inline.docPr  # noqa: SLF001 - the library has no alternative text
    named.set("title", visible(chart.title))
    named.set("descr", visible(chart.alt))


def _same_dates(data: bytes) -> bytes:
    """Give every part of the archive the same date; the library writes the time of saving."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIP_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()

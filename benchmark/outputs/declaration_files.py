"""Write a council's page, or an index of pages, each with its table beside it: what people read, programs can too."""

from pathlib import Path

from benchmark.files import write_text
from benchmark.outputs.declaration_index import build_index, index_rows
from benchmark.outputs.declaration_index_page import render_index
from benchmark.outputs.declaration_page import render_page
from benchmark.outputs.rows import write_csv
from benchmark.returns.declaration import Page
from benchmark.returns.declaration_file import page_rows
from benchmark.returns.declaration_gather import Gathered


def write_page(page: Page, paths: list[Path]) -> None:
    """Write a council's page and its table."""
    *pages, table = paths
    for path in pages:
        write_text(path, render_page(page, table.name))
    write_csv(table, list(page_rows(page)))


def write_index(gathered: Gathered, paths: list[Path]) -> None:
    """Write an index and its table."""
    *pages, table = paths
    for path in pages:
        write_text(path, render_index(build_index(gathered), table.name))
    write_csv(table, list(index_rows(gathered)))

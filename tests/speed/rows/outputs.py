"""Whole commands: charts, a publication with its audit, and workbooks, against the libraries alone."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from openpyxl import Workbook, load_workbook
from xlsxwriter import Workbook as OtherWorkbook

from benchmark.outputs.charts import build_charts
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.figures import page
from benchmark.outputs.tidy_sheets import Field, Table, make_book
from benchmark.pool.benchmark import ALL, read_benchmark
from benchmark.workbooks.read import read_workbook
from benchmark.workbooks.results import save_book
from tests.speed.inputs import Inputs
from tests.speed.measure import REPOSITORY, Row, alternate, compare, ratio
from tests.speed.rows.start_up import PROGRAM, ended

COUNCILS, NEWCOMERS = 400, 28
ROWS, COLUMNS, SHEETS = 400, 80, 10
_AUDITED = """
import sys, time
began = time.perf_counter()
import benchmark.pool.rounds as rounds
from benchmark.pool import audit, cells, publish
spent, depth = [0.0], [0]
def timed(function):
    def run(*given, **named):
        depth[0] += 1
        start = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            depth[0] -= 1
            if not depth[0]:
                spent[0] += time.perf_counter() - start
    return run
rounds._audit, rounds._tell_versions = timed(rounds._audit), timed(rounds._tell_versions)
cells.differences, cells.groups_that_isolate = timed(cells.differences), timed(cells.groups_that_isolate)
publish.groups_that_isolate = timed(publish.groups_that_isolate)
from benchmark.cli.main import main
try:
    main()
except SystemExit:
    pass
print("audited", spent[0], time.perf_counter() - began)
"""


def rows(inputs: Callable[[int], Inputs]) -> Iterator[Row]:
    """Measure all."""
    made = inputs(COUNCILS)
    folder = made.folder / "outputs"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    yield publishing(made, folder)
    yield charts(made, folder)
    yield from workbooks(folder)


def publishing(made: Inputs, folder: Path) -> Row:
    """Publish an interim and a final; give the share of the audit in both together."""
    lines = made.pool.read_bytes().splitlines(keepends=True)
    pool, told = folder / "round.pool.jsonl", str(made.set_folder)
    shares: list[tuple[float, float]] = []

    def publish() -> float:
        for ledger in folder.glob("*.ledger.json"):
            ledger.unlink()
        audited = whole = 0.0
        for stage, part in ((["--interim"], lines[NEWCOMERS:]), ([], lines)):
            pool.write_bytes(b"".join(part))
            command = [sys.executable, "-c", _AUDITED, "pool", "publish", str(pool), *stage, "--questions", told]
            command += ["-o", str(folder / "round.benchmark.json")]
            done = subprocess.run(
                command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True
            )
            _, seconds, total = done.stdout.splitlines()[-1].split()
            audited, whole = audited + float(seconds), whole + float(total)
        shares.append((audited, whole))
        return whole

    publish()
    shares.clear()
    for _ in range(3):
        publish()
    audits, wholes = zip(*shares, strict=True)
    return Row(
        f"the audit within `pool publish`, {COUNCILS} councils, 3 attributes, an interim and a final",
        "the whole of both commands",
        0.1,
        ratio(list(audits), list(wholes)),
        sorted(audits)[1],
        note=f"both commands {sorted(wholes)[1]:.1f} s",
    )


def charts(made: Inputs, folder: Path) -> Row:
    """Compare with all charts, against a script that imports matplotlib and draws the same shapes and words."""
    source = folder / "round.benchmark.json"
    benchmark = read_benchmark(source)
    everyone = next(group for group in benchmark.groups if group.id == ALL)
    drawn = [_plainly(page(chart)) for chart in build_charts(benchmark, everyone, None)]
    (folder / "pages.json").write_text(json.dumps(drawn), encoding="utf-8")
    bare = [sys.executable, str(REPOSITORY / "tests" / "speed" / "bare_charts.py"), "pages.json"]
    command = [PROGRAM, "compare", str(source), "--questions", str(made.set_folder)]
    return compare(
        f"`compare` with all charts ({len(drawn)}), {COUNCILS} councils",
        "import matplotlib and draw the same, as PNG and SVG",
        {"floor": partial(ended, bare, folder), "ours": partial(ended, command, folder)},
        reach=1.25,
        seconds=40,
        most=5,
    )


def _plainly(drawn: Page) -> dict[str, object]:
    """Write a page as plain data: no code of ours is needed to draw it."""
    items = [[type(item).__name__, {name: getattr(item, name) for name in item.__slots__}] for item in drawn.items]
    return {"width": drawn.size.width, "height": drawn.y, "dots": drawn.size.dots, "items": items}


def workbooks(folder: Path) -> Iterator[Row]:
    """Write and read workbooks."""
    names = [f"Column {at}" for at in range(COLUMNS)]
    cells = [tuple(f"Text {row} {at}" if at % 4 == 0 else row * at / 7 for at in range(COLUMNS)) for row in range(ROWS)]
    fields = tuple(Field(name, "What it holds.") for name in names)
    tables = [Table(f"Sheet {at}", fields, cells) for at in range(SHEETS)]
    ways = {
        "ours": lambda: save_book(make_book(tables), folder / "ours.xlsx"),
        "openpyxl": partial(by_openpyxl, names, cells, folder / "openpyxl.xlsx"),
        "XlsxWriter": partial(by_xlsxwriter, names, cells, folder / "xlsxwriter.xlsx"),
    }
    taken = alternate(ways | {"floor": ways["XlsxWriter"]}, 30, 3)
    yield Row(
        f"results workbook, {ROWS} × {COLUMNS} × {SHEETS} sheets",
        "XlsxWriter writing the same cells, the faster of the two",
        1.1,
        ratio(taken["ours"], taken["floor"]),
        sorted(taken["ours"])[1],
        {"openpyxl, rows only": ratio(taken["openpyxl"], taken["floor"])},
    )
    # As many cells as a workbook from outside may have.
    filled = folder / "filled.xlsx"
    by_xlsxwriter(names, cells[:150], filled, sheets=8)
    yield compare(
        "reading a filled workbook of 96,000 cells, with the limits on hostile files",
        "openpyxl, read only, with no limits",
        {"floor": partial(read_by_openpyxl, filled), "ours": partial(read_by_us, filled)},
        reach=1,
        most=3,
    )


def by_openpyxl(names: list[str], cells: list[tuple[object, ...]], path: Path) -> None:
    """Write the cells in the library's quick way, without looks."""
    book = Workbook(write_only=True)
    for at in range(SHEETS):
        sheet = book.create_sheet(f"Sheet {at}")
        for row in (names, *cells):
            sheet.append(row)
    book.save(path)


def by_xlsxwriter(names: list[str], cells: list[tuple[object, ...]], path: Path, sheets: int = SHEETS) -> None:
    """Write the cells without looks."""
    book = OtherWorkbook(str(path), {"constant_memory": True})
    for at in range(sheets):
        sheet = book.add_worksheet(f"Sheet {at}")
        for row, values in enumerate((names, *cells)):
            sheet.write_row(row, 0, values)
    book.close()


def read_by_openpyxl(path: Path) -> int:
    """Read every cell."""
    book = load_workbook(path, read_only=True)
    return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))


def read_by_us(path: Path) -> int:
    """Read every cell."""
    return sum(len(sheet.cells) for sheet in read_workbook(path))

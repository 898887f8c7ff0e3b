"""Measure, and write the table of docs/speed.md: `python tests/speed/run.py`.

`--only NAME` measures one module of tests/speed/rows; `--show` prints the table and writes nothing.
"""

import argparse
import os
import platform
import re
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# Run as a script, Python looks for modules in the script's own folder first.
sys.path[0] = str(REPOSITORY)

from tests.speed.inputs import Inputs  # noqa: E402 - after the path is set
from tests.speed.measure import Row  # noqa: E402

PAGE = REPOSITORY / "docs" / "speed.md"
NAMES = ("start_up", "returns", "pools", "counts", "scores", "outputs", "growth", "memory")
HEADER = (
    "| what | against | ratio (middle half) | reach | our time | other ways, and notes |\n|---|---|---|---|---|---|"
)
BEGIN, END = "<!-- table -->", "<!-- end of table -->"


def line(row: Row) -> str:
    """Write one line of the table."""
    told = [f"{name} {ratio}" for name, ratio in row.others.items()] + ([row.note] if row.note else [])
    reach = "" if row.reach is None else f"≤ {row.reach:g}"
    if row.reach is not None and row.ratio.median > row.reach:
        reach += ", missed"
    return f"| {row.what} | {row.floor} | {row.ratio} | {reach} | {duration(row.seconds)} | {'; '.join(told)} |"


def duration(seconds: float | None) -> str:
    """Write a time with three digits that count."""
    if seconds is None:
        return ""
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds:.2f} s"


def main() -> None:
    """Measure row by row, print each as it is done, and put all into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=NAMES, action="append")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    lines = []
    with tempfile.TemporaryDirectory() as name:
        inputs = cache(lambda councils: Inputs(Path(name), councils))
        print(HEADER, flush=True)
        for module in chosen.only or NAMES:
            for row in import_module(f"tests.speed.rows.{module}").rows(inputs):
                lines.append(line(row))
                print(lines[-1], flush=True)
    if not chosen.show and not chosen.only:
        machine = (
            f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}."
        )
        table = "\n".join([BEGIN, machine, "", HEADER, *lines, END])
        text = re.sub(f"{BEGIN}.*{END}", lambda _: table, PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

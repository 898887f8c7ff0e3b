"""The page on open data tells the truth: its examples run and give what it shows, and its tables are complete."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmark.outputs.open_data.package import package_files, write_package
from benchmark.outputs.open_data.status import meanings
from benchmark.pool.count import Selection
from benchmark.pool.gather import gather
from benchmark.pool.open import build_from_pool
from benchmark.pool.pool import merge
from benchmark.questions.library import shipped
from tests.outputs.pools import make

TEXT = (Path(__file__).parents[2] / "docs" / "open-data.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the demo's benchmark, where the page says."""
    place = tmp_path_factory.mktemp("open-data")
    pool = merge(gather([shipped("sample_returns") / "quick-check"]).returns)
    write_package(build_from_pool(pool, "network", Selection())[1], place / "quick-check-data")
    return place


def example(language: str) -> tuple[str, str]:
    """Give an example and what the page says that it prints."""
    found = re.search(rf"```{language}\n(.*?)```\n\n```text\n(.*?)```", TEXT, re.DOTALL)
    return found.group(1), found.group(2)


def printed(command: list[str], code: str, folder: Path, name: str) -> str:
    (folder / name).write_text(code, encoding="utf-8")
    done = subprocess.run([*command, name], cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def test_the_example_for_pandas_prints_what_the_page_shows(folder):
    code, shown = example("python")
    assert printed([sys.executable], code, folder, "example.py") == shown


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed here")
def test_the_example_for_r_prints_what_the_page_shows(folder):
    code, shown = example("r")
    assert printed(["Rscript", "--vanilla"], code, folder, "example.R") == shown


def first_cells(heading: str) -> set[str]:
    """Give what the first column of the first table after a heading names."""
    table = re.search(r"(?:^\|.*\n)+", TEXT.split(heading, 1)[1], re.MULTILINE).group()
    return {name for line in table.splitlines()[2:] for name in re.findall(r"`([^`]+)`", line.split("|")[1])}


def test_every_file_and_every_status_is_explained():
    benchmark, _ = make(30)
    assert first_cells("## What it holds") == set(package_files(benchmark))
    assert first_cells("It is never 0, and a 0 is a true one.") == set(meanings(benchmark.rules))

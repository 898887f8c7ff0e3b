"""How quickly help and the first prompt appear, against the bare libraries."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect

from tests.speed.inputs import Inputs
from tests.speed.measure import Row, compare

PROGRAM = str(Path(sys.executable).parent / "council-benchmark")
BARE_HELP = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def one(name: str): "One."
@app.command()
def two(name: str): "Two."
app()
"""
BARE_PROMPT = """
import questionary
questionary.select("Pick a level", choices=["0", "1", "2", "3", "4"]).ask()
"""
FACTS = ["--attribute", "council-type=unitary", "--attribute", "population-band=under-100k"]


def rows(inputs: Callable[[int], Inputs]) -> Iterator[Row]:
    """Measure both."""
    folder = inputs(30).folder / "start-up"
    folder.mkdir(exist_ok=True)
    for file, text in (("help.py", BARE_HELP), ("prompt.py", BARE_PROMPT)):
        (folder / file).write_text(text, encoding="utf-8")
    yield compare(
        "`--help`",
        "a bare typer app's `--help`",
        {
            "floor": lambda: ended([sys.executable, "help.py", "--help"], folder),
            "ours": lambda: ended([PROGRAM, "--help"], folder),
        },
        reach=1.2,
    )
    if not (folder / "council.toml").exists():
        ended([PROGRAM, "init", "--name", "A", *FACTS, "--network", "n"], folder)
    yield compare(
        "first prompt of `assess`",
        "a bare questionary prompt",
        {
            "floor": lambda: prompted([sys.executable, "prompt.py"], folder, "Pick a level"),
            "ours": lambda: prompted([PROGRAM, "assess"], folder, "of 10,"),
        },
        reach=1.2,
        seconds=20,
    )


def environment(folder: Path) -> dict[str, str]:
    """Give the environment of a command: its secrets go into the folder, and compiled files are kept as for a user."""
    env = {**os.environ, "TERM": "xterm", "COUNCIL_BENCHMARK_HOME": str(folder / ".home")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def ended(command: list[str], folder: Path) -> None:
    """Run a command to its end."""
    quiet = subprocess.DEVNULL
    subprocess.run(command, cwd=folder, env=environment(folder), stdout=quiet, stderr=quiet, stdin=quiet, check=True)


def prompted(command: list[str], folder: Path, until: str) -> float:
    """Run a command until a text appears in its terminal, and give the seconds."""
    start = time.perf_counter()
    child = pexpect.spawn(command[0], command[1:], cwd=str(folder), env=environment(folder), dimensions=(40, 100))
    child.expect(until, timeout=30)
    taken = time.perf_counter() - start
    child.close(force=True)
    return taken

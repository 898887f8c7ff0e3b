"""Measure how quickly help and the first prompt appear, against the bare libraries: `python tests/speed/start_up.py`.

Each pair runs alternately, in one go, so that a busy machine slows both alike. Prints medians and the median ratio.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pexpect

PAIRS = 30
BIN = Path(sys.executable).parent
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


def seconds_of(command: list[str], folder: Path, until: str = "") -> float:
    """Run a command to its end, or until a text appears in its terminal."""
    env = {**os.environ, "TERM": "xterm", "COUNCIL_BENCHMARK_HOME": str(folder / ".home")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    if not until:
        subprocess.run(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start
    child = pexpect.spawn(command[0], command[1:], cwd=str(folder), env=env, dimensions=(40, 100))
    child.expect(until, timeout=30)
    taken = time.perf_counter() - start
    child.close(force=True)
    return taken


def compare(name: str, bare: list[str], ours: list[str], folder: Path, until: tuple[str, str] = ("", "")) -> None:
    pairs = [(seconds_of(bare, folder, until[0]), seconds_of(ours, folder, until[1])) for _ in range(PAIRS + 1)][1:]
    of_bare, of_ours = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / theirs for theirs, mine in pairs)
    print(f"| {name} | {of_bare:.0f} ms | {of_ours:.0f} ms | {ratio:.2f} |")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = str(BIN / "council-benchmark")
        for file, text in (("help.py", BARE_HELP), ("prompt.py", BARE_PROMPT)):
            (folder / file).write_text(text)
        subprocess.run([program, "init", "--name", "A", *FACTS, "--network", "n"], cwd=folder, check=True, stderr=-3)
        compare("`--help`", [sys.executable, "help.py", "--help"], [program, "--help"], folder)
        prompts = ("Pick a level", "of 10,")
        compare("first prompt of `assess`", [sys.executable, "prompt.py"], [program, "assess"], folder, prompts)


if __name__ == "__main__":
    main()

"""Measure ways to do the same thing: in turn, so that a busy machine slows all alike; peak memory in a fresh process."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# Seconds that the ways of one row may take together, and how many rounds they take at least and at most.
SECONDS, LEAST, MOST = 12.0, 3, 31
_PEAK = """
import sys
sys.path.insert(0, sys.argv[1])
def high():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
from tests.speed import memory
before = high()
getattr(memory, sys.argv[2])(*sys.argv[3:])
print(high() - before)
"""


@dataclass(frozen=True)
class Ratio:
    """How long a way took against the floor, round by round: the median and the middle half."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{_figure(self.median)} ({_figure(self.low)} to {_figure(self.high)})"


@dataclass(frozen=True)
class Row:
    """One row of the table: ours against a floor, what to reach, and other ways against the same floor."""

    what: str
    floor: str
    reach: float | None
    ratio: Ratio
    # Of ours; none where no time is measured.
    seconds: float | None
    others: Mapping[str, Ratio] = field(default_factory=dict)
    note: str = ""


def compare(
    what: str,
    floor: str,
    ways: Mapping[str, Callable[[], object]],
    *,
    reach: float | None = None,
    seconds: float = SECONDS,
    note: str = "",
    most: int = MOST,
) -> Row:
    """Run all ways in turn, once to warm up and then until the time is used. The ways `floor` and `ours` are needed."""
    taken = alternate(ways, seconds, most)
    ratios = {name: ratio(times, taken["floor"]) for name, times in taken.items() if name != "floor"}
    ours = ratios.pop("ours")
    return Row(what, floor, reach, ours, statistics.median(taken["ours"]), ratios, note)


def alternate(ways: Mapping[str, Callable[[], object]], seconds: float, most: int = MOST) -> dict[str, list[float]]:
    """Time the ways in turn. A way may give its own seconds, where only a part of it is meant."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    began = time.perf_counter()
    while len(taken["floor"]) < most and (len(taken["floor"]) < LEAST or time.perf_counter() - began < seconds):
        for name, way in ways.items():
            start = time.perf_counter()
            own = way()
            taken[name].append(own if isinstance(own, float) else time.perf_counter() - start)
    return taken


def ratio(times: list[float], floor: list[float]) -> Ratio:
    """Give the ratio of two ways, round by round."""
    found = [one / other for one, other in zip(times, floor, strict=True)]
    low, median, high = statistics.quantiles(found, n=4, method="inclusive")
    return Ratio(median, low, high)


def peak_kilobytes(task: str, *arguments: object) -> int:
    """Run a task of `memory.py` in a fresh process: how far its peak lies above the interpreter with its imports."""
    command = [sys.executable, "-c", _PEAK, str(REPOSITORY), task, *map(str, arguments)]
    done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True, text=True)
    return int(done.stdout.splitlines()[-1])


def _figure(value: float) -> str:
    """Write a ratio with two or three digits that count."""
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"

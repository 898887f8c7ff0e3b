"""Run the program as its user does: in a process of its own, with every road to the network closed."""

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from threading import Lock

CLOSE = """
import socket, sys
def refuse(*args, **kwargs):
    raise SystemExit(f"The program reached for the network: {args[-1:]}")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.gethostbyname = refuse
"""
CLOSED = f"""{CLOSE}
sys.argv[0] = "council-benchmark"
from benchmark.cli.main import main
main()
"""
# As above, but loaded once for many commands: see tests/warm.py.
WARM = f"{CLOSE}from tests.warm import serve\nserve()"
# What is read when it is used, and not by Python or a library when it is loaded.
READ_LATE = {"COLUMNS", "PYTHONIOENCODING", "PYTHONUNBUFFERED", "NO_COLOR", "TERM", "PYTEST_CURRENT_TEST"}
SECONDS = 180


def run(
    *arguments: object, cwd: Path, text: str | None = None, as_seen: bool = False, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `council-benchmark` with these arguments. Its secrets go to `.home` in the folder.

    `as_seen` puts results and talk together in the order in which a person sees them. The output is read in the
    encoding that PYTHONIOENCODING names.
    """
    settings = surroundings(cwd, environment)
    if hasattr(os, "fork") and warm().fits(settings):
        return warm().run([str(word) for word in arguments], cwd, text or "", as_seen, settings)
    return start(*arguments, cwd=cwd, text=text, as_seen=as_seen, **environment)


def start(
    *arguments: object, cwd: Path, text: str | None = None, as_seen: bool = False, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program as `run` does, in a process that starts from nothing: slower, and nothing is loaded before."""
    settings = surroundings(cwd, environment)
    return subprocess.run(
        [sys.executable, "-c", CLOSED, *map(str, arguments)],
        cwd=cwd,
        env=settings,
        input=text if text is not None else "",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if as_seen else subprocess.PIPE,
        encoding=settings["PYTHONIOENCODING"],
        timeout=SECONDS,
        check=False,
    )


def run_well(
    *arguments: object, cwd: Path, text: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command that must end well."""
    done = run(*arguments, cwd=cwd, text=text, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def surroundings(cwd: Path, environment: dict[str, str]) -> dict[str, str]:
    """Give the environment of a command."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("COUNCIL_")},
        "COUNCIL_BENCHMARK_HOME": str(cwd / ".home"),
        "COLUMNS": "80",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUNBUFFERED": "1",
        **environment,
    }


@cache
def warm() -> "Warm":
    """Give the process that has the program loaded: one for all tests of this process."""
    return Warm()


class Warm:
    """A process that has the program loaded, and runs one command after the other in children of its own."""

    def __init__(self) -> None:
        self._around = dict(os.environ)
        self._one_at_a_time = Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-c", WARM],
            cwd=Path(__file__).parents[1],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout.readline() == "ready\n"

    def fits(self, environment: dict[str, str]) -> bool:
        """Say whether the program was loaded in such an environment."""
        names = {name for name in {*environment, *self._around} if not name.startswith("COUNCIL_")} - READ_LATE
        return all(environment.get(name) == self._around.get(name) for name in names)

    def run(
        self, arguments: list[str], cwd: Path, text: str, as_seen: bool, environment: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        encoding = environment["PYTHONIOENCODING"]
        with tempfile.TemporaryDirectory() as folder, self._one_at_a_time:
            streams = {name: Path(folder, name) for name in ("in", "out", "err")}
            if as_seen:
                streams["err"] = streams["out"]
            for path in streams.values():
                path.touch()
            streams["in"].write_text(text, encoding=encoding)
            order = {"arguments": arguments, "cwd": str(cwd), "environment": environment, "seconds": SECONDS}
            order |= {name: str(path) for name, path in streams.items()}
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            out, err = (streams[name].read_text(encoding=encoding) for name in ("out", "err"))
        return subprocess.CompletedProcess(arguments, code, out, None if as_seen else err)

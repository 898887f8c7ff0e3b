"""Run the program as its user does: in a process of its own, with every road to the network closed."""

import os
import subprocess
import sys
from pathlib import Path

CLOSED = """
import socket, sys
def refuse(*args, **kwargs):
    raise SystemExit(f"The program reached for the network: {args[-1:]}")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.gethostbyname = refuse
sys.argv[0] = "council-benchmark"
from benchmark.cli.main import main
main()
"""


def run(
    *arguments: object, cwd: Path, text: str | None = None, as_seen: bool = False, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `council-benchmark` with these arguments. Its secrets go to `.home` in the folder.

    `as_seen` puts results and talk together in the order in which a person sees them. The output is read in the
    encoding that PYTHONIOENCODING names.
    """
    settings = {
        **{name: value for name, value in os.environ.items() if not name.startswith("COUNCIL_")},
        "COUNCIL_BENCHMARK_HOME": str(cwd / ".home"),
        "COLUMNS": "80",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUNBUFFERED": "1",
        **environment,
    }
    return subprocess.run(
        [sys.executable, "-c", CLOSED, *map(str, arguments)],
        cwd=cwd,
        env=settings,
        input=text if text is not None else "",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if as_seen else subprocess.PIPE,
        encoding=settings["PYTHONIOENCODING"],
        timeout=180,
        check=False,
    )


def run_well(
    *arguments: object, cwd: Path, text: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command that must end well."""
    done = run(*arguments, cwd=cwd, text=text, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done

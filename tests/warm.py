"""Start the program from a process that has loaded it already: loading takes far longer than most commands do.

The process loads every module, runs nothing of them, and forks itself for each command. The child is a process of its
own, with its own folder, environment and streams, and runs `main` as a new one would. What it cannot tell is whether a
command imports all that it needs: that is tested in processes that start from nothing.
"""

import gc
import importlib
import io
import json
import os
import pkgutil
import signal
import sys
import traceback
from typing import NoReturn

import coverage

import benchmark
import scoring
from benchmark.cli.main import main
from benchmark.outputs.charts.pictures.engine import prepare

# Imported inside functions or by the libraries themselves, when they are first used.
LATER = (
    "pandas",
    "openpyxl",
    "openpyxl.chart",
    "docx",
    "networkx",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
)


def load() -> None:
    """Import every module of the program, and the libraries that it imports late."""
    prepare()
    for package in (benchmark, scoring):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in LATER:
        importlib.import_module(name)
    # The children share what they do not write to.
    gc.collect()
    gc.freeze()


def serve() -> NoReturn:
    """Fork a child for each order that standard input brings, and run the program in it.

    An order is a line of JSON; the answer to it, on standard output, is the exit code of the child.
    """
    around = dict(os.environ)
    load()
    os.environ.clear()
    os.environ.update(around)
    # What ran while loading is kept now; each child counts what it runs itself.
    if counting := coverage.Coverage.current():
        counting.stop()
        counting.save()
    tell("ready")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            obey(json.loads(line))
        _, status = os.waitpid(child, 0)
        tell(str(os.waitstatus_to_exitcode(status)))
    os._exit(0)


def tell(answer: str) -> None:
    """Answer the tests."""
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


def obey(order: dict) -> NoReturn:
    """Become the process that was ordered: its folder, environment, streams and arguments. Run it to its end."""
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for number, name in enumerate(("in", "out", "err")):
        os.dup2(os.open(order[name], os.O_WRONLY | os.O_APPEND if number else os.O_RDONLY), number)
    encoding = order["environment"]["PYTHONIOENCODING"]
    sys.stdin = sys.__stdin__ = open(0, encoding=encoding)  # noqa: SIM115
    sys.stdout = sys.__stdout__ = written(1, encoding, "strict")
    sys.stderr = sys.__stderr__ = written(2, encoding, "backslashreplace")
    sys.argv = ["council-benchmark", *order["arguments"]]
    # One that hangs is ended, and its exit code says so.
    signal.alarm(order["seconds"])
    measured = coverage.process_startup(force=True)
    code = ended()
    if measured:
        measured.stop()
        measured.save()
    # Not through the end of Python: to take all modules apart takes longer than most commands.
    os._exit(code)


def ended() -> int:
    """Run the program, and give its exit code as Python would."""
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
        return 1 if isinstance(end.code, str) else end.code or 0
    except BaseException:  # noqa: BLE001 - Python itself shows any other
        traceback.print_exc()
        return 1
    return 0


def written(number: int, encoding: str, errors: str) -> io.TextIOWrapper:
    """Open a stream as Python does with PYTHONUNBUFFERED."""
    return io.TextIOWrapper(io.FileIO(number, "w"), encoding=encoding, errors=errors, write_through=True)

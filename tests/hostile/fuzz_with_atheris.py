"""Fuzz the readers with atheris, which watches what runs and steers towards what has not run yet.

Atheris is not a dependency of the project. It runs on Linux and macOS, with CPython up to the version that it was built
for. In a virtual environment of the project, from the top of the repository:

    pip install atheris
    python tests/hostile/fuzz_with_atheris.py --seconds 60                 every reader, one after the other
    python tests/hostile/fuzz_with_atheris.py --seconds 600 ledger         one of them

Each reader is fuzzed in two ways: as bytes, from valid files and a dictionary of their words; and as values, where the
bytes choose among the changed files of `tests/hostile/strategies.py`. What breaks the law of `tests/hostile/readers.py`
stops that reader; the file stays in the folder that is named, with the traceback. The exit code is then 1.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import warnings
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = re.compile(rb"[A-Za-z0-9][A-Za-z0-9_.-]{1,30}")
MOST_BYTES = 20_000


def fuzz_one(name: str, way: str, folder: Path, seconds: int) -> None:
    """Fuzz one reader in this process. Atheris ends the process itself."""
    import atheris
    from hypothesis import HealthCheck, given, settings

    with atheris.instrument_imports(include=["benchmark", "scoring"]):
        from tests.hostile.readers import READERS, complain
    from tests.hostile.strategies import files

    warnings.simplefilter("ignore")
    reader = READERS[name]
    seeds = folder / "seeds"
    seeds.mkdir()
    valid = reader.valid(folder)
    reader.prepare(folder)
    for at, data in enumerate(valid if way == "bytes" else []):
        (seeds / str(at)).write_bytes(data)
    words = sorted({word for data in valid for word in WORDS.findall(data)})[:2000]
    (folder / "words").write_bytes(b"".join(b'"%s"\n' % word for word in words))

    def hold(data: bytes) -> None:
        error = reader.read(folder, data)
        wrong = complain(error) if error else ""
        if wrong:
            raise AssertionError(wrong)

    chosen = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    shaped = chosen(given(files(reader.kind, valid))(hold))
    longest = max(MOST_BYTES, *(2 * len(data) for data in valid))
    limits = [f"-max_total_time={seconds}", f"-max_len={longest}", "-timeout=20", "-rss_limit_mb=4096"]
    kept = [f"-artifact_prefix={folder}/", f"-dict={folder / 'words'}", "-print_final_stats=1"]
    aim = hold if way == "bytes" else shaped.hypothesis.fuzz_one_input
    atheris.Setup([sys.argv[0], *limits, *kept, str(seeds)], aim)
    atheris.Fuzz()


def run(name: str, way: str, seconds: int) -> bool:
    """Fuzz one reader in one way in a process of its own, print one line about it, and say whether the law held."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    started = [sys.executable, __file__, "--here", str(folder), "--seconds", str(seconds), name, way]
    done = subprocess.run(started, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    told = done.stdout.decode("utf-8", "replace")
    (folder / "log.txt").write_text(told, encoding="utf-8")
    runs = re.findall(r"number_of_executed_units: ([0-9]+)", told) or re.findall(r"^#([0-9]+)", told, re.MULTILINE)
    reached = re.findall(r"\bcov: ([0-9]+)", told) or ["?"]
    held = done.returncode == 0
    words = "held" if held else f"BROKEN, see {folder}"
    print(
        f"{name:20} {way:7} {int(runs[-1]) if runs else 0:>10,} executions, {reached[-1]:>5} places reached: {words}",
        flush=True,
    )
    return held


def main() -> None:
    """Read the command line and fuzz."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", help="names in READERS of tests/hostile/readers.py; all without one")
    parser.add_argument("--seconds", type=int, default=60, help="how long for each reader")
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if find_spec("atheris") is None:
        sys.exit("atheris is not installed. See the first lines of this file: pip install atheris")
    sys.path.insert(0, str(ROOT))
    if given.here:
        fuzz_one(*given.readers, given.here, given.seconds)
        return
    from tests.hostile.readers import READERS

    unknown = set(given.readers) - READERS.keys()
    if unknown:
        sys.exit(f"There is no reader {json.dumps(sorted(unknown))}. Use: {', '.join(READERS)}.")
    half = max(given.seconds // 2, 1)
    held = [run(name, way, half) for name in given.readers or READERS for way in ("bytes", "values")]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()

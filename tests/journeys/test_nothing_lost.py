"""Nothing that was reported as saved is ever lost: killed runs, two people at once, damaged files, synchronised folders."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmark.council.folder import CouncilFolder
from benchmark.files import read_toml
from benchmark.pool.benchmark import read_benchmark
from benchmark.pool.ledger import read_ledger
from benchmark.pool.open import open_pool
from benchmark.questions.library import find_questionnaire, shipped
from benchmark.returns.read import read_return
from tests.command import run, run_well

# So many moments for each of three commands: 150 in total.
MOMENTS = 50
# A kill that comes after the end of the work tests nothing. Where the machine is very busy, more of them do.
AT_LEAST_KILLED = MOMENTS // 3
SAMPLES = shipped("sample_returns")
FACTS = ["--attribute", "council-type=unitary", "--attribute", "population-band=under-100k"]
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork need Unix")

# Loads the program once, then forks a child for each run: the moments fall into the work, not into the loading. The
# parent reads a line for each run: the folder, the seconds until the kill (or none), the input, the arguments. It
# answers with the exit status and with how long the run took.
FORKS = """
import json, os, signal, sys, time
from tests.warm import load, main
load()

def child(order):
    os.chdir(order["folder"])
    os.environ["COUNCIL_BENCHMARK_HOME"] = order["folder"] + "/.home"
    given, fed = os.pipe()
    os.write(fed, order["text"].encode())
    os.close(fed)
    os.dup2(given, 0)
    out = os.open("talk.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdin = open(0)
    sys.stdout = open(1, "w")
    sys.stderr = open(2, "w", buffering=1)
    sys.argv = ["council-benchmark", *order["arguments"]]
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        import traceback
        traceback.print_exc()
        code = 99
    sys.stdout.flush()
    os._exit(code)

print("ready", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    start = time.perf_counter()
    process = os.fork()
    if not process:
        child(order)
    if order["kill"] is not None:
        time.sleep(order["kill"])
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), time.perf_counter() - start]), flush=True)
"""


class Runs:
    """Runs the program again and again in a folder, to the end or until it is killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", FORKS],
            cwd=Path(__file__).parents[2],
            # Nothing is counted here: what is killed could not tell which lines ran.
            env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout.readline() == "ready\n"

    def run(self, folder: Path, *arguments: str, text: str = "", kill: float | None = None) -> tuple[int, float]:
        (folder / "talk.txt").unlink(missing_ok=True)
        order = {"folder": str(folder), "arguments": arguments, "text": text, "kill": kill}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        code, seconds = json.loads(self._process.stdout.readline())
        assert code in (0, 130, -9), (folder / "talk.txt").read_text()
        return code, seconds

    def measured(self, source: Path, folder: Path, *arguments: str, text: str = "") -> float:
        """Give how long an undisturbed run takes: the shortest of three, each in a copy of a folder.

        What takes longer is the other work of the machine, and a kill after the end tests nothing.
        """
        times = [self.run(make(folder / f"measured-{at}", source), *arguments, text=text)[1] for at in range(3)]
        return min(times)

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=30)


@pytest.fixture(scope="module")
def runs():
    started = Runs()
    yield started
    started.close()


def moments(seconds: float, seed: str) -> list[float]:
    """Spread moments over a run: one at random in each part of it, in random order."""
    chance = random.Random(seed)
    found = [seconds * (part + chance.random()) / MOMENTS for part in range(MOMENTS)]
    chance.shuffle(found)
    return found


def make(folder: Path, source: Path | None = None) -> Path:
    folder.mkdir(parents=True)
    if source:
        shutil.copytree(source, folder, dirs_exist_ok=True)
    return folder


def said_in(folder: Path) -> str:
    """Give what the last run said; nothing where it was killed before it could."""
    path = folder / "talk.txt"
    return path.read_text() if path.exists() else ""


def texts(folder: Path) -> dict[str, bytes]:
    """Give the files that a run left, without what it said and without temporary files of a killed one."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "talk.txt" and not re.fullmatch(r"\..+\.[0-9]+\.tmp", path.name)
    }


@UNIX
def test_assess_killed_at_any_moment_has_saved_what_it_said_and_goes_on(tmp_path, runs):
    start = make(tmp_path / "start")
    run_well("init", "--name", "Ambleford", *FACTS, "--network", "n", "--round", "2026-autumn", cwd=start)
    levels = [1, 2, 3, 4, 0, 1, 2, 3, 4, 1]
    text = "".join(f"{level}\n\n" for level in levels)
    arguments = ["assess", "--plain", "--set", "quick-check"]
    questionnaire = find_questionnaire("quick-check")
    ids = [question.id for question in questionnaire.questions]
    undisturbed = make(tmp_path / "undisturbed", start)
    seconds = runs.measured(start, tmp_path, *arguments, text=text)
    runs.run(undisturbed, *arguments, text=text)
    killed, seen = 0, set()
    for number, moment in enumerate(moments(seconds, "assess")):
        folder = make(tmp_path / str(number), start)
        code, _ = runs.run(folder, *arguments, text=text, kill=moment)
        killed += code == -9
        said = said_in(folder).count("Saved: ")
        path = folder / "2026-autumn" / "quick-check.toml"
        answers = CouncilFolder(folder).read_assessment(questionnaire).answers if path.exists() else {}
        assert len(answers) >= said, (moment, said)
        expected = dict(list(zip(ids, levels, strict=True))[: len(answers)])
        assert {name: answer.code for name, answer in answers.items()} == expected
        seen.add(len(answers))
        left = "".join(f"{level}\n\n" for level in levels[len(answers) :])
        runs.run(folder, *arguments, text=left)
        assert texts(folder) == texts(undisturbed)
    assert killed >= AT_LEAST_KILLED
    assert len(seen) > 3, "The moments should fall between different answers."


@UNIX
def test_pool_merge_killed_at_any_moment_leaves_the_old_pool_or_the_new_one(tmp_path, runs):
    returns = sorted((SAMPLES / "quick-check").glob("*.json"))
    start = make(tmp_path / "start")
    for path in returns[:8]:
        shutil.copy(path, start)
    run_well("pool", "merge", ".", "-o", "all.pool.jsonl", cwd=start)
    old = (start / "all.pool.jsonl").read_bytes()
    for path in returns[8:]:
        shutil.copy(path, start)
    arguments = ["pool", "merge", ".", "-o", "all.pool.jsonl"]
    undisturbed = make(tmp_path / "undisturbed", start)
    runs.run(undisturbed, *arguments)
    new = (undisturbed / "all.pool.jsonl").read_bytes()
    assert new != old
    seconds = runs.measured(start, tmp_path, *arguments)
    killed = 0
    folder = make(tmp_path / "killed", start)
    pool = folder / "all.pool.jsonl"
    for moment in moments(seconds, "merge"):
        pool.write_bytes(old)
        code, _ = runs.run(folder, *arguments, kill=moment)
        killed += code == -9
        said = "now holds" in said_in(folder)
        assert pool.read_bytes() in ((new,) if said else (old, new))
        assert open_pool(pool).returns
        assert [path for path in returns if read_return(folder / path.name) is None] == []
        runs.run(folder, *arguments)
        assert pool.read_bytes() == new
    assert texts(folder) == texts(undisturbed)
    assert killed >= AT_LEAST_KILLED


@UNIX
def test_pool_publish_killed_at_any_moment_keeps_its_ledger_and_publishes_the_same(tmp_path, runs):
    start = make(tmp_path / "start")
    run_well("pool", "merge", SAMPLES / "quick-check", "-o", "all.pool.jsonl", cwd=start)
    arguments = ["pool", "publish", "all.pool.jsonl", "-o", "all.benchmark.json"]
    undisturbed = make(tmp_path / "undisturbed", start)
    runs.run(undisturbed, *arguments)
    benchmark = (undisturbed / "all.benchmark.json").read_bytes()
    (ledger_name,) = [path.name for path in undisturbed.glob("*.ledger.json")]
    once = (undisturbed / ledger_name).read_bytes()
    runs.run(undisturbed, *arguments)
    twice = (undisturbed / ledger_name).read_bytes()
    assert (undisturbed / "all.benchmark.json").read_bytes() == benchmark
    seconds = runs.measured(start, tmp_path, *arguments)
    killed = 0
    for number, moment in enumerate(moments(seconds, "publish")):
        folder = make(tmp_path / str(number), start)
        code, _ = runs.run(folder, *arguments, kill=moment)
        killed += code == -9
        ledger, published = folder / ledger_name, folder / "all.benchmark.json"
        said = "all.benchmark.json written" in said_in(folder)
        assert published.exists() or not said
        # The ledger comes first: nothing is out that it does not record.
        assert ledger.exists() or not published.exists()
        if ledger.exists():
            assert read_ledger(ledger, "quick-check", "2026.1", "2026-autumn").publications
        if published.exists():
            assert read_benchmark(published)
            assert published.read_bytes() == benchmark
        before = ledger.exists()
        runs.run(folder, *arguments)
        assert published.read_bytes() == benchmark
        assert ledger.read_bytes() == (twice if before else once)
    assert killed >= AT_LEAST_KILLED


@pytest.fixture
def council(tmp_path: Path) -> Path:
    run_well("init", "--name", "Ambleford", *FACTS, "--network", "n", "--round", "2026-autumn", cwd=tmp_path)
    return tmp_path


def plain(folder: Path, *lines: str, arguments: tuple[str, ...] = ()):
    return run("assess", "--plain", *arguments, cwd=folder, text="".join(f"{line}\n" for line in lines))


def answers_of(folder: Path) -> list[object]:
    return [entry["answer"] for entry in read_toml(folder / "2026-autumn" / "quick-check.toml")["answers"].values()]


WRITER = """
import sys, time
from pathlib import Path
from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.questions.library import find_questionnaire
folder, questions = CouncilFolder(Path(sys.argv[1])), find_questionnaire("digital-maturity")
assessment = folder.new_assessment(questions)
print("ready", flush=True)
sys.stdin.readline()
for number, question in enumerate(questions.questions):
    if number % 2 == int(sys.argv[2]):
        assessment.answers[question.id] = Answer(number % 5)
        folder.save_answer(assessment, question.id)
        print(question.id, flush=True)
"""


def test_two_processes_in_one_folder_lose_no_answer(council):
    """Each saves every second answer, as fast as it can; every answer that one has reported must be there."""
    both = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(council), str(which)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for which in (0, 1)
    ]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    reported = [name for process in both for name in process.communicate(timeout=60)[0].split()]
    questionnaire = find_questionnaire("digital-maturity")
    asked = [question.id for question in questionnaire.questions]
    assert sorted(reported) == sorted(asked)
    found = CouncilFolder(council).read_assessment(questionnaire).answers
    assert {name: answer.code for name, answer in found.items()} == {name: at % 5 for at, name in enumerate(asked)}


def test_two_sittings_at_once_keep_both_peoples_answers(council):
    """Through the command: one is at the second section when the other answers the first question."""
    first = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "benchmark.cli.main",
            "assess",
            "--plain",
            "--section",
            "skills",
            "--set",
            "quick-check",
        ],
        cwd=council,
        env={**os.environ, "COUNCIL_BENCHMARK_HOME": str(council / ".home")},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while "Type 0, 1" not in first.stderr.readline():
        pass
    assert plain(council, "3").returncode == 130
    first.communicate("1\n", timeout=60)
    assert answers_of(council) == [3, 1]


@pytest.mark.parametrize(
    "name",
    [
        "quick-check (conflicted copy).toml",
        "quick-check (Jo's conflicted copy 2026-11-02).toml",
        "quick-check-DESKTOP-ABC.toml",
        "quick-check-laptop7.toml",
        "quick-check (1).toml",
        "quick-check.sync-conflict-20261102-101500-ABCDEFG.toml",
        "Copy of quick-check.toml",
    ],
)
def test_a_synchronised_folders_copy_is_told_in_one_line_and_never_used(council, name):
    plain(council, "1", "", "2")
    path = council / "2026-autumn" / "quick-check.toml"
    other = path.with_name(name)
    other.write_text(path.read_text().replace("answer = 1", "answer = 4"))
    untouched = other.read_bytes()
    for done in (plain(council, "3"), run("score", cwd=council), run("score", "--json", cwd=council)):
        told = [line for line in done.stderr.splitlines() if "is another copy of" in line]
        assert len(told) == 1, done.stderr
        assert f"{name} is another copy of quick-check.toml" in told[0]
        assert done.returncode in (0, 130)
    assert answers_of(council) == [1, 2, 3]
    assert other.read_bytes() == untouched
    assert json.loads(done.stdout)["overall"]["answered"] == 3


def test_a_copy_that_is_damaged_is_told_too_and_other_files_are_not(council):
    plain(council, "1")
    folder = council / "2026-autumn"
    (folder / "quick-check (conflicted copy).toml").write_text("format = ")
    (folder / "Our notes.toml").write_text("hello = 1")
    plain(council, "2", arguments=("--set", "digital-maturity"))
    done = run("score", "--set", "quick-check", cwd=council)
    assert [line.split(".toml")[0] for line in done.stderr.splitlines()] == [
        str(Path("2026-autumn") / "quick-check (conflicted copy)")
    ]


DAMAGES = {
    "cut": lambda text: text[:-3],
    "empty": lambda text: "",
    "zeros": lambda text: "\0" * len(text),
    "merged": lambda text: "<<<<<<< mine\n" + text,
    "wrong": lambda text: text.replace("answer = 2", "answer = 9"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_answers_can_be_put_back_and_the_damaged_file_stays(council, damage):
    plain(council, "1", "", "2", "", "3")
    path = council / "2026-autumn" / "quick-check.toml"
    good = path.read_text()
    bad = DAMAGES[damage](good)
    path.write_text(bad)
    for arguments in (["score"], ["assess", "--plain"], ["report"]):
        done = run(*arguments, cwd=council)
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
        assert "There is a good copy of" in done.stderr
        assert "with 3 answers" in done.stderr
        assert "`council-benchmark assess --set quick-check --restore`" in done.stderr
        assert path.read_text() == bad
    if damage == "cut":
        assert "line" in done.stderr
    done = run_well("assess", "--set", "quick-check", "--restore", cwd=council)
    assert "has its last good copy again: 3 answers." in done.stderr
    assert path.read_text() == good
    assert (path.parent / "quick-check.damaged-1.toml").read_text() == bad
    assert "is another copy" not in run_well("score", cwd=council).stderr


def test_nothing_is_restored_over_answers_that_can_be_read(council):
    plain(council, "1", "", "2")
    path = council / "2026-autumn" / "quick-check.toml"
    edited = path.read_text().replace("answer = 2", "answer = 3")
    path.write_text(edited)
    done = run_well("assess", "--restore", cwd=council)
    assert "can be read, so nothing was changed" in done.stderr
    assert path.read_text() == edited


def test_answers_that_are_gone_are_offered_from_the_copy_and_a_new_start_keeps_it(council):
    plain(council, "1", "", "2")
    path = council / "2026-autumn" / "quick-check.toml"
    good = path.read_text()
    path.unlink()
    assert "with 2 answers. To put it back" in run("score", cwd=council).stderr
    done = plain(council, "4")
    assert "with 2 answers. To put it back" in done.stderr
    assert answers_of(council) == [4]
    assert (path.parent / "quick-check.earlier-1.toml").read_text() == good
    path.unlink()
    run_well("assess", "--restore", cwd=council)
    assert answers_of(council) == [4]


def test_without_a_copy_restore_says_so_and_changes_nothing(council):
    done = run("assess", "--restore", cwd=council)
    assert done.returncode == 3
    assert "There are no answers" in done.stderr
    path = council / "2026-autumn" / "quick-check.toml"
    plain(council, "1")
    path.with_name("quick-check.last-good.toml").unlink()
    path.write_text("damaged")
    done = run("assess", "--restore", cwd=council)
    assert done.returncode == 3
    assert path.read_text() == "damaged"


def test_forget_takes_the_copies_too(council):
    plain(council, "1")
    (council / "2026-autumn" / "quick-check.toml").write_text("damaged")
    run_well("assess", "--restore", cwd=council)
    run_well("forget", "--yes", cwd=council)
    assert list(council.rglob("*.toml")) == []

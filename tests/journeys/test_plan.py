"""The plan through the installed command: kept from round to round, looked back on, and never sent anywhere."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from benchmark.questions.library import shipped
from tests.command import run, run_well

SAMPLES = shipped("sample_returns")
SET = ("--folder", "council", "--set", "quick-check")
SECRET = "planted-owner"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example council, which has no plan yet, and a pool and a benchmark of the sample returns."""
    folder = tmp_path_factory.mktemp("plan")
    shutil.copytree(SAMPLES / "example-council", folder / "council")
    (folder / "council" / "quick-check.plan.toml").unlink()
    run_well("pool", "merge", SAMPLES / "quick-check", "-o", "all.pool.jsonl", cwd=folder)
    run_well("pool", "publish", "all.pool.jsonl", "-o", "all.benchmark.json", cwd=folder)
    return folder


def test_nothing_of_the_plan_leaves_in_a_return_a_paper_or_a_benchmark(place: Path) -> None:
    """Byte for byte, with a plan and without one."""

    def leaves() -> list[bytes]:
        # The same secret; the second return is the first one again.
        shutil.rmtree(place / ".home" / "sequences", ignore_errors=True)
        run_well("export", *SET, "--yes", "-o", "mine.json", cwd=place)
        run_well("report", *SET, "--for", "committee", "-o", "paper.docx", cwd=place)
        run_well("pool", "merge", "mine.json", "-o", "mine.pool.jsonl", cwd=place)
        found = [place / name for name in ("mine.json", "paper.docx", "mine.pool.jsonl")]
        told = [path.read_bytes() for path in found]
        for path in found:
            path.unlink()
        return told

    without = leaves()
    run_well(
        "plan", "set", "data-extract", *SET, "--owner", SECRET, "--due", "2027-spring", "--note", SECRET, cwd=place
    )
    assert SECRET in (place / "council" / "quick-check.plan.toml").read_text()
    told = leaves()
    assert told == without
    assert not any(SECRET.encode() in data for data in told)


def test_the_plan_says_who_is_there_from_a_pool_as_from_its_benchmark(place: Path) -> None:
    pool = run_well("plan", *SET, "--benchmark", "all.pool.jsonl", "--by", "tier", cwd=place).stdout
    assert pool == run_well("plan", *SET, "--benchmark", "all.benchmark.json", "--by", "tier", cwd=place).stdout
    assert "Peers: Lower tier (district) or Upper tier (county), 15" in pool
    assert "Anyone could have sent" in pool
    assert " of 15 peers are" in " ".join(pool.split())


def test_rows_go_to_csv_json_and_excel(place: Path) -> None:
    files = ("-o", "plan.csv", "--workbook", "plan.xlsx")
    done = run_well("plan", *SET, "--benchmark", "all.benchmark.json", "--json", *files, cwd=place)
    data = json.loads(done.stdout)
    with (place / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["question"] for row in rows] == [step["question"] for step in data["steps"]]
    assert {row["invited_only"] for row in rows} == {"false"}
    assert data["peers"]["invited_only"] is False
    assert (place / "plan.xlsx").stat().st_size > 5000
    run_well("plan", *SET, "-o", "plan.csv", cwd=place)
    assert "invited_only" not in (place / "plan.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def test_the_plan_survives_a_new_round_and_is_looked_back_on(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "council", tmp_path / "council")
    run_well(
        "plan",
        "set",
        "data-extract",
        "reuse-first",
        *SET,
        "--status",
        "done",
        "--to",
        "3",
        "--due",
        "2027-spring",
        cwd=tmp_path,
    )
    file = tmp_path / "council" / "council.toml"
    file.write_text(file.read_text().replace('round = "2026-autumn"', 'round = "2027-spring"'))
    said = run_well("plan", "check", *SET, cwd=tmp_path).stdout
    assert said.count("No answer in this round yet.") == 2
    assert "due 2027-spring (due now)" in said
    then, now = (tmp_path / "council" / name for name in ("2026-autumn", "2027-spring"))
    now.mkdir()
    text = (then / "quick-check.toml").read_text()
    parts = text.split("[answers.")
    changed = {"data-extract": "3", "user-testing": "4"}
    moved = [
        part.replace("answer = 1", "answer = 3").replace("answer = 3\ntarget = 4", "answer = 4\ntarget = 4")
        if part.split("]")[0] in changed
        else part
        for part in parts
    ]
    (now / "quick-check.toml").write_text("[answers.".join(moved))
    said = run_well("plan", "check", *SET, cwd=tmp_path).stdout
    assert "2 steps are planned: 2 marked as done, 1 reached." in said
    assert "Done, and reached." in said
    assert "Moved since 2026-autumn without being in the plan\n  - user-testing: higher." in said
    data = json.loads(run_well("plan", "check", *SET, "--json", cwd=tmp_path).stdout)
    assert [step["outcome"] for step in data["steps"]] == ["reached", "done-not-moved"]
    listed = " ".join(run_well("plan", *SET, cwd=tmp_path).stdout.split())
    assert "Marked as done, but the answer has not moved" in listed
    assert "Planned, and not in this list - data-extract: Level 1 to 3." in listed


def test_a_benchmark_of_another_set_is_not_used_and_that_is_said(place: Path) -> None:
    done = run_well("plan", "--folder", "council", "--set", "digital-maturity", "--benchmark", "all.benchmark.json", cwd=place)  # fmt: skip
    assert "nothing of it is used" in " ".join(done.stdout.split())
    assert "peers are there" not in done.stdout


def test_steps_are_asked_for_line_by_line_changed_and_taken_out(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "council", tmp_path / "council")
    run_well("plan", "set", "data-extract", *SET, cwd=tmp_path)
    done = run_well("plan", "set", *SET, "--plain", cwd=tmp_path, text="2\nHead of change\n2027-spring\n2\n")
    assert "Planned: benefits-check, Head of change, due 2027-spring, doing." in done.stderr
    done = run("plan", "set", *SET, "--plain", cwd=tmp_path, text="2\n")
    assert (done.returncode, "The plan is as it was" in done.stderr) == (130, True)
    done = run_well("plan", "set", "benefits-check", *SET, "--remove", cwd=tmp_path)
    assert "now has 1 step." in done.stderr
    path = tmp_path / "council" / "quick-check.plan.toml"
    path.write_text(path.read_text()[:-9])
    done = run("plan", *SET, cwd=tmp_path)
    assert (done.returncode, "--restore" in done.stderr) == (3, True)
    assert "has its last good copy again" in run_well("plan", *SET, "--restore", cwd=tmp_path).stderr


def test_it_is_forgotten_with_the_council(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "council", tmp_path / "council")
    run_well("plan", "set", "reuse-first", *SET, cwd=tmp_path)
    run_well("forget", "--folder", "council", "--yes", cwd=tmp_path)
    assert list(tmp_path.glob("council/*.toml")) == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("plan", "--json", "check"), 2, "Put the options after the command"),
        (("plan", *SET, "--by", "tier"), 2, "--benchmark FILE"),
        (("plan", "set", *SET), 2, "plan set QUESTION"),
        (("plan", "set", "data-extract", *SET, "--remove", "--owner", "A"), 2, "--remove takes steps out"),
        (("plan", "set", "data-extracts", *SET), 2, 'Did you mean "data-extract"'),
        (("plan", "--folder", "council", "--set", "digital-maturity", "--restore"), 0, "nothing was changed"),
    ],
)
def test_what_cannot_run_is_explained(place: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run(*arguments, cwd=place)
    assert (done.returncode, words in " ".join(done.stderr.split())) == (code, True), done.stderr


def test_nothing_planned_leads_to_the_list(place: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "example-council", tmp_path / "council")
    (tmp_path / "council" / "quick-check.plan.toml").unlink()
    assert "Nothing is planned yet" in run_well("plan", "check", *SET, cwd=tmp_path).stderr

"""The reports through the installed command: for the senior team, for a committee, for a coordinator."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from benchmark.questions.library import shipped
from tests.command import run, run_well


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example council, and the pool and benchmarks of the sample returns."""
    folder = tmp_path_factory.mktemp("reports")
    samples = shipped("sample_returns")
    shutil.copytree(samples / "example-council", folder / "council")
    run_well("pool", "merge", samples / "quick-check", "-o", "all.pool.jsonl", cwd=folder)
    for setting in ("network", "public"):
        own = folder / setting
        own.mkdir()
        shutil.copy(folder / "all.pool.jsonl", own)
        run_well("pool", "publish", "all.pool.jsonl", "--setting", setting, "-o", "b.benchmark.json", cwd=own)
    return folder


def report(place: Path, *options: object):
    return run_well("report", "--folder", "council", "--set", "quick-check", *options, cwd=place)


def words(path: Path) -> str:
    with zipfile.ZipFile(path) as file:
        return file.read("word/document.xml").decode()


def test_an_earlier_round_stands_beside_this_one(place):
    then = place / "council" / "2025-autumn"
    then.mkdir()
    text = (place / "council" / "2026-autumn" / "quick-check.toml").read_text(encoding="utf-8")
    (then / "quick-check.toml").write_text(re.sub(r"(?m)^answer = [123]$", "answer = 1", text), encoding="utf-8")
    report(place, "-o", "then.html")
    page = (place / "then.html").read_text(encoding="utf-8")
    assert "Scores then and now, by the same version of the question set" in page
    assert "Since round 2025-autumn" in page
    assert "The upright line is the score in round 2025-autumn." in page
    shutil.rmtree(then)
    report(place, "-o", "now.html")
    assert "Then and now" not in (place / "now.html").read_text(encoding="utf-8")


def test_the_paper_compares_by_the_public_rules_with_a_pool_or_a_public_benchmark(place):
    for source in ("all.pool.jsonl", "public/b.benchmark.json"):
        done = report(place, "--for", "committee", "--benchmark", source, "-o", "paper.docx")
        assert "Left out, with all of their figures: Security and resilience." in done.stderr
        assert "Setting: public" in words(place / "paper.docx")


def test_the_paper_leaves_a_benchmark_for_members_out_and_says_why(place):
    done = report(place, "--for", "committee", "--benchmark", "network/b.benchmark.json", "-o", "members.docx")
    assert "for members of our network only" in done.stderr
    assert "for members of our network only" in words(place / "members.docx")
    assert "Beside other councils" not in words(place / "members.docx")


def test_the_paper_takes_no_notes_and_readers_are_named(place):
    done = run("report", "--folder", "council", "--set", "quick-check", "--for", "committee", "--with-notes", cwd=place)
    assert (done.returncode, "has no notes" in done.stderr) == (2, True)
    done = run("report", "--folder", "council", "--set", "quick-check", "--for", "press", cwd=place)
    assert (done.returncode, "senior-team, committee" in done.stderr) == (2, True)


def test_another_question_set_is_no_earlier_version(place):
    options = ("--set", "quick-check", "--earlier-set", "digital-maturity")
    done = run("report", "--folder", "council", *options, cwd=place)
    assert (done.returncode, "another question set" in done.stderr) == (2, True)

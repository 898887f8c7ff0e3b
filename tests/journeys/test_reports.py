"""The reports through the installed command: for the senior team, for a committee, for a coordinator."""

import re
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from benchmark.network.folder import CoordinatorFolder
from benchmark.questions.library import shipped
from benchmark.returns.model import pretty
from tests.command import run, run_well
from tests.network.made import returned


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
    then.mkdir(exist_ok=True)
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


def test_a_coordinators_report_is_made_from_a_pool_or_from_a_benchmark_alike(place):
    run_well("network-report", "all.pool.jsonl", "-o", "pool.html", cwd=place)
    run_well("network-report", "network/b.benchmark.json", "-o", "benchmark.html", "--charts", "slides", cwd=place)
    page = (place / "benchmark.html").read_text(encoding="utf-8")
    assert (place / "pool.html").read_text(encoding="utf-8") == page
    assert "Anyone could have sent these returns" in page
    drawn = {path.name for path in (place / "slides").glob("*.png")}
    assert {"profile.png", "heat-map-tier.png"} <= drawn
    assert struct.unpack(">II", (place / "slides" / "profile.png").read_bytes()[16:24]) == (2000, 1125)


def test_a_coordinators_report_for_everybody_has_rounded_numbers(place):
    run_well("network-report", "all.pool.jsonl", "--setting", "public", "-o", "public.html", cwd=place)
    page = (place / "public.html").read_text(encoding="utf-8")
    assert "Numbers of councils are rounded to the nearest 5." in page
    assert "Anybody may have it." in page


def test_a_coordinators_report_says_how_many_of_the_invited_sent(tmp_path):
    days = ("--deadline", "2026-11-30", "--round", "2026-autumn")
    run_well(
        "network", "new", "--id", "north-west", "--title", "The North West", "--set", "quick-check", *days, cwd=tmp_path
    )
    (tmp_path / "list.csv").write_text("council\n" + "".join(f"Council {sign}\n" for sign in "abcdefghijklmnop"))
    run_well("network", "invite", "--from", "list.csv", cwd=tmp_path)
    run_well("network", "retire", "16", "--yes", cwd=tmp_path)
    inbox = tmp_path / "inbox"
    for invited in CoordinatorFolder(tmp_path).invited()[:12]:
        signed = returned(invited.council, invited.code, level=invited.number % 5)
        (inbox / f"{invited.number}.json").write_text(pretty(signed), encoding="utf-8")
    run_well("network", "inbox", cwd=tmp_path)
    run_well("network", "publish", "--yes", cwd=tmp_path)
    source = next(tmp_path.glob("*.benchmark.json"))
    run_well("network-report", source.name, "--network-file", "network.toml", "-o", "round.html", cwd=tmp_path)
    page = (tmp_path / "round.html").read_text(encoding="utf-8")
    assert "<b>12</b> of 15 invited" in page
    assert "<b>80%</b> sent a return" in page
    assert "The North West: " in page
    assert "Anyone could have sent" not in page

"""Two rounds of one network: councils that agree link their returns, and the network says how they moved."""

from pathlib import Path

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.pool.benchmark import read_benchmark
from benchmark.pool.pool import merge, write_pool
from benchmark.questions.library import find_questionnaire
from benchmark.returns.home import Home
from benchmark.returns.make import make_return, place_of
from tests.command import run, run_well

COUNCILS = 9
FACTS = {"council-type": "unitary", "population-band": "under-100k"}
ROUNDS = ("2025-autumn", "2026-autumn")


def council_return(path: Path, number: int, round_id: str, level: int, previous: str | None):
    profile = CouncilProfile(f"council-{number:08d}", f"Council {number}", "north", round_id, True, FACTS)
    folder = CouncilFolder(path / str(number))
    folder.save_profile(profile)
    questionnaire = find_questionnaire("quick-check")
    assessment = folder.new_assessment(questionnaire)
    assessment.answers = {question.id: Answer(level) for question in assessment.asked()}
    home = Home(path / "homes", profile.id)
    return make_return(assessment, place_of(profile), home, ["security"], 1, previous=previous)


@pytest.fixture(scope="module")
def pools(tmp_path_factory) -> Path:
    """A pool for each of two rounds; all councils but the last linked, and five went one level up."""
    path = tmp_path_factory.mktemp("rounds")
    for at, round_id in enumerate(ROUNDS):
        returns = [
            council_return(
                path, number, round_id, 1 + (at and number < 5), ROUNDS[0] if at and number < COUNCILS - 1 else None
            )
            for number in range(COUNCILS)
        ]
        write_pool(merge(returns), path / f"{round_id}.pool.jsonl")
    return path


def test_the_final_benchmark_and_the_report_say_how_linked_councils_moved(pools):
    then, now = (pools / f"{round_id}.pool.jsonl" for round_id in ROUNDS)
    run_well("pool", "publish", now, "--earlier", then, "-o", "now.benchmark.json", cwd=pools)
    benchmark = read_benchmark(pools / "now.benchmark.json")
    assert (benchmark.since.round, benchmark.since.councils) == (ROUNDS[0], COUNCILS - 1)
    run_well("network-report", "now.benchmark.json", "-o", "report.html", cwd=pools)
    page = (pools / "report.html").read_text(encoding="utf-8")
    assert "8 councils linked their returns to those of round 2025-autumn" in page
    assert "<td>5 higher, 3 the same</td>" in page


def test_without_links_a_benchmark_says_nothing_about_change_and_says_so(pools):
    then = pools / f"{ROUNDS[0]}.pool.jsonl"
    done = run_well("pool", "publish", then, "--earlier", then, "-o", "then.benchmark.json", cwd=pools)
    assert "fewer than 8 councils linked their returns" in " ".join(done.stderr.split())
    assert read_benchmark(pools / "then.benchmark.json").since is None
    run_well("network-report", "then.benchmark.json", "-o", "r.html", cwd=pools)
    assert "This report does not say how councils moved" in (pools / "r.html").read_text(encoding="utf-8")


def test_two_benchmarks_are_laid_side_by_side_with_a_warning(pools):
    now = pools / f"{ROUNDS[1]}.pool.jsonl"
    run_well("pool", "publish", now, "-o", "alone.benchmark.json", "--correct", cwd=pools)
    run_well("network-report", "alone.benchmark.json", "--earlier", "alone.benchmark.json", "-o", "r.html", cwd=pools)
    page = (pools / "r.html").read_text(encoding="utf-8")
    assert "not the same councils" in page
    assert "<caption>Middle scores of two rounds</caption>" in page


def test_export_links_only_on_demand_and_says_what_that_allows(tmp_path):
    attributes = [f"--attribute={name}={value}" for name, value in FACTS.items()]
    folder = ["init", "--name", "Ambleford", "--network", "north", *attributes]
    run_well(*folder, "--round", ROUNDS[0], cwd=tmp_path)
    run_well("assess", "--plain", "--set", "quick-check", cwd=tmp_path, text="1\n\n" * 10)
    run_well("export", "--yes", cwd=tmp_path)
    text = (tmp_path / "council.toml").read_text(encoding="utf-8")
    (tmp_path / "council.toml").write_text(text.replace(ROUNDS[0], ROUNDS[1]), encoding="utf-8")
    run_well("assess", "--plain", "--start-empty", "--set", "quick-check", cwd=tmp_path, text="2\n\n" * 10)
    alone = run_well("export", "--show", cwd=tmp_path).stdout
    assert "does not link to another round" in " ".join(alone.split())
    assert '"previous"' not in alone
    linked = run_well("export", "--show", "--link", cwd=tmp_path).stdout
    assert "linked to the return of round 2025-autumn, as the council chose" in " ".join(linked.split())
    assert '"previous"' in linked


def test_a_first_return_cannot_be_linked(tmp_path):
    attributes = [f"--attribute={name}={value}" for name, value in FACTS.items()]
    run_well("init", "--name", "Ambleford", "--network", "north", *attributes, "--round", ROUNDS[0], cwd=tmp_path)
    run_well("assess", "--plain", "--set", "quick-check", cwd=tmp_path, text="1\n\n" * 10)
    done = run("export", "--show", "--link", cwd=tmp_path)
    assert done.returncode == 2
    assert "no return of an earlier round" in " ".join(done.stderr.split())

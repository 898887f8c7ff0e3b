"""Two districts and their county become one council, through the installed command: by consent, and to a baseline."""

import csv
import json
from pathlib import Path

import pytest
import tomli

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.questions.library import find_questionnaire
from tests.command import run, run_well

SET = find_questionnaire("digital-maturity")
NEW = ("--name", "New Ambleshire", "--set", SET.id)
FACTS = ("--attribute", "council-type=unitary", "--attribute", "population-band=over-400k")
TABLE = "council,successor,date,source\n" + "".join(
    f"{name},New Ambleshire,2028-04-01,An invented order\n"
    for name in ("Ambleford", "Bexford", "Crowton", "Ambleshire")
)
COUNCILS = {"Ambleford": ("district", 1), "Bexford": ("district", 3), "Ambleshire": ("county", 2)}
SECRET = "planted-note"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Three folders, and a return of Bexford."""
    for number, (name, (kind, level)) in enumerate(COUNCILS.items()):
        folder = CouncilFolder(tmp_path / name.lower())
        facts = {"council-type": kind, "population-band": "100k-150k" if kind == "district" else "over-400k"}
        folder.save_profile(CouncilProfile(f"council-{number:08x}", name, "north", "2026-autumn", True, facts))
        assessment = folder.new_assessment(SET)
        assessment.answers = {
            question.id: Answer(level, note=SECRET, evidence=SECRET if level == 3 else "", by=SECRET)
            for question in assessment.asked()
            if question.levels
        }
        folder.save_assessment(assessment)
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_nothing_is_shown_before_somebody_says_that_all_agreed(place):
    done = run("predecessors", "ambleford", "bexford", *NEW, "-o", "page.html", cwd=place)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Has each of these councils agreed to be shown by name to the others?" in done.stderr
    assert "Ambleford, Bexford" in done.stderr
    assert not (place / "page.html").exists()


def test_three_councils_become_one(place):
    done = run_well(
        "predecessors",
        *map(str.lower, COUNCILS),
        *NEW,
        "--table",
        "table.csv",
        "--yes",
        "--json",
        "-o",
        "page.html",
        "-o",
        "rows.csv",
        "--baseline",
        "new",
        "--round",
        "2028-spring",
        *FACTS,
        cwd=place,
    )
    data = json.loads(done.stdout)
    assert data["table"]["missing"] == ["Crowton"]
    assert data["left_out"] == ["Security and resilience"]
    everything = done.stdout + (place / "page.html").read_text() + (place / "rows.csv").read_text("utf-8-sig")
    assert SECRET not in everything
    security = [question for question in SET.questions if question.section == "security"]
    assert security
    assert not [question.text for question in security if question.text in everything]
    with (place / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["council"] for row in rows} == set(COUNCILS)
    assert {row["council"] for row in rows if row["keep"]} == {"Bexford"}
    profile = tomli.loads((place / "new" / "council.toml").read_text())
    assert profile["predecessors"] == list(COUNCILS)
    assert profile["changed"][0]["round"] == "2028-spring"
    score = json.loads(run_well("score", "--folder", "new", "--set", SET.id, "--json", cwd=place).stdout)
    answers = tomli.loads((place / "new" / "2028-spring" / f"{SET.id}.toml").read_text())["answers"]
    assert {entry["answer"] for name, entry in answers.items() if SET.question(name).levels} <= {1, 2}
    assert not [name for name in answers if SET.question(name).section == "security"]
    assert "Ambleford: Level 1. Bexford: Level 3" in answers["contract-register"]["note"]
    assert score["questionnaire"] == SET.id
    # Nothing of it leaves before somebody confirmed it.
    done = run("export", "--folder", "new", "--set", SET.id, "--yes", cwd=place)
    assert done.returncode == 2
    assert "--confirm all" in done.stderr


def test_a_baseline_is_written_once(place):
    order = ("predecessors", "ambleford", "bexford", *NEW, "--yes", "--baseline", "new")
    done = run(*order, cwd=place)
    assert done.returncode == 2
    assert "--attribute council-type=..." in done.stderr
    assert not (place / "new").exists()
    done = run_well(*order, *FACTS, cwd=place)
    assert "start from the predecessors" in " ".join(done.stderr.split())
    before = {path: path.read_bytes() for path in (place / "new").rglob("*") if path.is_file()}
    done = run(*order, *FACTS, cwd=place)
    assert done.returncode == 2
    assert "a baseline never replaces answers" in done.stderr
    assert {path: path.read_bytes() for path in (place / "new").rglob("*") if path.is_file()} == before
    (place / "new" / "other").mkdir()
    next((place / "new").glob(f"*/{SET.id}.toml")).unlink()
    assert "and is kept" in run(*order, *FACTS, cwd=place).stderr
    run_well(*order, cwd=place)


def test_a_return_stands_there_under_its_label(place):
    run_well("export", "--folder", "bexford", "--set", SET.id, "--yes", "-o", "shared.json", cwd=place)
    order = ("predecessors", "ambleford", "shared.json", *NEW, "--yes")
    done = run_well(*order, "--label", "Bexford", cwd=place, COLUMNS="100")
    assert "B  Bexford: Lower tier (district), a return, named by a label, round 2026-autumn" in done.stdout
    assert "A return is a pseudonym" in " ".join(done.stderr.split())
    assert "Return 1" in run_well(*order, cwd=place).stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "page.pdf"), "is neither"),
        (("--round", "2028-spring"), "Add --baseline FOLDER"),
        (("--with", "secrets"), 'no section "secrets"'),
        (("--name", "Other", "--table", "table.csv"), "names no predecessors"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_shown(place, options, said):
    done = run("predecessors", "ambleford", "bexford", "--set", SET.id, "--yes", *options, cwd=place)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr


def test_a_section_on_demand_is_shown_where_it_is_chosen_outright(place):
    done = run_well("predecessors", "ambleford", "bexford", *NEW, "--yes", "--with", "security", cwd=place)
    assert "Security and resilience" in done.stdout
    assert "Left out" not in done.stdout


def test_the_report_of_a_council_that_changed_says_why_its_trend_ends(place):
    profile = place / "ambleford" / "council.toml"
    assessment = place / "ambleford" / "2026-autumn" / f"{SET.id}.toml"
    later = place / "ambleford" / "2028-spring" / f"{SET.id}.toml"
    later.parent.mkdir()
    later.write_bytes(assessment.read_bytes())
    text = profile.read_text().replace('round = "2026-autumn"', 'round = "2028-spring"', 1)
    profile.write_text(
        text.replace("\n[attributes]", '\nchanged = [{ round = "2028-spring", why = "it merged" }]\n\n[attributes]')
    )
    run_well("report", "--folder", "ambleford", "--set", SET.id, "-o", "report.html", cwd=place)
    assert "In 2028-spring the council changed: it merged. Rounds before that are of another council" in (
        place / "report.html"
    ).read_text(encoding="utf-8")

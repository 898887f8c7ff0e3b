"""A council's second round through the installed command: start, confirm, export, progress; with a new version too."""

import json

import pytest

from tests.command import run, run_well
from tests.council.two_rounds import BEFORE, NOW, SET_ID, THEN, answer, copy_sets, in_round, new_set, old_set

TABLE = ("--councils", "councils.csv")


@pytest.fixture
def place(tmp_path):
    """A council that answered the version of last time; the set is here with its crosswalk."""
    answer(tmp_path, BEFORE, THEN, old_set())
    in_round(tmp_path, NOW)
    copy_sets(tmp_path)
    (tmp_path / "councils.csv").write_text("council,council-type\nA,district\nB,county\n", encoding="utf-8")
    return tmp_path


def command(place, *arguments, text=None, well=True):
    call = run_well if well else run
    done = call(*arguments, "--set", SET_ID, cwd=place, text=text)
    return " ".join((done.stdout + " " + done.stderr).split())


def test_start_confirm_and_export(place):
    said = command(place, "assess", "--start-from-last")
    assert "3 answers are carried over from 2025-autumn" in said
    assert "To go on: council-benchmark assess --set two-versions" in said
    assert "3 of the 3 answers are carried over" in command(place, "score")
    refused = command(place, "export", "--yes", well=False)
    assert "Nothing is confirmed yet" in refused
    assert "1 answer is confirmed. Not confirmed yet: 2." in command(place, "assess", "--confirm", "buying")
    said = command(place, "export", "--yes", "-o", "return.json", *TABLE)
    assert "not confirmed: 2. They count as not answered. To confirm them:" in said
    held = json.loads((place / "return.json").read_text(encoding="utf-8"))["return"]
    assert held["answers"] == {"late": 20}
    assert (held["targets"], held["evidenced"]) == ({}, {})
    command(place, "assess", "--confirm", "all")
    command(place, "export", "--yes", "-o", "whole.json", *TABLE)
    held = json.loads((place / "whole.json").read_text(encoding="utf-8"))["return"]
    assert held["answers"] == {"owners": 1, "data-list": 2, "late": 20}
    assert (held["targets"], held["evidenced"]) == ({"owners": 3}, {"data": 1})
    assert "Nothing here is waiting" in command(place, "assess", "--confirm", "all")


def test_it_is_asked_and_a_reply_confirms(place):
    said = command(place, "assess", "--plain", text="y\n\n\n", well=False)
    assert "You answered these questions in 2025-autumn. Start from those answers?" in said
    assert "(carried over from 2025-autumn: Enter keeps it)" in said
    text = (place / NOW / f"{SET_ID}.toml").read_text(encoding="utf-8")
    assert text.count('carried = "2025-autumn"') == 2


def test_progress_over_a_skipped_round_in_every_form(place):
    answer(place, "2024-autumn", THEN, old_set())
    in_round(place, NOW)
    command(place, "assess", "--start-from-last")
    command(place, "assess", "--confirm", "all")
    said = command(place, "progress", "--plain", "-o", "progress.csv", "--charts", "charts")
    assert "3 of its 8 questions can be compared" in said
    assert "2024-autumn" in said
    assert (place / "progress.csv").read_bytes().startswith(b"\xef\xbb\xbfkind,item,title,round")
    assert {path.suffix for path in (place / "charts").iterdir()} == {".png", ".svg", ".csv", ".txt"}
    data = json.loads(run_well("progress", "--set", SET_ID, "--json", "--since", BEFORE, cwd=place).stdout)
    assert [column["round"] for column in data["rounds"]] == [BEFORE, NOW]
    command(place, "report", "-o", "report.html")
    assert "What changed in the question set" in (place / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", ["2025.1.crosswalk.toml", "2025.1.toml"])
def test_a_new_version_without_a_crosswalk_or_without_the_old_set(place, missing):
    (place / SET_ID / "earlier" / missing).unlink()
    said = command(place, "assess", "--start-from-last")
    assert ("That version is not here" if missing == "2025.1.toml" else "no crosswalk says more") in said
    if missing == "2025.1.toml":
        answer(place, NOW, {}, new_set())
    said = command(place, "progress")
    assert ("left out" if missing == "2025.1.toml" else "2 of its 8 questions can be compared") in said


def test_a_return_of_the_last_version_in_a_pair(place):
    in_round(place, BEFORE)
    run_well("export", "--set", f"{SET_ID}/earlier/2025.1.toml", "--yes", "-o", "old.json", *TABLE, cwd=place)
    in_round(place, NOW)
    command(place, "assess", "--start-from-last")
    done = run_well("pair", ".", "old.json", "--questions", SET_ID, cwd=place)
    assert "3 of 8 questions can be compared" in " ".join(done.stdout.split())
    assert "Level with each other on 3 of 3 questions." in done.stdout


def test_a_colleague_s_answers_and_other_options_are_kept_apart(place):
    assert "Leave out --as" in command(place, "assess", "--confirm", "all", "--as", "housing", well=False)
    refused = run("assess", "--set", SET_ID, "--from-form", "x.json", "--confirm", "all", cwd=place)
    assert refused.returncode == 2

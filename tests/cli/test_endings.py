"""A file gets a name that fits its kind, or none: other programs go by the end of a name. Nothing is ignored silently."""

import shutil
from pathlib import Path

import pytest

from benchmark.questions.library import shipped
from tests.command import run

SAMPLES = shipped("sample_returns")
CARDS = SAMPLES / "contracts-cards"
OWN = ["--folder", "council", "--set", "quick-check"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example council, a pool, its benchmark, and a folder that is nobody's."""
    folder = tmp_path_factory.mktemp("endings")
    shutil.copytree(SAMPLES / "example-council", folder / "council")
    (folder / "nobodys").mkdir()
    for words in (
        ["merge", SAMPLES / "quick-check", "-o", "p.pool.jsonl"],
        ["publish", "p.pool.jsonl", "-o", "b.json"],
    ):
        assert run("pool", *words, cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize(
    ("command", "name", "ending"),
    [
        (["score", *OWN, "--workbook"], "a.csv", ".xlsx"),
        (["score", "--answers", "a.csv", "-o"], "s.xlsx", ".csv"),
        (["plan", *OWN, "--workbook"], "a.xls", ".xlsx"),
        (["plan", *OWN, "-o"], "a.xlsx", ".csv"),
        (["progress", *OWN, "-o"], "a.xlsx", ".csv"),
        (["channels", "--folder", "council", "--workbook"], "a", ".xlsx"),
        (["channels", "--folder", "council", "-o"], "a.xlsx", ".csv"),
        (["compare", "b.json", "--no-charts", "--workbook"], "a.txt", ".xlsx"),
        (["contracts", "check", "--folder", "council", "--workbook"], "a.docx", ".xlsx"),
        (["contracts", "calendar", CARDS, "--workbook"], "a.ics", ".xlsx"),
        (["contracts", "gaps", "b.json", "-o"], "a.xlsx", ".csv"),
        (["questions", "workbook", "quick-check", "-o"], "a.csv", ".xlsx"),
        (["questions", "to-excel", "quick-check", "-o"], "a.toml", ".xlsx"),
        (["colleagues", "workbook", "--folder", "council", "--as", "it", "-o"], "a.csv", ".xlsx"),
        (["report", *OWN, "-o"], "a.pdf", ".html"),
        (["report", *OWN, "--for", "committee", "-o"], "a.pdf", ".docx"),
        (["network-report", "b.json", "-o"], "a.pdf", ".html"),
        (["questions", "show", "quick-check", "--html"], "a.pdf", ".html"),
        (["pool", "merge", SAMPLES / "quick-check", "-o"], "a.csv", ".jsonl"),
        (["pool", "publish", "p.pool.jsonl", "-o"], "a.jsonl", ".json"),
        (["pool", "export", "p.pool.jsonl", "-o"], "a.xlsx", ".csv"),
    ],
    ids=lambda value: " ".join(map(str, value[:2])) if isinstance(value, list) else value,
)
def test_a_name_that_says_another_kind_is_refused(place, command, name, ending):
    done = run(*command, name, cwd=place)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"The name of {name} has to end in {ending}")
    assert not (place / name).exists()


@pytest.mark.parametrize(
    "command", [["plan", *OWN], ["report", *OWN], ["report", *OWN, "--for", "committee"], ["compare", "--no-charts"]]
)
def test_an_attribute_that_is_not_there_is_no_choice_of_peers(place, command):
    source = ["p.pool.jsonl"] if command[0] == "compare" else ["--benchmark", "p.pool.jsonl"]
    done = run(*command, *source, "--by", "colour", cwd=place)
    assert done.returncode == 2
    assert 'There is no attribute "colour" here. Use one of: tier, population.' in done.stderr


def test_a_folder_that_is_named_and_is_no_councils_is_not_left_out_silently(place):
    done = run("compare", "b.json", "--no-charts", "--folder", "nobodys", cwd=place)
    assert done.returncode == 3
    assert done.stderr.startswith("nobodys: This is not a council's folder.")
    assert run("compare", "b.json", "--no-charts", cwd=place).returncode == 0


def test_a_folder_in_the_place_of_a_file_is_called_one(place):
    done = run("compare", "nobodys", cwd=place)
    assert (done.returncode, done.stderr) == (
        3,
        "nobodys: This is a folder, and a file is needed. Name a file in it.\n",
    )


def test_a_set_that_is_named_and_is_not_the_one_that_was_sent_is_refused(place):
    sent = next(iter(sorted((SAMPLES / "quick-check").glob("*.json"))))
    done = run("pair", "council", sent, "--set", "digital-maturity", cwd=place)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('What was sent answers "quick-check". Leave out --set')
    assert run("pair", "council", sent, "--set", "quick-check", cwd=place).returncode == 0


def test_a_council_that_has_not_answered_is_told_that_it_is_not_shown(place):
    facts = ["--attribute", "council-type=unitary", "--attribute", "population-band=under-100k"]
    begun = run("init", "--folder", "new", "--name", "Ambleford", *facts, "--network", "north", cwd=place)
    assert begun.returncode == 0
    done = run("compare", "b.json", "--no-charts", "--folder", "new", cwd=place)
    assert done.returncode == 0
    assert "This council has not answered quick-check in this round, so only its peers are shown." in " ".join(
        done.stderr.split()
    )

"""Spend controls through the installed command: a council's contracts, and a purchase before it is signed."""

import csv
import json
from pathlib import Path

import pytest

from tests.command import run, run_well
from tests.council.contracts.made import GOOD, council_with

VALID = Path(__file__).parents[1] / "questions" / "valid"
SECRET = "planted-supplier"
LATE = {**GOOD, "system": "Late", "supplier": SECRET, "end": "2031-Q1", "value": 2_000_000}
OWN = """\
format = "spend-controls/1"
title = "Spend controls of the North-west network"
version = "2026.1"

[[control]]
id = "length"
title = "Length"
test = "most_months"
limit = 120
rule = "A contract lasts at most 120 months."
remedy = "Ask for a shorter term."
source = ["Agreed by the network in May 2026"]
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A council with two contracts, that will be merged."""
    council_with(tmp_path, {"finance": [GOOD], "council-tax": [LATE]}, ends="2028-04-01", successors=("Ambleshire",))
    return tmp_path


def states(cwd: Path, *options: object) -> dict[str, str]:
    """Check a purchase, and give the state of each control."""
    done = run_well("contracts", "check-purchase", "--json", *options, cwd=cwd)
    return {finding["control"]: finding["state"] for finding in json.loads(done.stdout)["findings"]}


def test_a_register_is_checked_in_the_terminal_and_in_files(place: Path) -> None:
    done = run_well(
        *("contracts", "check", "-o", "a.csv", "-o", "a.html", "-o", "a.docx", "--workbook", "a.xlsx"), cwd=place
    )
    assert "The council ends on 1 April 2028. Ambleshire will follow." in done.stdout
    assert "This is advice, not legal advice." in " ".join(done.stdout.split())
    assert done.stderr.count("It is private: it names systems and suppliers.") == 4
    with (place / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["contract"] for row in csv.DictReader(file)} == {"Ledger, Orchard", f"Late, {SECRET}"}
    assert SECRET in (place / "a.html").read_text(encoding="utf-8")
    assert (place / "a.docx").read_bytes().startswith(b"PK")
    assert (place / "a.xlsx").read_bytes().startswith(b"PK")


def test_one_contract_is_shown_in_full(place: Path) -> None:
    done = run_well("contracts", "check", "--contract", "late", "--plain", cwd=place)
    assert "Rule: A contract lasts at most 48 months" in done.stdout
    assert "Ledger" not in done.stdout
    missed = run("contracts", "check", "--contract", "nothing", cwd=place)
    assert (missed.returncode, missed.stderr) == (2, 'No contract in the register holds "nothing".\n')


def test_the_day_of_a_merger_can_be_given(place: Path) -> None:
    data = json.loads(run_well("contracts", "check", "--merger", "2032-Q1", "--json", cwd=place).stdout)
    assert (data["merger"], [contract["past_merger"] for contract in data["contracts"]]) == ("2032-01-01", [False] * 2)
    wrong = run("contracts", "check", "--merger", "soon", cwd=place)
    assert (wrong.returncode, wrong.stderr) == (
        3, '--merger: "soon" is not a day or a quarter. Write it as 2028-04-01, or as 2028-Q2.\n'
    )  # fmt: skip


def test_a_network_can_set_controls_of_its_own(place: Path) -> None:
    def title(*options: str) -> str:
        return json.loads(run_well("contracts", "check", "--json", *options, cwd=place).stdout)["controls"]["title"]

    (place / "theirs.toml").write_text(OWN, encoding="utf-8")
    assert title("--controls", "theirs.toml") == "Spend controls of the North-west network"
    assert title() == "Spend controls for council technology"
    (place / "theirs.toml").rename(place / "controls.toml")
    assert title() == "Spend controls of the North-west network"
    assert states(place, "--months", "60") == {"length": "passed"}
    (place / "controls.toml").write_text(OWN.replace("120\nrule", "-1\nrule") + "colour = 1\n", encoding="utf-8")
    refused = run("contracts", "check", cwd=place)
    assert refused.returncode == 3
    assert len(refused.stderr.splitlines()) == 2


def test_a_purchase_needs_no_folder_and_leaves_nothing(tmp_path: Path) -> None:
    assert states(tmp_path, "--months", "48", "--extension", "0", "--api", "--no-exit-plan") == {
        "length": "passed", "hosting-length": "unknown", "extension": "passed", "value": "unknown", "api": "passed",
        "open-standards": "unknown", "own-data": "unknown", "exit-plan": "failed", "early-talks": "unknown",
    }  # fmt: skip
    assert [path for path in tmp_path.iterdir() if path.name != ".home"] == []


def test_in_a_councils_folder_a_purchase_is_checked_against_its_merger(place: Path) -> None:
    found = states(place, "--months", "48", "--value", "250000", "--end", "2030-Q1", "--no-transfer")
    assert (found["ends-before-merger"], found["transfer"], found["consent"]) == ("failed", "failed", "failed")


def test_a_purchase_is_asked_about_line_by_line(tmp_path: Path) -> None:
    lines = "60\n0\n£250,000\n4\ny\nn\nu\n2\n\n"
    done = run_well("contracts", "check-purchase", "--plain", cwd=tmp_path, text=lines)
    assert "For how many months will it run" in done.stderr
    assert "Length: 60 months; the limit is 48." in done.stdout
    stopped = run("contracts", "check-purchase", "--plain", cwd=tmp_path, text="60\n")
    assert (stopped.returncode, stopped.stderr.splitlines()[-1]) == (130, "Stopped. Nothing was written.")
    silent = run("contracts", "check-purchase", cwd=tmp_path)
    assert (silent.returncode, silent.stderr.startswith("There is no terminal to ask in.")) == (2, True)


def test_the_result_is_advice_unless_it_is_to_be_strict(tmp_path: Path) -> None:
    bad = ("contracts", "check-purchase", "--months", "600")
    assert run(*bad, cwd=tmp_path).returncode == 0
    assert run(*bad, "--strict", cwd=tmp_path).returncode == 3
    good = ["--months", "24", "--extension", "0", "--value", "1", "--api", "--standards", "--own-data", "--exit-plan"]
    run_well(*bad[:2], *good, "--early-talks", "--fact", "hosting=supplier", "--strict", cwd=tmp_path)


def test_a_note_is_written_for_the_file(tmp_path: Path) -> None:
    note = ("contracts", "check-purchase", "--months", "24", "--title", "Housing repairs", "-o")
    run_well(*note, "note.html", "-o", "note.docx", cwd=tmp_path)
    assert "Housing repairs" in (tmp_path / "note.html").read_text(encoding="utf-8")
    wrong = run(*note, "note.pdf", cwd=tmp_path)
    assert (wrong.returncode, wrong.stderr) == (2, "The name of note.pdf has to end in .html or .docx.\n")


def test_nothing_of_a_check_leaves_in_a_return(place: Path) -> None:
    run_well("export", "--set", "technology-register", "--yes", "-o", "mine.json", cwd=place)
    text = (place / "mine.json").read_text(encoding="utf-8")
    assert [word for word in (SECRET, "2028-04-01", "Ambleshire", "exit-plan", "length") if word in text] == []


def test_a_set_without_contracts_says_so(place: Path) -> None:
    refused = run("contracts", "check", "--set", "quick-check", cwd=place)
    assert (refused.returncode, refused.stderr) == (
        2, "The question set quick-check has no register of contracts. Name one with --set.\n"
    )  # fmt: skip
    other = run("contracts", "check", "--set", VALID / "register.toml", cwd=place)
    assert (other.returncode, "There are no spend controls for this question set." in other.stderr) == (3, True)


def test_other_question_sets_under_way_do_not_matter(place: Path) -> None:
    folder = place / "2026-autumn"
    text = (folder / "technology-register.toml").read_text(encoding="utf-8")
    (folder / "quick-check.toml").write_text(text.replace("technology-register", "quick-check"), encoding="utf-8")
    assert "Ledger" in run_well("contracts", "check", cwd=place).stdout

"""A council brings in what it publishes already: its register of contracts, then a newer one, then a notice."""

import csv
import re
import shutil

import pytest
import tomli

from benchmark.cli import asking, contracts_import
from benchmark.errors import StoppedError, UsageError
from benchmark.questions.library import shipped
from tests.command import run, run_well
from tests.council.contracts.importing.made import HEADER, REGISTER_CSV, RELEASE, notice_of
from tests.council.small import ScriptedAsker

SAMPLES = shipped("sample_returns")
SET = "technology-register"


@pytest.fixture
def place(tmp_path):
    """A folder with the folder of a council that is a district, without its register."""
    shutil.copytree(SAMPLES / "example-council", tmp_path / "council")
    (tmp_path / "council" / "2026-autumn" / f"{SET}.toml").unlink()
    return tmp_path


def lines_of(place):
    return tomli.loads((place / "council" / "2026-autumn" / f"{SET}.toml").read_text(encoding="utf-8")).get("lines", {})


def test_a_published_register_comes_in_is_brought_up_to_date_and_leaves_only_answers(place) -> None:
    shutil.copy(SAMPLES / "example-council" / "2026-autumn" / f"{SET}.toml", place / "council" / "2026-autumn")
    shutil.copy(SAMPLES / "example-contracts.csv", place / "contracts.csv")
    typed = lines_of(place)
    first = run_well("contracts", "import", "contracts.csv", "--folder", "council", "--yes", cwd=place)
    assert first.stdout == ""
    assert "3 contracts new, 2 changed, 10 as before, 5 set\naside." in first.stderr
    assert "row 23, column Sum to" in first.stderr
    after = lines_of(place)
    assert after["website"]["row"][-1]["yearly-cost"] == 4000
    assert after["finance"] == typed["finance"]
    assert [row["fit"] for row in after["payroll"]["row"]] == [row["fit"] for row in typed["payroll"]["row"]]
    with (place / "council" / "contracts-set-aside.csv").open(encoding="utf-8-sig", newline="") as file:
        aside = list(csv.DictReader(file))
    assert [row["reference"] for row in aside] == ["M-0102", "M-0105", "M-0108", "M-0111", "M-0113"]

    before = sorted((path, path.read_bytes()) for path in (place / "council").rglob("*.*"))
    again = run_well("contracts", "import", "contracts.csv", "--folder", "council", "--plain", cwd=place)
    assert "nothing changes" in again.stderr
    assert sorted((path, path.read_bytes()) for path in (place / "council").rglob("*.*")) == before

    text = (place / "contracts.csv").read_bytes().decode("cp1252")
    newer = "".join(line for line in text.splitlines(keepends=True) if "M-0118" not in line)
    (place / "newer.csv").write_bytes(newer.replace("31 May 2029", "31 May 2030").encode("cp1252"))
    done = run_well("contracts", "import", "newer.csv", "--folder", "council", "--plain", text="y\n", cwd=place)
    said = " ".join(done.stderr.split())
    assert "End: 2030-Q2, was 2029-Q2" in said
    assert "Cost a year: 3,000 (worked out: 12,000 over 4 years), was 4,000" in said
    assert "No longer in the file; they stay in the register: - Maps and geographic data" in said
    assert lines_of(place)["maps"]["row"][-1]["reference"] == "M-0118"

    # What is sent of it names nobody: neither systems nor suppliers nor dates.
    sending = ("--send", "cost", "--yes", "-o", "return.json")
    run_well("export", "--folder", "council", "--set", SET, *sending, cwd=place)
    sent = (place / "return.json").read_text(encoding="utf-8")
    assert not re.search("invented|M-01|2030|Accessibility", sent)


def test_questions_are_answered_line_by_line_and_replies_are_remembered(place) -> None:
    (place / "r.csv").write_text(REGISTER_CSV, encoding="utf-8")
    stopped = run("contracts", "import", "r.csv", "--folder", "council", "--plain", text="y\n2\n", cwd=place)
    assert stopped.returncode == 130
    assert "What you said of contracts is remembered." in stopped.stderr
    done = run_well("contracts", "import", "r.csv", "--folder", "council", "--plain", text="n\ny\n", cwd=place)
    assert "1 of 1: Payroll software, PayWell plc" in done.stderr
    assert list(lines_of(place)) == ["benefits"]


def test_a_notice_comes_in(place) -> None:
    (place / "notice.json").write_bytes(notice_of(RELEASE))
    done = run_well("contracts", "import", "notice.json", "--folder", "council", "--yes", cwd=place)
    assert "Buyer: Ambleford Council" in done.stderr
    assert lines_of(place)["planning-applications"]["row"][0]["reference"] == "ocds-h6vhtk-064da6/1"


def bring_in(place, monkeypatch, *script, name="r.csv", **options):
    asker = ScriptedAsker(*script)
    monkeypatch.setattr(asking, "asker_for", lambda _: asker)
    given = {"mapping": None, "everything": False, "yes": False, "set_id": None, "plain": False, **options}
    contracts_import.import_contracts(place / name, folder=place / "council", **given)
    return asker


def test_nothing_is_written_without_a_yes_but_replies_are_remembered(place, monkeypatch, capsys) -> None:
    (place / "r.csv").write_text(REGISTER_CSV, encoding="utf-8")
    bring_in(place, monkeypatch, "y", "1", "1", "n")
    assert "Nothing was changed." in capsys.readouterr().err
    assert not (place / "council" / "2026-autumn" / f"{SET}.toml").exists()
    bring_in(place, monkeypatch, "y")
    assert set(lines_of(place)) == {"council-tax", "payroll"}


def test_a_file_without_technology_changes_nothing_and_is_listed(place, monkeypatch, capsys) -> None:
    (place / "r.csv").write_text(HEADER + "C-9,Tar,Tar,Tar & Co,,,\n", encoding="utf-8")
    bring_in(place, monkeypatch, "y")
    said = capsys.readouterr().err
    assert "nothing changes" in said
    assert "what was set aside, and why" in said


def test_whoever_stops_before_a_contract_was_asked_about_leaves_no_trace(place, monkeypatch) -> None:
    (place / "r.csv").write_text(REGISTER_CSV, encoding="utf-8")
    with pytest.raises(StoppedError, match=r"The register is as it was[.]\Z"):
        bring_in(place, monkeypatch, "q")
    assert not (place / "council" / "contracts-mapping.toml").exists()


def test_without_a_terminal_it_says_how_to_answer(place) -> None:
    done = run("contracts", "import", SAMPLES / "example-contracts.csv", "--folder", "council", cwd=place)
    assert done.returncode == UsageError.exit_code
    assert "--plain" in done.stderr

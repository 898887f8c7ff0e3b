"""Councils make contracts cards, and anybody who holds them makes the calendar, with the installed command."""

import json
from pathlib import Path

import pytest
import tomli

from benchmark.cli import asking, contracts_cards
from benchmark.council.contracts.own import own_contracts
from benchmark.errors import UsageError
from benchmark.returns.contracts_card import find_offer
from tests.command import run, run_well
from tests.council.contracts.registers import NOW, ROWS, SECRET, SET, assessment, council
from tests.council.small import ScriptedAsker

WHO = ("--name", "Ambleford", "--contact", "Head of procurement, 01632 960001")
FROM = ("--from", "2026-Q4")
SHIFTED = {"council-tax": [{"system": "Taxes", "supplier": "TALLOW LIMITED", "end": "2028-Q1"}]}


@pytest.fixture
def place(tmp_path):
    """A folder with the folders of two councils."""
    council(tmp_path / "one")
    council(tmp_path / "two", SHIFTED, name="Otherton")
    return tmp_path


def make(place: Path, name: str, *options: str, folder: str = "one") -> Path:
    run_well("contracts", "card", "--folder", folder, *FROM, *WHO, "--yes", "-o", name, *options, cwd=place)
    return place / name


def test_a_card_is_shown_whole_and_nothing_is_written_unless_it_is_said(place):
    options = ("contracts", "card", "--folder", "one", *FROM, *WHO, "--all", "--cost", "figure")
    done = run_well(*options, "--show", "-o", "card.toml", cwd=place)
    assert not (place / "card.toml").exists()
    assert "Nothing was written" in done.stderr
    written = make(place, "card.toml", "--all", "--cost", "figure").read_text(encoding="utf-8")
    shown = done.stdout.split("The file, whole:\n\n")[1]
    assert [line.removeprefix("  ") for line in shown.splitlines()] == written.splitlines()
    for text in (written, done.stdout):
        assert SECRET not in text
        assert "Folderton" not in text
    assert [entry["system"] for entry in tomli.loads(written)["contract"]] == ["Revenues", "Bailiffs"]
    # Without a terminal nobody is asked.
    assert "--line LINE" in run(*options[:-3], cwd=place).stderr
    assert run(*options[:6], "--all", cwd=place).returncode == 2
    assert "Add --yes" in run(*options, cwd=place).stderr
    assert run(*options[:-1], "much", cwd=place).returncode == 2
    assert "no line of business" in run(*options, "--partners", "nowhere", cwd=place).stderr
    # It is kept in the round's folder, and goes with it.
    run_well(*options, "--yes", cwd=place)
    assert (place / "one" / "2026-autumn" / "cards" / "technology-register-contracts-card.toml").exists()
    assert "contracts-card" in run_well("forget", "--folder", "one", "--yes", cwd=place).stdout


def test_small_contracts_and_other_lines_stay_at_home(place):
    path = make(place, "mine", "--line", "council-tax", "--line", "finance", "--least", "5000", "--partners", "all")
    assert not path.exists()
    (entry,) = tomli.loads((place / "mine.toml").read_text(encoding="utf-8"))["contract"]
    assert (entry["system"], entry["partners"]) == ("Revenues", True)
    done = run("contracts", "card", "--folder", "one", *FROM, *WHO, "--line", "finance", "--yes", cwd=place)
    assert "No contract is chosen" in done.stderr


def test_two_cards_make_a_calendar_in_every_form(place):
    make(place, "cards/a.toml", "--all", "--partners", "all")
    make(place, "cards/b.toml", "--all", "--partners", "all", "--name", "Bexford", folder="two")
    (place / "cards" / "note.txt").write_text("Dear colleague", encoding="utf-8")
    files = ("-o", "c.html", "-o", "c.csv", "-o", "c.ics", "--workbook", "c.xlsx", "--charts", "charts")
    done = run_well("contracts", "calendar", "cards", *FROM, *files, cwd=place)
    text = " ".join(done.stdout.split())
    assert "Council tax: 2 councils. All end from 2028-Q1 to 2028-Q4. Start to talk now." in text
    assert "Refused: cards" in done.stderr
    assert "note.txt: This is not a contracts card." in done.stderr
    written = {path.name for path in place.iterdir() if path.name.startswith("c.")}
    assert written == {"c.html", "c.csv", "c.ics", "c.xlsx"}
    assert len(list((place / "charts").iterdir())) == 4
    data = json.loads(run_well("contracts", "calendar", "cards", *FROM, "--json", cwd=place).stdout)
    assert data["suppliers"]["council-tax"] == ["Small Co", "TALLOW LIMITED"]
    assert SECRET not in (place / "c.html").read_text(encoding="utf-8") + json.dumps(data)
    plain = run_well("contracts", "calendar", "cards", *FROM, "--plain", "--line", "council-tax", cwd=place).stdout
    assert "Council tax: councils 2, suppliers 2." in plain
    close = run_well("contracts", "calendar", "cards", *FROM, "--window", "1", cwd=place).stdout
    assert "Council tax: 2 councils. All end in 2028-Q1. Start to talk now." in " ".join(close.split())


def test_a_newer_card_counts_and_two_that_differ_do_not(place):
    make(place, "cards/a.toml", "--all")
    council(place / "later", SHIFTED, round_id="2027-spring")
    make(place, "cards/b.toml", "--all", folder="later")
    done = run_well("contracts", "calendar", "cards", *FROM, cwd=place)
    assert "Older: cards" in done.stderr
    assert "1 contract of 1 council" in done.stdout
    make(place, "cards/c.toml", "--all", "--partners", "all", folder="later")
    done = run("contracts", "calendar", "cards", *FROM, cwd=place)
    assert done.returncode == 3
    assert done.stderr.count("says something else") == 2
    assert "No card was found" in done.stderr


def test_a_calendar_without_an_end_to_come_is_said_and_nothing_is_drawn(place):
    make(place, "a.toml", "--all")
    done = run_well("contracts", "calendar", "a.toml", "--from", "2040-Q1", "--charts", "charts", cwd=place)
    assert "No contract on these cards ends" in done.stdout
    assert "nothing to draw" in done.stderr
    for options in (("-o", "a.pdf"), ("--from", "soon"), ("--set", "quick-check"), ("--line", "nowhere")):
        assert run("contracts", "calendar", "a.toml", *options, cwd=place).returncode == 2


def test_a_council_lists_its_own_contracts_and_draws_its_calendar(place):
    done = run_well("contracts", "show", "--folder", "one", *FROM, "--charts", "charts", cwd=place)
    assert "2027-Q2  Council tax: Revenues, Tallow Ltd" in done.stdout
    assert "4 files written to charts. They are private." in done.stderr
    assert "From the council's own register" in (place / "charts" / "renewal-calendar.txt").read_text(encoding="utf-8")
    alone = run_well("contracts", cwd=place / "one").stdout
    assert "Council tax: Revenues" in alone
    data = json.loads(run_well("contracts", "show", "--folder", "one", *FROM, "--json", cwd=place).stdout)
    assert [row["line"] for row in data["contracts"]] == ["finance", "website", "council-tax", "council-tax", "waste"]
    late = run_well("contracts", "show", "--folder", "one", "--from", "2090-Q1", "--charts", "none", cwd=place)
    assert "nothing to draw" in late.stderr
    assert not (place / "none").exists()


def test_in_a_terminal_each_contract_is_chosen_by_itself(monkeypatch):
    offer = find_offer(own_contracts(assessment(ROWS)), NOW)
    asker = ScriptedAsker(["1"], ["n"], ["1"])
    monkeypatch.setattr(asking, "make_asker", lambda: asker)
    monkeypatch.setattr(contracts_cards.console, "can_ask", lambda: True)
    chosen, partners = contracts_cards.choose_contracts(SET, offer, None)
    assert ([contract.system for contract in chosen], partners) == (["Revenues"], ["council-tax"])
    asker.script = [["1"], ["n"]]
    assert contracts_cards.choose_contracts(SET, offer, ["waste"])[1] == ["waste"]
    with pytest.raises(UsageError, match="none has an end that is still to come"):
        contracts_cards.choose_contracts(SET, find_offer([], NOW), None)

"""Two councils meet: a card is made, laid beside a folder or a return, and the page for the meeting is written."""

import json
import shutil
from pathlib import Path

import pytest
import tomli

from benchmark.cli import asking, card
from benchmark.errors import UsageError
from benchmark.questions.library import find_questionnaire, shipped
from benchmark.returns.model import pretty
from tests.command import run, run_well
from tests.council.small import ScriptedAsker
from tests.network.made import returned

SAMPLES = shipped("sample_returns")
FULL = find_questionnaire("digital-maturity")
WHO = ("--name", "Merrywhistle", "--contact", "Head of digital, 01234 567890")
SECURITY = "How ready the council is for an attack or a failure. These answers leave the council only if it says so."


def returns_of(tier: str) -> list[Path]:
    found = []
    for path in sorted((SAMPLES / FULL.id).glob("*.json")):
        content = json.loads(path.read_text())["return"]
        if content["attributes"].get("tier") == tier:
            found.append(path)
    return found


@pytest.fixture
def place(tmp_path):
    """A folder with the folder of a council that is a district."""
    shutil.copytree(SAMPLES / "example-council", tmp_path / "council")
    return tmp_path


def make(place: Path, *options: str, name: str = "card.toml") -> Path:
    run_well("card", "--folder", "council", "--set", FULL.id, *WHO, "--yes", "-o", name, *options, cwd=place)
    return place / name


def test_a_card_is_shown_whole_and_nothing_is_written_unless_it_is_said(place):
    options = ("card", "--folder", "council", "--set", FULL.id, *WHO, "--section", "data")
    done = run_well(*options, "--show", "-o", "card.toml", cwd=place)
    assert not (place / "card.toml").exists()
    assert "Nothing was written" in done.stderr
    written = make(place, "--section", "data").read_text(encoding="utf-8")
    shown = done.stdout.split("The file, whole:\n\n")[1]
    assert [line.removeprefix("  ") for line in shown.splitlines()] == written.splitlines()
    private = tomli.loads((place / "council" / "2026-autumn" / f"{FULL.id}.toml").read_text(encoding="utf-8"))
    texts = [answer[key] for answer in private["answers"].values() for key in ("note", "evidence") if key in answer]
    assert texts
    assert [text for text in texts if text in written] == []
    # Without a terminal nobody is asked.
    assert run(*options, cwd=place).returncode == 2
    assert run(*options[:5], "--all", cwd=place).returncode == 2
    assert run(*options[:5], *WHO, cwd=place).returncode == 2
    # The name of a card says what it is, wherever it is written.
    run_well(*options, "--yes", "-o", "mine", cwd=place)
    assert (place / "mine.toml").exists()
    run_well(*options, "--yes", cwd=place)
    assert "cards" in run_well("forget", "--folder", "council", "--yes", cwd=place).stdout


def test_a_card_beside_a_folder_makes_the_page_for_a_meeting(place):
    make(place, "--all")
    shutil.copytree(place / "council", place / "other")
    done = run_well("pair", "other", "card.toml", "--set", FULL.id, "-o", "a.html", "-o", "a.docx", cwd=place)
    assert "A mentoring card is not signed" in " ".join(done.stdout.split())
    assert "Left out of it: Security and resilience" in " ".join(done.stderr.split())
    page = (place / "a.html").read_text(encoding="utf-8")
    assert "Merrywhistle: Head of digital, 01234 567890" in page
    assert "Security and resilience" not in page
    assert (place / "a.docx").stat().st_size > 10_000
    told = json.loads(run_well("pair", "card.toml", "card.toml", "--json", cwd=place).stdout)
    assert told["anyone_could_have_made"]
    assert {row["id"] for row in told["questions"]} <= {q.id for q in FULL.questions if q.section != "security"}


def test_a_district_and_a_county_are_compared_on_what_both_were_asked(place):
    county = returns_of("upper")[0]
    plain = run_well("pair", "council", county, "--set", FULL.id, cwd=place)
    assert "Only they were asked\n  - Is care data shared safely" in plain.stdout
    assert "add --same-residents" in " ".join(plain.stderr.split())
    assert "same residents" not in plain.stdout
    same = run_well("pair", "council", county, "--set", FULL.id, "--same-residents", "--json", cwd=place)
    assert same.stderr == ""
    agenda = json.loads(same.stdout)["agenda"]
    assert agenda["same_residents"]
    first = next(topic for topic in agenda["topics"] if topic["kind"] == "together")
    assert "same residents" in first["reasons"]
    text = run_well("pair", "council", county, "--same-residents", cwd=place).stdout
    assert "Both serve the same residents" in text


def test_two_of_one_tier_cannot_serve_the_same_residents(place):
    done = run("pair", "council", returns_of("lower")[0], "--same-residents", cwd=place)
    assert done.returncode == 2
    assert "of the same tier" in " ".join(done.stderr.split())


def test_a_card_says_whose_residents_a_council_serves_too(place):
    inside = make(place, "--all", "--serves-inside", "merrywhistle  COUNTY Council")
    county = place / "county.toml"
    text = inside.read_text(encoding="utf-8").replace('"Merrywhistle"', '"Merrywhistle County Council"')
    lines = [line for line in text.splitlines() if not line.startswith("serves-inside")]
    county.write_text(
        "\n".join(lines).replace('"district"', '"county"').replace('"lower"', '"upper"'), encoding="utf-8"
    )
    done = run_well("pair", inside, county, cwd=place)
    assert "Both serve the same residents" in done.stdout
    assert "Both serve" in run_well("pair", county, inside, cwd=place).stdout
    assert done.stderr == ""


def test_nothing_in_common_is_said_and_no_page_is_written(place):
    make(place, "--section", "data", name="one.toml")
    make(place, "--section", "skills", name="two.toml")
    done = run("pair", "one.toml", "two.toml", "-o", "a.html", cwd=place)
    assert done.returncode == 2
    assert "no answer in common" in " ".join(done.stdout.split())
    assert "No page was written" in done.stderr
    assert not (place / "a.html").exists()
    assert run("pair", "one.toml", "two.toml", "-o", "a.pdf", cwd=place).returncode == 2


def test_where_both_are_behind_a_benchmark_is_something_to_do_together(place):
    run_well("pool", "merge", *returns_of("lower"), *returns_of("single"), "-o", "all.pool.jsonl", cwd=place)
    theirs = returns_of("lower")[3]
    with_one = run_well("pair", "council", theirs, "--benchmark", "all.pool.jsonl", cwd=place).stdout
    assert "both are behind the middle" in " ".join(with_one.split()).lower()
    (place / "quick").mkdir()
    run_well("pool", "merge", SAMPLES / "quick-check", "-o", "quick.pool.jsonl", cwd=place)
    assert run("pair", "council", theirs, "--benchmark", "quick.pool.jsonl", cwd=place).returncode == 2
    run_well("pool", "publish", "quick.pool.jsonl", "-o", "quick.benchmark.json", cwd=place)
    wrong = run("pair", "council", theirs, "--benchmark", "quick.benchmark.json", cwd=place)
    assert "these two answered another set" in wrong.stderr


def test_a_card_of_another_set_is_refused(place):
    make(place, "--all")
    run_well("card", "--folder", "council", "--set", "quick-check", *WHO, "--all", "--yes", "-o", "q.toml", cwd=place)
    done = run("pair", "card.toml", "q.toml", cwd=place)
    assert done.returncode == 2
    assert "cannot be compared" in done.stderr


def test_a_return_that_does_not_fit_its_question_set_is_refused(place):
    (place / "odd.json").write_text(pretty(returned("odd", fingerprint="0" * 64)), encoding="utf-8")
    done = run("pair", "council", "odd.json", cwd=place)
    assert done.returncode == 3
    assert "another edition" in done.stderr


@pytest.fixture
def script(monkeypatch):
    """Let the asker follow a script, as in a terminal."""

    def follow(*answers):
        asker = ScriptedAsker(*answers)
        monkeypatch.setattr("benchmark.console.can_ask", lambda: True)
        monkeypatch.setattr(asking, "make_asker", lambda: asker)
        return asker

    return follow


def test_in_a_terminal_each_section_is_asked_for_and_enter_keeps_it_here(script):
    asker = script("y", "", *[""] * 6, "y", "", "")
    chosen = card.choose_sections(FULL, [], every=False)
    assert chosen == (FULL.sections[0].id, "security")
    assert asker.starts == ["n"] * len(FULL.sections)
    assert [menu.aside for menu in asker.menus].count(SECURITY) == 1


def test_the_name_and_the_contact_are_typed(script, place):
    from benchmark.council.folder import CouncilFolder  # noqa: PLC0415

    asker = script("Merrywhistle", "Head of digital")
    assert card.ask_who(CouncilFolder(place / "council"), None, None) == ("Merrywhistle", "Head of digital")
    assert len(asker.prompts) == 2
    assert card.ask_who(CouncilFolder(place / "council"), "A", "B") == ("A", "B")


def test_a_section_that_does_not_exist_is_refused():
    with pytest.raises(UsageError, match="no section"):
        card.choose_sections(FULL, ["nowhere"], every=True)

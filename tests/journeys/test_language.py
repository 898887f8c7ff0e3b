"""Questions in Welsh, through the installed command: answers, scores, report, comparison; and a translator at work."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from tests.command import CLOSED, run, run_well

MARK = "[English] "
FACTS = ["--attribute", "council-type=wales", "--attribute", "population-band=under-100k"]
RETURNS = Path(__file__).parents[2] / "sample_returns" / "quick-check"
SET = Path(__file__).parents[1] / "questions" / "valid" / "every-key.toml"
WELSH = Path(__file__).parents[1] / "questions" / "translations" / "valid" / "every-key.toml"


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Welsh council that chose Welsh and answered level 2 to everything."""
    folder = tmp_path_factory.mktemp("mon")
    chosen = ["--network", "sample-network", "--round", "2026-autumn", "--language", "cy"]
    run_well("init", "--name", "Cyngor Môn", *FACTS, *chosen, cwd=folder)
    done = run("assess", "--plain", cwd=folder, text="2\n\n" * 10, as_seen=True)
    assert done.returncode == 0, done.stdout
    (folder / "seen.txt").write_text(done.stdout, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def benchmark(council: Path) -> Path:
    run_well("pool", "merge", RETURNS, "-o", "sample.pool.jsonl", cwd=council)
    run_well("pool", "publish", "sample.pool.jsonl", "-o", "sample.benchmark.json", cwd=council)
    return council / "sample.benchmark.json"


def test_the_interview_is_in_welsh_and_what_is_not_translated_has_a_mark(council: Path) -> None:
    seen = " ".join((council / "seen.txt").read_text(encoding="utf-8").split())
    assert "Gwiriad cyflym: 10 questions, about 10 minutes." in seen
    assert "Nobody has reviewed the Welsh words of these questions yet." in seen
    assert "1 o 10, Arweinyddiaeth a diwylliant" in seen
    assert "A yw gwasanaethau wedi'u hailgynllunio, neu ddim ond wedi'u rhoi ar-lein?" in seen
    assert "n Ddim yn berthnasol i'r cyngor hwn" in seen
    assert "Saved: Lefel 2." in seen
    assert "4 [English] A yearly test with disabled users" in seen


def test_ids_and_scores_do_not_change(council: Path) -> None:
    welsh = json.loads(run_well("score", "--json", cwd=council).stdout)
    english = json.loads(run_well("score", "--json", "--language", "en", cwd=council).stdout)
    assert (welsh.pop("language"), english.pop("language")) == ("cy", "en")
    assert welsh["sections"][0]["title"] == "Arweinyddiaeth a diwylliant"
    assert english["sections"][0]["title"] == "Leadership and culture"
    words = {"title", "text", "answer", "target", "next_step", "band", "target_band"}
    assert without(welsh, words) == without(english, words)
    assert tomli.loads((council / "2026-autumn" / "quick-check.toml").read_text(encoding="utf-8"))["answers"]


def without(value: object, names: set[str]) -> object:
    if isinstance(value, dict):
        return {key: without(inner, names) for key, inner in value.items() if key not in names}
    return [without(inner, names) for inner in value] if isinstance(value, list) else value


def test_the_score_screen_follows_the_council_s_language(council: Path) -> None:
    done = run_well("score", cwd=council)
    assert "Llywodraethu a chyllid" in done.stdout
    assert "(Lefel 2)" in done.stdout
    assert "Nesaf: Ewch ymlaen i gynnwys" in done.stdout
    assert "Governance and funding" in run_well("score", "--language", "en", cwd=council).stdout


def test_the_report_marks_each_text_with_its_language(council: Path, benchmark: Path) -> None:
    run_well("report", "--benchmark", benchmark, "-o", "report.html", cwd=council)
    page = (council / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en-GB">' in page
    assert "Nobody has reviewed the Welsh words of these questions yet." in page
    assert '<h1>Cyngor Môn: <span lang="cy">Gwiriad cyflym</span></h1>' in page
    assert (
        '<span class="tag"><span lang="cy">Yma:</span></span> <strong><span lang="cy">Lefel 2.</span></strong>' in page
    )
    assert '<span lang="cy">Ailgynlluniwyd' in page
    assert '<td><span lang="cy">Caffael a&#39;r farchnad</span></td>' in page
    assert not re.search(r'<span lang="cy">[^<]*\[English\]', page)
    run_well("report", "--language", "en", "-o", "english.html", cwd=council)
    assert 'lang="cy"' not in (council / "english.html").read_text(encoding="utf-8")


def test_a_comparison_has_the_same_figures_in_other_words(council: Path, benchmark: Path) -> None:
    before = benchmark.read_bytes()
    options = ["compare", benchmark, "--by", "population", "--folder", council, "--json"]
    welsh = json.loads(run_well(*options, "-o", "charts", cwd=council).stdout)
    english = json.loads(run_well(*options, "--language", "en", "--no-charts", cwd=council).stdout)
    words = {"title", "group", "group_title", "bin"}
    for row in (*welsh["targets"], *english["targets"]):
        row.pop("section")
    assert without(welsh, words) == without(english, words)
    assert [row["title"] for row in welsh["profile"]][-1] == "Cyffredinol"
    assert {row["group_title"] for row in welsh["by_group"]} >= {"Dan 100,000", "100,000 i 400,000"}
    assert benchmark.read_bytes() == before
    assert (council / "charts" / "profile.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "Platfformau a phensaernïaeth" in (council / "charts" / "profile.csv").read_text(encoding="utf-8-sig")


def test_a_pair_in_welsh(council: Path, benchmark: Path) -> None:
    theirs = next(RETURNS.glob("*.json"))
    done = run_well("pair", council, theirs, "--set", "quick-check", cwd=council)
    assert "Sgiliau a chapasiti" in done.stdout
    assert "Skills and capacity" in run_well("pair", council, theirs, "--language", "en", cwd=council).stdout


def test_a_set_without_welsh_is_shown_in_english_and_the_council_is_told(council: Path) -> None:
    done = run("assess", "--plain", "--set", "digital-maturity", cwd=council, as_seen=True)
    assert '"digital-maturity" is not translated into Welsh, so it is shown in English.' in done.stdout
    assert "Leadership and culture" in done.stdout
    assert MARK not in done.stdout


@pytest.mark.parametrize("language", ["ga", "Welsh", "../cy", "no-such-file.toml"])
def test_a_language_that_is_not_there_is_a_mistake_in_the_command(council: Path, language: str) -> None:
    done = run("questions", "show", "quick-check", "--language", language, cwd=council)
    assert (done.returncode, done.stdout) == (2, "")
    assert f'"quick-check" is not here in the language "{language}". Use one of: en, cy; or give a file.' in done.stderr


def test_a_language_in_the_council_s_file_is_checked(tmp_path: Path) -> None:
    run_well("init", "--name", "Ambleford", *FACTS, cwd=tmp_path)
    file = tmp_path / "council.toml"
    assert "language =" not in file.read_text(encoding="utf-8")
    text = file.read_text(encoding="utf-8").replace("home = true", 'home = true\nlanguage = "Welsh"')
    file.write_text(text, encoding="utf-8")
    done = run("assess", "--plain", cwd=tmp_path)
    assert done.returncode == 3
    assert '"Welsh" cannot be the language of questions.' in done.stderr


@pytest.mark.parametrize(("kind", "asked"), [("7", True), ("1", False)])
def test_init_offers_welsh_to_welsh_councils(tmp_path: Path, kind: str, asked: bool) -> None:
    done = run("init", "--plain", cwd=tmp_path, text=f"Ambleford\n{kind}\n1\n\n\n2\n", as_seen=True)
    assert done.returncode == 0
    assert ("In which language should the questions be?" in done.stdout) == asked
    profile = tomli.loads((tmp_path / "council.toml").read_text(encoding="utf-8"))
    assert profile.get("language") == ("cy" if asked else None)


def test_an_old_console_shows_welsh_without_the_accents_that_it_lacks(council: Path) -> None:
    """Windows code page 1252 has â and ï, but neither ŵ nor ŷ."""
    section = ["questions", "show", "quick-check", "--language", "cy"]
    done = subprocess.run(
        [sys.executable, "-c", CLOSED, *section],
        cwd=council,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        check=True,
    )
    assert "teipio'r atebion i system arall â llaw" in done.stdout.decode("cp1252")


def test_what_a_console_lacks_is_written_as_near_as_can_be(tmp_path: Path) -> None:
    text = SET.read_text(encoding="utf-8").replace("Bus stops in Lower Marling", "Dŵr, tŷ a thân: ≥ 中")
    (tmp_path / "bus.toml").write_text(text, encoding="utf-8")
    for encoding, shown in (("cp1252", b"Dwr, ty a th\xe2n: >= ?"), ("ascii", b"Dwr, ty a than: >= ?")):
        done = subprocess.run(
            [sys.executable, "-c", CLOSED, "questions", "show", "bus.toml"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            stdout=subprocess.PIPE,
            check=True,
        )
        assert done.stdout.startswith(shown)


def test_a_translator_at_work(tmp_path: Path) -> None:
    (tmp_path / "bus.toml").write_bytes(SET.read_bytes())
    done = run_well("questions", "translate", "bus.toml", "--language", "cy", cwd=tmp_path)
    file = tmp_path / "bus.cy.toml"
    assert "bus.cy.toml: written.\nWelsh (cy): 0 of 4 questions, 0 of 10 levels and options" in done.stderr
    text = file.read_text(encoding="utf-8").replace('#: Never\n  ""', '#: Never\n  "Byth"')
    file.write_text(text, encoding="utf-8")
    shown = run_well("questions", "show", "bus.toml", "--language", "cy", cwd=tmp_path).stdout
    assert "0  Byth\n  1  [English] Each year" in shown
    check = run_well("questions", "check", "bus.toml", cwd=tmp_path).stdout
    assert "No fault found: 4 questions" in check
    assert "Welsh (cy): 0 of 4 questions, 1 of 10 levels and options" in check
    again = run_well("questions", "translate", "bus.toml", "--language", "cy", cwd=tmp_path)
    assert "bus.cy.toml: up to date already." in again.stderr

    # The author corrects a word: the checker tells, and the translator sees both.
    author = (tmp_path / "bus.toml").read_text(encoding="utf-8").replace('"Never"', '"Not once"')
    (tmp_path / "bus.toml").write_text(author, encoding="utf-8")
    check = run_well("questions", "check", "bus.toml", cwd=tmp_path).stdout
    assert "The original has changed since: question.clean.levels.0." in check
    done = run_well("questions", "translate", "bus.toml", "--language", "cy", cwd=tmp_path)
    assert "bus.cy.toml: brought up to date." in done.stderr
    assert '#- Never\n  #: Not once\n  "Byth",' in file.read_text(encoding="utf-8")


def test_the_checker_reports_every_fault_of_every_translation(tmp_path: Path) -> None:
    (tmp_path / "bus.toml").write_bytes(SET.read_bytes())
    (tmp_path / "bus.cy.toml").write_bytes(WELSH.read_bytes())
    (tmp_path / "bus.ga.toml").write_bytes(WELSH.read_bytes())
    (tmp_path / "bus.gd.toml").write_text("title = ", encoding="utf-8")
    done = run("questions", "check", "bus.toml", cwd=tmp_path)
    assert done.returncode == 3
    assert "No fault found" in done.stdout
    assert "Welsh (cy): 4 of 4 questions, 10 of 10 levels and options, 34 of 34 texts in all; reviewed." in " ".join(
        done.stdout.split()
    )
    assert 'bus.ga.toml, language: The name of the file says "ga".' in done.stderr
    assert "bus.gd.toml: This is not valid TOML" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--language", "en"], '"en" cannot be the language of questions.'),
        (["--language", "Welsh"], '"Welsh" cannot be the language of questions.'),
        (["--language", "cy", "-o", "council.toml"], 'The format is "council/1"; this program reads "translation/1".'),
        (["--language", "cy", "-o", "bus.cy.toml"], "It translates bus-stops; this is quick-check."),
    ],
)
def test_no_other_file_is_overwritten(tmp_path: Path, arguments: list[str], message: str) -> None:
    run_well("init", "--name", "Ambleford", *FACTS, cwd=tmp_path)
    (tmp_path / "bus.cy.toml").write_bytes(WELSH.read_bytes())
    before = {path: path.read_bytes() for path in tmp_path.glob("*.toml")}
    done = run("questions", "translate", "quick-check", *arguments, cwd=tmp_path)
    assert done.returncode in (2, 3)
    assert message in done.stderr
    assert {path: path.read_bytes() for path in tmp_path.glob("*.toml")} == before


def test_a_set_that_comes_with_the_program_is_translated_in_the_current_folder(tmp_path: Path) -> None:
    done = run_well("questions", "translate", "quick-check", "--language", "cy", cwd=tmp_path)
    assert "To use it: --language quick-check.cy.toml" in done.stderr
    shown = run_well("questions", "show", "quick-check", "--language", "quick-check.cy.toml", cwd=tmp_path).stdout
    assert shown == run_well("questions", "show", "quick-check", "--language", "cy", cwd=tmp_path).stdout


def test_the_languages_are_listed(tmp_path: Path) -> None:
    assert re.search(r"quick-check .* en, cy ", run_well("questions", "list", cwd=tmp_path).stdout)

"""A workbook goes out to colleagues and comes back, through the installed command."""

from openpyxl import load_workbook

from tests.command import run, run_well
from tests.council.small import SMALL
from tests.council.workbook.books import fill

FACTS = ("--attribute", "council-type=district", "--attribute", "population-band=100k-150k")


def begin(cwd):
    run_well("init", "--name", "Ambleford", *FACTS, "--network", "north", "--round", "2026-autumn", cwd=cwd)


def some_ids(path, count):
    book = load_workbook(path)
    return [sheet["A6"].value for sheet in book.worksheets[2 : 2 + count]]


def test_a_workbook_is_written_filled_in_and_brought_in(tmp_path):
    begin(tmp_path)
    told = run_well("questions", "workbook", "quick-check", cwd=tmp_path).stderr
    assert "To bring it in: council-benchmark assess --from-workbook quick-check.xlsx" in told
    path = tmp_path / "quick-check.xlsx"
    one, two, three = some_ids(path, 3)
    fill(path, (one, "D", 3), (two, "D", 1), (two, "I", "Private"), (three, "E", "yes"), (three, "F", "None here"))
    done = run_well("assess", "--from-workbook", path, cwd=tmp_path)
    assert "New: 3 answers." in done.stderr
    assert "3 of 10 questions are answered." in done.stderr
    answers = tmp_path / "2026-autumn" / "quick-check.toml"
    before = answers.read_text(encoding="utf-8")
    assert 'note = "Private"' in before
    # The same again changes nothing, and says so.
    again = run_well("assess", "--from-workbook", path, cwd=tmp_path)
    assert "Everything in the workbook is here already" in again.stderr
    assert answers.read_text(encoding="utf-8") == before


def test_what_differs_needs_a_yes_or_is_kept(tmp_path):
    begin(tmp_path)
    run_well("questions", "workbook", "quick-check", "-o", "mine.xlsx", cwd=tmp_path)
    path = tmp_path / "mine.xlsx"
    one, two = some_ids(path, 2)
    run_well("assess", "--from-workbook", fill(path, (one, "D", 3)), cwd=tmp_path)
    answers = tmp_path / "2026-autumn" / "quick-check.toml"
    before = answers.read_bytes()
    fill(path, (one, "D", 1), (two, "D", 2))
    refused = run("assess", "--from-workbook", path, cwd=tmp_path)
    assert (refused.returncode, answers.read_bytes()) == (2, before)
    assert f"- {one}: " in refused.stderr
    assert "Add --yes to do it." in refused.stderr
    kept = run_well("assess", "--from-workbook", path, "--keep", cwd=tmp_path)
    assert f"different in the workbook: {one}." in kept.stderr
    assert "2 of 10 questions are answered." in kept.stderr
    run_well("assess", "--from-workbook", path, "--yes", cwd=tmp_path)
    assert f"[answers.{one}]\nanswer = 1" in answers.read_text(encoding="utf-8")
    assert (tmp_path / "2026-autumn" / "quick-check.earlier-1.toml").exists()
    both = run("assess", "--from-workbook", path, "--yes", "--keep", cwd=tmp_path)
    assert both.returncode == 2
    assert run("assess", "--keep", cwd=tmp_path).returncode == 2
    assert run("assess", "--from-workbook", path, "--section", "data", cwd=tmp_path).returncode == 2


def test_a_colleague_goes_on_with_the_answers_of_the_folder(tmp_path):
    begin(tmp_path)
    run_well("assess", "--plain", cwd=tmp_path, text="3\n\n3\nq\n")
    workbook = ("questions", "workbook", "quick-check", "--from-answers", ".")
    told = run_well(*workbook, cwd=tmp_path).stderr
    assert "It holds 2 answers" in told
    done = run_well("assess", "--from-workbook", "quick-check.xlsx", cwd=tmp_path).stderr
    assert "nothing was changed" in done
    assert run(*workbook, cwd=tmp_path).returncode == 2
    run_well(*workbook, "--replace", cwd=tmp_path)


def test_faults_are_listed_and_nothing_is_changed(tmp_path):
    begin(tmp_path)
    run_well("questions", "workbook", "quick-check", "--language", "cy", cwd=tmp_path)
    path = tmp_path / "quick-check.xlsx"
    one, two = some_ids(path, 2)
    fill(path, (one, "D", 9), (two, "D", "=1+1"))
    refused = run("assess", "--from-workbook", path, "--yes", cwd=tmp_path)
    assert refused.returncode == 3
    assert refused.stderr.count("cell D6") == 2
    assert not (tmp_path / "2026-autumn").exists()
    missing = run("questions", "workbook", "quick-check", "--section", "moon", cwd=tmp_path)
    assert (missing.returncode, 'no section "moon"' in missing.stderr) == (2, True)


def test_a_set_of_ones_own_is_named(tmp_path):
    begin(tmp_path)
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    run_well("questions", "workbook", "small.toml", cwd=tmp_path)
    path = fill(tmp_path / "small.xlsx", ("owners", "D", 2), ("council-type", "C", "County"))
    refused = run("assess", "--from-workbook", path, cwd=tmp_path)
    assert (refused.returncode, "with --set" in refused.stderr) == (2, True)
    done = run_well("assess", "--from-workbook", path, "--set", "small.toml", "--yes", cwd=tmp_path)
    assert "In place of: District." in done.stderr


def test_a_register_goes_out_and_comes_back(tmp_path):
    begin(tmp_path)
    told = run_well("questions", "workbook", "technology-register", "-o", "contracts.xlsx", cwd=tmp_path).stderr
    assert "It holds" not in told
    path = tmp_path / "contracts.xlsx"
    book = load_workbook(path)
    for cell, value in (("A6", "Finance and accounting"), ("B6", "Ledger"), ("G6", "Q1 2023"), ("L6", 2)):
        book["Contracts"][cell].value = value
    book["Lines"]["E7"].value = "yes"
    book.save(path)
    done = run_well("assess", "--from-workbook", path, cwd=tmp_path).stderr
    assert "New: 1 contract in 1 line, and 1 line that does not exist here." in done
    again = ("questions", "workbook", "technology-register", "--from-answers", ".", "-o", "again.xlsx")
    assert "It holds 1 contract: do not pass it on" in run_well(*again, cwd=tmp_path).stderr
    book = load_workbook(tmp_path / "again.xlsx")
    assert (book["Contracts"]["B6"].value, book["Contracts"]["G6"].value) == ("Ledger", "2023-Q1")
    book["Contracts"]["B6"].value = "New ledger"
    book.save(tmp_path / "again.xlsx")
    refused = run("assess", "--from-workbook", "again.xlsx", cwd=tmp_path)
    assert (refused.returncode, "goes: Ledger" in refused.stderr) == (2, True)
    assert (
        "Everything in the workbook is here already" in run_well("assess", "--from-workbook", path, cwd=tmp_path).stderr
    )

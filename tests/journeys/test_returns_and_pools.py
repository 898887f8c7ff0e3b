"""From an answered assessment to a comparison, through the program as its users run it. No step needs the network."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from benchmark.questions.library import shipped
from benchmark.returns.home import Home
from tests.command import run, run_well

EXAMPLE = shipped("sample_returns") / "example-council"
SAMPLES = shipped("sample_returns")


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A folder in which the example council's folder stands as `council`."""
    shutil.copytree(EXAMPLE, tmp_path / "council")
    return tmp_path


def exported(folder: Path) -> list[Path]:
    return sorted((folder / "council").glob("*/returns/*.json"))


def test_show_writes_nothing_and_shows_the_whole_file(council: Path) -> None:
    done = run_well("export", "--set", "quick-check", "--show", "--folder", "council", cwd=council)
    assert exported(council) == []
    assert "Nothing was written" in done.stderr
    assert '"answers": {' in done.stdout
    assert '"signature": ' in done.stdout


def test_the_preview_says_who_it_could_be_and_what_stays(council: Path) -> None:
    done = run_well("export", "--set", "digital-maturity", "--show", "--folder", "council", cwd=council)
    text = " ".join(done.stdout.split())
    assert re.search(r"at the end of 2025: \d+ of 382 councils share these groups", text)
    assert "Security and resilience: all 5 questions, as you chose" in text
    assert "Freedom of information law applies" in text
    assert "Whoever opens your e-mail sees who sent it" in text


def test_look_alikes_among_the_invited_are_counted(council: Path) -> None:
    table = "council-type,population-band,councils\ndistrict,100k-150k,1\nunitary,250k-400k,20\n"
    (council / "invited.csv").write_text(table, encoding="utf-8")
    arguments = ["export", "--set", "quick-check", "--show", "--folder", "council", "--invited", "invited.csv"]
    text = " ".join(run_well(*arguments, cwd=council).stdout.split())
    assert "Of those invited to this network:" in text


def test_the_table_of_councils_can_be_replaced(council: Path) -> None:
    table = "council-type,population-band,councils\ndistrict,100k-150k,3\nunitary,250k-400k,20\n"
    (council / "councils-2028.csv").write_text(table, encoding="utf-8")
    arguments = ["export", "--set", "quick-check", "--show", "--folder", "council", "--councils", "councils-2028.csv"]
    text = " ".join(run_well(*arguments, cwd=council).stdout.split())
    assert "Of the councils in councils-2028.csv: only 3 of 23 councils" in text


def test_nothing_private_is_in_the_file_that_leaves(council: Path) -> None:
    run_well("export", "--set", "digital-maturity", "--yes", "--folder", "council", cwd=council)
    (written,) = exported(council)
    text = written.read_text(encoding="utf-8").lower()
    private = (council / "council" / "2026-autumn" / "digital-maturity.toml").read_text(encoding="utf-8")
    notes = re.findall(r'^(?:note|evidence|reason|by) = "(.*)"$', private, re.MULTILINE)
    assert len(notes) > 5
    assert not [note for note in notes if note.lower() in text]
    assert "merrywhistle" not in text
    assert str(council).lower() not in text
    assert "restore-tested" not in text, "the security section stays home unless the council says otherwise"


def test_exporting_the_same_answers_again_is_the_same_return(council: Path) -> None:
    arguments = ["export", "--set", "quick-check", "--yes", "--folder", "council"]
    run_well(*arguments, cwd=council)
    before = [path.read_bytes() for path in exported(council)]
    run_well(*arguments, cwd=council)
    assert [path.read_bytes() for path in exported(council)] == before


def test_a_changed_answer_makes_the_next_sequence_and_replaces_the_first_in_a_pool(council: Path) -> None:
    arguments = ["export", "--set", "quick-check", "--yes", "--folder", "council"]
    run_well(*arguments, cwd=council)
    path = council / "council" / "2026-autumn" / "quick-check.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"answer = \d", "answer = 4", text, count=1), encoding="utf-8")
    run_well(*arguments, cwd=council)
    sequences = [json.loads(file.read_text())["return"]["sequence"] for file in exported(council)]
    assert sorted(sequences) == [1, 2]
    run_well("pool", "merge", "council", "-o", "own.pool.jsonl", cwd=council)
    lines = (council / "own.pool.jsonl").read_text().splitlines()
    assert [json.loads(line)["return"]["sequence"] for line in lines] == [2]


def test_a_withdrawal_takes_the_answers_out_of_a_pool(council: Path) -> None:
    run_well("export", "--set", "quick-check", "--yes", "--folder", "council", cwd=council)
    run_well("returns", "withdraw", "--set", "quick-check", "--yes", "--folder", "council", cwd=council)
    done = run_well("pool", "merge", "council", "-o", "own.pool.jsonl", cwd=council)
    assert "1 council withdrew" in done.stderr
    assert '"answers":{}' in (council / "own.pool.jsonl").read_text()


def test_without_a_terminal_nothing_is_written_unless_yes_is_said(council: Path) -> None:
    done = run("export", "--set", "quick-check", "--folder", "council", cwd=council)
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert exported(council) == []


def test_check_explains_a_return_and_refuses_a_forged_one(council: Path) -> None:
    run_well("export", "--set", "quick-check", "--yes", "--folder", "council", cwd=council)
    (written,) = exported(council)
    explained = run_well("returns", "check", written, cwd=council).stdout
    assert "The signature fits" in explained
    assert "Quick check" in explained
    forged = council / "forged.json"
    text = written.read_text()
    forged.write_text(re.sub(r'("accessibility": )\d', lambda m: m[1] + "0", text), encoding="utf-8")
    assert forged.read_text() != text
    done = run("returns", "check", forged, cwd=council)
    assert done.returncode == 3
    assert "The signature does not fit" in done.stderr


def test_merge_names_every_file_that_it_refuses_and_takes_the_rest(council: Path) -> None:
    inbox = council / "inbox"
    shutil.copytree(SAMPLES / "quick-check", inbox / "sent")
    some = sorted((inbox / "sent").glob("*.json"))
    shutil.copy(some[0], inbox / "return (1).json")
    (inbox / "screenshot.png").write_bytes(b"\x89PNG")
    (inbox / "empty.json").write_text("")
    (inbox / "changed.json").write_text(some[1].read_text().replace('"home": true', '"home": false'))
    done = run_well("pool", "merge", "inbox", "-o", "all.pool.jsonl", cwd=council)
    refused = [line for line in done.stderr.splitlines() if line.startswith("Refused: ")]
    assert [re.search(r"(screenshot\.png|empty\.json|changed\.json)", line)[1] for line in refused] == [
        "changed.json",
        "empty.json",
        "screenshot.png",
    ] or len(refused) == 3
    assert f"{len(some)} returns from {len(some)} keys" in done.stderr


def test_any_order_and_any_mix_gives_the_same_pool(council: Path) -> None:
    samples = SAMPLES / "quick-check"
    run_well("pool", "merge", samples, "-o", "whole.pool.jsonl", cwd=council)
    files = sorted(samples.glob("*.json"))
    run_well("pool", "merge", *reversed(files[10:]), "-o", "part.pool.jsonl", cwd=council)
    run_well("pool", "merge", *files[:15], "part.pool.jsonl", "whole.pool.jsonl", "-o", "again.pool.jsonl", cwd=council)
    assert (council / "again.pool.jsonl").read_bytes() == (council / "whole.pool.jsonl").read_bytes()


def test_a_pool_becomes_a_benchmark_and_a_comparison_with_you_in_it(council: Path) -> None:
    run_well("pool", "merge", SAMPLES / "digital-maturity", "-o", "all.pool.jsonl", cwd=council)
    listed = run_well("pool", "show", "all.pool.jsonl", cwd=council).stdout
    assert "digital-maturity 2026.1, round 2026-autumn, network sample-network: 64 councils, 1 withdrawn" in " ".join(
        listed.split()
    )
    told = run_well("pool", "publish", "all.pool.jsonl", "-o", "all.benchmark.json", cwd=council).stderr
    assert "63 councils, setting network" in told
    assert "Upper tier (county)" in told
    arguments = ["compare", "all.benchmark.json", "--folder", "council", "--by", "tier", "-o", "charts"]
    done = run_well(*arguments, "--workbook", "rows.xlsx", cwd=council)
    assert "You" in done.stdout
    assert "not what residents need" in " ".join(done.stdout.split())
    names = {path.name.rsplit(".", 1)[0] for path in (council / "charts").iterdir()}
    kinds = {path.suffix for path in (council / "charts").iterdir()}
    assert kinds == {".png", ".svg", ".csv", ".txt"}
    assert len(names) >= 5
    assert (council / "rows.xlsx").exists()


def test_a_published_benchmark_and_the_pool_give_the_same_comparison(council: Path) -> None:
    run_well("pool", "merge", SAMPLES / "quick-check", "-o", "all.pool.jsonl", cwd=council)
    run_well("pool", "publish", "all.pool.jsonl", "-o", "all.benchmark.json", cwd=council)
    texts = [
        run_well("compare", source, "--json", "--no-charts", "--folder", "council", "--by", "population", cwd=council)
        for source in ("all.pool.jsonl", "all.benchmark.json")
    ]
    assert texts[0].stdout == texts[1].stdout
    assert json.loads(texts[0].stdout)["profile"]


def test_a_pool_of_two_question_sets_asks_which_is_meant(council: Path) -> None:
    run_well(
        "pool", "merge", SAMPLES / "quick-check", SAMPLES / "digital-maturity", "-o", "all.pool.jsonl", cwd=council
    )
    done = run("pool", "publish", "all.pool.jsonl", "-o", "x.json", cwd=council)
    assert done.returncode == 2
    assert "--set quick-check --round 2026-autumn" in done.stderr


def test_too_few_returns_publish_nothing(council: Path) -> None:
    files = sorted((SAMPLES / "quick-check").glob("*.json"))[:7]
    run_well("pool", "merge", *files, "-o", "few.pool.jsonl", cwd=council)
    done = run("pool", "publish", "few.pool.jsonl", "-o", "few.benchmark.json", cwd=council)
    assert done.returncode == 3
    assert "fewer than 8" in done.stderr
    assert not (council / "few.benchmark.json").exists()


def test_a_pair_is_compared_on_what_both_answered(council: Path) -> None:
    county = next(
        path
        for path in sorted((SAMPLES / "digital-maturity").glob("*.json"))
        if json.loads(path.read_text())["return"]["attributes"].get("tier") == "upper"
    )
    text = run_well("pair", "council", county, "--set", "digital-maturity", cwd=council).stdout
    assert "Where You is ahead" not in text
    assert "Only they were asked" in text
    data = json.loads(run_well("pair", "council", county, "--json", cwd=council).stdout)
    assert data["only_theirs"]
    assert all(row["lead"] == 0 or row["mine"] != row["theirs"] for row in data["questions"])


def test_the_report_names_the_council_and_keeps_notes_out(council: Path) -> None:
    run_well("report", "--set", "digital-maturity", "--folder", "council", "-o", "report.html", cwd=council)
    page = (council / "report.html").read_text(encoding="utf-8")
    assert "Merrywhistle" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page), "nothing is fetched from outside"
    private = (council / "council" / "2026-autumn" / "digital-maturity.toml").read_text(encoding="utf-8")
    notes = re.findall(r'^note = "(.*)"$', private, re.MULTILINE)
    assert notes
    assert not [note for note in notes if note in page]
    run_well("report", "--set", "digital-maturity", "--folder", "council", "-o", "n.html", "--with-notes", cwd=council)
    assert notes[0][:20] in (council / "n.html").read_text(encoding="utf-8")


def test_two_users_on_two_days_write_the_same_return(council: Path) -> None:
    secret = (SAMPLES / "example-secret.toml").read_text(encoding="utf-8")
    text = re.search(r'secret = "(.*)"', secret)[1]
    written = []
    for name, zone in (("one", "Asia/Tokyo"), ("two", "America/Lima")):
        home = Home(council / name, "sample-01")
        home.secret_path.parent.mkdir(parents=True)
        home.secret_path.write_text(json.dumps({"format": "council-secret/1", "secret": text}))
        settings = {"COUNCIL_BENCHMARK_HOME": str(council / name), "TZ": zone, "USER": name, "LOGNAME": name}
        arguments = ["export", "--set", "quick-check", "--yes", "--folder", "council", "-o", f"{name}.json"]
        run_well(*arguments, cwd=council, **settings)
        written.append((council / f"{name}.json").read_bytes())
    assert written[0] == written[1]


@pytest.mark.skipif(os.name == "nt", reason="Windows guards the profile folder in another way")
def test_the_secret_is_readable_by_its_owner_only(council: Path) -> None:
    run_well("export", "--set", "quick-check", "--show", "--folder", "council", cwd=council)
    (secret,) = (council / ".home" / "secrets").iterdir()
    assert secret.stat().st_mode & 0o077 == 0


def test_forget_deletes_what_the_program_wrote_and_nothing_else(council: Path) -> None:
    run_well("export", "--set", "quick-check", "--yes", "--folder", "council", cwd=council)
    run_well("report", "--set", "quick-check", "--folder", "council", cwd=council)
    run_well("report", "--for", "committee", "--set", "quick-check", "--folder", "council", cwd=council)
    minutes = council / "council" / "2026-autumn" / "minutes of the meeting.docx"
    minutes.write_bytes(b"ours")
    done = run_well("forget", "--yes", "--folder", "council", cwd=council)
    assert "Keep, this program did not write it: council/2026-autumn/minutes of the meeting.docx" in done.stdout
    left = [path for path in (council / "council").rglob("*") if path.is_file()]
    assert left == [minutes]
    assert not [path for path in (council / ".home").rglob("*") if path.is_file()]


def test_forget_asks_first(council: Path) -> None:
    done = run("forget", "--folder", "council", cwd=council)
    assert done.returncode == 2
    assert (council / "council" / "council.toml").exists()


def test_a_council_can_see_that_its_own_return_was_counted(council: Path) -> None:
    run_well("export", "--set", "quick-check", "--yes", "--folder", "council", cwd=council)
    (written,) = exported(council)
    others = sorted((SAMPLES / "quick-check").glob("*.json"))[:12]
    run_well("pool", "merge", *others, written, "-o", "all.pool.jsonl", cwd=council)
    run_well("pool", "publish", "all.pool.jsonl", "-o", "all.benchmark.json", cwd=council)
    verify = ["compare", "all.benchmark.json", "--folder", "council", "--verify"]
    assert "was counted in this benchmark, unchanged" in run_well(*verify, cwd=council).stdout
    run_well("pool", "merge", *others, "-o", "without.pool.jsonl", cwd=council)
    run_well("pool", "publish", "without.pool.jsonl", "-o", "all.benchmark.json", cwd=council)
    done = run(*verify, cwd=council)
    assert done.returncode == 3
    assert "was not counted" in done.stderr


def test_explain_lists_what_the_figures_rest_on(council: Path) -> None:
    run_well("pool", "merge", SAMPLES / "quick-check", "-o", "all.pool.jsonl", cwd=council)
    told = run_well("pool", "publish", "all.pool.jsonl", "-o", "x.json", "--explain", cwd=council).stdout
    assert told.count("return counted: ") == 31
    assert "rule minimum: 8" in told
    assert re.search(r"pool: all\.pool\.jsonl, SHA-256\s[0-9a-f]{64}", told)


def test_you_are_marked_in_your_own_group_only(council: Path) -> None:
    run_well("pool", "merge", SAMPLES / "digital-maturity", "-o", "all.pool.jsonl", cwd=council)
    arguments = ["compare", "all.pool.jsonl", "--folder", "council", "--by", "tier", "--no-charts"]
    text = run_well(*arguments, "--question", "contract-register", cwd=council).stdout
    (marked,) = [line for line in text.splitlines() if "you are here" in line]
    assert "Lower tier" in marked


def test_nothing_is_published_where_its_open_data_has_no_place(tmp_path: Path) -> None:
    run_well("pool", "merge", SAMPLES / "quick-check", "-o", "all.pool.jsonl", cwd=tmp_path)
    before = sorted(tmp_path.iterdir())
    done = run("pool", "publish", "all.pool.jsonl", "-o", "b.json", "--package", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "Give a new folder for the package" in done.stderr
    assert sorted(tmp_path.iterdir()) == before
    done = run_well("pool", "publish", "all.pool.jsonl", "-o", "b.json", "--package", "data", cwd=tmp_path)
    assert "data written: an open data package of 13 files. For: The members" in " ".join(done.stderr.split())
    run_well("pool", "package", "b.json", "-o", "again", cwd=tmp_path)
    written = {
        name: {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("data", "again")
    }
    assert written["data"] == written["again"]
    assert len(written["data"]) == 13

"""Through the installed command: the worked example of docs/formats.md, publishing, invitations, what is said."""

import json
import os
import re
import stat
from pathlib import Path

import pytest

from benchmark.pool.open import open_pool
from benchmark.questions.library import find_questionnaire
from tests.command import run, run_well
from tests.pool.importing.tables import SMALL_TOML

DOCS = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
PART = DOCS.split("## A table that is imported", 1)[1].split("\n## ", 1)[0]
PLACE = ["--network", "north", "--round", "2025-autumn"]


def block(language):
    return re.search(rf"```{language}\n(.*?)```", PART, re.DOTALL).group(1)


@pytest.fixture
def example(tmp_path):
    (tmp_path / "t.csv").write_text(block("csv"), encoding="utf-8")
    (tmp_path / "mapping.toml").write_text(block("toml"), encoding="utf-8")
    return tmp_path


IMPORT = ["pool", "import", "t.csv", "--set", "quick-check", "--mapping", "mapping.toml", *PLACE, "-o", "x.pool.jsonl"]


def test_the_worked_example_gives_what_the_page_says(example):
    done = run_well(*IMPORT, cwd=example)
    told = [line.split("  ", 1) for line in done.stdout.splitlines()]
    assert [name for _, name in told] == ["Ambleford", "Borsetshire", "Casterton"]
    by_key = {signed.content.key: signed.content for signed in open_pool(example / "x.pool.jsonl").returns}
    expected = [[json.loads(part) for part in re.findall(r"\{.*?\}", line)] for line in block("text").splitlines()]
    others = set(find_questionnaire("quick-check").question_index) - {
        "redesigned-services",
        "specialist-skills",
        "contract-register",
    }
    for (key, _), (attributes, answers) in zip(told, expected, strict=True):
        assert by_key[key].attributes == attributes
        assert by_key[key].answers == answers | dict.fromkeys(others, "not-asked")
    assert len(others) == 7


def test_names_go_to_the_private_list_and_nowhere_else(example):
    done = run_well(*IMPORT, "--list", "keys.csv", cwd=example)
    assert done.stdout == ""
    listed = (example / "keys.csv").read_text(encoding="utf-8-sig")
    assert listed.splitlines()[0] == "respondent,key,row"
    assert [line.split(",")[0] for line in listed.splitlines()[1:]] == ["Ambleford", "Borsetshire", "Casterton"]
    if os.name != "nt":
        assert stat.S_IMODE((example / "keys.csv").stat().st_mode) == 0o600
    assert "Ambleford" not in (example / "x.pool.jsonl").read_text()
    assert "Ambleford" not in done.stderr


def test_the_same_command_again_changes_nothing_and_a_correction_goes_up(example):
    run_well(*IMPORT, cwd=example)
    first = (example / "x.pool.jsonl").read_bytes()
    assert "3 as before" in run_well(*IMPORT, cwd=example).stderr
    assert (example / "x.pool.jsonl").read_bytes() == first
    run_well(*IMPORT[:-1], "elsewhere.pool.jsonl", cwd=example)
    assert (example / "elsewhere.pool.jsonl").read_bytes() == first
    (example / "t.csv").write_text(block("csv").replace("Partly;Fully;3", "Partly;Fully;4"))
    done = run_well(*IMPORT[:-1], "new.pool.jsonl", "--into", "x.pool.jsonl", cwd=example)
    assert "1 changed, with a higher sequence; 2 as before" in " ".join(done.stderr.split())
    assert (example / "x.pool.jsonl").read_bytes() == first
    merged = run_well("pool", "merge", "x.pool.jsonl", "new.pool.jsonl", "-o", "all.pool.jsonl", cwd=example)
    assert "conflict" not in merged.stderr
    assert (example / "all.pool.jsonl").read_bytes() == (example / "new.pool.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        (["--list", "t.csv"], 2, "Choose another name"),
        (["--list", "x.pool.jsonl"], 2, "Choose another name"),
        (["--into", "none.pool.jsonl"], 3, "no such file"),
        (["--round", "Autumn 2025"], 3, "not an id"),
        (["-o", "x.csv"], 2, "ends in .jsonl"),
        (["--set", "no-such-set"], 2, "There is no question set"),
        (["--mapping", "t.csv"], 3, "not valid TOML"),
    ],
)
def test_what_would_lose_something_or_cannot_work_is_refused(example, changes, code, words):
    done = run(*IMPORT, *changes, cwd=example)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert (example / "t.csv").read_text() == block("csv")
    assert not (example / "x.pool.jsonl").exists()


@pytest.mark.parametrize("left_out", ["--set", "--network", "--round", "-o"])
def test_what_is_missing_is_said(example, left_out):
    at = IMPORT.index(left_out)
    done = run(*IMPORT[:at], *IMPORT[at + 2 :], cwd=example)
    assert done.returncode == 2
    assert left_out in done.stderr


def test_a_damaged_pool_is_not_overwritten(example):
    (example / "x.pool.jsonl").write_text("not a pool\n")
    assert run(*IMPORT, cwd=example).returncode == 3
    assert (example / "x.pool.jsonl").read_text() == "not a pool\n"


# ---- what is published of imported returns

WORDS = "returns were imported"


@pytest.fixture
def table(tmp_path):
    """Write answers of 20 councils, named as ids, and their question set."""
    (tmp_path / "set.toml").write_text(SMALL_TOML)
    rows = [f"c{n},{n % 4},{('lower', 'upper')[n % 2]}" for n in range(20)]
    (tmp_path / "t.csv").write_text("respondent,owners,tier\n" + "\n".join(rows) + "\n")
    return tmp_path


PLAIN = ["pool", "import", "t.csv", "--set", "set.toml", *PLACE, "-o", "x.pool.jsonl", "--list", "k.csv"]
SET = ["--questions", "set.toml"]


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize(("setting", "number"), [("network", 20), ("public", 20)])
def test_a_benchmark_says_how_many_returns_were_imported(table, setting, number):
    run_well(*PLAIN, cwd=table)
    done = run_well("pool", "publish", "x.pool.jsonl", *SET, "--setting", setting, "-o", "b.json", cwd=table)
    assert f"All of these {WORDS}" in flat(done.stderr)
    assert json.loads((table / "b.json").read_text())["imported"] == number
    shown = run_well("compare", "b.json", *SET, "--no-charts", "--workbook", "w.xlsx", cwd=table)
    assert f"All of these {WORDS}" in flat(shown.stdout)
    as_json = run_well("compare", "x.pool.jsonl", *SET, "--no-charts", "--json", cwd=table)
    assert json.loads(as_json.stdout)["imported"] == 20
    assert "20 imported" in run_well("pool", "show", "x.pool.jsonl", cwd=table).stdout


def test_a_chart_says_it_too(table):
    run_well(*PLAIN, cwd=table)
    run_well("compare", "x.pool.jsonl", *SET, "-o", "charts", cwd=table)
    assert WORDS in (table / "charts" / "profile.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(("options", "counted"), [([], 0), (["--include-uninvited"], 20)])
def test_imported_returns_are_uninvited_where_a_network_invites(table, options, counted):
    key = "A" * 42 + "E"
    (table / "network.toml").write_text(
        'format = "network/1"\nid = "north"\ntitle = "North"\nquestionnaire = "small"\nversion = "1.0"\n'
        'round = "2025-autumn"\ndeadline = 2025-11-30\nattributes = ["tier"]\nsetting = "network"\nnamed = false\n'
        f'invitations = true\npublisher = "Coordinator"\n[[invitation]]\nkey = "{key}"\n'
    )
    run_well(*PLAIN, cwd=table)
    file = ["--network-file", "network.toml"]
    done = run("compare", "x.pool.jsonl", *SET, *file, *options, "--no-charts", cwd=table)
    if counted:
        assert done.returncode == 0, done.stderr
        assert f"All of these {WORDS}" in flat(done.stdout)
    else:
        assert done.returncode == 3
        assert "fewer than 8 returns" in done.stderr


def test_a_table_of_a_pool_warns_and_is_read_by_score(table):
    run_well(*PLAIN, cwd=table)
    done = run_well("pool", "export", "x.pool.jsonl", *SET, "-o", "out.csv", cwd=table)
    assert "not anonymous" in flat(done.stderr)
    assert "20 rows" in done.stderr
    scored = run_well("score", "--set", "set.toml", "--answers", "out.csv", "-o", "s.csv", cwd=table)
    assert "20 respondents" in scored.stderr
    again = run_well(*[*PLAIN[:2], "out.csv", *PLAIN[3:-3], "y.pool.jsonl", "--list", "k2.csv"], cwd=table)
    assert "20 new" in again.stderr
    old, new = (
        sorted(str((s.content.answers, s.content.attributes)) for s in open_pool(table / name).returns)
        for name in ("x.pool.jsonl", "y.pool.jsonl")
    )
    assert old == new

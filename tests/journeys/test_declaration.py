"""A council answers the Declaration in two rounds, publishes its page, and a network lays pages side by side."""

import csv
import io
import shutil

from benchmark.questions.library import shipped
from tests.command import run, run_well

SAMPLES = shipped("sample_returns")
ROUNDS = ("2025-autumn", "2026-autumn")
PLAIN = "1\n\n" * 18


def test_a_page_is_made_shown_published_and_laid_beside_others(tmp_path):
    init = ["--name", "Ambleford", "--attribute", "council-type=unitary", "--attribute", "population-band=under-100k"]
    run_well("init", *init, "--round", ROUNDS[0], cwd=tmp_path)
    run_well("assess", "--set", "declaration", "--plain", cwd=tmp_path, text=PLAIN)
    council = tmp_path / "council.toml"
    council.write_text(council.read_text("utf-8").replace(*ROUNDS), encoding="utf-8")
    # Two answers are this round's; the others are carried over and not confirmed.
    run("assess", "--set", "declaration", "--plain", "--start-from-last", cwd=tmp_path)
    run_well("assess", "--set", "declaration", "--confirm", "signature", cwd=tmp_path)

    refused = run("declaration", "page", "--yes", cwd=tmp_path)
    assert refused.returncode == 2
    assert "--name" in refused.stderr
    shown = run_well("declaration", "page", "--name", "Ambleford Council", "--show", cwd=tmp_path)
    assert "Your council: Ambleford Council" in shown.stdout
    assert "In 2025-autumn: Level 1." in shown.stdout
    assert not (tmp_path / ROUNDS[1] / "pages").exists()

    run_well("declaration", "page", "--name", "Ambleford Council", "--yes", cwd=tmp_path)
    told = run_well("forget", "--yes", cwd=shutil.copytree(tmp_path, tmp_path.with_name("copy"))).stdout
    assert "declaration-page.html" in told
    assert "declaration-page.csv" in told

    made = ("declaration", "page", "--name", "Ambleford Council", "--yes", "-o", "pages/ambleford.html")
    run_well(*made, cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "pages/ambleford.csv").read_text("utf-8-sig"))))
    assert [row["level"] for row in rows][:3] == ["1", "1", ""]
    assert {row["last_level"] for row in rows} == {"1"}

    for path in (SAMPLES / "declaration-pages").glob("*.csv"):
        shutil.copy(path, tmp_path / "pages")
    (tmp_path / "pages" / "torn.csv").write_text("format,council\n", encoding="utf-8")
    done = run_well("declaration", "index", "pages", "-o", "index.html", cwd=tmp_path)
    assert "torn.csv, row 1: The columns are not those" in done.stderr
    assert "5 councils, in order of their names" in done.stderr
    html = (tmp_path / "index.html").read_text("utf-8")
    assert html.index("Ambleford Council") < html.index("Brackenshire County Council") < html.index("Thistlewick")

"""Consoles with few signs: no command fails on a character, and names stay readable."""

import pytest

from benchmark.console import plain
from tests.command import run, run_well

FACTS = ["--attribute", "council-type=wales", "--attribute", "population-band=under-100k"]
# Letters of Welsh, Scottish Gaelic and Polish, what a word processor makes of quotes, and what no code page has.
NAME = "Cyngor Tŷ Ddŵr \u2013 Łódź\u2019s \u65e5 \U0001f600"
SIGNS = {
    "ŵ": "w", "Ŷ": "Y", "é": "e", "ﬁ": "fi", "\u2013": "-", "\u2019": "'", "\u2026": "...", "\u2588": "#", "\u2591": ".",
    "£": "GBP ", "½": "1/2", "Ł": "L", "ø": "o", "\u65e5": "?", "\U0001f600": "?", "\u0302": "", "a": "a",
}  # fmt: skip


@pytest.mark.parametrize(("sign", "written"), SIGNS.items())
def test_every_character_has_a_plain_one(sign: str, written: str) -> None:
    assert plain(sign) == written


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("cp1252", "Cyngor Ty Ddwr \u2013 Lódz\u2019s ? ?"),
        ("cp437", "Cyngor Ty Ddwr - Lódz's ? ?"),
        ("ascii", "Cyngor Ty Ddwr - Lodz's ? ?"),
    ],
)
def test_commands_of_a_council_go_well_in_an_old_code_page(tmp_path, page: str, name: str) -> None:
    run_well("init", "--name", NAME, *FACTS, "--network", "n", "--round", "r", cwd=tmp_path, PYTHONIOENCODING=page)
    assert NAME in (tmp_path / "council.toml").read_text(encoding="utf-8")
    asked = run("assess", "--plain", cwd=tmp_path, text="3\no\nA note\n\n" * 10, PYTHONIOENCODING=page)
    assert asked.returncode in (0, 130), asked.stderr
    for command in (
        ["score"],
        ["score", "--json"],
        ["report"],
        ["export", "--show"],
        ["questions", "show", "quick-check"],
    ):
        run_well(*command, cwd=tmp_path, PYTHONIOENCODING=page)
    refused = run("score", "--set", NAME, cwd=tmp_path, PYTHONIOENCODING=page)
    assert refused.returncode == 2
    assert name in " ".join(refused.stderr.split())

"""Commands start quickly because they import only what they need. Counted in modules, which do not depend on the machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from benchmark.cli.main import COMMANDS, build_app
from benchmark.questions.library import shipped
from tests.command import run_well, start

HEAVY = {"pandas", "matplotlib", "openpyxl", "xlsxwriter", "jinja2", "rich"}
NUMBERS = {"numpy"}
KEYS = {"cryptography", "msgspec"}

# What a measurement of coverage has loaded before does not count.
LISTING = """
import gc
import sys
before, looked = set(sys.modules), gc.get_stats()[0]["collections"]
sys.argv[0] = "council-benchmark"
from benchmark.cli.main import main
try:
    main()
except SystemExit as end:
    code = end.code
looked = gc.get_stats()[0]["collections"] - looked
print("\\n" + " ".join(sorted(set(sys.modules) - before)), f"looked={looked}")
sys.exit(code)
"""


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("council")
    facts = ["--attribute", "council-type=unitary", "--attribute", "population-band=under-100k"]
    run_well("init", "--name", "Ambleford", *facts, "--network", "north", "--round", "2026-autumn", cwd=folder)
    done = modules("assess", "--plain", cwd=folder, text="1\n\n" * 10)
    assert done.returncode == 0, done.stdout
    return folder


def modules(*arguments: str, cwd: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LISTING, *arguments],
        cwd=cwd,
        input=text,
        env={**os.environ, "COUNCIL_BENCHMARK_HOME": str(cwd / ".home")},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "text", "most"),
    [(["--help"], "", 8), (["assess", "--plain"], "\n\n", 56), (["score"], "", 69)],
)
def test_a_command_imports_few_modules_of_our_own(council: Path, arguments: list[str], text: str, most: int) -> None:
    """A few more than today. Who needs more says why the command cannot do without."""
    loaded = modules(*arguments, cwd=council, text=text).stdout.splitlines()[-1].split()
    ours = [name for name in loaded if name.partition(".")[0] in ("benchmark", "scoring")]
    assert 5 < len(ours) <= most, ours


@pytest.mark.parametrize(
    ("arguments", "text", "unwanted"),
    [
        (["--help"], "", HEAVY | NUMBERS | KEYS | {"questionary", "prompt_toolkit", "tomli", "dataclasses"}),
        (["pool", "--help"], "", HEAVY | NUMBERS | KEYS | {"questionary", "prompt_toolkit"}),
        (["assess", "--plain"], "\n\n", HEAVY | NUMBERS | KEYS | {"questionary", "prompt_toolkit", "tomli_w"}),
        (["score"], "", HEAVY | KEYS | {"questionary", "prompt_toolkit"}),
        (["score", "--json"], "", HEAVY | KEYS),
        (["export", "--show"], "", HEAVY | {"questionary", "prompt_toolkit"}),
    ],
)
def test_no_command_imports_what_it_does_not_need(
    council: Path, arguments: list[str], text: str, unwanted: set[str]
) -> None:
    done = modules(*arguments, cwd=council, text=text)
    assert done.returncode in (0, 130)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "benchmark.cli.main" in loaded
    assert loaded & unwanted == set()


def test_nothing_looks_for_garbage_before_the_help_shows(council: Path) -> None:
    """All that is made till then is needed. A few looks come before our first line runs."""
    looked = modules("--help", cwd=council).stdout.rpartition("looked=")[2]
    assert int(looked) < 5


def commands_of(app: typer.Typer) -> dict[str, str]:
    """Each command, and the first paragraph of its help."""
    group: Any = typer.main.get_command(app)
    return {name: " ".join(command.help.split("\n\n")[0].split()) for name, command in group.commands.items()}


def test_the_list_of_commands_says_what_the_commands_say_of_themselves() -> None:
    """It is shown without importing them."""
    assert commands_of(build_app("--help")) == commands_of(build_app())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_module_of_a_command_holds_it(name: str) -> None:
    assert commands_of(build_app(name))[name] == COMMANDS[name][1]


def test_the_other_commands_of_a_module_are_not_made() -> None:
    assert list(commands_of(build_app("assess"))) == ["assess"]


SET = shipped("questionnaires") / "quick-check" / "questionnaire.toml"
SAMPLES = shipped("sample_returns") / "quick-check"
# Most tests run commands where all modules are loaded already. In test_same_bytes.py those that write start from nothing.
WRITE_NOTHING = {
    "pool show": [SAMPLES],
    "questions list": [],
    "questions check": [SET],
    "questions preview": ["quick-check", "--plain"],
    "returns check": sorted(SAMPLES.glob("*.json"))[:1],
    "forget": ["--yes"],
}


@pytest.mark.parametrize("command", WRITE_NOTHING)
def test_a_command_that_writes_nothing_imports_all_that_it_needs(tmp_path: Path, council: Path, command: str) -> None:
    folder = shutil.copytree(council, tmp_path / "council")
    done = start(*command.split(), *WRITE_NOTHING[command], cwd=folder, text="1\n\n" * 40)
    assert done.returncode == 0, done.stderr

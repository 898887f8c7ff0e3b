"""The README tells the truth: its commands run, its output is real, its tables are complete, its links lead somewhere."""

import inspect
import re
import shlex
import tomllib
from functools import cache
from pathlib import Path

import pytest
import typer

from benchmark import errors
from benchmark.cli.main import build_app
from tests.command import run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("questionnaires/**/*.md")])


def table_after(heading: str) -> list[list[str]]:
    part = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


@cache
def commands() -> dict[str, str]:
    """Every command of the program, with its help."""
    found = {}

    def walk(group, path: str) -> None:
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                # The plan shows itself; a group such as `network` alone is a menu of its commands.
                if name == "plan":
                    found[path + name] = command.help
                walk(command, f"{path}{name} ")
            else:
                found[path + name] = command.help
        return

    walk(typer.main.get_command(build_app()), "")
    return found


def test_every_command_is_in_the_readme_and_the_readme_names_no_other() -> None:
    assert {row[0].strip("`") for row in table_after("Commands")} == set(commands())


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_with_an_example_of_itself(name: str) -> None:
    text = " ".join(commands()[name].replace("\b", " ").split())
    assert re.search(rf"Example:\s+council-benchmark {name}\b", text)


@pytest.mark.parametrize("name", commands())
def test_an_example_stands_on_one_line_so_that_it_can_be_copied(name: str) -> None:
    for part in inspect.cleandoc(commands()[name]).split("\n\n"):
        # Help is folded at 78 signs, at hyphens too, unless the part begins with this sign.
        if "Example:" in part and not part.startswith("\b"):
            assert "\n" not in part.strip()
            assert len(part) <= 76


def test_the_exit_codes_are_those_of_the_program() -> None:
    codes = {errors.DONE, errors.BUG, errors.USAGE, errors.REFUSED, errors.STOPPED}
    assert [int(row[0]) for row in table_after("Exit codes")] == sorted(codes)


def test_the_glossary_has_no_word_twice() -> None:
    words = [row[0] for row in table_after("Glossary")]
    assert len(words) == len(set(words)) > 15


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_reading_time_is_counted_from_the_questions() -> None:
    path = ROOT / "questionnaires" / "digital-maturity" / "questionnaire.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words = sum(len(text.split()) for q in data["question"] for text in [q["text"], *q["levels"]])
    assert f"{words:,} words" in README
    assert f"takes {round(words / 238)} minutes" in README
    assert f"| `digital-maturity` | {len(data['question'])} in " in README


def console_steps() -> list[tuple[str, list[str]]]:
    """Every command of the README's console blocks, with the output that the README shows."""
    steps: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line[2:], []))
            else:
                steps[-1][1].append(line)
    return steps


# What a Windows console of Western Europe has no sign for, and what is written in its place.
OLD_SIGNS = str.maketrans({"\u2588": "#", "\u2591": "."})
# Names that Windows gives to no file.
BAD_NAME = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]\Z|(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)')


def in_the_old_code_page(arguments: list[str], told: str, place: Path) -> None:
    """Run a command of the tour once more as a Windows console without UTF-8 would: the same words, to the letter."""
    no_charts = ["--no-charts"] if arguments[0] == "compare" else []
    done = run(*arguments, *no_charts, cwd=place, as_seen=True, PYTHONIOENCODING="cp1252")
    assert done.returncode == 0, done.stdout
    if not no_charts:
        assert done.stdout == told.translate(OLD_SIGNS), arguments
    assert "\N{REPLACEMENT CHARACTER}" not in done.stdout


def test_the_tour_runs_and_shows_what_the_readme_shows(tmp_path: Path) -> None:
    assert len(console_steps()) >= 6
    for command, shown in console_steps():
        program, *arguments = shlex.split(command)
        assert program == "council-benchmark"
        # The demo takes longest and is run once, in the code page that has fewer signs.
        page = "cp1252" if arguments == ["demo"] else "utf-8"
        done = run(*arguments, cwd=tmp_path, as_seen=True, PYTHONIOENCODING=page)
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        told = [line.rstrip() for line in done.stdout.splitlines()]
        assert matches(shown, told), f"{command}\nThe README shows:\n" + "\n".join(shown) + "\nBut:\n" + "\n".join(told)
        if page == "utf-8":
            in_the_old_code_page(arguments, done.stdout, tmp_path)
    # The same tour on Windows: every name can be written there, and no two differ in their case only.
    names = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")]
    assert [name for name in names if BAD_NAME.search(Path(name).name)] == []
    assert len({name.lower() for name in names}) == len(names) > 100


def matches(shown: list[str], told: list[str]) -> bool:
    """Compare line by line; a line `...` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + r"\n" for line in shown)
    return re.fullmatch(pattern + r"\n*", "\n".join(told) + "\n") is not None


def test_a_changed_line_of_output_is_noticed() -> None:
    assert matches(["a", "...", "c"], ["a", "b", "b", "c"])
    assert not matches(["a", "c"], ["a", "b", "c"])
    assert not matches(["a", "..."], ["b"])

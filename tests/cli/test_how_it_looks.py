"""What every command writes fits the width, breaks at spaces, and holds no code that a pipe or screen reader trips on."""

import io
import re
import shutil
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmark import console
from benchmark.cli.main import build_app
from benchmark.council.folder import CouncilFolder
from benchmark.outputs.text_table import text_table
from tests.council.contacts import write_example
from tests.council.contracts.made import GOOD, council_with
from tests.council.contracts.registers import council as register

SAMPLES = Path(__file__).parents[2] / "sample_returns"
EXAMPLE = ["--folder", str(SAMPLES / "example-council"), "--set", "quick-check"]
FULL = ["--folder", str(SAMPLES / "example-council"), "--set", "digital-maturity"]
RETURN = sorted((SAMPLES / "quick-check").glob("return-*.json"))[3]
POOL, BENCHMARK, MARKET = "p.pool.jsonl", "b.benchmark.json", "m.benchmark.json"

# Commands that write a table, bars or more than a line or two. They run in a folder with a pool and a benchmark.
SHOWN: dict[str, list[str]] = {
    "score": ["score", *EXAMPLE],
    "score in full": ["score", *FULL],
    "plan": ["plan", *EXAMPLE, "--benchmark", BENCHMARK],
    "plan in full": ["plan", *FULL, "--all"],
    "plan check": ["plan", "check", *EXAMPLE],
    "compare": ["compare", BENCHMARK, "--no-charts", *EXAMPLE],
    "compare by": ["compare", BENCHMARK, "--no-charts", "--by", "tier", *EXAMPLE],
    "compare a question": ["compare", BENCHMARK, "--no-charts", "--question", "data-extract", *EXAMPLE],
    "compare a section": ["compare", BENCHMARK, "--no-charts", "--section", "data", *EXAMPLE],
    "compare ranks": ["compare", BENCHMARK, "--no-charts", "--rank", *EXAMPLE],
    "pool show": ["pool", "show", POOL],
    "pool merge": ["pool", "merge", str(SAMPLES / "quick-check"), "-o", "again.pool.jsonl"],
    "pool export": ["pool", "export", POOL, "-o", "table.csv"],
    "pool publish": ["pool", "publish", POOL, "-o", "again.benchmark.json", "--explain"],
    "pair": ["pair", str(SAMPLES / "example-council"), str(RETURN), "--set", "quick-check"],
    "match": ["match", POOL],
    "predecessors": [
        "predecessors",
        str(SAMPLES / "example-council"),
        str(RETURN),
        "--label",
        "Bexford",
        "--yes",
        "--name",
        "New Ambleshire",
        "--set",
        "quick-check",
    ],
    "progress": ["progress", *EXAMPLE],
    "score of a register": ["score", "--folder", str(SAMPLES / "example-council"), "--set", "technology-register"],
    "contracts gaps": ["contracts", "gaps", MARKET],
    "declaration page": [
        "declaration",
        "page",
        "--folder",
        str(SAMPLES / "example-council"),
        "--name",
        "Merrywhistle",
        "--links",
        "--show",
    ],
    "declaration index": ["declaration", "index", str(SAMPLES / "declaration-pages"), "-o", "index.html"],
    "contracts show": ["contracts", "show", "--folder", "register", "--from", "2026-Q4"],
    "contracts calendar": ["contracts", "calendar", str(SAMPLES / "contracts-cards"), "--from", "2026-Q4", "--all"],
    "channels": ["channels", "--folder", "contacts"],
    "channels of a service": ["channels", "--folder", "contacts", "--service", "environmental-health", "--fail", "90"],
    "questions list": ["questions", "list"],
    "questions show": ["questions", "show", "quick-check"],
    "questions show a register": ["questions", "show", "technology-register"],
    "questions check": ["questions", "check", "quick-check"],
    "questions diff": ["questions", "diff", "quick-check", "digital-maturity"],
    "colleagues": ["colleagues", *EXAMPLE],
    "contracts check": ["contracts", "check", "--folder", "contracts"],
    "contracts check one": ["contracts", "check", "--folder", "contracts", "--contract", "Late"],
    "contracts check-purchase": ["contracts", "check-purchase", "--months", "60", "--api", "--merger", "2028-Q2"],
    "network": ["network", "preview", "--folder", "net"],
    "network inbox": ["network", "inbox", "--folder", "net"],
}
PLAIN = {
    name: [*SHOWN[name], "--plain"]
    for name in (
        "score", "score in full", "plan", "plan in full", "compare", "compare by", "compare a question",
        "compare a section", "questions list", "pair", "match", "predecessors", "progress",
        "score of a register", "contracts gaps",
        "contracts check", "contracts check one", "contracts check-purchase",
        "contracts calendar",
        "channels", "channels of a service",
    )
}  # fmt: skip
# Written for people to copy, or as long as its owner named it: never cut.
UNBREAKABLE = re.compile(r"^\s*\S+$|/")
NOT_READ_ALOUD = re.compile("[\u2580-\u259f\u2500-\u257f#|]|\\.\\.\\.\\.| {3,}\\S|--+")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("looks")
    councils = "council;email\n" + "".join(f"Council number {at};c{at}@example.org\n" for at in range(12))
    shutil.copytree(SAMPLES / "example-council", folder / "contacts")
    write_example(CouncilFolder(folder / "contacts"))
    (folder / "councils.csv").write_text(councils.replace(";", ","), encoding="utf-8")
    late = {**GOOD, "system": "Late " * 20, "end": "2031-Q1", "value": 2_000_000}
    council_with(
        folder / "contracts", {"finance": [GOOD, late], "council-tax": [{"system": "Open"}]}, ends="2028-04-01"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COUNCIL_BENCHMARK_HOME", str(folder / ".home"))
        said = partial(written, patch)
        said("pool", "merge", str(SAMPLES / "quick-check"), "-o", POOL)
        said("pool", "publish", POOL, "-o", BENCHMARK)
        said("pool", "merge", str(SAMPLES / "technology-register"), "-o", "m.pool.jsonl")
        said("pool", "publish", "m.pool.jsonl", "-o", MARKET)
        said(*["network", "new", "--id", "north-west", "--title", "North-west", "--set", "quick-check", "--round", "2026-autumn"],
             "--deadline", "2026-11-30", "--publisher", "North-west network", "--folder", "net")  # fmt: skip
        register(folder / "register")
        said("network", "invite", "--from", "councils.csv", "--folder", "net")
    return folder


def written(patch, *arguments, stream=io.StringIO):
    """Run a command here, and give its results and its talk."""
    out, err = stream(), stream()
    patch.setattr(sys, "stdout", out)
    patch.setattr(sys, "stderr", err)
    patch.setattr(sys, "argv", ["council-benchmark", *arguments])
    try:
        build_app(arguments[0])(arguments)
    except SystemExit as end:
        if end.code:
            pytest.fail(err.getvalue())
    return out.getvalue(), err.getvalue()


@pytest.fixture
def shown(place, monkeypatch):
    """Run a command of the list in the prepared folder, as a pipe sees it."""
    monkeypatch.chdir(place)
    monkeypatch.setenv("COUNCIL_BENCHMARK_HOME", str(place / ".home"))
    monkeypatch.setenv("COLUMNS", "80")

    def run(arguments, *, columns=80, stream=io.StringIO, **environment):
        monkeypatch.setenv("COLUMNS", str(columns))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        found = written(monkeypatch, *arguments, stream=stream)
        for ledger in place.glob("*.ledger*"):
            ledger.unlink()
        return found

    return run


def too_wide(text, width):
    return [line for line in text.splitlines() if len(line) > width and not UNBREAKABLE.search(line)]


@pytest.mark.parametrize("columns", [60, 80, 200])
@pytest.mark.parametrize("name", SHOWN)
def test_no_line_is_wider_than_the_terminal(shown, name, columns):
    out, err = shown(SHOWN[name], columns=columns, stream=Terminal, NO_COLOR="1")
    assert out or err
    for text in (out, err):
        assert not too_wide(text, min(columns, console.WIDEST))


@pytest.mark.parametrize("name", SHOWN)
def test_a_pipe_gets_results_of_80_columns_and_no_codes(shown, name):
    out, err = shown(SHOWN[name])
    assert not too_wide(out, 80)
    assert not re.search("[\x1b\r\x08]", out + err)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("name", SHOWN)
def test_no_codes_where_they_are_not_wanted(shown, name, environment):
    out, err = shown(SHOWN[name], stream=Terminal, **environment)
    assert not re.search("[\x1b\r\x08]", out + err)


def test_a_terminal_gets_styles(shown):
    assert "\x1b[" in shown(SHOWN["score"], stream=Terminal, TERM="xterm")[0]


@pytest.mark.parametrize("name", PLAIN)
def test_plain_results_make_sense_aloud(shown, name):
    out, _ = shown(PLAIN[name], stream=Terminal, TERM="xterm")
    # Lines may stand further in; within them, wide gaps are columns.
    assert not [line for line in out.splitlines() if NOT_READ_ALOUD.search(line.strip())]
    assert "\x1b" not in out


@pytest.mark.parametrize("name", [name for name in PLAIN if not name.startswith("plan")])
def test_plain_results_hold_every_figure_of_the_table(shown, name):
    table, plain = shown(SHOWN[name])[0], shown(PLAIN[name])[0]
    figures = {*re.findall(r"(?<![\w.-])\d[\d,.]*(?<![.,])", table)}
    assert figures <= {*re.findall(r"(?<![\w.-])\d[\d,.]*(?<![.,])", plain)}


def test_plain_scores_are_sentences(shown):
    out = shown(PLAIN["score"])[0]
    assert "Leadership and culture: 50 of 100, aim 75, 1 of 1 answered, 100% with evidence." in out
    assert "Section  " not in out


def test_plain_comparisons_are_sentences(shown):
    assert re.search(r"Data: councils \d+, lower \d+, middle \d+, upper \d+, you 25\.", shown(PLAIN["compare"])[0])
    assert re.search(r"Data: [^:]+ \d+, [^:]+ \d+", shown(PLAIN["compare by"])[0])
    assert "you are here." in shown(PLAIN["compare a question"])[0]


def test_a_narrow_terminal_gets_sentences_instead_of_a_table(shown):
    assert "Leadership and culture: 50 of 100" in shown(SHOWN["score"], columns=60)[0]
    assert "quick-check: version 2026.1, questions 10" in shown(SHOWN["questions list"], columns=60)[0].replace(
        "\n  ", " "
    )


def test_a_figure_that_is_not_there_is_said_in_words():
    said = text_table(["Section", "You", "They", ""], [["Data", "-", "3", "level"]], plain=True)
    assert said == "Data: you none, they 3, level."


# Progress


@pytest.fixture
def watching(monkeypatch):
    """A terminal on which even quick work shows how far it is."""
    err = Terminal()
    # Not `sys.stderr`: pytest sets its own again before the test.
    monkeypatch.setattr(console, "sys", SimpleNamespace(stderr=err, stdout=sys.stdout))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(console, "_PATIENCE", 0)
    monkeypatch.setattr(console, "_PAUSE", 0)
    return err


def screen(text):
    """What a person sees in the end: a carriage return goes back to the start of the line."""
    lines = [""]
    for sign in re.split("([\r\n])", text):
        if sign == "\n":
            lines.append("")
        elif sign and sign != "\r":
            lines[-1] = sign + lines[-1][len(sign) :]
    return [line.rstrip() for line in lines]


def test_progress_shows_on_one_line_and_goes_away(watching):
    assert list(console.watched("Files read", "abc", 3)) == ["a", "b", "c"]
    assert "Files read: 1 of 3  " in watching.getvalue()
    assert "\n" not in watching.getvalue()
    assert "\x1b" not in watching.getvalue()
    assert screen(watching.getvalue()) == [""]


def test_what_is_said_meanwhile_stands_on_a_line_of_its_own(watching):
    console.progress("Rows signed", 5_000, 10_000)
    console.talk("One row is odd.")
    assert screen(watching.getvalue()) == ["One row is odd.", ""]
    assert "Rows signed: 5,000 of 10,000" in watching.getvalue()


def test_progress_is_no_wider_than_the_terminal(watching, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    console.progress("Signatures checked, in parts", 1, 3)
    assert max(len(part) for part in watching.getvalue().split("\r")) < 30
    console.end_progress()


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_progress_where_a_line_cannot_be_written_over(watching, monkeypatch, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    list(console.watched("Files read", "abc", 3))
    assert not watching.getvalue()


def test_no_progress_for_quick_work(watching, monkeypatch):
    monkeypatch.setattr(console, "_PATIENCE", 60)
    list(console.watched("Files read", "abc", 3))
    assert not watching.getvalue()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pool merge", ["Files read"]),
        ("pool export", ["Returns checked", "Rows written"]),
        ("pool publish", ["Returns checked", "Figures audited"]),
    ],
)
def test_long_work_shows_how_far_it_is(shown, watching, name, said):
    shown(SHOWN[name])
    err = watching.getvalue()
    for what in said:
        assert f"{what}: 1 of " in err
    assert not [line for line in screen(err) if " of " in line and "\u2591" in line]


def test_ctrl_c_takes_the_line_away_first(place, watching, monkeypatch):
    monkeypatch.chdir(place)

    def interrupted(*arguments):
        console.progress("Files read", 1, 3)
        # The terminal shows the keys that were pressed.
        watching.write("^C")
        raise KeyboardInterrupt

    monkeypatch.setattr("benchmark.pool.gather.gather", interrupted)
    with pytest.raises(SystemExit) as end:
        build_app("pool")(["pool", "merge", POOL, "-o", "never.pool.jsonl"])
    assert end.value.code
    assert "Files read: 1 of 3" in watching.getvalue()
    assert not [line for line in screen(watching.getvalue()) if "Files read" in line or "^C" in line]

"""The same work gives the same bytes, for another user, on another machine, in another place, on another day.

A file that differed would tell who made it, where or when; and nobody could check a benchmark by making it again.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmark.council.folder import CouncilFolder
from benchmark.network.folder import CoordinatorFolder
from benchmark.questions.library import shipped
from benchmark.returns.model import pretty
from tests.command import start
from tests.council.contacts import write_example
from tests.council.contracts.made import GOOD, council_with
from tests.council.contracts.registers import council
from tests.network.made import SET, returned

ROOT = Path(__file__).parents[2]
SAMPLES = shipped("sample_returns") / SET.id
INVITED = 10
SET_OPTION = ("--set", SET.id)

# Python runs this before the program: another clock, another machine, and secrets that are the same for both, because
# two secrets are meant to give two pseudonyms.
ELSEWHERE = """
import datetime, os, platform, random, secrets, socket, sys, time

if "SHIFT" in os.environ:
    import tomli, benchmark.returns.endorsement  # dates in files keep the real classes; only the clock moves
    if "--workbook" in sys.orig_argv:
        import pandas  # its C code needs the real classes of dates
    shift, host, dice = int(os.environ["SHIFT"]), os.environ["HOST"], random.Random(os.environ["STEP"])

    def later(name):
        there = getattr(time, name)
        return lambda seconds=None: there(time.time() if seconds is None else seconds)

    now, now_ns, words = time.time, time.time_ns, time.strftime
    real = datetime.datetime
    time.time = lambda: now() + shift
    time.time_ns = lambda: now_ns() + shift * 10**9
    time.localtime, time.gmtime, time.ctime = later("localtime"), later("gmtime"), later("ctime")
    time.strftime = lambda pattern, given=None: words(pattern, given or time.localtime())

    class Kind(type):
        def __instancecheck__(cls, value):
            return isinstance(value, cls.__base__)

        def __subclasscheck__(cls, kind):
            return issubclass(kind, cls.__base__)

    class Moment(real, metaclass=Kind):
        __slots__ = ()
        now = staticmethod(lambda tz=None: real.fromtimestamp(time.time(), tz))
        utcnow = staticmethod(lambda: real.utcfromtimestamp(time.time()))
        today = staticmethod(lambda: real.fromtimestamp(time.time()))

    class Day(datetime.date, metaclass=Kind):
        __slots__ = ()
        today = staticmethod(lambda: real.fromtimestamp(time.time()).date())

    datetime.datetime, datetime.date = Moment, Day
    socket.gethostname = socket.getfqdn = platform.node = lambda *given: host
    secrets.randbits = dice.getrandbits
    secrets.token_bytes = dice.randbytes
    secrets.token_hex = lambda size: dice.randbytes(size).hex()
"""
TELL = """
import datetime, getpass, json, os, platform, secrets, socket, time
print(json.dumps({
    "times": [time.time(), time.time_ns() / 1e9, time.mktime(time.localtime()), datetime.datetime.now().timestamp(),
        datetime.datetime.now(datetime.timezone.utc).timestamp(), datetime.date.today().toordinal() * 86400],
    "who": [getpass.getuser(), socket.gethostname(), platform.node(), os.environ["HOME"], os.getcwd(), time.tzname,
        hash("a"), time.strftime("%H")],
    "secret": [secrets.token_hex(4), secrets.randbits(130)],
}))
"""
PLACES = {
    "here": {"SHIFT": "0", "HOST": "laptop-17", "TZ": "Pacific/Chatham", "LANG": "en_GB.UTF-8", "COLUMNS": "80"},
    "some where else/Zo\u00eb's": {
        "SHIFT": str(200 * 86400 + 12_345),
        "HOST": "kiosk.example",
        "TZ": "America/Lima",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "COLUMNS": "61",
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": "1",
    },
}
COUNCILS = "council,email,council-type,population-band\n" + "".join(
    f"Council {name},digital@{name}.example,district,100k-150k\n" for name in "abcdefghij"[:INVITED]
)
ANSWERS = f"respondent,{','.join(q.id for q in SET.questions)}\n" + "".join(
    f"{name},{','.join(str((at + place) % 5) for at in range(len(SET.questions)))}\n"
    for place, name in enumerate("abc")
)
PREDECESSORS = "council,successor,date,source\nAmbleford,New Ambleshire,2028-04-01,An order\n"
# Where a list of contracts begins depends on the day, unless it is said.
REGISTER = ("--folder", "register", "--from", "2026-Q4")
FACTS = ("--attribute", "council-type=unitary", "--attribute", "population-band=under-100k")

# Each command with its options, in order. What `--json` writes to standard output is kept in a file.
BEFORE = (
    ("demo",),
    ("questions translate", "digital-maturity", "--language", "cy"),
    ("questions new", "stops", "--title", "Bus stops"),
    ("questions show", "stops", "--html", "stops.html"),
    ("questions form", "stops", "-o", "form.html"),
    ("questions form", "stops", "-o", "form.zip"),
    ("questions diff", "quick-check", "stops", "--crosswalk", "crosswalk.toml"),
    ("init", "--name", "Ambleford", *FACTS, "--network", "sample-network", "--round", "2026-autumn"),
    ("assess", "--plain", *SET_OPTION),
    ("assess", "--plain", *SET_OPTION, "--as", "housing"),
    ("colleagues give", *SET_OPTION, "--to", "it", "--to", "housing"),
    ("colleagues workbook", *SET_OPTION, "--as", "housing"),
    ("colleagues take-back", *SET_OPTION, "--from", "it"),
    ("agree", *SET_OPTION, "--single"),
    ("questions workbook", "quick-check", "--from-answers", ".", "-o", "to-fill-in.xlsx"),
    ("contracts gaps", "demo/technology-register.benchmark.json", "-o", "gaps.csv", "--charts", "gaps"),
    ("contracts gaps", "demo/technology-register.benchmark.json", "--json"),
    ("score", "--json"),
    ("score", *SET_OPTION, "--workbook", "scores.xlsx"),
    ("score", *SET_OPTION, "--answers", "answers.csv", "-o", "scores.csv"),
    ("score", *SET_OPTION, "--answers", "answers.csv", "-o", "rounded.csv", "--rounded"),
    ("progress", *SET_OPTION, "-o", "progress.csv", "--charts", "trend"),
    ("progress", *SET_OPTION, "--json"),
    (
        "channels",
        *("--folder", "contacts", "--prices", "2026", "--index", "3"),
        *("-o", "channels.csv", "--workbook", "channels.xlsx", "--charts", "channel-charts"),
    ),
    ("channels", "--folder", "contacts", "--json"),
    ("plan set", "data-extract", *SET_OPTION, "--owner", "IT manager", "--due", "2027-spring"),
    (
        "plan",
        *SET_OPTION,
        "--benchmark",
        "demo/quick-check.benchmark.json",
        "-o",
        "plan.csv",
        "--workbook",
        "plan.xlsx",
    ),
    ("plan", *SET_OPTION, "--json"),
    ("plan check", *SET_OPTION, "--json"),
    (
        *("contracts check", "--folder", "contracts", "--merger", "2028-Q2", "-o", "contracts.csv"),
        *("-o", "contracts.html", "-o", "contracts.docx", "--workbook", "contracts.xlsx"),
    ),
    ("contracts check", "--folder", "contracts", "--json"),
    ("contracts check-purchase", "--months", "48", "--api", "--no-exit-plan", "-o", "note.html", "-o", "note.docx"),
    ("export", *SET_OPTION, "--yes", "-o", "mine.json"),
    ("declaration page", *SET_OPTION, "--name", "Ambleford", "--yes", "-o", "pages/ambleford.html"),
    ("declaration index", "demo/declaration-pages", "-o", "declaration.html"),
    ("pool merge", "{samples}", "mine.json", "-o", "all.pool.jsonl"),
    ("pool import", "answers.csv", *SET_OPTION, "--start-mapping", "mapping.toml"),
    (
        "pool import",
        "answers.csv",
        *SET_OPTION,
        "--network",
        "old",
        "--round",
        "2025-autumn",
        "-o",
        "old.pool.jsonl",
        "--list",
        "keys.csv",
    ),
    ("pool export", "old.pool.jsonl", "-o", "old.csv"),
    ("pool publish", "all.pool.jsonl", "-o", "interim.benchmark.json", "--interim"),
    ("pool publish", "all.pool.jsonl", "-o", "all.benchmark.json", "--package", "open-data"),
    ("pool package", "all.benchmark.json", "-o", "open-data.zip"),
    ("compare", "all.benchmark.json", "--by", "tier", "--section", "data", "-o", "charts", "--workbook", "rows.xlsx"),
    ("compare", "all.benchmark.json", "--json", "--no-charts"),
    ("report", "--benchmark", "all.benchmark.json", "--with-notes"),
    ("report", "--for", "committee", "--benchmark", "all.pool.jsonl"),
    ("network-report", "all.benchmark.json", "-o", "round.html", "--charts", "slides"),
    ("contracts show", *REGISTER, "--charts", "own-calendar", "--json"),
    (
        "contracts card",
        *REGISTER,
        "--all",
        "--name",
        "Ambleford",
        "--contact",
        "Head of IT",
        "--yes",
        "-o",
        "mine.toml",
    ),
    (
        "contracts calendar",
        "mine.toml",
        "{cards}",
        *("--from", "2026-Q4", "-o", "calendar.html", "-o", "calendar.csv", "-o", "calendar.ics", "--json"),
        *("--workbook", "calendar.xlsx", "--charts", "calendar"),
    ),
    ("card", *SET_OPTION, "--all", "--name", "Ambleford", "--contact", "Head of digital", "--yes", "-o", "card.toml"),
    ("pair", ".", "mine.json", "--json"),
    (
        "predecessors",
        ".",
        "mine.json",
        *("--name", "New Ambleshire", "--table", "predecessors.csv", "--yes", "--json"),
        *("-o", "predecessors.html", "-o", "side.csv", "--baseline", "new", "--round", "2028-spring", *FACTS),
    ),
    ("pair", "card.toml", "mine.json", "-o", "meeting.html", "-o", "meeting.docx"),
    ("match", "all.pool.jsonl", "-o", "letters"),
    ("match", "all.pool.jsonl", "--json"),
    ("returns withdraw", *SET_OPTION, "--yes"),
    (
        "network new",
        "--id",
        "north-west",
        *SET_OPTION,
        "--round",
        "2027-spring",
        "--deadline",
        "2026-01-31",
        "--folder",
        "net",
    ),
    ("network invite", "--from", "councils.csv", "--folder", "net"),
    ("network invite", "--council", "Council k", "--folder", "net"),
    ("network retire", "2", "--yes", "--folder", "net"),
    ("network preview", "--json", "--folder", "net"),
    ("join", "net/invitations/invitation-1.toml", "--yes", "--bring-answers"),
    ("assess", *SET_OPTION, "--confirm", "all"),
    ("export", *SET_OPTION, "--yes", "-o", "net/inbox/mine.json"),
)
AFTER = (
    ("network inbox", "--json", "--folder", "net"),
    ("network publish", "--folder", "net", "--package", "net/open-data"),
    ("network close", "--yes", "--folder", "net"),
    ("questions to-excel", "quick-check", "-o", "questions.xlsx"),
    ("questions from-excel", "questions.xlsx", "-o", "questions.toml"),
    ("questions schema", "-o", "questionnaire.schema.json"),
    ("contracts import", "contracts.csv", "--yes"),
)
# These write nothing, or only take away.
# Nobody can hold a workshop without a terminal; what it writes, `assess --as` and `agree` write too.
IN_A_TERMINAL = {"workshop"}
WRITE_NOTHING = {"pool show", "questions list", "questions check", "questions preview", "returns check", "forget"}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder with what Python runs first."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "sitecustomize.py").write_text(ELSEWHERE, encoding="utf-8")
    return folder


def surroundings(place: str, folder: Path, elsewhere: Path) -> dict[str, str]:
    """Give the environment of a user: a home of their own, another name, another order of sets."""
    number = str(1 + list(PLACES).index(place))
    home = folder / f"home-{number}"
    home.mkdir(parents=True, exist_ok=True)
    # A user's own settings for matplotlib, where it would look for them.
    (home / "matplotlibrc").write_text(f"savefig.dpi: {33 * int(number)}\nfont.size: {10 * int(number)}\n")
    names = dict.fromkeys(("USER", "LOGNAME", "USERNAME"), f"user-{number}")
    homes = dict.fromkeys(
        ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR", "MPLCONFIGDIR"), str(home)
    )
    python = {"PYTHONHASHSEED": number, "PYTHONPATH": str(elsewhere)}
    # Which lines run is counted once: it takes as long again, and both run the same.
    counted = {} if place == "here" else {"COVERAGE_PROCESS_CONFIG": ""}
    return {**PLACES[place], **names, **homes, **python, **counted}


def work(place: str, folder: Path, elsewhere: Path) -> dict[str, str]:
    """Run every command that writes, and give the SHA-256 of each file that is there afterwards."""
    cwd = folder / place
    cwd.mkdir(parents=True)
    (cwd / "councils.csv").write_text(COUNCILS, encoding="utf-8")
    (cwd / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    (cwd / "predecessors.csv").write_text(PREDECESSORS, encoding="utf-8")
    council_with(cwd / "contracts", {"finance": [GOOD], "council-tax": [{**GOOD, "end": "2031-Q1"}]})
    (cwd / "contracts.csv").write_bytes((SAMPLES.parent / "example-contracts.csv").read_bytes())
    shutil.copytree(SAMPLES.parent / "example-council", cwd / "contacts")
    write_example(CouncilFolder(cwd / "contacts"))
    council(cwd / "register")
    many = {
        "{samples}": sorted(SAMPLES.glob("*.json"), reverse=place != "here"),
        "{cards}": sorted((SAMPLES.parent / "contracts-cards").glob("*.toml"), reverse=place != "here"),
    }
    around = surroundings(place, folder, elsewhere)

    def do(step: int, command: tuple[str, ...]) -> None:
        words = [word for part in command for word in many.get(part, [part])]
        words[:1] = str(words[0]).split()
        text = "1\n\n" * len(SET.questions) if command[0] == "assess" else None
        # From nothing: the other clock and machine come before all else, and no module is there that it did not import.
        done = start(*words, cwd=cwd, text=text, STEP=str(step), **around)
        assert done.returncode == 0, done.stdout + done.stderr
        if "--json" in command:
            (cwd / f"{step}.stdout.json").write_text(done.stdout, encoding="utf-8")

    for step, command in enumerate(BEFORE):
        do(step, command)
    for invited in CoordinatorFolder(cwd / "net").invited()[2:]:
        signed = returned(invited.council, invited.code, level=invited.number % 5, round="2027-spring")
        (cwd / "net" / "inbox" / f"{invited.number}.json").write_text(pretty(signed), encoding="utf-8")
    for step, command in enumerate(AFTER, start=len(BEFORE)):
        do(step, command)
    found = (path for path in cwd.rglob("*") if path.is_file())
    return {path.relative_to(cwd).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_the_two_places_differ_in_all_but_the_secrets(tmp_path, elsewhere):
    told = []
    for place in PLACES:
        around = {**surroundings(place, tmp_path, elsewhere), "STEP": "1"}
        (tmp_path / place).mkdir(parents=True)
        done = subprocess.run(
            [sys.executable, "-c", TELL], cwd=tmp_path / place, env=around, capture_output=True, text=True, check=True
        )
        told.append(json.loads(done.stdout))
    one, other = told
    for here, there in zip(one["times"], other["times"], strict=True):
        assert 198 * 86400 < there - here < 202 * 86400
    assert [at for at, (here, there) in enumerate(zip(one["who"], other["who"], strict=True)) if here == there] == []
    assert one["secret"] == other["secret"]


def test_every_file_has_the_same_bytes_for_two_users_hosts_zones_and_dates(tmp_path, elsewhere):
    with ThreadPoolExecutor(2) as both:
        one, other = both.map(lambda place: work(place, tmp_path, elsewhere), PLACES)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    kinds = {re.sub(r".*[.]", "", name) for name in one}
    assert kinds == {"toml", "csv", "json", "jsonl", "html", "svg", "png", "txt", "xlsx", "docx", "zip", "md", "ics"}


def test_every_command_of_the_readme_is_run_or_writes_nothing():
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## Commands")[1].split("\n## ")[0]
    commands = set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE))
    assert commands - {command for command, *_ in BEFORE + AFTER} == WRITE_NOTHING | IN_A_TERMINAL

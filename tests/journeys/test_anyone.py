"""Where nobody was invited, every output about a network says that anyone could have sent; where all were, none does."""

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from benchmark.network.folder import CoordinatorFolder
from benchmark.questions.library import shipped
from benchmark.returns.model import pretty
from tests.command import run, run_well
from tests.network.made import new_round, returned

EXAMPLE = shipped("sample_returns") / "example-council"
SAYS = re.compile(r"[Aa]nyone could (have sent|send|have made)")


def flat(text: str) -> str:
    return " ".join(text.split())


def place_with(path: Path, *, invitations: bool) -> Path:
    """A coordinator's folder whose inbox holds the returns of ten councils, and the example council's folder."""
    (path / "co").mkdir()
    made = new_round(path / "co", 10 if invitations else 0, invitations=invitations)
    codes = [council.code for council in made.holders] or [None] * 10
    for at, code in enumerate(codes):
        (made.folder.inbox / f"{at}.json").write_text(pretty(returned(f"s{at}", code, level=at % 5)), encoding="ascii")
    shutil.copytree(EXAMPLE, path / "council")
    return path


def outputs(place: Path) -> dict[str, str]:
    """Everything that the program says and writes of this network."""

    def said(*arguments: object) -> str:
        done = run_well(*arguments, cwd=place)
        return flat(done.stdout + done.stderr)

    found = {"inbox": said("network", "inbox", "--folder", "co")}
    folder = CoordinatorFolder(place / "co")
    pool, network, benchmark = folder.pool_path, folder.network_path, folder.benchmark_path
    found["menu"] = flat(run("network", "--folder", "co", "--plain", cwd=place, text="0\n").stderr)
    found["preview"] = said("network", "preview", "--folder", "co")
    found["pool show"] = said("pool", "show", pool, "--network-file", network)
    found["publish"] = said("network", "publish", "--folder", "co", "--yes")
    found["explain"] = said("pool", "publish", pool, "-o", "again.json", "--network-file", network, "--explain")
    found["returns check"] = said("returns", "check", "co/inbox/3.json", "--network", network)
    found["compare"] = said(
        "compare", benchmark, "--folder", "council", "-o", "charts", "--workbook", "book.xlsx", "--section", "data"
    )
    for path in sorted((place / "charts").iterdir()):
        if path.suffix in (".svg", ".txt"):
            found[path.name] = flat(re.sub("<[^>]*>", " ", path.read_text(encoding="utf-8")))
    about = openpyxl.load_workbook(place / "book.xlsx")["Summary"]
    found["workbook"] = flat(" ".join(str(cell.value) for row in about.iter_rows() for cell in row))
    found["plan"] = said("plan", "--folder", "council", "--set", "quick-check", "--benchmark", benchmark)
    report = ("report", "--folder", "council", "--set", "quick-check", "-o", "r.html", "--benchmark")
    for name, source in (("report", (benchmark,)), ("report of a pool", (pool, "--network-file", network))):
        said(*report, *source)
        found[name] = flat((place / "r.html").read_text(encoding="utf-8"))
    found["pair"] = said("pair", "council", "co/inbox/3.json", "--set", "quick-check")
    return found


@pytest.mark.parametrize("invitations", [False, True])
def test_every_output_says_whether_anyone_could_have_sent(tmp_path: Path, invitations: bool) -> None:
    place = place_with(tmp_path, invitations=invitations)
    found = outputs(place)
    assert len(found) > 12
    for name, text in found.items():
        assert bool(SAYS.search(text)) != invitations, f"{name}\n{text}"
        assert "With --network-file network.toml only" not in text
    for path in (place / "charts").glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8-sig").splitlines()
        assert header.endswith(",invited_only")
        assert {row.rpartition(",")[2] for row in rows} == {str(invitations).lower()}, path


@pytest.mark.parametrize("invitations", [False, True])
def test_what_programs_read_says_it_too(tmp_path: Path, invitations: bool) -> None:
    place = place_with(tmp_path, invitations=invitations)

    def read(*arguments: object) -> dict[str, object]:
        return json.loads(run_well(*arguments, "--json", cwd=place).stdout)

    assert read("network", "inbox", "--folder", "co")["invitations"] == invitations
    assert read("network", "preview", "--folder", "co")["invitations"] == invitations
    source = (CoordinatorFolder(place / "co").pool_path, "--network-file", "co/network.toml", "--no-charts")
    assert read("compare", *source)["invited_only"] == invitations
    plan = read("plan", "--folder", "council", "--set", "quick-check", "--benchmark", *source[:3])
    assert plan["peers"]["invited_only"] == invitations
    pair = read("pair", "council", "co/inbox/3.json", "--set", "quick-check")
    assert pair["anyone_could_have_made"] != invitations


def test_a_pool_without_the_networks_file_is_anybodys(tmp_path: Path) -> None:
    place = place_with(tmp_path, invitations=True)
    folder = CoordinatorFolder(place / "co")
    (folder.inbox / "uninvited.json").write_text(pretty(returned("u")), encoding="ascii")
    run_well("network", "inbox", "--folder", "co", cwd=place)
    pool, network = folder.pool_path, folder.network_path
    assert SAYS.search(flat(run_well("pool", "show", pool, cwd=place).stdout))
    assert SAYS.search(flat(run_well("compare", pool, "--no-charts", cwd=place).stdout))
    shown = flat(run_well("pool", "show", pool, "--network-file", network, cwd=place).stdout)
    assert "10 keys of invited councils. Not counted, not invited: 1 key." in shown
    report = ("report", "--folder", "council", "--set", "quick-check", "-o", "r.html", "--benchmark", pool)
    for options, councils, anyone in (
        ((), 11, True),
        (("--network-file", network), 10, False),
        (("--network-file", network, "--include-uninvited"), 11, True),
    ):
        run_well(*report, *options, cwd=place)
        text = (place / "r.html").read_text(encoding="utf-8")
        assert f"Peers: All councils, {councils}," in text
        assert bool(SAYS.search(text)) == anyone


def test_a_network_file_without_a_pool_is_explained(tmp_path: Path) -> None:
    place = place_with(tmp_path, invitations=True)
    done = run("report", "--folder", "council", "--set", "quick-check", "--network-file", "co/network.toml", cwd=place)
    assert (done.returncode, "--benchmark POOL" in flat(done.stderr)) == (2, True)


def test_the_list_of_another_network_says_nothing_of_this_pool(tmp_path: Path) -> None:
    place = place_with(tmp_path, invitations=True)
    run_well("network", "inbox", "--folder", "co", cwd=place)
    folder = CoordinatorFolder(place / "co")
    other = folder.network_path.read_text().replace('id = "north-west"', 'id = "elsewhere"', 1)
    (place / "other.toml").write_text(other)
    shown = flat(run_well("pool", "show", folder.pool_path, "--network-file", "other.toml", cwd=place).stdout)
    assert "0 keys of invited councils. That list says nothing of the rest of this pool. Anyone could" in shown

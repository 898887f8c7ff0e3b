"""Through the installed command: a council's contacts, what a shift is worth, and what of it can leave."""

import csv
import json
import re

import pytest

from benchmark.council.folder import CouncilFolder
from benchmark.files import write_text
from tests.command import run, run_well
from tests.council.contacts import write_example

FACTS = ("--attribute", "council-type=district", "--attribute", "population-band=100k-150k")


@pytest.fixture
def place(tmp_path):
    """A council's folder with the example's figures."""
    run_well("init", "--name", "Ambleford", *FACTS, "--network", "north", "--round", "2026-autumn", cwd=tmp_path)
    write_example(CouncilFolder(tmp_path))
    return tmp_path


def test_a_council_sees_what_a_shift_is_worth_and_whom_it_leaves_out(place):
    done = run_well(
        "channels", "--shift", "5-15", "-o", "rows.csv", "--workbook", "book.xlsx", "--charts", "charts", cwd=place
    )
    told = " ".join(done.stdout.split())
    assert re.search(r"If 5% to 15% of calls and visits in person moved to the web: worth £\d+,000 to £\d+,000", told)
    assert "2 of 6 questions on who cannot use the web are open." in told
    assert "£8.62 face to face, £2.83 by phone, £0.15 on the web (Society of IT Management" in told
    with (place / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 7
    assert sorted(path.name for path in (place / "charts").glob("*.png")) == ["channel-shift.png", "channels.png"]
    assert (place / "book.xlsx").exists()
    assert done.stderr.count("It is private: it holds exact figures and costs.") == 2


def test_a_wider_shift_and_a_narrower_one_agree_with_each_other(place):
    found = [
        json.loads(run_well("channels", "--shift", shift, "--fail", "20", "--json", cwd=place).stdout)["value"]
        for shift in ("10-10", "10-30", "30-30")
    ]
    assert found[1] == {"from": found[0]["from"], "to": found[2]["to"]}


def test_one_service_in_later_prices(place):
    done = run_well(
        "channels", "--service", "waste", "--prices", "2026", "--index", "3", "--json", "--plain", cwd=place
    )
    data = json.loads(done.stdout)
    assert [service["service"] for service in data["services"]] == ["waste"]
    assert data["prices"] == {"year": 2026, "published_year": 2011, "factor": 1.557967, "by": "3% a year"}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--prices", "2026"], 2, "The index of prices that comes with the program ends in 2025."),
        (["--shift", "lots"], 2, "--shift is a range of percentages"),
        (["--service", "moon"], 2, 'There is no service "moon" here.'),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_line(place, arguments, code, words):
    done = run("channels", *arguments, cwd=place)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr


def test_a_share_above_100_is_refused_with_its_place(place):
    path = place / "2026-autumn" / "channels.toml"
    write_text(path, path.read_text(encoding="utf-8").replace("fail = 34", "fail = 340"))
    done = run("channels", cwd=place)
    assert done.returncode == 3
    assert "[lines.benefits], fail: 340 is no share of 100." in done.stderr


def test_a_council_without_figures_is_told_how_to_begin(tmp_path):
    run_well("init", "--name", "Ambleford", *FACTS, "--network", "north", "--round", "2026-autumn", cwd=tmp_path)
    done = run("channels", "--charts", "charts", cwd=tmp_path)
    assert done.returncode == 3
    assert "council-benchmark assess --set channels" in done.stderr
    write_text(
        tmp_path / "2026-autumn" / "channels.toml",
        'format = "assessment/1"\nquestionnaire = "channels"\nversion = "2026.1"\n',
    )
    done = run_well("channels", "--charts", "charts", cwd=tmp_path)
    assert "No service has figures yet." in done.stdout
    assert "There is nothing to draw yet" in done.stderr
    assert not (tmp_path / "charts").exists()


def test_only_bands_leave(place):
    shown = run_well("export", "--set", "channels", "--show", cwd=place).stdout
    text = (place / "2026-autumn" / "channels.toml").read_text(encoding="utf-8")
    figures = {found for found in re.findall(r"\b\d{3,}\b", text) if not found.startswith("20")}
    assert len(figures) > 30
    run_well("export", "--set", "channels", "--yes", "-o", "mine.json", cwd=place)
    written = (place / "mine.json").read_text(encoding="utf-8")
    content = json.loads(written)["return"]
    # Digests and keys hold digits by chance.
    said = json.dumps([content["answers"], content["targets"], content["attributes"]]) + shown.split("The file,")[0]
    assert {figure for figure in figures if re.search(rf"\b{figure}\b", said)} == set()
    assert "Phone system" not in written + shown
    numbers = {name: code for name, code in content["answers"].items() if name.endswith(("-share", "-fails"))}
    assert numbers["council-tax-web-share"] == 2
    assert numbers["benefits-fails"] == 3
    assert {code for code in numbers.values() if isinstance(code, int)} <= set(range(5))
    # How large a service is leaves only if the council says so.
    assert not [name for name in content["answers"] if name.endswith("-contacts")]
    run_well("export", "--set", "channels", "--yes", "--send", "volume", "-o", "more.json", cwd=place)
    more = json.loads((place / "more.json").read_text(encoding="utf-8"))["return"]["answers"]
    assert more["council-tax-contacts"] == 3


def test_the_set_is_listed_and_shown(tmp_path):
    assert "channels" in run_well("questions", "list", cwd=tmp_path).stdout
    shown = run_well("questions", "show", "channels", cwd=tmp_path).stdout
    assert "WHO CANNOT USE THE WEB" in shown

"""How many were invited and returned, by type: from the coordinator's private list to every output."""

import csv
from pathlib import Path

import pytest

from benchmark.errors import UsageError
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.participation import invited_types
from benchmark.pool.benchmark import read_benchmark
from benchmark.pool.participation import Invited
from benchmark.pool.pool import merge, write_pool
from scoring.applicability import shared_attributes
from tests.command import run, run_well
from tests.network.made import SET, new_round, returned

DISTRICT = {"council-type": "district", "population-band": "100k-150k"}
LONDON = {"council-type": "london-borough", "population-band": "250k-400k"}
UNITARY = {"council-type": "unitary", "population-band": "250k-400k"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A coordinator's folder with a published round: 14 of 20 districts, 10 of 11 unitaries and 9 of 9 in London."""
    made = new_round(tmp_path_factory.mktemp("round"))
    returns = []
    for name, facts, invited, sent in (("D", DISTRICT, 20, 14), ("U", UNITARY, 11, 10), ("L", LONDON, 9, 9)):
        names = [f"Council {name}{chr(97 + at)}" for at in range(invited)]
        made.invite(*names, **facts)
        holders = [council for council in made.holders if council.council in names][:sent]
        returns += [
            returned(council.council, council.code, level=at % 5, attributes=shared_attributes(SET, facts))
            for at, council in enumerate(holders)
        ]
    write_pool(merge(returns), made.folder.pool_path)
    place = made.folder.path
    done = run_well("network", "publish", "--yes", "--participation-by", "council-type", "--package", "data", cwd=place)
    (place / "told.txt").write_text(done.stderr, encoding="utf-8")
    return place


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_publisher_is_told(published: Path) -> None:
    told = flat((published / "told.txt").read_text(encoding="utf-8"))
    assert "33 of 40 invited councils sent a return." in told
    assert "Returned, by tier: Lower tier (district) (14 of 20); Single tier (all other councils) (19 of 20)." in told
    assert "London borough, or the City of London (9 of 9)" in told


def test_members_see_it_in_the_comparison_in_the_report_and_in_the_open_data(published: Path) -> None:
    (benchmark,) = published.glob("*.benchmark.json")
    assert "33 of 40 invited councils sent a return." in flat(
        run_well("compare", benchmark, "--no-charts", cwd=published).stdout
    )
    run_well("network-report", benchmark, "-o", "round.html", cwd=published)
    page = (published / "round.html").read_text(encoding="utf-8")
    assert "<b>33</b> of 40 invited" in page
    cells = [flat(row) for row in page.split("<caption>Invited and returned, by type</caption>")[1].split("<tr>")]
    assert any("Lower tier (district)" in row and ">20</td>" in row and ">14</td>" in row for row in cells)
    assert any("London borough" in row and "Type of council" in row and "100%" in row for row in cells)
    with (published / "data" / "data" / "participation.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["type"]: (row["invited"], row["returned"], row["status"]) for row in csv.DictReader(file)}
    assert rows["all"] == ("40", "33", "shown")
    assert rows["council-type-unitary"] == ("11", "10", "shown")
    assert rows["tier-single"] == ("20", "19", "shown")


def test_nothing_of_it_names_a_council(published: Path) -> None:
    (benchmark,) = published.glob("*.benchmark.json")
    keys = [council.key for council in new_list(published)]
    text = benchmark.read_text(encoding="utf-8")
    assert not [key for key in keys if key in text]
    assert "Council Da" not in text


def new_list(place: Path):
    return CoordinatorFolder(place).invited()


def test_without_the_private_list_only_the_whole_is_told_of(published: Path, tmp_path: Path) -> None:
    (pool,) = published.glob("*.pool.jsonl")
    (tmp_path / "a.pool.jsonl").write_bytes(pool.read_bytes())
    network = published / "network.toml"
    run_well("pool", "publish", "a.pool.jsonl", "-o", "b.json", "--network-file", network, cwd=tmp_path)
    (whole,) = read_benchmark(tmp_path / "b.json").participation
    assert (whole.attribute, whole.invited, whole.returned) == (None, 40, 33)


def test_an_attribute_that_there_is_not_is_refused_before_anything_is_published(published: Path) -> None:
    done = run("network", "publish", "--yes", "--participation-by", "colour", cwd=published)
    assert done.returncode == 2
    assert "--participation-by colour is no attribute of this question set. Use: council-type" in flat(done.stderr)


@pytest.mark.parametrize("command", [("network", "publish"), ("pool", "publish", "a.pool.jsonl", "-o", "b.json")])
def test_an_interim_that_corrects_is_refused(command: tuple[str, ...], published: Path) -> None:
    done = run(*command, "--interim", "--correct", cwd=published)
    assert done.returncode == 2
    assert "exclude each other" in flat(done.stderr)


def test_retired_invitations_are_not_invited_and_a_network_without_any_knows_nobody(tmp_path: Path) -> None:
    made = new_round(tmp_path / "a", 3)
    run_well("network", "retire", "2", "--yes", cwd=made.folder.path)
    found = invited_types(made.folder, ["council-type"])
    assert isinstance(found, Invited)
    assert (found.councils, found.by) == (2, ("council-type",))
    assert {known["tier"] for known in found.facts.values()} == {"lower"}
    assert invited_types(new_round(tmp_path / "b", invitations=False).folder, []) is None
    with pytest.raises(UsageError):
        invited_types(made.folder, ["colour"])

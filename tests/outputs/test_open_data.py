"""The open data of a benchmark: all that it shows and nothing more, held to its own description by somebody else's tool."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from functools import cache

import msgspec
import pytest

from benchmark.errors import UsageError
from benchmark.outputs.open_data import status
from benchmark.outputs.open_data.package import check_place, package_files, write_package
from benchmark.outputs.open_data.read_me import plain
from benchmark.pool.benchmark import Benchmark, BinRange, Cell, Participation, Since, benchmark_bytes, moved_id
from benchmark.pool.rules import CIRCLE, NETWORK, PUBLIC, interim
from tests.outputs.pools import alike, make, nearly_alike, one_section, other_scales, partly_withheld

HARM = '=1+1\x00\x1b[2J\u202e, "quoted"\r\nand [a link](http://x) <b>'


def hostile() -> Benchmark:
    """A benchmark whose every title was written by somebody who means harm."""
    benchmark = make(30)[0]
    change = msgspec.structs.replace
    return change(
        benchmark,
        title=HARM,
        licence=HARM,
        attributes=tuple(change(found, title=HARM) for found in benchmark.attributes),
        groups=tuple(change(group, title=HARM) for group in benchmark.groups),
        items=tuple(change(item, title=HARM, bins=tuple(HARM for _ in item.bins)) for item in benchmark.items),
        withheld=tuple(change(found, title=HARM) for found in benchmark.withheld),
    )


def with_participation(rules=NETWORK) -> Benchmark:
    """A benchmark that says who was invited, as far as it may."""
    rows = (
        Participation(None, "", (), "All councils", "shown", 70, 60),
        Participation("tier", "Tier", ("lower", "upper"), "Lower or upper", "shown", 40, 35),
        Participation("tier", "Tier", ("single",), "Single", "shown", 30, 25),
        Participation("population", "Population", (), "", "not-known"),
        Participation("council-type", "Type", (), "", "too-few-answered"),
    )
    return msgspec.structs.replace(make(60, rules)[0], invited_only=True, participation=rows)


MADE = {
    "participation": with_participation,
    "network": lambda: make(60)[0],
    "public": lambda: make(60, PUBLIC)[0],
    "public, few": lambda: make(40, PUBLIC)[0],
    "public, fewest": lambda: make(12, PUBLIC)[0],
    "circle": lambda: make(20, CIRCLE)[0],
    "few": lambda: make(9)[0],
    "some": lambda: make(14, replace(NETWORK, levels_from=15))[0],
    "interim": lambda: make(30, interim(NETWORK))[0],
    "alike": lambda: alike()[0],
    "nearly alike": lambda: nearly_alike()[0],
    "partly withheld": lambda: partly_withheld()[0],
    "one section": lambda: one_section()[0],
    "other scales": lambda: other_scales()[0],
    "hostile": hostile,
}
CASES = pytest.mark.parametrize("name", MADE)


@cache
def case(name: str) -> Benchmark:
    return MADE[name]()


@cache
def files(name: str) -> dict[str, bytes]:
    return package_files(case(name))


def rows(name: str, table: str) -> list[dict[str, str]]:
    text = files(name)[f"data/{table}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def faults(folder) -> list:
    import frictionless  # noqa: PLC0415 - it takes a second to import

    with frictionless.system.use_context(trusted=True):
        return frictionless.validate(str(folder / "datapackage.json")).flatten(["type", "message"])


@pytest.mark.no_cover
@CASES
def test_the_package_is_valid(name, tmp_path):
    write_package(case(name), tmp_path)
    assert faults(tmp_path) == []


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("table", "old", "new", "wanted"),
    [
        ("counts", b",shown,", b",seen,", "foreign-key"),
        ("groups", b"\nall,", b"\neverybody,", "foreign-key"),
        ("counts", b",shown,", b",shown,-", "constraint-error"),
        ("items", b"overall,overall", b",overall", "primary-key"),
        ("items", b",target,", b",target,no-", "foreign-key"),
    ],
)
def test_a_package_that_was_changed_is_not(table, old, new, wanted, tmp_path):
    write_package(case("network"), tmp_path)
    path = tmp_path / "data" / f"{table}.csv"
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
    found = [kind for kind, _ in faults(tmp_path)]
    assert "hash-count" in found or wanted in found
    described = json.loads((tmp_path / "datapackage.json").read_bytes())
    for resource in described["resources"]:
        del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    assert wanted in [kind for kind, _ in faults(tmp_path)]


def number(text: str) -> float | None:
    return float(text) if text else None


def cells_again(name: str) -> list[Cell]:
    """Make the cells of the benchmark from the tables, by what the documentation says of them."""
    made = []
    every: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows(name, "counts"):
        every.setdefault((row["group"], row["item"]), []).append(row)
    for row in rows(name, "summary"):
        place = (row["group"], row["item"])
        counts = every[place]
        dominant = next(
            (BinRange(int(r["first_bin"]), int(r["last_bin"]), 0) for r in counts if r["status"] == "nearly-all"), None
        )
        bins = [
            BinRange(int(r["first_bin"]), int(r["last_bin"]), int(r["councils"]))
            for r in counts
            if r["status"] in ("shown", "shown-together")
        ]
        quartiles = tuple(number(row[column]) for column in ("lower_quartile", "median", "upper_quartile"))
        made.append(
            Cell(
                *place,
                int(row["councils"]) if row["status"] == "shown" else None,
                tuple(bins),
                dominant,
                quartiles if row["quartiles_status"] == "shown" else None,
                number(row["mean"]) if row["mean_status"] == "shown" else None,
            )
        )
    return made


@pytest.mark.parametrize(
    "name", [name for name in MADE if name not in ("network", "participation", "public", "public, few", "alike")]
)
def test_the_tables_say_what_the_benchmark_says(name):
    wanted = [
        msgspec.structs.replace(cell, dominant=cell.dominant and msgspec.structs.replace(cell.dominant, councils=0))
        for cell in case(name).cells
    ]
    order = {cell: at for at, cell in enumerate((c.group, c.item) for c in wanted)}
    assert sorted(cells_again(name), key=lambda cell: order[cell.group, cell.item]) == wanted


@CASES
def test_every_bin_stands_in_one_row_and_a_figure_in_none_that_is_withheld(name):
    bins = {item.id: len(item.bins) for item in case(name).items}
    held: dict[tuple[str, str], list[int]] = {}
    for row in rows(name, "counts"):
        place = held.setdefault((row["group"], row["item"]), [])
        place += range(int(row["first_bin"]), int(row["last_bin"]) + 1)
        assert bool(row["councils"]) == (row["status"] in (status.SHOWN, status.TOGETHER)), row
    assert len(held) == len(case(name).groups) * len(bins)
    assert all(found == list(range(bins[item])) for (_, item), found in held.items())
    for row in rows(name, "summary"):
        assert bool(row["councils"]) == (row["status"] == status.SHOWN), row
        assert bool(row["mean"]) == (row["mean_status"] == status.SHOWN), row
        assert bool(row["median"]) == (row["quartiles_status"] == status.SHOWN), row


def used(name: str) -> set[str]:
    columns = {
        "counts": ["status"],
        "summary": ["status", "mean_status", "quartiles_status"],
        "options": ["status"],
        "participation": ["status"],
    }
    return {row[column] for table, named in columns.items() for row in rows(name, table) for column in named}


def test_every_status_is_used_and_means_something():
    meanings = {row["status"]: row["meaning"] for row in rows("public", "statuses")}
    assert set().union(*(used(name) for name in MADE)) == set(meanings)
    assert all(meanings.values())


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("few", status.TOO_FEW_FOR_QUARTILES),
        ("some", status.TOO_FEW_FOR_COUNTS),
        ("interim", status.INTERIM),
        ("partly withheld", status.TOO_FEW),
        ("nearly alike", status.NEARLY_ALL),
        ("other scales", status.NO_ORDER),
        ("public, few", status.EITHER),
        ("public, fewest", status.TOO_FEW_FOR_COUNTS),
        ("network", status.WORKED_OUT),
    ],
)
def test_why_a_figure_is_held_back_is_said(name, wanted):
    assert wanted in used(name)


def test_the_reason_follows_from_the_rounded_number_as_far_as_that_tells():
    benchmark = case("public")
    item = next(item for item in benchmark.items if item.kind == "question")
    found = {
        councils: next(status.ranges(item, Cell("all", item.id, councils), benchmark.rules)).status
        for councils in (35, 40, 45)
    }
    assert found == {35: status.TOO_FEW_FOR_COUNTS, 40: status.EITHER, 45: status.WORKED_OUT}


def test_bins_that_a_file_leaves_out_are_held_back():
    item = case("network").items[0]
    cell = Cell("all", item.id, 20, (BinRange(3, 3, 5), BinRange(1, 1, 6), BinRange(1, 3, 9)))
    found = [(one.first, one.last, one.status) for one in status.ranges(item, cell, case("network").rules)]
    held = status.WORKED_OUT
    assert found == [(0, 0, held), (1, 1, "shown"), (2, 2, held), (3, 3, "shown"), (4, 4, held)]


@CASES
def test_nothing_but_the_benchmark_is_needed_and_no_digest_of_a_return_is_in_it(name):
    again = msgspec.json.decode(benchmark_bytes(case(name)), type=Benchmark)
    assert package_files(again) == files(name)
    everything = b"".join(files(name).values())
    assert case(name).rules.setting == "public" or case(name).digests
    assert not any(digest.encode("ascii") in everything for digest in case(name).digests)


def test_who_was_invited_and_returned_is_there_with_what_is_withheld():
    found = [
        (row["type"], row["status"], row["invited"], row["returned"]) for row in rows("participation", "participation")
    ]
    assert found == [
        ("all", "shown", "70", "60"),
        ("tier-lower-upper", "shown", "40", "35"),
        ("tier-single", "shown", "30", "25"),
        ("population", "not-known", "", ""),
        ("council-type", "too-few-answered", "", ""),
    ]
    assert rows("network", "participation") == []
    text = files("participation")["README.md"].decode("utf-8")
    assert "60 of 70 invited councils sent a return." in text
    assert "Participation by population: not shown." in text


def test_a_target_is_marked_as_one_and_names_its_question():
    items = {row["item"]: row for row in rows("network", "items")}
    targets = [row for row in items.values() if row["kind"] == "target"]
    assert targets
    assert all(items[row["about"]]["title"] == row["title"] and not row["everyone"] for row in targets)
    assert {row["kind"] for row in items.values() if row["about"]} == {"target"}
    assert "They are no answers" in files("network")["README.md"].decode("utf-8")
    assert "They are no answers" not in package_files(without_targets(case("network")))["README.md"].decode("utf-8")


def test_moves_are_marked_and_say_since_when():
    benchmark = case("network")
    item = next(item for item in benchmark.items if item.kind == "question")
    moved = msgspec.structs.replace(
        item,
        id=moved_id(item.id),
        kind="moved",
        bins=("Lower", "The same", "Higher"),
        start=0.0,
        stop=2.0,
        ordered=False,
    )
    cell = Cell("all", moved.id, 20, (BinRange(0, 1, 12), BinRange(2, 2, 8)))
    changed = package_files(
        msgspec.structs.replace(
            benchmark,
            items=(*benchmark.items, moved),
            cells=(*benchmark.cells, cell),
            since=Since("2025-autumn", "2026.1", 20),
        )
    )
    assert f"{moved.id},moved,{item.id}," in changed["data/items.csv"].decode("utf-8")
    assert f"all,{moved.id},0,1,shown-together,12" in changed["data/counts.csv"].decode("utf-8")
    assert f"all,{moved.id},shown,20,no-order,,no-order,,," in changed["data/summary.csv"].decode("utf-8")
    assert "since the round 2025-autumn: only of those (20)" in changed["README.md"].decode("utf-8")
    assert json.loads(changed["datapackage.json"])["benchmark"]["since"]["round"] == "2025-autumn"


def without_targets(benchmark: Benchmark) -> Benchmark:
    kept = {item.id for item in benchmark.items if item.kind != "target"}
    return msgspec.structs.replace(
        benchmark,
        items=tuple(item for item in benchmark.items if item.id in kept),
        cells=tuple(cell for cell in benchmark.cells if cell.item in kept),
    )


def test_it_says_for_whom_it_is():
    for name, words, licence in [
        ("public", "Everybody: it is open data.", "OGL-UK-3.0"),
        ("network", "The members of the network only.", "other-closed"),
        ("circle", "Those only who hold the returns", "other-closed"),
    ]:
        described = json.loads(files(name)["datapackage.json"])
        assert words in described["for"]
        assert words in files(name)["README.md"].decode("utf-8")
        assert [found["name"] for found in described["licenses"]] == [licence]
    assert "nothing here lets you pass them on" in files("network")["LICENCE.txt"].decode("utf-8")
    assert "You may use" in files("public")["LICENCE.txt"].decode("utf-8")


def test_the_words_of_the_questions_keep_their_own_licence():
    kinds = {
        resource["name"]: resource["licenses"][0]["name"]
        for resource in json.loads(files("network")["datapackage.json"])["resources"]
        if "licenses" in resource
    }
    assert kinds == dict.fromkeys(("attributes", "items", "bins"), "OGL-UK-3.0")
    unsaid = package_files(msgspec.structs.replace(case("network"), licence=""))
    assert "The authors of the question set do not say" in unsaid["LICENCE.txt"].decode("utf-8")
    other = package_files(msgspec.structs.replace(case("network"), licence="CC BY 4.0"))
    assert "sections and levels: CC BY 4.0." in other["LICENCE.txt"].decode("utf-8")


def test_its_version_changes_with_the_benchmark_and_only_then():
    one, other = (json.loads(files(name)["datapackage.json"])["version"] for name in ("network", "few"))
    assert one != other
    assert one.startswith("1.0.0+")


def test_contributors_are_roles():
    described = json.loads(files("network")["datapackage.json"])
    assert [found["role"] for found in described["contributors"]] == ["publisher", "contributor"]
    several = msgspec.structs.replace(case("network"), networks=("east", "west"))
    again = json.loads(package_files(several)["datapackage.json"])
    assert again["name"] == "networks-digital-maturity-2026-autumn"
    assert again["contributors"][0]["title"] == "Publisher of the round 2026-autumn of networks east, west"


def test_what_others_wrote_is_neither_a_formula_nor_a_sign_of_markdown():
    assert rows("hostile", "items")[0]["title"].startswith('\'=1+1[2J, "quoted"')
    text = files("hostile")["README.md"].decode("utf-8")
    assert "\\[a link\\](http" in text
    assert "<b>" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert plain("a_b *c* | d") == "a\\_b \\*c\\* \\| d"


def test_the_readme_says_what_is_shown_and_held_back():
    text = files("public")["README.md"].decode("utf-8")
    assert "(about 60)" in text
    assert "rounded to the nearest 5" in text
    assert "Counts are shown where 40 councils or more answered." in text
    assert "round had not ended" in files("interim")["README.md"].decode("utf-8")
    assert "only shown together with a neighbour" not in files("circle")["README.md"].decode("utf-8")


def test_a_folder_and_a_zip_file_hold_the_same(tmp_path):
    assert write_package(case("few"), tmp_path / "a.zip") == write_package(case("few"), tmp_path / "b") == 13
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files("few")
    assert {name: (tmp_path / "b" / name).read_bytes() for name in files("few")} == files("few")


def test_no_file_of_somebody_else_is_replaced(tmp_path):
    write_package(case("few"), tmp_path / "package")
    (tmp_path / "package" / ".DS_Store").touch()
    check_place(tmp_path / "package")
    (tmp_path / "empty").mkdir()
    check_place(tmp_path / "empty")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "README.md").write_text("Mine.", encoding="utf-8")
    (tmp_path / "package" / "notes.txt").touch()
    for name in ("own", "package", "own/README.md"):
        with pytest.raises(UsageError, match="Give a "):
            write_package(case("few"), tmp_path / name)
    assert (tmp_path / "own" / "README.md").read_text(encoding="utf-8") == "Mine."

"""Published figures of real data, imported as a network's coordinator would: the GovTech Maturity Index of 2022.

The table stands beside this repository; what is in it, and from where, its about.json says.
"""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from benchmark.pool.count import Selection
from benchmark.pool.disclosure import mean_step
from benchmark.pool.items import common_questions, measure
from benchmark.pool.open import build_from_pool, count_pool, open_pool
from benchmark.pool.rules import NETWORK
from scoring.questionnaire import OVERALL
from scoring.shown import band_of, half_up
from scoring.statistics import QUARTILES
from tests.command import run_well

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "gtmi"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the published cases are not in ../shared/cases")

INDICES = ("cgsi", "psdi", "dcei", "gtei")
# Numbers leave in whole steps: a billionth moves no published digit.
STEP = 1e-9


def read_csv(name):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slug(title):
    return "-".join("".join(sign if sign.isalnum() else " " for sign in title.lower()).split())


def write_set(path):
    """Write the index as four sections of one number each, with its bands and two shared attributes."""
    rows = read_csv("gtmi_2020_2022_2025.csv")
    lines = ['format = "questionnaire/1"', 'id = "govtech"', 'version = "2022"', 'title = "GovTech maturity"']
    lines += ["[scoring]", "scale = { from = 0, to = 1, decimals = 3 }"]
    for group, start in zip("DCBA", (0, 0.25, 0.5, 0.75), strict=True):
        lines += ["[[band]]", f"from = {start}", f'title = "{group}"']
    for attribute, column in (("region", "region"), ("income-group", "income_group")):
        titles = sorted({row[column] for row in rows} - {""})
        options = ", ".join(f'{{ id = "{slug(title)}", title = "{title}" }}' for title in titles)
        lines += ["[[attribute]]", f'id = "{attribute}"', f'title = "{attribute}"', "shared = true"]
        lines += [f"options = [{options}]"]
    for index in INDICES:
        lines += ["[[section]]", f'id = "{index}"', f'title = "{index.upper()}"']
    for index in INDICES:
        lines += ["[[question]]", f'id = "{index}-value"', f'section = "{index}"', f'text = "{index.upper()}?"']
        lines += [f"number = {{ worst = 0, best = 1, step = {STEP} }}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """Import the rows of 2022 by the mapping that the program begins and a person corrects."""
    folder = tmp_path_factory.mktemp("govtech")
    write_set(folder / "set.toml")
    (folder / "t.csv").write_bytes((CASES / "gtmi_2020_2022_2025.csv").read_bytes())
    command = ["pool", "import", "t.csv", "--set", "set.toml", "--where", "year=2022"]
    run_well(*command, "--start-mapping", "m.toml", cwd=folder)
    mapping = (folder / "m.toml").read_text(encoding="utf-8")
    left_out = ("country_code", "grp", "gtmi")
    parts = [
        part for part in mapping.split("[[column]]") if not part.startswith(tuple(f'\nname = "{n}"' for n in left_out))
    ]
    assert len(parts) == 1 + 7
    listed = ", ".join(f'"{name}"' for name in left_out)
    mapping = "[[column]]".join(parts).replace("ignore = []", f"ignore = [{listed}]")
    mapping = mapping.replace('[[column]]\nname = "year"', '[[column]]\nname = "nothing"')
    year = mapping.index('[[column]]\nname = "nothing"')
    mapping = mapping[:year] + mapping[mapping.index("[[column]]", year + 1) :]
    (folder / "m.toml").write_text(mapping, encoding="utf-8")
    done = run_well(
        *command,
        "--mapping",
        "m.toml",
        "--network",
        "world",
        "--round",
        "2022",
        "--list",
        "keys.csv",
        "-o",
        "w.pool.jsonl",
        cwd=folder,
    )
    assert "198 new" in done.stderr
    return folder / "w.pool.jsonl"


@pytest.fixture(scope="module")
def counted(pool):
    return count_pool(open_pool(pool), Selection(questions=str(pool.parent / "set.toml")))


@pytest.fixture(scope="module")
def measured(counted):
    return measure(counted.questionnaire, counted.table, common_questions(counted.questionnaire, counted.table))


def values_of(measured, item_id):
    row = next(row for row, item in enumerate(measured.items) if item.id == item_id)
    return measured.values[row]


def test_every_row_of_2022_is_counted_as_imported(counted):
    assert (counted.councils, counted.imports, counted.left_out) == (198, 198, {})


def test_the_means_published_for_2022(measured):
    published = json.loads((CASES / "about.json").read_text(encoding="utf-8"))["published_means_2022"]
    assert len(published) == 5
    for name, mean in published.items():
        assert half_up(float(values_of(measured, OVERALL if name == "gtmi" else name).mean()), 3) == mean, name


def test_the_shares_of_the_groups_a_to_d(counted, measured):
    published = json.loads((CASES / "about.json").read_text(encoding="utf-8"))["published_group_shares_2022_pct"]
    scale, bands = counted.questionnaire.root.scale, counted.questionnaire.bands
    letters = [band_of(float(value), scale, bands) for value in values_of(measured, OVERALL)]
    assert {letter: half_up(100 * letters.count(letter) / 198) for letter in "ABCD"} == published


def test_means_and_quartiles_by_region(counted, measured):
    overall, regions = values_of(measured, OVERALL), np.array(counted.attributes["region"])
    rows = [row for row in read_csv("peer_stats_numpy.csv") if row["year"] == "2022"]
    assert len(rows) == 8
    for row in rows:
        values = overall if row["group"] == "ALL" else overall[regions == slug(row["group"])]
        assert len(values) == int(row["n"]), row["group"]
        found = [values.mean(), np.median(values), *np.quantile(values, [QUARTILES[0], QUARTILES[2]])]
        expected = [float(row[key]) for key in ("mean", "median", "q1_type7", "q3_type7")]
        assert found == pytest.approx(expected, rel=0, abs=STEP), row["group"]


def test_what_is_published_lies_within_its_step_of_the_exact_figures(pool, measured):
    _, benchmark = build_from_pool(open_pool(pool), "network", Selection(questions=str(pool.parent / "set.toml")))
    assert benchmark.imported == 198
    of = {row["group"]: row for row in read_csv("peer_stats_numpy.csv") if row["year"] == "2022"} | {
        "All councils": None
    }
    of["All councils"] = of["ALL"]
    compared = 0
    for group in benchmark.groups:
        cell = benchmark.cell(group.id, OVERALL)
        if group.title not in of or cell.quartiles is None:
            continue
        exact = [float(of[group.title][key]) for key in ("q1_type7", "median", "q3_type7")]
        # Quartiles of a short scale are shown to an eighth of it.
        assert cell.quartiles == pytest.approx(exact, abs=1 / 16 + STEP), group.title
        compared += 1
    assert compared >= 1
    circle = build_from_pool(open_pool(pool), "circle", Selection(questions=str(pool.parent / "set.toml")))[1]
    for group in circle.groups:
        cell = circle.cell(group.id, OVERALL)
        if group.title in of and cell.mean is not None:
            row = of[group.title]
            assert cell.mean == pytest.approx(float(row["mean"]), abs=0.5e-4 + STEP), group.title
            shown = [float(row[key]) for key in ("q1_type7", "median", "q3_type7")]
            assert cell.quartiles == pytest.approx(shown, abs=0.5e-6 + STEP), group.title
            compared += 1
    assert compared >= 6


def test_a_shown_mean_lies_within_its_step(pool, counted, measured):
    """South Asia and North America, eight countries together, are too few for quartiles: their mean is shown."""
    _, benchmark = build_from_pool(open_pool(pool), "network", Selection(questions=str(pool.parent / "set.toml")))
    regions = np.array(counted.attributes["region"])
    group = next(group for group in benchmark.groups if "south-asia" in group.options)
    inside = np.isin(regions, group.options)
    assert inside.sum() == 8 == NETWORK.minimum
    means = {item.id: benchmark.cell(group.id, item.id).mean for item in benchmark.items if item.kind != "question"}
    shown = {name: mean for name, mean in means.items() if mean is not None}
    assert shown
    for name, mean in shown.items():
        exact = values_of(measured, name)[inside].mean()
        assert abs(mean - exact) <= mean_step(8, 0, 1) / 2 + STEP, name

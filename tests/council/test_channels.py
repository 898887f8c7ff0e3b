"""A council's contacts: own figures before published ones, what is not known, and what cannot be used."""

from pathlib import Path

import pytest

from benchmark.council.channels.facts import read_facts
from benchmark.council.channels.figures import build_channels
from benchmark.council.channels.terms import make_terms
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.errors import FaultsError, UsageError
from scoring.channels import Range
from tests.council.contacts import build, questionnaire, write_example


def only(text, *terms):
    """The one service of a file with figures for waste."""
    (found,) = build(f"[[lines.waste.row]]\n{text}", *terms).services
    return found


def ends(value):
    return (value.low, value.high)


def test_the_published_costs_stand_with_their_year_and_what_they_count():
    published, index = read_facts()
    assert published.pounds == {"web": 0.15, "phone": 2.83, "face": 8.62}
    assert published.year == published.fail_year == 2011
    assert "over a fifth failed" in published.counts["web"]
    assert ends(published.fail) == (0.2, 0.3)
    assert sorted(index.levels) == list(range(2011, index.latest + 1))
    assert "Office for National Statistics" in index.source


def test_published_costs_are_put_into_prices_of_a_later_year():
    found = only("phone = 1000")
    assert {name: (round(cost.pounds, 2), cost.own) for name, cost in found.costs.items()} == {
        "web": (0.22, False),
        "phone": (4.19, False),
        "face": (12.77, False),
    }
    assert only("phone = 1000", None, None, 2011).costs["phone"].pounds == 2.83
    assert only("phone = 1000", None, None, 2013, 10).costs["phone"].pounds == pytest.approx(2.83 * 1.21)


def test_the_councils_own_cost_wins_and_is_not_put_into_other_prices():
    found = only("phone = 1000\nphone-cost = 5\nweb-cost = 0")
    assert {name: cost.own for name, cost in found.costs.items()} == {"web": True, "phone": True, "face": False}
    assert (found.costs["phone"].pounds, found.costs["web"].pounds) == (5, 0)


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("", None, (0.2, 0.3)),
        ("fail = 12", None, (0.12, 0.2)),
        ("fail = 34", None, (0.2, 0.34)),
        ("fail = 0", None, (0, 0.2)),
        ("fail = 34", "10-15", (0.1, 0.15)),
        ("", "25", (0.25, 0.25)),
    ],
)
def test_which_share_fails(text, given, expected):
    assert ends(only(f"phone = 10\n{text}", None, given).fail) == pytest.approx(expected)


def test_the_value_of_a_shift():
    found = only("phone = 1000\nface = 0\nphone-cost = 5\nweb-cost = 1\nfail = 20", "10-30")
    assert ends(found.value) == pytest.approx((100 * (5 - 1 - 1), 300 * (5 - 1 - 1)))


def test_what_is_not_known_has_no_value_and_no_share():
    found = only("web = 500\nemail = 20")
    assert (found.value, found.on_the_web, found.contacts) == (None, None, 520)
    assert found.missing == ("phone", "face", "post")
    assert found.counts == ""
    assert only('web = 5\nweb-counts = "visits"').counts == "visits"


def test_services_are_sorted_into_those_with_figures_without_and_none():
    found = build("[lines.benefits]\nnone = true\n[[lines.waste.row]]\nphone = 5", kind="district")
    assert [service.line.id for service in found.services] == ["waste"]
    assert [line.id for line in found.nowhere] == ["benefits"]
    assert [line.id for line in found.unfilled] == [
        "council-tax", "housing-repairs", "planning", "parking", "environmental-health", "general",
    ]  # fmt: skip


def test_all_services_together_are_worth_the_sum_of_their_ends():
    found = build("[[lines.waste.row]]\nphone = 100\n[[lines.parking.row]]\nweb = 1\n[[lines.general.row]]\nface = 50")
    known = [service.value for service in found.services if service.value]
    assert len(known) == 2
    assert found.value == Range(sum(one.low for one in known), sum(one.high for one in known))
    assert build("").value is None


def test_one_service_may_be_chosen():
    text = "[[lines.waste.row]]\nphone = 100\n[[lines.parking.row]]\nweb = 1"
    assert [service.line.id for service in build(text, service="parking").services] == ["parking"]
    with pytest.raises(UsageError, match=r'no service "moon" here\. Use one of: council-tax, benefits'):
        build(text, service="moon")
    with pytest.raises(UsageError, match="no service"):
        build(text, service="school-places", kind="district")


def test_every_share_above_100_is_reported():
    with pytest.raises(FaultsError) as caught:
        build("[[lines.waste.row]]\nfail = 250\n[[lines.parking.row]]\nfail = 100.5\n[[lines.general.row]]\nfail = 100")
    assert [str(fault).split(": ")[0] for fault in caught.value.faults] == [
        "channels.toml, [lines.waste], fail",
        "channels.toml, [lines.parking], fail",
    ]
    assert "250 is no share of 100" in str(caught.value)


def test_who_cannot_use_the_web_stands_beside_it():
    found = build("[answers.reach-a-person]\nanswer = 2")
    assert [one.id for one in found.inclusion if not one.open] == ["reach-a-person"]
    assert found.inclusion[2].answer.startswith("Level 2: Letters, bills")
    assert (len(found.inclusion), found.open) == (6, 5)


@pytest.mark.parametrize("text", ["30-10", "x", "", "10-", "-5", "1-2-3", "101", "nan", "0-inf"])
def test_a_range_that_cannot_be_one_is_refused(text):
    with pytest.raises(UsageError, match="--shift is a range of percentages"):
        make_terms(text)
    with pytest.raises(UsageError, match="--fail is a range of percentages"):
        make_terms(None, text)


@pytest.mark.parametrize(
    ("text", "expected"), [("10-30", (0.1, 0.3)), ("20", (0.2, 0.2)), ("5% - 7.5 %", (0.05, 0.075))]
)
def test_a_range_is_read_as_people_write_it(text, expected):
    assert ends(make_terms(text).shift) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("prices", "rate", "words"),
    [
        (2010, None, "a year from 2011 on, such as 2025"),
        (2101, 3, "a year from 2011 on"),
        (2026, None, "ends in 2025"),
        (2026, -1, "from 0 to 100"),
        (2026, 101, "from 0 to 100"),
        (2026, float("nan"), "from 0 to 100"),
    ],
)
def test_a_year_or_a_rate_that_cannot_be_used_is_refused(prices, rate, words):
    with pytest.raises(UsageError, match=words):
        make_terms(None, None, prices, rate)


def test_a_rate_reaches_years_that_the_index_does_not():
    assert make_terms(None, None, 2026, 3).factor == pytest.approx(1.03**15)


def test_the_example_is_invented_whole_and_belongs_to_the_set(tmp_path: Path):
    council = CouncilFolder(tmp_path)
    attributes = {"council-type": "district", "population-band": "100k-150k"}
    council.save_profile(CouncilProfile("a", "A", "sample-network", "2026-autumn", True, attributes))
    assessment = write_example(council)
    assert council.read_assessment(questionnaire()) == assessment
    found = build_channels(assessment, "2026-autumn", make_terms(), None, "x")
    assert (len(found.services), len(found.unfilled), len(found.nowhere), found.open) == (7, 0, 1, 2)
    assert all("2026" in service.figures for service in found.services)

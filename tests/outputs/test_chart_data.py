"""Charts as data: what each says, row by row, before anything is drawn."""

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache

import msgspec
import numpy as np
import pytest

from benchmark.outputs.charts import build_charts
from benchmark.outputs.charts.middle import Middle, middle
from benchmark.outputs.charts.targets import build_targets
from benchmark.outputs.rows import csv_text
from benchmark.pool.benchmark import Cell, target_id
from benchmark.pool.comparison import Own, own_group
from benchmark.pool.disclosure import Ends, mean_step, quartile_step
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import CIRCLE, NETWORK, PUBLIC
from scoring.answers import AnswerTable
from scoring.codes import UNANSWERED
from scoring.questionnaire import OVERALL
from tests.outputs import pools
from tests.pool import build

FOOT = "Compares how councils work, not what residents need. Not a league table."

CASES = {
    "8": lambda: pools.make(8),
    "12": lambda: pools.make(12),
    "20": lambda: pools.make(20),
    "63": lambda: pools.make(63),
    "400": lambda: pools.make(400),
    "public": lambda: pools.make(63, PUBLIC),
    "circle": lambda: pools.make(20, CIRCLE),
    "alike": pools.alike,
    "nearly alike": pools.nearly_alike,
    "partly withheld": pools.partly_withheld,
    "long names": pools.long_names,
    "one section": pools.one_section,
    "other scales": pools.other_scales,
}


@cache
def case(name):
    return CASES[name]()


def charts(name, *, you=True, **wanted):
    benchmark, own = case(name)
    own = own if you else None
    return {c.name: c for c in build_charts(benchmark, own_group(benchmark, None, own), own, **wanted)}


def every_chart(name, *, you):
    benchmark, _ = case(name)
    found = list(charts(name, you=you).values())
    for item in benchmark.items:
        if item.kind == "section" and item.id in ("leadership", "data", "security"):
            found += charts(name, you=you, section=item.id).values()
    for item in [i for i in benchmark.items if i.kind == "question"][:7]:
        found += charts(name, you=you, question=item.id).values()
    return found


def with_networks(benchmark, networks):
    return msgspec.structs.replace(benchmark, networks=networks)


# What is drawn for what is given


def test_names_of_a_whole_comparison():
    sections = [f"questions-{s.id}" for s in pools.maturity().sections]
    maps = ["heat-map-tier", "heat-map-population"]
    assert list(charts("63")) == ["profile", "distribution", *maps, *sections, "strengths-and-gaps", "targets"]
    assert list(charts("63", you=False)) == ["profile", "distribution", *maps, *sections, "targets"]
    assert "heat-map-population" not in charts("63", by="tier")
    assert not [name for name in charts("8") if name.startswith(("heat", "strengths"))]


def test_names_of_one_section_and_one_question():
    assert list(charts("63", section="data")) == ["distribution-data", "questions-data", "targets-data"]
    assert list(charts("63", question="data-extract")) == ["question-data-extract"]
    assert charts("63", question="no-such-question") == {}
    assert charts("63", section="no-such-section") == {}


def test_few_questions_share_one_picture():
    assert [name for name in charts("one section") if name.startswith("questions")] == ["questions"]


# Titles state what was found, and never a rank


def profile_title(name, place_of):
    """The title when you stand so far above (or below) the middle of each section in turn."""
    benchmark, own = case(name)
    values = {}
    for at, item in enumerate(i for i in benchmark.items if i.kind == "section"):
        found = middle(benchmark, item, benchmark.cell("all", item.id))
        values[item.id] = found.value + place_of(at)
    own = Own(values, own.attributes)
    return build_charts(benchmark, own_group(benchmark, None, own), own)[0].title


@pytest.mark.parametrize(
    ("place_of", "title"),
    [
        (lambda at: 10 if at < 4 else -10, "You are above the middle of your peers in 4 of 11 sections"),
        (lambda at: 10, "You are above the middle of your peers in all 11 sections"),
        (lambda at: -10, "You are below the middle of your peers in all 11 sections"),
        (lambda at: 2.5, "You are near the middle of your peers in all 11 sections"),
        (
            lambda at: -2.5 if at < 3 else -9,
            "You are near the middle of your peers in 3 of 11 sections, and below it in the rest",
        ),
    ],
)
def test_profile_title_with_you(place_of, title):
    assert profile_title("63", place_of) == title


def test_profile_title_with_one_section_and_with_few_councils():
    assert profile_title("one section", lambda at: 10) == "You are above the middle of your peers in Data"
    assert profile_title("8", lambda at: 30) == "You are above the average of your peers in all 11 sections"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("63", r"Median scores run from \d+ in .+ to \d+ in .+"),
        ("8", r"Average scores run from \d+ in .+ to \d+ in .+"),
        ("alike", r"The scores of 20 councils are not shown"),
        ("one section", r"Median scores are \d+ in Data"),
        ("other scales", r"How 30 councils score, section by section"),
    ],
)
def test_profile_title_without_you(name, title):
    assert re.fullmatch(title, charts(name, you=False)["profile"].title)


def test_distribution_titles():
    assert re.fullmatch(r"You score \d+; half of peers score between \d+ and \d+", charts("63")["distribution"].title)
    assert re.fullmatch(r"Half of peers score between \d+ and \d+", charts("63", you=False)["distribution"].title)
    assert charts("nearly alike", you=False)["distribution"].title == "90% or more of peers score 40 to 60"
    assert charts("alike", you=False)["distribution"].title == "The scores of peers are not shown"
    found = charts("63", section="data")["distribution-data"].title
    assert re.fullmatch(r"Data: you score \d+; half of peers score between \d+ and \d+", found)
    found = charts("other scales", question="digital-lead")["question-digital-lead"].title
    assert re.fullmatch(
        r"Who in the senior team answers for digital\? You are at \d+; half of peers are between \d+ and \d+", found
    )


def test_question_titles():
    assert re.fullmatch(
        r"Data: you are at or above the middle of your peers in \d of 5 questions", charts("63")["questions-data"].title
    )
    assert re.fullmatch(
        r"Data: at least half of peers are at level 2 or above in .+ questions",
        charts("63", you=False)["questions-data"].title,
    )
    assert (
        charts("partly withheld")["questions-security"].title
        == "Security and resilience: how many peers stand at each level is not shown"
    )
    assert re.fullmatch(
        r"You are at level \d; the middle of your peers is at level \d(\.5)?",
        charts("63", question="data-extract")["question-data-extract"].title,
    )
    assert (
        charts("nearly alike", you=False, question="data-extract")["question-data-extract"].title
        == "90% or more of your peers are at level 2"
    )


def test_gap_titles():
    assert re.fullmatch(
        r"Of 55 questions, you are above the median of your peers in \d+ and below it in \d+",
        charts("63")["strengths-and-gaps"].title,
    )


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("you", [True, False])
def test_every_chart_says_who_is_compared_and_what_not_to_conclude(name, you):
    benchmark, _ = case(name)
    size = f"about {benchmark.councils} councils" if name == "public" else f"{benchmark.councils} councils"
    for chart in every_chart(name, you=you):
        assert size in chart.subtitle
        assert f"Setting: {benchmark.rules.setting}" in chart.subtitle
        assert chart.around.footer[0] == FOOT
        assert chart.around.footer[1].lower() == f"{size}, network north-west, round 2026-autumn."
        assert chart.title in chart.alt
        assert FOOT in chart.alt
        assert "  " not in chart.alt
        banner = "For members of this network only"
        assert (chart.around.banner == banner) == chart.alt.startswith(banner) == (name == "circle")
        if chart.name.startswith(("profile", "distribution", "heat-map")):
            assert (
                chart.around.footer[2]
                == f"Scores use the {len(benchmark.common)} questions that all these councils were asked."
            )


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("you", [True, False])
def test_no_chart_speaks_of_ranks_ends_or_single_councils(name, you):
    for chart in every_chart(name, you=you):
        words = f"{chart.title} {chart.subtitle} {' '.join(chart.around.footer)} {chart.around.axis}".lower()
        assert not re.search(
            r"\b(rank|ranked|minimum|maximum|outlier|best|worst|top|bottom|winner)\b",
            words.replace("the worst to the best answer", ""),
        )
        assert you or not re.search(r"\byou\b", chart.alt.lower().replace("can you", ""))


# Rows


def test_profile_rows():
    benchmark, own = case("63")
    chart = charts("63")["profile"]
    assert [row.item for row in chart.rows] == [s.id for s in pools.maturity().sections] + [OVERALL]
    assert [row.whole for row in chart.rows] == [False] * 11 + [True]
    for row in chart.rows:
        cell = benchmark.cell("all", row.item)
        assert (row.lower_quartile, row.median, row.upper_quartile) == cell.quartiles
        assert row.you == pytest.approx(own.values[row.item], abs=1e-4)
        assert (row.place == "near") == (abs(row.you - row.median) <= 2.5)
        assert row.note == ""


def test_a_profile_of_few_councils_has_averages_and_no_quartiles():
    for row in charts("8")["profile"].rows:
        assert (row.lower_quartile, row.median, row.upper_quartile) == (None, None, None)
        assert row.average is not None


def test_a_profile_where_nearly_all_are_alike_has_ranges():
    rows = [row for row in charts("nearly alike")["profile"].rows if row.median is None]
    assert rows
    for row in rows:
        assert (row.most_from, row.most_to) == (40, 60)
        assert row.note == "90% or more score 40 to 60"
        assert row.average is None


def test_where_all_are_alike_only_how_many_answered_is_shown():
    for row in charts("alike")["profile"].rows:
        assert (row.councils, row.note) == (20, "not shown, to protect single councils")
        assert not row.has_figure
    assert not [name for name in charts("alike") if name.startswith(("heat-map", "strengths"))]


def test_withheld_rows_hold_no_figure():
    chart = charts("partly withheld")["profile"]
    row = next(row for row in chart.rows if row.item == "security")
    assert row.note == "fewer than 8 councils answered"
    assert {
        row.councils,
        row.lower_quartile,
        row.median,
        row.upper_quartile,
        row.average,
        row.most_from,
        row.place,
    } == {None}
    assert row.you is not None
    assert "Security and resilience: fewer than 8 councils answered; you" in chart.alt


def test_distribution_rows_add_up_and_mark_you():
    for name in ("12", "63", "400", "circle"):
        chart = charts(name)["distribution"]
        assert sum(row.councils for row in chart.rows) == case(name)[0].councils
        assert [row.first for row in chart.rows[1:]] == [row.last + 1 for row in chart.rows[:-1]]
        assert [row.you for row in chart.rows].count(True) == 1
        assert not any(row.you for row in charts(name, you=False)["distribution"].rows)


def test_the_distribution_of_like_councils_gives_one_range_in_words():
    (row,) = charts("nearly alike")["distribution"].rows
    assert (row.fifth, row.councils, row.share) == ("40 to 60", None, "90% or more")


def test_heat_map_rows():
    chart = charts("partly withheld")["heat-map-tier"]
    assert len(chart.rows) == len(chart.items) * len(chart.groups)
    held = [row for row in chart.rows if row.item == "security"]
    assert held
    for row in held:
        assert (row.councils, row.median, row.average, row.shown, row.depth) == (None, None, None, "", None)
        assert row.note == "not shown: fewer than 8 councils answered" + (
            "" if row.group == "all" else ", here or in the rest"
        )
    assert "Hatched: not shown, because fewer than 8 councils answered, there or in the rest." in chart.key
    assert chart.own == "tier-lower"
    assert charts("partly withheld", you=False)["heat-map-tier"].own is None
    assert not any("fewer than 8 councils answered" in line for line in charts("400")["heat-map-tier"].key)


def test_a_rough_average_in_a_heat_map_has_a_star_and_no_shade():
    stars = [row for row in charts("20")["heat-map-tier"].rows if row.average is not None]
    assert stars
    assert all(row.shown.endswith("*") and row.depth is None for row in stars)


def test_groups_shown_together_are_explained():
    assert "Groups of fewer than 8 are joined to a neighbour." in charts("20")["heat-map-tier"].subtitle
    assert "joined" not in charts("400")["heat-map-tier"].subtitle


def test_question_rows_cover_every_question_and_mark_your_level():
    _, own = case("63")
    bars = [bar for name, chart in charts("63").items() if name.startswith("questions") for bar in chart.bars]
    assert len(bars) == 55
    for bar in bars:
        assert sum(row.share for row in bar.rows) == pytest.approx(1)
        assert [row.you for row in bar.rows].count(True) == 1
        assert bar.your_level == own.values[bar.rows[0].item]
        assert bar.section == next(s.title for s in pools.maturity().sections if s.id == bar.rows[0].section)


def test_joined_levels_are_one_row():
    rows = charts("8")["questions-data"].table
    assert any(row.level == f"Levels {row.first} to {row.last}" for row in rows if row.first != row.last)


def test_withheld_questions_keep_a_row_that_says_so():
    chart = charts("partly withheld")["questions-security"]
    assert all(bar.note == "Not shown: fewer than 8 councils answered." for bar in chart.bars)
    assert all((row.answered, row.councils, row.share, row.level) == (None, None, None, "") for row in chart.table)


def test_questions_that_fewer_were_asked_say_how_many():
    notes = [bar.note for bar in charts("partly withheld")["questions-data"].bars]
    assert notes == ["10 councils", "30 councils", "", "", ""]


def test_one_question_in_full_has_the_words_of_every_level():
    chart = charts("63", question="data-extract")["question-data-extract"]
    assert chart.texts == tuple(o.title for o in pools.maturity().question("data-extract").options)
    assert all(text in chart.alt for text in chart.texts)


def test_gaps_are_the_five_furthest_on_each_side():
    rows = charts("63")["strengths-and-gaps"].rows
    assert [row.side for row in rows] == ["above"] * 5 + ["below"] * 5
    above, below = [row.distance for row in rows[:5]], [row.distance for row in rows[5:]]
    assert above == sorted(above, reverse=True)
    assert below == sorted(below)
    assert all(row.distance == row.you - row.median for row in rows)


def test_gaps_rank_by_the_share_of_the_scale():
    rows = [row for row in charts("other scales")["strengths-and-gaps"].rows if row.side == "above"]
    shares = [row.share_of_scale for row in rows]
    assert shares == sorted(shares, reverse=True)


def test_someone_level_with_everybody_has_no_gaps_to_show():
    benchmark, _ = case("one section")
    level = Own({i.id: benchmark.cell("all", i.id).quartiles[1] for i in benchmark.items if i.kind == "question"}, {})
    chart = {c.name: c for c in build_charts(benchmark, own_group(benchmark, None, level), level)}["strengths-and-gaps"]
    assert chart.rows == ()
    assert chart.title == "You are level with the median of your peers in all 5 questions"
    assert csv_text(chart.table, chart.row_type).startswith("item,title,")


def test_targets_stand_beside_answers_the_furthest_ahead_first():
    benchmark, own = case("63")
    wants = replace(own, values={**own.values, target_id("contract-register"): 4.0})
    chart = build_targets(benchmark, own_group(benchmark, None, own), wants, "procurement")
    ahead = [row.distance / row.top for row in chart.rows]
    assert ahead == sorted(ahead, reverse=True)
    for row in chart.rows:
        answers, targets = (benchmark.cell("all", name) for name in (row.item, target_id(row.item)))
        assert (row.now, row.target, row.councils) == (answers.quartiles[1], targets.quartiles[1], targets.councils)
        assert row.your_target == (4 if row.item == "contract-register" else None)
        assert row.note in chart.alt.lower()


@pytest.mark.parametrize(
    ("now", "wanted", "title"),
    [
        ({"one": 1, "two": 1}, {"one": 3, "two": 2}, "Peers aim furthest, 2 levels ahead, in: About one?"),
        ({"one": 1, "two": 1}, {"one": 2, "two": 2}, "Peers aim furthest in 2 questions: 1 level ahead"),
        ({"one": 2, "two": 1}, {"one": 2, "two": 1}, "In the middle, peers aim no higher than where they stand"),
        ({"one": 2, "two": 1}, {"one": 1}, "In the middle, peers aim no higher than where they stand"),
    ],
)
def test_target_titles(now, wanted, title):
    asked = build.question_set(build.levels("one"), build.levels("two"))
    rows = [[now[name]] * 20 for name in ("one", "two")]
    aims = [[wanted.get(name, UNANSWERED)] * 20 for name in ("one", "two")]
    benchmark = build_benchmark(replace(build.counted(asked, rows), targets=AnswerTable(np.array(aims))), NETWORK)
    assert build_targets(benchmark, own_group(benchmark, None, None), None).title == title


def test_where_too_few_set_targets_nothing_is_drawn_and_nothing_tells_that_some_did():
    asked = build.question_set(build.levels("one"))
    counted = build.counted(asked, [build.spread([4, 4, 4, 4, 4])])
    for setting_one in (0, 1, 7):
        aims = AnswerTable(np.array([[4] * setting_one + [UNANSWERED] * (20 - setting_one)]))
        benchmark = build_benchmark(replace(counted, targets=aims), NETWORK)
        assert benchmark == build_benchmark(counted, NETWORK)
        assert build_targets(benchmark, own_group(benchmark, None, None), None) is None


def test_peers_of_one_group():
    benchmark, own = case("63")
    chart = build_charts(benchmark, own_group(benchmark, "tier", own), own)[0]
    assert "Peers: Lower tier (district), 30 councils." in chart.subtitle


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_no_number_of_councils_below_the_minimum_stands_in_any_table(name):
    benchmark, _ = case(name)
    for chart in every_chart(name, you=True):
        for row in chart.table:
            answered = getattr(row, "answered", getattr(row, "councils", None))
            assert answered is None or answered >= benchmark.rules.minimum or chart.name == "strengths-and-gaps"
            if answered is None and hasattr(row, "note") and chart.name != "strengths-and-gaps":
                assert f"fewer than {benchmark.rules.minimum}" in row.note


# The middle, as exactly as it is shown


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("councils", [9, 23, 64])
def test_the_exact_middle_lies_within_the_slack_of_the_shown_one(councils, seed):
    counted = pools.count(pools.maturity(), pools.answers(pools.maturity(), councils, seed))
    shown, exact = build_benchmark(counted, NETWORK), build_benchmark(counted, CIRCLE)
    for cell in shown.cells:
        true = exact.cell(cell.group, cell.item)
        if cell.group != "all" or cell.councils is None:
            continue
        item = shown.item(cell.item)
        if cell.quartiles:
            assert (
                abs(cell.quartiles[1] - true.quartiles[1])
                <= quartile_step(Ends(item.start, item.stop, item.levels)) / 2 + 1e-9
            )
        if cell.mean is not None:
            assert abs(cell.mean - true.mean) <= mean_step(cell.councils, item.start, item.stop) / 2 + 1e-4


def test_places_around_a_middle():
    found = Middle(50, 2.5, "median")
    assert [found.place(v) for v in (47.4, 47.5, 52.5, 52.6)] == ["below", "near", "near", "above"]


def test_an_item_without_figures_has_no_middle():
    benchmark, _ = case("63")
    item = benchmark.items[1]
    assert middle(benchmark, item, None) is None
    assert middle(benchmark, item, Cell("all", item.id)) is None
    assert middle(benchmark, item, Cell("all", item.id, 9)) is None


def test_many_networks_are_counted_not_named():
    benchmark, own = case("63")
    many = with_networks(benchmark, ("a", "b", "c", "d"))
    two = with_networks(benchmark, ("a", "b"))
    foot = [build_charts(b, own_group(b, None, own), own)[0].around.footer[1] for b in (many, two)]
    assert foot == ["63 councils, 4 networks, round 2026-autumn.", "63 councils, networks a and b, round 2026-autumn."]


def test_charts_as_data_need_no_matplotlib():
    code = (
        "import sys, benchmark.outputs.charts, benchmark.outputs.figures, benchmark.outputs.rows, benchmark.outputs.theme;"
        "print([m for m in ('matplotlib', 'pandas', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_section_without_a_score_is_named_after_its_id():
    benchmark, own = case("63")
    kept = tuple(item for item in benchmark.items if item.id != "data")
    benchmark = msgspec.structs.replace(benchmark, items=kept)
    found = {c.name: c for c in build_charts(benchmark, own_group(benchmark, None, own), own)}
    assert found["questions-data"].title.startswith("Data: ")


def test_themes_have_a_chart_of_their_own():
    asked = [build.levels(f"q{at}", themes=["people"] if at else []) for at in range(2)]
    questionnaire = build.question_set(*asked, theme=[{"id": "people", "title": "People"}])
    codes = [build.spread((3, 4, 5, 3, 3)), build.spread((5, 4, 3, 3, 3))]
    benchmark = build_benchmark(build.counted(questionnaire, codes), NETWORK)
    charts = {chart.name: chart for chart in build_charts(benchmark, benchmark.groups[0], None)}
    assert [row.item for row in charts["profile"].rows] == ["a", OVERALL]
    assert [row.item for row in charts["themes"].rows] == ["people"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("nearly alike", "In most groups by tier, nearly all councils score alike"),
        ("one section", "Groups by tier score much alike in Data"),
    ],
)
def test_titles_of_heat_maps_without_a_difference(name, title):
    assert charts(name, by="tier")["heat-map-tier"].title == title


def test_a_heat_map_without_a_figure_of_any_group_says_so():
    assert charts("one section")["heat-map-population"].title == "The scores of groups by population are not shown"


def test_a_heat_map_of_several_scales_says_what_darker_means():
    assert "sections are scored on several scales" in charts("other scales")["heat-map-tier"].key[0]
    assert charts("63")["heat-map-tier"].key[0] == "Darker is higher."


def test_peers_who_want_to_stay_are_not_said_to_go_from_a_level_to_the_same():
    notes = [row.note for row in charts("one section")["targets"].rows]
    assert [note for note in notes if note.startswith("at 4, where the targets are too, ")]
    assert not [note for note in notes if re.match(r"from (\S+) to \1,", note)]

"""Gaps in the market as a chart and in words: every line once, and nothing that the benchmark does not show."""

import json
from functools import cache

import numpy as np
import pytest

from benchmark.outputs import theme
from benchmark.outputs.charts.market import build_market
from benchmark.outputs.figures import write_charts
from benchmark.outputs.market_text import gap_rows, gaps_data, gaps_text
from benchmark.pool.market import find_market, gap_measures
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK, PUBLIC
from benchmark.questions.library import find_questionnaire
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.outputs.test_pictures import SIZES, check
from tests.pool import build

FEW = 8


@cache
def found(councils=40, rules=NETWORK):
    """64 lines: some well served, some badly, two that nobody has, one that few answered."""
    questionnaire = find_questionnaire("technology-register")
    draw = np.random.default_rng(7)
    rows = []
    for question in questionnaire.questions:
        line, _ = questionnaire.register.made[question.id]
        low = line.section in ("adult-care", "children")
        top = 2 ** len(question.options) if question.choose == "many" else len(question.options)
        row = draw.integers(0, max(top // 2, 1) if low else top, councils).tolist()
        if line.id in ("elections", "libraries"):
            row = [NOT_APPLICABLE] * councils
        if line.id == "website":
            row = [*row[:5], *[UNANSWERED] * (councils - 5)]
        if councils == FEW:
            row[0] = UNANSWERED
        rows.append(row)
    chosen = {a.id: [a.option_ids[at % 2] for at in range(councils)] for a in questionnaire.shared_attributes}
    benchmark = build_benchmark(build.counted(questionnaire, rows, chosen), rules)
    group = benchmark.group("all")
    return benchmark, group, find_market(benchmark, questionnaire, group), gap_measures(questionnaire.register)


def test_every_line_has_a_row_and_what_is_not_shown_says_why():
    chart = build_market(*found())
    rows = {row.item: row for row in chart.rows}
    assert len(rows) == 64
    for name in ("elections", "libraries", "website"):
        assert (rows[name].first, rows[name].second) == (None, None)
        assert rows[name].note == "not shown: fewer than 8 councils answered"
    assert rows["finance"].note == "40 councils"
    assert 0 <= rows["finance"].first <= 100


def test_the_title_counts_the_lines_that_are_low_on_both():
    chart = build_market(*found())
    low = [r for r in chart.rows if r.first is not None and r.second is not None and r.first < 50 and r.second < 50]
    assert chart.title.startswith(f"{len(low)} of 61 lines are below half of the scale on both: ")
    assert low[0].title in chart.title


def test_too_few_councils_show_nothing_and_say_so():
    benchmark, group, lines, measures = found(FEW)
    chart = build_market(benchmark, group, lines, measures)
    assert chart.title.startswith("Too few councils")
    assert "Too few councils answered to show any line." in gaps_text(*found(FEW), whole=False, plain=False)
    assert {row.middle_percent for row in gap_rows(*found(FEW))} == {None}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("councils", [FEW, 40])
def test_nothing_overlaps_with_64_lines(councils, size):
    check(build_market(*found(councils)), size)


def test_words_say_every_line_that_the_picture_shows(tmp_path):
    chart = build_market(*found())
    assert all(f"{row.title}: " in chart.alt for row in chart.rows)
    assert "Anyone could have sent these returns" in chart.alt
    assert len(write_charts([chart], tmp_path, size=theme.REPORT)) == 4


def known():
    """Count the lines that are shown: not three that too few answered, nor where a figure would tell of a council."""
    return sum(line.served is not None for line in found()[2])


def test_the_worst_stand_first_and_all_of_them_on_demand():
    short = gaps_text(*found(), whole=False, plain=False)
    assert f"12 of {known()} lines are shown" in short
    assert f"{64 - known()} lines are not shown: fewer than 8 councils answered" in short
    whole = " ".join(gaps_text(*found(), whole=True, plain=True).split())
    assert whole.count("how well it fits") == known() + 1
    assert "lines are shown" not in whole


def test_programs_get_every_line_the_worst_first():
    data = json.loads(json.dumps(gaps_data(*found()), allow_nan=False))
    served = [line["served"] for line in data["lines"]]
    assert served[: known()] == sorted(served[: known()])
    assert served[known() :] == [None] * (64 - known())
    assert [measure["id"] for measure in data["measures"]] == ["fit", "open", "bids"]


def test_the_public_sees_no_shares_of_few_councils():
    rows = gap_rows(*found(30, PUBLIC))
    assert {row.lowest_percent for row in rows} == {None}

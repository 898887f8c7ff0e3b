"""A coordinator's report: what it says of a network is read from the benchmark, and from nothing else."""

import re

import msgspec
import numpy as np
import pytest

from benchmark.outputs.network_findings import common_steps, strengths_and_gaps
from benchmark.outputs.network_report import build_network_report, network_charts, render_network_report
from benchmark.pool.benchmark import ALL, Participation
from benchmark.pool.rules import CIRCLE, NETWORK, PUBLIC
from scoring.answers import AnswerTable
from tests.outputs.pools import alike, answers, make, maturity, nearly_alike, partly_withheld


def levels(**of_question: int):
    """A benchmark of 40 councils around level 2, and three in four of them at a given level on some questions."""
    questionnaire = maturity()
    codes = answers(questionnaire, 40, spread=0.6).codes.copy()
    for name, level in of_question.items():
        row = questionnaire.question_index[name.replace("_", "-")]
        codes[row] = np.resize([level, level, level, 2], 40)
    return make(40, table=AnswerTable(codes))[0]


def test_strengths_and_gaps_are_the_ends_of_the_list_and_never_the_same():
    high, low = strengths_and_gaps(levels(digital_lead=4))
    assert high[0].item == "digital-lead"
    assert high[0].middle == "median level 4 of 4"
    assert len(high) == len(low) == 5
    assert {finding.item for finding in high}.isdisjoint(finding.item for finding in low)
    assert min(finding.share for finding in high) >= max(finding.share for finding in low)


def test_the_next_step_is_that_of_the_level_that_most_councils_share():
    benchmark = levels(digital_lead=1)
    step = next(s for s in common_steps(benchmark, maturity()) if s.text == maturity().question("digital-lead").text)
    assert step.step == maturity().question("digital-lead").next_steps[1]
    assert (step.level, step.who, step.section) == ("Level 1", "30 councils of 40", "Leadership and culture")


def test_nobody_at_the_top_is_told_what_to_do_next():
    steps = common_steps(levels(digital_lead=4), maturity())
    assert maturity().question("digital-lead").text not in [step.text for step in steps]


@pytest.mark.parametrize("rules", [NETWORK, PUBLIC, CIRCLE])
def test_every_step_comes_from_a_level_that_the_benchmark_shows_by_itself(rules):
    benchmark, _ = make(60, rules)
    by_text = {question.text: question for question in maturity().questions}
    for step in common_steps(benchmark, maturity()):
        question, level = by_text[step.text], int(step.level[-1])
        cell = benchmark.cell(ALL, question.id)
        shown = [cell.dominant] if cell.dominant else list(cell.bins)
        assert (level, level) in [(found.first, found.last) for found in shown]
        assert step.step == question.next_steps[level]


def test_where_nearly_all_are_alike_no_count_is_said():
    benchmark, _ = nearly_alike()
    for step in common_steps(benchmark, maturity()):
        assert step.who == "90% or more of councils"


def test_nothing_is_found_where_nothing_is_shown():
    benchmark = msgspec.structs.replace(levels(), cells=())
    assert strengths_and_gaps(benchmark) == ((), ())
    assert common_steps(benchmark, maturity()) == ()
    page = render(benchmark)
    assert "Too little may be shown of single questions to say." in page
    assert "it cannot be said which step most councils take next" in page


def render(benchmark, **given) -> str:
    return render_network_report(build_network_report(benchmark, maturity(), network_charts(benchmark), **given))


CASES = {
    "network": lambda: make(60)[0],
    "public": lambda: make(60, PUBLIC)[0],
    "circle": lambda: make(20, CIRCLE)[0],
    "few": lambda: make(9)[0],
    "alike": lambda: alike()[0],
    "partly withheld": lambda: partly_withheld()[0],
}


@pytest.mark.parametrize("name", CASES)
def test_the_report_speaks_of_no_single_council_and_marks_none(name):
    page = render(CASES[name]())
    text = re.sub("<[^>]+>", " ", re.sub("(?s)<style>.*?</style>", "", page))
    assert not re.search(r"\b(your|you) (score|level|are|stand)\b", text, re.IGNORECASE)
    assert not re.search(">You( |<)", page)


def test_groups_that_are_not_shown_are_explained():
    page = render(make(9)[0])
    assert "all councils stand as one group" in page
    assert "Tier: not shown. This benchmark shows all councils as one group." in page
    held = render(partly_withheld()[0])
    assert re.search(r"\d+ figures are held back, because fewer than 8 councils", held)


def test_who_could_send_and_what_was_imported_is_said():
    benchmark = make(60)[0]
    page = render(msgspec.structs.replace(benchmark, imported=12))
    assert "Anyone could have sent these returns" in page
    assert "12 of these 60 returns were imported" in page
    assert "Anyone could have sent these returns" not in render(msgspec.structs.replace(benchmark, invited_only=True))


def test_participation_is_rounded_where_the_setting_rounds():
    assert "<b>60</b> of 80 invited" in render(make(60)[0], invited=80)
    page = render(make(58, PUBLIC)[0], invited=80)
    assert "<b>about 60</b> of 80 invited" in page
    assert "<b>about 75%</b> sent a return" in page


def test_participation_by_type_comes_from_the_benchmark_and_says_what_is_withheld():
    rows = (
        Participation(None, "", (), "All councils", "shown", 80, 60),
        Participation("tier", "Tier", ("lower",), "Lower", "shown", 25, 30),
        Participation("council-type", "Type", (), "", "too-few-answered"),
    )
    benchmark = msgspec.structs.replace(make(58, PUBLIC)[0], participation=rows)
    page = render(benchmark, invited=83)
    assert "<b>about 60</b> of about 80 invited" in page
    assert "<b>about 75%</b> sent a return" in page
    table = page.split("Invited and returned, by type</caption>")[1].split("</table>")[0]
    assert ">about 25</td>" in table
    assert ">about 30</td>" in table
    # Rounded numbers can give more than all.
    assert "about 100%" in table
    assert "Participation by type: not shown. A type, or what subtraction would show, has fewer than 10" in page
    assert "Invited and returned" not in render(make(60)[0], invited=80)


def test_figures_for_members_of_a_circle_carry_its_mark():
    assert "For members of this network only" in render(make(20, CIRCLE)[0]).split("<main", maxsplit=1)[0]
    assert "For members of this network only" not in render(make(20)[0])

"""Gaps in the market: read from what a benchmark shows, and silent where it is silent."""

import numpy as np
import pytest

from benchmark.errors import UsageError
from benchmark.pool.market import Figure, find_market, gap_measures, gaps_first
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.council.registers import SET
from tests.pool import build

REGISTER = SET.register


def benchmark(answers, councils=20):
    """Build a benchmark from answers by question; what is not named nobody answered."""
    rows = [answers.get(question.id, [UNANSWERED] * councils) for question in SET.questions]
    return build_benchmark(build.counted(SET, np.array(rows).tolist(), {"kind": ["coast"] * councils}), NETWORK)


def market(answers, councils=20):
    found = benchmark(answers, councils)
    return {line.line.id: line for line in find_market(found, SET, found.group("all"))}


def test_each_line_has_the_middle_of_the_peers_and_who_is_at_the_bottom():
    repair = [0] * 5 + [1] * 9 + [2] * 6
    offers = [0] * 4 + [0b100] * 16
    line = market({"pool-repair": repair, "pool-offers": offers})["pool"]
    # A cafe is worth 2 of the 4 points of all that may be offered.
    assert line.figures == {"repair": Figure(20, 0.5, 0.25), "offers": Figure(20, 0.5, 0.2)}
    assert (line.served, line.section) == (0.5, "Indoors")


def test_what_a_benchmark_holds_back_is_not_known_here():
    few = [1] * 7 + [UNANSWERED] * 13
    found = market({"pool-repair": few, "pool-offers": [0] * 20})
    assert found["pool"].figures["repair"] == Figure()
    assert found["pool"].served is None
    assert found["slipway"].figures == {"repair": Figure(), "offers": Figure()}


def test_a_council_without_the_line_is_not_counted_in_it():
    found = market({"pool-repair": [NOT_APPLICABLE] * 10 + [1] * 5 + [2] * 5})
    assert found["pool"].figures["repair"].councils == 10


def test_the_worst_served_come_first_and_of_equals_those_where_more_are_at_the_bottom():
    spread = [0] * 8 + [1] * 12
    even = [0b001] * 4 + [0b011] * 12 + [0b111] * 4
    answers = {
        "pool-repair": [2] * 10 + [1] * 10,
        "pool-offers": [0b111] * 10 + [0b011] * 10,
        "pitch-repair": [0] * 5 + [1] * 15,
        "pitch-offers": even,
        "slipway-repair": spread,
        "slipway-offers": even,
    }
    found = gaps_first(tuple(market(answers).values()))
    assert [line.line.id for line in found] == ["slipway", "pitch", "pool"]


def test_a_set_that_says_no_gaps_is_refused():
    plain = build.question_set(build.levels("one"))
    found = build_benchmark(build.counted(plain, [[1] * 20]), NETWORK)
    with pytest.raises(UsageError, match="no register"):
        find_market(found, plain, found.group("all"))


def test_measures_stand_as_the_register_orders_them():
    assert [measure.id for measure in gap_measures(REGISTER)] == ["repair", "offers"]

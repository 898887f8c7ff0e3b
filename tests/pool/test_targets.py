"""Peers' targets in a benchmark: under the same rules as answers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.errors import FaultsError
from benchmark.pool.benchmark import benchmark_bytes, read_benchmark, target_id
from benchmark.pool.ledger import Ledger
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rounds import publish_round
from benchmark.pool.rules import CIRCLE, NETWORK, PUBLIC, Rules
from scoring.answers import AnswerTable
from scoring.codes import NOT_ASKED, UNANSWERED
from tests.pool import build

ASKED = build.question_set(
    build.levels("first"),
    build.levels("second", 4),
    {
        "id": "several",
        "section": "a",
        "text": "Which?",
        "choose": "many",
        "options": [{"id": "x", "title": "X", "points": 1}],
    },
    attributes=[build.attribute("kind", "district", "county", "unitary")],
)
FIGURES = ("councils", "bins", "dominant", "quartiles", "mean")


def figures(cell):
    return [getattr(cell, name) for name in FIGURES]


@settings(max_examples=40)
@given(st.data(), st.integers(8, 60), st.sampled_from([NETWORK, PUBLIC, CIRCLE]))
def test_targets_are_shown_just_as_answers_would_be(data, councils, rules: Rules):
    """Give every council the target that is also its answer: each figure of the target is that of the answer."""
    if councils < rules.minimum:
        councils = rules.minimum
    random = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    codes = np.stack([random.integers(UNANSWERED, top, councils) for top in (5, 4, 1)])
    codes[codes == NOT_ASKED] = UNANSWERED
    kinds = [("district", "county", "unitary")[at] for at in random.integers(0, 3, councils)]
    counted = build.counted(ASKED, codes.tolist(), {"kind": kinds})
    # Alone in its section, a question shares its figures with a score; here neither does.
    benchmark = build_benchmark(replace(counted, targets=AnswerTable(codes)), rules)
    assert {item.id for item in benchmark.items if item.kind == "target"} <= {"first.target", "second.target"}
    for question in ("first", "second"):
        enough = (codes[0 if question == "first" else 1] >= 0).sum() >= rules.minimum
        assert (benchmark.item(target_id(question)) is not None) == enough
        for group in benchmark.groups if enough else ():
            answers, targets = (benchmark.cell(group.id, name) for name in (question, target_id(question)))
            assert figures(answers) == figures(targets)


def with_targets(councils: int, setting_one: int):
    levels = [at % 5 for at in range(councils)]
    counted = build.counted(ASKED, [levels, [at % 4 for at in range(councils)], [0] * councils])
    aims = np.full((3, councils), UNANSWERED)
    aims[0, :setting_one] = 4
    aims[0, : setting_one // 2] = 3
    return replace(counted, targets=AnswerTable(aims))


def test_a_target_that_one_council_adds_between_two_publications_is_not_shown():
    """The councils that answered are the same; those with a target differ by one."""
    ledger = Ledger("council-ledger/1", ASKED.id, ASKED.version, build.ROUND)
    first = publish_round(with_targets(20, 10), NETWORK, ledger, "interim")
    assert first.benchmark.cell("all", "first.target").councils == 10
    again = publish_round(with_targets(20, 11), NETWORK, first.ledger, "final")
    assert again.benchmark.cell("all", "first").councils == 20
    assert again.benchmark.cell("all", "first.target").councils is None
    many = publish_round(with_targets(20, 18), NETWORK, first.ledger, "final")
    assert many.benchmark.cell("all", "first.target").councils == 18


def test_a_benchmark_with_targets_comes_back_equal_and_a_stray_target_is_refused(tmp_path):
    path = tmp_path / "b.benchmark.json"
    benchmark = build_benchmark(with_targets(20, 12), NETWORK)
    path.write_bytes(benchmark_bytes(benchmark))
    assert read_benchmark(path) == benchmark
    for change in ((b'"first.target"', b'"c.target"'), (b'"kind": "target"', b'"kind": "question"')):
        path.write_bytes(benchmark_bytes(benchmark).replace(*change))
        with pytest.raises(FaultsError, match="does not fit what it is about"):
            read_benchmark(path)

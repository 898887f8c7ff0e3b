"""Do councils differ by type? Held against a statistics library, and against pools whose truth is known."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benchmark.errors import UsageError, WithheldError
from benchmark.outputs.explain_text import explain_json, explain_text
from benchmark.pool.explain import between, chances, explain, intervals
from benchmark.pool.rules import NETWORK
from scoring.codes import UNANSWERED
from tests.pool import build

stats = pytest.importorskip("scipy.stats", reason="scipy is not installed: pip install -e .[dev]")


def groups_of(councils: int, groups: int = 3):
    return np.arange(councils) % groups


def answers(members, share: float, random):
    """Answers from 0 to 4; before they were rounded so much of their variance went with the group."""
    means = np.linspace(-1, 1, int(members.max()) + 1)
    means *= np.sqrt(share / (1 - share) / means.var()) if share else 0
    return np.clip(np.round(2 + 0.9 * (means[members] + random.normal(size=len(members)))), 0, 4)


@cache
def truth(share: float) -> float:
    """The share of variance that goes with the group in a very large pool, after rounding."""
    many = answers(groups_of(300_000), share, np.random.default_rng(0)).reshape(-1, 3)
    return float(many.mean(axis=0).var() / many.var())


def pool(councils: int, share: float, seed: int):
    return answers(groups_of(councils), share, np.random.default_rng(seed))


def test_the_share_is_that_of_an_analysis_of_variance():
    """Epsilon squared from the F of scipy: (F - 1) (k - 1) / (F (k - 1) + n - k)."""
    random = np.random.default_rng(1)
    for councils in (20, 61):
        values = random.normal(size=(5, councils)) + groups_of(councils) * 0.4
        values[0, :4] = np.nan
        for row, found in zip(values, between(values, groups_of(councils)), strict=True):
            there = np.isfinite(row)
            parts = [row[there & (groups_of(councils) == group)] for group in range(3)]
            f, n = stats.f_oneway(*parts).statistic, there.sum()
            assert found == pytest.approx((f - 1) * 2 / (f * 2 + n - 3))


def test_for_one_question_the_chance_is_that_of_the_f_test():
    for seed in range(4):
        random, members = np.random.default_rng(seed), groups_of(60)
        values = random.normal(size=60) + members * 0.2
        wanted = stats.f_oneway(*(values[members == group] for group in range(3))).pvalue
        assert chances(values[None], members)[0] == pytest.approx(wanted, abs=0.03)


def test_where_nothing_differs_something_stands_out_in_one_pool_of_twenty_at_most():
    random = np.random.default_rng(3)
    false = sum(
        (chances(random.integers(0, 5, (12, 40)).astype(float), groups_of(40), 199) <= 0.05).any() for _ in range(120)
    )
    assert false <= 12


@pytest.mark.parametrize("councils", [40, 120])
@pytest.mark.parametrize("share", [0, 0.05, 0.2, 0.5])
def test_the_interval_holds_the_truth(councils, share):
    held = 0
    for seed in range(60):
        low, high = intervals(pool(councils, share, seed)[None], groups_of(councils), 199)
        held += low[0] <= truth(share) + 1e-3 and truth(share) <= high[0] + 2e-3
    assert held >= 52


def counted(councils: int, shares: list[float], seed: int = 1):
    asked = build.question_set(
        *(build.levels(f"q{at}", section=f"s{at}") for at in range(len(shares))),
        attributes=[build.attribute("kind", "district", "county", "unitary")],
    )
    codes = [pool(councils, share, seed + at).astype(int).tolist() for at, share in enumerate(shares)]
    kinds = [("district", "county", "unitary")[at] for at in groups_of(councils)]
    return build.counted(asked, codes, {"kind": kinds})


def test_large_differences_are_found_and_small_ones_are_told_apart_from_not_knowing():
    (found,) = explain(counted(400, [0.5, 0.0, 0.2]), NETWORK)
    verdicts = {effect.item: effect.verdict for effect in found.effects}
    assert (verdicts["q0"], verdicts["q1"], verdicts["q2"]) == ("differs", "alike", "differs")
    (few,) = explain(counted(27, [0.0, 0.0, 0.1]), NETWORK)
    assert "open" in {effect.verdict for effect in few.effects}
    for effect in (*found.effects, *few.effects):
        assert effect.low <= effect.share <= effect.high
        assert all(round(value / 0.05, 6).is_integer() for value in (effect.low, effect.share, effect.high))


def test_nothing_is_said_of_groups_or_items_with_too_few_councils():
    (small,) = explain(counted(15, [0.5]), NETWORK)
    assert (small.effects, bool(small.why_not)) == ((), True)
    table = counted(40, [0.5, 0.5])
    table.table.codes[0, 6:] = UNANSWERED
    (found,) = explain(table, NETWORK)
    assert {effect.item for effect in found.effects if effect.kind == "question"} == {"q1"}
    with pytest.raises(WithheldError):
        explain(counted(6, [0.5]), NETWORK)


def test_a_set_without_shared_attributes_has_no_types():
    with pytest.raises(UsageError, match="no types of council"):
        explain(build.counted(build.question_set(build.levels("q")), [[0, 1] * 10]), NETWORK)


def test_the_order_of_councils_hardly_matters_and_the_same_pool_gives_the_same_words():
    table = counted(60, [0.3, 0.0])
    assert explain(table, NETWORK) == explain(table, NETWORK)
    assert explain_text(table, explain(table, NETWORK)) == explain_text(table, explain(table, NETWORK))


def test_the_words_say_what_may_not_be_concluded():
    table = counted(400, [0.5, 0.0, 0.2])
    text = " ".join(explain_text(table, explain(table, NETWORK)).split())
    assert "not what residents need" in text
    assert "Anyone could have sent" in text
    assert "Councils differ by kind in about" in text
    assert "hardly at all by kind (less than 10% of the difference) in about 0% (0% to" in text
    assert "does not say that one causes the other" in text
    few = counted(27, [0.0, 0.0, 0.1])
    assert "cannot tell" in explain_text(few, explain(few, NETWORK))
    invited = replace(table, invited_only=True)
    assert "Anyone" not in explain_text(invited, explain(invited, NETWORK))
    data = json.loads(explain_json(table, explain(table, NETWORK)))
    assert {effect["verdict"] for effect in data["attributes"][0]["effects"]} == {"differs", "alike"}

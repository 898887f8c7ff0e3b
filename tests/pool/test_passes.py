"""How often the councils of a pool are looked through, which does not depend on the machine: once for each group and item."""

from collections import Counter

import numpy as np
import pytest

from benchmark.pool import cells
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK
from benchmark.pool.tally import tally
from tests.pool.build import attribute, counted, levels, question_set


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the passes over the places of an item."""
    found: Counter[str] = Counter()

    def counting(bins, *rest):
        found["passes"] += len(bins)
        return tally(bins, *rest)

    monkeypatch.setattr(cells, "tally", counting)
    return found


@pytest.mark.parametrize("councils", [60, 600])
@pytest.mark.parametrize("groups", [2, 4])
def test_each_item_is_looked_through_once_for_each_group(passes, councils, groups):
    asked = question_set(*(levels(f"q{at}") for at in range(5)), attributes=[attribute("tier", *"abcd"[:groups])])
    rng = np.random.default_rng(1)
    codes = rng.integers(0, 5, (5, councils)).tolist()
    benchmark = build_benchmark(
        counted(asked, codes, {"tier": ["abcd"[at % groups] for at in range(councils)]}), NETWORK
    )
    assert len(benchmark.groups) == 1 + groups
    assert passes["passes"] == len(benchmark.items) * (1 + groups)


def test_a_tally_looks_at_each_answer_once(monkeypatch):
    looked = []
    bincount = np.bincount
    monkeypatch.setattr(np, "bincount", lambda keys, **rest: looked.append(len(keys)) or bincount(keys, **rest))
    tally(np.zeros((80, 50), dtype=np.int8), np.arange(50) % 30, 30, 5)
    assert sum(looked) == 80 * 50

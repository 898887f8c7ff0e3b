"""How many returns were imported is said wherever councils are compared, as coarsely as any number of councils."""

import re

import pytest

from benchmark.errors import FaultsError
from benchmark.pool.benchmark import benchmark_bytes, imported_words, read_benchmark
from benchmark.pool.count import Choice, count
from benchmark.pool.pool import merge
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK, PUBLIC
from benchmark.returns.words import leaving
from tests.pool.build import NETWORK_ID, ROUND, levels, question_set, unsigned

ASKED = question_set(levels("owners"), levels("sharing"))


def benchmark(councils, imported, rules=NETWORK):
    returns = [
        unsigned(ASKED, at, {"owners": at % 5, "sharing": at % 3}, **({"origin": "imported"} if at < imported else {}))
        for at in range(councils)
    ]
    choice = Choice(ASKED.id, ASKED.version, ROUND, (NETWORK_ID,))
    return build_benchmark(count(merge(returns), ASKED, choice), rules)


@pytest.mark.parametrize(
    ("councils", "imported", "rules", "words"),
    [
        (20, 0, NETWORK, ""),
        (20, 1, NETWORK, "1 of these 20 returns was imported; the council did not sign it itself."),
        (
            20,
            7,
            NETWORK,
            "7 of these 20 returns were imported; the councils did not sign them themselves.",
        ),
        (
            20,
            20,
            NETWORK,
            "All of these returns were imported; the councils did not sign them themselves.",
        ),
        (
            50,
            1,
            PUBLIC,
            "About 5 of these 50 returns were imported; the councils did not sign them themselves.",
        ),
        (
            50,
            22,
            PUBLIC,
            "About 20 of these 50 returns were imported; the councils did not sign them themselves.",
        ),
    ],
)
def test_the_words(councils, imported, rules, words):
    assert imported_words(benchmark(councils, imported, rules)) == words


def test_more_imported_returns_than_councils_are_no_benchmark(tmp_path):
    data = re.sub(rb'"imported": \d+', b'"imported": 21', benchmark_bytes(benchmark(20, 3)))
    (tmp_path / "b.json").write_bytes(data)
    with pytest.raises(FaultsError, match="more returns were imported"):
        read_benchmark(tmp_path / "b.json")


def test_a_return_that_was_imported_is_explained_as_such():
    told = [
        " ".join(leaving(ASKED, unsigned(ASKED, 1, {}, **more)))
        for more in ({"origin": "imported"}, {"origin": "own"}, {})
    ]
    assert ["Imported, from a table" in text for text in told] == [True, False, False]

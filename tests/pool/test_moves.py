"""How linked councils moved since an earlier round: only they, only what means the same, and never too few."""

from dataclasses import replace

import numpy as np
import pytest

from benchmark.errors import FaultsError
from benchmark.outputs.since import NOT_LINKED, build_since
from benchmark.pool.benchmark import benchmark_bytes, moved_id, read_benchmark
from benchmark.pool.comparison import moves, own_group
from benchmark.pool.count import Choice
from benchmark.pool.ledger import Ledger, read_ledger, write_ledger
from benchmark.pool.moves import Earlier, find_earlier
from benchmark.pool.pool import merge
from benchmark.pool.publish import draft_benchmark
from benchmark.pool.rounds import publish_round
from benchmark.pool.rules import CIRCLE, NETWORK, PUBLIC
from scoring.codes import NOT_ASKED, UNANSWERED
from tests.pool import build

SET = build.question_set(build.levels("one"), build.levels("two", section="b"), build.levels("three", section="b"))
EVERY = {question.id: question.id for question in SET.questions}
BEFORE = "2025-autumn"


def rounds(then, now, linked=None):
    """Two rounds of the same councils (a row a question), of which the first so many linked their returns."""
    first = build.counted(SET, then)
    first = replace(first, choice=Choice(SET.id, SET.version, BEFORE, (build.NETWORK_ID,)))
    first = replace(first, keys=[f"{at:042d}b" for at in range(first.councils)])
    later = build.counted(SET, now)
    many = later.councils if linked is None else linked
    links = {key: (BEFORE, old) for key, old in list(zip(later.keys, first.keys, strict=False))[:many]}
    return replace(later, previous=links), Earlier(first, EVERY, scores=True)


def build_moves(then, now, rules=NETWORK, linked=None):
    later, earlier = rounds(then, now, linked)
    return draft_benchmark(later, rules, earlier=earlier).benchmark


def said(benchmark):
    return {row.item: row.found or row.nearly_all for row in moves(benchmark, own_group(benchmark, None, None))}


def same(levels):
    return [levels, levels, levels]


def test_each_answer_and_each_score_is_higher_the_same_or_lower():
    then = [[2] * 20, [2] * 20, [2] * 20]
    now = [[3] * 8 + [2] * 8 + [1] * 4, [2] * 20, [3] * 10 + [2] * 10]
    found = said(build_moves(then, now, CIRCLE))
    assert found["one"] == found["a"] == (("higher", 8), ("the same", 8), ("lower", 4))
    assert found["three"] == found["b"] == (("higher", 10), ("the same", 10), ("lower", 0))
    assert found["overall"] == (("higher", 10), ("the same", 6), ("lower", 4))


def test_against_a_slow_count():
    random = np.random.default_rng(1)
    then, now = (np.where(table < 0, UNANSWERED, table) for table in random.integers(-1, 5, (2, 3, 60)))
    benchmark = build_moves(then.tolist(), now.tolist(), CIRCLE, linked=40)
    for row, question in enumerate(SET.questions):
        pairs = [(then[row, at], now[row, at]) for at in range(40) if then[row, at] >= 0 and now[row, at] >= 0]
        wanted = {
            "higher": sum(after > before for before, after in pairs),
            "the same": sum(after == before for before, after in pairs),
            "lower": sum(after < before for before, after in pairs),
        }
        assert dict(said(benchmark)[question.id]) == wanted
        assert benchmark.cell("all", moved_id(question.id)).councils == len(pairs)


def test_who_is_not_linked_has_no_place_and_a_few_who_are_are_not_told_of():
    levels = [[at % 5 for at in range(20)]] * 3
    assert build_moves(levels, levels, linked=8).since.councils == 8
    for linked in (0, 1, 7):
        later, earlier = rounds(levels, levels, linked)
        assert draft_benchmark(later, NETWORK, earlier=earlier).benchmark == draft_benchmark(later, NETWORK).benchmark


def test_rare_moves_are_joined_and_nearly_all_is_all_that_is_said():
    then = same([2] * 20)
    one_fell = same([3] * 9 + [2] * 10 + [1])
    assert said(build_moves(then, one_fell))["one"] == (("higher", 9), ("the same or lower", 11))
    assert said(build_moves(then, same([3] * 19 + [2])))["one"] == "higher"
    assert not said(build_moves(then, one_fell, PUBLIC))["one"]


def test_scores_rest_on_what_linked_councils_were_asked_both_times():
    """Were the third question counted now, which nobody was asked then, its section would seem to have fallen."""
    then = [[2] * 20, [2] * 20, [NOT_ASKED] * 20]
    now = [[2] * 20, [3] * 10 + [2] * 10, [0] * 20]
    assert said(build_moves(then, now, CIRCLE))["b"] == (("higher", 10), ("the same", 10), ("lower", 0))


def test_across_versions_only_questions_that_mean_the_same_are_compared():
    newer = build.question_set(build.levels("one"), build.levels("two", 4, section="b"), version="2")
    later, earlier = rounds(same([2] * 20), same([2] * 20))
    later = replace(build.counted(newer, [[3] * 20, [2] * 20]), previous=later.previous)
    found = said(draft_benchmark(later, CIRCLE, earlier=replace(earlier, same={"one": "one"}, scores=False)).benchmark)
    assert found == {"one": (("higher", 20), ("the same", 0), ("lower", 0))}


def test_one_more_link_between_two_publications_is_not_shown():
    ledger = Ledger("council-ledger/1", SET.id, SET.version, build.ROUND)
    then, now = same([2] * 20), same([at % 5 for at in range(20)])
    later, earlier = rounds(then, now, 10)
    first = publish_round(later, NETWORK, ledger, "final", (), earlier)
    assert first.benchmark.cell("all", "one.moved").councils == 10
    later, earlier = rounds(then, now, 11)
    again = publish_round(later, NETWORK, first.ledger, "correction", (), earlier)
    assert again.benchmark.cell("all", "one.moved").councils is None
    assert again.benchmark.cell("all", "one").councils == 20


def test_an_interim_says_nothing_about_change():
    ledger = Ledger("council-ledger/1", SET.id, SET.version, build.ROUND)
    later, earlier = rounds(same([2] * 20), same([3] * 20))
    assert publish_round(later, NETWORK, ledger, "interim", (), earlier).benchmark.since is None


def test_a_pool_without_the_linked_round_gives_nothing_to_compare():
    assert find_earlier(merge([]), rounds(same([2] * 20), same([2] * 20))[0]) is None


def test_the_benchmark_comes_back_equal_and_speaks_of_linked_councils(tmp_path):
    benchmark = build_moves(same([2] * 20), same([3] * 9 + [2] * 11), linked=20)
    path = tmp_path / "b.benchmark.json"
    path.write_bytes(benchmark_bytes(benchmark))
    assert read_benchmark(path) == benchmark
    since = build_since(benchmark)
    assert (since.linked_to, since.linked_councils) == (BEFORE, "20 councils")
    assert {line.said for line in (*since.linked, *since.questions)} == {"9 higher, 11 the same"}


def test_two_benchmarks_side_by_side_say_that_they_are_not_the_same_councils():
    then, now = (build_moves(same([level] * 8 + [0, 1, 2, 4]), same([level] * 8 + [0, 1, 2, 4])) for level in (1, 3))
    since = build_since(now, then)
    assert [(line.title, line.then, line.now) for line in since.middles if line.title == "a"] == [("a", "25", "75")]
    assert "not the same councils" in NOT_LINKED


@pytest.mark.parametrize("rules", [NETWORK, PUBLIC])
def test_no_figure_rests_on_fewer_than_the_minimum(rules):
    random = np.random.default_rng(5)
    for linked in range(0, 30, 3):
        then, now = random.integers(0, 5, (2, 3, 30))
        then[:, :12] = UNANSWERED
        for cell in build_moves(then.tolist(), now.tolist(), rules, linked).cells:
            assert cell.councils is None or cell.councils >= rules.minimum
            assert all(found.councils > rules.rare or found.councils == 0 for found in cell.bins)


def published(then, now, linked, ledger=None, kind="final", **of_earlier):
    ledger = ledger or Ledger("council-ledger/1", SET.id, SET.version, build.ROUND)
    later, earlier = rounds(then, now, linked)
    earlier = replace(earlier, counted=replace(earlier.counted, **of_earlier))
    return publish_round(later, NETWORK, ledger, kind, (), earlier)


def test_how_many_linked_does_not_tell_of_one_more_link():
    """The number of linked councils goes from 10 to 11; no figure shows it, and it is not said beside them either."""
    then, now = same([2] * 20), same([at % 5 for at in range(20)])
    first = published(then, now, 10)
    assert first.benchmark.since.councils == 10
    assert published(then, now, 11, first.ledger, "correction").benchmark.since is None
    assert published(then, now, 18, first.ledger, "correction").benchmark.since.councils == 18


def test_an_earlier_return_that_was_replaced_between_two_publications_is_not_shown():
    """Nobody sent anything new in this round: by subtraction the move of one council would show."""
    then, now = same([2] * 20), same([3] * 9 + [2] * 11)
    first = published(then, now, 20)
    assert published(then, now, 20, first.ledger).benchmark.cell("all", "one.moved").councils == 20
    other = [[4, *row[1:]] for row in then]
    digests = ["f" * 64, *(f"{at:064x}" for at in range(1, 20))]
    again = published(other, now, 20, first.ledger, digests=digests).benchmark
    assert again.cell("all", "one").councils == 20
    assert again.cell("all", "one.moved").councils is None
    assert again.since is None


def test_what_was_linked_comes_back_with_the_ledger(tmp_path):
    ledger = published(same([2] * 20), same([3] * 20), 12).ledger
    assert [bool(found) for found in ledger.last.before] == [True] * 12 + [False] * 8
    write_ledger(ledger, tmp_path / "x.ledger.json")
    assert read_ledger(tmp_path / "x.ledger.json", SET.id, SET.version, build.ROUND) == ledger
    short = (tmp_path / "x.ledger.json").read_text().replace(',""]', "]")
    (tmp_path / "x.ledger.json").write_text(short)
    with pytest.raises(FaultsError, match="not as many as the answers"):
        read_ledger(tmp_path / "x.ledger.json", SET.id, SET.version, build.ROUND)

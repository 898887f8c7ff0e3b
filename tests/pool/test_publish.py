"""A whole benchmark, from a table of answers: what is shown, what is not, under each setting."""

import hashlib
import random
from dataclasses import replace

import numpy as np
import pytest

from benchmark.errors import WithheldError
from benchmark.pool.benchmark import ALL, benchmark_bytes
from benchmark.pool.count import Choice, count
from benchmark.pool.disclosure import mean_step
from benchmark.pool.pool import merge
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import CIRCLE, NETWORK, PUBLIC
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from tests.pool.build import NETWORK_ID, ROUND, attribute, counted, levels, publish_tables, question_set, unsigned

TIER, SIZE = attribute("tier", "lower", "upper", "single"), attribute("population", "small", "large")
SET = question_set(
    levels("one", 5),
    levels("two", 5),
    levels("three", 5, "b"),
    levels("four", 3, "b"),
    levels("alone", 5, "c"),
    {
        "id": "many",
        "section": "b",
        "text": "?",
        "choose": "many",
        "options": [{"id": o, "title": o, "points": 1} for o in "xyz"],
    },
    attributes=[TIER, SIZE],
)


def pool(councils, seed=0):
    """Draw a pool: answers that hang together, some missing, some not applicable, attributes that hang together too."""
    dice = np.random.default_rng(seed)
    skill = dice.normal(0, 0.5, councils)
    top = np.array([8 if q.choose == "many" else len(q.options) for q in SET.questions])[:, None] - 1
    codes = np.clip(np.round(top / 2 + skill + dice.normal(0, 0.9, (len(top), councils))), 0, top).astype(int)
    codes[dice.random(codes.shape) < 0.06] = UNANSWERED
    codes[dice.random(codes.shape) < 0.04] = NOT_APPLICABLE
    tiers = dice.choice(["lower", "upper", "single", ""], councils, p=[0.5, 0.1, 0.35, 0.05]).tolist()
    sizes = [("small" if tier == "lower" else "large") if dice.random() < 0.8 else "small" for tier in tiers]
    codes[3, [tier == "upper" for tier in tiers]] = NOT_ASKED
    return counted(SET, codes.tolist(), {"tier": tiers, "population": sizes})


def cell_of(benchmark):
    return {(cell.group, cell.item): cell for cell in benchmark.cells}


# ---- how many returns it takes


@pytest.mark.parametrize(("rules", "fewest"), [(NETWORK, 8), (PUBLIC, 10), (CIRCLE, 5)])
def test_too_few_returns_show_nothing_at_all(rules, fewest):
    assert build_benchmark(pool(fewest), rules).councils >= fewest
    for councils in (0, 1, fewest - 1):
        with pytest.raises(WithheldError, match=f"fewer than {fewest} returns"):
            build_benchmark(pool(councils) if councils else counted(SET, [[] for _ in SET.questions]), rules)


@pytest.mark.parametrize(("rules", "fewest"), [(NETWORK, 16), (PUBLIC, 20), (CIRCLE, 10)])
def test_groups_take_more_returns(rules, fewest):
    half = {"kind": ["a"] * (fewest // 2) + ["b"] * (fewest // 2)}
    questionnaire = question_set(levels("q", 2), attributes=[attribute("kind", "a", "b")])
    benchmark = build_benchmark(counted(questionnaire, [[0, 1] * (fewest // 2)], half), rules)
    assert [group.id for group in benchmark.groups] == [ALL, "kind-a", "kind-b"]
    fewer = {"kind": half["kind"][:-1]}
    benchmark = build_benchmark(counted(questionnaire, [([0, 1] * fewest)[: fewest - 1]], fewer), rules)
    assert [group.id for group in benchmark.groups] == [ALL]


# ---- what holds for every benchmark


@pytest.mark.parametrize("rules", [NETWORK, PUBLIC, CIRCLE], ids=lambda rules: rules.setting)
@pytest.mark.parametrize("councils", [12, 17, 24, 40, 90])
def test_what_holds_for_every_cell(rules, councils):
    for seed in range(3):
        benchmark = build_benchmark(pool(councils, seed), rules)
        cells = cell_of(benchmark)
        assert set(cells) == {(group.id, item.id) for group in benchmark.groups for item in benchmark.items}
        for cell in cells.values():
            if cell.councils is None:
                assert (cell.bins, cell.dominant, cell.quartiles, cell.mean) == ((), None, None, None)
                continue
            assert cell.councils >= rules.minimum
            assert cell.councils % rules.base == 0
            for found in cell.bins:
                assert found.councils not in range(1, rules.rare + 1)
                assert found.councils % rules.base == 0
            assert not (cell.dominant and (cell.bins or cell.quartiles or cell.mean is not None))
            assert not cell.quartiles or cell.councils >= rules.quartiles_from - rules.base // 2
            assert not (cell.quartiles and cell.mean is not None) or rules.exact
            assert not cell.bins or cell.councils >= rules.levels_from


@pytest.mark.parametrize("rules", [NETWORK, CIRCLE], ids=lambda rules: rules.setting)
@pytest.mark.parametrize("councils", [17, 24, 40, 90])
def test_subtraction_of_the_groups_of_an_attribute_from_the_whole_shows_nobody(rules, councils):
    """The rest has the minimum or is nothing; and no level of it, nor of several together, is held by one or two."""
    for seed in range(4):
        benchmark = build_benchmark(pool(councils, seed), rules)
        cells = cell_of(benchmark)
        for named in benchmark.attributes:
            groups = benchmark.groups_of(named.id)
            for item in benchmark.items:
                whole = cells[ALL, item.id]
                shown = [cells[g.id, item.id] for g in groups if cells[g.id, item.id].councils is not None]
                if not shown:
                    continue
                left = whole.councils - sum(cell.councils for cell in shown)
                assert left == 0 or left >= rules.minimum
                if not whole.bins or not all(cell.bins for cell in shown):
                    continue
                for found in shown[0].bins:
                    held = [
                        sum(b.councils for b in c.bins if found.first <= b.first and b.last <= found.last)
                        for c in (whole, *shown)
                    ]
                    assert held[0] - sum(held[1:]) not in range(1, rules.rare + 1)


def test_the_groups_of_an_attribute_are_merged_until_they_are_large_enough():
    tiers = ["lower"] * 20 + ["upper"] * 3 + ["single"] * 9 + [""] * 2
    benchmark = build_benchmark(counted(SET, [[1, 2] * 17] * 6, {"tier": tiers}), NETWORK)
    groups = {group.id: (group.title, group.options, group.councils) for group in benchmark.groups_of("tier")}
    assert groups == {
        "tier-lower": ("Lower", ("lower",), 20),
        "tier-upper-single-not-said": ("Upper or Single or Not said", ("upper", "single", "not-said"), 14),
    }
    assert {(held.option, held.group) for held in benchmark.withheld if held.attribute == "tier"} == {
        (option, "tier-upper-single-not-said") for option in ("upper", "single", "not-said")
    }
    # Nobody says a population: there is one group only, and so none.
    assert [(held.option, held.group) for held in benchmark.withheld if held.attribute == "population"] == [
        ("not-said", None)
    ]


@pytest.mark.parametrize(("rules", "fewest"), [(NETWORK, 8), (PUBLIC, 10), (CIRCLE, 5)])
def test_an_item_needs_the_minimum_of_answers(rules, fewest):
    """Of 30 councils, so many answered one question; the others did not, or say that it does not apply."""
    for answering in range(12):
        codes = [[1, 2] * 15 for _ in SET.questions]
        codes[0] = [1, 2] * 6 + [UNANSWERED, NOT_APPLICABLE] * 9
        codes[0][answering:12] = [UNANSWERED] * (12 - answering)
        cell = cell_of(build_benchmark(counted(SET, codes), rules))[ALL, "one"]
        assert (cell.councils is None) == (answering < fewest)
        if answering < fewest:
            assert (cell.bins, cell.dominant, cell.quartiles, cell.mean) == ((), None, None, None)


def test_what_is_rare_outside_the_shown_groups_is_joined_in_them():
    """Only 5 of b answer: it is held back, and so is a. One of those 14 is at level 0, which would follow from c."""
    tables = [{"a": (1, 4, 4), "b": (0, 3, 2), "c": (3, 3, 3)}, {"a": (3, 3, 3), "b": (3, 3, 3), "c": (3, 3, 3)}]
    cells = cell_of(publish_tables(tables))
    assert cells["kind-a", "q0"].councils is None
    assert cells["kind-b", "q0"].councils is None
    assert [(b.first, b.last, b.councils) for b in cells[ALL, "q0"].bins] == [(0, 0, 4), (1, 1, 10), (2, 2, 9)]
    assert [(b.first, b.last, b.councils) for b in cells["kind-c", "q0"].bins] == [(0, 1, 6), (2, 2, 3)]


# ---- rare, alike, outlier


@pytest.mark.parametrize("rules", [NETWORK, PUBLIC], ids=lambda rules: rules.setting)
def test_when_all_answer_alike_only_that_is_shown(rules):
    """Nine in ten or more: of the question, of the scores that rest on it, of the groups. No count, average or quartile."""
    tiers = ["lower"] * 20 + ["single"] * 20
    for other in (2, 4):
        codes = [[2] * 39 + [min(other, len(question.options) - 1)] for question in SET.questions]
        cells = cell_of(build_benchmark(counted(SET, codes, {"tier": tiers}), rules))
        assert len(cells) == 3 * 10
        for (group, item), cell in cells.items():
            assert (cell.bins, cell.quartiles, cell.mean) == ((), None, None), (group, item)
            if item in ("one", "two", "three", "alone"):
                assert (cell.dominant.first, cell.dominant.last) == (2, 2)
                assert cell.dominant.councils == cell.councils == (40 if group == ALL else 20)


def outlier_pair(councils, seed, start, goal):
    """Publish a pool, and the same pool with one council that answers every question at `goal` and not at `start`."""
    table = pool(councils, seed)
    codes = table.table.codes
    for row, question in enumerate(SET.questions):
        codes[row, 0] = min(start, len(question.options) - 1)
    before = build_benchmark(table, NETWORK)
    for row, question in enumerate(SET.questions):
        codes[row, 0] = min(goal, len(question.options) - 1)
    return before, build_benchmark(table, NETWORK), codes


@pytest.mark.parametrize("councils", [9, 11, 15, 30])
def test_an_outlier_moves_no_mean_by_more_than_a_step_and_no_bin_shows_it(councils):
    moved = 0
    for seed in range(6):
        before, after, codes = outlier_pair(councils, seed, 2, 4)
        for one, other in zip(before.cells, after.cells, strict=True):
            if one.mean is not None and other.mean is not None:
                item = before.item(one.item)
                assert abs(one.mean - other.mean) <= mean_step(one.councils, item.start, item.stop) + 1e-9
                moved += one.mean != other.mean
        cells = cell_of(after)
        for row, question in enumerate(SET.questions[:3]):
            if (codes[row] == 4).sum() <= 2:
                at_top = [b for b in cells[ALL, question.id].bins if b.last == 4]
                assert all(b.first < 4 for b in at_top)
    assert moved or councils >= 12


# ---- the settings


def test_the_public_learns_less():
    table = pool(90, 1)
    benchmark = build_benchmark(table, PUBLIC)
    assert benchmark.digests == ()
    assert benchmark.commitment == hashlib.sha256("\n".join(sorted(table.digests)).encode()).hexdigest()
    assert all(group.councils % 5 == 0 for group in benchmark.groups)
    assert benchmark.councils == 90
    assert any(cell.bins for cell in benchmark.cells)
    small = build_benchmark(pool(37, 1), PUBLIC)
    assert small.councils == 35
    assert not any(cell.bins for cell in small.cells)


def test_members_get_the_digests_so_that_each_can_find_its_own():
    table = pool(20, 1)
    benchmark = build_benchmark(table, NETWORK)
    assert benchmark.digests == tuple(sorted(table.digests))
    assert benchmark.commitment == build_benchmark(table, PUBLIC).commitment


def test_the_commitment_changes_with_any_return():
    table = pool(20, 1)
    other = replace(table, digests=[*table.digests[:-1], "f" * 64])
    assert build_benchmark(table, PUBLIC).commitment != build_benchmark(other, PUBLIC).commitment


def test_the_circle_is_exact():
    table = pool(23, 5)
    cells = cell_of(build_benchmark(table, CIRCLE))
    for row, question in enumerate(SET.questions[:5]):
        codes = table.table.codes[row]
        held = codes[codes >= 0]
        cell = cells[ALL, question.id]
        assert cell.councils == len(held)
        assert [b.councils for b in cell.bins] == np.bincount(held, minlength=len(question.options)).tolist()
        assert [(b.first, b.last) for b in cell.bins] == [(at, at) for at in range(len(question.options))]
        assert cell.mean == pytest.approx(held.mean(), abs=1e-4)
        assert cell.quartiles == pytest.approx(np.quantile(held, [0.25, 0.5, 0.75]))


def test_the_circle_shows_even_that_all_answer_alike():
    for group in ((0, 5, 0), (0, 20, 1)):
        cell = cell_of(publish_tables([{"a": group}], CIRCLE))[ALL, "q0"]
        assert [b.councils for b in cell.bins] == list(group)
        assert cell.quartiles == (1.0, 1.0, 1.0)


def test_the_circle_shows_groups_from_five_and_not_below():
    half = {"a": (2, 3), "b": (1, 4)}
    benchmark = publish_tables([half], CIRCLE)
    assert [group.councils for group in benchmark.groups] == [10, 5, 5]
    assert [group.id for group in publish_tables([{"a": (2, 2), "b": (1, 9)}], CIRCLE).groups] == [ALL]


def test_a_score_that_hides_levels_of_its_only_question_is_not_shown():
    """Seven levels lie in five fifths: what is joined in the one would stand apart in the other."""
    benchmark = publish_tables([{"a": (4, 0, 0, 4, 4, 4, 4)}, {"a": (4, 0, 0, 4, 4, 4, 4)}], sections=True)
    cells = cell_of(benchmark)
    assert cells[ALL, "q0"].bins
    assert (cells[ALL, "s0"].bins, cells[ALL, "s0"].quartiles) == ((), None)
    five = cell_of(publish_tables([{"a": (5, 4, 4, 4, 4)}, {"a": (5, 4, 4, 4, 4)}], sections=True))
    assert five[ALL, "s0"].bins
    assert five[ALL, "s0"].quartiles


# ---- the order of files


@pytest.mark.parametrize("rules", [NETWORK, PUBLIC, CIRCLE], ids=lambda rules: rules.setting)
def test_a_shuffled_pool_gives_the_same_bytes(rules):
    table = pool(30, 3)
    words = {NOT_ASKED: "not-asked", NOT_APPLICABLE: "not-applicable"}
    returns = []
    for at in range(30):
        column = dict(zip((q.id for q in SET.questions), table.table.codes[:, at].tolist(), strict=True))
        answers = {name: words.get(code, code) for name, code in column.items() if code != UNANSWERED}
        attributes = {name: values[at] for name, values in table.attributes.items() if values[at]}
        returns.append(unsigned(SET, at, answers, attributes=attributes))
    choice = Choice(SET.id, SET.version, ROUND, (NETWORK_ID,))
    files = set()
    for seed in range(5):
        random.Random(seed).shuffle(returns)
        files.add(benchmark_bytes(build_benchmark(count(merge(returns), SET, choice), rules)))
    assert len(files) == 1


def test_keys_in_another_order_change_no_figure():
    """The order of councils in the table is that of their keys; figures must not depend on it."""
    table = pool(30, 3)
    order = np.random.default_rng(1).permutation(30)
    shuffled = replace(
        table,
        table=table.table.of(order),
        attributes={name: [values[at] for at in order] for name, values in table.attributes.items()},
    )
    assert benchmark_bytes(build_benchmark(table, NETWORK)) == benchmark_bytes(build_benchmark(shuffled, NETWORK))

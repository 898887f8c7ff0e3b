"""Nobody can work out a rare answer from a published benchmark: tried with every table that would look the same.

The real program publishes whole sets of tables, each as a question of a small pool. A slow oracle then looks for
what follows from the published figures of one attribute and the whole: of every group, group of groups and level.
"""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from benchmark.pool import cells
from benchmark.pool.benchmark import ALL
from benchmark.pool.disclosure import Ends
from benchmark.pool.doubt import Line, Told, leaves_doubt
from benchmark.pool.rules import NETWORK, PUBLIC
from tests.pool import oracle
from tests.pool.build import publish_tables
from tests.pool.oracle import Published, Scale

OPTIONS = "abc"


def every_table(sizes, width):
    """List all tables of groups of these sizes."""
    rows = [list(oracle.compositions(size, width)) for size in sizes]
    return [dict(zip(OPTIONS, table, strict=False)) for table in product(*rows)]


def likely_tables(sizes, width, count, seed=1):
    """Draw tables as councils answer: most near a middle that differs from question to question and group to group."""
    dice = random.Random(seed)
    found = []
    for _ in range(count):
        hard = dice.gauss((width - 1) * 0.45, 0.6)
        table = {}
        for option, size in zip(OPTIONS, sizes, strict=False):
            lean = dice.gauss(hard, 0.3)
            answers = [min(max(round(dice.gauss(lean, 0.9)), 0), width - 1) for _ in range(size)]
            table[option] = tuple(answers.count(level) for level in range(width))
        found.append(table)
    return found


def what_follows(tables, rules=NETWORK, sections=False) -> Iterator[tuple[object, list[str]]]:
    """Publish tables, and give for each what nobody should know and yet follows."""
    width = len(tables[0]["a"])
    scales = (Scale.of_levels(width), *([Scale.of_score(width)] if sections else []))
    benchmark = publish_tables(tables, rules, sections=sections)
    cell_of = {(cell.group, cell.item): cell for cell in benchmark.cells}
    found = {}
    for at, table in enumerate(tables):
        items = (f"q{at}", f"s{at}") if sections else (f"q{at}",)
        if cell_of[ALL, items[0]].councils is None:
            continue
        published = Published.of(benchmark, *items)
        if published not in found:
            fitting = list(oracle.tables(published, scales, Fraction(str(rules.dominant))))
            assert fitting, "The true table itself does not fit what is published of it"
            found[published] = oracle.known(fitting, rules.rare)
        yield table, found[published]


def nothing_follows(tables, **kwargs):
    judged = list(what_follows(tables, **kwargs))
    assert judged
    assert [(table, known) for table, known in judged if known] == []


@pytest.mark.parametrize("councils", [8, 9, 10, 11, 12, 13, 14, 16])
def test_all_councils_as_one_group_with_three_levels(councils):
    nothing_follows(every_table((councils,), 3))


@pytest.mark.no_cover
@pytest.mark.parametrize(("councils", "width"), [(8, 2), (10, 2), (12, 2), (9, 4), (12, 4)])
def test_all_councils_as_one_group_with_other_numbers_of_levels(councils, width):
    nothing_follows(every_table((councils,), width))


@pytest.mark.parametrize("sizes", [(8, 8), (8, 12), (12, 12), (5, 8, 8)])
def test_every_table_of_several_groups_with_two_levels(sizes):
    nothing_follows(every_table(sizes, 2))


@pytest.mark.parametrize("sizes", [(8, 8), (8, 12), (12, 12), (9, 14)])
def test_tables_of_two_groups_with_three_levels(sizes):
    nothing_follows(random.Random(3).sample(every_table(sizes, 3), 100))


@pytest.mark.parametrize("sizes", [(9, 9), (10, 14), (12, 12), (16, 16)])
def test_tables_as_councils_answer_with_five_levels(sizes):
    nothing_follows(likely_tables(sizes, 5, 12))


def test_a_group_in_which_too_few_answered():
    """Of b only 3 to 7 answer: it is held back, and so is one more group, so that the rest does not follow."""
    dice = random.Random(2)
    tables = likely_tables((9, 9, 9), 3, 40)
    for table in tables:
        silent = dice.randint(2, 6)
        while silent:
            at = dice.choice([level for level, count in enumerate(table["b"]) if count])
            table["b"] = tuple(count - (level == at) for level, count in enumerate(table["b"]))
            silent -= 1
    nothing_follows([{"a": (3, 3, 3), "b": (3, 3, 3), "c": (3, 3, 3)}, *tables])


@pytest.mark.parametrize(
    ("sizes", "width", "count"),
    [((8,), 3, 40), ((9,), 5, 40), ((11,), 4, 40), ((12,), 6, 5), ((9, 9), 3, 40), ((12, 12), 4, 6)],
)
def test_a_question_and_the_score_that_rests_on_it_tell_no_more_together(sizes, width, count):
    """They are rounded differently, and six levels lie in five fifths: two views of the same answers."""
    nothing_follows(likely_tables(sizes, width, count), sections=True)


def test_without_the_last_look_much_would_follow(monkeypatch):
    """The oracle is not blind: it finds what the program holds back."""
    monkeypatch.setattr(cells, "leaves_doubt", lambda *_: True)
    judged = list(what_follows(likely_tables((12, 12), 5, 12)))
    assert sum(bool(known) for _, known in judged) >= 3
    judged = list(what_follows(likely_tables((9,), 3, 40), sections=True))
    assert sum(bool(known) for _, known in judged) >= 3


# ---- examples by hand


def figures(benchmark, item, group=ALL):
    return benchmark.cell(group, item)


def test_a_quartile_is_held_back_where_it_would_split_a_joined_bin():
    """[3, 1, 2, 8, 0]: the 1 and the 2 are shown as 3. The first quartile lies a quarter of the way from the fourth council
    to the fifth; shown as 1.5, it would say that the fourth is the only one at level 1."""
    benchmark = publish_tables([{"a": (3, 1, 2, 8, 0)}, {"a": (3, 3, 3, 5, 0)}])
    cell = figures(benchmark, "q0")
    assert [(b.first, b.last, b.councils) for b in cell.bins] == [(0, 0, 3), (1, 2, 3), (3, 3, 8), (4, 4, 0)]
    assert cell.quartiles is None
    assert cell.mean is None
    assert figures(benchmark, "q1").quartiles == (1.0, 2.0, 3.0)


def test_an_average_is_held_back_where_it_would_count_for_itself():
    """Ten councils, yes or no: an average of 0.1 says that exactly one said yes."""
    benchmark = publish_tables([{"a": (9, 1)}, {"a": (5, 5)}])
    assert figures(benchmark, "q0").mean is None
    assert figures(benchmark, "q1").mean == 0.5


def test_a_group_of_ten_that_all_answer_alike_is_not_shown_as_nearly_all_alike():
    """More than 90% of ten is ten: the words would say that every one of them is at that level."""
    small, large = publish_tables([{"a": (0, 10, 0)}]), publish_tables([{"a": (0, 11, 0)}])
    assert figures(small, "q0").dominant is None
    assert figures(small, "q0").bins == ()
    assert figures(large, "q0").dominant.first == 1


def test_nearly_all_alike_in_a_group_is_not_shown_where_the_whole_tells_who_is_not():
    """11 of 12 at level 3 and 12 of 12 at level 4; in all, 11 and 13: the one of the first group that is not at level 3
    would follow."""
    benchmark = publish_tables([{"a": (0, 0, 0, 11, 1), "b": (0, 0, 0, 0, 12)}])
    for group in ("kind-a", "kind-b"):
        cell = figures(benchmark, "q0", group)
        assert (cell.councils, cell.bins, cell.dominant, cell.quartiles, cell.mean) == (12, (), None, None, None)


def test_the_groups_join_what_the_whole_joins():
    """The whole joins levels 1 and 2. Were the parts to join 0 and 1 instead, level 1 would follow by subtraction."""
    benchmark = publish_tables([{"a": (2, 2, 2, 6), "b": (3, 0, 2, 7)}])
    whole = [(b.first, b.last) for b in figures(benchmark, "q0").bins]
    parts = [(b.first, b.last) for b in figures(benchmark, "q0", "kind-a").bins]
    assert whole == [(0, 0), (1, 2), (3, 3)]
    assert all(any(a <= first and last <= b for a, b in parts) for first, last in whole)


def test_in_public_the_same_care_is_taken_below_forty():
    """No levels are shown; but an average and quartiles are, and 12 councils are shown as 10."""
    benchmark = publish_tables([{"a": (10, 2)}, {"a": (0, 12)}, {"a": (6, 6)}], PUBLIC)
    assert figures(benchmark, "q0").bins == ()
    assert figures(benchmark, "q0").quartiles == (0.0, 0.0, 0.0)
    assert figures(benchmark, "q1").dominant.councils == 10
    assert figures(benchmark, "q2").quartiles == (0.0, 0.5, 1.0)


# ---- the function by itself

LINE = Line(np.array([0, 0.5, 1]), np.array([0, 1, 2]), 3, [Ends(0, 2, levels=True)])


@pytest.mark.parametrize(
    ("groups", "told", "whole", "expected"),
    [
        # Nothing is rare.
        ([[3, 3, 3]], [Told(((0, 0), (1, 1), (2, 2)))], None, True),
        # Joined bins alone leave doubt; with every bin told they do not.
        ([[1, 4, 4]], [Told(((0, 1), (2, 2)))], None, True),
        ([[1, 4, 4]], [Told(((0, 0), (1, 1), (2, 2)))], None, False),
        # All alike, and told that nearly all are: with eleven one could differ, with eight none.
        ([[0, 11, 0]], [Told(dominant=1)], None, True),
        ([[0, 8, 0]], [Told(dominant=1)], None, False),
        ([[0, 8, 0]], [Told()], None, True),
        # Two groups: the whole tells level 0. What one group has of it could be the other's, unless it is told.
        ([[1, 4, 4], [3, 3, 3]], [Told(((0, 1), (2, 2)))] * 2, Told(((0, 0), (1, 1), (2, 2))), True),
        (
            [[1, 4, 4], [3, 3, 3]],
            [Told(((0, 1), (2, 2))), Told(((0, 0), (1, 2)))],
            Told(((0, 0), (1, 1), (2, 2))),
            False,
        ),
        # What is left outside the groups is told nothing of, and leaves room.
        ([[1, 4, 4], [3, 3, 3]], [Told(((0, 1), (2, 2))), Told()], Told(((0, 0), (1, 1), (2, 2))), True),
        # A quartile or a mean that splits a joined bin.
        ([[4, 1, 9]], [Told(((0, 1), (2, 2)))], None, True),
        ([[4, 1, 9]], [Told(((0, 1), (2, 2)), quartiles=True)], None, False),
        ([[9, 1, 0]], [Told(mean=True)], None, True),
    ],
)
def test_doubt_is_left_or_not(groups, told, whole, expected):
    assert leaves_doubt(np.array(groups), told, whole or told[0], LINE, NETWORK) == expected

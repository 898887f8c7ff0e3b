"""Rows for charts: what each says, who you are in it, and that what is withheld is None everywhere."""

import msgspec
import pytest

from benchmark.errors import UsageError
from benchmark.pool.benchmark import (
    ALL,
    AttributeInfo,
    BinRange,
    Cell,
    Group,
    ItemInfo,
    benchmark_bytes,
    read_benchmark,
    write_benchmark,
)
from benchmark.pool.comparison import (
    Own,
    bin_label,
    by_group,
    distribution,
    gaps,
    own_bin,
    own_group,
    profile,
    quarter,
    questions,
)
from benchmark.pool.own import place_table
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK
from scoring.answers import build_table
from scoring.codes import NOT_APPLICABLE, NOT_ASKED
from tests.pool.build import counted, levels, question_set

SET = question_set(levels("q1"), levels("q2"), levels("q3", section="b"))
BASE = build_benchmark(counted(SET, [[1, 2] * 8] * 3), NETWORK)
FIFTHS = ("0 to 20", "20 to 40", "40 to 60", "60 to 80", "80 to 100")
LEVELS = tuple(f"Text of level {at}" for at in range(5))


def score(item, kind="section"):
    return ItemInfo(item, kind, item if kind == "section" else "", item.title(), FIFTHS, 0, 100, True, False)


def question(item, section="data", ordered=True):
    return ItemInfo(item, "question", section, f"About {item}?", LEVELS, 0, 4, ordered, True)


def bins(*counts, joined=0):
    """Write the bins of a cell; the first `joined` of them are shown together."""
    first = (BinRange(0, joined - 1, sum(counts[:joined])),) if joined else ()
    return first + tuple(BinRange(at, at, count) for at, count in enumerate(counts) if at >= joined)


def made(*cells):
    """Make a benchmark of two sections, four questions and two tiers from these cells; all others are withheld."""
    items = (
        score("overall", "overall"),
        score("data"),
        score("buying"),
        question("q1"),
        question("q2"),
        question("q3", "buying"),
        question("free", ordered=False),
    )
    groups = (
        Group(ALL, "All councils", None, (), 20),
        Group("tier-lower", "Lower", "tier", ("lower",), 9),
        Group("tier-single-upper", "Single or Upper", "tier", ("single", "upper"), 11),
    )
    given = {(cell.group, cell.item): cell for cell in cells}
    every = tuple(given.get((g.id, i.id), Cell(g.id, i.id)) for i in items for g in groups)
    tier = (AttributeInfo("tier", "Tier"),)
    return msgspec.structs.replace(
        BASE, councils=20, common=("q1",), attributes=tier, groups=groups, items=items, cells=every
    )


FULL = made(
    Cell(ALL, "overall", 20, bins(3, 5, 8, 4, 0), None, (30.0, 45.0, 60.0)),
    Cell(ALL, "data", 20, bins(0, 5, 8, 4, 3), None, (35.0, 50.0, 65.0)),
    Cell(ALL, "buying", 19, (), BinRange(2, 2, 19)),
    Cell(ALL, "q1", 20, bins(3, 5, 8, 4, 0), None, (1.0, 2.0, 2.5)),
    Cell(ALL, "q2", 18, bins(1, 2, 7, 4, 4, joined=2), None, (2.0, 2.0, 3.0)),
    Cell(ALL, "q3", 12, (), BinRange(4, 4, 12)),
    Cell(ALL, "free", 15, bins(3, 3, 3, 3, 3)),
    Cell("tier-lower", "data", 9, bins(0, 3, 6, 0, 0), None, None, 40.0),
    Cell("tier-single-upper", "data", 11, bins(0, 2, 2, 4, 3), None, (45.0, 60.0, 75.0)),
    Cell("tier-single-upper", "q1", 11, bins(0, 3, 4, 4, 0), None, (1.0, 2.0, 3.0)),
)
EMPTY = made()
YOU = Own({"overall": 40.0, "data": 50.0, "buying": None, "q1": 3, "q2": 1, "q3": 4, "free": 2}, {"tier": "upper"})
WHOLE = FULL.groups[0]


# ---- which group is yours


@pytest.mark.parametrize(
    ("attribute", "own", "expected"),
    [
        (None, None, ALL),
        (None, YOU, ALL),
        ("tier", None, ALL),
        ("tier", YOU, "tier-single-upper"),
        ("tier", Own({}, {"tier": "lower"}), "tier-lower"),
        ("tier", Own({}, {"tier": "other"}), ALL),
        ("tier", Own({}, {}), ALL),
    ],
)
def test_your_group_is_the_one_with_your_option_where_it_is_shown(attribute, own, expected):
    assert own_group(FULL, attribute, own).id == expected


def test_peers_are_not_chosen_by_an_attribute_that_there_is_not():
    with pytest.raises(UsageError, match=r'There is no attribute "region" here. Use one of: tier\.'):
        own_group(FULL, "region", YOU)


# ---- profile


def test_the_profile_has_the_sections_in_order_and_the_whole_last():
    rows = [(row.item, row.councils, row.lower, row.median, row.upper, row.you) for row in profile(FULL, WHOLE, YOU)]
    assert rows == [
        ("data", 20, 35, 50, 65, 50),
        ("buying", 19, None, None, None, None),
        ("overall", 20, 30, 45, 60, 40),
    ]
    assert [row.you for row in profile(FULL, WHOLE, None)] == [None] * 3


# ---- distribution


def test_a_distribution_has_a_row_for_each_shown_bin_and_marks_yours():
    rows = distribution(FULL, WHOLE, "q1", YOU)
    assert [(r.bin, r.first, r.last, r.councils, r.share, r.dominant, r.you) for r in rows] == [
        ("Level 0", 0, 0, 3, 0.15, False, False),
        ("Level 1", 1, 1, 5, 0.25, False, False),
        ("Level 2", 2, 2, 8, 0.4, False, False),
        ("Level 3", 3, 3, 4, 0.2, False, True),
        ("Level 4", 4, 4, 0, 0.0, False, False),
    ]


def test_joined_bins_are_one_row_and_may_hold_you():
    first, *_ = distribution(FULL, WHOLE, "q2", YOU)
    assert (first.bin, first.first, first.last, first.councils, first.you) == ("Levels 0 to 1", 0, 1, 3, True)


@pytest.mark.parametrize(("item", "bin_name", "you"), [("q3", "Level 4", True), ("buying", "40 to 60", False)])
def test_nearly_all_alike_is_one_row_without_numbers(item, bin_name, you):
    (row,) = distribution(FULL, WHOLE, item, YOU)
    assert (row.bin, row.councils, row.share, row.dominant, row.you) == (bin_name, None, None, True, you)


def test_shares_add_up_even_where_counts_are_rounded():
    """In public 13, 13 and 14 councils are shown as 15 each, of 40."""
    rounded = made(Cell(ALL, "q1", 40, bins(15, 15, 15, 0, 0)))
    assert sum(row.share for row in distribution(rounded, WHOLE, "q1", None)) == pytest.approx(1)


def test_the_rows_of_questions_are_those_of_their_distributions():
    every = questions(FULL, WHOLE, None, YOU)
    assert list(dict.fromkeys(row.item for row in every)) == ["q1", "q2", "q3", "free"]
    assert questions(FULL, WHOLE, "buying", YOU) == distribution(FULL, WHOLE, "q3", YOU)
    assert questions(FULL, WHOLE, "missing", YOU) == []


# ---- by group


def test_each_section_has_its_median_in_each_group():
    rows = [(r.item, r.group, r.councils, r.median) for r in by_group(FULL, "tier") if r.item == "data"]
    assert rows == [("data", "tier-lower", 9, None), ("data", "tier-single-upper", 11, 60), ("data", ALL, 20, 50)]
    assert [r.item for r in by_group(FULL, "tier")][::3] == ["data", "buying", "overall"]
    assert {r.group for r in by_group(FULL, "region")} == {ALL}


# ---- gaps


def test_gaps_run_from_furthest_above_to_furthest_below():
    rows = gaps(FULL, WHOLE, YOU)
    assert [(r.item, r.you, r.median, r.distance) for r in rows] == [("q1", 3, 2, 1), ("q2", 1, 2, -1)]


def test_of_equal_gaps_the_one_with_fewer_peers_above_you_stands_first():
    """You are one level above the median in all three: in `q3` half of the peers are there too, in `q2` nobody."""
    tied = made(
        Cell(ALL, "q1", 20, bins(0, 0, 10, 5, 5), None, (2.0, 2.0, 3.0)),
        Cell(ALL, "q2", 20, bins(0, 9, 11, 0, 0), None, (1.0, 2.0, 2.0)),
        Cell(ALL, "q3", 20, bins(0, 4, 6, 10, 0), None, (2.0, 2.0, 3.0)),
    )
    three = Own({"q1": 3, "q2": 3, "q3": 3}, {})
    assert [row.item for row in gaps(tied, WHOLE, three)] == ["q2", "q3", "q1"]
    same = made(*(Cell(ALL, item, 20, bins(0, 0, 20, 0, 0), None, (2.0, 2.0, 2.0)) for item in ("q1", "q2", "q3")))
    assert [row.item for row in gaps(same, WHOLE, three)] == ["q1", "q2", "q3"]


def test_what_has_no_median_or_no_order_or_no_answer_of_yours_has_no_gap():
    assert gaps(FULL, WHOLE, Own({"q1": None}, {})) == []
    assert gaps(FULL, FULL.groups[1], YOU) == []
    assert [row.item for row in gaps(FULL, FULL.groups[2], YOU)] == ["q1"]


# ---- quarter


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (100, "top quarter"),
        (65, "top quarter"),
        (64.9, "second quarter"),
        (50, "second quarter"),
        (49.9, "third quarter"),
        (35, "third quarter"),
        (34.9, "bottom quarter"),
        (0, "bottom quarter"),
    ],
)
def test_a_quarter_starts_at_its_quartile(value, expected):
    assert quarter(FULL, WHOLE, "data", Own({"data": value}, {})) == expected


def test_no_quartiles_no_quarter():
    assert quarter(FULL, WHOLE, "buying", Own({"buying": 50.0}, {})) is None
    assert quarter(FULL, WHOLE, "data", Own({}, {})) is None
    assert quarter(FULL, WHOLE, "nine", YOU) is None


# ---- what is withheld


@pytest.mark.parametrize("group", EMPTY.groups, ids=lambda group: group.id)
def test_what_is_withheld_is_none_in_every_row(group):
    for row in profile(EMPTY, group, YOU):
        assert (row.councils, row.lower, row.median, row.upper) == (None, None, None, None)
    for row in by_group(EMPTY, "tier"):
        assert (row.councils, row.median) == (None, None)
    for item in EMPTY.items:
        assert distribution(EMPTY, group, item.id, YOU) == []
        assert quarter(EMPTY, group, item.id, YOU) is None
    assert questions(EMPTY, group, None, YOU) == []
    assert gaps(EMPTY, group, YOU) == []


def test_a_cell_that_says_only_how_many_answered_shows_only_that():
    bare = made(*(Cell(ALL, item.id, 12) for item in EMPTY.items))
    assert {(r.councils, r.lower, r.median, r.upper) for r in profile(bare, WHOLE, YOU)} == {(12, None, None, None)}
    assert [r.median for r in by_group(bare, "tier")] == [None] * 9
    assert questions(bare, WHOLE, None, YOU) == []
    assert gaps(bare, WHOLE, YOU) == []


# ---- places and labels


@pytest.mark.parametrize(
    ("item", "value", "expected"),
    [
        ("q1", None, None),
        ("q1", 0, 0),
        ("q1", 4, 4),
        ("data", 0, 0),
        ("data", 19.999, 0),
        ("data", 20, 1),
        ("data", 60 - 1e-12, 3),
        ("data", 99.9, 4),
        ("data", 100, 4),
    ],
)
def test_your_bin(item, value, expected):
    assert own_bin(FULL.item(item), value) == expected


@pytest.mark.parametrize(
    ("item", "first", "last", "expected"),
    [
        ("q1", 2, 2, "Level 2"),
        ("q1", 0, 2, "Levels 0 to 2"),
        ("data", 1, 1, "20 to 40"),
        ("data", 0, 2, "0 to 60"),
        ("data", 3, 4, "60 to 100"),
    ],
)
def test_the_names_of_bins(item, first, last, expected):
    assert bin_label(FULL.item(item), first, last) == expected


# ---- your own place


def test_you_are_measured_as_the_pool_was():
    """On the questions that every council of the pool was asked, even where you were asked more."""
    codes = [[1, 2] * 8, [3, 1] * 8, [NOT_ASKED] + [2] * 15]
    benchmark = build_benchmark(counted(SET, codes), NETWORK)
    assert benchmark.common == ("q1", "q2")
    own = place_table(benchmark, SET, build_table(SET, [{"q1": 4, "q2": 2, "q3": 0}]), {"tier": "lower"})
    assert own.values == {"overall": 75, "a": 75, "q1": 4, "q2": 2, "q3": 0}
    assert own.attributes == {"tier": "lower"}
    missing = place_table(benchmark, SET, build_table(SET, [{"q1": NOT_APPLICABLE}]), {})
    assert missing.values == {"overall": None, "a": None, "q1": None, "q2": None, "q3": None}


def test_another_question_set_cannot_be_compared():
    other = question_set(levels("q1"), levels("q2"), levels("q3", count=4, section="b"))
    with pytest.raises(UsageError, match="only where the question sets are the same"):
        place_table(BASE, other, build_table(other, [{}]), {})


def test_rows_are_the_same_from_a_file(tmp_path):
    write_benchmark(FULL, tmp_path / "a.benchmark.json")
    read = read_benchmark(tmp_path / "a.benchmark.json")
    assert profile(read, read.groups[0], YOU) == profile(FULL, WHOLE, YOU)
    assert gaps(read, read.groups[0], YOU) == gaps(FULL, WHOLE, YOU)
    assert msgspec.json.decode(benchmark_bytes(FULL))["groups"][0]["id"] == ALL

"""How many were invited and returned, by type: right, and never telling of fewer councils than the minimum."""

from collections import Counter
from itertools import combinations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.errors import FaultsError
from benchmark.pool.benchmark import Participation, benchmark_bytes, participation_words, read_benchmark
from benchmark.pool.ledger import Ledger, close_ledger
from benchmark.pool.participation import Attendance, Invited, participation
from benchmark.pool.publish import draft_benchmark
from benchmark.pool.rounds import publish_round
from benchmark.pool.rules import NETWORK, PUBLIC
from benchmark.pool.words import participation_lines
from tests.pool.build import ROUND, attribute, counted, levels, question_set

TIER = attribute("tier", "lower", "upper", "single")
KIND = {**attribute("kind", "district", "county", "unitary", "london"), "shared": False}
SET = question_set(levels("one"), attributes=[KIND, TIER])
TIERS = {"district": "lower", "county": "upper", "unitary": "single", "london": "single"}


def round_of(returned: dict[str, int], missing: dict[str, int], by=("kind",), **changes):
    """Make a count, and who was invited: so many of each kind returned, so many did not."""
    kinds = [kind for kind, number in returned.items() for _ in range(number)]
    others = [kind for kind, number in missing.items() for _ in range(number)]
    codes = [[at % 5 for at in range(len(kinds))]]
    found = counted(SET, codes, {"tier": [TIERS[kind] for kind in kinds]})
    found.invited_only = True
    facts = {f"i{at}": {"kind": kind, "tier": TIERS[kind]} for at, kind in enumerate([*kinds, *others])}
    by_key = {key: f"i{at}" for at, key in enumerate(found.keys)}
    for name, value in changes.items():
        setattr(found, name, value)
    return found, Attendance(Invited(len(facts), facts, tuple(by)), by_key), kinds


def told(found, attendance, rules=NETWORK, **given):
    draft = draft_benchmark(found, rules)
    return participation(found, draft.groups, attendance, rules, **given), draft


def numbers(rows, name="tier"):
    return {row.title: (row.invited, row.returned) for row in rows if row.attribute == name}


def test_all_and_each_type_with_how_many_were_invited_and_returned():
    found, attendance, _ = round_of({"district": 12, "unitary": 9, "london": 8}, {"district": 3, "unitary": 1})
    shown, _ = told(found, attendance)
    assert (shown.rows[0].attribute, shown.rows[0].invited, shown.rows[0].returned) == (None, 33, 29)
    assert numbers(shown.rows) == {"Lower": (15, 12), "Single": (18, 17)}
    assert numbers(shown.rows, "kind") == {"District": (15, 12), "Unitary": (10, 9), "London": (8, 8)}
    assert shown.notes == ()


def test_a_type_that_is_too_small_stands_together_with_another():
    found, attendance, _ = round_of({"district": 12, "county": 3, "unitary": 20}, {"county": 4, "london": 2})
    shown, draft = told(found, attendance)
    assert numbers(shown.rows) == {"Lower or Upper": (19, 15), "Single": (22, 20)}
    # Nobody of the second kind returned: alone it would say of each of its councils that it is not in.
    assert numbers(shown.rows, "kind") == {"District or County": (19, 15), "Unitary or London": (22, 20)}
    assert {row.returned for row in shown.rows[1:3]} == {group.info.councils for group in draft.groups[1:]}


def test_a_private_type_that_would_be_found_by_subtraction_is_not_told_of():
    """Nine of a kind beside the sixteen of their tier would tell of the other seven."""
    found, attendance, _ = round_of({"district": 12, "unitary": 9, "london": 7}, {})
    shown, _ = told(found, attendance)
    assert numbers(shown.rows) == {"Lower": (12, 12), "Single": (16, 16)}
    assert numbers(shown.rows, "kind") == {"District": (12, 12), "Unitary or London": (16, 16)}


def test_a_private_attribute_that_cuts_across_the_groups_is_not_told_of():
    """Fifteen of one kind, twelve of them the whole lower tier: the other three would follow."""
    found, attendance, _ = round_of({"district": 12, "unitary": 12}, {})
    facts = {
        name: {**known, "kind": "district" if at < 15 else "unitary"}
        for at, (name, known) in enumerate(attendance.invited.facts.items())
    }
    shown, _ = told(found, Attendance(Invited(24, facts, ("kind",)), attendance.by_key))
    assert [(row.status, row.invited) for row in shown.rows if row.attribute == "kind"] == [("too-few-answered", None)]


def test_a_private_attribute_is_told_of_only_where_the_coordinator_says():
    found, attendance, _ = round_of({"district": 12, "unitary": 9}, {}, by=())
    assert {row.attribute for row in told(found, attendance)[0].rows} == {None, "tier"}


def test_public_numbers_are_rounded():
    found, attendance, _ = round_of({"district": 14, "unitary": 23}, {"district": 4, "unitary": 3})
    shown, _ = told(found, attendance, PUBLIC)
    assert [(row.invited, row.returned) for row in shown.rows] == [(45, 35), (20, 15), (25, 25), (20, 15), (25, 25)]


def test_before_the_end_no_type_and_in_a_correction_no_private_one():
    found, attendance, _ = round_of({"district": 12, "unitary": 9}, {})
    kinds = {
        types: {row.attribute for row in told(found, attendance, types=types)[0].rows}
        for types in ("none", "shared", "all")
    }
    assert kinds == {"none": {None}, "shared": {None, "tier"}, "all": {None, "tier", "kind"}}
    ledger = Ledger("council-ledger/1", SET.id, SET.version, ROUND)
    stages = {}
    for kind in ("interim", "final", "correction"):
        before = close_ledger(publish_round(found, NETWORK, ledger, "final").ledger) if kind == "correction" else ledger
        benchmark = publish_round(found, NETWORK, before, kind, attendance=attendance).benchmark
        stages[kind] = {row.attribute for row in benchmark.participation}
    assert stages == {"interim": {None}, "final": {None, "tier", "kind"}, "correction": {None, "tier"}}


def test_in_a_small_network_only_the_whole_is_told_of():
    found, attendance, _ = round_of({"district": 6, "unitary": 6}, {})
    shown, _ = told(found, attendance)
    assert [(row.attribute, row.status) for row in shown.rows] == [
        (None, "shown"),
        ("tier", "too-few-answered"),
        ("kind", "too-few-answered"),
    ]


@pytest.mark.parametrize("wrong", ["silent", "otherwise", "lost"])
def test_a_list_that_does_not_fit_is_not_used_and_the_coordinator_is_told(wrong):
    found, attendance, _ = round_of({"district": 12, "unitary": 9}, {"district": 2})
    facts = dict(attendance.invited.facts)
    facts["i1"] = {"silent": {"kind": "district"}, "otherwise": {"kind": "district", "tier": "upper"}, "lost": {}}[
        wrong
    ]
    shown, _ = told(found, Attendance(Invited(23, facts, ("kind",)), attendance.by_key))
    assert [row.status for row in shown.rows if row.attribute == "tier"] == ["not-known"]
    assert "Participation by tier is not shown: of " in shown.notes[0]
    assert len(shown.notes) == (2 if wrong == "lost" else 1)


def test_a_return_under_an_invitation_that_is_not_in_the_list_is_noticed():
    found, attendance, _ = round_of({"district": 12, "unitary": 9}, {"district": 2})
    shown, _ = told(found, Attendance(attendance.invited, {**attendance.by_key, found.keys[0]: "gone"}))
    assert {row.status for row in shown.rows if row.attribute} == {"not-known"}


def test_what_all_share_is_no_type():
    found, attendance, _ = round_of({"district": 20}, {"district": 5})
    assert [row.attribute for row in told(found, attendance)[0].rows] == [None]


def test_an_attribute_that_no_return_holds_is_no_type():
    found, attendance, _ = round_of({"district": 12, "unitary": 9}, {}, attributes={"tier": [""] * 21}, by=())
    assert [row.attribute for row in told(found, attendance)[0].rows] == [None]


@pytest.mark.parametrize(
    "changes", [{"invited": None}, {"invited": Invited(20)}, {"uninvited": True}, {"invited": Invited(40)}]
)
def test_nothing_is_said_where_it_is_not_known_who_was_invited(changes):
    found, attendance, _ = round_of({"district": 12, "unitary": 9}, {})
    found.invited_only = not changes.get("uninvited")
    given = Attendance(changes.get("invited", attendance.invited), attendance.by_key)
    rows = told(found, given)[0].rows
    assert [(row.invited, row.returned) for row in rows] == ([(40, 21)] if given.invited == Invited(40) else [])


SIZES = st.lists(st.integers(0, 14), min_size=4, max_size=4)


@given(SIZES, SIZES, st.sampled_from([NETWORK, PUBLIC]))
def test_no_type_and_no_difference_of_types_and_groups_tells_of_fewer_than_the_minimum(returned, missing, rules):
    names = list(TIERS)
    found, attendance, kinds = round_of(dict(zip(names, returned, strict=True)), dict(zip(names, missing, strict=True)))
    if found.councils < rules.minimum:
        return
    shown, draft = told(found, attendance, rules)
    families = [[set(np.flatnonzero(g.members).tolist()) for g in draft.groups if g.info.attribute == "tier"]]
    of_kinds = [row for row in shown.rows if row.attribute == "kind" and row.status == "shown"]
    families.append([{at for at, kind in enumerate(kinds) if kind in row.options} for row in of_kinds])
    unions = [
        set().union(*some) for family in families for n in range(len(family) + 1) for some in combinations(family, n)
    ]
    unions.append(set(range(found.councils)))
    left = [len(whole - part) for whole in unions for part in unions if part <= whole]
    assert all(size == 0 or size >= rules.minimum for size in left)
    for name in ("tier", "kind"):
        rows = [row for row in shown.rows if row.attribute == name and row.status == "shown"]
        held = Counter(known[name] for known in attendance.invited.facts.values())
        if rows:
            options = [option for row in rows for option in row.options]
            assert sorted(options) == sorted(held)
        for row in rows:
            exact = sum(held[option] for option in row.options)
            assert abs(row.invited - exact) <= rules.base // 2
            assert row.returned <= row.invited


def a_benchmark(rules=NETWORK):
    found, attendance, _ = round_of({"district": 12, "unitary": 23}, {"district": 3})
    return publish_round(
        found, rules, Ledger("council-ledger/1", SET.id, SET.version, ROUND), "final", attendance=attendance
    ).benchmark


def test_it_is_said_in_words():
    assert participation_words(a_benchmark()) == "35 of 38 invited councils sent a return."
    assert participation_words(a_benchmark(PUBLIC)) == "About 35 of about 40 invited councils sent a return."
    assert participation_words(msgspec.structs.replace(a_benchmark(), participation=())) == ""
    held = tuple(Participation("tier", "Tier", (), "", status) for status in ("not-known", "too-few-answered"))
    assert participation_lines(a_benchmark())[1:] == [
        "Returned, by tier: Lower (12 of 15); Single (23 of 23).",
        "Returned, by kind: District (12 of 15); Unitary (23 of 23).",
    ]
    for found, words in zip(
        held, ("does not say it of every council", "fewer than 8 councils that returned"), strict=True
    ):
        lines = participation_lines(msgspec.structs.replace(a_benchmark(), participation=(found,)))
        assert words in lines[-1]


@pytest.mark.parametrize(
    "row",
    [
        Participation(None, "", (), "All councils", "shown"),
        Participation(None, "", (), "All councils", "shown", 5),
        Participation(None, "", (), "All councils", "shown", 5, 6),
        Participation("tier", "Tier", (), "", "not-known", 5, 4),
    ],
)
def test_a_file_whose_numbers_do_not_fit_is_refused(row, tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(benchmark_bytes(a_benchmark()))
    assert read_benchmark(path).participation == a_benchmark().participation
    path.write_bytes(benchmark_bytes(msgspec.structs.replace(a_benchmark(), participation=(row,))))
    with pytest.raises(FaultsError, match="do not fit together"):
        read_benchmark(path)

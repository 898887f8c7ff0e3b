"""Counting: which returns of a pool count, which do not and why, and which part of a pool is meant."""

import pytest

from benchmark.errors import UsageError
from benchmark.pool.count import Choice, Selection, choose, contents, count
from benchmark.pool.fit import return_codes
from benchmark.pool.pool import merge
from benchmark.returns.model import digest
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from tests.pool.build import NETWORK_ID, ROUND, attribute, levels, question_set, unsigned

SET = question_set(
    levels("one", 3),
    levels("two", 5),
    {
        "id": "many",
        "section": "a",
        "text": "?",
        "choose": "many",
        "options": [{"id": o, "title": o, "points": 1} for o in "xyz"],
    },
    {"id": "late", "section": "a", "text": "?", "number": {"worst": 100, "best": 0, "step": 0.5}},
    attributes=[attribute("tier", "lower", "upper"), {**attribute("region", "north", "south"), "shared": False}],
)
HERE = Choice("test-set", "1", ROUND, (NETWORK_ID,))
BOTH = Choice("test-set", "1", ROUND, (NETWORK_ID, "south"))
NOTHING = {"attributes": {}, "targets": {}, "evidenced": {}, "withdrawn": True}


def a_return(number, answers=None, **changes):
    return unsigned(SET, number, {"one": 1} if answers is None else answers, **changes)


def counted(*returns, choice=HERE):
    return count(merge(returns), SET, choice)


def codes(found):
    return sorted(fault.code for fault in found.faults)


# ---- the tables


def test_answers_become_a_table_in_the_order_of_the_keys():
    found = counted(
        a_return(3, {"one": 2, "two": "not-asked", "late": 25}),
        a_return(1, {"one": 0, "two": "not-applicable", "many": 5}, targets={"one": 2}, attributes={"tier": "upper"}),
        a_return(2, {}),
    )
    assert found.councils == 3
    assert found.table.codes.tolist() == [
        [0, UNANSWERED, 2],
        [NOT_APPLICABLE, UNANSWERED, NOT_ASKED],
        [5, UNANSWERED, UNANSWERED],
        [UNANSWERED, UNANSWERED, 0],
    ]
    assert found.table.numbers[3][2] == 12.5
    assert found.targets.codes[0].tolist() == [2, UNANSWERED, UNANSWERED]
    assert found.attributes == {"tier": ["upper", "", ""]}
    assert found.keys == sorted(found.keys)
    assert found.left_out == {}
    assert found.faults == []


def test_the_digests_are_those_of_the_returns_that_count():
    good, withdrawn = a_return(1), a_return(2, {}, sequence=2, **NOTHING)
    assert counted(good, a_return(2), withdrawn).digests == [digest(good.content)]


def test_codes_of_a_return():
    assert return_codes(SET, {"one": 2, "two": "not-asked", "many": 7, "late": -3}) == {
        "one": 2,
        "two": NOT_ASKED,
        "many": 7,
        "late": -1.5,
    }


# ---- what does not count


def test_a_withdrawal_is_left_out_and_said():
    found = counted(a_return(1), a_return(2), a_return(2, {}, sequence=2, **NOTHING))
    assert found.councils == 1
    assert found.left_out == {"withdrawn": 1}
    assert found.faults == []


def test_a_conflict_is_left_out_and_reported_until_a_later_return_settles_it():
    one, other = a_return(1, {"one": 0}), a_return(1, {"one": 2})
    found = counted(one, other, a_return(2))
    assert found.councils == 1
    assert found.left_out == {"conflict": 1}
    assert codes(found) == ["conflict"]
    assert "key 00000000" in str(found.faults[0])
    settled = counted(one, other, a_return(2), a_return(1, {"one": 1}, sequence=2))
    assert settled.councils == 2
    assert settled.left_out == {}


def test_a_conflict_between_two_versions_is_reported_for_both():
    one, other = a_return(1), a_return(1, version="2")
    later = Choice("test-set", "2", ROUND, (NETWORK_ID,))
    for choice in (HERE, later):
        assert counted(one, other, choice=choice).left_out == {"conflict": 1}


def test_a_council_counts_at_home_when_networks_are_added_together():
    guest = a_return(1, network="south", home=False)
    returns = [a_return(1), guest, a_return(2, network="south")]
    both = counted(*returns, choice=BOTH)
    assert both.councils == 2
    assert both.left_out == {"home elsewhere": 1}
    alone = counted(*returns, choice=Choice("test-set", "1", ROUND, ("south",)))
    assert alone.councils == 2
    assert alone.left_out == {}


def test_other_rounds_networks_versions_and_question_sets_are_another_matter():
    others = [{"round": "2027"}, {"network": "south"}, {"version": "2"}, {"questionnaire": "other"}]
    found = counted(a_return(1), *(a_return(2 + at, **change) for at, change in enumerate(others)))
    assert found.councils == 1
    assert found.left_out == {}


@pytest.mark.parametrize(
    ("answers", "changes", "expected"),
    [
        ({"one": 3}, {}, ["answer-out-of-range"]),
        ({"one": -1}, {}, ["answer-out-of-range"]),
        ({"two": 5}, {}, ["answer-out-of-range"]),
        ({"many": 8}, {}, ["answer-out-of-range"]),
        ({"many": -1}, {}, ["answer-out-of-range"]),
        ({"missing": 0}, {}, ["no-such-question"]),
        ({"missing": "not-asked"}, {}, ["no-such-question"]),
        ({"one": 1}, {"targets": {"one": 3}}, ["answer-out-of-range"]),
        ({"one": 1}, {"targets": {"late": 1}}, ["bad-target"]),
        ({"one": 1}, {"targets": {"many": 1}}, ["bad-target"]),
        ({"one": 1}, {"targets": {"missing": 3}}, ["no-such-question"]),
        ({"one": 1}, {"attributes": {"tier": "middle"}}, ["unknown-option"]),
        ({"one": 1}, {"attributes": {"size": "large"}}, ["unknown-attribute"]),
        ({"one": 1}, {"attributes": {"region": "north"}}, ["unknown-attribute"]),
        ({"one": 1}, {"fingerprint": "f" * 64}, ["other-fingerprint"]),
        ({"one": 9, "two": 9, "missing": 0}, {"fingerprint": "f" * 64}, ["other-fingerprint"]),
        ({"one": 9, "two": 9, "missing": 0}, {}, ["answer-out-of-range", "answer-out-of-range", "no-such-question"]),
    ],
)
def test_a_return_that_does_not_fit_is_left_out_with_every_reason(answers, changes, expected):
    found = counted(a_return(1), a_return(2, answers, **changes))
    assert found.councils == 1
    assert found.left_out == {"does not fit the question set": 1}
    assert codes(found) == expected


@pytest.mark.parametrize(
    "answers", [{"one": 0}, {"one": 2}, {"many": 0}, {"many": 7}, {"late": 0}, {"late": -5}, {"late": 10**9}]
)
def test_the_ends_of_what_fits(answers):
    assert counted(a_return(1, answers)).left_out == {}


# ---- which part of a pool is meant


def pool(*places):
    """Make a pool with one return in each place: question set, version, round, network."""
    return merge(
        a_return(at, questionnaire=set_id, version=version, round=round_id, network=network)
        for at, (set_id, version, round_id, network) in enumerate(places)
    )


MIXED = pool(
    ("big", "1", "2026", "north"),
    ("big", "1", "2026", "south"),
    ("big", "1", "2027", "north"),
    ("small", "1", "2027", "north"),
)


def test_contents_lists_each_round_with_its_networks():
    assert contents(MIXED) == [
        Choice("big", "1", "2026", ("north", "south")),
        Choice("big", "1", "2027", ("north",)),
        Choice("small", "1", "2027", ("north",)),
    ]
    assert contents(merge([])) == []


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection("small"), Choice("small", "1", "2027", ("north",))),
        (Selection(round="2026"), Choice("big", "1", "2026", ("north", "south"))),
        (Selection(network="south"), Choice("big", "1", "2026", ("south",))),
        (Selection("big", "2027", "north"), Choice("big", "1", "2027", ("north",))),
    ],
)
def test_a_part_is_chosen_by_as_much_as_is_needed(selection, expected):
    assert choose(MIXED, selection) == expected


def test_a_pool_with_one_part_needs_no_choice():
    assert choose(pool(("big", "1", "2026", "north")), Selection()) == Choice("big", "1", "2026", ("north",))


@pytest.mark.parametrize(
    "selection", [Selection(), Selection("big"), Selection(round="2027"), Selection(network="north")]
)
def test_where_more_than_one_fits_the_choices_are_listed(selection):
    with pytest.raises(UsageError) as caught:
        choose(MIXED, selection)
    assert str(caught.value).splitlines() == [
        "The pool holds more than one question set or round. Choose one:",
        "  --set big --round 2026  (version 1: north, south)",
        "  --set big --round 2027  (version 1: north)",
        "  --set small --round 2027  (version 1: north)",
    ]


@pytest.mark.parametrize("selection", [Selection("huge"), Selection(round="2025"), Selection("small", network="south")])
def test_where_nothing_fits_what_there_is_is_listed(selection):
    with pytest.raises(UsageError, match="no such returns") as caught:
        choose(MIXED, selection)
    assert "--set small --round 2027" in str(caught.value)


def test_two_versions_of_one_question_set_are_told_apart():
    with pytest.raises(UsageError) as caught:
        choose(pool(("big", "1", "2026", "north"), ("big", "2", "2026", "north")), Selection())
    assert "version 1" in str(caught.value)
    assert "version 2" in str(caught.value)


def test_a_version_can_be_named_where_a_round_has_two():
    mixed = pool(("big", "1", "2026", "north"), ("big", "2", "2026", "north"))
    assert choose(mixed, Selection("big@2")).version == "2"


def test_an_empty_pool_says_what_to_do():
    with pytest.raises(UsageError, match="Merge returns into it first"):
        choose(merge([]), Selection())

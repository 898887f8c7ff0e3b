"""Whose returns count: judged when counting, the same in any order of files."""

import itertools
import random
from pathlib import Path

import msgspec
import pytest

from benchmark.errors import UsageError
from benchmark.network.invite import retire
from benchmark.network.select import select
from benchmark.pool.count import Choice, Counted, Selection, choose, count
from benchmark.pool.pool import merge
from benchmark.pool.roster import judge, judge_one
from benchmark.returns.endorsement import endorsements_fit
from benchmark.returns.model import SignedReturn
from tests.network.made import ROUND, SET, Round, new_round, returned

CHOICE = Choice(SET.id, SET.version, ROUND, ("north-west",))


def counted(made: Round, returns: list[SignedReturn], *, include_uninvited: bool = False) -> Counted:
    roster = made.folder.network.roster_for_counting(include_uninvited=include_uninvited)
    return count(merge(returns), SET, CHOICE, roster)


def test_only_a_council_that_was_invited_counts(tmp_path: Path) -> None:
    made = new_round(tmp_path, 3)
    codes = [council.code for council in made.holders]
    mine = [returned(f"s{at}", code) for at, code in enumerate(codes)]
    uninvited = [returned(f"u{at}") for at in range(50)]
    alone, beside = counted(made, mine), counted(made, mine + uninvited)
    assert alone.keys == beside.keys
    assert (alone.table.codes == beside.table.codes).all()
    assert alone.digests == beside.digests
    assert alone.attributes == beside.attributes
    assert beside.left_out == {"not invited": 50}
    assert counted(made, mine + uninvited, include_uninvited=True).councils == 53


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "9"},
        {"answers": {"no-such-question": 1}},
        {"fingerprint": "0" * 64},
        {"home": False},
        {"withdrawn": True},
    ],
)
def test_uninvited_returns_of_any_kind_change_nothing(tmp_path: Path, changes: dict[str, object]) -> None:
    made = new_round(tmp_path, 3)
    mine = [returned(f"s{at}", council.code) for at, council in enumerate(made.holders)]
    pool = merge([*mine, *(returned(f"u{at}", **changes) for at in range(50))])
    selection, _ = select(made.folder.network_path, Selection())
    assert choose(pool, selection) == CHOICE
    found = count(pool, SET, choose(pool, selection), selection.roster)
    assert (found.councils, found.faults) == (3, [])


def test_an_endorsement_holds_for_one_key_in_one_place(tmp_path: Path) -> None:
    made = new_round(tmp_path, 2)
    code, other = (council.code for council in made.holders)
    roster = made.folder.network.roster_for_counting()
    good = returned("mine", code)
    assert endorsements_fit([good.content]) == [True]
    assert judge_one(good.content, roster) == "invited"
    wrong = [
        returned("mine", code, endorse_key=returned("other").content.key),
        returned("mine", code, endorse_place={"network": "north-east"}),
        returned("mine", code, endorse_place={"round": "2027-autumn"}),
        returned("mine", code, endorse_place={"questionnaire": "digital-maturity"}),
        # Another invitation's name on this one's signature, and somebody's endorsement copied.
        returned("mine", endorsement=msgspec.structs.replace(good.content.endorsement, invitation=made.council(2).key)),
        returned("thief", endorsement=good.content.endorsement),
    ]
    assert [judge_one(signed.content, roster) for signed in wrong] == ["unfit"] * len(wrong)
    assert judge_one(returned("mine", other, network="north-east").content, roster) is None
    assert judge_one(returned("mine").content, roster) == "not invited"
    assert counted(made, [wrong[0], returned("s2", other)]).left_out == {"its endorsement does not fit": 1}


def test_two_keys_under_one_invitation_count_neither_in_any_order(tmp_path: Path) -> None:
    made = new_round(tmp_path, 2)
    first, second = (council.code for council in made.holders)
    returns = [returned("a", first), returned("b", first, level=4), returned("c", second)]
    for order in itertools.permutations(returns):
        found = counted(made, list(order))
        assert found.keys == [returns[2].content.key]
        assert found.left_out == {"two keys under one invitation": 2}
        assert [fault.code for fault in found.faults] == ["used-twice"]
        assert counted(made, list(order), include_uninvited=True).councils == 1


@pytest.mark.parametrize("sender", ["a", "b", "c", "d", "e", "f"])
def test_what_is_said_of_a_conflict_does_not_depend_on_its_order(tmp_path: Path, sender: str) -> None:
    """The order of two returns of one key is that of their digests, which is any."""
    made = new_round(tmp_path, 1)
    unfit = returned(sender, made.holders[0].code, endorse_place={"round": "2027-autumn"})
    found = counted(made, [unfit, returned(sender, level=4)])
    assert found.left_out == {"its endorsement does not fit": 1}


def test_a_key_that_was_withdrawn_leaves_its_invitation_free(tmp_path: Path) -> None:
    made = new_round(tmp_path, 1)
    code = made.holders[0].code
    returns = [returned("a", code), returned("a", code, sequence=2, withdrawn=True), returned("b", code)]
    for order in itertools.permutations(returns):
        found = counted(made, list(order))
        assert (found.keys, found.left_out) == ([returns[2].content.key], {"withdrawn": 1})


def test_a_retired_invitation_leaves_the_counts_whatever_the_order(tmp_path: Path) -> None:
    made = new_round(tmp_path, 3)
    returns = [returned(f"s{at}", council.code) for at, council in enumerate(made.holders)]
    retire(made.folder, 2)
    made.invite(made.council(2).council)
    again = returned("s1", made.council(4).code, sequence=2)
    for order in itertools.permutations(returns):
        found = counted(made, list(order))
        assert (found.councils, found.left_out) == (2, {"its invitation was retired": 1})
    for order in itertools.permutations([*returns, again]):
        assert counted(made, list(order)).councils == 3


def test_any_order_and_any_parts_give_the_same_verdicts(tmp_path: Path) -> None:
    made = new_round(tmp_path, 6)
    codes = [council.code for council in made.holders]
    returns = [
        *(returned(f"s{at}", code) for at, code in enumerate(codes)),
        returned("x", codes[0]),
        returned("s1", codes[1], sequence=2, level=3),
        returned("s2", codes[2], level=0),
        returned("s3", codes[3], sequence=5, withdrawn=True),
        *(returned(f"u{at}") for at in range(5)),
    ]
    retire(made.folder, 5)
    roster = made.folder.network.roster_for_counting()
    wanted = judge(merge(returns), roster)
    keys = counted(made, returns).keys
    assert len(keys) == 2
    draw = random.Random(7)
    for _ in range(30):
        draw.shuffle(returns)
        half = len(returns) // 2
        pool = merge([*merge(returns[half:]).returns, *merge(returns[:half]).returns, *returns[:3]])
        assert judge(pool, roster) == wanted
        assert counted(made, list(pool.returns)).keys == keys


def test_attributes_that_the_network_does_not_use_are_left_out(tmp_path: Path) -> None:
    made = new_round(tmp_path, 1, attributes=("tier",))
    found = counted(made, [returned("a", made.holders[0].code)])
    assert found.attributes == {"tier": ["lower"], "population": [""]}


def test_without_a_roster_the_count_says_that_not_only_invited_councils_are_in_it(tmp_path: Path) -> None:
    made = new_round(tmp_path, 1)
    mine = returned("a", made.holders[0].code)
    counts = (
        count(merge([mine]), SET, CHOICE),
        counted(made, [mine], include_uninvited=True),
        counted(made, [mine]),
    )
    assert [found.invited_only for found in counts] == [False, False, True]


def test_options_that_contradict_the_networks_file_are_refused(tmp_path: Path) -> None:
    made = new_round(tmp_path, 1)
    path = made.folder.network_path
    for given in (Selection("digital-maturity"), Selection(round="2020"), Selection(network="other")):
        with pytest.raises(UsageError, match="is not what"):
            select(path, given)
    with pytest.raises(UsageError, match="include-uninvited"):
        select(None, Selection(), include_uninvited=True)
    assert select(None, Selection("x"))[0] == Selection("x")

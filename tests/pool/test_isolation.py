"""Nothing published of 1,000 pools, once or twice, isolates fewer councils than the minimum, for any reader.

The pools are drawn from seeds. The program publishes them, with its ledger; the exact oracle of `set_oracle.py` then
looks for any combination of all that a reader sees. With the program's audits switched off it finds many.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.errors import WithheldError
from benchmark.pool.count import Counted, keep_councils
from benchmark.pool.joint import Verdict
from benchmark.pool.ledger import Kind, Ledger
from benchmark.pool.rounds import publish_round
from benchmark.pool.rules import NETWORK, PUBLIC, Rules
from scoring.codes import NOT_ASKED, UNANSWERED
from tests.pool.build import ROUND, attribute, counted, levels, question_set
from tests.pool.set_oracle import (
    Seen,
    independent,
    is_made_of,
    isolates,
    known_isolates,
    rows_of,
    seen,
    together,
    without,
)
from tests.pool.set_pools import Case, Step, case

EMPTY = Ledger("council-ledger/1", "test-set", "1", ROUND)
# Who sees what, and how few may be told apart for them.
READERS = {"a member": ({"network", "public"}, 8), "anybody": ({"public"}, 10)}
# 1,000 pools, in batches that are tested side by side. Of some the second publication is withheld: others take their place.
BATCHES, IN_BATCH = 20, 50
MOST_TRIED = 2 * IN_BATCH


@pytest.fixture(autouse=True)
def _without_the_last_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out a slow step that takes figures away, but never how many answered, which counts as a figure here."""
    monkeypatch.setattr("benchmark.pool.cells.leaves_doubt", lambda *_: True)


@pytest.fixture
def audits_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch off what judges groups together, and publications together."""
    for module in ("publish", "cells"):
        monkeypatch.setattr(f"benchmark.pool.{module}.groups_that_isolate", lambda *_: False)
    monkeypatch.setattr("benchmark.pool.rounds.audit", lambda *_: Verdict(isolates=False))


def publish(step: Step, ledger: Ledger) -> tuple[Seen, Ledger] | None:
    """Publish as the program does, and look at the outcome as a reader; None where it is withheld."""
    try:
        published = publish_round(step.counted, step.rules, ledger, step.kind, step.not_councils)
    except WithheldError:
        return None
    before = {key for key, _ in ledger.last.answers} if ledger.last else set()
    right = keep_councils(step.counted, set(step.counted.keys) - set(step.not_councils))
    known = keep_councils(right, before)
    made_of = next(found for found in (right, known) if is_made_of(published.benchmark, found))
    return seen(published.benchmark, made_of), published.ledger


def publications(found: Case) -> tuple[list[Seen], list[Seen]]:
    """Give what is published once, and what is published twice; the latter is empty where the second is withheld."""
    once = publish(found.once, EMPTY)
    first = once if found.first is found.once else publish(found.first, EMPTY)
    if not first:
        return [once[0]] if once else [], []
    second = publish(found.second, first[1])
    return [once[0]] if once else [], [first[0], second[0]] if second else []


def leaks(published: Sequence[Seen], not_councils: Collection[str] = ()) -> list[str]:
    """Say for which readers the last publication, beside those before it, isolates too few councils.

    The answers of a key that is not a council's are left out: whoever gave them knows them. What the last publication
    shows nothing of is not judged again without them: it is out, and was judged when it went out.
    """
    found = []
    for reader, (settings, minimum) in READERS.items():
        visible = [one for one in published if one.setting in settings]
        if visible and visible[-1] is published[-1]:
            sets = (without(sets, not_councils) for sets in together(visible))
            found += [reader] if any(known_isolates(one, minimum) for one in sets) else []
    return found


def published_twice(batch: int) -> Iterator[tuple[int, Case, list[Seen], list[Seen]]]:
    """Draw the pools of a batch: what is published of each once, and twice."""
    found = 0
    for seed in range(batch * MOST_TRIED, (batch + 1) * MOST_TRIED):
        drawn = case(seed)
        once, twice = publications(drawn)
        if once and twice:
            found += 1
            yield seed, drawn, once, twice
        if found == IN_BATCH:
            return
    pytest.fail(f"Of {MOST_TRIED} pools only {found} could be published twice: too little to look at")


@pytest.mark.no_cover
@pytest.mark.parametrize("batch", range(BATCHES))
def test_of_1000_pools_published_once_or_twice_nothing_isolates_fewer_than_the_minimum(batch: int) -> None:
    found = [
        (seed, leaks(once), leaks(twice, drawn.second.not_councils))
        for seed, drawn, once, twice in published_twice(batch)
    ]
    assert len(found) == IN_BATCH
    assert [leak for leak in found if leak[1] or leak[2]] == []


@pytest.mark.usefixtures("audits_off")
def test_with_the_audits_off_the_oracle_finds_many() -> None:
    """Of 100 pools, published once and twice."""
    found = [
        (bool(leaks(once)), bool(leaks(twice, drawn.second.not_councils)))
        for batch in (0, 1)
        for _, drawn, once, twice in published_twice(batch)
    ]
    assert sum(once for once, _ in found) >= 8
    assert sum(twice for _, twice in found) >= 25


# ---- by hand

TIERS = question_set(levels("q", 2), attributes=[attribute("tier", "district", "county")])
# 12 districts and 8 counties are published. Then eight of one tier come, and one of the other.
GROWN = {"8 districts and 1 county": (20, 9), "1 district and 8 counties": (13, 16)}


def tiers(districts: int, counties: int) -> Counted:
    """Take so many districts, in the order in which they came, and so many counties."""
    named = [("district", at) for at in range(districts)] + [("county", at) for at in range(counties)]
    table = counted(TIERS, [[at % 2 for _, at in named]], {"tier": [tier for tier, _ in named]})
    table.keys = [f"{tier}-{at}".rjust(43, "0") for tier, at in named]
    table.digests = [f"{'dc'[tier == 'county']}{at:063x}" for tier, at in named]
    return table


def numbers(publication: Seen) -> list[int]:
    return [len(found) for found in publication.figures["q"][1]]


@pytest.mark.parametrize("newcomers", GROWN)
def test_two_publications_of_two_tiers_do_not_show_the_one_that_came(newcomers: str) -> None:
    """The nine that came may be shown as nine. By tier they are eight and one, so the tiers are not shown again."""
    first, ledger = publish(Step(tiers(12, 8), NETWORK, "final"), EMPTY)
    second, _ = publish(Step(tiers(*GROWN[newcomers]), NETWORK, "correction"), ledger)
    assert (numbers(first), numbers(second)) == ([20, 12, 8], [29])
    assert leaks([first, second]) == []


@pytest.mark.parametrize("newcomers", GROWN)
@pytest.mark.usefixtures("audits_off")
def test_without_the_audit_two_publications_of_two_tiers_show_it(newcomers: str) -> None:
    first, ledger = publish(Step(tiers(12, 8), NETWORK, "final"), EMPTY)
    second, _ = publish(Step(tiers(*GROWN[newcomers]), NETWORK, "correction"), ledger)
    assert numbers(second) == [29, *GROWN[newcomers]]
    assert leaks([first, second]) == ["a member"]


@pytest.mark.parametrize("kind", ["interim", "final"])
def test_eight_more_and_then_one_more_in_three_publications(kind: Kind) -> None:
    first, ledger = publish(Step(tiers(12, 8), NETWORK, kind), EMPTY)
    again: Kind = "interim" if kind == "interim" else "correction"
    second, ledger = publish(Step(tiers(20, 8), NETWORK, again), ledger)
    third, _ = publish(Step(tiers(20, 9), NETWORK, "final" if kind == "interim" else "correction"), ledger)
    # The ninth is not counted: what is shown is about 28.
    assert numbers(third)[0] == numbers(second)[0] == 28
    assert leaks([first, second, third]) == []


@pytest.mark.parametrize(
    ("counties", "rules", "shown"), [(17, PUBLIC, 20), (17, NETWORK, 29), (18, PUBLIC, 30), (15, NETWORK, 20)]
)
def test_everybody_is_judged_by_what_everybody_sees(counties: int, rules: Rules, shown: int) -> None:
    """Nine that came are enough for members, who need eight; the public needs ten, and is shown the same 20 again."""
    first, ledger = publish(Step(tiers(12, 8), PUBLIC, "interim"), EMPTY)
    second, _ = publish(Step(tiers(12, counties), rules, "final"), ledger)
    assert numbers(second)[0] == shown
    assert leaks([first, second]) == []


def test_a_score_that_comes_to_rest_on_one_question_is_judged_with_that_question() -> None:
    """20 councils answer p, and 12 of them q. Eight come that were not asked p, of whom one answers q.

    The score of the whole then rests on q alone. Were it shown for the 13, the twelve of before, whose answers to q are
    out, could be taken away.
    """
    asked = question_set(levels("p", 2, "a"), levels("q", 2, "b"))
    codes = [[0, 1] * 10 + [NOT_ASKED] * 8, [0, 1] * 6 + [UNANSWERED] * 8 + [1] + [UNANSWERED] * 7]
    after = counted(asked, codes)
    before = keep_councils(after, after.keys[:20])
    first, ledger = publish(Step(before, NETWORK, "interim"), EMPTY)
    assert {item: [len(one) for one in sets] for item, (_, sets) in first.figures.items()} == {
        "overall": [20],
        "a": [20],
        "b": [12],
        "p": [20],
        "q": [12],
    }
    second, _ = publish(Step(after, NETWORK, "final"), ledger)
    assert set(second.figures) == {"p"}
    assert leaks([first, second]) == []


# ---- the oracle itself

ANSWERS = st.frozensets(st.tuples(st.sampled_from([f"c{at}" for at in range(6)]), st.sampled_from("12")), min_size=1)


@given(st.frozensets(ANSWERS, min_size=1, max_size=4), st.integers(2, 5))
def test_the_oracle_finds_what_trying_every_few_councils_finds(sets, minimum: int) -> None:
    """Some sum is zero outside a few councils exactly where the rows, without these few, have a lower rank."""
    councils = sorted({council for found in sets for council, _ in found})
    whole = len(independent(rows_of(sets)))
    found = any(
        len(independent(rows_of(without(sets, few)))) < whole
        for size in range(1, minimum)
        for few in combinations(councils, size)
    )
    assert isolates(sets, minimum) == found


def test_a_replaced_return_is_one_more_answer_of_the_same_council() -> None:
    before = frozenset((f"c{at}", "old") for at in range(20))
    seven, eight = (frozenset((f"c{at}", "new" if at < changed else "old") for at in range(20)) for changed in (7, 8))
    assert isolates([before, seven], 8)
    assert not isolates([before, eight], 8)

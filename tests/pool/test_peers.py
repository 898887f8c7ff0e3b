"""How many peers are where a step leads: only from what a benchmark shows, and never finer."""

import msgspec
import pytest

from benchmark.council.assessment import Answer, Assessment
from benchmark.pool import peers
from benchmark.pool.benchmark import BinRange, Cell
from benchmark.pool.peers import MOST_ARE_NOT, NOT_SHOWN, TOO_FEW, find_peers, peer_share
from benchmark.pool.rules import NETWORK, PUBLIC, interim
from tests.outputs.pools import make, maturity
from tests.scoring.question_sets import bands, levels, number, options, parse, question_set

UP = frozenset({2, 3, 4})


def cell(*counts, dominant=None, councils=20) -> Cell:
    return Cell("all", "q", councils, tuple(BinRange(*each) for each in counts), dominant)


@pytest.mark.parametrize(
    ("shown", "words", "share"),
    [
        (cell((0, 1, 5), (2, 2, 10), (3, 4, 5)), "15 of 20 peers are there", 0.75),
        (cell((0, 1, 20)), "none of 20 peers are there", 0),
        (cell((0, 1, 19), (2, 4, 1)), "1 of 20 peers is there", 0.05),
        # What is joined across the border cannot be taken apart.
        (cell((0, 0, 5), (1, 2, 10), (3, 4, 5)), NOT_SHOWN, None),
        (cell(), NOT_SHOWN, None),
        (cell(dominant=BinRange(2, 3, 20)), "90% or more of peers are there", 0.9),
        (cell(dominant=BinRange(0, 1, 20)), MOST_ARE_NOT, 0.1),
        (cell(dominant=BinRange(1, 2, 20)), NOT_SHOWN, None),
        (cell(councils=None), TOO_FEW, None),
        (None, TOO_FEW, None),
    ],
)
def test_it_says_what_the_benchmark_shows_and_no_more(shown, words, share):
    found = peer_share(shown, UP)
    assert (found.words, found.share) == (words, share)


def test_rounded_counts_say_about_and_a_step_within_one_bin_says_nothing():
    assert peer_share(cell((0, 1, 5), (2, 4, 15)), UP, "about ").words == "about 15 of 20 peers are there"
    assert peer_share(cell((0, 4, 20)), frozenset()).words == NOT_SHOWN


def level_two() -> Assessment:
    return Assessment(maturity(), {}, {q.id: Answer(2) for q in maturity().questions})


@pytest.mark.parametrize("rules", [NETWORK, PUBLIC])
def test_every_share_can_be_added_up_from_the_published_figures(rules):
    benchmark, _ = make(60, rules)
    found = find_peers(benchmark, level_two(), None)
    seen = 0
    for question in maturity().questions:
        bins = benchmark.cell("all", question.id).bins
        words = found.shares[question.id].words
        if bins and not any(each.first < 3 <= each.last for each in bins):
            seen += 1
            there = sum(each.councils for each in bins if each.first >= 3)
            assert f"{there or 'none'} of {sum(each.councils for each in bins)} peers" in words
            assert words.startswith("about ") == (rules is PUBLIC)
        else:
            assert "of " not in words.replace("90% or more of", "")
    assert seen > 10


def test_an_interim_benchmark_without_levels_says_not_shown():
    benchmark, _ = make(30, interim(NETWORK))
    assert {share.words for share in find_peers(benchmark, level_two(), None).shares.values()} == {NOT_SHOWN}


def test_peers_are_the_councils_own_group_where_it_is_shown():
    benchmark, _ = make(60)
    option = benchmark.groups_of("tier")[0].options[0]
    attributes = {"tier": option}
    found = find_peers(benchmark, Assessment(maturity(), attributes, level_two().answers), "tier")
    assert benchmark.groups_of("tier")[0].title in found.lines[0]
    assert "All councils" in find_peers(benchmark, level_two(), "tier").lines[0]


def test_of_another_version_nothing_is_used_and_that_is_said():
    benchmark = msgspec.structs.replace(make(30)[0], fingerprint="0" * 64, version="2025.1")
    found = find_peers(benchmark, level_two(), None)
    assert (found.shares, found.used, found.invited_only) == ({}, False, None)
    assert "2025.1" in found.lines[0]
    assert "nothing of it is used" in found.lines[0]


def test_a_council_without_answers_still_learns_who_the_peers_are():
    found = find_peers(make(30)[0], Assessment(maturity(), {}, {}), None)
    assert (found.shares, found.lines[0][:5]) == ({}, "Peers")


def test_every_kind_of_question_is_measured_as_the_pool_was():
    questionnaire = parse(
        question_set(
            levels("l"),
            options("one", {"best": 2, "worst": 0, "middle": 1}),
            options("many", {"p": 1, "q": 1, "r": 1}, choose="many"),
            number("n", 100, 0),
            bands("b", (0, 1, 2), starts=(10, 20)),
        )
    )
    answers = {"l": 1, "one": 1, "many": 0b001, "n": 50.0, "b": 3.0}
    assessment = Assessment(questionnaire, {}, {name: Answer(code) for name, code in answers.items()})

    assert peers._goals(assessment) == {
        "l": {2, 3, 4},
        # By what they earn, not by their place.
        "one": {0, 2},
        "many": {3, 4},
        "n": {3, 4},
        "b": {1, 2},
    }
    # From 83 to 100 of 100 is within the last fifth.
    last = Assessment(questionnaire, {}, {"n": Answer(17.0)})
    assert peers._goals(last) == {"n": frozenset()}

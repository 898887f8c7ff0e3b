"""What a publisher is told of attributes without groups: the true reason, whichever it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmark.outputs.comparison_text import withheld_lines
from benchmark.pool.count import Counted
from benchmark.pool.publish import build_benchmark, draft_benchmark
from benchmark.pool.rules import NETWORK
from benchmark.pool.words import publish_summary
from benchmark.questions.library import find_questionnaire
from tests.outputs.pools import answers, count

SET = find_questionnaire("quick-check")
TIER, SIZE = (attribute.id for attribute in SET.shared_attributes)
TIERS, SIZES = (attribute.option_ids for attribute in SET.shared_attributes)
HALVES = [TIERS[0]] * 20 + [TIERS[2]] * 20


def counted(tiers: list[str], sizes: list[str]) -> Counted:
    return count(SET, answers(SET, len(tiers)), {TIER: tiers, SIZE: sizes})


TOO_SMALL = "not shown. A group, what is left, or what subtraction would show has fewer than 8 councils."
CASES = {
    "not used": ([""] * 40, "By population (three groups): not used. No return that counts says it."),
    "all alike": ([SIZES[1]] * 40, "not shown. All councils are alike: 100,000 to 400,000."),
    "a group too small": ([SIZES[0]] * 37 + [SIZES[1]] * 3, TOO_SMALL),
    # Twenty and twenty beside 17 and 23: the difference is three councils.
    "subtraction": ([SIZES[0]] * 17 + [SIZES[1]] * 23, TOO_SMALL),
}


@pytest.mark.parametrize("case", CASES)
def test_an_attribute_without_groups_is_explained_truly(case: str) -> None:
    sizes, words = CASES[case]
    benchmark = build_benchmark(counted(HALVES, sizes), NETWORK)
    assert benchmark.groups_of(TIER)
    assert not benchmark.groups_of(SIZE)
    assert words in " ".join(publish_summary(benchmark, Path("b.json")).split())
    assert words in " ".join(withheld_lines(benchmark, SIZE).split())


def test_an_interim_has_one_group_by_its_nature() -> None:
    benchmark = draft_benchmark(counted(HALVES, [SIZES[0]] * 40), NETWORK, whole_only=True).benchmark
    assert "All councils are shown as one group." in publish_summary(benchmark, Path("b.json"))
    assert "This benchmark shows all councils as one group." in " ".join(withheld_lines(benchmark, TIER).split())


def test_the_hint_at_a_networks_file_is_for_those_who_gave_none() -> None:
    benchmark = build_benchmark(counted(HALVES, [""] * 40), NETWORK)
    assert "With --network-file" in publish_summary(benchmark, Path("b.json"))
    judged = publish_summary(benchmark, Path("b.json"), judged=True)
    assert "With --network-file" not in judged
    assert "Anyone could have sent" in judged
    invited = replace(counted(HALVES, [""] * 40), invited_only=True)
    assert "Anyone" not in publish_summary(build_benchmark(invited, NETWORK), Path("b.json"))

"""What can be shown is said beforehand, and it is what publishing then shows."""

from pathlib import Path

import pytest

from benchmark.network.invite import issue
from benchmark.network.invited import Candidate
from benchmark.network.preview import few_alike, preview, supposed
from benchmark.network.preview_words import preview_lines
from benchmark.pool.count import Choice, count
from benchmark.pool.pool import merge
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import SETTINGS
from benchmark.questions.library import shipped
from benchmark.returns.export import UK_COUNCILS
from benchmark.returns.lookalikes import read_councils
from scoring.applicability import shared_attributes
from tests.network.made import DISTRICT, ROUND, SET, Round, network, new_round, returned

SINGLE = {"council-type": "unitary", "population-band": "under-100k"}
COUNTY = {"council-type": "county", "population-band": "over-400k"}


def mixed(path: Path, councils: int, **changes: object) -> Round:
    """So many councils: half districts, the rest unitaries and a few counties."""
    made = new_round(path, **changes)
    kinds = [DISTRICT, SINGLE, DISTRICT, COUNTY, DISTRICT, SINGLE, SINGLE, DISTRICT]
    for kind in (DISTRICT, SINGLE, COUNTY):
        names = [f"Council {chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(councils) if kinds[at % 8] == kind]
        made.invite(*names, **kind)
    return made


@pytest.mark.parametrize(
    ("councils", "anything", "grouped"),
    [
        (5, [False, False, False], [False, False, False]),
        (12, [True, False, False], [False, False, False]),
        (20, [True, True, False], [True, False, False]),
        (40, [True, True, True], [True, True, False]),
    ],
)
def test_networks_of_four_sizes(tmp_path: Path, councils: int, anything: list[bool], grouped: list[bool]) -> None:
    made = mixed(tmp_path, councils)
    found = preview(made.folder.network, SET, made.folder.invited())
    assert found.invited == councils
    assert [take_up.anything for take_up in found.take_ups] == anything
    assert [any(shown.groups for shown in take_up.attributes) for take_up in found.take_ups] == grouped
    for take_up in found.take_ups:
        for shown in take_up.attributes:
            assert all(size >= 8 for _, size in shown.groups)
            assert sum(size for _, size in shown.groups) in (0, take_up.councils)
    text = "\n".join(preview_lines(found))
    assert f"{councils} councils invited" in text
    assert ("Nothing can be shown: fewer than 8." in text) == (not all(anything))


@pytest.mark.parametrize("councils", [12, 20, 40])
def test_what_it_says_for_full_take_up_is_what_publishing_groups(tmp_path: Path, councils: int) -> None:
    made = mixed(tmp_path, councils, attributes=("tier",))
    found = preview(made.folder.network, SET, made.folder.invited())
    returns = [
        returned(f"s{at}", council.code, attributes=shared_attributes(SET, council.attributes))
        for at, council in enumerate(made.holders)
    ]
    roster = made.folder.network.roster_for_counting()
    benchmark = build_benchmark(
        count(merge(returns), SET, Choice(SET.id, SET.version, ROUND, ("north-west",)), roster), SETTINGS["network"]
    )
    (tier,) = found.take_ups[0].attributes
    assert [(" or ".join(titles), size) for titles, size in tier.groups] == [
        (group.title, group.councils) for group in benchmark.groups_of("tier")
    ]


def test_public_asks_for_more(tmp_path: Path) -> None:
    made = mixed(tmp_path, 16, setting="public")
    found = preview(made.folder.network, SET, made.folder.invited())
    assert (found.minimum, found.groups_from) == (10, 20)
    assert not found.take_ups[0].attributes[0].groups


def test_a_share_is_taken_of_every_group_and_of_the_whole() -> None:
    for sizes in ([5, 5, 5], [1, 1, 1, 1, 1, 1, 1], [17, 0, 3], [0, 0]):
        for percent in (100, 60, 30):
            kept = supposed(sizes, percent)
            assert sum(kept) == (sum(sizes) * percent + 50) // 100
            assert all(abs(a - b * percent / 100) < 1 for a, b in zip(kept, sizes, strict=True))
    assert supposed([4, 9], 100) == [4, 9]


def test_the_planned_attributes_leave_no_combination_under_ten_in_the_uk_and_a_finer_plan_is_told(
    tmp_path: Path,
) -> None:
    made = mixed(tmp_path, 20)
    found = preview(made.folder.network, SET, made.folder.invited())
    assert found.few_in_uk == ()
    uk = read_councils(shipped("questionnaires") / "facts" / UK_COUNCILS, SET)
    table: dict[tuple[str, str], int] = {}
    for row in uk:
        shared = shared_attributes(SET, {name: row[name] for name in ("council-type", "population-band")})
        place = (shared["tier"], shared["population"])
        table[place] = table.get(place, 0) + int(row["councils"])
    few = few_alike(SET, network().used(SET), uk, 60)
    assert sorted(entry.councils for entry in few) == sorted(number for number in table.values() if number < 60)


def test_few_alike_among_the_invited_are_told(tmp_path: Path) -> None:
    made = mixed(tmp_path, 20)
    found = preview(made.folder.network, SET, made.folder.invited())
    counties = [entry for entry in found.few_invited if "county" in entry.words]
    assert [entry.councils for entry in counties] == [3]
    assert "Few councils alike among the invited" in "\n".join(preview_lines(found))


def test_councils_without_facts_are_a_group_of_their_own(tmp_path: Path) -> None:
    made = mixed(tmp_path, 24)
    issue(made.folder, [Candidate(f"Unknown {chr(97 + at)}") for at in range(10)])
    found = preview(made.folder.network, SET, made.folder.invited())
    assert found.without_facts == 10
    assert any("Not said" in titles for titles, _ in found.take_ups[0].attributes[0].groups)


def test_nobody_invited_is_said_plainly(tmp_path: Path) -> None:
    made = new_round(tmp_path)
    assert "Nobody is invited yet" in preview_lines(preview(made.folder.network, SET, []))[0]

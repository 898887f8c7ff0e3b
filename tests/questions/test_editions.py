"""Earlier versions stand beside a question set, and a crosswalk says what can be compared."""

import pytest
import tomli
import tomli_w

from benchmark.errors import FaultsError, UsageError
from benchmark.questions.editions import edition_path, find_edition, find_way
from tests.council.small import SMALL

CROSSWALK = {
    "format": "crosswalk/1",
    "from": {"questionnaire": "small", "version": "0.9"},
    "to": {"questionnaire": "small", "version": "1.0"},
}


@pytest.fixture
def place(tmp_path):
    """A set, and beside it an earlier version in which one question had another id."""
    (tmp_path / "questionnaire.toml").write_text(SMALL, encoding="utf-8")
    older = tomli.loads(SMALL)
    older["version"] = "0.9"
    older["question"][0]["id"] = "keepers"
    path = edition_path(str(tmp_path), "0.9")
    path.parent.mkdir()
    path.write_text(tomli_w.dumps(older), encoding="utf-8")
    return tmp_path


def test_a_version_is_found_here_or_beside(place):
    assert find_edition("small", "1.0", str(place)).version == "1.0"
    assert find_edition("small", "0.9", str(place)).version == "0.9"


@pytest.mark.parametrize(("set_id", "version"), [("small", "0.8"), ("other", "0.9")])
def test_a_version_that_is_not_there_is_named_with_the_place_for_it(place, set_id, version):
    with pytest.raises(UsageError, match=rf'"{set_id}" {version} is not here.*earlier'):
        find_edition(set_id, version, str(place))


def test_a_file_that_holds_another_version_than_its_name_says_is_refused(place):
    edition_path(str(place), "0.9").rename(edition_path(str(place), "0.8"))
    with pytest.raises(UsageError, match=r'is "small" 0\.9, not "small" 0\.8'):
        find_edition("small", "0.8", str(place))


def test_the_same_version_compares_all(place):
    one = find_edition("small", "1.0", str(place))
    way = find_way(one, one, str(place))
    assert way.scores
    assert set(way.same) == {question.id for question in one.questions}


def test_without_a_crosswalk_equal_ids_that_mean_the_same_are_compared(place):
    before, after = (find_edition("small", version, str(place)) for version in ("0.9", "1.0"))
    way = find_way(before, after, str(place))
    assert "owners" not in way.same.values()
    assert len(way.same) == len(after.questions) - 1
    assert not way.scores
    assert "no crosswalk" in way.source


def write_crosswalk(place, first):
    ids = [question["id"] for question in tomli.loads(SMALL)["question"]][1:]
    entries = [*first, *({"from": name, "to": name, "status": "same"} for name in ids)]
    path = edition_path(str(place), "0.9", ".crosswalk")
    path.write_text(tomli_w.dumps({**CROSSWALK, "question": entries}), encoding="utf-8")


def test_a_crosswalk_says_more(place):
    write_crosswalk(place, [{"from": "keepers", "to": "owners", "status": "reworded"}])
    before, after = (find_edition("small", version, str(place)) for version in ("0.9", "1.0"))
    way = find_way(before, after, str(place))
    assert way.same["keepers"] == "owners"
    assert "0.9.crosswalk.toml" in way.source


def test_a_crosswalk_with_faults_is_refused(place):
    write_crosswalk(place, [])
    with pytest.raises(FaultsError):
        find_way(*(find_edition("small", version, str(place)) for version in ("0.9", "1.0")), str(place))

"""Question sets are found by their id or by the path of their file or folder."""

from pathlib import Path

import pytest

from benchmark.errors import FaultsError, UsageError
from benchmark.questions import library
from benchmark.questions.library import find_questionnaire, find_version, shipped, shipped_sets

SMALLEST = Path(__file__).parent / "valid" / "smallest.toml"


@pytest.fixture
def one_shipped_set(tmp_path, monkeypatch):
    """Let one set come with the program: `bus-stops`."""
    folder = tmp_path / "questionnaires" / "bus-stops"
    folder.mkdir(parents=True)
    (folder / "questionnaire.toml").write_bytes(SMALLEST.read_bytes())
    monkeypatch.setattr(library, "shipped", lambda name: tmp_path / name)
    return folder


def test_by_id(one_shipped_set):
    assert find_questionnaire("bus-stops").id == "one"
    assert shipped_sets() == [one_shipped_set]


def test_by_the_path_of_a_file_or_a_folder(one_shipped_set):
    assert find_questionnaire(str(SMALLEST)).id == "one"
    assert find_questionnaire(str(one_shipped_set)).id == "one"


def test_a_set_that_is_nowhere_is_a_mistake_in_the_command(one_shipped_set):
    with pytest.raises(UsageError, match=r'There is no question set "bus-shelters"\. Use one of bus-stops, or'):
        find_questionnaire("bus-shelters")


def test_a_folder_without_a_set_is_refused(tmp_path):
    with pytest.raises(FaultsError) as refused:
        find_questionnaire(str(tmp_path))
    assert [fault.code for fault in refused.value.faults] == ["missing-file"]


@pytest.fixture
def version_one(one_shipped_set):
    """Let the set that comes with the program have the same id as its folder, in version 1."""
    file = one_shipped_set / "questionnaire.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('id = "one"', 'id = "bus-stops"'), encoding="utf-8")
    return one_shipped_set


def test_the_version_that_returns_were_made_with(version_one):
    for given in (None, str(version_one)):
        found = find_version("bus-stops", "1", given)
        assert (found.id, found.version) == ("bus-stops", "1")


@pytest.mark.parametrize(
    ("wanted", "given", "message"),
    [
        (("bus-stops", "2"), None, r'made with "bus-stops" 2; this is "bus-stops" 1\. Give the folder'),
        (("bus-stops", "1"), str(SMALLEST), r'made with "bus-stops" 1; this is "one" 1\. Give the folder'),
        (("bus-lanes", "1"), None, r'"bus-lanes" is not here\. Give its folder with --questions\.'),
    ],
)
def test_another_version_or_another_set_is_a_mistake_in_the_command(version_one, wanted, given, message):
    with pytest.raises(UsageError, match=message):
        find_version(*wanted, given)


def test_what_comes_with_the_program_stands_beside_the_packages():
    assert shipped("questionnaires") == Path(__file__).resolve().parents[2] / "questionnaires"


def test_every_set_that_comes_with_the_program_can_be_read():
    for folder in shipped_sets():
        assert find_questionnaire(folder.name).id == folder.name

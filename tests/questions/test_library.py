"""Question sets are found by their id or by the path of their file or folder."""

from pathlib import Path

import pytest

from benchmark.errors import FaultsError, UsageError
from benchmark.questions import library
from benchmark.questions.library import find_questionnaire, shipped, shipped_sets

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


def test_what_comes_with_the_program_stands_beside_the_packages():
    assert shipped("questionnaires") == Path(__file__).resolve().parents[2] / "questionnaires"


def test_every_set_that_comes_with_the_program_can_be_read():
    for folder in shipped_sets():
        assert find_questionnaire(folder.name).id == folder.name

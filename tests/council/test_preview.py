"""A preview is the interview, in memory: nothing is written, and nobody is told that anything is saved."""

import pytest

from benchmark.council.preview import BEFORE, hold_preview
from benchmark.council.route import Scope
from benchmark.council.summary import summarise
from tests.council.small import ScriptedAsker, small_set


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch):
    """Run in an empty folder, which must be empty afterwards."""
    monkeypatch.chdir(tmp_path)
    yield
    assert list(tmp_path.iterdir()) == []


def test_a_council_is_invented_first_and_decides_what_is_asked():
    asker = ScriptedAsker("2", "0", "g")
    tried = hold_preview(small_set(), asker, Scope())
    assert asker.said[0] == BEFORE
    assert tried.assessment.attributes == {"council-type": "county", "tier": "upper"}
    assert "districts" in [question.id for question in tried.assessment.asked()]
    assert tried.broken_off


def test_it_goes_to_the_end_and_can_be_scored():
    script = ["1", "3", "g", "3", "g", ["1", "2", "3"], "g", "0", "g", "3", "g", "3", "g"]
    tried = hold_preview(small_set(), ScriptedAsker(*script), Scope())
    assert not tried.broken_off
    assert summarise(tried.assessment).overall.shown == "100"


def test_a_section_alone():
    tried = hold_preview(small_set(), ScriptedAsker("1", "0", "g", "0", "g"), Scope("buying"))
    assert list(tried.assessment.answers) == ["late", "early"]


def test_nobody_is_told_that_something_is_saved():
    asker = ScriptedAsker("1", "3", "g", "m", "h", "m", "q")
    hold_preview(small_set(), asker, Scope())
    menus = [text for menu in asker.menus for text in (menu.heading, menu.text, *(c.title for c in menu.choices))]
    assert "Stop the preview" in menus
    assert [text for text in (*menus, *asker.said) if "saved" in text.lower()] == []


def test_stopped_before_the_council_is_known():
    tried = hold_preview(small_set(), ScriptedAsker(), Scope())
    assert tried.broken_off
    assert tried.assessment.answers == {}

"""What `predecessors` asks, where somebody is there to answer."""

import pytest

from benchmark.cli import asking, predecessors
from benchmark.council.folder import CouncilFolder
from benchmark.errors import StoppedError, UsageError
from tests.council.small import ScriptedAsker
from tests.pool.predecessors.made import answered, place_of_set


@pytest.fixture
def place(tmp_path, monkeypatch):
    place_of_set(tmp_path)
    answered(tmp_path, "Ambleford", owners=3, late=50.0)
    answered(tmp_path, "Ambleshire", "county", owners=1, districts=2)
    monkeypatch.setattr("benchmark.console.can_ask", lambda: True)
    return tmp_path


def lay(place, monkeypatch, *script, **more):
    asker = ScriptedAsker(*script)
    monkeypatch.setattr(asking, "make_asker", lambda: asker)
    given = {"name": "New", "label": None, "with_section": None, "table": None, "output": None, "baseline": None}
    given |= {"attribute": None, "network": None, "round_id": None, "questions": None, "yes": False, "as_json": False}
    councils = [place / "ambleford", place / "ambleshire"]
    predecessors.predecessors(councils, **{**given, "set_id": str(place / "small"), **more})
    return asker


def test_a_no_shows_and_writes_nothing(place, monkeypatch, capsys):
    asker = lay(place, monkeypatch, "n", output=[place / "page.html"], baseline=place / "new")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Nothing was shown or written." in shown.err
    assert asker.menus[0].text == predecessors.CONSENT
    assert asker.menus[0].start == "n"
    assert not (place / "page.html").exists()
    assert not (place / "new").exists()


def test_a_yes_shows_it_and_asks_for_what_the_new_council_needs(place, monkeypatch, capsys):
    lay(place, monkeypatch, "y", "2", "north", "2028-spring", baseline=place / "new")
    folder = CouncilFolder(place / "new")
    assert (folder.profile.name, folder.profile.round) == ("New", "2028-spring")
    assert folder.profile.attributes == {"council-type": "county"}
    shown = capsys.readouterr()
    assert "2 predecessors of New" in shown.out
    # Early planning, how it is shared and where it is used: nobody answered.
    assert "3 of 6 questions of small start from the predecessors" in " ".join(shown.err.split())


def test_stopping_at_a_question_writes_nothing(place, monkeypatch):
    monkeypatch.setattr(ScriptedAsker, "choose", lambda self, menu: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(StoppedError, match="Nothing was written"):
        lay(place, monkeypatch, yes=True, baseline=place / "new")
    assert not (place / "new").exists()


def test_every_file_is_written_and_one_open_question_is_said_as_one(place, monkeypatch, capsys):
    answered(place, "Ambleford", owners=3, sharing=1, uses=1, late=50.0)
    more = {"network": "north", "round_id": "2028-spring", "attribute": ["council-type=district"]}
    lay(place, monkeypatch, yes=True, output=[place / "a.html", place / "a.csv"], baseline=place / "new", **more)
    assert (place / "a.html").read_text().startswith("<!doctype html>")
    assert (place / "a.csv").read_text("utf-8-sig").startswith("section,question")
    assert "4 of 5 questions of small start from the predecessors, in round 2028-spring; 1 question is left open" in (
        " ".join(capsys.readouterr().err.split())
    )
    with pytest.raises(UsageError, match="and is kept"):
        lay(place, monkeypatch, yes=True, baseline=folder_of(place), **more)


def folder_of(place):
    """Give a folder that is a council's and has no answers yet."""
    profile = (place / "new" / "council.toml").read_text()
    (place / "empty").mkdir()
    (place / "empty" / "council.toml").write_text(profile)
    return place / "empty"


def test_the_facts_of_a_baseline_need_one(place, monkeypatch):
    with pytest.raises(UsageError, match="Add --baseline"):
        lay(place, monkeypatch, network="north")
    with pytest.raises(UsageError, match="is neither"):
        lay(place, monkeypatch, output=[place / "a.pdf"])

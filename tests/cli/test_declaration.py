"""What `declaration page` asks, where somebody is there to answer, and what it and `index` do without."""

import pytest

from benchmark.cli import asking, declaration
from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.errors import UsageError, WithheldError
from tests.council.small import ScriptedAsker, council_folder
from tests.returns.declarations import IDS, LINK, SET, answers, page, write


@pytest.fixture
def council(tmp_path):
    folder = council_folder(tmp_path / "council", {"council-type": "district", "population-band": "100k-150k"})
    assessment = folder.new_assessment(SET)
    assessment.answers.update(answers(2, **{IDS[3]: Answer(1)}))
    folder.save_assessment(assessment)
    return tmp_path


@pytest.fixture
def script(monkeypatch):
    """Let a script answer what would be asked in a terminal."""

    def follow(*replies):
        asker = ScriptedAsker(*replies)
        monkeypatch.setattr("benchmark.console.can_ask", lambda: True)
        monkeypatch.setattr(asking, "make_asker", lambda: asker)
        return asker

    return follow


def make(place, **more):
    given = {"output": place / "p.html", "name": None, "link": None, "with_section": None, "without": None}
    declaration.page(folder=place / "council", **(given | more))


def test_the_addresses_are_asked_for_one_by_one_and_none_is_ticked(council, script, capsys):
    asker = script([IDS[0]], "Ambleford Council", "y")
    make(council)
    assert asker.starts[0] == ["none"]
    assert "may be published" in asker.menus[0].text
    assert {choice.key for choice in asker.menus[0].choices} == {"none", *IDS} - {IDS[3], "cyber-practice"}
    html = (council / "p.html").read_text("utf-8")
    assert html.count(f"{LINK}/") == 2
    assert "Ambleford Council: Local Digital Declaration" in html
    assert "Publish them together" in capsys.readouterr().err


def test_the_name_is_typed_and_never_taken_unasked(council, script, monkeypatch):
    asker = script(["none"], "Ambleford", "y")
    make(council)
    assert asker.prompts == ["Your council's name, as the page shows it."]
    monkeypatch.setattr("benchmark.console.can_ask", lambda: False)
    with pytest.raises(UsageError, match='Give --name "Name of the council": the page is public and named'):
        make(council, yes=True)


def test_a_no_writes_nothing_and_enter_is_a_no(council, script, capsys):
    asker = script(["none"], "Ambleford", "")
    make(council)
    assert asker.menus[-1].text == "Write this page?"
    assert "Nothing was written" in capsys.readouterr().err
    assert [path.name for path in council.iterdir()] == ["council"]


def test_without_a_terminal_nothing_is_written_unless_yes_is_said(council):
    with pytest.raises(UsageError, match="Add --yes"):
        make(council, name="A")
    make(council, name="A", yes=True)
    assert LINK not in (council / "p.csv").read_text("utf-8")
    make(council, name="A", yes=True, links=True, without=["needs"])
    assert (council / "p.csv").read_text("utf-8").count(f"{LINK}/") == 15


def test_an_address_can_be_named(council):
    make(council, name="A", yes=True, link=[IDS[0], IDS[0]])
    assert (council / "p.csv").read_text("utf-8").count(f"{LINK}/") == 1


def test_security_is_on_the_page_only_if_it_is_named(council):
    make(council, name="A", yes=True)
    assert "cyber-practice" not in (council / "p.csv").read_text("utf-8")
    make(council, name="A", yes=True, with_section=["security"])
    assert "cyber-practice" in (council / "p.csv").read_text("utf-8")


def test_the_declaration_is_meant_where_the_council_answers_it(council):
    folder = CouncilFolder(council / "council")
    assert declaration.choose_set(folder, None).id == "declaration"
    assert declaration.choose_set(folder, "quick-check").id == "quick-check"


def test_an_index_names_each_file_that_it_refuses_and_uses_the_others(tmp_path, capsys):
    for at in range(14):
        write(tmp_path / "in", page(f"Council {at:02}", at % 5), f"{at}.csv")
    write(tmp_path / "in", page("Council 03", 1, None, "2024-autumn"), "old.csv")
    (tmp_path / "in" / "bad.csv").write_text("a,b\n", encoding="utf-8")
    declaration.index([tmp_path / "in"], tmp_path / "in" / "index.html")
    said = capsys.readouterr().err
    assert "Refused: " in said
    assert "bad.csv, row 1: The columns are not those" in said
    assert "old.csv: there is a later page of Council 03 than that of 2024-autumn." in said
    assert "14 councils, in order of their names:" in said
    assert "and 2 more" in said
    # Its own table is not taken for a page the next time.
    declaration.index([tmp_path / "in"], tmp_path / "in" / "index.html")
    assert "index.csv, row" not in capsys.readouterr().err


def test_where_every_page_is_refused_no_index_is_written(tmp_path):
    first, second = (write(tmp_path, page("A", level), f"{level}.csv") for level in (1, 2))
    with pytest.raises(WithheldError, match="no index was written"):
        declaration.index([first, second], tmp_path / "index.html")
    assert not (tmp_path / "index.html").exists()

"""A return is linked to an earlier round only if the council says so, and only the council can do it."""

import msgspec
import pytest
from msgspec import UNSET

from benchmark.council.changed import Changed
from benchmark.errors import UsageError
from benchmark.returns.export import draft_return, draft_withdrawal, write_return
from benchmark.returns.home import Home
from benchmark.returns.link import linkable, links_fit
from benchmark.returns.words import explain
from tests.council.small import DISTRICT, small_set
from tests.council.test_earlier import save


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path / "home", "council-0a1b2c3d")


@pytest.fixture(autouse=True)
def no_table(monkeypatch):
    """The look-alikes of a set with attributes of its own are not what is tested here."""
    monkeypatch.setattr("benchmark.returns.export.read_councils", lambda *_: [{**DISTRICT, "councils": "9"}])


def written(path, home, round_id="2025-autumn"):
    folder, _ = save(path, round_id, {"owners": 1})
    draft = draft_return(folder, small_set(), home)
    write_return(draft.signed, draft.path, home)
    return draft.signed.content


def test_a_linked_return_names_the_earlier_round_and_key(tmp_path, home):
    before = written(tmp_path, home)
    folder, _ = save(tmp_path, "2026-autumn", {"owners": 2})
    content = draft_return(folder, small_set(), home, linked=True).signed.content
    assert (content.previous.round, content.previous.key) == ("2025-autumn", before.key)
    assert content.key != before.key
    assert links_fit([content, before]) == [True, False]


def test_without_a_yes_nothing_links(tmp_path, home):
    written(tmp_path, home)
    folder, _ = save(tmp_path, "2026-autumn", {"owners": 2})
    assert draft_return(folder, small_set(), home).signed.content.previous is UNSET


@pytest.mark.parametrize(
    "change",
    [
        {"round": "2027-autumn"},
        {"network": "elsewhere"},
        {"questionnaire": "other"},
        {"key": "A" * 42 + "E"},
        {"previous": {"round": "2024-autumn"}},
        {"previous": {"key": "A" * 42 + "E"}},
        {"previous": {"signature": "A" * 86}},
    ],
)
def test_a_link_holds_for_one_return_and_one_earlier_one(tmp_path, home, change):
    written(tmp_path, home)
    folder, _ = save(tmp_path, "2026-autumn", {"owners": 2})
    signed = draft_return(folder, small_set(), home, linked=True).signed
    assert "as the council chose" in " ".join(explain(small_set(), signed).split())
    if isinstance(change.get("previous"), dict):
        change = {"previous": msgspec.structs.replace(signed.content.previous, **change["previous"])}
    moved = msgspec.structs.replace(signed.content, **change)
    assert links_fit([moved]) == [False]
    assert "does not count" in " ".join(explain(small_set(), msgspec.structs.replace(signed, content=moved)).split())


def test_there_is_something_to_link_to_only_where_an_earlier_return_of_this_secret_was_not_withdrawn(tmp_path, home):
    folder, _ = save(tmp_path, "2026-autumn", {"owners": 2})
    assert linkable(folder, small_set(), home) is None
    written(tmp_path, home, "2024-autumn")
    written(tmp_path, home, "2025-autumn")
    folder, _ = save(tmp_path, "2026-autumn", {"owners": 2})
    assert linkable(folder, small_set(), home) == "2025-autumn"
    assert linkable(folder, small_set(), Home(tmp_path / "another", "council-0a1b2c3d")) is None
    (tmp_path / "2025-autumn" / "returns" / "return-damaged.json").write_text("{", encoding="utf-8")
    assert linkable(folder, small_set(), home) == "2025-autumn"
    earlier, _ = save(tmp_path, "2025-autumn", {"owners": 1})
    withdrawal, path = draft_withdrawal(earlier, small_set(), home)
    write_return(withdrawal, path, home)
    folder, _ = save(tmp_path, "2026-autumn", {"owners": 2})
    assert linkable(folder, small_set(), home) is None
    with pytest.raises(UsageError, match="no return of an earlier round"):
        draft_return(folder, small_set(), home, linked=True)


def test_a_round_before_the_council_changed_is_not_linked_to(tmp_path, home):
    written(tmp_path, home, "2025-autumn")
    folder, _ = save(tmp_path, "2026-autumn", {"owners": 2})
    folder.save_profile(folder.profile._replace(changed=(Changed("2026-autumn", "it merged"),)))
    assert linkable(folder, small_set(), home) is None
    folder.save_profile(folder.profile._replace(changed=(Changed("2025-autumn", "it merged"),)))
    assert linkable(folder, small_set(), home) == "2025-autumn"

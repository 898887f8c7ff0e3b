"""Opening predecessors: folders and returns, of several rounds and versions, each council once."""

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.errors import FaultsError, UsageError
from benchmark.files import write_text
from benchmark.pool.predecessors.councils import MOST, open_councils
from benchmark.questions.editions import edition_path
from benchmark.questions.library import find_questionnaire
from benchmark.returns.card import make_card
from benchmark.returns.card_file import write_card
from benchmark.returns.model import pretty
from scoring.codes import NOT_ASKED, UNANSWERED
from scoring.fingerprint import fingerprint
from tests.pool.predecessors.made import ROUND, answered, place_of_set
from tests.returns.build import signed


@pytest.fixture
def place(tmp_path):
    place_of_set(tmp_path)
    return tmp_path


def opened(place, *paths, **more):
    questionnaire, councils = open_councils([place / path for path in paths], str(place / "small"), **more)
    assert questionnaire.version == "1.0"
    return councils


def shared(place, name, number=0, version="1.0", **changes):
    """Write a return to the small set."""
    given = str(place / "small") if version == "1.0" else str(edition_path(str(place / "small"), version))
    questionnaire = find_questionnaire(given)
    content = {
        "questionnaire": "small",
        "version": version,
        "fingerprint": fingerprint(questionnaire),
        "round": ROUND,
        "attributes": {"tier": "lower"},
        "answers": {"owners": 2, "late": 25, "early": 1, "districts": "not-asked"},
        "targets": {},
        "evidenced": {},
        **changes,
    }
    if version != "1.0":
        content["answers"].pop("districts")
    write_text(place / name, pretty(signed(number, **content)))
    return name


def test_a_folder_names_its_council_and_says_what_has_evidence(place):
    answered(place, "Ambleford", owners=Answer(2, evidence="A list"), early=1)
    (found,) = opened(place, "ambleford")
    assert (found.name, found.kind, found.round, found.note) == ("Ambleford", "folder", ROUND, "")
    assert found.codes["owners"] == 2
    assert found.codes["sharing"] is UNANSWERED
    assert found.codes["how-early"] is NOT_ASKED
    assert found.evidenced == {"owners"}


def test_a_return_gets_a_label_and_without_one_a_number(place):
    shared(place, "one.json", 1)
    shared(place, "two.json", 2)
    first, second = opened(place, "one.json", "two.json", labels=["Bexford"])
    assert (first.name, second.name) == ("Bexford", "Return 2")
    assert first.codes["late"] == 12.5
    assert first.codes["how-early"] is NOT_ASKED
    assert (first.kind, first.evidenced, first.anyone) == ("return", None, True)


def test_a_skipped_round_is_said_and_the_last_one_with_answers_stands(place):
    path = answered(place, "Ambleford", round_id="2025-autumn", owners=3)
    answered(place, "Ambleford", round_id="2026-spring", owners=2)
    answered(place, "Ambleford", round_id="2027-spring", owners=0)
    (path / "2027-spring" / "small.toml").rename(path / "later.toml")
    (found,) = opened(place, "ambleford")
    assert (found.round, found.codes["owners"]) == ("2026-spring", 2)
    assert found.note == "It has no answers in 2027-spring; these are of 2026-spring."


def test_a_round_that_is_still_to_come_is_not_taken(place):
    answered(place, "Ambleford", round_id="2026-spring", owners=2)
    path = answered(place, "Ambleford", round_id="2027-spring", owners=0)
    profile = CouncilFolder(path).profile_path
    profile.write_text(profile.read_text().replace('round = "2027-spring"', 'round = "2026-autumn"'))
    (found,) = opened(place, "ambleford")
    assert found.round == "2026-spring"


def test_another_version_is_compared_as_far_as_it_means_the_same(place):
    older = edition_path(str(place / "small"), "0.9")
    answered(place, "Ambleford", set_file=older, owners=3, sharing=1)
    answered(place, "Ambleshire", "county", owners=1, sharing=2, districts=2)
    first, second = opened(place, "ambleford", "ambleshire")
    assert first.codes["owners"] == 3
    assert "sharing" not in first.codes
    assert "districts" not in first.codes
    assert first.note == (
        "It answered version 0.9. 5 of the 7 questions of version 1.0 mean the same there and are compared, by equal "
        "ids, options and points; no crosswalk says more."
    )
    assert second.note == ""
    assert len(second.codes) == 7


def test_a_return_of_another_version_is_compared_in_the_same_way(place):
    shared(place, "one.json", version="0.9")
    (found,) = opened(place, "one.json")
    assert set(found.codes) == {"owners", "uses", "late", "early", "how-early"}


def test_a_version_that_is_not_here_is_named_with_its_place(place):
    path = answered(place, "Ambleford", owners=3)
    file = path / ROUND / "small.toml"
    file.write_text(file.read_text().replace('version = "1.0"', 'version = "0.5"'))
    with pytest.raises(UsageError, match=r'"small" 0\.5 is not here'):
        opened(place, "ambleford")
    file.write_text(file.read_text().replace('version = "0.5"', 'version = "../../x"'))
    with pytest.raises(UsageError, match="is not a version of a question set"):
        opened(place, "ambleford")


def test_a_folder_that_is_no_councils_is_refused(tmp_path):
    with pytest.raises(FaultsError, match="not a council's folder"):
        open_councils([tmp_path])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"withdrawn": True, "answers": {}, "attributes": {}}, "takes a return back"),
        ({"questionnaire": "other"}, 'answers "other", and the others "small"'),
    ],
)
def test_a_return_that_cannot_stand_here_is_refused(place, changes, said):
    shared(place, "one.json", **changes)
    with pytest.raises(UsageError, match=said):
        opened(place, "one.json")


def test_a_return_that_does_not_fit_its_set_is_refused_with_every_fault(place):
    shared(place, "one.json", answers={"owners": 9, "sharing": 7})
    with pytest.raises(FaultsError) as caught:
        opened(place, "one.json")
    assert [fault.code for fault in caught.value.faults] == ["answer-out-of-range"] * 2


def test_a_folder_without_answers_to_the_set_is_refused(place):
    path = answered(place, "Ambleford", owners=1)
    (path / ROUND / "small.toml").unlink()
    with pytest.raises(FaultsError, match="small"):
        opened(place, "ambleford")


def test_no_council_stands_there_twice(place):
    answered(place, "Ambleford", owners=1)
    shared(place, "one.json")
    with pytest.raises(UsageError, match='Two of them are called "ambleFORD"'):
        opened(place, "ambleford", "one.json", labels=["ambleFORD "])
    with pytest.raises(UsageError, match="Give each council once"):
        opened(place, "one.json", "one.json")


def test_labels_are_for_returns_and_are_one_line(place):
    answered(place, "Ambleford", owners=1)
    with pytest.raises(UsageError, match="1 labels and 0 returns"):
        opened(place, "ambleford", labels=["A"])
    shared(place, "one.json")
    with pytest.raises(UsageError, match="one line of text"):
        opened(place, "one.json", labels=["A\nB"])


def test_more_councils_than_letters_are_refused(place):
    with pytest.raises(UsageError, match="At most 26"):
        opened(place, *["x"] * (MOST + 1))


def test_a_return_says_which_set_is_meant(place):
    shared(place, "one.json")
    with pytest.raises(UsageError, match='no question set "small"'):
        open_councils([place / "one.json"])


def test_several_sets_under_way_must_be_told_apart(tmp_path):
    for set_id in ("quick-check", "digital-maturity"):
        questionnaire = find_questionnaire(set_id)
        folder = CouncilFolder(answered_shipped(tmp_path))
        folder.save_assessment(folder.new_assessment(questionnaire))
    with pytest.raises(UsageError, match="--set digital-maturity or --set quick-check"):
        open_councils([tmp_path / "ambleford"])
    (tmp_path / "ambleford" / ROUND / "digital-maturity.toml").unlink()
    assert open_councils([tmp_path / "ambleford"])[0].id == "quick-check"


def answered_shipped(path):
    from benchmark.council.profile import CouncilProfile  # noqa: PLC0415

    folder = CouncilFolder(path / "ambleford")
    if not folder.profile_path.exists():
        facts = {"council-type": "district", "population-band": "under-100k"}
        folder.save_profile(CouncilProfile("council-1", "Ambleford", "north", ROUND, True, facts))
    return folder.path


def carded(place, name, sections=("data",)):
    """Write a card of a council's folder."""
    folder = CouncilFolder(place / name)
    made = make_card(
        folder.read_assessment(find_questionnaire(str(place / "small"))), sections, council="Crowton", contact="IT"
    )
    write_card(made, place / "card.toml")


def test_a_card_names_its_council_and_holds_the_sections_that_it_chose(place):
    answered(place, "Ambleford", owners=Answer(2, evidence="A list"), early=1)
    carded(place, "ambleford")
    (found,) = opened(place, "card.toml")
    assert (found.name, found.kind, found.round, found.anyone, found.evidenced) == ("Crowton", "card", "", True, None)
    assert found.codes["owners"] == 2
    assert found.codes["early"] is UNANSWERED
    assert found.attributes["council-type"] == "district"
    with pytest.raises(UsageError, match="1 labels and 0 returns"):
        opened(place, "card.toml", labels=["A"])


def test_a_card_of_another_set_is_refused_and_says_which_set_is_meant(place):
    answered(place, "Ambleford", owners=2)
    carded(place, "ambleford")
    with pytest.raises(UsageError, match='answers "small", and the others "quick-check"'):
        open_councils([place / "card.toml"], "quick-check")
    with pytest.raises(UsageError, match='no question set "small"'):
        open_councils([place / "card.toml"])

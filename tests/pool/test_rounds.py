"""Publications of one round, together, isolate nobody: interim, final, correction, and the ledger that remembers."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmark.errors import FaultsError, WithheldError
from benchmark.pool.count import Counted, Selection, choose, count, keep_councils
from benchmark.pool.gather import gather
from benchmark.pool.joint import audit
from benchmark.pool.ledger import Kind, Ledger, close_ledger, ledger_path, read_ledger, write_ledger
from benchmark.pool.pool import merge, write_pool
from benchmark.pool.rounds import Issue, Published, publish_pool, publish_round
from benchmark.pool.rules import NETWORK, PUBLIC
from benchmark.questions.library import find_questionnaire, shipped

EMPTY = Ledger("council-ledger/1", "quick-check", "2026.1", "2026-autumn")


@pytest.fixture(scope="module")
def everyone() -> Counted:
    pool = merge(gather([shipped("sample_returns") / "quick-check"]).returns)
    return count(pool, find_questionnaire("quick-check"), choose(pool, Selection()))


def first(counted: Counted, number: int) -> Counted:
    return keep_councils(counted, set(counted.keys[:number]))


def revised(counted: Counted, number: int) -> Counted:
    """The same councils, of which the first few sent other returns."""
    return replace(counted, digests=["0" * 62 + f"{at:02}" for at in range(number)] + counted.digests[number:])


def shown(published: Published) -> set[tuple[str, str]]:
    return {(cell.group, cell.item) for cell in published.benchmark.cells if cell.councils is not None}


def test_an_interim_shows_all_councils_as_one_group(everyone: Counted) -> None:
    interim = publish_round(first(everyone, 20), NETWORK, EMPTY, "interim")
    assert {group for group, _ in shown(interim)} == {"all"}


def test_a_final_shows_groups(everyone: Counted) -> None:
    assert len({group for group, _ in shown(publish_round(everyone, NETWORK, EMPTY, "final"))}) > 1


def test_a_newcomer_after_an_interim_is_not_counted_alone(everyone: Counted) -> None:
    interim = publish_round(first(everyone, 20), NETWORK, EMPTY, "interim")
    final = publish_round(first(everyone, 21), NETWORK, interim.ledger, "final")
    assert final.benchmark.councils == 20
    assert "1 of the returns came after" in final.notes[0]


def test_eight_newcomers_are_counted(everyone: Counted) -> None:
    interim = publish_round(first(everyone, 20), NETWORK, EMPTY, "interim")
    assert publish_round(first(everyone, 28), NETWORK, interim.ledger, "final").benchmark.councils == 28


def test_a_single_revision_or_withdrawal_after_an_interim_cannot_be_published(everyone: Counted) -> None:
    interim = publish_round(first(everyone, 20), NETWORK, EMPTY, "interim")
    with pytest.raises(WithheldError, match="subtraction would show them"):
        publish_round(revised(first(everyone, 20), 1), NETWORK, interim.ledger, "final")
    with pytest.raises(WithheldError, match="subtraction would show them"):
        publish_round(first(everyone, 19), NETWORK, interim.ledger, "final")


def test_a_final_closes_the_round(everyone: Counted) -> None:
    final = publish_round(first(everyone, 20), NETWORK, EMPTY, "final")
    assert final.ledger.closed
    with pytest.raises(WithheldError, match="closed"):
        publish_round(everyone, NETWORK, final.ledger, "final")
    with pytest.raises(WithheldError, match="closed"):
        publish_round(first(everyone, 20), NETWORK, final.ledger, "interim")


@pytest.mark.parametrize("kind", ["interim", "final"])
def test_a_round_that_its_network_closed_takes_nothing_but_a_correction(everyone: Counted, kind: Kind) -> None:
    with pytest.raises(WithheldError, match="its network closed it"):
        publish_round(everyone, NETWORK, close_ledger(EMPTY), kind)
    interim = publish_round(first(everyone, 20), NETWORK, EMPTY, "interim")
    closed = close_ledger(interim.ledger)
    assert closed.closed
    assert not closed.final
    with pytest.raises(WithheldError, match="its network closed it"):
        publish_round(everyone, NETWORK, closed, kind)
    assert publish_round(everyone, NETWORK, closed, "correction").ledger.ended


def test_where_nothing_was_published_before_the_round_was_closed_there_is_nothing_to_correct(
    everyone: Counted,
) -> None:
    with pytest.raises(WithheldError, match="nothing to correct"):
        publish_round(everyone, NETWORK, close_ledger(EMPTY), "correction")


def test_a_closed_ledger_stays_closed_on_the_disk(tmp_path: Path) -> None:
    write_ledger(close_ledger(EMPTY), tmp_path / "l.json")
    assert read_ledger(tmp_path / "l.json", EMPTY.questionnaire, EMPTY.version, EMPTY.round).closed


def test_a_network_file_that_says_closed_closes_the_ledger(tmp_path: Path) -> None:
    """Also where that file came from another computer, and the ledger here knows nothing of it."""
    pool = merge(gather([shipped("sample_returns") / "quick-check"]).returns)
    write_pool(pool, tmp_path / "a.pool.jsonl")
    with pytest.raises(WithheldError, match="its network closed it"):
        publish_pool(tmp_path / "a.pool.jsonl", tmp_path / "b.json", Selection(), Issue(ended=True))
    assert not (tmp_path / "b.json").exists()
    publish_pool(tmp_path / "a.pool.jsonl", tmp_path / "b.json", Selection(), Issue())
    _, corrected = publish_pool(
        tmp_path / "a.pool.jsonl", tmp_path / "b.json", Selection(), Issue(kind="correction", ended=True)
    )
    assert corrected.ledger.ended


def test_the_same_returns_can_be_published_again_for_other_readers(everyone: Counted) -> None:
    final = publish_round(everyone, NETWORK, EMPTY, "final")
    public = publish_round(everyone, PUBLIC, final.ledger, "final")
    assert ("all", "overall") in shown(public)


def test_a_correction_of_one_council_shows_nothing_new(everyone: Counted) -> None:
    final = publish_round(everyone, NETWORK, EMPTY, "final")
    with pytest.raises(WithheldError):
        publish_round(revised(everyone, 1), NETWORK, final.ledger, "correction")
    many = publish_round(revised(everyone, 12), NETWORK, final.ledger, "correction")
    assert ("all", "overall") in shown(many)


def test_a_return_that_was_not_a_councils_can_be_taken_out(everyone: Counted) -> None:
    final = publish_round(everyone, NETWORK, EMPTY, "final")
    corrected = publish_round(everyone, NETWORK, final.ledger, "correction", [everyone.keys[0]])
    assert corrected.benchmark.councils == everyone.councils - 1
    assert ("all", "overall") in shown(corrected)


@pytest.mark.parametrize("steps", [(20, 28, 31), (12, 20, 31), (16, 31)])
def test_everything_published_of_a_round_is_audited_together(everyone: Counted, steps: tuple[int, ...]) -> None:
    ledger = EMPTY
    for number in steps[:-1]:
        ledger = publish_round(first(everyone, number), NETWORK, ledger, "interim").ledger
    ledger = publish_round(first(everyone, steps[-1]), NETWORK, ledger, "final").ledger
    items = {item for publication in ledger.publications for item in publication.shown}
    assert "overall" in items
    for item in items:
        together = [found for publication in ledger.publications for found in publication.sets(item)]
        assert audit(together, NETWORK.minimum).safe


def test_without_the_ledger_a_newcomer_would_be_isolated(everyone: Counted) -> None:
    before = publish_round(first(everyone, 20), NETWORK, EMPTY, "interim").ledger.last
    after = publish_round(first(everyone, 21), NETWORK, EMPTY, "final").ledger.last
    assert not audit([*before.sets("overall"), *after.sets("overall")], NETWORK.minimum).safe


def test_a_ledger_is_read_as_it_was_written(everyone: Counted, tmp_path: Path) -> None:
    path = ledger_path(tmp_path / "north.pool.jsonl", "quick-check", "2026-autumn")
    assert path.name == "north.quick-check.2026-autumn.ledger.json"
    assert read_ledger(path, "quick-check", "2026.1", "2026-autumn") == EMPTY
    ledger = publish_round(everyone, NETWORK, EMPTY, "final").ledger
    write_ledger(ledger, path)
    assert read_ledger(path, "quick-check", "2026.1", "2026-autumn") == ledger


@pytest.mark.parametrize(("text", "code"), [("{}", "not-a-ledger"), ("[", "not-a-ledger")])
def test_a_damaged_ledger_stops_everything(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "x.ledger.json"
    path.write_text(text)
    with pytest.raises(FaultsError) as caught:
        read_ledger(path, "quick-check", "2026.1", "2026-autumn")
    assert [fault.code for fault in caught.value.faults] == [code]


CONTRADICTIONS = {
    "a position after the last answer": ("answered", lambda kept: {**kept, "overall": [99]}, "not listed"),
    "a position before the first": ("groups", lambda kept: {**kept, "all": [-1]}, "not listed"),
    "a figure of nobody": ("answered", lambda kept: {k: v for k, v in kept.items() if k != "data"}, "who answered"),
    "a group of nobody": ("groups", lambda kept: {k: v for k, v in kept.items() if k != "all"}, "who is in"),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_ledger_that_contradicts_itself_is_refused(everyone: Counted, tmp_path: Path, name: str) -> None:
    part, change, words = CONTRADICTIONS[name]
    path = tmp_path / "x.ledger.json"
    write_ledger(publish_round(everyone, NETWORK, EMPTY, "final").ledger, path)
    data = json.loads(path.read_text())
    publication = data["publications"][0]
    publication[part] = change(publication[part])
    path.write_text(json.dumps(data))
    with pytest.raises(FaultsError, match=words):
        read_ledger(path, "quick-check", "2026.1", "2026-autumn")


def test_a_ledger_of_another_round_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger.json"
    write_ledger(EMPTY, path)
    with pytest.raises(FaultsError) as caught:
        read_ledger(path, "quick-check", "2026.1", "2027-spring")
    assert [fault.code for fault in caught.value.faults] == ["other-ledger"]


def test_an_interim_shows_no_level_counts_that_could_be_subtracted_from_the_final_ones(everyone: Counted) -> None:
    """Of 20 and then 30 councils, the difference would be ten newcomers with their rare levels unjoined."""
    interim = publish_round(first(everyone, 20), NETWORK, EMPTY, "interim")
    final = publish_round(first(everyone, 30), NETWORK, interim.ledger, "final")
    assert {cell.bins for cell in interim.benchmark.cells} == {()}
    assert any(cell.bins for cell in final.benchmark.cells)
    assert any(cell.quartiles for cell in interim.benchmark.cells)

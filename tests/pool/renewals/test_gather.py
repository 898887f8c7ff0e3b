"""Cards that come in: the newest of each council counts, and whatever is refused is named with what to do."""

import pytest

from benchmark.errors import UsageError
from benchmark.pool.renewals import gather
from benchmark.pool.renewals.gather import gather_cards
from benchmark.pool.renewals.suppliers import find_suppliers, supplier_key
from tests.council.contracts.registers import NOW, SET, council
from tests.pool.renewals.cards import calendar, card, contract, several, write


def test_the_newest_card_of_a_council_counts_whatever_the_order(tmp_path):
    old = write(tmp_path, "z.toml", card("Ambleford", contract(end=1), round_id="2025-autumn"))
    new = write(tmp_path, "a.toml", card("AMBLEFORD ", contract(end=2), round_id="2026-spring"))
    other = write(tmp_path, "b.toml", card("Bexford", contract()))
    for paths in ([old, new, other], [tmp_path], [other, new, old, new]):
        found = gather_cards(paths, SET)
        assert [one.card.round for one in found.cards] == ["2026-spring", "2026-autumn"]
        assert [(older.file, newer.file) for older, newer in found.older] == [(str(old), str(new))]
        assert found.refused == []
        assert found.files == 3


def test_the_same_card_twice_is_one(tmp_path):
    write(tmp_path, "a.toml", card("Ambleford", contract()))
    write(tmp_path, "b.toml", card("Ambleford", contract()))
    found = gather_cards([tmp_path], SET)
    assert (len(found.cards), found.refused, found.older) == (1, [], [])


def test_of_two_different_cards_of_one_round_neither_counts_and_both_are_named(tmp_path):
    one = write(tmp_path, "a.toml", card("Ambleford", contract(end=1)))
    two = write(tmp_path, "b.toml", card("ambleford", contract(end=2)))
    write(tmp_path, "c.toml", card("Bexford", contract()))
    write(tmp_path, "old.toml", card("Ambleford", contract(), round_id="2025-autumn"))
    found = gather_cards([tmp_path], SET)
    assert [held.card.council for held in found.cards] == ["Bexford"]
    assert [(fault.code, fault.file) for fault in found.refused] == [("two-cards", str(one)), ("two-cards", str(two))]
    assert str(two) in found.refused[0].rule


def test_everything_that_is_refused_is_named_at_once(tmp_path):
    write(tmp_path, "good.toml", card("Ambleford", contract()))
    (tmp_path / "broken.toml").write_text("format = ", encoding="utf-8")
    (tmp_path / "other.toml").write_text('format = "council/1"\n', encoding="utf-8")
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    (tmp_path / ".hidden.toml").write_text("x", encoding="utf-8")
    council(tmp_path / "folder")
    found = gather_cards([tmp_path / "folder", tmp_path / "good.toml", tmp_path / "gone.toml"], SET)
    assert [fault.code for fault in found.refused] == ["a-councils-folder", "missing-file"]
    (tmp_path / "folder").rename(tmp_path.parent / "away")
    found = gather_cards([tmp_path], SET)
    assert [fault.code for fault in found.refused] == ["not-toml", "not-a-contracts-card", "unknown-format"]
    assert len(found.cards) == 1


def test_a_folder_of_very_many_files_is_no_folder_of_cards(tmp_path, monkeypatch):
    monkeypatch.setattr(gather, "MOST_FILES", 2)
    for name in "abcd":
        write(tmp_path, f"{name}.toml", card(name, contract()))
    found = gather_cards([tmp_path], SET)
    assert (len(found.cards), [fault.code for fault in found.refused]) == (2, ["too-many-files"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tallow Ltd", "TALLOW  LIMITED", True),
        ("Tallow plc", "Tallow P.L.C.", True),
        ("Binwright & Daughters", "Binwright and Daughters, Ltd.", True),
        ("O'Hare\u2019s", "OHares", True),
        ("Tallow Ltd", "Tallow Systems Ltd", False),
        ("Limited", "plc", False),
        ("Limited Brands", "Brands", False),
    ],
)
def test_suppliers_are_compared_without_capitals_marks_and_endings(one, other, same):
    assert (supplier_key(one) == supplier_key(other)) == same


def test_the_different_suppliers_of_a_line_are_counted_and_own_work_is_none():
    made = calendar(
        card("Ambleford", contract(supplier="Tallow Ltd"), contract("waste", supplier="AMBLEFORD")),
        card("Bexford", contract(supplier="TALLOW LIMITED"), contract("waste")),
        card("Crowton", contract(supplier="Hexbarrow")),
    )
    assert find_suppliers(made.renewals) == made.suppliers == {"council-tax": ("Hexbarrow", "TALLOW LIMITED")}


def test_a_calendar_has_the_next_to_end_first_and_the_largest_group_first():
    found = several()
    assert [one.contract.end - NOW for one in found.renewals] == [1, 7, 8, 8, 9, 30]
    assert [one.contract.line for one in found.over] == ["finance"]
    assert found.lines == ("council-tax", "waste")
    assert [(window.line, window.councils, window.others) for window in found.windows] == [
        ("council-tax", ("Ambleford", "Bexford", "Crowton"), ("Dunby",))
    ]
    one_line = calendar(card("A", contract(), contract("waste")), card("B", contract("waste")), lines=["waste"])
    assert one_line.lines == ("waste",)
    nobody = calendar(card("A", contract()), card("B", contract("waste")), lines=["waste"])
    assert [one.card.council for one in nobody.cards] == ["B"]
    with pytest.raises(UsageError, match="no line of business"):
        calendar(card("A", contract()), lines=["nowhere"])

"""The returns of a table: keys, sequences, what becomes of a row that was corrected, cleared or deleted."""

from itertools import permutations

import pytest

from benchmark.errors import FaultsError
from benchmark.pool.importing.returns import check_place
from benchmark.pool.pool import merge, pool_bytes
from benchmark.returns.keys import verifies
from benchmark.returns.make import Place
from tests.pool.importing.tables import answers, contents, import_text

TABLE = "respondent,owners,council-type\nAmbleford,3,district\nBorsetshire,2,county\n"


def test_returns_are_marked_signed_and_hold_nothing_else(tmp_path):
    done = import_text(tmp_path, TABLE)
    assert all(verifies(signed) for signed in done.pool.returns)
    first = contents(done)[0]
    assert (first.origin, first.sequence, first.home, first.network, first.round) == (
        "imported",
        1,
        True,
        "north",
        "2025-autumn",
    )
    assert first.attributes == {"tier": "lower"}
    assert first.answers == {"owners": 3, "how-early": "not-asked", "districts": "not-asked"}
    assert (first.targets, first.evidenced) == ({}, {})


def test_no_text_of_the_table_is_in_the_pool(tmp_path):
    mapping = (
        'respondent = "who"\nignore = ["note"]\n[[column]]\nname = "Qx"\nquestion = "owners"\nvalues = { "Zzyx" = 1 }\n'
    )
    done = import_text(tmp_path, "who,note,Qx\nAmbleford,secret plan,Zzyx\n", mapping)
    data = pool_bytes(done.pool).lower()
    assert all(text not in data for text in (b"ambleford", b"secret", b"zzyx", b"qx"))


def test_the_same_table_gives_the_same_bytes_in_any_order_of_rows(tmp_path):
    head, *rows = (TABLE + "C,1,\n").splitlines()
    found = {pool_bytes(import_text(tmp_path, "\n".join([head, *order])).pool) for order in permutations(rows)}
    assert len(found) == 1


def test_capitals_and_spaces_in_a_name_make_no_other_key(tmp_path):
    one, other = (import_text(tmp_path, f"respondent,owners\n{name},3\n") for name in ("Ynys Môn", " YNYS  MÔN "))
    assert one.keys[0][2] == other.keys[0][2]


@pytest.mark.parametrize(
    "changes",
    [{"secret": bytes(32)}, {"name": "B"}, {"place": ("south", "2025-autumn")}, {"place": ("north", "2026-spring")}],
)
def test_another_importer_name_network_or_round_makes_another_key(tmp_path, monkeypatch, changes):
    def key(name="A", place=("north", "2025-autumn"), **rest):
        monkeypatch.setattr("tests.pool.importing.tables.PLACE", Place(*place, home=True))
        return import_text(tmp_path, f"respondent,owners\n{name},3\n", **rest).keys[0][2]

    assert key() == key()
    assert key() != key(**changes)


def test_a_corrected_row_replaces_what_it_said_and_no_other_changes(tmp_path):
    first = import_text(tmp_path, TABLE)
    again = import_text(tmp_path, TABLE, into=first.pool)
    assert (again.same, again.new, again.changed) == (2, 0, 0)
    assert again.pool == first.pool
    second = import_text(tmp_path, TABLE.replace("3", "1"), into=first.pool)
    assert (second.same, second.changed) == (1, 1)
    assert [content.sequence for content in contents(second)] == [2, 1]
    assert answers(second)[0]["owners"] == 1
    # Merged with the first pool in any order, the correction stays.
    for pools in permutations([first.pool, second.pool]):
        assert merge([signed for pool in pools for signed in pool.returns]) == second.pool


def test_a_row_whose_answers_were_cleared_is_withdrawn_and_may_come_back(tmp_path):
    first = import_text(tmp_path, TABLE)
    cleared = import_text(tmp_path, TABLE.replace("3", ""), into=first.pool)
    assert cleared.withdrawn == 1
    assert contents(cleared)[0].is_withdrawal
    assert (contents(cleared)[0].attributes, contents(cleared)[0].answers) == ({}, {})
    still = import_text(tmp_path, TABLE.replace("3", ""), into=cleared.pool)
    assert (still.empty, still.withdrawn) == (1, 0)
    assert still.pool == cleared.pool
    back = import_text(tmp_path, TABLE, into=cleared.pool)
    assert contents(back)[0].sequence == 3


def test_a_row_that_answers_nothing_gives_no_return(tmp_path):
    done = import_text(tmp_path, TABLE + "C,,county\nD,not-asked,\n")
    assert (done.new, done.empty) == (2, 2)
    assert len(done.pool.returns) == 2


def test_returns_of_others_and_of_deleted_rows_stay_and_are_counted(tmp_path):
    other = import_text(tmp_path, "respondent,owners\nX,1\nY,2\n", secret=bytes(32))
    done = import_text(tmp_path, TABLE, into=other.pool)
    assert (len(done.pool.returns), done.others) == (4, 2)
    fewer = import_text(tmp_path, "\n".join(TABLE.splitlines()[:2]), into=done.pool)
    assert (fewer.same, fewer.others) == (1, 3)


def test_a_conflict_is_settled_by_importing_again(tmp_path):
    one, other = (import_text(tmp_path, f"respondent,owners\nA,{level}\n") for level in (1, 2))
    both = merge([*one.pool.returns, *other.pool.returns])
    assert len(both.returns) == 2
    settled = import_text(tmp_path, "respondent,owners\nA,2\n", into=both)
    assert [signed.content.sequence for signed in settled.pool.returns] == [2]


@pytest.mark.parametrize("place", [("North West", "2025"), ("north", "Autumn 2025"), ("north", "../2025"), ("", "a")])
def test_names_of_networks_and_rounds_must_be_ids(place):
    with pytest.raises(FaultsError, match="not an id"):
        check_place(Place(*place, home=True))

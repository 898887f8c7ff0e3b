"""The files of a network: written and read alike, and every fault reported at once."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmark.errors import FaultsError, UsageError, WithheldError
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.invitation import read_invitation
from benchmark.network.invite import issue, retire
from benchmark.network.invited import Candidate, read_candidates
from benchmark.network.network import Invitation, read_network, with_roster, write_network
from tests.network.made import DISTRICT, SET, network, new_round

GOOD = """\
format = "network/1"
id = "north-west"
title = "North West"
questionnaire = "quick-check"
version = "2026.1"
round = "2026-autumn"
deadline = 2026-11-30
publisher = "Network coordinator"
"""


def faults(path: Path, text: str) -> set[str]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read_network(path)
    return {found.code for found in caught.value.faults}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    made = new_round(tmp_path, 3, named=True, setting="public", attributes=("tier",), closed=False)
    found = read_network(made.folder.network_path)
    assert found.roster == tuple(sorted((Invitation(c.key) for c in made.holders), key=lambda entry: entry.key))
    write_network(tmp_path / "again.toml", replace(found, closed=True))
    assert read_network(tmp_path / "again.toml") == replace(found, closed=True)


def test_the_network_names_nobody(tmp_path: Path) -> None:
    made = new_round(tmp_path, 3)
    text = made.folder.network_path.read_text()
    for council in made.holders:
        assert council.council not in text
        assert council.code not in text
    assert "tier" not in text


def test_what_may_be_left_out_has_the_careful_default(tmp_path: Path) -> None:
    (tmp_path / "n.toml").write_text("\ufeff" + GOOD, encoding="utf-8")
    found = read_network(tmp_path / "n.toml")
    assert (found.setting, found.named, found.invitations, found.closed) == ("network", False, True, False)
    assert found.attributes is None
    assert found.deadline == date(2026, 11, 30)


def test_all_faults_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    text = """\
format = "network/1"
id = "North West"
title = "Line\\u0007"
questionnaire = "../quick"
version = "2026 1"
deadline = 2026-11-30T10:00:00
attributes = ["tier", "tier", "A b"]
setting = "circle"
named = "no"
publisher = "jo.smith@council.example"
colour = "red"
[[invitation]]
key = "AAAA"
[[invitation]]
retired = 1
"""
    assert faults(tmp_path / "n.toml", text) == {
        "bad-id",
        "wrong-kind",
        "missing-key",
        "unknown-key",
        "repeated-id",
        "a-person",
        "bad-invitation-key",
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ('format = "network/1"|format = "network/2"', "unknown-format"),
        ("2026-11-30|30-11-2026", "not-toml"),
        ('"Network coordinator"|"' + "a" * 201 + '"', "too-long"),
        ("deadline = 2026-11-30|deadline = '2026-11-30'", "wrong-kind"),
    ],
)
def test_each_fault_has_its_words(tmp_path: Path, change: str, code: str) -> None:
    before, after = change.split("|")
    assert faults(tmp_path / "n.toml", GOOD.replace(before, after)) == {code}


def test_a_key_stands_once_in_the_roster(tmp_path: Path) -> None:
    key = new_round(tmp_path, 1).holders[0].key
    twice = f'[[invitation]]\nkey = "{key}"\n[[invitation]]\nkey = "{key}"\n'
    assert faults(tmp_path / "n.toml", GOOD + twice) == {"repeated-key"}


def test_an_attribute_that_is_not_shared_is_refused() -> None:
    with pytest.raises(FaultsError, match="not an attribute"):
        network(attributes=("council-type",)).used(SET)
    assert [attribute.id for attribute in network(attributes=("population",)).used(SET)] == ["population"]


def test_nothing_leaves_the_roster_and_what_is_retired_stays_so() -> None:
    made = network(roster=(Invitation("a" * 43, retired=True), Invitation("b" * 43)))
    found = with_roster(made, {"a" * 43: False, "c" * 43: False})
    assert [(entry.key[0], entry.retired) for entry in found.roster] == [("a", True), ("b", False), ("c", False)]


def test_the_private_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = new_round(tmp_path)
    issue(
        made.folder,
        [Candidate("Ynys M\u00f4n, county", "it@example.org", {"council-type": "wales"}), Candidate("Oakby")],
    )
    first, second = made.folder.invited()
    assert (first.council, first.email, first.attributes) == (
        "Ynys M\u00f4n, county",
        "it@example.org",
        {"council-type": "wales"},
    )
    assert (second.number, second.attributes, second.retired) == (2, {}, False)
    data = made.folder.list_path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    # Windows guards folders in another way.
    assert os.name == "nt" or made.folder.list_path.stat().st_mode & 0o077 == 0


def test_no_cell_of_the_private_list_can_be_a_formula(tmp_path: Path) -> None:
    made = new_round(tmp_path, 40)
    cells = [cell for line in made.folder.list_path.read_text("utf-8-sig").splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    for name in ("=cmd()", "+1", "@x", "-a", "\tb", ""):
        with pytest.raises(FaultsError):
            issue(made.folder, [Candidate(name)])


def test_what_was_changed_by_hand_in_the_private_list_is_noticed(tmp_path: Path) -> None:
    made = new_round(tmp_path, 3)
    text = made.folder.list_path.read_text("utf-8-sig")
    first, second = made.holders[:2]
    slip = first.code[:-1] + ("0" if first.code[-1] != "0" else "2")
    for before, after, code in (
        (first.code, slip, "bad-code"),
        (first.code, second.code, "bad-invitation-key"),
        (second.council, first.council, "repeated-council"),
        ("\n2,", "\n1,", "bad-row-number"),
        (",issued", ",sent", "not-one-of"),
        ("district", "distrikt", "unknown-option"),
        (",status", ",state", "no-column"),
    ):
        made.folder.list_path.write_text(text.replace(before, after), encoding="utf-8")
        with pytest.raises(FaultsError) as caught:
            made.folder.invited()
        assert code in {found.code for found in caught.value.faults}, before


def test_a_coordinators_own_list_is_checked_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Council,Email,council-type,Phone\nOakby,x@y.example,district,1\n,,,2\nOAKBY ,two@x y,moon,\n\n,,,\n"
    )
    with pytest.raises(FaultsError) as caught:
        read_candidates(path, SET)
    assert {found.code for found in caught.value.faults} == {
        "no-name",
        "repeated-council",
        "bad-email",
        "unknown-option",
    }
    path.write_text("Council,Email,council-type,Phone\nOakby,x@y.example,district,1\n")
    candidates, unused = read_candidates(path, SET)
    assert candidates == [Candidate("Oakby", "x@y.example", {"council-type": "district"})]
    assert unused == ["phone"]
    for text, code in (
        ("", "empty-file"),
        ("name\nOakby\nElmby\n", "no-column"),
        ("council\n", "no-rows"),
        ("council,a\nx\n", "wrong-cells"),
    ):
        path.write_text(text)
        with pytest.raises(FaultsError) as caught:
            read_candidates(path, SET)
        assert [found.code for found in caught.value.faults] == [code]


def test_an_invitation_says_what_was_agreed_and_how_many_look_alike(tmp_path: Path) -> None:
    made = new_round(tmp_path, 4, attributes=("tier",))
    made.invite("Shire", **{"council-type": "county", "population-band": "over-400k"})
    issue(made.folder, [Candidate("Unknown")])
    says = read_invitation(made.folder.invitation_path(1))
    assert (says.network, says.round, says.questionnaire, says.attributes) == (
        "north-west",
        "2026-autumn",
        "quick-check",
        ("tier",),
    )
    assert says.code == made.council(1).code
    assert {(group.attributes["tier"], group.councils) for group in says.invited} == {("lower", 4), ("upper", 1)}
    assert all("population" not in group.attributes for group in says.invited)


def test_every_fault_of_an_invitation_is_reported(tmp_path: Path) -> None:
    made = new_round(tmp_path, 1)
    path = made.folder.invitation_path(1)
    text = path.read_text()
    bad = (
        text.replace("north-west", "North West")
        .replace("tier =", '"A b" =')
        .replace("councils = 1", "councils = 0")
        .replace("named = false", "name = 1")
        .replace(made.council(1).code, "7K3M")
    )
    path.write_text(bad)
    with pytest.raises(FaultsError) as caught:
        read_invitation(path)
    assert {found.code for found in caught.value.faults} == {"bad-id", "wrong-kind", "unknown-key", "bad-code"}


def test_a_council_gets_one_invitation_and_another_after_it_was_retired(tmp_path: Path) -> None:
    made = new_round(tmp_path, 2)
    first = made.council(1)
    again = issue(made.folder, [Candidate(f" {first.council.upper()} ".strip())])
    assert (again.new, [c.number for c in again.already]) == ((), [1])
    retire(made.folder, 1)
    assert not made.folder.invitation_path(1).exists()
    assert not made.folder.letter_path(1).exists()
    issued = issue(made.folder, [Candidate(first.council)])
    ((second, letter),) = issued.new
    assert (second.number, second.attributes) == (3, DISTRICT)
    assert second.code != first.code
    assert second.code in letter
    assert {entry.key: entry.retired for entry in made.folder.network.roster}[first.key]
    with pytest.raises(UsageError, match="Those issued are: 2, 3"):
        retire(made.folder, 9)


def test_an_invite_that_was_cut_off_is_mended_by_the_next(tmp_path: Path) -> None:
    made = new_round(tmp_path, 2)
    found = made.folder.network
    # As if the machine had stopped between the private list and the roster.
    write_network(made.folder.network_path, replace(found, roster=()))
    made.folder.invitation_path(1).unlink()
    made.invite(made.council(1).council)
    assert made.folder.network == found
    assert made.folder.invitation_path(1).exists()


def test_a_closed_round_and_one_without_invitations_issue_none(tmp_path: Path) -> None:
    made = new_round(tmp_path)
    made.folder.close()
    with pytest.raises(WithheldError, match="closed"):
        made.invite("Oakby")
    write_network(made.folder.network_path, network(invitations=False))
    with pytest.raises(UsageError, match="no invitations"):
        made.invite("Oakby")


def test_a_folder_without_a_network_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FaultsError, match="network new"):
        _ = CoordinatorFolder(tmp_path).network

"""Returns that came without a signature: imported on the word of a code, once for each invitation, in any order."""

import itertools
import json
from pathlib import Path

import pytest

from benchmark.network.inbox import Looked, look
from benchmark.network.inbox_words import inbox_data, inbox_lines
from benchmark.network.invite import retire
from benchmark.network.sort import kind_of
from benchmark.pool.count import Choice, count
from benchmark.pool.gather import gather
from benchmark.returns.home import Home
from benchmark.returns.keys import verifies
from benchmark.returns.model import HIGHEST_SEQUENCE, pretty
from benchmark.returns.unsigned import UnsignedReturn, parse_unsigned
from scoring.fingerprint import fingerprint
from tests.network.made import ROUND, SET, Round, new_round, returned

UNSIGNED = "It is unsigned, and imported on the word of the invitation code."
STRANGER = "0000-0000-0000-0000-0000-0000-0000"


@pytest.fixture
def made(tmp_path: Path) -> Round:
    return new_round(tmp_path / "network", 3)


def unsigned(code: str, level: int = 2, sequence: int = 1, **changes: object) -> bytes:
    """Write an unsigned return as the form does."""
    said = {
        "questionnaire": SET.id,
        "version": SET.version,
        "fingerprint": fingerprint(SET),
        "network": "north-west",
        "round": ROUND,
        "home": True,
        "sequence": sequence,
        "attributes": {"tier": "lower"},
        "answers": {question.id: level for question in SET.questions},
        "targets": {},
        "evidenced": {},
    }
    return json.dumps({"format": "unsigned-return/1", "return": {**said, **changes}, "code": code}, indent=2).encode()


def withdrawal(code: str, sequence: int) -> bytes:
    return unsigned(code, sequence=sequence, attributes={}, answers={}, withdrawn=True)


def looked(made: Round, **files: bytes) -> Looked:
    for name, data in files.items():
        (made.folder.inbox / f"{name}.json").write_bytes(data)
    return look(made.folder, home=Home(made.folder.path.parent / "home", "importer"))


def verdicts(found: Looked) -> dict[str, str]:
    return {line.file.removesuffix(".json"): line.fault.code if line.fault else line.verdict for line in found.lines}


def counted(made: Round, found: Looked) -> int:
    choice = Choice(SET.id, SET.version, ROUND, ("north-west",))
    return count(found.pool, SET, choice, made.folder.network.roster_for_counting()).councils


def test_it_becomes_an_imported_return_that_counts_once_for_its_invitation(made: Round) -> None:
    code = made.council(2).code
    found = looked(made, a=unsigned(code), b=unsigned(code.lower().replace("-", " ")))
    assert verdicts(found) == {"a": "accepted", "b": "same"}
    (signed,) = found.pool.returns
    assert verifies(signed)
    assert (signed.content.origin, signed.content.endorsement.invitation) == ("imported", made.council(2).key)
    assert code not in made.folder.pool_path.read_text()
    assert counted(made, found) == 1
    assert [council.number for council in found.attendance.sent] == [2]
    assert inbox_data(found, made.folder.network)["files"][0]["unsigned"] is True
    assert inbox_lines(found, made.folder.network)[:2] == [
        f"a.json: accepted. From Council ab. {UNSIGNED}",
        f"b.json: the same as before; nothing changed. From Council ab. {UNSIGNED}",
    ]


def test_a_second_look_changes_nothing(made: Round) -> None:
    looked(made, a=unsigned(made.council(1).code), b=unsigned(made.council(2).code, level=3, sequence=4))
    before = made.folder.pool_path.read_bytes()
    assert verdicts(looked(made)) == {"a": "same", "b": "same"}
    assert made.folder.pool_path.read_bytes() == before
    # Nor does another name for the file, or the same answers under a later number.
    assert verdicts(looked(made, c=unsigned(made.council(1).code, sequence=9)))["c"] == "same"
    assert made.folder.pool_path.read_bytes() == before


@pytest.mark.parametrize("order", list(itertools.permutations("abc")))
def test_the_latest_number_stands_whatever_comes_first(made: Round, order: tuple[str, ...]) -> None:
    code = made.council(1).code
    files = {name: unsigned(code, level=at, sequence=at + 1) for at, name in enumerate("abc")}
    for name in order:
        found = looked(made, **{name: files[name]})
    assert verdicts(looked(made)) == {"a": "older", "b": "older", "c": "same"}
    (signed,) = found.pool.returns
    assert set(signed.content.answers.values()) == {2}


def test_a_changed_one_raises_the_sequence_and_a_withdrawal_takes_it_back(made: Round) -> None:
    code = made.council(1).code
    looked(made, a=unsigned(code))
    # The form forgot its number: its first file is gone, so the second one is meant.
    found = looked(made, a=unsigned(code, level=3))
    assert verdicts(found) == {"a": "replaced"}
    assert [one.content.sequence for one in found.pool.returns] == [2]
    found = looked(made, b=withdrawal(code, 5))
    assert verdicts(found) == {"a": "older", "b": "replaced"}
    assert inbox_lines(found, made.folder.network)[1].startswith("b.json: accepted; it replaces an earlier one (takes")
    assert counted(made, found) == 0
    assert [council.number for council in found.attendance.withdrew] == [1]


def test_two_of_one_number_with_other_answers_are_for_the_coordinator_to_settle(made: Round) -> None:
    code = made.council(1).code
    old = unsigned(code, level=0, sequence=1)
    found = looked(made, a=unsigned(code, level=1, sequence=2), b=unsigned(code, level=2, sequence=2), c=old)
    assert verdicts(found) == {"a": "unsigned-differs", "b": "unsigned-differs", "c": "older"}
    assert found.pool.returns == ()
    (made.folder.inbox / "b.json").unlink()
    assert verdicts(looked(made)) == {"a": "accepted", "c": "older"}
    # One that was imported stands until it is taken out.
    assert verdicts(looked(made, b=unsigned(code, level=2, sequence=2))) == {
        "a": "same",
        "b": "unsigned-differs",
        "c": "older",
    }


def test_a_signed_return_of_the_council_goes_before_it_in_either_order(made: Round) -> None:
    one, two = made.council(1).code, made.council(2).code
    found = looked(made, a=unsigned(one), own=pretty(returned("s", one)).encode())
    assert verdicts(found) == {"a": "signed-too", "own": "accepted"}
    assert len(found.pool.returns) == 1
    assert verdicts(looked(made, b=unsigned(two)))["b"] == "accepted"
    found = looked(made, later=pretty(returned("t", two)).encode())
    assert verdicts(found)["later"] == "accepted"
    said = inbox_lines(found, made.folder.network)
    assert "Council ab: sent a signed return of its own, so the one that was imported for it is taken back." in said
    assert counted(made, found) == 2
    assert found.attendance.twice == ()
    again = looked(made)
    assert verdicts(again)["b"] == "signed-too"
    assert (again.pool, again.gave_way) == (found.pool, ())
    # What the council then takes back stays back.
    gone = looked(made, gone=pretty(returned("t", two, sequence=2, withdrawn=True)).encode())
    assert counted(made, gone) == 1
    assert counted(made, looked(made)) == 1


def test_one_that_another_user_imported_is_not_imported_again(made: Round) -> None:
    code = made.council(1).code
    looked(made, a=unsigned(code))
    found = look(made.folder, home=Home(made.folder.path.parent / "elsewhere", "importer"))
    assert verdicts(found) == {"a": "imported-elsewhere"}
    assert len(found.pool.returns) == 1
    # Nor can it be taken back here.
    (made.folder.inbox / "own.json").write_bytes(pretty(returned("s", code)).encode())
    found = look(made.folder, home=Home(made.folder.path.parent / "elsewhere", "importer"))
    assert found.gave_way == ()
    assert [council.number for council in found.attendance.twice] == [1]


def test_what_cannot_be_taken_is_refused_in_one_line_with_a_remedy(made: Round) -> None:
    code = made.council(1).code
    retire(made.folder, 3)
    retired = made.council(3).code
    good = unsigned(code)
    found = looked(
        made,
        code=unsigned("0000"),
        stranger=unsigned(STRANGER),
        retired=unsigned(retired),
        elsewhere=unsigned(code, network="north-east"),
        round=unsigned(code, round="2025-autumn"),
        edition=unsigned(code, fingerprint="0" * 64),
        question=unsigned(code, answers={"no-such": 1}),
        level=unsigned(code, level=9),
        fact=unsigned(code, attributes={"council-type": "district"}),
        name=unsigned(code, name="Ambleford"),
        note=unsigned(code, note="A note"),
        sequence=unsigned(code, sequence=0),
        full=unsigned(code, withdrawn=True),
        twice=good.replace(b'"home": true', b'"home": true, "home": true'),
        escaped=good.replace(b'"lower"', b'"low\\u0065r"'),
        cut=good[:300],
        large=good + b" " * 256_000,
        private=b'{"format": "answers-form/1", "answers": {"a": {"note": "x"}}}',
    )
    assert verdicts(found) == {
        "code": "bad-code",
        "stranger": "bad-code",
        "retired": "bad-code",
        "elsewhere": "other-place",
        "round": "other-place",
        "edition": "other-fingerprint",
        "question": "no-such-question",
        "level": "answer-out-of-range",
        "fact": "unknown-attribute",
        "name": "not-unsigned",
        "note": "not-unsigned",
        "sequence": "not-unsigned",
        "full": "full-withdrawal",
        "twice": "more-than-read",
        "escaped": "more-than-read",
        "cut": "not-json",
        "large": "too-large",
        "private": "private-answers",
    }
    assert found.pool.returns == ()
    lines = inbox_lines(found, made.folder.network)[: len(found.lines)]
    assert all(": refused. " in line and line.endswith(".") for line in lines)
    rules = {line.file: line.fault.rule for line in found.lines}
    assert rules["stranger.json"] == "The invitation code cannot be right: it is not on this network's list."
    assert rules["retired.json"] == "The invitation code cannot be right: it was retired."


def test_a_network_without_invitations_takes_none(tmp_path: Path) -> None:
    made = new_round(tmp_path / "network", 0, invitations=False)
    assert verdicts(looked(made, a=unsigned(STRANGER))) == {"a": "unsigned-uninvited"}


def test_the_last_sequence_stands(made: Round) -> None:
    code = made.council(1).code
    looked(made, a=unsigned(code, sequence=HIGHEST_SEQUENCE))
    assert verdicts(looked(made, a=unsigned(code, level=3, sequence=HIGHEST_SEQUENCE))) == {"a": "older"}


def test_it_is_found_in_a_zip_and_not_taken_for_anything_else(made: Round) -> None:
    assert kind_of(unsigned(STRANGER), "a") == "unsigned"
    assert kind_of(b'\xef\xbb\xbf{"format": "unsigned-return/1"}', "a") == "unsigned"
    assert kind_of(b'{"format": 1}', "a") == "return"
    parsed = parse_unsigned(b"\xef\xbb\xbf" + unsigned(STRANGER), "a")
    assert isinstance(parsed, UnsignedReturn)


def test_every_other_command_says_where_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(unsigned(STRANGER))
    found = gather([tmp_path / "a.json"])
    assert [fault.code for fault in found.refused] == ["unsigned"]
    assert "network inbox" in found.refused[0].remedy

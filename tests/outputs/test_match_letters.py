"""The texts of a matching: each can be forwarded as it is, names nobody, and tells little of the other council."""

import json
import re

import pytest

from benchmark.errors import UsageError
from benchmark.network.numbers import invitation_numbers
from benchmark.outputs.charts.words import CIRCLE
from benchmark.outputs.match_letters import LIST, write_letters
from benchmark.outputs.match_text import match_json, match_text, short_keys
from benchmark.pool.count import Selection
from benchmark.pool.matching import match_councils
from benchmark.pool.open import count_pool
from benchmark.pool.pool import merge, write_pool
from benchmark.returns.model import pretty
from tests.command import run, run_well
from tests.network.made import SET, new_round, returned


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Six invited councils; the first is ahead everywhere, and one sets targets."""
    folder = tmp_path_factory.mktemp("round")
    round_ = new_round(folder, 6)
    returns = [
        returned(
            council.council,
            council.code,
            level=4 if at == 0 else at % 3,
            targets={SET.questions[0].id: 4} if at == 1 else {},
        )
        for at, council in enumerate(round_.holders)
    ]
    pool = merge(returns)
    write_pool(pool, round_.folder.pool_path)
    return round_, pool


def test_the_texts_name_no_council_and_hold_nothing_of_the_other(made, tmp_path):
    round_, pool = made
    counted = count_pool(pool, Selection(SET.id))
    found = match_councils(counted)
    numbers = invitation_numbers(pool, round_.folder.network_path)
    written = write_letters(tmp_path / "letters", counted, found, numbers)
    assert len(written) == 2 * len(found.matches) + 1
    short = short_keys(counted.keys)
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(CIRCLE)
        assert not any(council.council in text or council.code in text for council in round_.folder.invited())
        if path.name == LIST:
            assert "(invitation 1)" in text
            continue
        at, role = re.match(r"match-(\d+)-to-the-(mentor|learner)-", path.name).groups()
        match = found.matches[int(at) - 1]
        own, other = (match.mentor, match.learner) if role == "mentor" else (match.learner, match.mentor)
        assert short[own] in text
        assert short[other] not in text
        assert "invitation" not in text
        assert not re.search(r"\blevel\b|Tier|tier|Lower", text), "no level and no attribute of anybody"
        assert "only after both have agreed" in " ".join(text.split())
        assert all(len(line) <= 76 for line in text.splitlines())


def test_texts_of_two_matchings_are_never_mixed(made, tmp_path):
    _, pool = made
    counted = count_pool(pool, Selection(SET.id))
    found = match_councils(counted)
    written = write_letters(tmp_path / "new", counted, found, {})
    assert write_letters(tmp_path / "new", counted, found, {}) == written
    with (tmp_path / "new" / LIST).open("a") as file:
        file.write("Match 1: the mentor said yes\n")
    with pytest.raises(UsageError, match="choose a new folder"):
        write_letters(tmp_path / "new", counted, found, {})
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="choose a new folder"):
        write_letters(tmp_path, counted, found, {})
    with pytest.raises(UsageError, match="choose a new folder"):
        write_letters(tmp_path / "mine.txt", counted, found, {})


def test_the_terminal_and_the_json_speak_of_keys_only(made):
    round_, pool = made
    counted = count_pool(pool, Selection(SET.id))
    found = match_councils(counted)
    names = [council.council for council in round_.folder.invited()]
    for numbers in ({}, invitation_numbers(pool, round_.folder.network_path)):
        text = match_text(counted, found, [], numbers)
        data = match_json(counted, found, [], numbers)
        assert text.startswith(CIRCLE)
        assert data["who"] == CIRCLE
        assert all(len(line) <= 80 for line in text.splitlines())
        assert not any(name in text + json.dumps(data) for name in names)
        assert ("Invitation" in text) == bool(numbers) == bool(data["invitations"])
    assert len(data["matches"]) == len(found.matches) > 3
    assert "set no target" in text
    assert "Without a mentor" in text


def test_numbers_of_invitations_are_known_only_beside_the_private_list(made, tmp_path):
    round_, pool = made
    assert sorted(invitation_numbers(pool, round_.folder.network_path).values()) == [1, 2, 3, 4, 5, 6]
    alone = tmp_path / "network.toml"
    alone.write_bytes(round_.folder.network_path.read_bytes())
    assert invitation_numbers(pool, alone) == {}
    assert invitation_numbers(pool, None) == {}


def test_keys_are_shortened_to_what_tells_them_apart():
    assert short_keys(["abcdefghijk", "abcdefghijx", "xbcdefghijk"])["abcdefghijk"] == "abcdefghijk"
    assert short_keys(["abcdefghijk", "xbcdefghijk"])["abcdefghijk"] == "abcdefgh"
    assert short_keys([]) == {}


def test_the_command_writes_the_texts_and_says_what_is_not_sure(made, tmp_path):
    round_, pool = made
    pool_path, network = round_.folder.pool_path, round_.folder.network_path
    done = run_well("match", pool_path, "-o", "letters", cwd=tmp_path)
    assert "Anyone could have sent these returns" in " ".join(done.stdout.split())
    assert (tmp_path / "letters" / LIST).exists()
    told = run_well("match", pool_path, "--network-file", network, "--json", cwd=tmp_path).stdout
    assert json.loads(told)["notes"] == []
    again = run("match", pool_path, "-o", "letters", "--most", "1", cwd=tmp_path)
    assert again.returncode == 2
    (tmp_path / "one.json").write_text(pretty(pool.returns[0]), encoding="utf-8")
    run_well("pool", "merge", "one.json", "-o", "one.pool.jsonl", cwd=tmp_path)
    few = run("match", "one.pool.jsonl", cwd=tmp_path)
    assert few.returncode == 3
    assert "there are 1" in few.stderr
    assert run("match", "one.json", cwd=tmp_path).returncode == 2


def test_what_did_not_count_and_what_was_imported_is_said(made, tmp_path):
    _, pool = made
    gone = returned("gone", sequence=2, withdrawn=True, answers={}, evidenced={})
    more = [*pool.returns, gone, returned("old", origin="imported", level=3)]
    write_pool(merge(more), tmp_path / "more.pool.jsonl")
    text = " ".join(run_well("match", "more.pool.jsonl", cwd=tmp_path).stdout.split())
    assert "1 of these returns were imported" in text
    assert "Not counted: 1 withdrawn." in text


def test_councils_that_are_all_alike_are_told_so(tmp_path):
    alike = merge([returned(name) for name in "abcdef"])
    counted = count_pool(alike, Selection(SET.id))
    text = match_text(counted, match_councils(counted), [], {})
    assert "nobody can be matched" in " ".join(text.split())

"""Gathering: any mix of files and folders goes in; what is good is taken, and every refused file is named with its reason."""

import os
import sys

import pytest

from benchmark.errors import FaultsError
from benchmark.pool import gather as gathering
from benchmark.pool.gather import gather
from benchmark.pool.open import open_pool
from benchmark.pool.pool import merge, pool_bytes
from benchmark.returns.model import canonical, pretty
from benchmark.returns.read import RETURN_LIMIT
from tests.returns.build import signed

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="names and links that Windows does not have")


def put(path, data):
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def a_return(number=0, **changes):
    return pretty(signed(number, **changes))


def a_pool(*numbers):
    return b"".join(canonical(signed(number)) + b"\n" for number in numbers)


def refusals(gathered):
    """Give the reason for each file that was refused."""
    return {(fault.file, fault.place): fault.code for fault in gathered.refused}


def keys(gathered):
    return {one.content.key for one in gathered.returns}


def test_an_inbox_as_it_is(tmp_path):
    """What a coordinator's folder looks like after three weeks of e-mail."""
    inbox = tmp_path / "Inbox 2026 – Größe & co"
    good = [
        put(inbox / "return-1.json", a_return(1)),
        put(inbox / "return-1 (1).json", a_return(1)),
        put(inbox / "RETURN.JSON", a_return(2)),
        put(inbox / "from Ynys Môn" / "deep" / "deeper" / "return.json", a_return(3)),
        put(inbox / "last week.pool.jsonl", a_pool(4, 5)),
        put(inbox / "notepad.json", b"\xef\xbb\xbf" + a_return(6).replace("\n", "\r\n").encode()),
    ]
    bad = {
        put(inbox / "empty.json", b""): "not-json",
        put(inbox / "empty line.json", "\n"): "not-json",
        put(inbox / "Screenshot 2026-10-03.png", b"\x89PNG\r\n"): "not-for-pools",
        put(inbox / "answers.xlsx", b"PK\x03\x04"): "not-for-pools",
        put(inbox / "a screenshot.json", b"\x89PNG\r\n"): "not-json",
        put(inbox / "answers.csv", "respondent\n"): "not-for-pools",
        put(inbox / "README", "hello"): "not-for-pools",
        put(inbox / "large.json", b" " * (RETURN_LIMIT + 1)): "too-large",
        put(
            inbox / "changed.json", a_return(7).replace('"contract-register": 3', '"contract-register": 4')
        ): "bad-signature",
        put(inbox / "half.json", a_return(8)[:300]): "not-json",
        put(inbox / "published.benchmark.json", '{"format": "council-benchmark/1"}'): "not-a-return",
        put(inbox / "pool in the wrong clothes.json", a_pool(1, 2)): "not-json",
    }
    put(inbox / ".hidden.json", a_return(9))
    put(inbox / ".git" / "return.json", a_return(9))
    gathered = gather([inbox])
    assert refusals(gathered) == {(str(path), ""): code for path, code in bad.items()}
    assert keys(gathered) == {signed(number).content.key for number in range(1, 7)}
    assert len(gathered.returns) == 7
    assert gathered.files == len(good) + len(bad)
    assert len(merge(gathered.returns).returns) == 6


def test_every_refusal_says_what_to_do(tmp_path):
    put(tmp_path / "a.json", b"")
    put(tmp_path / "b.png", b"")
    put(tmp_path / "c.json", a_return(1).replace('"sequence": 1', '"sequence": 2'))
    gathered = gather([tmp_path, tmp_path / "missing.json"])
    for fault in gathered.refused:
        assert fault.file in str(fault)
        assert fault.remedy.endswith(".")
    assert len(gathered.refused) == 4


def test_a_pool_with_bad_lines_gives_the_good_ones_and_names_the_others(tmp_path):
    changed = canonical(signed(2)).replace(b'"sequence":1', b'"sequence":3')
    lines = [canonical(signed(1)), b"", b"   ", b"# a note", changed, canonical(signed(3))[:-1], canonical(signed(4))]
    path = put(tmp_path / "north.pool.jsonl", b"\r\n".join(lines))
    gathered = gather([path])
    assert keys(gathered) == {signed(1).content.key, signed(4).content.key}
    assert refusals(gathered) == {
        (str(path), "line 4"): "not-json",
        (str(path), "line 5"): "bad-signature",
        (str(path), "line 6"): "not-json",
    }


def test_a_pool_is_opened_whole_or_not_at_all(tmp_path):
    path = put(tmp_path / "north.pool.jsonl", a_pool(1, 2))
    assert pool_bytes(open_pool(path)) == pool_bytes(merge([signed(1), signed(2)]))
    put(path, a_pool(1, 2) + b"{}\n" + canonical(signed(3)).replace(b"true", b"false") + b"\n")
    with pytest.raises(FaultsError) as caught:
        open_pool(path)
    assert [fault.place for fault in caught.value.faults] == ["line 3", "line 4"]


def test_a_long_line_of_a_pool_is_refused_and_the_rest_is_taken(tmp_path):
    path = put(tmp_path / "a.jsonl", a_pool(1) + b" " * RETURN_LIMIT + b"x\n" + a_pool(2))
    gathered = gather([path])
    assert len(gathered.returns) == 2
    assert refusals(gathered) == {(str(path), "line 2"): "too-large"}


@pytest.mark.parametrize("limits", [{"_LINES": 2}, {"_LINES_BYTES": 1}, {"_TOGETHER": 2}, {"_TOGETHER_BYTES": 1}])
def test_however_many_are_read_together_the_same_comes_in(tmp_path, monkeypatch, limits):
    lines = [canonical(signed(number)) for number in range(7)]
    lines[2], lines[5] = lines[2].replace(b'"sequence":1', b'"sequence":3'), b"# a note"
    put(tmp_path / "a.pool.jsonl", b"\n\n".join(lines))
    put(tmp_path / "b.json", a_return(8))
    whole = gather([tmp_path])
    for name, limit in limits.items():
        monkeypatch.setattr(gathering, name, limit)
    split = gather([tmp_path])
    assert split.rows == whole.rows
    assert len(split.rows) == 6
    assert refusals(split) == refusals(whole)
    assert sorted(refusals(whole).values()) == ["bad-signature", "not-json"]


def test_a_file_in_which_many_lines_are_no_returns_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_REFUSED", 3)
    path = put(tmp_path / "a.jsonl", a_pool(1) + b"# a note\n" * 10 + a_pool(2))
    gathered = gather([path])
    assert keys(gathered) == {signed(1).content.key}
    assert [found.code for found in gathered.refused] == ["not-json"] * 3 + ["no-pool-at-all"]


def test_files_pools_and_folders_mix_in_any_order(tmp_path):
    paths = [
        put(tmp_path / "one" / "a.json", a_return(1)).parent,
        put(tmp_path / "b.json", a_return(2)),
        put(tmp_path / "c.jsonl", a_pool(3, 1)),
    ]
    pools = {pool_bytes(merge(gather(order).returns)) for order in (paths, paths[::-1], [*paths, *paths])}
    assert len(pools) == 1


def test_a_file_that_is_named_is_read_even_if_it_is_hidden(tmp_path):
    path = put(tmp_path / ".council" / ".hidden.json", a_return(1))
    assert len(gather([path]).returns) == 1
    assert len(gather([path.parent]).returns) == 0
    assert len(gather([put(tmp_path / ".council" / "shown.json", a_return(1)).parent]).returns) == 1


def test_what_is_not_there_is_said(tmp_path):
    missing = [tmp_path / "a.json", tmp_path / "b.jsonl", tmp_path / "folder"]
    assert refusals(gather(missing)) == {(str(path), ""): "missing-file" for path in missing}


def test_an_empty_folder_holds_nothing(tmp_path):
    gathered = gather([tmp_path])
    assert (gathered.returns, gathered.refused, gathered.files) == ([], [], 0)


@POSIX
def test_links_in_a_folder_are_left_alone(tmp_path):
    """A link may lead out of the folder, or round in a circle."""
    outside = put(tmp_path / "private" / "a.json", a_return(1))
    inbox = put(tmp_path / "inbox" / "b.json", a_return(2)).parent
    (inbox / "link.json").symlink_to(outside)
    (inbox / "folder").symlink_to(outside.parent)
    (inbox / "circle").symlink_to(inbox)
    (inbox / "broken.json").symlink_to(tmp_path / "nowhere")
    gathered = gather([inbox])
    assert keys(gathered) == {signed(2).content.key}
    assert gathered.refused == []


@POSIX
def test_a_folder_is_a_folder_whatever_its_name(tmp_path):
    put(tmp_path / "returns.json" / "a.json", a_return(1))
    put(tmp_path / "returns.json" / "pool.jsonl" / "b.json", a_return(2))
    assert len(gather([tmp_path / "returns.json"]).returns) == 2


@POSIX
def test_what_is_no_file_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    put(tmp_path / "a.json", a_return(1))
    assert len(gather([tmp_path]).returns) == 1


@POSIX
def test_a_name_cannot_move_the_cursor_of_whoever_reads_the_reasons(tmp_path):
    for name in ("\x1b[2J.json", "a\nb.png", "\u202efdp.jsonl"):
        put(tmp_path / name, b"x")
    gathered = gather([tmp_path])
    assert len(gathered.refused) == 3
    assert all(str(fault).isprintable() for fault in gathered.refused)


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    path = put(tmp_path / "a.json", a_return(1))
    path.chmod(0)
    assert refusals(gather([tmp_path])) == {(str(path), ""): "a-folder"}


def test_many_returns_are_verified_and_each_bad_one_is_named(tmp_path):
    """More than a hundred, so that threads verify them."""
    lines = [canonical(signed(number)) for number in range(130)]
    for number in (5, 64, 129):
        lines[number] = lines[number].replace(b'"home":true', b'"home":false')
    path = put(tmp_path / "a.jsonl", b"\n".join(lines))
    gathered = gather([path])
    assert len(gathered.returns) == 127
    assert refusals(gathered) == {(str(path), f"line {n}"): "bad-signature" for n in (6, 65, 130)}

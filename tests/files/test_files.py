"""Writing files: whatever fails, and whenever the program is killed, the old file or the new one is there, whole."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from benchmark import files, lock
from benchmark.errors import FaultsError
from benchmark.files import open_text, read_bytes, read_text, read_toml, write_bytes, write_text
from benchmark.lock import alone_in

OLD, NEW = b"the old text\n" * 50, b"the new text\n" * 80
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such call")
# Every call of `os` that a write makes, in this order.
CALLS = ["open", "write", "fsync", "close", "replace", "open", "fsync", "close"]
AFTER_REPLACE = CALLS.index("replace") + 1
WATCHED = ("open", "write", "fsync", "close", "replace")


@pytest.fixture(autouse=True)
def _each_write_sweeps(monkeypatch):
    files._sweep.cache_clear()
    monkeypatch.setattr(files, "_REPLACE_WAIT", 0.001)


class Failing:
    """Lets the n-th of the watched calls fail, and notes them all. The file is closed all the same."""

    def __init__(self, monkeypatch, nth: int, number: int) -> None:
        self.calls: list[str] = []
        for name in WATCHED:
            monkeypatch.setattr(os, name, self._wrapped(name, getattr(os, name), nth, number))

    def _wrapped(self, name, real, nth, number):
        def call(*arguments, **named):
            self.calls.append(name)
            if len(self.calls) - 1 == nth:
                if name == "close":
                    real(*arguments)
                raise OSError(number, os.strerror(number))
            return real(*arguments, **named)

        return call


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@POSIX
def test_these_are_the_calls_of_a_write(tmp_path, monkeypatch):
    failing = Failing(monkeypatch, -1, 0)
    write_bytes(tmp_path / "a.toml", NEW)
    monkeypatch.undo()
    assert failing.calls == CALLS


@POSIX
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
@pytest.mark.parametrize("nth", range(len(CALLS)))
@pytest.mark.parametrize("old", [OLD, None], ids=["replaces", "is-new"])
def test_when_the_nth_call_fails_the_file_is_whole_and_the_user_is_told(tmp_path, monkeypatch, nth, number, old):
    path = tmp_path / "a.toml"
    if old is not None:
        path.write_bytes(old)
    with monkeypatch.context() as patch:
        failing = Failing(patch, nth, number)
        with pytest.raises(FaultsError) as found:
            write_bytes(path, NEW)
    assert failing.calls[: nth + 1] == CALLS[: nth + 1]
    replaced = nth >= AFTER_REPLACE
    assert found.value.faults[0].code == ("unconfirmed" if replaced else "unwritable")
    assert os.strerror(number) in str(found.value)
    assert (path.read_bytes() if path.exists() else None) == (NEW if replaced else old)
    assert names(tmp_path) == (["a.toml"] if replaced or old else [])


@POSIX
@pytest.mark.parametrize("nth", range(len(CALLS)))
def test_killed_at_the_nth_call_leaves_the_old_file_or_the_new_one_and_the_next_write_tidies_up(tmp_path, nth):
    path = tmp_path / "a.toml"
    path.write_bytes(OLD)
    script = f"""
import os, signal
from pathlib import Path
from benchmark.files import write_bytes
calls = 0
def killing(real):
    def call(*a, **k):
        global calls
        calls += 1
        if calls > {nth}:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*a, **k)
    return call
for name in {WATCHED!r}:
    setattr(os, name, killing(getattr(os, name)))
write_bytes(Path({str(path)!r}), {NEW!r})
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == (NEW if nth >= AFTER_REPLACE else OLD)
    for left in tmp_path.glob(".*.tmp"):
        os.utime(left, (time.time() - 120,) * 2)
    write_bytes(path, NEW)
    assert names(tmp_path) == ["a.toml"]


@POSIX
def test_bytes_that_go_out_in_small_parts_all_arrive(tmp_path, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    write_bytes(tmp_path / "a", NEW)
    assert (tmp_path / "a").read_bytes() == NEW


@POSIX
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EACCES])
def test_a_drive_that_cannot_flush_folders_is_no_failure(tmp_path, monkeypatch, number):
    Failing(monkeypatch, AFTER_REPLACE + 1, number)
    write_bytes(tmp_path / "a", NEW)
    monkeypatch.undo()
    assert (tmp_path / "a").read_bytes() == NEW


def test_an_interrupt_leaves_no_temporary_file(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    (tmp_path / "a").write_bytes(OLD)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_bytes(tmp_path / "a", NEW)
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == OLD


@pytest.mark.parametrize("times", [1, 3, files._REPLACE_TRIES - 1])
def test_a_file_that_a_scanner_holds_for_a_moment_is_replaced_after_it(tmp_path, monkeypatch, times):
    real, left = os.replace, [times]

    def busy(*arguments):
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "The file is used by another process")
        real(*arguments)

    (tmp_path / "a").write_bytes(OLD)
    monkeypatch.setattr(os, "replace", busy)
    write_bytes(tmp_path / "a", NEW)
    assert (tmp_path / "a").read_bytes() == NEW


def test_a_file_that_stays_held_is_told_and_the_old_one_is_whole(tmp_path, monkeypatch):
    tries = []

    def busy(*_):
        tries.append(1)
        raise PermissionError(errno.EACCES, "The file is used by another process")

    (tmp_path / "a").write_bytes(OLD)
    monkeypatch.setattr(os, "replace", busy)
    with pytest.raises(FaultsError, match="The file is used by another process") as found:
        write_bytes(tmp_path / "a", NEW)
    assert "What was there before is whole" in str(found.value)
    assert len(tries) == files._REPLACE_TRIES
    assert (tmp_path / "a").read_bytes() == OLD
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("file", ["folder/inside", "file/inside"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path, file):
    (tmp_path / "file").write_text("")
    path = tmp_path / file
    if path.parent == tmp_path / "folder":
        write_text(path, "made")
        assert path.read_text() == "made"
        return
    with pytest.raises(FaultsError):
        write_text(path, "cannot be made")
    with pytest.raises(FaultsError), alone_in(path.parent):
        pass


def stray(folder: Path, name: str, seconds: float) -> Path:
    path = folder / name
    path.write_text("half of an answ")
    os.utime(path, (time.time() - seconds,) * 2)
    return path


@pytest.fixture
def dead_process() -> int:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


@POSIX
def test_only_our_own_old_temporary_files_are_swept(tmp_path, dead_process):
    ours = [
        stray(tmp_path, f".a.toml.{dead_process}.tmp", 120),
        stray(tmp_path, f".other file.{dead_process}.tmp", 120),
        stray(tmp_path, f".a.toml.{os.getppid()}.tmp", 4000),
        stray(tmp_path, ".a.toml.9999999999.tmp", 120),
    ]
    kept = [
        stray(tmp_path, f".young.toml.{dead_process}.tmp", 5),
        stray(tmp_path, f".living.toml.{os.getppid()}.tmp", 120),
        stray(tmp_path, f"seen.{dead_process}.tmp", 9000),
        stray(tmp_path, ".notes.tmp", 9000),
        stray(tmp_path, ".1.tmp", 9000),
        stray(tmp_path, f".a.toml.{dead_process}.tmp.txt", 9000),
    ]
    link = tmp_path / ".a.toml.1.tmp"
    link.symlink_to(tmp_path / "elsewhere")
    (tmp_path / ".folder.1.tmp").mkdir()
    write_text(tmp_path / "a.toml", "new")
    assert not [path.name for path in ours if path.exists()]
    assert [path for path in kept if not path.exists()] == []
    assert link.is_symlink()
    assert (tmp_path / ".folder.1.tmp").is_dir()


@POSIX
def test_a_link_laid_where_the_temporary_file_goes_is_not_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(OLD)
    (tmp_path / f".a.{os.getpid()}.tmp").symlink_to(victim)
    write_bytes(tmp_path / "a", NEW)
    assert victim.read_bytes() == OLD
    assert (tmp_path / "a").read_bytes() == NEW
    assert not (tmp_path / "a").is_symlink()


@POSIX
def test_a_secret_is_for_its_owner_only_from_the_first_moment(tmp_path, monkeypatch):
    seen = []
    real = os.write

    def watching(descriptor, data):
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", watching)
    write_bytes(tmp_path / "secret", NEW, mode=0o600)
    assert seen == [0o600]
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


@POSIX
def test_only_one_process_at_a_time_is_alone_in_a_folder_and_a_killed_one_holds_nothing(tmp_path, monkeypatch):
    script = f"""
import time
from pathlib import Path
from benchmark.lock import alone_in
with alone_in(Path({str(tmp_path)!r})):
    print("alone", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "alone\n"
        monkeypatch.setattr(lock, "_LOCK_SECONDS", 0.1)
        with pytest.raises(FaultsError, match="another program is writing there"), alone_in(tmp_path):
            pass
        other.kill()
    with alone_in(tmp_path):
        pass
    assert names(tmp_path) == []


@POSIX
def test_a_drive_without_locks_does_not_stop_anybody(tmp_path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")

    def without(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", without)
    with alone_in(tmp_path):
        write_text(tmp_path / "a", "written")
    assert (tmp_path / "a").read_text() == "written"


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    with pytest.raises(FaultsError, match="50,000,000,000 bytes; the limit is 10"):
        read_bytes(path, 10)


@pytest.mark.parametrize("size", [0, 9, 10, 11])
def test_the_limit_is_the_largest_size_that_is_read(tmp_path, size):
    path = tmp_path / "a"
    path.write_bytes(b"x" * size)
    with suppress(FaultsError):
        assert read_bytes(path, 10) == b"x" * size
        assert size <= 10
        return
    assert size > 10


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a = \xff", "not-utf8"),
        (b"a = '\x00'", "not-toml"),
        (b"a = " + b"9" * 10_000, "not-toml"),
        (b"a = " + b"[" * 100_000, "not-toml"),
        (b"a" + b".a" * 32_000 + b" = 1", "not-toml"),
        (b"a = 1\na = 2", "not-toml"),
    ],
    ids=["utf8", "nul", "digits", "nesting", "dots", "twice"],
)
def test_a_toml_file_that_cannot_be_read_is_a_fault(tmp_path, data, code):
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    with pytest.raises(FaultsError) as found:
        read_toml(path)
    assert [fault.code for fault in found.value.faults] == [code]
    assert len(str(found.value)) < 1000


def test_a_workbook_in_the_place_of_text_is_called_one(tmp_path):
    path = tmp_path / "councils.xlsx"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(FaultsError, match="This is a workbook or a zip file, and text is needed"):
        read_text(path, 100)
    with pytest.raises(FaultsError, match="save the sheet as CSV"), open_text(path, 100) as file:
        file.read()


def test_a_folder_where_a_file_is_written_and_a_file_where_a_folder_is_are_told_apart(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("here")
    with pytest.raises(FaultsError, match="folder: This is a folder, and a file is needed"):
        write_bytes(tmp_path / "folder", b"new")
    with pytest.raises(FaultsError, match="file: This is a file, and a folder is needed"):
        write_bytes(tmp_path / "file" / "new", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_what_is_written_is_read_again(tmp_path):
    write_text(tmp_path / "a", "Zoë\n")
    assert read_text(tmp_path / "a", 100) == "Zoë\n"
    (tmp_path / "b").write_bytes(b"\xef\xbb\xbfmarked")
    assert read_text(tmp_path / "b", 100) == "marked"
